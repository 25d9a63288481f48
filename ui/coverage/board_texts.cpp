// What the books board, the inspector and the table of planned moves say.
#include "ui/coverage/coverage_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

Mark healthMark(portfolio::HealthColour colour)
{
    switch (colour) {
    case portfolio::HealthColour::Green:
        return Mark::HealthGreen;
    case portfolio::HealthColour::Yellow:
        return Mark::HealthYellow;
    case portfolio::HealthColour::Red:
        return Mark::HealthRed;
    case portfolio::HealthColour::None:
        break;
    }
    return Mark::None;
}

QString joined(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words)
        list << qt(word);
    return list.isEmpty() ? Texts::tr("all") : list.join(QStringLiteral(", "));
}

const coverage::Book *bookOf(const coverage::DraftBooks &draft, int csm)
{
    for (const coverage::Book &book : draft.books.books) {
        if (book.csm == csm)
            return &book;
    }
    return nullptr;
}

bool isPlanned(const coverage::DraftBooks &draft, int load)
{
    return std::any_of(
        draft.moves.begin(), draft.moves.end(), [load](const coverage::DraftMove &move) { return move.load == load; });
}

/// Accounts in trouble stand at the bottom, larger ones below smaller ones.
QVector<BookBlock> blocksOf(const CoverageView &view, const coverage::DraftBooks &draft,
    const std::function<bool(const coverage::AccountLoad &)> &in)
{
    QVector<BookBlock> blocks;
    for (std::size_t i = 0; i < draft.loads.size(); ++i) {
        const coverage::AccountLoad &load = draft.loads[i];
        if (load.hours > 0 && in(load))
            blocks.append({int(i), accountName(view, int(i)), load.hours, healthMark(load.health),
                isPlanned(draft, int(i)), !view.scope.holds(int(i))});
    }
    const auto weight = [](Mark mark) { return mark == Mark::HealthRed ? 2 : mark == Mark::HealthYellow ? 1 : 0; };
    std::stable_sort(blocks.begin(), blocks.end(), [&](const BookBlock &a, const BookBlock &b) {
        return std::pair(weight(a.health), a.hours) > std::pair(weight(b.health), b.hours);
    });
    return blocks;
}

BookColumn columnOf(const CoverageView &view, const coverage::Book &book)
{
    BookColumn column;
    column.csm = book.csm;
    column.name = csmName(view, book.csm);
    if (book.csm >= 0)
        column.region = joined(view.input.roster.csms[std::size_t(book.csm)].regions);
    column.count = formatCount(book.accounts);
    column.arr = formatShortMoney({book.arr, view.input.currency});
    column.utilisation = book.utilisation();
    column.isOver = coverage::bandOf(column.utilisation) == coverage::Band::Over;
    column.capacity = book.capacityHours;
    return column;
}

} // namespace

QString accountName(const CoverageView &view, int load)
{
    return qt(view.input.accounts->at(view.input.loads[std::size_t(load)].account).name);
}

QString csmName(const CoverageView &view, int csm)
{
    return csm < 0 ? Texts::tr("vacant") : qt(view.input.roster.csms[std::size_t(csm)].name);
}

QString utilisationChange(const std::optional<double> &before, const std::optional<double> &after)
{
    if (!after)
        return Texts::tr("no capacity");
    return before ? Texts::tr("%1 \u2192 %2").arg(formatNumber(*before * 100, 0), formatPercent(*after, 0))
                  : formatPercent(*after, 0);
}

bool isShownBook(const CoverageView &view, int csm, int segment)
{
    return view.mainSegments[std::size_t(csm)] == segment && view.scope.concerns(csm);
}

std::vector<int> coveredSegments(const CoverageView &view)
{
    std::vector<int> segments;
    for (std::size_t csm = 0; csm < view.mainSegments.size(); ++csm) {
        if (view.scope.concerns(int(csm)))
            segments.push_back(view.mainSegments[csm]);
    }
    std::sort(segments.begin(), segments.end(), [](int a, int b) { return unsigned(a) < unsigned(b); }); // -1 last
    segments.erase(std::unique(segments.begin(), segments.end()), segments.end());
    return segments;
}

QString segmentTitle(const CoverageView &view, int segment)
{
    return segment < 0 ? Texts::tr("Others") : qt(view.input.model.segments[std::size_t(segment)].name);
}

int bookCount(const CoverageView &view, const coverage::DraftBooks &draft, int segment)
{
    return int(std::count_if(draft.books.books.begin(), draft.books.books.end(),
        [&](const coverage::Book &book) { return isShownBook(view, book.csm, segment); }));
}

