#include "core/explain/arr_figures.h"

#include "core/base/checked_sum.h"
#include "core/explain/contract_rows.h"
#include "core/revenue/arr_cells.h"
#include "core/revenue/customer_flows.h"

#include <algorithm>

namespace qd::explain {

namespace {

using retention::CohortMeasure;
using revenue::MovementKind;

/// The months asked for; else `months` up to the last one that ended by the as-of date.
ExplainedWindow windowOf(const Scene &scene, const portfolio::ArrBook &book, int months)
{
    const Request &request = scene.request;
    if (request.from && request.to)
        return {request.from, request.to, {}, {}, {}};
    const Month last = Month::lastEndedBy(std::min(request.asOf.value_or(book.asOf()), book.lastKnownDay()));
    return {last.plus(-months), last, {}, {}, request.asOf};
}

/// Position of the group among those of a result; -1 where it has none.
int placeOf(const std::string &group, const GroupChoice &choice, const std::vector<std::string> &names)
{
    if (choice.isTotal())
        return 0;
    const auto found = std::find(names.begin() + 1, names.end(), group); // after `total`
    return found == names.end() ? -1 : int(found - names.begin());
}

/// Those whose contracts add up to less than nothing at one of the ends, where that counts nothing.
void markFloored(Explanation &told, std::initializer_list<std::string_view> ends)
{
    std::map<std::tuple<int, std::string_view, std::optional<Month>>, std::int64_t> sums;
    for (const ExplainedRow &row : told.rows) {
        if (row.amount && std::find(ends.begin(), ends.end(), row.end) != ends.end())
            (void)addTo(sums[{row.account, row.end, row.month}], *row.amount);
    }
    std::set<int> below;
    for (const auto &[key, sum] : sums) {
        if (sum < 0)
            below.insert(std::get<0>(key));
    }
    for (ExplainedAccount &account : told.accounts)
        account.floored = below.contains(account.account);
}

/// A movement of one month, and the rates at which its contracts explain it.
struct MovedMonth {
    Month month;
    Date openingRates;
    Date closingRates;

    auto operator<=>(const MovedMonth &) const = default;
};

MovedMonth movedMonth(const revenue::AccountMovement &movement)
{
    const Date before = movement.month.plus(-1).lastDay();
    const Date own = movement.month.lastDay();
    // Who arrives is valued at the month's end; a product that is new to a customer at the rates before.
    const bool arrives = movement.kind == MovementKind::New || movement.kind == MovementKind::Reactivation;
    const bool atOwn = movement.kind == MovementKind::Fx || (arrives && movement.amount == movement.after);
    return {movement.month, before, atOwn ? own : before};
}

} // namespace

Result<void> explainArr(const Scene &scene, Explanation &told)
{
    const auto book = scene.portfolio->book(scene.request.asOf);
    if (!book)
        return book.error();
    const Date day = book->day();
    told.window.asOf = day;
    const auto grouping = groupAccounts(*scene.portfolio, scene.choice.grouping());
    if (!grouping)
        return grouping.error();
    const bool isTotal = scene.choice.isTotal();
    const revenue::ArrCells cells =
        isTotal ? totalCells(*book, *grouping) : groupedCells(*book, *grouping, scene.choice.isProduct());
    const auto values = cellValues(*book, cells, day, day);
    if (!values)
        return values.error();
    std::map<int, std::int64_t> arr;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const std::string &group = cells.groupNames[std::size_t(cells.groupOfCell[cell])];
        if ((*values)[cell] > 0 && (isTotal || group == scene.choice.name()))
            arr.emplace(cells.unitOfCell[cell], (*values)[cell]);
    }
    const ContractRows contracts(scene.workspace, *book, scene.choice);
    if (auto done = contracts.add({day, day, "closing"}, contracts.everybody(day), told.rows); !done)
        return done.error();
    for (const auto &[account, sum] : sumsOf(told.rows, "closing")) {
        if (sum < 0)
            arr.emplace(account, 0);
    }
    for (const auto &[account, value] : arr)
        told.accounts.push_back({account, value});
    std::erase_if(told.rows, [&](const ExplainedRow &row) { return !arr.contains(row.account); });
    markFloored(told, {"closing"});
    told.warnings = book->staleRates(day);
    return {};
}

