#include "core/explain/restatement.h"

#include <algorithm>

namespace qd::explain {

namespace {

constexpr int Quarters = 8;
constexpr int MonthsOfQuarter = 3;
constexpr int Year = 12;

/// The convention in force, and the one that a draft or a review proposes instead.
std::optional<std::pair<revenue::Convention, revenue::Convention>> proposedChange(
    const dictionary::Dictionary &dictionary, const std::string &metric, Date day)
{
    using dictionary::DefinitionStatus;
    const auto *inForce = dictionary.inForce(metric, day);
    const auto *latest = dictionary.latest(metric);
    const bool isProposed =
        latest && (latest->status == DefinitionStatus::Draft || latest->status == DefinitionStatus::Review);
    if (!inForce || !isProposed)
        return std::nullopt;
    const auto before = revenue::conventionFromText(inForce->definition.variant);
    const auto after = revenue::conventionFromText(latest->definition.variant);
    if (!before || !after || *before == *after)
        return std::nullopt;
    return std::pair(*before, *after);
}

} // namespace

std::optional<double> RestatedQuarter::change() const
{
    const auto was = before.value();
    const auto is = after.value();
    return was && is ? std::optional(*is - *was) : std::nullopt;
}

Result<std::optional<Restatement>> restatementOf(const dictionary::Dictionary &dictionary, const std::string &metric,
    const portfolio::Portfolio &portfolio, std::optional<Date> asOf, Progress &progress)
{
    const auto book = portfolio.book(asOf);
    if (!book)
        return book.error();
    const Date day = std::min(book->day(), asOf.value_or(book->day()));
    const auto both = proposedChange(dictionary, metric, day);
    if (!both)
        return std::optional<Restatement>();
    const int start = portfolio.fiscalYearStart();
    const Month last = Month::lastEndedBy(day);
    Month end = FiscalQuarter::of(last, start).lastMonth(start);
    if (last < end)
        end = end.plus(-MonthsOfQuarter);
    Restatement restated{both->first, both->second, {}};
    for (int i = Quarters - 1; i >= 0; --i) {
        const Month to = end.plus(-MonthsOfQuarter * i);
        const auto told = revenue::compareConventions(portfolio, *book, to.plus(-Year), to, *both, progress);
        if (!told)
            return told.error();
        restated.quarters.push_back({FiscalQuarter::of(to, start), told->a, told->b});
    }
    return std::optional(std::move(restated));
}

} // namespace qd::explain
