#include "core/renewals/case_building.h"

#include "core/base/checked_sum.h"
#include "core/portfolio/subscription_terms.h"

#include <algorithm>

namespace qd::renewals {

namespace {

using portfolio::ArrBasis;
using portfolio::ArrPiece;

constexpr int AddOnDays = 180; ///< one under a due contract that starts so long before due adds to it
constexpr int EarlyDays = 60; ///< one of the same product that starts less than so long before the end follows it

bool isDueContract(const RenewalCase &renewal, const std::string &id)
{
    return std::ranges::any_of(renewal.contracts, [&](const DueContract &due) { return due.id == id; });
}

/// By its dates: one in trial has no value then, but runs.
bool ranOn(const ArrPiece &piece, Date day)
{
    const portfolio::InForce days = portfolio::statedDays({piece.start, piece.statedEnd, piece.cancelled});
    return days.from <= day && day < days.until;
}

/// Whether a contract that is in force on the settled day follows one of those due; every other one ran beside them.
bool follows(const CaseInput &input, const RenewalCase &renewal, const ArrPiece &piece)
{
    if (isDueContract(renewal, piece.recordId))
        return false;
    if (!ranOn(piece, renewal.due))
        return true;
    const Term *term = input.renewals.term(piece.recordId);
    const bool isUnderOne = term && !term->parentId.empty() && isDueContract(renewal, term->parentId);
    if (isUnderOne && daysBetween(piece.start, renewal.due) < AddOnDays)
        return true;
    return std::ranges::any_of(renewal.contracts, [&](const DueContract &due) {
        return due.product == piece.product && daysBetween(piece.start, due.end) < EarlyDays;
    });
}

/// Where ARR is not read from contracts, all that goes on is what was renewed; told once the day is there.
std::vector<const ArrPiece *> successorsOf(const CaseInput &input, const RenewalCase &renewal)
{
    const portfolio::ArrBook &book = input.renewals.book();
    const bool hasContracts = book.source().basis == ArrBasis::Subscriptions;
    std::vector<const ArrPiece *> successors;
    if (!hasContracts && book.day() < renewal.settled)
        return successors;
    for (const ArrPiece &piece : input.pieces) {
        if (piece.inForceOn(renewal.settled) && (!hasContracts || follows(input, renewal, piece)))
            successors.push_back(&piece);
    }
    std::ranges::sort(successors, [](const ArrPiece *a, const ArrPiece *b) {
        return std::tie(a->start, a->recordId) < std::tie(b->start, b->recordId);
    });
    return successors;
}

/// Pending while the settled day is to come and no contract starts after the due date and up to it.
RenewalState stateOf(const CaseInput &input, const RenewalCase &renewal)
{
    if (renewal.renewedArr > 0)
        return RenewalState::Renewed;
    const bool hasContracts = input.renewals.book().source().basis == ArrBasis::Subscriptions;
    const bool isFollowed = hasContracts && std::ranges::any_of(input.pieces, [&](const ArrPiece &piece) {
        return piece.start > renewal.due && piece.start <= renewal.settled;
    });
    return input.renewals.book().day() < renewal.settled && !isFollowed ? RenewalState::Pending : RenewalState::Lost;
}

std::optional<FoundOpportunity> opportunityOf(const CaseInput &input, const RenewalCase &renewal)
{
    const Date day = input.renewals.day();
    const auto &all = input.renewals.data().opportunitiesOf(renewal.account, day);
    std::vector<std::string> ids;
    for (const DueContract &due : renewal.contracts)
        ids.push_back(due.id);
    const RenewalKey key{ids, renewal.due, renewal.settled};
    if (auto won = findOpportunity(all, key, Standing::Won, day))
        return won;
    if (auto open = findOpportunity(all, key, Standing::Open, day))
        return open;
    if (renewal.state == RenewalState::Lost)
        return findOpportunity(all, key, Standing::Lost, day);
    return renewal.isSettled() ? std::nullopt : anyOpenRenewal(all, renewal.due, day);
}

/// The won opportunity decides, else the day the first successor was created, else its start. Without contracts ARR
/// that goes on the day after due was not interrupted.
bool isOnTime(const CaseInput &input, const RenewalCase &renewal, const ArrPiece &first)
{
    if (renewal.opportunity && renewal.opportunity->state.isWon && renewal.opportunity->state.close)
        return *renewal.opportunity->state.close <= renewal.due;
    const Date next = renewal.due.plusDays(1);
    if (input.renewals.book().source().basis != ArrBasis::Subscriptions)
        return std::ranges::any_of(
            input.pieces, [&](const ArrPiece &piece) { return piece.inForceOn(next) && piece.annualMinor > 0; });
    const Term *term = input.renewals.term(first.recordId);
    return term && term->created ? *term->created <= renewal.due : first.start <= next;
}

} // namespace

Result<void> settleCase(const CaseInput &input, RenewalCase &renewal)
{
    renewal.settled = renewal.due.plusDays(1 + input.renewals.data().grace);
    const portfolio::ArrBook &book = input.renewals.book();
    const std::vector<const ArrPiece *> successors = successorsOf(input, renewal);
    std::int64_t renewed = 0;
    for (const ArrPiece *piece : successors) {
        const auto value =
            book.rates().toBase(piece->annualMinor, piece->currency, std::min(renewal.due, input.renewals.day()));
        if (!value)
            return value.error();
        renewal.successors.push_back({piece->recordId, piece->product, *value});
        if (!addTo(renewed, *value))
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Accounts", "The ARR of %1 is too large to add up."),
                    {book.accounts().at(renewal.account).name}}};
    }
    renewal.renewedArr = std::max<std::int64_t>(renewed, 0); // as an account's sum below zero
    renewal.state = stateOf(input, renewal);
    if (renewal.state != RenewalState::Renewed)
        renewal.successors.clear();
    renewal.opportunity = opportunityOf(input, renewal);
    if (renewal.state == RenewalState::Renewed)
        renewal.onTime = isOnTime(input, renewal, *successors.front());
    return {};
}

} // namespace qd::renewals