Result<void> explainRetention(const Scene &scene, Explanation &told)
{
    const auto book = scene.portfolio->book(scene.request.asOf);
    if (!book)
        return book.error();
    told.window = windowOf(scene, *book, 12);
    revenue::RetentionOptions options;
    options.from = *told.window.from;
    options.to = *told.window.to;
    options.grouping = scene.choice.grouping();
    const auto retention = computeRetention(*scene.portfolio, *book, options, scene.progress);
    if (!retention)
        return retention.error();
    std::vector<std::string> names;
    for (const revenue::RetentionRow &row : retention->rows)
        names.push_back(row.group);
    const int place = placeOf(scene.choice.name(), scene.choice, names);
    for (const revenue::RetentionPair &pair : retention->pairs) {
        if (pair.group != place)
            continue;
        const MetricKind kind = told.metric.kind;
        const std::int64_t numerator = kind == MetricKind::LogoChurn ? (pair.closing == 0 ? 1 : 0)
            : kind == MetricKind::Grr                                ? std::min(pair.opening, pair.closing)
                                                                     : pair.closing;
        told.accounts.push_back({pair.account, numerator, kind == MetricKind::LogoChurn ? 1 : pair.opening});
    }
    const ContractRows contracts(scene.workspace, *book, scene.choice);
    const Date rates = options.to.lastDay();
    for (const Valuation &at :
        {Valuation{options.from.lastDay(), rates, "opening", {}, rates}, Valuation{rates, rates, "closing"}}) {
        if (auto done = contracts.add(at, told.customers(), told.rows); !done)
            return done.error();
    }
    markFloored(told, {"closing"});
    told.warnings = retention->warnings;
    return {};
}

Result<void> explainMovement(const Scene &scene, Explanation &told)
{
    const auto book = scene.portfolio->book(scene.request.asOf);
    if (!book)
        return book.error();
    told.window = windowOf(scene, *book, 0);
    const auto movements = revenue::computeMovements(
        *scene.portfolio, *book, {*told.window.from, *told.window.to, scene.choice.grouping()}, scene.progress);
    if (!movements)
        return movements.error();
    const int place = placeOf(scene.choice.name(), scene.choice, movements->groups);
    std::map<int, std::int64_t> moved;
    std::map<MovedMonth, std::set<int>> months;
    for (const revenue::AccountMovement &movement : movements->details) {
        if (movement.group != place || movement.kind != told.metric.movement)
            continue;
        if (!addTo(moved[movement.account], movement.amount))
            return revenue::flowsTooLarge(*told.window.from, *told.window.to);
        months[movedMonth(movement)].insert(movement.account);
    }
    for (const auto &[account, amount] : moved)
        told.accounts.push_back({account, amount});
    const ContractRows contracts(scene.workspace, *book, scene.choice);
    for (const auto &[at, customers] : months) {
        // What exchange rates moved is the month's own contracts at two rates.
        const bool isFx = told.metric.movement == MovementKind::Fx;
        const Date own = at.month.lastDay();
        const Date opening = isFx ? own : at.month.plus(-1).lastDay();
        auto done = contracts.add({opening, at.openingRates, "opening", at.month, own}, customers, told.rows);
        if (done)
            done = contracts.add({own, at.closingRates, "closing", at.month}, customers, told.rows);
        if (!done)
            return done.error();
    }
    markFloored(told, {"opening", "closing"});
    told.warnings = movements->warnings;
    return {};
}

Result<void> explainCohort(const Scene &scene, Explanation &told)
{
    if (auto fine = scene.choice.noProduct(told.metric.text); !fine)
        return fine.error();
    const auto book = scene.portfolio->book(scene.request.asOf);
    if (!book)
        return book.error();
    told.window.asOf = book->day();
    const bool byQuarter = !Month::fromIso(told.metric.label);
    retention::CohortOptions options;
    options.measure = told.metric.measure;
    options.period = byQuarter ? retention::CohortPeriod::Quarter : retention::CohortPeriod::Month;
    options.asOf = scene.request.asOf;
    options.grouping.filters = scene.choice.filters();
    options.fiscalYearStart = scene.portfolio->fiscalYearStart();
    if (options.measure == CohortMeasure::Usage) {
        auto used = retention::UsedMonths::read(scene.workspace, scene.portfolio->accounts());
        if (!used)
            return used.error();
        options.used = std::make_shared<const retention::UsedMonths>(std::move(*used));
    }
    const auto members =
        cohortMembers(*scene.portfolio, *book, options, told.metric.label, told.metric.k, scene.progress);
    if (!members)
        return members.error();
    std::map<Month, std::set<int>> starts;
    for (const retention::CohortMember &member : *members) {
        ExplainedAccount account{member.account, member.now, member.opening};
        if (told.metric.countsCustomers()) {
            const bool counts = told.metric.measure == CohortMeasure::Usage ? member.used : member.now > 0;
            account.numerator = counts ? 1 : 0;
            account.denominator = 1;
        } else if (told.metric.measure == CohortMeasure::Grr) {
            account.numerator = std::min(member.now, member.opening);
        } else if (told.metric.measure == CohortMeasure::Arr) {
            account.denominator.reset();
        }
        told.accounts.push_back(account);
        starts[member.start].insert(member.account);
    }
    const ContractRows contracts(scene.workspace, *book, scene.choice);
    for (const auto &[start, customers] : starts) {
        const Date opening = start.lastDay();
        const Date closing = start.plus(told.metric.k * (byQuarter ? 3 : 1)).lastDay();
        auto done = contracts.add({opening, opening, "opening", {}, told.window.asOf}, customers, told.rows);
        if (done)
            done = contracts.add({closing, closing, "closing", {}, told.window.asOf}, customers, told.rows);
        if (!done)
            return done.error();
    }
    markFloored(told, {"closing"});
    return {};
}

} // namespace qd::explain
