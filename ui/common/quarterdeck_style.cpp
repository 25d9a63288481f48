#include "ui/common/quarterdeck_style.h"

#include "ui/common/mnemonics.h"
#include "ui/common/style_parts.h"
#include "ui/paint/theme.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QMenu>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>

namespace qd::ui {

namespace {

constexpr int ChoicePadding = 8;
constexpr const char *Lettered = "lettered"; // set once a menu asks for its mnemonics
constexpr const char *PlainChoices = "plainChoices"; // set once the delegate is ours

/// The list that drops down from a combo box.
bool isChoiceList(const QWidget *widget)
{
    return widget && widget->inherits("QComboBoxListView");
}
constexpr int FieldPadding = 9; // text in a combo box
constexpr int ChevronRoom = 24;
constexpr int HeaderPadding = 6; // with the 2 that Fusion leaves
} // namespace

QuarterdeckStyle::QuarterdeckStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

int QuarterdeckStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_SplitterWidth:
        return 5;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 14;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize:
        return 16;
    case PM_DefaultFrameWidth:
        return widget && widget->inherits("QLineEdit") ? 2 : 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 0;
    case PM_SliderLength:
    case PM_SliderControlThickness:
        return 12;
    case PM_SliderThickness:
        return 16;
    case PM_MenuBarItemSpacing:
        return 2;
    case PM_MenuBarHMargin:
        return 8;
    case PM_MenuBarVMargin:
        return 2;
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_HeaderMarkSize:
        return 8;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QRect QuarterdeckStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_ItemViewItemText && isChoiceList(widget) ? rect.adjusted(ChoicePadding - 2, 0, 0, 0) : rect;
}

int QuarterdeckStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_DialogButtonLayout:
        return QDialogButtonBox::GnomeLayout; // the primary button stands last
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize QuarterdeckStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const int height = hasProperty(widget, "compact") ? 24 : 28;
    switch (type) {
    case CT_PushButton:
        if (hasProperty(widget, "link"))
            return {contents.width() + 2, height};
        return {contents.width() + 24, height};
    case CT_ToolButton:
        if (hasProperty(widget, "segment"))
            return {contents.width() + 16, height - 2};
        return {size.width() + (hasProperty(widget, "quiet") ? 4 : 8), height};
    case CT_ComboBox:
        return {contents.width() + FieldPadding + ChevronRoom + 4, height};
    case CT_SpinBox:
        return {contents.width() + 16, height};
    case CT_LineEdit:
        return {size.width(), height};
    case CT_MenuBarItem:
        return {contents.width() + 16, 24};
    case CT_MenuItem:
        return {size.width(), qMax(size.height(), 26)};
    case CT_CheckBox:
    case CT_RadioButton:
        return {size.width(), qMax(size.height(), 22)};
    case CT_ItemViewItem:
        return isChoiceList(widget) ? QSize(size.width() + 2 * ChoicePadding, qMax(size.height(), 26)) : size;
    default:
        return size;
    }
}

QRect QuarterdeckStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    const QRect whole = option->rect;
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return whole.adjusted(FieldPadding, 1, -ChevronRoom, -1);
    if (control == CC_SpinBox && part == SC_SpinBoxEditField)
        return whole.adjusted(2, 2, -2, -2);
    if (control == CC_SpinBox && part != SC_SpinBoxFrame)
        return {}; // no arrows: keys and wheel do it
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !slider)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const bool upright = slider->orientation == Qt::Vertical;
    const QRect lane = slider->rect;
    const int length = upright ? lane.height() : lane.width();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    int thumb = length;
    if (range > 0)
        thumb = qBound(28, int(qint64(slider->pageStep) * length / (range + slider->pageStep)), qMax(28, length));
    const int start = sliderPositionFromValue(
        slider->minimum, slider->maximum, slider->sliderPosition, length - thumb, slider->upsideDown);
    const auto along = [&](int from, int extent) {
        return upright ? QRect(lane.x(), lane.y() + from, lane.width(), extent)
                       : QRect(lane.x() + from, lane.y(), extent, lane.height());
    };
    switch (part) {
    case SC_ScrollBarSlider:
        return along(start, thumb);
    case SC_ScrollBarGroove:
        return lane;
    case SC_ScrollBarSubPage:
        return along(0, start);
    case SC_ScrollBarAddPage:
        return along(start + thumb, length - start - thumb);
    default:
        return {};
    }
}

void QuarterdeckStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Theme &theme = Theme::current();
    switch (element) {
    case PE_FrameFocusRect:
        // Tables frame their current cell, tool buttons have their ring from their ground.
        if (!qobject_cast<const QTableView *>(widget) && !qobject_cast<const QToolButton *>(widget)
            && !isChoiceList(widget))
            paintFocusRing(*painter, option->rect, theme);
        return;
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        return paintButtonGround(*painter, *option, widget, theme);
    case PE_FrameLineEdit:
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            paintField(*painter, *option, theme);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheckBox(*painter, *option, theme);
    case PE_IndicatorRadioButton:
        return paintRadio(*painter, *option, theme);
    case PE_FrameMenu:
        painter->setPen(theme.strong);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameTabWidget:
    case PE_PanelStatusBar:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void QuarterdeckStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Theme &theme = Theme::current();
    if (element == CE_Splitter) {
        const QRect rect = option->rect;
        const bool upright = option->state & State_Horizontal;
        painter->fillRect(upright ? QRect(rect.center().x(), rect.y(), 1, rect.height())
                                  : QRect(rect.x(), rect.center().y(), rect.width(), 1),
            option->state & State_MouseOver ? theme.accent : theme.border);
        return;
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea)
        return paintHeaderSection(*painter, *option, theme);
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        header && element == CE_HeaderLabel) {
        QStyleOptionHeader label = *header; // as far from the edge as the cells' texts
        label.rect.adjust(HeaderPadding, 0, -HeaderPadding, 0);
        return QProxyStyle::drawControl(element, &label, painter, widget);
    }
    if (element == CE_ProgressBarGroove || element == CE_ProgressBarLabel)
        return;
    if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
        bar && element == CE_ProgressBarContents)
        return paintProgress(*painter, *bar, theme);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (element == CE_PushButtonLabel && button) {
        QStyleOptionButton label = *button;
        const bool enabled = option->state & State_Enabled;
        if (hasProperty(widget, "primary") && enabled)
            label.palette.setColor(QPalette::ButtonText, theme.onAccent);
        else if (hasProperty(widget, "link") && enabled)
            label.palette.setColor(QPalette::ButtonText, theme.accent);
        return QProxyStyle::drawControl(element, &label, painter, widget);
    }
    const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (element == CE_ToolButtonLabel && tool && (option->state & State_On) && !hasProperty(widget, "quiet")) {
        QStyleOptionToolButton label = *tool;
        label.palette.setColor(QPalette::ButtonText, theme.textOnTint);
        return paintToolLabel(*painter, label);
    }
    if (element == CE_ToolButtonLabel && tool && tool->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
        return paintToolLabel(*painter, *tool);
    QProxyStyle::drawControl(element, option, painter, widget);
}

void QuarterdeckStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const Theme &theme = Theme::current();
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control == CC_ScrollBar && slider)
        return paintScrollBar(
            *painter, *slider, proxy()->subControlRect(control, option, SC_ScrollBarSlider, widget), theme);
    if (control == CC_Slider && slider)
        return paintSlider(*painter, *slider, proxy()->subControlRect(control, option, SC_SliderHandle, widget), theme,
            hasProperty(widget, "calm"));
    if (control == CC_SpinBox)
        return paintField(*painter, *option, theme, hasProperty(widget, "changed"));
    if (control == CC_ComboBox) {
        paintButtonGround(*painter, *option, widget, theme);
        const QRect rect = option->rect;
        return paintChevron(*painter, QRect(rect.right() - 21, rect.y(), 16, rect.height()), theme.text3);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void QuarterdeckStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QComboBox *>(widget))
        widget->installEventFilter(this);
    if (auto *menu = qobject_cast<QMenu *>(widget); menu && !menu->property(Lettered).toBool()) {
        menu->setProperty(Lettered, true);
        connect(menu, &QMenu::aboutToShow, menu, [menu] { assignMnemonics(menu->actions()); });
    }
    if (qobject_cast<QAbstractButton *>(widget) || widget->inherits("QComboBox") || widget->inherits("QLineEdit")
        || widget->inherits("QSlider") || widget->inherits("QSplitterHandle"))
        widget->setAttribute(Qt::WA_Hover);
}

/// The delegate a combo box brings along paints its rows as a menu of the platform would. It is replaced when somebody
/// first reaches for the box: a box whose list exists sizes itself, past its layout, a moment after its choices change.
bool QuarterdeckStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress) {
        if (auto *box = qobject_cast<QComboBox *>(watched); box && !box->property(PlainChoices).toBool()) {
            box->setItemDelegate(new QStyledItemDelegate(box));
            box->setProperty(PlainChoices, true);
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

} // namespace qd::ui
