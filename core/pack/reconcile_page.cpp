#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/source_label.h"
#include "core/pack/wording.h"
#include "core/reconcile/words.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace qd::pack {

namespace {

using reconcile::Break;
using reconcile::Reconciliation;

constexpr double BreakRowHeight = 5.0;
constexpr double BridgeChartWidth = 168;
constexpr double ReconcileTopHeight = 70;

Message amountOrNone(const std::optional<std::int64_t> &amount, Currency currency)
{
    return amount ? Message(Figure::exactAmount(*amount, currency)) : none();
}

Table causeTable(const Reconciliation &found, const PairLabels &sides)
{
    Table table;
    table.title = QD_WORDS("Packs", "Bridge by cause");
    table.subtitle = {
        QD_WORDS("Packs", "%1, %2 less %3"), {found.currency.code(), sides.right.within, sides.left.within}};
    table.columns = {{QD_WORDS("Packs", "Cause"), Align::Left, 2.4},
        {QD_WORDS("Packs", "Customers"), Align::Right, 1.3}, {Message::data(found.currency.code()), Align::Right, 2}};
    table.rowHeight = 5.0;
    std::int64_t customers = 0;
    std::int64_t sum = 0;
    for (const reconcile::BridgeStep &step : found.bridge) {
        table.rows.push_back({{Word{nameOf(step.cause)}}, {Count{step.count}, Judgement::None, true},
            {Figure::exactAmount(step.amount, found.currency).withSign()}});
        customers += step.count;
        sum += step.amount;
    }
    table.totals = {{{QD_WORDS("Packs", "%1 less %2"), {sides.right.atStart, sides.left.within}}}, {Count{customers}},
        {Figure::exactAmount(sum, found.currency).withSign()}};
    return table;
}

std::vector<const Break *> largestBreaks(const Reconciliation &found, std::size_t most)
{
    std::vector<const Break *> breaks;
    for (const Break &candidate : found.breaks) {
        if (candidate.isAmount() && candidate.delta != 0)
            breaks.push_back(&candidate);
    }
    std::stable_sort(breaks.begin(), breaks.end(),
        [](const Break *a, const Break *b) { return std::abs(a->delta) > std::abs(b->delta); });
    breaks.resize(std::min(breaks.size(), most));
    return breaks;
}

Table breakTable(const Reconciliation &found, const PairLabels &sides, double space)
{
    std::size_t amounts = 0;
    for (const Break &candidate : found.breaks)
        amounts += candidate.isAmount() && candidate.delta != 0 ? 1 : 0;
    const double rows = std::max(1.0, (space - TitleHeight - HeaderHeight) / BreakRowHeight);
    const std::vector<const Break *> breaks = largestBreaks(found, std::size_t(rows));
    Table table;
    table.title = QD_WORDS("Packs", "Largest breaks");
    table.rowHeight = BreakRowHeight;
    table.subtitle = {QD_WORDS("Packs", "%1 of %2 in ARR, %3"),
        {Count{std::int64_t(breaks.size())}, Count{std::int64_t(amounts)}, found.currency.code()}};
    const Message left = Message::of(sides.left.atStart);
    const Message right = Message::of(sides.right.atStart);
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 3}, {QD_WORDS("Packs", "Cause"), Align::Left, 2},
        {{QD_WORDS("Packs", "%1 id"), {sides.left.atStart}}, Align::Left, 2.7},
        {{QD_WORDS("Packs", "%1 id"), {sides.right.atStart}}, Align::Left, 2.7}, {left, Align::Right, 1.7},
        {right, Align::Right, 1.7}, {QD_WORDS("Packs", "Difference"), Align::Right, 1.8}};
    for (const Break *found1 : breaks) {
        const Break &shownBreak = *found1;
        const auto id = [](const std::string &text) {
            return Table::Cell{text.empty() ? none() : Message::data(text), Judgement::None, true};
        };
        table.rows.push_back({{Message::data(found.accounts->at(shownBreak.account).name)},
            {Word{nameOf(shownBreak.finding.cause)}, Judgement::None, true}, id(shownBreak.leftId),
            id(shownBreak.rightId), {amountOrNone(shownBreak.leftAmount, found.currency)},
            {amountOrNone(shownBreak.rightAmount, found.currency)},
            {Figure::exactAmount(shownBreak.delta, found.currency).withSign()}});
        table.origins.push_back(Origin::customer(found.accounts->at(shownBreak.account).id));
    }
    return table;
}

/// "Breaks in fields that are no amount: Owner 12, Renewal date 3."
Message otherFields(const Reconciliation &found)
{
    std::map<std::string_view, std::pair<const char *, int>> byField;
    for (const Break &candidate : found.breaks) {
        if (candidate.isAmount())
            continue;
        const char *field = nameOf(candidate.type);
        ++byField.try_emplace(field, field, 0).first->second.second;
    }
    std::vector<Message> parts;
    for (const auto &[name, field] : byField)
        parts.push_back({QD_WORDS("Packs", "%1 %2"), {Word{field.first}, Count{field.second}}});
    if (parts.empty())
        return {};
    return {QD_WORDS("Packs", "Breaks in fields that are no amount: %1."), {Sentences(enumerated(parts))}};
}

Message findings(const Reconciliation &found)
{
    int causes = 0;
    int unexplained = 0;
    std::int64_t rest = 0;
    for (const reconcile::BridgeStep &step : found.bridge) {
        if (step.cause == reconcile::Cause::Unexplained) {
            unexplained = step.count;
            rest = step.amount;
        } else {
            ++causes;
        }
    }
    return causeSentence(causes, unexplained, rest, found.currency);
}

} // namespace

std::optional<Page> reconcilePage(const MonthMeasures &measures)
{
    if (!measures.reconciliation)
        return std::nullopt;
    const Reconciliation &found = *measures.reconciliation;
    const PairLabels sides = pairLabels(found);
    const Origin origin = Origin::from(Origin::Of::Reconciliation);
    Page page;
    page.title = reconcileTitle(found);
    page.subtitle = findings(found);
    page.blocks.push_back(
        {{Margin, ContentTop, BridgeChartWidth, ReconcileTopHeight}, ChartBlock{reconcileBridge(found)}, origin});
    const double x = Margin + BridgeChartWidth + Gap;
    const double width = PageWidth - Margin - x;
    const Table causes = causeTable(found, sides);
    page.blocks.push_back({{x, ContentTop, width, heightOf(causes)}, causes, origin});
    Narrative note;
    note.size = Narrative::Size::Notes;
    note.parts.push_back({{}, {matchSentence(found.matched, found.inEither)}});
    if (const Message other = otherFields(found); !other.isEmpty())
        note.parts.back().paragraphs.push_back(other);
    const double second = ContentTop + std::max(ReconcileTopHeight, heightOf(causes)) + Gap;
    const double all = PageWidth - 2 * Margin;
    const Table breaks = breakTable(found, sides, ContentBottom - second - NoteHeight);
    double below = second;
    if (!breaks.rows.empty()) {
        page.blocks.push_back({{Margin, second, all, heightOf(breaks)}, breaks});
        below += heightOf(breaks) + 3;
    }
    page.blocks.push_back({{Margin, below, all, NoteHeight - 3}, note, origin});
    return page;
}

} // namespace qd::pack
