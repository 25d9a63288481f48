#include "core/renewals/known_renewals.h"

#include "core/base/checked_sum.h"
#include "core/base/words.h"
#include "core/portfolio/due_contracts.h"
#include "core/renewals/case_building.h"

#include <algorithm>
#include <map>

namespace qd::renewals {

namespace {

using portfolio::ArrBasis;
using portfolio::ArrPiece;

/// The customer's contracts that are due, each once.
Result<RenewalCase> dueCase(const KnownRenewals &renewals, std::span<const ArrPiece> pieces, const DueWindow &window,
    std::optional<Date> golden)
{
    const portfolio::ArrBook &book = renewals.book();
    const bool hasContracts = book.source().basis == ArrBasis::Subscriptions;
    RenewalCase renewal;
    std::vector<const ArrPiece *> due;
    for (const ArrPiece &piece : pieces) {
        const auto end = hasContracts ? piece.statedEnd : golden;
        if (!portfolio::isDue(book, piece, end, window.base.value_or(window.from), window.from, window.to))
            continue;
        due.push_back(&piece);
        renewal.account = piece.account;
        renewal.due = due.size() == 1 ? *end : std::max(renewal.due, *end);
    }
    renewal.isAuto = !due.empty();
    for (const ArrPiece *piece : due) {
        const auto value =
            book.rates().toBase(piece->annualMinor, piece->currency, std::min(renewal.due, renewals.day()));
        if (!value)
            return value.error();
        if (!addTo(renewal.dueArr, *value))
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Accounts", "The ARR due of %1 is too large to add up."),
                    {book.accounts().at(renewal.account).name}}};
        const Term *term = renewals.term(piece->recordId);
        renewal.isAuto = renewal.isAuto && term && term->autoRenew;
        renewal.contracts.push_back(
            {piece->recordId, hasContracts ? *piece->statedEnd : renewal.due, *value, piece->product, term});
    }
    if (renewal.dueArr <= 0)
        return RenewalCase(); // credits eat all up
    std::ranges::sort(renewal.contracts, {}, &DueContract::id);
    return renewal;
}

} // namespace

const char *toString(RenewalState state)
{
    switch (state) {
    case RenewalState::Renewed:
        return "renewed";
    case RenewalState::Pending:
        return "pending";
    case RenewalState::Lost:
        return "lost";
    }
    return "";
}

KnownRenewals::KnownRenewals(std::shared_ptr<const portfolio::Portfolio> portfolio,
    std::shared_ptr<const RenewalData> data, portfolio::ArrBook book)
    : m_portfolio(std::move(portfolio))
    , m_data(std::move(data))
    , m_book(std::move(book))
{
}

Result<KnownRenewals> KnownRenewals::on(std::shared_ptr<const portfolio::Portfolio> portfolio,
    std::shared_ptr<const RenewalData> data, std::optional<Date> asOf, std::optional<portfolio::ArrSource> source)
{
    if (!source) {
        auto chosen = portfolio->systemOfRecord();
        if (!chosen)
            return chosen.error();
        source = std::move(*chosen);
    }
    auto book = knownBook(*portfolio, *data, *source, asOf.value_or(source->asOf));
    if (!book)
        return book.error();
    return KnownRenewals(std::move(portfolio), std::move(data), std::move(*book));
}

const Term *KnownRenewals::term(const std::string &contract) const
{
    const portfolio::ArrSource &source = m_book.source();
    return source.basis == ArrBasis::Subscriptions ? m_data->term(source.name, contract) : nullptr;
}

Result<std::vector<RenewalCase>> KnownRenewals::casesIn(const DueWindow &window) const
{
    const bool hasContracts = m_book.source().basis == ArrBasis::Subscriptions;
    const Date base = window.base.value_or(window.from);
    const std::vector<std::optional<Date>> golden =
        hasContracts ? std::vector<std::optional<Date>>() : goldenRenewalDates(*m_portfolio, std::min(base, day()));
    std::vector<RenewalCase> cases;
    const std::span<const ArrPiece> all = m_book.pieces(); // by account
    for (std::size_t first = 0; first < all.size();) {
        std::size_t end = first;
        while (end < all.size() && all[end].account == all[first].account)
            ++end;
        const auto pieces = all.subspan(first, end - first);
        auto found =
            dueCase(*this, pieces, window, hasContracts ? std::nullopt : golden[std::size_t(all[first].account)]);
        if (!found)
            return found.error();
        if (found->account >= 0) {
            if (auto settled = settleCase({*this, pieces}, *found); !settled)
                return settled.error();
            cases.push_back(std::move(*found));
        }
        first = end;
    }
    return cases;
}

std::vector<RenewalCase> byProduct(const KnownRenewals &renewals, const RenewalCase &renewal)
{
    std::map<int, RenewalCase> parts;
    for (const DueContract &contract : renewal.contracts) {
        const auto [at, isNew] = parts.try_emplace(contract.product, renewal);
        RenewalCase &part = at->second;
        if (isNew) {
            part.contracts.clear();
            part.dueArr = 0;
            part.isAuto = true;
        }
        part.contracts.push_back(contract);
        part.dueArr += contract.arr;
        part.isAuto = part.isAuto && contract.term && contract.term->autoRenew;
    }
    std::vector<RenewalCase> cases;
    for (auto &[product, part] : parts) {
        std::erase_if(part.successors, [&, wanted = product](const Successor &each) { return each.product != wanted; });
        std::int64_t renewed = 0;
        for (const Successor &successor : part.successors)
            renewed += successor.arr;
        part.renewedArr = std::max<std::int64_t>(renewed, 0);
        if (renewal.state == RenewalState::Renewed && part.renewedArr == 0) {
            part.state = renewals.book().day() < part.settled ? RenewalState::Pending : RenewalState::Lost;
            part.onTime.reset();
        }
        cases.push_back(std::move(part));
    }
    return cases;
}

std::string productOf(const KnownRenewals &renewals, const RenewalCase &renewal)
{
    const int product = renewal.contracts.empty() ? -1 : renewal.contracts.front().product;
    return product < 0 ? std::string(NoGroup) : renewals.book().products()[std::size_t(product)];
}

} // namespace qd::renewals
