#include "core/base/text.h"
#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/wording.h"
#include "core/reconcile/words.h"

#include <algorithm>
#include <map>

namespace qd::pack {

namespace {

using reconcile::Break;
using reconcile::Reconciliation;

constexpr double NoteHeight = 13;
constexpr double BreakRowHeight = 5.0;
constexpr double ChartWidth = 168;
constexpr double TopHeight = 70;
constexpr double Gap = 7;

std::string amountOrNone(const std::optional<std::int64_t> &amount, Currency currency)
{
    return amount ? exactAmount(*amount, currency) : "none";
}

Table causeTable(const Reconciliation &found, const std::string &left, const std::string &right)
{
    Table table;
    table.title = "Bridge by cause";
    table.subtitle = found.currency.code() + ", " + right + " less " + left;
    table.columns = {
        {"Cause", Align::Left, 2.4}, {"Customers", Align::Right, 1.3}, {found.currency.code(), Align::Right, 2}};
    table.rowHeight = 5.0;
    std::int64_t customers = 0;
    std::int64_t sum = 0;
    for (const reconcile::BridgeStep &step : found.bridge) {
        table.rows.push_back({{nameOf(step.cause)}, {countText(step.count), Judgement::None, true},
            {withSign(exactAmount(step.amount, found.currency))}});
        customers += step.count;
        sum += step.amount;
    }
    table.totals = {
        {capitalised(right) + " less " + left}, {countText(customers)}, {withSign(exactAmount(sum, found.currency))}};
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

Table breakTable(const Reconciliation &found, const std::string &left, const std::string &right, double space)
{
    std::size_t amounts = 0;
    for (const Break &candidate : found.breaks)
        amounts += candidate.isAmount() && candidate.delta != 0 ? 1 : 0;
    const double rows = std::max(1.0, (space - TitleHeight - HeaderHeight) / BreakRowHeight);
    const std::vector<const Break *> breaks = largestBreaks(found, std::size_t(rows));
    Table table;
    table.title = "Largest breaks";
    table.rowHeight = BreakRowHeight;
    table.subtitle = countText(std::int64_t(breaks.size())) + " of " + countText(std::int64_t(amounts)) + " in ARR, "
        + found.currency.code();
    table.columns = {{"Customer", Align::Left, 3}, {"Cause", Align::Left, 2},
        {capitalised(left) + " id", Align::Left, 2.7}, {capitalised(right) + " id", Align::Left, 2.7},
        {capitalised(left), Align::Right, 1.7}, {capitalised(right), Align::Right, 1.7},
        {"Difference", Align::Right, 1.8}};
    for (const Break *found1 : breaks) {
        const Break &shownBreak = *found1;
        const auto id = [](const std::string &text) {
            return Table::Cell{text.empty() ? "none" : text, Judgement::None, true};
        };
        table.rows.push_back(
            {{found.accounts->at(shownBreak.account).name}, {nameOf(shownBreak.finding.cause), Judgement::None, true},
                id(shownBreak.leftId), id(shownBreak.rightId), {amountOrNone(shownBreak.leftAmount, found.currency)},
                {amountOrNone(shownBreak.rightAmount, found.currency)},
                {withSign(exactAmount(shownBreak.delta, found.currency))}});
        table.origins.push_back(Origin::customer(found.accounts->at(shownBreak.account).id));
    }
    return table;
}

/// "Also 12 breaks in owner, 3 in renewal date."
std::string otherFields(const Reconciliation &found)
{
    std::map<std::string, int> byField;
    for (const Break &candidate : found.breaks) {
        if (!candidate.isAmount())
            ++byField[lowered(nameOf(candidate.type))];
    }
    std::vector<std::string> parts;
    for (const auto &[field, count] : byField)
        parts.push_back((parts.empty() ? counted(count, "break") : countText(count)) + " in " + field);
    return parts.empty() ? std::string() : "Fields that are no amount: " + listed(parts) + ".";
}

std::string findings(const Reconciliation &found)
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
    const auto [left, right] = pairLabels(found);
    const Origin origin = Origin::from(Origin::Of::Reconciliation);
    Page page;
    page.title = reconcileTitle(left, right, found.leftTotal, found.rightTotal, found.currency);
    page.subtitle = findings(found);
    page.blocks.push_back({{Margin, ContentTop, ChartWidth, TopHeight}, ChartBlock{reconcileBridge(found)}, origin});
    const double x = Margin + ChartWidth + Gap;
    const double width = PageWidth - Margin - x;
    const Table causes = causeTable(found, left, right);
    page.blocks.push_back({{x, ContentTop, width, heightOf(causes)}, causes, origin});
    Narrative note;
    note.compact = true;
    note.parts.push_back({{}, {matchSentence(found.matched, found.inEither)}});
    if (const std::string other = otherFields(found); !other.empty())
        note.parts.back().paragraphs.push_back(other);
    const double second = ContentTop + std::max(TopHeight, heightOf(causes)) + Gap;
    const double all = PageWidth - 2 * Margin;
    const Table breaks = breakTable(found, left, right, ContentBottom - second - NoteHeight);
    double below = second;
    if (!breaks.rows.empty()) {
        page.blocks.push_back({{Margin, second, all, heightOf(breaks)}, breaks});
        below += heightOf(breaks) + 3;
    }
    page.blocks.push_back({{Margin, below, all, NoteHeight - 3}, note, origin});
    return page;
}

} // namespace qd::pack
