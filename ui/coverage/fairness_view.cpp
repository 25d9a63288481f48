#include "ui/coverage/fairness_view.h"

#include "core/coverage/fairness.h"
#include "ui/common/formatting.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Padding = 12;
constexpr int HeadHeight = 24;
constexpr int RowHeight = 24;
constexpr int FootHeight = 38; ///< room for two lines in a narrow panel
constexpr int NumberWidth = 50;
constexpr int GiniWidth = 34;
constexpr int NameWidth = 68;
constexpr double DotRadius = 3.5;

coverage::Books booksOfSegment(const CoverageView &view, const coverage::DraftBooks &draft, int segment)
{
    coverage::Books books;
    for (const coverage::Book &book : draft.books.books) {
        if (view.mainSegments[std::size_t(book.csm)] == segment)
            books.books.push_back(book);
    }
    return books;
}

FairnessRow rowOf(const QString &name, const std::vector<double> &values, const coverage::Fairness &fairness,
    const std::function<QString(double)> &text)
{
    FairnessRow row{name, values, fairness.mean.value_or(0), {}, {}, {}};
    if (values.empty())
        return row;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    row.lowest = text(*lowest);
    row.highest = text(*highest);
    row.gini = fairness.gini ? formatNumber(*fairness.gini, 2) : QString();
    return row;
}

/// The places of columns within a row.
struct Places {
    QRectF name, strip, lowest, highest, gini;
};

Places placesIn(const QRectF &row)
{
    Places places;
    const double right = row.right();
    places.name = {row.left(), row.top(), NameWidth, row.height()};
    places.gini = {right - GiniWidth, row.top(), GiniWidth, row.height()};
    places.highest = {right - GiniWidth - NumberWidth, row.top(), NumberWidth, row.height()};
    places.lowest = {right - GiniWidth - 2 * NumberWidth, row.top(), NumberWidth, row.height()};
    places.strip = {
        row.left() + NameWidth + 4, row.top(), places.lowest.left() - row.left() - NameWidth - 10, row.height()};
    return places;
}

/// From zero to the highest value, so that dots close together mean even books.
void paintStrip(QPainter &painter, const QRectF &box, const FairnessRow &row, const Theme &theme)
{
    const double y = std::round(box.center().y()) + 0.5;
    painter.setPen(QPen(theme.border, 1));
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    const double highest = row.values.empty() ? 0 : *std::max_element(row.values.begin(), row.values.end());
    if (highest <= 0)
        return;
    const auto place = [&](double value) {
        return box.left() + DotRadius + (box.width() - 2 * DotRadius) * value / highest;
    };
    QColor dot = theme.series[1];
    dot.setAlphaF(0.65F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    for (const double value : row.values)
        painter.drawEllipse(QPointF(place(value), y), DotRadius, DotRadius);
    painter.setPen(QPen(theme.text1, 1));
    const double mean = std::round(place(row.mean)) + 0.5;
    painter.drawLine(QPointF(mean, y - 6), QPointF(mean, y + 6));
}

} // namespace

FairnessContent fairnessContent(const CoverageView &view, const coverage::DraftBooks &draft, int segment)
{
    const coverage::Books books = booksOfSegment(view, draft, segment);
    const coverage::FairnessReport report = coverage::fairnessOf(view.input, books);
    const coverage::FairnessValues values = coverage::fairnessValues(view.input, books);
    const auto percent = [](double value) { return formatPercent(value, 0); };
    const auto count = [](double value) { return formatNumber(value, 0); };
    const auto money = [&](double value) {
        const auto amount = Money::fromDecimal(Decimal{qRound64(value), 0}, view.input.currency);
        return amount ? formatShortMoney(*amount) : QString();
    };
    FairnessContent content;
    content.rows = {rowOf(FairnessView::tr("Hours"), values.utilisation, report.utilisation, percent),
        rowOf(FairnessView::tr("ARR"), values.arr, report.arr, money),
        rowOf(FairnessView::tr("Customers"), values.accounts, report.accounts, count),
        rowOf(FairnessView::tr("ARR at risk"), values.atRiskArr, report.atRiskArr, money)};
    const auto inBand = std::count_if(books.books.begin(), books.books.end(),
        [](const coverage::Book &book) { return coverage::bandOf(book.utilisation()) == coverage::Band::InRange; });
    const QString band = FairnessView::tr("%1 of %2 books at %3\u2013%4")
                             .arg(inBand)
                             .arg(report.utilisation.n)
                             .arg(formatNumber(coverage::BandLower * 100, 0), formatPercent(coverage::BandUpper, 0));
    content.sentence = report.utilisation.maxOverMin
        ? FairnessView::tr("%1; highest %2 \u00d7 lowest").arg(band, formatNumber(*report.utilisation.maxOverMin, 1))
        : band;
    return content;
}

FairnessView::FairnessView(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Fairness"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("Amounts per ramped FTE. Gini 0 is perfectly even. The line is the mean."));
}

void FairnessView::setContent(FairnessContent content)
{
    m_content = std::move(content);
    QStringList words;
    for (const FairnessRow &row : m_content.rows)
        words << tr("%1 from %2 to %3, Gini %4").arg(row.name, row.lowest, row.highest, row.gini);
    words << m_content.sentence;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize FairnessView::sizeHint() const
{
    return {340, HeadHeight + RowHeight * std::max(4, int(m_content.rows.size())) + FootHeight};
}

void FairnessView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(0, 0, width(), HeadHeight), theme.subtle);
    const QRectF inner = QRectF(rect()).adjusted(Padding, 0, -Padding, 0);
    const auto draw = [&](const QRectF &box, const QString &text, Qt::Alignment align) {
        painter.drawText(box, int(align | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    };
    const Places head = placesIn({inner.left(), 0, inner.width(), HeadHeight});
    painter.setFont(Theme::font(Type::Header));
    painter.setPen(theme.text2);
    draw(head.name, tr("Measure"), Qt::AlignLeft);
    draw(head.strip, tr("Books"), Qt::AlignLeft);
    draw(head.lowest, tr("Lowest"), Qt::AlignRight);
    draw(head.highest, tr("Highest"), Qt::AlignRight);
    draw(head.gini, tr("Gini"), Qt::AlignRight);
    double top = HeadHeight;
    for (const FairnessRow &row : m_content.rows) {
        const Places places = placesIn({inner.left(), top, inner.width(), RowHeight});
        painter.setFont(Theme::font(Type::Dense));
        painter.setPen(theme.text1);
        draw(places.name, row.name, Qt::AlignLeft);
        draw(places.lowest, row.lowest, Qt::AlignRight);
        draw(places.highest, row.highest, Qt::AlignRight);
        draw(places.gini, row.gini, Qt::AlignRight);
        paintStrip(painter, places.strip, row, theme);
        top += RowHeight;
        painter.setPen(theme.hair);
        painter.drawLine(QPointF(0, top - 0.5), QPointF(width(), top - 0.5));
    }
    painter.setFont(Theme::font(Type::Dense));
    painter.setPen(theme.text2);
    painter.drawText(QRectF(inner.left(), top, inner.width(), FootHeight),
        int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap, m_content.sentence);
}

} // namespace qd::ui
