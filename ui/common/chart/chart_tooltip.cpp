#include "ui/common/chart/chart_tooltip.h"

#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace qd::ui {
namespace {

constexpr int Padding = 10;
constexpr int RowHeight = 16;
constexpr int HeadingHeight = 20;
constexpr int Swatch = 8;
constexpr int SwatchColumn = 14;
constexpr int ColumnGap = 16;
constexpr double Radius = 4;

} // namespace

ChartTooltip::ChartTooltip(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

QSize ChartTooltip::wantedSize() const
{
    const double scale = logicalDpiY() / 96.0;
    const QFont plain = chartFont(Type::Small, scale);
    const QFont strong = chartFont(Type::Small, scale, true);
    double names = 0;
    double values = 0;
    for (const auto &row : m_text.rows) {
        names = std::max(names, textWidth(row.isTotal ? strong : plain, row.name));
        values = std::max(values, textWidth(row.isTotal ? strong : plain, row.value));
    }
    const double rows = (SwatchColumn + ColumnGap) * scale + names + values;
    const double width = std::max(rows, textWidth(strong, m_text.heading)) + 2 * Padding * scale;
    const double height =
        (HeadingHeight + 2 * Padding - 4) * scale + RowHeight * scale * static_cast<double>(m_text.rows.size());
    return {static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height))};
}

void ChartTooltip::showText(const TooltipText &text, const QRect &anchor)
{
    m_text = text;
    const QSize size = wantedSize();
    const QRect room = parentWidget()->rect();
    int left = anchor.right() + 8;
    if (left + size.width() > room.right())
        left = anchor.left() - 8 - size.width();
    const int top = std::clamp(anchor.top(), 0, std::max(0, room.bottom() - size.height()));
    setGeometry(QRect(QPoint(std::max(0, left), top), size));
    show();
    raise();
    update();
}

void ChartTooltip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const double scale = logicalDpiY() / 96.0;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tooltipGround);
    painter.drawRoundedRect(rect(), Radius, Radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
    ChartLayout none;
    none.scale = scale;
    const ChartSpec spec;
    const ChartCanvas canvas{painter, spec, theme, none, {}, {}};
    const QRectF inner = QRectF(rect()).adjusted(Padding * scale, (Padding - 2) * scale, -Padding * scale, 0);
    QRectF line(inner.left(), inner.top(), inner.width(), 14 * scale);
    canvas.textIn(line, m_text.heading, chartFont(Type::Small, scale, true), theme.tooltipText);
    line = QRectF(inner.left(), inner.top() + HeadingHeight * scale, inner.width(), RowHeight * scale);
    for (const auto &row : m_text.rows) {
        const double size = Swatch * scale;
        if (row.swatch.isValid())
            painter.fillRect(QRectF(line.left(), std::round(line.center().y() - size / 2), size, size), row.swatch);
        const QFont font = chartFont(Type::Small, scale, row.isTotal);
        canvas.textIn(line.adjusted(SwatchColumn * scale, 0, 0, 0), row.name, font, theme.tooltipText);
        canvas.textIn(line, row.value, font, theme.tooltipText, Qt::AlignRight);
        line.translate(0, RowHeight * scale);
    }
}

} // namespace qd::ui
