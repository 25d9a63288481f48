#include "core/renewals/opportunity.h"

#include "core/base/text.h"
#include "core/portfolio/arr_contracts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <tuple>

namespace qd::renewals {

namespace {

/// How well an opportunity fits; the least is the best.
using Rank = std::tuple<int, int, Date, std::string_view>;

constexpr int LongBefore = 180; ///< days before due from which a close_date may speak of it
constexpr Date Never{4'000'000}; ///< after every close_date

std::optional<Rank> rankOf(const Opportunity &opportunity, const OpportunityState &state, const RenewalKey &key)
{
    const Date close = state.close.value_or(Never);
    const bool named = !opportunity.subscriptionId.empty()
        && std::ranges::find(key.contracts, opportunity.subscriptionId) != key.contracts.end();
    if (named)
        return Rank{0, 0, close, opportunity.id};
    if (opportunity.renewal == key.due)
        return Rank{1, 0, close, opportunity.id};
    if (!state.close || close < key.due.plusDays(-LongBefore) || close > key.settled)
        return std::nullopt;
    return Rank{2, std::abs(daysBetween(close, key.due)), close, opportunity.id};
}

Standing standingOf(const OpportunityState &state)
{
    if (state.isWon)
        return Standing::Won;
    return state.isOpen ? Standing::Open : Standing::Lost;
}

template <typename RankOf>
std::optional<FoundOpportunity> best(
    std::span<const Opportunity> all, Standing standing, Date day, const RankOf &rankOfOne)
{
    std::optional<FoundOpportunity> found;
    std::optional<Rank> least;
    for (const Opportunity &each : all) {
        if (!each.isRenewal() || !each.isKnownOn(day))
            continue;
        OpportunityState state = each.on(day);
        if (standingOf(state) != standing)
            continue;
        const std::optional<Rank> rank = rankOfOne(each, state);
        if (!rank || (least && *least <= *rank))
            continue;
        least = rank;
        found = FoundOpportunity{&each, std::move(state)};
    }
    return found;
}

std::optional<double> probabilityOn(const KeptValues &kept, std::optional<double> present, Date day)
{
    const std::string *value = kept.on(day);
    if (!value)
        return present;
    double number = 0;
    const auto [end, code] = std::from_chars(value->data(), value->data() + value->size(), number);
    return code == std::errc() && !value->empty() ? std::optional(number) : std::nullopt;
}

bool flagOn(const KeptValues &kept, bool present, Date day)
{
    const std::string *value = kept.on(day);
    return value ? *value == "1" : present;
}

} // namespace

bool Opportunity::isRenewal() const
{
    return equalsIgnoringCase(type, "renewal");
}

bool Opportunity::isExpansion() const
{
    return equalsIgnoringCase(type, "expansion");
}

bool Opportunity::isKnownOn(Date day) const
{
    if (day < heldBackUntil.value_or(day))
        return false;
    if (created)
        return *created <= day;
    return (isClosed || isWon) && close ? std::min(firstSeen, *close) <= day : firstSeen <= day;
}

OpportunityState Opportunity::on(Date day) const
{
    OpportunityState state;
    const std::string *stageThen = stages.on(day);
    const std::string *amountThen = amounts.on(day);
    const std::string *closeThen = closes.on(day);
    state.stage = stageThen ? *stageThen : stage;
    state.stageSince = stages.since(day).value_or(firstSeen);
    state.amount = amountThen ? portfolio::amountOf(*amountThen) : amount;
    state.close = closeThen ? Date::fromIso(*closeThen) : close;
    const std::string *categoryThen = categories.on(day);
    state.category = categoryThen ? *categoryThen : category;
    state.probability = probabilityOn(probabilities, probability, day);
    const bool won = flagOn(wonFlags, isWon, day);
    // Without a date it closed when a file first said so.
    const auto closedBy = [&](const KeptValues &flags) {
        return state.close.value_or(flags.since(day).value_or(firstSeen));
    };
    const bool closed =
        (won && closedBy(wonFlags) <= day) || (flagOn(closedFlags, isClosed, day) && closedBy(closedFlags) <= day);
    state.isOpen = !closed && !(closedOn && *closedOn <= day);
    state.isWon = closed && won;
    return state;
}

std::optional<FoundOpportunity> findOpportunity(
    std::span<const Opportunity> all, const RenewalKey &key, Standing standing, Date day)
{
    return best(all, standing, day,
        [&](const Opportunity &each, const OpportunityState &state) { return rankOf(each, state, key); });
}

std::optional<FoundOpportunity> anyOpenRenewal(std::span<const Opportunity> all, Date due, Date day)
{
    return best(all, Standing::Open, day, [&](const Opportunity &each, const OpportunityState &state) {
        const Date close = state.close.value_or(Never);
        return std::optional(Rank{0, std::abs(daysBetween(close, due)), close, each.id});
    });
}

} // namespace qd::renewals
