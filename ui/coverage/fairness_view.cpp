#include "ui/coverage/fairness_view.h"

#include "core/coverage/fairness.h"
#include "ui/common/picture_actions.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace qd::ui {

namespace {

constexpr int Padding = 12;
constexpr int HeadHeight = 24;
constexpr int RowHeight = 24;
constexpr int FootHeight = 26;
constexpr int NumberWidth = 50; ///< at least
constexpr int GiniWidth = 34;
constexpr int NameWidth = 68;
constexpr int ColumnGap = 6;
constexpr double DotRadius = 3.5;

coverage::Books booksOfSegment(const CoverageView &view, const coverage::DraftBooks &draft, int segment)
{
    coverage::Books books;
    for (const coverage::Book &book : draft.books.books) {
        if (isShownBook(view, book.csm, segment))
            books.books.push_back(book);
    }
    return books;
}

FairnessRow rowOf(const QString &name, const std::vector<double> &values, const coverage::Fairness &fairness,
    const std::function<QString(double)> &text)
{
    FairnessRow row{name, values, {}, fairness.mean.value_or(0), {}, {}, {}};
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

Places placesIn(const QRectF &row, const FairnessWidths &widths)
{
    Places places;
    const auto before = [&](double right, double width) {
        return QRectF(right - width, row.top(), width, row.height());
    };
    places.name = {row.left(), row.top(), widths.name, row.height()};
    places.gini = before(row.right(), widths.gini);
    places.highest = before(places.gini.left(), widths.number);
    places.lowest = before(places.highest.left(), widths.number);
    places.strip = {row.left() + widths.name + 4, row.top(),
        std::max(0.0, places.lowest.left() - row.left() - widths.name - 10), row.height()};
    return places;
}

/// From zero to the highest value, so that dots close together mean even books.
double dotX(const QRectF &box, const FairnessRow &row, double value)
{
    const double highest = row.values.empty() ? 0 : *std::max_element(row.values.begin(), row.values.end());
    return box.left() + DotRadius + (highest > 0 ? (box.width() - 2 * DotRadius) * value / highest : 0);
}

void paintStrip(QPainter &painter, const QRectF &box, const FairnessRow &row, const Theme &theme)
{
    const double y = std::round(box.center().y()) + 0.5;
    painter.setPen(QPen(theme.border, 1));
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    const double highest = row.values.empty() ? 0 : *std::max_element(row.values.begin(), row.values.end());
    if (highest <= 0)
        return;
    QColor dot = theme.series[1];
    dot.setAlphaF(0.65F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    for (const double value : row.values)
        painter.drawEllipse(QPointF(dotX(box, row, value), y), DotRadius, DotRadius);
    painter.setPen(QPen(theme.text1, 1));
    const double mean = std::round(dotX(box, row, row.mean)) + 0.5;
    painter.drawLine(QPointF(mean, y - 6), QPointF(mean, y + 6));
}

void paintMarks(
    QPainter &painter, const QRectF &box, const FairnessRow &row, const QSet<int> &marked, const Theme &theme)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.text1, 1));
    for (std::size_t book = 0; book < row.values.size(); ++book) {
        if (marked.contains(row.csms[book]))
            painter.drawEllipse(QPointF(dotX(box, row, row.values[book]), std::round(box.center().y()) + 0.5),
                DotRadius + 2, DotRadius + 2);
    }
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
    for (const coverage::Book &book : books.books) {
        if (book.capacityHours <= 0)
            continue; // as in fairnessValues()
        for (FairnessRow &row : content.rows)
            row.csms.push_back(book.csm);
        content.names << csmName(view, book.csm);
    }
    const auto inBand = std::count_if(books.books.begin(), books.books.end(),
        [](const coverage::Book &book) { return coverage::bandOf(book.utilisation()) == coverage::Band::InRange; });
    const QString band = FairnessView::tr("%1 of %2 at %3\u2013%4")
                             .arg(inBand)
                             .arg(report.utilisation.n)
                             .arg(formatNumber(coverage::BandLower * 100, 0), formatPercent(coverage::BandUpper, 0));
    content.sentence = report.utilisation.maxOverMin
        ? FairnessView::tr("%1; highest %2 \u00d7 lowest").arg(band, formatNumber(*report.utilisation.maxOverMin, 1))
        : band;
    return content;
}

