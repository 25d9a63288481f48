#include "core/renewals/exceptions.h"

#include "core/base/checked_sum.h"
#include "core/store/settings.h"

#include <algorithm>
#include <cmath>

namespace qd::renewals {

namespace {

constexpr Decimal OneUnit{1, 0};

/// Value of the contracts that end with those due and are in force on the day, or on the due date where it is past:
/// what is to be renewed now, where a contract was replaced since the base was fixed. Nothing without a rate.
std::optional<std::int64_t> arrEnding(const KnownRenewals &renewals, const RenewalCase &renewal)
{
    const portfolio::ArrBook &book = renewals.book();
    const Date day = std::min(renewal.due, renewals.day());
    const Date first = std::ranges::min(renewal.contracts, {}, &DueContract::end).end;
    std::int64_t sum = 0;
    for (const auto &piece :
        std::ranges::equal_range(book.pieces(), renewal.account, {}, &portfolio::ArrPiece::account)) {
        if (!piece.inForceOn(day) || !piece.statedEnd || *piece.statedEnd < first || *piece.statedEnd > renewal.due)
            continue;
        const auto value = book.rates().toBase(piece.annualMinor, piece.currency, day);
        if (!value || !addTo(sum, *value))
            return std::nullopt;
    }
    return sum;
}

/// Whether an opportunity's amount agrees with the ARR due, by the setting that reconciliations compare amounts by.
bool amountAgrees(const KnownRenewals &renewals, const RenewalCase &renewal, const Money &amount)
{
    const portfolio::ArrBook &book = renewals.book();
    const auto base = book.rates().toBase(amount.minor, amount.currency, std::min(renewal.due, renewals.day()));
    if (!base)
        return true;
    const auto setting = store::amountToleranceSetting(renewals.portfolio().setting("tolerance.arr"));
    const auto allowed = Money::fromDecimal(setting ? setting->amount.value_or(OneUnit) : OneUnit, book.currency());
    const auto agrees = [&](std::int64_t arr) {
        const double apart = std::abs(double(*base) - double(arr));
        const double larger = std::max(std::abs(double(*base)), double(arr));
        return apart <= double(allowed ? allowed->minor : 0) || (setting && apart * 100 <= setting->percent * larger);
    };
    if (agrees(renewal.dueArr))
        return true;
    const auto ending = arrEnding(renewals, renewal);
    return ending && agrees(*ending);
}

/// What the opportunity itself shows.
void addOfOpportunity(const KnownRenewals &renewals, const RenewalCase &renewal, std::vector<Exception> &found)
{
    if (!renewal.opportunity)
        return found.push_back(Exception::NoOpportunity);
    const OpportunityState &state = renewal.opportunity->state;
    if ((state.isOpen || state.isWon) && state.close && *state.close > renewal.due)
        found.push_back(Exception::CloseAfterExpiry);
    if (state.isOpen && daysBetween(state.stageSince, renewals.day()) > StaleStageDays)
        found.push_back(Exception::StageStale);
}

bool lacksNoticeDate(const RenewalCase &renewal, Date day)
{
    return std::ranges::any_of(renewal.contracts,
        [&](const DueContract &due) { return due.term && due.term->autoRenew && !due.term->noticeOn(day); });
}

} // namespace

const char *toString(Exception exception)
{
    switch (exception) {
    case Exception::NoDate:
        return "no_date";
    case Exception::NoOwner:
        return "no_owner";
    case Exception::OwnerLeft:
        return "owner_left";
    case Exception::NoOpportunity:
        return "no_opportunity";
    case Exception::CloseAfterExpiry:
        return "close_after_expiry";
    case Exception::StageStale:
        return "stage_stale";
    case Exception::DateDiffers:
        return "date_differs";
    case Exception::AmountDiffers:
        return "amount_differs";
    case Exception::AutoRenewNoNoticeDate:
        return "auto_renew_no_notice_date";
    case Exception::PastDueOpen:
        return "past_due_open";
    }
    return "";
}

std::vector<Exception> exceptionsOf(
    const KnownRenewals &renewals, const AccountMarks &marks, const RenewalCase &renewal, int dateTolerance)
{
    std::vector<Exception> found;
    const auto at = std::size_t(renewal.account);
    const auto &opportunity = renewal.opportunity;
    const bool isOpen = opportunity && opportunity->state.isOpen;
    if (marks.owned[at] == Owned::Nobody)
        found.push_back(Exception::NoOwner);
    else if (marks.owned[at] == Owned::Left)
        found.push_back(Exception::OwnerLeft);
    addOfOpportunity(renewals, renewal, found);
    if (!marks.dates[at].agreeWithin(dateTolerance))
        found.push_back(Exception::DateDiffers);
    if (isOpen && opportunity->state.amount && !amountAgrees(renewals, renewal, *opportunity->state.amount))
        found.push_back(Exception::AmountDiffers);
    if (lacksNoticeDate(renewal, renewals.day()))
        found.push_back(Exception::AutoRenewNoNoticeDate);
    if (renewal.due < renewals.day() && (renewal.state == RenewalState::Pending || isOpen))
        found.push_back(Exception::PastDueOpen);
    return found;
}

std::vector<int> undatedAccounts(const AccountMarks &marks)
{
    std::vector<int> undated;
    for (std::size_t i = 0; i < marks.arr.size(); ++i) {
        if (marks.arr[i] > 0 && !marks.dates[i].earliest && !marks.isMonthToMonth[i])
            undated.push_back(int(i));
    }
    return undated;
}

} // namespace qd::renewals
