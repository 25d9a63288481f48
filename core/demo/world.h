#pragma once
#include "core/base/currency.h"
#include "core/demo/demo.h"
#include "core/demo/random.h"

#include <array>
#include <string_view>

namespace qd::demo {

enum class Segment { Enterprise, MidMarket, Smb };
enum class Region { Amer, Emea, Apac };

[[nodiscard]] std::string_view nameOf(Segment segment);
[[nodiscard]] std::string_view nameOf(Region region);

/// A member of the customer success team.
struct Csm {
    std::string id; ///< "0101": leading zeros, to be kept
    std::string name;
    std::string email;
    Region region = Region::Amer;
    Segment segment = Segment::Enterprise;
    std::string languages; ///< ';' separated ISO 639-1
    Date start;
    int ftePercent = 100;
    int annualCost = 0; ///< USD
    std::string manager;
};

/// The currencies the company bills in; USD is its base.
inline constexpr std::array<std::string_view, 6> Currencies{"USD", "EUR", "GBP", "JPY", "CHF", "KWD"};

/// What all customers share: the calendar, the team and the exchange rates.
class World {
public:
    explicit World(const DemoOptions &options);

    DemoOptions options;
    Date asOf; ///< last day of options.end
    Month firstMonth; ///< first month of the telling history
    Month earliest; ///< first month of any rate; no contract begins before it
    std::vector<Csm> team;

    /// The member who looks after customer `index` of this region, segment and language.
    [[nodiscard]] std::size_t csmFor(
        Region region, Segment segment, std::string_view language, std::int64_t index) const;

    /// Rate of the last day of `month` in units of 10^-rateScale(currency) USD. The dinar's last two rates are
    /// missing on purpose (a stale rate), so its last known one stands in for them.
    [[nodiscard]] std::int64_t rate(std::size_t currency, Month month) const;
    [[nodiscard]] static int rateScale(std::size_t currency);
    /// Last month that has a row in the rates file.
    [[nodiscard]] Month lastRateMonth(std::size_t currency) const;
    /// `minor` of `currency` in USD cents at the rate of `month`, rounded half to even.
    [[nodiscard]] std::int64_t toBase(std::int64_t minor, std::size_t currency, Month month) const;
    [[nodiscard]] static int digits(std::size_t currency);
    /// About so many minor units of `currency` are worth `cents`; for setting prices, not for reporting.
    [[nodiscard]] static std::int64_t priceIn(std::int64_t cents, std::size_t currency);

private:
    void hireTeam();
    void quoteRates();

    std::array<std::vector<std::int64_t>, Currencies.size()> m_rates;
};

/// `minor` in major units with the currency's digits, for example 123450 of USD as "1234.50".
[[nodiscard]] std::string amountText(std::int64_t minor, std::size_t currency);
/// numerator / denominator rounded half to even; denominator > 0.
[[nodiscard]] std::int64_t dividedHalfEven(std::int64_t numerator, std::int64_t denominator);

} // namespace qd::demo
