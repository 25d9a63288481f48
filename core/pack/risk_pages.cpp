#include "core/base/words.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/renewal_pages.h"
#include "core/pack/wording.h"
#include "core/portfolio/health.h"
#include "core/renewals/risk_changes.h"

#include <algorithm>

namespace qd::pack {

namespace {

constexpr double RiskLeftWidth = 128;
constexpr std::size_t MostActions = 12;
constexpr std::size_t MostDisagreements = 22;

using backtest::RegisterRow;

/// What files say may be any word; those of the register have a name.
Message riskWord(const std::string &text)
{
    if (text.empty())
        return none();
    const char *name = renewals::nameOfRiskWord(text);
    return name ? Message(Word{name}) : Message::data(text);
}

Message reasonName(const std::string &reason)
{
    return reason == NoGroup ? Message(QD_WORDS("Packs", "No reason set")) : riskWord(reason);
}

Origin customersOf(const RiskMeasures &measures, Message title, const std::vector<RegisterRow> &rows)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    origin.title = std::move(title);
    for (const RegisterRow &row : rows)
        origin.accounts.push_back(measures.accounts().at(row.account).id);
    return origin;
}

std::vector<RegisterRow> chosen(const RiskMeasures &measures, const std::function<bool(const RegisterRow &)> &which)
{
    std::vector<RegisterRow> rows;
    std::ranges::copy_if(measures.rows, std::back_inserter(rows), which);
    return rows;
}

Table quartersTable(const RiskMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "Up for renewal");
    table.subtitle = {QD_WORDS("Packs", "%1, open renewals by quarter"), {measures.currency().code()}};
    table.columns = {{QD_WORDS("Packs", "Quarter"), Align::Left, 1.6},
        {QD_WORDS("Packs", "Renewals"), Align::Right, 1.2}, {QD_WORDS("Packs", "Due"), Align::Right, 1.6},
        {QD_WORDS("Packs", "At risk"), Align::Right, 1.2}, {QD_WORDS("Packs", "ARR at risk"), Align::Right, 1.6}};
    const int start = measures.known->portfolio().fiscalYearStart();
    for (const backtest::QuarterRisk &each : measures.quarters) {
        table.rows.push_back({{Message::data(each.quarter.text())}, {Count{each.open}},
            {Figure::wholeAmount(each.openArr, measures.currency())}, {Count{each.atRisk}},
            {Figure::wholeAmount(each.atRiskArr, measures.currency()),
                each.atRisk > 0 ? Judgement::Warn : Judgement::None}});
        table.origins.push_back(customersOf(measures,
            {QD_WORDS("Packs", "Up for renewal in %1"), {each.quarter.text()}},
            chosen(measures,
                [&](const RegisterRow &row) { return FiscalQuarter::of(Month::of(row.due), start) == each.quarter; })));
    }
    return table;
}

Table reasonsTable(const RiskMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "At risk, why");
    table.subtitle = Message::data(measures.currency().code());
    table.columns = {{QD_WORDS("Packs", "Reason"), Align::Left, 2}, {QD_WORDS("Packs", "Quarter"), Align::Left, 1.2},
        {QD_WORDS("Packs", "Renewals"), Align::Right, 1.1}, {QD_WORDS("Packs", "ARR"), Align::Right, 1.6}};
    const int start = measures.known->portfolio().fiscalYearStart();
    for (const backtest::RiskGroup &group : measures.groups) {
        if (heightOf(table) + table.rowHeight > (ContentBottom - ContentTop) / 2)
            break; // the most reasons a half page holds; the workbench lists all
        table.rows.push_back({{reasonName(group.reason)}, {Message::data(group.quarter.text())}, {Count{group.count}},
            {Figure::wholeAmount(group.arr, measures.currency())}});
        table.origins.push_back(
            customersOf(measures, reasonName(group.reason), backtest::rowsOf(group, measures.rows, start)));
    }
    return table;
}

/// The largest first.
std::vector<RegisterRow> byArr(std::vector<RegisterRow> rows)
{
    std::ranges::stable_sort(rows, [](const RegisterRow &a, const RegisterRow &b) { return a.dueArr > b.dueArr; });
    return rows;
}

Table actionsTable(const RiskMeasures &measures, const std::vector<RegisterRow> &atRisk)
{
    Table table;
    table.title = QD_WORDS("Packs", "Actions");
    table.subtitle = {QD_WORDS("Packs", "the largest %1 of %2 at risk"),
        {Count{std::int64_t(std::min(MostActions, atRisk.size()))}, Count{std::int64_t(atRisk.size())}}};
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 2.2}, {QD_WORDS("Packs", "Due"), Align::Left, 1.1},
        {QD_WORDS("Packs", "ARR"), Align::Right, 1.2}, {QD_WORDS("Packs", "Reason"), Align::Left, 1.5},
        {QD_WORDS("Packs", "Next action"), Align::Left, 3}, {QD_WORDS("Packs", "By"), Align::Left, 1.1}};
    for (std::size_t i = 0; i < std::min(MostActions, atRisk.size()); ++i) {
        const RegisterRow &row = atRisk[i];
        const identity::Account &account = measures.accounts().at(row.account);
        const bool hasAction = row.risk && !row.risk->nextAction.empty();
        const bool hasDate = hasAction && row.risk->nextActionDate;
        table.rows.push_back({{Message::data(account.name)}, {day(row.due)},
            {Figure::wholeAmount(row.dueArr, measures.currency())}, {riskWord(row.risk ? row.risk->reason : "")},
            {hasAction ? Message::data(row.risk->nextAction) : none(), hasAction ? Judgement::None : Judgement::Bad},
            {hasDate ? Message(day(*row.risk->nextActionDate)) : none(),
                row.isOverdue ? Judgement::Bad : Judgement::None}});
        table.origins.push_back(Origin::customer(account.id));
    }
    return table;
}

