#include "ui/common/style_parts.h"

#include "ui/paint/theme.h"

#include <QStyle>
#include <QWidget>

namespace qd::ui {

namespace {

void paintRounded(QPainter &painter, const QRectF &rect, double radius, const QColor &ground, const QColor &edge)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter.setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(edge.isValid() ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect, radius, radius);
}

struct ButtonState {
    bool enabled, hovered, down, on;
};

ButtonState stateOf(const QStyleOption &option)
{
    return {bool(option.state & QStyle::State_Enabled), bool(option.state & QStyle::State_MouseOver),
        bool(option.state & QStyle::State_Sunken), bool(option.state & QStyle::State_On)};
}

} // namespace

bool hasProperty(const QWidget *widget, const char *name)
{
    return widget && widget->property(name).toBool();
}

void paintFocusRing(QPainter &painter, const QRect &rect, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4);
    painter.restore();
}

void paintButtonGround(QPainter &painter, const QStyleOption &option, const QWidget *widget, const Theme &theme)
{
    const ButtonState state = stateOf(option);
    painter.save();
    if (hasProperty(widget, "link")) {
        // text alone
    } else if (hasProperty(widget, "primary") && state.enabled) {
        const QColor ground = state.down || state.hovered ? theme.accentHover : theme.accent;
        paintRounded(painter, option.rect, 4, ground, {});
    } else if (hasProperty(widget, "segment")) {
        if (state.on || state.down)
            paintRounded(painter, QRectF(option.rect), 3, theme.tint, {});
        else if (state.hovered && state.enabled)
            paintRounded(painter, QRectF(option.rect), 3, theme.hoverRow, {});
    } else if (hasProperty(widget, "quiet")) {
        if (state.down || state.on)
            paintRounded(painter, option.rect, 4, theme.tint, {});
        else if (state.hovered && state.enabled)
            paintRounded(painter, option.rect, 4, theme.hoverRow, theme.border);
    } else {
        const bool lit = state.down || state.on;
        const QColor edge = !state.enabled ? theme.border
            : lit                          ? theme.accent
            : state.hovered                ? theme.text3
                                           : theme.strong;
        paintRounded(painter, option.rect, 4, lit ? theme.tint : theme.surface, edge);
    }
    painter.restore();
    if (!(option.state & QStyle::State_HasFocus) || !(option.state & QStyle::State_KeyboardFocusChange))
        return;
    paintFocusRing(painter, option.rect, theme);
    if (!hasProperty(widget, "primary"))
        return;
    painter.save(); // a gap, or the ring would be lost in a ground of its colour
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.surface, 2));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(3, 3, -3, -3), 2, 2);
    painter.restore();
}

void paintField(QPainter &painter, const QStyleOption &option, const Theme &theme, bool changed)
{
    const ButtonState state = stateOf(option);
    const bool focused = option.state & QStyle::State_HasFocus;
    painter.save();
    const QColor edge = !state.enabled ? theme.border
        : state.hovered                ? theme.text3
        : changed                      ? theme.accent
                                       : theme.strong;
    paintRounded(painter, option.rect, 3, changed ? theme.tint : theme.input, edge);
    painter.restore();
    if (focused)
        paintFocusRing(painter, option.rect, theme);
}

void paintCheckBox(QPainter &painter, const QStyleOption &option, const Theme &theme)
{
    const ButtonState state = stateOf(option);
    const bool partly = option.state & QStyle::State_NoChange;
    const QRectF box = QRectF(option.rect);
    painter.save();
    if (state.on || partly) {
        paintRounded(painter, box, 3, state.enabled ? theme.accent : theme.strong, {});
        painter.setPen(QPen(theme.onAccent, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        const double u = box.width() / 14;
        if (partly)
            painter.drawLine(box.topLeft() + QPointF(4, 7) * u, box.topLeft() + QPointF(10, 7) * u);
        else
            painter.drawPolyline(QPolygonF{box.topLeft() + QPointF(3.5, 7.2) * u, box.topLeft() + QPointF(6, 9.7) * u,
                box.topLeft() + QPointF(10.6, 4.6) * u});
    } else {
        paintRounded(painter, box, 3, theme.input, state.hovered ? theme.text3 : theme.strong);
    }
    painter.restore();
}

void paintRadio(QPainter &painter, const QStyleOption &option, const Theme &theme)
{
    const ButtonState state = stateOf(option);
    const QRectF box = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75);
    const QColor edge = state.on && state.enabled ? theme.accent : state.hovered ? theme.text3 : theme.strong;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 1.5));
    painter.setBrush(theme.input);
    painter.drawEllipse(box);
    if (state.on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(edge);
        painter.drawEllipse(box.center(), box.width() * 0.27, box.width() * 0.27);
    }
    painter.restore();
}

