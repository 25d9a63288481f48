#include "core/portfolio/arr_book.h"

#include "core/base/checked_sum.h"
#include "core/portfolio/subscription_terms.h"

#include <algorithm>
#include <map>

namespace qd::portfolio {

namespace {

Error tooLarge(Date day)
{
    return {ErrorCode::Overflow,
        {QD_WORDS("Accounts",
             "The ARR of all customers on %1 is too large to add up: no exact amount holds the sum. Look for amounts "
             "that cannot be, such as the largest of qdeck accounts."),
            {day}},
        {day.iso()}};
}

/// Whether any of the values may be added to any others.
bool sumsFit(const std::vector<std::int64_t> &values)
{
    std::int64_t above = 0;
    std::int64_t below = 0;
    return std::all_of(
        values.begin(), values.end(), [&](std::int64_t value) { return addTo(value > 0 ? above : below, value); });
}

/// The contracts with the days in force that a grace gives; those of one account together, because it looks at
/// successors.
std::shared_ptr<const ArrContracts> withTerms(ArrContracts contracts, int graceDays, Date asOf)
{
    std::vector<ArrPiece> &pieces = contracts.pieces;
    for (std::size_t first = 0; first < pieces.size();) {
        std::size_t end = first;
        std::vector<SubscriptionDates> dates;
        for (; end < pieces.size() && pieces[end].account == pieces[first].account; ++end)
            dates.push_back({pieces[end].start, pieces[end].statedEnd, pieces[end].cancelled});
        for (const InForce &days : daysInForce(dates, graceDays, asOf)) {
            pieces[first].from = days.from;
            pieces[first].until = days.until;
            pieces[first].pendingRenewal = days.pendingRenewal;
            clipToValue(pieces[first]);
            ++first;
        }
    }
    sortPieces(pieces);
    return std::make_shared<const ArrContracts>(std::move(contracts));
}

} // namespace

Result<std::vector<std::int64_t>> withSum(std::vector<std::int64_t> values, Date day)
{
    for (std::int64_t &value : values)
        value = std::max<std::int64_t>(value, 0);
    if (!sumsFit(values))
        return tooLarge(day);
    return values;
}

void clipToValue(ArrPiece &piece)
{
    piece.from = std::max({piece.from, piece.valueFrom, piece.termFrom, piece.heldFrom});
    piece.until = std::min({piece.until, piece.valueUntil, piece.termUntil, piece.heldUntil});
}

void sortPieces(std::vector<ArrPiece> &pieces)
{
    std::stable_sort(pieces.begin(), pieces.end(), [](const ArrPiece &a, const ArrPiece &b) {
        return std::tie(a.account, a.from, a.recordId) < std::tie(b.account, b.from, b.recordId);
    });
}

ArrBook::ArrBook(ArrSource source, std::shared_ptr<const identity::AccountDirectory> accounts, FxRates rates,
    std::shared_ptr<const ArrContracts> contracts, int graceDays, Date asOf)
    : m_source(std::move(source))
    , m_accounts(std::move(accounts))
    , m_rates(std::move(rates))
    , m_contracts(std::move(contracts))
    , m_asOf(asOf)
{
    if (m_source.basis == ArrBasis::Subscriptions && graceDays > 0)
        m_contracts = withTerms(*m_contracts, graceDays, asOf);
}

ArrBook::ArrBook(ArrSource source, std::shared_ptr<const identity::AccountDirectory> accounts, FxRates rates,
    std::vector<ArrPiece> pieces, std::vector<std::string> products, Date asOf)
    : m_source(std::move(source))
    , m_accounts(std::move(accounts))
    , m_rates(std::move(rates))
    , m_asOf(asOf)
{
    sortPieces(pieces);
    m_contracts = std::make_shared<const ArrContracts>(ArrContracts{std::move(pieces), std::move(products)});
}

ArrBook ArrBook::countedTo(std::vector<int> customers) const
{
    ArrBook counted = *this;
    counted.m_joined = std::make_shared<const std::vector<int>>(std::move(customers));
    return counted;
}

Result<std::vector<std::int64_t>> ArrBook::pieceValues(Date day, Date rateDay) const
{
    std::vector<std::int64_t> values(pieces().size(), 0);
    for (std::size_t i = 0; i < pieces().size(); ++i) {
        const ArrPiece &piece = pieces()[i];
        if (!piece.inForceOn(day))
            continue;
        if (piece.currency == m_rates.base()) {
            values[i] = piece.annualMinor;
            continue;
        }
        auto value = m_rates.toBase(piece.annualMinor, piece.currency, rateDay);
        if (!value)
            return value.error();
        values[i] = *value;
    }
    if (!sumsFit(values))
        return tooLarge(day);
    return values;
}

Result<std::vector<std::int64_t>> ArrBook::accountValues(Date day, Date rateDay) const
{
    auto values = pieceValues(day, rateDay);
    if (!values)
        return values.error();
    std::vector<std::int64_t> totals(std::size_t(m_accounts->size()), 0);
    for (std::size_t i = 0; i < pieces().size(); ++i) {
        if ((*values)[i] == 0)
            continue;
        std::int64_t &total = totals[std::size_t(customerOf(pieces()[i]))];
        const auto sum = Money{total, currency()}.plus({(*values)[i], currency()});
        if (!sum)
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Accounts", "The ARR of %1 is too large to add up."),
                    {m_accounts->at(customerOf(pieces()[i])).name}}};
        total = sum->minor;
    }
    return withSum(std::move(totals), day);
}

