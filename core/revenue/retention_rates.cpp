#include "core/revenue/retention_rates.h"

#include "core/portfolio/constant_rates.h"
#include "core/portfolio/joined_book.h"
#include "core/revenue/customer_flows.h"

#include <algorithm>
#include <array>

namespace qd::revenue {

namespace {

/// Of the opening set of a group.
struct PointSums {
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    std::int64_t kept = 0; ///< of each customer the smaller of both
    std::int64_t churnedLogos = 0;
};

/// The same of the movements of a group's opening set.
struct GroupFlows {
    std::int64_t opening = 0;
    FlowSums sums;
};

/// What a rate divides, point to point and of flows, by the opening ARR or by customers.
struct Formula {
    std::string_view metric;
    std::int64_t (*point)(const PointSums &);
    std::int64_t (*flow)(const GroupFlows &) = nullptr; ///< none: point to point in both variants
    bool ofCustomers = false;
};

constexpr std::array Formulas{
    Formula{metrics::Nrr, [](const PointSums &sums) { return sums.closing; },
        [](const GroupFlows &group) { return group.sums.after(group.opening).value_or(0); }},
    Formula{metrics::Grr, [](const PointSums &sums) { return sums.kept; },
        [](const GroupFlows &group) { return group.sums.keptOf(group.opening).value_or(0); }},
    Formula{"expansion_rate", [](const PointSums &sums) { return sums.closing - sums.kept; },
        [](const GroupFlows &group) { return group.sums.expansion; }},
    Formula{metrics::LogoChurn, [](const PointSums &sums) { return sums.churnedLogos; }, nullptr, true},
};

Ratio ratio(std::int64_t numerator, const Formula &formula, const RetentionRow &row, const RetentionOptions &options,
    const char *variant = "")
{
    const int version = metrics::find(formula.metric)->version;
    return {double(numerator), formula.ofCustomers ? double(row.logos) : double(row.opening), row.logos,
        Window{options.from.lastDay(), options.to.lastDay()}, std::nullopt,
        options.grouping.grain == Grain::Parent ? "parent" : "account",
        std::string(formula.metric) + variant + " v" + std::to_string(version)};
}

std::size_t placeOf(std::string_view metric)
{
    return std::size_t(std::ranges::find(Formulas, metric, &Formula::metric) - Formulas.begin());
}

Result<void> addPointRows(
    const portfolio::ArrBook &book, const ArrCells &cells, const RetentionOptions &options, Retention &result)
{
    const Date s = options.from.lastDay();
    const Date e = options.to.lastDay();
    auto opening = cellValues(book, cells, s, options.fx == FxMode::Constant ? e : s);
    if (!opening)
        return opening.error();
    auto closing = cellValues(book, cells, e, e, &*opening);
    if (!closing)
        return closing.error();
    const int firstRow = int(result.rows.size());
    std::vector<std::int64_t> kept(cells.groupNames.size(), 0);
    for (const std::string &name : cells.groupNames) {
        result.rows.emplace_back();
        result.rows.back().group = name;
    }
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if ((*opening)[cell] == 0)
            continue;
        const std::size_t group = std::size_t(cells.groupOfCell[cell]);
        RetentionRow &row = result.rows[std::size_t(firstRow) + group];
        row.opening += (*opening)[cell];
        row.closing += (*closing)[cell];
        kept[group] += std::min((*opening)[cell], (*closing)[cell]);
        ++row.logos;
        row.churnedLogos += (*closing)[cell] == 0 ? 1 : 0;
        result.pairs.push_back({cells.unitOfCell[cell], firstRow + int(group), (*opening)[cell], (*closing)[cell]});
    }
    for (std::size_t group = 0; group < kept.size(); ++group) {
        RetentionRow &row = result.rows[std::size_t(firstRow) + group];
        const PointSums sums{row.opening, row.closing, kept[group], row.churnedLogos};
        for (const Formula &formula : Formulas)
            row.rates.push_back(ratio(formula.point(sums), formula, row, options));
    }
    return {};
}

Result<void> replaceByFlow(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const RetentionOptions &options, Retention &result, Progress &progress)
{
    MovementOptions flow{options.from.plus(1), options.to, options.grouping};
    if (options.fx == FxMode::Constant)
        flow.constantRates = options.to.lastDay();
    auto movements = computeMovements(portfolio, book, flow, progress);
    if (!movements)
        return movements.error();
    std::vector<FlowSums> flows(result.rows.size());
    for (const CustomerFlows &customer : customerFlows(*movements))
        flows[std::size_t(customer.group)].add(customer.untilChurn);
    for (std::size_t i = 0; i < result.rows.size(); ++i) {
        RetentionRow &row = result.rows[i];
        const GroupFlows group{row.opening, flows[i]};
        if (!group.sums.after(group.opening))
            return flowsTooLarge(options.from, options.to);
        for (std::size_t place = 0; place < Formulas.size(); ++place) {
            if (Formulas[place].flow)
                row.rates[place] = ratio(Formulas[place].flow(group), Formulas[place], row, options, "-flow");
        }
    }
    return {};
}

} // namespace

