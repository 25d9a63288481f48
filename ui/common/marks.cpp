#include "ui/common/marks.h"

#include "ui/paint/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace qd::ui {

namespace {

QPolygonF regular(const QPointF &centre, double radius, int corners, double turn)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * std::numbers::pi * i / corners;
        polygon << centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
    }
    return polygon;
}

/// An exclamation mark around (6, 6) of a 12 unit square, `top` to `bottom` being its stroke.
void paintExclamation(QPainter &painter, double top, double bottom, double dot, const QColor &ink)
{
    painter.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(6, top), QPointF(6, bottom));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(6, dot), 0.8, 0.8);
}

void fill(QPainter &painter, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
}

void ring(QPainter &painter, const QColor &colour)
{
    painter.setPen(QPen(colour, 1.3));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(6, 6), 4.7, 4.7);
}

void paintTriangle(QPainter &painter, const QColor &colour)
{
    painter.setBrush(colour);
    painter.setPen(QPen(colour, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolygon(QPolygonF{QPointF(6, 1.3), QPointF(11.2, 10.5), QPointF(0.8, 10.5)});
}

void paintTick(QPainter &painter, const Theme &theme)
{
    fill(painter, theme.good.fill);
    painter.drawEllipse(QPointF(6, 6), 5.4, 5.4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.surface, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{QPointF(3.6, 6.2), QPointF(5.3, 7.9), QPointF(8.5, 4.4)});
}

void paintInUnits(QPainter &painter, Mark mark, const Theme &theme)
{
    const QPointF centre(6, 6);
    switch (mark) {
    case Mark::None:
        return;
    case Mark::Good:
        return paintTick(painter, theme);
    case Mark::Warn:
        paintTriangle(painter, theme.warn.fill);
        return paintExclamation(painter, 4.6, 7.2, 9.2, theme.dark ? theme.window : theme.text1);
    case Mark::Bad:
        fill(painter, theme.bad.fill);
        painter.drawPolygon(regular(centre, 5.7, 8, std::numbers::pi / 8));
        return paintExclamation(painter, 3.3, 6.4, 8.7, theme.surface);
    case Mark::Info:
        ring(painter, theme.info.text);
        painter.setPen(QPen(theme.info.text, 1.3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(6, 5.7), QPointF(6, 8.3));
        fill(painter, theme.info.text);
        painter.drawEllipse(QPointF(6, 3.8), 0.75, 0.75);
        return;
    case Mark::Open:
        return ring(painter, theme.text3);
    case Mark::InWork:
        ring(painter, theme.accent);
        fill(painter, theme.accent);
        painter.drawPie(QRectF(1.8, 1.8, 8.4, 8.4), 90 * 16, -180 * 16);
        return;
    case Mark::HealthGreen:
        fill(painter, theme.good.fill);
        painter.drawEllipse(centre, 3.9, 3.9);
        return;
    case Mark::HealthYellow:
        return paintTriangle(painter, theme.warn.fill);
    case Mark::HealthRed:
        fill(painter, theme.bad.fill);
        painter.drawPolygon(regular(centre, 4.8, 4, 0));
        return;
    }
}

} // namespace

void paintMark(QPainter &painter, const QRectF &rect, Mark mark, const Theme &theme)
{
    const double side = std::min(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side, side) / 2);
    painter.scale(side / 12, side / 12);
    paintInUnits(painter, mark, theme);
    painter.restore();
}

QColor markTextColour(Mark mark, const Theme &theme)
{
    switch (mark) {
    case Mark::Good:
        return theme.good.text;
    case Mark::Warn:
        return theme.warn.text;
    case Mark::Bad:
        return theme.bad.text;
    case Mark::Info:
        return theme.info.text;
    default:
        return theme.text1;
    }
}

QString markName(Mark mark)
{
    const auto named = [](const char *text) { return QCoreApplication::translate("marks", text); };
    switch (mark) {
    case Mark::None:
        return {};
    case Mark::Good:
        return named(QT_TRANSLATE_NOOP("marks", "good"));
    case Mark::Warn:
        return named(QT_TRANSLATE_NOOP("marks", "warning"));
    case Mark::Bad:
        return named(QT_TRANSLATE_NOOP("marks", "bad"));
    case Mark::Info:
        return named(QT_TRANSLATE_NOOP("marks", "explained"));
    case Mark::Open:
        return named(QT_TRANSLATE_NOOP("marks", "open"));
    case Mark::InWork:
        return named(QT_TRANSLATE_NOOP("marks", "in work"));
    case Mark::HealthGreen:
        return named(QT_TRANSLATE_NOOP("marks", "green"));
    case Mark::HealthYellow:
        return named(QT_TRANSLATE_NOOP("marks", "yellow"));
    case Mark::HealthRed:
        return named(QT_TRANSLATE_NOOP("marks", "red"));
    }
    return {};
}

} // namespace qd::ui
