#include "core/signoff/month_end.h"

#include "core/portfolio/portfolio.h"
#include "core/statistics/quantiles.h"
#include "core/store/renewal_rows.h"

#include <algorithm>
#include <array>
#include <map>

namespace qd::signoff {

namespace {

using portfolio::ArrBasis;
using portfolio::ArrSource;

Result<ArrSource> financeOf(
    const portfolio::Portfolio &portfolio, const ArrSource &ours, const std::optional<ArrSource> &asked)
{
    if (asked && asked->name == ours.name)
        return Error{ErrorCode::NoData,
            {QD_WORDS("Signoff", "%1 is the system of record for ARR itself; name another source to check it against."),
                {asked->name}},
            {asked->name}};
    if (asked && asked->basis != ArrBasis::History)
        return Error{ErrorCode::NoData,
            {QD_WORDS("Signoff", "%1 has no ARR history; a month is checked against one. Import arr_history of it."),
                {asked->name}},
            {asked->name}};
    if (asked)
        return *asked;
    const auto possible = financeSources(portfolio);
    if (!possible.empty() && possible.front().kind == "finance")
        return possible.front();
    return Error{ErrorCode::NoData,
        QD_WORDS("Signoff",
            "Finance has no ARR history of its own to check against. Import its arr_history, or name another "
            "source that has one.")};
}

Result<revenue::Movements> monthOf(
    const portfolio::Portfolio &portfolio, const ArrSource &source, Month month, Progress &progress)
{
    const auto book = portfolio.book(source);
    if (!book)
        return book.error();
    auto movements = revenue::computeMovements(portfolio, *book, {month, month, {}}, progress);
    if (movements && movements->rows.empty())
        return Error{ErrorCode::NoData,
            {QD_WORDS("Signoff", "The ARR history of %1 ends before %2; choose an earlier month."),
                {source.name, month}},
            {source.name}};
    return movements;
}

std::vector<MonthDifference> differencesOf(
    const portfolio::Portfolio &portfolio, const revenue::Movements &ours, const revenue::Movements &theirs)
{
    std::map<std::pair<std::string_view, revenue::MovementKind>, MonthDifference> found;
    for (const auto *side : {&ours, &theirs}) {
        for (const revenue::AccountMovement &movement : side->details) {
            MonthDifference &difference = found[{portfolio.accounts().at(movement.account).id, movement.kind}];
            difference.account = movement.account;
            difference.kind = movement.kind;
            (side == &ours ? difference.ours : difference.theirs) += movement.amount;
        }
    }
    std::vector<MonthDifference> differences;
    for (const auto &[key, difference] : found) {
        if (difference.ours != difference.theirs)
            differences.push_back(difference);
    }
    return differences;
}

} // namespace

std::vector<MonthStep> stepsOf(const MonthEnd &check)
{
    const auto ours = revenue::stepsOf(check.ours);
    const auto theirs = revenue::stepsOf(check.theirs);
    std::vector<MonthStep> steps{{"opening", std::nullopt, check.ours.opening, check.theirs.opening}};
    for (std::size_t i = 0; i < ours.size(); ++i)
        steps.push_back({toString(ours[i].first), ours[i].first, ours[i].second, theirs[i].second});
    steps.push_back({"closing", std::nullopt, check.ours.closing, check.theirs.closing});
    return steps;
}

std::vector<ArrSource> financeSources(const portfolio::Portfolio &portfolio)
{
    const auto record = portfolio.systemOfRecord();
    std::vector<ArrSource> possible;
    for (const ArrSource &source : portfolio.sources()) {
        if (source.basis == ArrBasis::History && !(record && source.name == record->name))
            possible.push_back(source);
    }
    std::ranges::stable_partition(possible, [](const ArrSource &source) { return source.kind == "finance"; });
    return possible;
}

RenewalCycle renewalCycle(const store::Workspace &workspace, Month month)
{
    std::vector<double> days;
    store::forEachOpportunity(workspace, [&](const store::OpportunityRow &row) {
        if (row.type == "renewal" && row.isWon && row.created && row.close && *row.created <= *row.close
            && Month::of(*row.close) == month)
            days.push_back(daysBetween(*row.created, *row.close));
    });
    constexpr std::array Half{0.5};
    return {int(days.size()), days.empty() ? std::nullopt : std::optional(statistics::quantiles(days, Half).front())};
}

Result<MonthEnd> checkMonthEnd(const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Month month,
    const std::optional<ArrSource> &finance, Progress &progress)
{
    const auto record = portfolio.systemOfRecord();
    if (!record)
        return record.error();
    const auto source = financeOf(portfolio, *record, finance);
    if (!source)
        return source.error();
    const auto ours = monthOf(portfolio, *record, month, progress);
    if (!ours)
        return ours.error();
    const auto theirs = monthOf(portfolio, *source, month, progress);
    if (!theirs)
        return theirs.error();
    reconcile::ReconcileOptions options;
    options.left = *record;
    options.right = *source;
    options.asOf = month.lastDay();
    auto closing = reconcile::reconcile(portfolio, options, progress);
    if (!closing)
        return closing.error();
    return MonthEnd{month, ours->rows.front(), theirs->rows.front(), differencesOf(portfolio, *ours, *theirs),
        std::move(*closing), renewalCycle(workspace, month)};
}

} // namespace qd::signoff