CopiedRows fairnessRows(const FairnessContent &content)
{
    constexpr int Decimals = 6;
    CopiedRows rows{{FairnessView::tr("CSM").toStdString()}};
    for (const FairnessRow &measure : content.rows)
        rows.front().emplace_back(measure.name.toStdString());
    for (qsizetype book = 0; book < content.names.size(); ++book) {
        std::vector<CsvCell> &row = rows.emplace_back();
        row.emplace_back(content.names.at(book).toStdString());
        for (const FairnessRow &measure : content.rows)
            row.push_back(numberCell(measure.values.at(std::size_t(book)), Decimals));
    }
    return rows;
}

FairnessView::FairnessView(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Fairness"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    new PictureActions(*this, [this] { return fairnessRows(m_content); });
}

QRectF FairnessView::rowRect(int row) const
{
    return {Padding, double(HeadHeight + RowHeight * row), double(width() - 2 * Padding), double(RowHeight)};
}

int FairnessView::rowAt(const QPointF &point) const
{
    const int row = point.y() < HeadHeight ? -1 : int(point.y() - HeadHeight) / RowHeight;
    return row < m_content.rows.size() ? row : -1;
}

QPointF FairnessView::dotAt(int row, int book) const
{
    const FairnessRow &shown = m_content.rows[row];
    const QRectF strip = placesIn(rowRect(row), m_widths).strip;
    return {dotX(strip, shown, shown.values[std::size_t(book)]), strip.center().y()};
}

int FairnessView::bookAt(int row, const QPointF &point) const
{
    int nearest = -1;
    double best = 2 * DotRadius;
    for (std::size_t book = 0; book < m_content.rows[row].values.size(); ++book) {
        const double away = std::abs(dotAt(row, int(book)).x() - point.x());
        if (away < best) {
            best = away;
            nearest = int(book);
        }
    }
    return nearest;
}

/// The next dot of the current row as they stand from left to right; the first or last from none, none past the ends.
int FairnessView::bookBeside(int book, int step) const
{
    const std::vector<double> &values = m_content.rows[m_current].values;
    std::vector<int> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](int a, int b) { return values[std::size_t(a)] < values[std::size_t(b)]; });
    const int last = int(order.size()) - 1;
    const auto found = std::ranges::find(order, book);
    const int place = book < 0 ? (step > 0 ? 0 : last) : int(found - order.begin()) + step;
    return place < 0 || place > last ? -1 : order[std::size_t(place)];
}

void FairnessView::mousePressEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position());
    if (row < 0 || event->button() != Qt::LeftButton)
        return;
    m_current = row;
    m_book = -1;
    const int book = bookAt(row, event->position());
    Q_EMIT rowActivated(row, book < 0 ? -1 : m_content.rows[row].csms[std::size_t(book)]);
    update();
}

void FairnessView::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_content.rows.size()) - 1;
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        m_current = std::clamp(m_current + (event->key() == Qt::Key_Down ? 1 : -1), 0, std::max(0, last));
        m_book = -1;
    } else if ((event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) && m_current <= last)
        m_book = bookBeside(m_book, event->key() == Qt::Key_Right ? 1 : -1);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        && m_current <= last)
        Q_EMIT rowActivated(m_current, m_book < 0 ? -1 : m_content.rows[m_current].csms[std::size_t(m_book)]);
    else
        return QWidget::keyPressEvent(event);
    update();
}

