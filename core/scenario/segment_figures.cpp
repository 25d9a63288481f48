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

void addRetention(const revenue::Retention &retention, double unit, std::map<std::string, SegmentFigures> &figures)
{
    for (const revenue::RetentionPair &pair : retention.pairs) {
        if (pair.group == 0)
            continue; // the total
        SegmentFigures &segment = figures[retention.rows[std::size_t(pair.group)].group];
        const double opening = double(pair.opening) * unit;
        const double closing = double(pair.closing) * unit;
        segment.opening += opening;
        if (pair.closing == 0)
            segment.churned += opening;
        else if (closing < opening)
            segment.contracted += opening - closing;
        else
            segment.expanded += closing - opening;
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

Result<MeasuredSegments> measureSegments(
    const store::Workspace &workspace, const revenue::ArrBook &book, Month month, Progress &progress)
{
    if (month.lastDay() > book.lastKnownDay())
        return Error{ErrorCode::NoData,
            "The ARR of " + book.source().name + " ends on " + book.lastKnownDay().iso() + ", before the end of "
                + month.iso() + ". Start the scenario earlier, or state logos, arr and rates of its segments."};
    revenue::GroupingOptions bySegment;
    bySegment.by = "segment";
    const auto movements =
        computeMovements(workspace, book, {month.plus(-11), month, bySegment, month.lastDay()}, progress);
    if (!movements)
        return movements.error();
    const auto retention = computeRetention(workspace, book,
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
    addRetention(*retention, unit, result.figures);
    result.names.assign(movements->groups.begin() + 1, movements->groups.end());
    return result;
}

} // namespace qd::scenario