Message sentence(const StaleRate &rate)
{
    return {QD_WORDS("Rates", "The rate of %1 used on %2 is of %3, %4 days old."), // never 1: it is old
        {rate.currency.code(), rate.used, rate.of, Count{rate.age()}}};
}

Message inShort(const std::vector<StaleRate> &rates)
{
    std::vector<Message> parts;
    for (const StaleRate &rate : rates) {
        const std::vector<Message::Value> values{Count{rate.age()}, rate.currency.code()};
        parts.emplace_back(parts.empty() ? QD_WORDS_N("Rates", "rate of %2 %1 days old", "rate of %2 %1 day old")
                                         : QD_WORDS_N("Rates", "of %2 %1", "of %2 %1"),
            values);
    }
    return enumerated(parts);
}

std::vector<StaleRate> ArrBook::staleRatesOn(Date day) const
{
    std::map<Currency, Date> dates;
    for (const ArrPiece &piece : pieces()) {
        if (piece.inForceOn(day) && piece.currency != currency() && !dates.contains(piece.currency)) {
            if (const auto rate = m_rates.on(piece.currency, day))
                dates.emplace(piece.currency, rate->date);
        }
    }
    std::vector<StaleRate> stale;
    for (const auto &[currency, date] : dates) {
        if (daysBetween(date, day) > FxRates::StaleAfterDays)
            stale.push_back({currency, day, date});
    }
    return stale;
}

std::vector<Message> ArrBook::staleRates(Date day) const
{
    std::vector<Message> sentences;
    for (const StaleRate &rate : staleRatesOn(day))
        sentences.push_back(sentence(rate));
    return sentences;
}

std::vector<Message> ArrBook::staleRates(Month first, Month last) const
{
    std::map<std::pair<Currency, Date>, StaleRate> lastUses;
    for (Month month = first; month <= last; month = month.plus(1)) {
        for (const StaleRate &rate : staleRatesOn(month.lastDay()))
            lastUses.insert_or_assign({rate.currency, rate.of}, rate);
    }
    std::vector<Message> sentences;
    for (const auto &[key, rate] : lastUses)
        sentences.push_back(sentence(rate));
    return sentences;
}

} // namespace qd::portfolio