std::span<const metrics::Metric *const> retentionMetrics()
{
    static const auto found = [] {
        std::array<const metrics::Metric *, Formulas.size()> all{};
        std::ranges::transform(Formulas, all.begin(), metrics::find, &Formula::metric);
        return all;
    }();
    return found;
}

Ratio RetentionRow::rate(std::string_view metric) const
{
    const std::size_t place = placeOf(metric);
    return place < rates.size() ? rates[place] : Ratio();
}

std::optional<double> RetentionPoint::rate(std::string_view metric) const
{
    const auto found = rates.find(metric);
    return found == rates.end() ? std::nullopt : found->second;
}

Result<void> checkWindow(Month from, Month to)
{
    if (from >= to)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Retention", "The opening month, %1, must be before the closing month, %2."), {from, to}}};
    return {};
}

Result<void> checkWindow(const portfolio::ArrBook &book, Month from, Month to)
{
    if (auto fine = checkWindow(from, to); !fine)
        return fine;
    if (to.lastDay() > book.lastKnownDay())
        return Error{ErrorCode::NoData,
            {QD_WORDS("Retention",
                 "The ARR history of %1 ends before %2; choose an earlier month or import a later history."),
                {book.source().name, to}}};
    return {};
}

namespace {

/// Warnings of the rates that were old where the two ends of a point, or the month-ends of a flow, were valued.
std::vector<Message> oldRates(const portfolio::ArrBook &book, const RetentionOptions &options)
{
    const bool isFlow = options.variant == RetentionVariant::Flow;
    const std::array ends{options.from.lastDay(), options.to.lastDay()};
    if (options.fx == FxMode::Constant)
        return isFlow ? staleConstantRates(book, ends.back(), options.from, options.to)
                      : staleConstantRates(book, ends.back(), ends);
    if (isFlow)
        return book.staleRates(options.from, options.to);
    std::vector<Message> warnings = book.staleRates(ends.front());
    for (Message &warning : book.staleRates(ends.back()))
        warnings.push_back(std::move(warning));
    return warnings;
}

} // namespace

Result<Retention> computeRetention(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const RetentionOptions &options, Progress &progress)
{
    if (auto fine = checkWindow(book, options.from, options.to); !fine)
        return fine.error();
    const auto grouping = groupAccounts(portfolio, options.grouping);
    if (!grouping)
        return grouping.error();
    Retention result{options.from, options.to, options.variant, {}, {}, {}};
    const portfolio::ArrBook joined = joinedOn(book, options.to.lastDay());
    if (auto done = addPointRows(joined, totalCells(joined, *grouping), options, result); !done)
        return done.error();
    if (!options.grouping.by.empty()) {
        const ArrCells cells = groupedCells(joined, *grouping, options.grouping.by == "product");
        if (auto done = addPointRows(joined, cells, options, result); !done)
            return done.error();
    }
    if (options.variant == RetentionVariant::Flow) {
        // As window_customers.cpp has them.
        const bool isApart = options.grouping.grain == Grain::Account;
        if (auto done = replaceByFlow(portfolio, isApart ? book : joined, options, result, progress); !done)
            return done.error();
    }
    result.warnings = oldRates(book, options);
    return result;
}

Result<std::vector<RetentionPoint>> retentionTrend(const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, Month from, Month to, const GroupingOptions &grouping, Progress &progress,
    FxMode fx)
{
    std::vector<RetentionPoint> points;
    GroupingOptions totalOnly = grouping;
    totalOnly.by.clear();
    const auto units = groupAccounts(portfolio, totalOnly);
    if (!units)
        return units.error();
    const ArrCells cells = totalCells(book, *units);
    progress.begin(QD_WORDS("Progress", "Computing the retention trend"), monthsBetween(from, to) + 1);
    for (Month month = from; month <= to && month.lastDay() <= book.lastKnownDay(); month = month.plus(1)) {
        if (!progress.step(monthsBetween(from, month)))
            return cancelled();
        auto arr = cellValues(book, cells, month.lastDay(), month.lastDay());
        if (!arr)
            return arr.error();
        RetentionPoint point;
        point.month = month;
        for (const std::int64_t value : *arr)
            point.arr += value;
        auto retention = computeRetention(
            portfolio, book, {month.plus(-12), month, totalOnly, RetentionVariant::Point, fx}, progress);
        if (!retention)
            return retention.error();
        const RetentionRow &total = retention->rows.front();
        for (const metrics::Metric *metric : retentionMetrics())
            point.rates.emplace(metric->key, total.rate(metric->key).value());
        point.logos = total.logos;
        point.churnedLogos = total.churnedLogos;
        points.push_back(point);
    }
    return points;
}

} // namespace qd::revenue