void FairnessView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void FairnessView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool FairnessView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    const int book = row < 0 ? -1 : bookAt(row, help->pos());
    QToolTip::showText(help->globalPos(),
        book < 0 ? tr("Amounts per ramped FTE. Gini 0 is perfectly even. The line is the mean.")
                 : m_content.names.value(book),
        this);
    return true;
}

/// What the words and figures of each column take.
FairnessWidths FairnessView::measured() const
{
    const QFontMetricsF header(Theme::font(Type::Header));
    const QFontMetricsF cells(Theme::font(Type::Dense));
    FairnessWidths widths{header.horizontalAdvance(tr("Measure")),
        std::max(header.horizontalAdvance(tr("Lowest")), header.horizontalAdvance(tr("Highest"))),
        header.horizontalAdvance(tr("Gini"))};
    for (const FairnessRow &row : m_content.rows) {
        widths.name = std::max(widths.name, cells.horizontalAdvance(row.name));
        for (const QString &text : {row.lowest, row.highest})
            widths.number = std::max(widths.number, cells.horizontalAdvance(text));
        widths.gini = std::max(widths.gini, cells.horizontalAdvance(row.gini));
    }
    return {std::max<double>(NameWidth, widths.name), std::max<double>(NumberWidth, widths.number + ColumnGap),
        std::max<double>(GiniWidth, widths.gini + ColumnGap)};
}

void FairnessView::setContent(FairnessContent content)
{
    m_content = std::move(content);
    m_widths = measured();
    m_book = -1;
    QStringList words;
    for (const FairnessRow &row : m_content.rows)
        words << tr("%1 from %2 to %3, Gini %4").arg(row.name, row.lowest, row.highest, row.gini);
    words << m_content.sentence;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

void FairnessView::setMarked(const QSet<int> &csms)
{
    if (csms == m_marked)
        return;
    m_marked = csms;
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
    const Places head = placesIn({inner.left(), 0, inner.width(), HeadHeight}, m_widths);
    painter.setFont(Theme::font(Type::Header));
    painter.setPen(theme.text2);
    draw(head.name, tr("Measure"), Qt::AlignLeft);
    if (painter.fontMetrics().horizontalAdvance(tr("Books")) <= head.strip.width())
        draw(head.strip, tr("Books"), Qt::AlignLeft);
    draw(head.lowest, tr("Lowest"), Qt::AlignRight);
    draw(head.highest, tr("Highest"), Qt::AlignRight);
    draw(head.gini, tr("Gini"), Qt::AlignRight);
    double top = HeadHeight;
    for (const FairnessRow &row : std::as_const(m_content.rows)) {
        const Places places = placesIn({inner.left(), top, inner.width(), RowHeight}, m_widths);
        painter.setFont(Theme::font(Type::Dense));
        painter.setPen(theme.text1);
        draw(places.name, row.name, Qt::AlignLeft);
        draw(places.lowest, row.lowest, Qt::AlignRight);
        draw(places.highest, row.highest, Qt::AlignRight);
        draw(places.gini, row.gini, Qt::AlignRight);
        paintStrip(painter, places.strip, row, theme);
        paintMarks(painter, places.strip, row, m_marked, theme);
        top += RowHeight;
        if (hasFocus() && &row - m_content.rows.constData() == m_current) {
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(rowRect(m_current).adjusted(-6, 1, 6, -1));
            if (m_book >= 0)
                painter.drawEllipse(dotAt(m_current, m_book), DotRadius + 3, DotRadius + 3);
        }
        painter.setPen(theme.hair);
        painter.drawLine(QPointF(0, top - 0.5), QPointF(width(), top - 0.5));
    }
    painter.setFont(Theme::font(Type::Dense));
    painter.setPen(theme.text2);
    draw(QRectF(inner.left(), top, inner.width(), FootHeight),
        painter.fontMetrics().elidedText(m_content.sentence, Qt::ElideRight, int(inner.width())), Qt::AlignLeft);
}

} // namespace qd::ui
