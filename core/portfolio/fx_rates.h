#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/money.h"
#include "core/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {
struct RateRow;
}

namespace qd::portfolio {

/// Exchange rates into the base currency. Rates of finance come first, then those of the ARR source, then any other's
/// (CONTRACT section 2); a lower tier serves only where no higher one has a rate by the day asked for.
class FxRates {
public:
    /// One rate: units of base currency for one unit of the currency, from `date` until the next.
    struct Rate {
        Date date;
        Decimal rate;
    };

    /// A rate over this many days old is warned about.
    static constexpr int StaleAfterDays = 45;

    FxRates() = default;
    explicit FxRates(Currency base)
        : m_base(base)
    {
    }
    /// Of rows by currency, date and source. ConflictingRates when two sources of one tier give different rates for one
    /// currency and day; BadData for a rate that is no positive decimal.
    [[nodiscard]] static Result<FxRates> of(
        const std::vector<store::RateRow> &rows, Currency base, const std::string &arrSource);

    /// Adds a rate of tier 0 (finance), 1 (ARR source) or 2; ConflictingRates as above.
    [[nodiscard]] Result<void> add(int tier, Currency currency, Date date, const Decimal &rate);

    [[nodiscard]] Currency base() const { return m_base; }
    /// The last rate dated on or before `day`; 1 for the base currency; nothing when there is none by then.
    [[nodiscard]] std::optional<Rate> on(Currency currency, Date day) const;
    /// `amount` minor units of `currency` in base minor units at the rate of `day`, rounded half to even.
    /// NoRate names the currency and the day; Overflow. Zero needs no rate.
    [[nodiscard]] Result<std::int64_t> toBase(std::int64_t amount, Currency currency, Date day) const;

private:
    using Series = std::map<Date, Decimal>;

    Currency m_base;
    std::map<Currency, std::vector<Series>> m_tiers;
};

} // namespace qd::portfolio