Table disagreementsTable(const RiskMeasures &measures, const std::vector<RegisterRow> &rows)
{
    Table table;
    table.title = QD_WORDS("Packs", "Disagreements");
    table.subtitle = {QD_WORDS("Packs", "the largest %1 of %2: health says one thing, the call another"),
        {Count{std::int64_t(std::min(MostDisagreements, rows.size()))}, Count{std::int64_t(rows.size())}}};
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 2.4}, {QD_WORDS("Packs", "Due"), Align::Left, 1.2},
        {QD_WORDS("Packs", "ARR"), Align::Right, 1.4}, {QD_WORDS("Packs", "Health"), Align::Left, 1.2},
        {QD_WORDS("Packs", "Call"), Align::Left, 1.2}, {QD_WORDS("Packs", "Author"), Align::Left, 1.6}};
    for (std::size_t i = 0; i < std::min(MostDisagreements, rows.size()); ++i) {
        const RegisterRow &row = rows[i];
        const identity::Account &account = measures.accounts().at(row.account);
        table.rows.push_back({{Message::data(account.name)}, {day(row.due)},
            {Figure::wholeAmount(row.dueArr, measures.currency())}, {Word{portfolio::nameOf(row.colour)}},
            {riskWord(row.risk->call)}, {row.risk->author.empty() ? none() : Message::data(row.risk->author)}});
        table.origins.push_back(Origin::customer(account.id));
    }
    return table;
}

Page riskPage(const RiskMeasures &measures, const std::vector<RegisterRow> &atRisk)
{
    const auto without =
        std::ranges::count_if(atRisk, [](const RegisterRow &row) { return !row.risk || row.risk->nextAction.empty(); });
    Page page;
    page.title = {QD_WORDS_N("Packs", "%1 open renewals are at risk, %2 of them without a next action",
                      "%1 open renewal is at risk, %2 of them without a next action"),
        {Count{std::int64_t(atRisk.size())}, Count{std::int64_t(without)}}};
    page.subtitle = {QD_WORDS("Packs", "Renewals due %1 to %2, as known on %3."),
        {day(measures.window.from), day(measures.window.to), day(measures.known->day())}};
    const Table quarters = quartersTable(measures);
    page.blocks.push_back({{Margin, ContentTop, RiskLeftWidth, heightOf(quarters)}, quarters});
    double below = heightOf(quarters);
    if (!measures.groups.empty()) {
        const Table reasons = reasonsTable(measures);
        const double x = Margin + RiskLeftWidth + WideGap;
        page.blocks.push_back({{x, ContentTop, PageWidth - Margin - x, heightOf(reasons)}, reasons});
        below = std::max(below, heightOf(reasons));
    }
    if (!atRisk.empty()) {
        Table actions = actionsTable(measures, atRisk);
        const double top = ContentTop + below + WideGap;
        while (actions.rows.size() > 1 && top + heightOf(actions) > ContentBottom) {
            actions.rows.pop_back();
            actions.origins.pop_back();
            actions.subtitle = {QD_WORDS("Packs", "the largest %1 of %2 at risk"),
                {Count{std::int64_t(actions.rows.size())}, Count{std::int64_t(atRisk.size())}}};
        }
        page.blocks.push_back({{Margin, top, ContentWidth, heightOf(actions)}, actions});
    }
    return page;
}

} // namespace

std::vector<Page> riskPages(const RiskMeasures &measures)
{
    if (measures.rows.empty())
        return {};
    const auto atRisk = byArr(chosen(measures, [](const RegisterRow &row) { return row.isAtRisk; }));
    std::vector<Page> pages{riskPage(measures, atRisk)};
    const auto disagreeing = byArr(chosen(measures, [](const RegisterRow &row) { return row.disagrees; }));
    if (disagreeing.empty())
        return pages;
    Page page;
    page.title = {QD_WORDS_N("Packs", "Health and the call disagree on %1 renewals",
                      "Health and the call disagree on %1 renewal"),
        {Count{std::int64_t(disagreeing.size())}}};
    page.subtitle = QD_WORDS("Packs", "Red or yellow and called to renew, or green and called otherwise.");
    const Table table = disagreementsTable(measures, disagreeing);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(table)}, table});
    pages.push_back(std::move(page));
    return pages;
}

} // namespace qd::pack
