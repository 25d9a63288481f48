#include "ui/scenario/lever_row.h"

#include "ui/common/toned_label.h"
#include "ui/scenario/lever_slider.h"
#include "ui/scenario/lever_texts.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>

#include <cmath>

namespace qd::ui {

namespace {

constexpr int FieldWidth = 78;

/// Sets a property that the style reads, and repaints.
void setStyled(QWidget &widget, const char *name, bool value)
{
    if (widget.property(name).toBool() == value)
        return;
    widget.setProperty(name, value);
    widget.update();
}

} // namespace

LeverRow::LeverRow(scenario::Lever lever, QWidget *parent)
    : QWidget(parent)
    , m_lever(std::move(lever))
    , m_title(new TonedLabel(Type::Dense, Tone::Label, this))
    , m_hint(new TonedLabel(Type::Small, Tone::Hint, this))
    , m_slider(new LeverSlider(this))
    , m_field(new QDoubleSpinBox(this))
{
    const QString title = leverTitle(m_lever);
    const LeverFormat format = leverFormat(m_lever);
    m_title->setText(title);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_hint->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_slider->setAccessibleName(leverShortName(m_lever));
    m_field->setAccessibleName(leverShortName(m_lever));
    m_field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_field->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_field->setKeyboardTracking(false);
    m_field->setGroupSeparatorShown(true);
    m_field->setDecimals(format.decimals);
    m_field->setFixedWidth(FieldWidth);
    m_field->setProperty("compact", true);
    m_field->setFocusPolicy(Qt::StrongFocus);
    if (!format.noneText.isEmpty())
        m_field->setSpecialValueText(format.noneText); // shown at the minimum, which is 0
    if (!format.unit.isEmpty())
        m_field->setSuffix(QChar(0x00a0) + format.unit);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 6);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_hint);
    m_source = new QPushButton(this);
    m_source->setProperty("link", true);
    m_source->setFont(Theme::font(Type::Small));
    m_source->setCursor(Qt::PointingHandCursor);
    m_source->setFocusPolicy(Qt::TabFocus);
    m_source->setFixedHeight(m_hint->sizeHint().height());
    m_source->setToolTip(tr("What the measured value was measured on"));
    m_source->hide();
    top->addWidget(m_source);
    connect(m_source, &QPushButton::clicked, this, &LeverRow::sourceWanted);
    grid->addLayout(top, 0, 0, 1, 2);
    grid->addWidget(m_slider, 1, 0);
    grid->addWidget(m_field, 1, 1);
    setFocusProxy(m_slider);
    connectControls();
}

void LeverRow::connectControls()
{
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        m_shown.reset();
        const double value = valueAt(position);
        if (m_slider->isSliderDown())
            Q_EMIT turned(value);
        else
            Q_EMIT committed(value, true);
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] {
        m_shown.reset();
        Q_EMIT committed(valueAt(m_slider->value()), false);
    });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, [this](double typed) {
        m_shown.reset();
        Q_EMIT committed(typed / leverFormat(m_lever).factor, false);
    });
}

void LeverRow::setOpens(bool opens)
{
    if (opens == !m_source->isHidden())
        return;
    m_source->setVisible(opens);
    m_hint->setVisible(!opens);
}

void LeverRow::setFree(bool free, const QString &why)
{
    m_slider->setEnabled(free);
    m_field->setEnabled(free);
    setToolTip(free ? QString() : why);
}

void LeverRow::setState(
    double value, double base, const scenario::SliderRange &range, bool changed, const QString &hint)
{
    const Shown shown{value, base, range, changed, hint};
    if (m_shown == shown) // a slider in hand sets every row each frame
        return;
    m_shown = shown;
    m_value = value;
    m_range = range;
    m_changed = changed;
    const QSignalBlocker slider(m_slider);
    const QSignalBlocker field(m_field);
    const LeverFormat format = leverFormat(m_lever);
    m_slider->setRange(positionOf(range.lowest), positionOf(range.highest));
    m_slider->setPageStep(std::max(1, m_slider->maximum() / 20));
    m_slider->setBasePosition(positionOf(base));
    if (!m_slider->isSliderDown())
        m_slider->setValue(positionOf(value));
    if (m_field->maximum() != range.limit * format.factor)
        m_field->setRange(range.lowest * format.factor, range.limit * format.factor);
    // Set anew only when it reads otherwise: the cursor of somebody typing stays where it is.
    if (m_field->textFromValue(m_field->value()) != m_field->textFromValue(value * format.factor))
        m_field->setValue(value * format.factor);
    m_slider->setAccessibleDescription(leverValueText(m_lever, value));
    m_hint->setText(hint);
    m_source->setText(hint);
    m_source->setAccessibleName(
        tr("%1, %2: open what is behind it", "lever, measured").arg(leverShortName(m_lever), hint));
    m_hint->setFixedWidth(m_hint->fontMetrics().horizontalAdvance(hint) + 2);
    m_title->setFont(Theme::font(changed ? Type::Name : Type::Dense));
    m_title->setTone(changed ? Tone::Value : Tone::Label);
    setStyled(*m_slider, "calm", !changed);
    setStyled(*m_field, "changed", changed);
}

double LeverRow::valueAt(int position) const
{
    return position * m_range.step;
}

int LeverRow::positionOf(double value) const
{
    return int(std::lround(value / m_range.step));
}

} // namespace qd::ui