QVector<BookColumn> bookColumns(const CoverageView &view, const coverage::DraftBooks &draft, int segment)
{
    QVector<BookColumn> columns;
    for (const coverage::Book &book : draft.books.books) {
        if (!isShownBook(view, book.csm, segment))
            continue;
        columns << columnOf(view, book);
        columns.last().blocks =
            blocksOf(view, draft, [&](const coverage::AccountLoad &load) { return load.csm == book.csm; });
    }
    std::stable_sort(columns.begin(), columns.end(),
        [](const BookColumn &a, const BookColumn &b) { return a.region.localeAwareCompare(b.region) < 0; });
    QVector<BookBlock> vacant = blocksOf(
        view, draft, [&](const coverage::AccountLoad &load) { return load.csm < 0 && load.segment == segment; });
    vacant.removeIf([](const BookBlock &block) { return block.isOutside; });
    if (!vacant.isEmpty()) {
        BookColumn column;
        column.name = Texts::tr("Vacant");
        column.count = formatCount(vacant.size());
        column.blocks = vacant;
        columns << column;
    }
    return columns;
}

InspectorContent describeLoad(const CoverageView &view, const coverage::DraftBooks &draft, int index)
{
    const coverage::AccountLoad &load = draft.loads[std::size_t(index)];
    const coverage::CapacityModel &model = view.input.model;
    InspectorContent content;
    content.heading = Texts::tr("Customer in a book");
    content.subject = accountName(view, index);
    content.detail = Texts::tr("%1, %2, with %3").arg(qt(load.segmentName), qt(load.region), csmName(view, load.csm));
    content.figures = {
        {Texts::tr("Hours a month"), formatNumber(load.hours, 1), true},
        {Texts::tr("ARR"), formatMoney({load.arr, view.input.currency})},
    };
    if (!load.renewals.empty())
        content.figures << InspectorContent::Field{Texts::tr("Renews"), formatDate(load.renewals.front().end)};
    content.evidenceTitle = Texts::tr("Where the hours come from");
    if (load.segment >= 0)
        content.evidence << InspectorContent::EvidenceLine{Mark::Info,
            Texts::tr("%1 h for an account of %2")
                .arg(formatNumber(model.segments[std::size_t(load.segment)].hoursPerAccount, 2), qt(load.segmentName))};
    if (const double factor = model.lifecycleFactor(load.stage); factor != 1)
        content.evidence << InspectorContent::EvidenceLine{
            Mark::Info, Texts::tr("\u00d7 %1 in %2").arg(formatNumber(factor, 2), qt(load.stage))};
    if (const double factor = model.riskFactor(load.health); factor != 1)
        content.evidence << InspectorContent::EvidenceLine{healthMark(load.health),
            Texts::tr("Health %1: \u00d7 %2").arg(word(nameOf(load.health)), formatNumber(factor, 2))};
    if (const coverage::Book *book = bookOf(draft, load.csm))
        content.evidence << InspectorContent::EvidenceLine{book->utilisation() > 1.0 ? Mark::Warn : Mark::Info,
            Texts::tr("The book of %1 holds %2 of %3 h")
                .arg(csmName(view, load.csm), formatNumber(book->hours, 1), formatNumber(book->capacityHours, 1))};
    for (const coverage::DraftMove &move : draft.moves) {
        if (move.load != index)
            continue;
        content.fix = Texts::tr("Planned to move from %1 to %2.").arg(csmName(view, move.from), csmName(view, move.to));
        if (!move.why.isEmpty())
            content.evidence << InspectorContent::EvidenceLine{Mark::InWork, messageText(move.why)};
    }
    content.links = {{Texts::tr("Open customer"), QStringLiteral("customers"),
        AccountTarget{qt(view.input.accounts->at(load.account).id)}}};
    return content;
}

TableSpec plannedTable(const CoverageView &view, const coverage::DraftBooks &draft)
{
    TableSpec spec;
    spec.id = QStringLiteral("coverage-planned");
    spec.filterRow = false;
    spec.noun = Texts::tr("moves");
    spec.nounOfOne = Texts::tr("move");
    spec.columns = {
        {QStringLiteral("customer"), Texts::tr("Customer, from \u2192 to"), ColumnKind::TwoLine},
        {QStringLiteral("hours"), Texts::tr("h"), ColumnKind::Number, 1, Good::Unknown, 0, true, true},
    };
    for (const coverage::DraftMove &move : draft.moves)
        spec.rows << TableRow{rowOf(view, move.load),
            {QStringList{accountName(view, move.load),
                 Texts::tr("%1 \u2192 %2").arg(csmName(view, move.from), csmName(view, move.to))},
                move.hours}};
    spec.emptyText = Texts::tr("Drag a customer to another book to plan a move.");
    return spec;
}

} // namespace qd::ui
