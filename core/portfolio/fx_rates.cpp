#include "core/portfolio/fx_rates.h"

#include "core/store/contract_rows.h"

namespace qd::portfolio {

Result<FxRates> FxRates::of(const std::vector<store::RateRow> &rows, Currency base, const std::string &arrSource)
{
    FxRates rates(base);
    for (const store::RateRow &row : rows) {
        const int tier = row.kind == "finance" ? 0 : row.source == arrSource ? 1 : 2;
        const auto currency = Currency::fromCode(row.currency);
        const auto date = Date::fromIso(row.date);
        const auto rate = Decimal::parse(row.rate);
        if (!currency || !date || !rate || rate->mantissa <= 0)
            return Error{ErrorCode::BadData,
                {QD_WORDS("Accounts", "The exchange rate of %1 on %2 (%3, from %4) is not a positive number."),
                    {row.currency, row.date, row.rate, row.source}}};
        if (auto added = rates.add(tier, *currency, *date, *rate); !added)
            return added.error();
    }
    return rates;
}

Result<void> FxRates::add(int tier, Currency currency, Date date, const Decimal &rate)
{
    auto &tiers = m_tiers[currency];
    if (tiers.size() <= std::size_t(tier))
        tiers.resize(std::size_t(tier) + 1);
    const auto [it, isNew] = tiers[std::size_t(tier)].try_emplace(date, rate);
    if (!isNew && !it->second.sameValueAs(rate))
        return Error{ErrorCode::ConflictingRates,
            {QD_WORDS(
                 "Accounts", "Two different rates of %1 on %2: %3 and %4. Correct one of them and import it again."),
                {currency.code(), date, it->second.text(), rate.text()}},
            {currency.code(), date.iso()}};
    return {};
}

std::optional<FxRates::Rate> FxRates::on(Currency currency, Date day) const
{
    if (currency == m_base)
        return Rate{day, Decimal{1, 0}};
    const auto found = m_tiers.find(currency);
    if (found == m_tiers.end())
        return std::nullopt;
    for (const Series &series : found->second) {
        auto after = series.upper_bound(day);
        if (after != series.begin()) {
            --after;
            return Rate{after->first, after->second};
        }
    }
    return std::nullopt;
}

Result<std::int64_t> FxRates::toBase(std::int64_t amount, Currency currency, Date day) const
{
    if (currency == m_base || amount == 0)
        return amount;
    const auto rate = on(currency, day);
    if (!rate)
        return Error{ErrorCode::NoRate,
            {QD_WORDS(
                 "Accounts", "No exchange rate from %1 to %2 dated on or before %3. Import fx_rates that cover it."),
                {currency.code(), m_base.code(), day}},
            {currency.code(), day.iso()}};
    const auto converted = Money{amount, currency}.converted(rate->rate, m_base);
    if (!converted)
        return Error{
            ErrorCode::Overflow, {QD_WORDS("Accounts", "An amount in %1 is too large to convert."), {currency.code()}}};
    return converted->minor;
}

} // namespace qd::portfolio