void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &thumb, const Theme &theme)
{
    if (option.minimum == option.maximum)
        return;
    const bool active = option.activeSubControls & QStyle::SC_ScrollBarSlider;
    painter.save();
    const QRectF bar = option.orientation == Qt::Vertical ? QRectF(thumb).adjusted(2, 1, -2, -1)
                                                          : QRectF(thumb).adjusted(1, 2, -1, -2);
    paintRounded(painter, bar, 3, active ? theme.text3 : theme.strong, {});
    painter.restore();
}

void paintSlider(
    QPainter &painter, const QStyleOptionSlider &option, const QRect &handle, const Theme &theme, bool calm)
{
    const bool across = option.orientation == Qt::Horizontal;
    const QPointF knob = QRectF(handle).center();
    const QRectF all = option.rect;
    QRectF track = across ? QRectF(all.left() + 6, knob.y() - 1.5, all.width() - 12, 3)
                          : QRectF(knob.x() - 1.5, all.top() + 6, 3, all.height() - 12);
    painter.save();
    const bool enabled = option.state & QStyle::State_Enabled;
    paintRounded(painter, track, 1.5, theme.border, {});
    if (across)
        track.setRight(knob.x());
    else
        track.setTop(knob.y());
    paintRounded(painter, track, 1.5, enabled && !calm ? theme.accent : theme.strong, {});
    painter.setPen(QPen(!enabled ? theme.strong : calm ? theme.text3 : theme.accent, 1.5));
    painter.setBrush(theme.surface);
    painter.drawEllipse(knob, 5.25, 5.25);
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(knob, 7, 7);
    }
    painter.restore();
}

void paintProgress(QPainter &painter, const QStyleOptionProgressBar &option, const Theme &theme)
{
    const QRectF groove(option.rect.x(), option.rect.center().y() - 1, option.rect.width(), 4);
    painter.save();
    paintRounded(painter, groove, 2, theme.border, {});
    const double span = option.maximum - option.minimum;
    QRectF done = groove;
    if (span > 0)
        done.setWidth(groove.width() * (option.progress - option.minimum) / span);
    else
        done.adjust(groove.width() * 0.35, 0, -groove.width() * 0.35, 0); // unknown share: a piece in the middle
    if (done.width() > 0)
        paintRounded(painter, done, 2, theme.accent, {});
    painter.restore();
}

void paintHeaderSection(QPainter &painter, const QStyleOption &option, const Theme &theme)
{
    painter.save();
    painter.fillRect(option.rect, theme.subtle);
    painter.setPen(theme.border);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter.restore();
}

void paintToolLabel(QPainter &painter, const QStyleOptionToolButton &option)
{
    constexpr int Gap = 6;
    const bool pictured = !option.icon.isNull() && option.toolButtonStyle != Qt::ToolButtonTextOnly;
    const bool worded = !option.text.isEmpty() && option.toolButtonStyle != Qt::ToolButtonIconOnly;
    const int iconWidth = pictured ? option.iconSize.width() : 0;
    const int textWidth = worded ? option.fontMetrics.horizontalAdvance(option.text) : 0;
    const int group = iconWidth + textWidth + (pictured && worded ? Gap : 0);
    int x = option.rect.x() + (option.rect.width() - group) / 2;
    const bool enabled = option.state & QStyle::State_Enabled;
    if (pictured) {
        const QRect place(
            x, option.rect.center().y() - option.iconSize.height() / 2, iconWidth, option.iconSize.height());
        option.icon.paint(&painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
            option.state & QStyle::State_On ? QIcon::On : QIcon::Off);
        x += iconWidth + Gap;
    }
    if (worded) {
        painter.setFont(option.font);
        painter.setPen(option.palette.color(enabled ? QPalette::Normal : QPalette::Disabled, QPalette::ButtonText));
        painter.drawText(QRect(x, option.rect.y(), textWidth + 2, option.rect.height()),
            int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic), option.text);
    }
}

void paintChevron(QPainter &painter, const QRect &rect, const QColor &colour)
{
    const QPointF middle = QRectF(rect).center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{middle + QPointF(-3, -1.5), middle + QPointF(0, 1.5), middle + QPointF(3, -1.5)});
    painter.restore();
}

} // namespace qd::ui
