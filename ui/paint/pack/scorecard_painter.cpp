#include "core/pack/page_breaking.h"
#include "ui/paint/message_text.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/paint/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Packs)
};

/// Right edges of metric, value, change, reference, status and trend, as shares of the width; without a status the
/// trend begins where the status would.
struct Columns {
    std::array<double, 6> right;
};
constexpr Columns WithStatus{{0.26, 0.395, 0.545, 0.69, 0.84, 1.0}};
constexpr Columns WithoutStatus{{0.30, 0.46, 0.63, 0.80, 0.80, 1.0}};
constexpr double ColumnGap = 8;
constexpr double SparkWidth = 76;
constexpr double SparkHeight = 17;

void paintTrend(const PageCanvas &canvas, const QRectF &cell, const std::vector<std::optional<double>> &trend)
{
    const auto known = std::count_if(trend.begin(), trend.end(), [](const auto &value) { return value.has_value(); });
    if (known < 2)
        return;
    double low = 1e300;
    double high = -1e300;
    for (const auto &value : trend) {
        low = value ? std::min(low, *value) : low;
        high = value ? std::max(high, *value) : high;
    }
    const double range = high - low;
    const QRectF box(cell.right() - SparkWidth - 4, cell.center().y() - SparkHeight / 2, SparkWidth, SparkHeight);
    QPolygonF line;
    for (std::size_t i = 0; i < trend.size(); ++i) {
        if (!trend[i])
            continue;
        const double up = range > 0 ? (*trend[i] - low) / range : 0.5;
        line << QPointF(
            box.left() + box.width() * double(i) / double(trend.size() - 1), box.bottom() - up * box.height());
    }
    QPainter &painter = canvas.painter();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(canvas.theme().series[1], 1.3);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setPen(QPen(canvas.theme().surface, 1.4));
    painter.setBrush(canvas.theme().series[1]);
    painter.drawEllipse(line.last(), 2.7, 2.7);
    painter.restore();
}

} // namespace

void paintScorecard(const PageCanvas &canvas, const QRectF &box, const pack::Scorecard &card)
{
    const Theme &theme = canvas.theme();
    const Columns &columns = card.hasStatus ? WithStatus : WithoutStatus;
    const auto cell = [&](std::size_t i, double top, double height) {
        const double left = i == 0 ? 0 : columns.right[i - 1];
        const double gap = i == 0 ? 0 : ColumnGap;
        return QRectF(
            box.left() + left * box.width() + gap, top, (columns.right[i] - left) * box.width() - gap, height);
    };
    double y = box.top();
    const double title = pack::TitleHeight * PixelsPerMm;
    canvas.blockTitle({box.left(), y - 3, box.width(), title - 6}, messageText(card.title), messageText(card.subtitle));
    y += title;
    const double header = pack::HeaderHeight * PixelsPerMm;
    const QFont small = PageCanvas::font(7.5, QFont::Medium);
    canvas.line(cell(0, y, header), Texts::tr("Metric"), small, theme.text2);
    canvas.line(cell(1, y, header), messageText(card.valueHeader), small, theme.text2, Qt::AlignRight);
    canvas.line(cell(2, y, header), Texts::tr("Change"), small, theme.text2, Qt::AlignRight);
    canvas.line(cell(3, y, header), messageText(card.referenceHeader), small, theme.text2, Qt::AlignRight);
    if (card.hasStatus)
        canvas.line(cell(4, y, header).adjusted(6, 0, 0, 0), Texts::tr("Status"), small, theme.text2);
    y += header;
    canvas.rule(box.left(), box.right(), y, theme.strong, 1);
    const double height = pack::ScorecardRowHeight * PixelsPerMm;
    const QFont plain = PageCanvas::font(8);
    for (const pack::ScorecardRow &row : card.rows) {
        canvas.line(cell(0, y, height), messageText(row.metric), PageCanvas::font(8, QFont::DemiBold), theme.text1);
        canvas.line(cell(1, y, height), messageText(row.value), PageCanvas::font(9, QFont::DemiBold), theme.text1,
            Qt::AlignRight);
        canvas.line(cell(2, y, height), messageText(row.change), plain, canvas.inkOf(row.changeIs, theme.text3),
            Qt::AlignRight);
        canvas.line(cell(3, y, height), messageText(row.reference), plain, theme.text3, Qt::AlignRight);
        if (card.hasStatus && !row.status.isEmpty()) {
            const QRectF place = cell(4, y, height).adjusted(6, 0, 0, 0);
            canvas.mark({place.left() + 5, place.center().y()}, 10, row.statusIs);
            canvas.line(place.adjusted(15, 0, 0, 0), messageText(row.status), plain, theme.text1);
        }
        paintTrend(canvas, cell(5, y, height), row.trend);
        y += height;
        canvas.rule(box.left(), box.right(), y, theme.hair);
    }
}

} // namespace qd::ui
