#include "core/scenario/segment_figures.h"

#include "core/revenue/retention_rates.h"

#include <cmath>

namespace qd::scenario {

namespace {

std::optional<double> share(double part, double whole)
{
    if (whole <= 0)
        return std::nullopt;
    return part / whole;
}

void addRetention(const revenue::Retention &retention, double unit, const identity::AccountDirectory &accounts,
    MeasuredSegments &result)
{
    for (const revenue::RetentionPair &pair : retention.pairs) {
        if (pair.group == 0)
            continue; // the total
        const std::string &group = retention.rows[std::size_t(pair.group)].group;
        SegmentFigures &segment = result.figures[group];
        SegmentCustomers &customers = result.customers[group];
        const std::string &id = accounts.at(pair.account).id;
        customers.opening.push_back(id);
        const double opening = double(pair.opening) * unit;
        const double closing = double(pair.closing) * unit;
        segment.opening += opening;
        if (pair.closing == 0) {
            segment.churned += opening;
            customers.churned.push_back(id);
        } else if (closing < opening) {
            segment.contracted += opening - closing;
            customers.contracted.push_back(id);
        } else {
            segment.expanded += closing - opening;
            if (closing > opening)
                customers.expanded.push_back(id);
        }
    }
}

/// Who has ARR on the last day of `month`, by golden segment.
Result<void> addHeld(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, Month month,
    const revenue::GroupingOptions &bySegment, MeasuredSegments &result)
{
    const auto arr = book.accountValues(month.lastDay(), month.lastDay());
    if (!arr)
        return arr.error();
    const auto grouping = revenue::groupAccounts(portfolio, bySegment);
    if (!grouping)
        return grouping.error();
    std::vector<StartCustomer> customers;
    for (int i = 0; i < book.accounts().size(); ++i) {
        const auto index = std::size_t(i);
        if ((*arr)[index] <= 0 || grouping->unit[index] < 0)
            continue;
        const int group = grouping->group[index];
        customers.push_back({book.accounts().at(i).id, group, (*arr)[index]});
        result.customers[grouping->names[std::size_t(group)]].held.push_back(customers.back().id);
    }
    result.startBook = makeStartBook(grouping->names, std::move(customers), book.currency().digits());
    return {};
}

void addJoined(
    const revenue::Movements &movements, const identity::AccountDirectory &accounts, MeasuredSegments &result)
{
    for (const revenue::AccountMovement &movement : movements.details) {
        if (movement.group > 0 && movement.kind == revenue::MovementKind::New)
            result.customers[movements.groups[std::size_t(movement.group)]].joined.push_back(
                accounts.at(movement.account).id);
    }
}

} // namespace

std::optional<double> SegmentFigures::annualChurn() const
{
    return share(churned, opening);
}
std::optional<double> SegmentFigures::annualContraction() const
{
    return share(contracted, opening - churned);
}
std::optional<double> SegmentFigures::annualExpansion() const
{
    return share(expanded, opening - churned - contracted);
}
std::optional<double> SegmentFigures::newAcv() const
{
    return share(newArr, newLogos);
}

Result<MeasuredSegments> measureSegments(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    Month month, const CustomerFilters &filters, Progress &progress)
{
    if (month.lastDay() > book.lastKnownDay())
        return Error{ErrorCode::NoData,
            {QD_WORDS("Scenarios",
                 "The ARR of %1 ends on %2, before the end of %3. Start the scenario earlier, or state logos, arr and "
                 "rates of its segments."),
                {book.source().name, book.lastKnownDay(), month}}};
    revenue::GroupingOptions bySegment;
    bySegment.by = "segment";
    bySegment.filters = filters;
    const auto movements =
        revenue::computeMovements(portfolio, book, {month.plus(-11), month, bySegment, month.lastDay()}, progress);
    if (!movements)
        return movements.error();
    const auto retention = revenue::computeRetention(portfolio, book,
        {month.plus(-12), month, bySegment, revenue::RetentionVariant::Point, revenue::FxMode::Constant}, progress);
    if (!retention)
        return retention.error();

    const double unit = std::pow(10.0, -book.currency().digits());
    MeasuredSegments result;
    result.warnings = movements->warnings;
    for (const revenue::MovementRow &row : movements->rows) {
        if (row.group == movements->groups.front())
            continue; // the total
        SegmentFigures &segment = result.figures[row.group];
        segment.newLogos += row.newLogos;
        segment.newArr += double(row.newAmount) * unit;
        if (row.month == month) {
            segment.logos = row.closingLogos;
            segment.arr = double(row.closing) * unit;
        }
    }
    addRetention(*retention, unit, book.accounts(), result);
    addJoined(*movements, book.accounts(), result);
    if (auto held = addHeld(portfolio, book, month, bySegment, result); !held)
        return held.error();
    result.names.assign(movements->groups.begin() + 1, movements->groups.end());
    return result;
}

} // namespace qd::scenario
