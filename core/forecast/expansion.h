#pragma once
#include "core/forecast/forecast_data.h"

namespace qd::forecast {

/// Every how many customers of a segment one must have a product for it to be missed by the others: 20 %.
inline constexpr int WhiteSpaceShare = 5;

/// Days of a month or a fiscal quarter.
struct Period {
    std::string name; ///< YYYY-MM or YYYYQn
    Date from;
    Date to; ///< last day
};
/// InvalidArgument for a text that is neither.
[[nodiscard]] Result<Period> periodOf(const std::string &text, int fiscalYearStart);

/// The open expansion opportunities of a group that close in the period, against its target. Amounts are base minor
/// units.
struct ExpansionRow {
    std::string group;
    std::int64_t pipeline = 0;
    std::int64_t weighted = 0; ///< sum of amount x probability, rounded once; groups add up to the total
    std::optional<double> target; ///< major units; nothing where the period has none

    /// pipeline / target; nothing without a target above 0.
    [[nodiscard]] std::optional<double> coverage(Currency currency) const;
};

/// A product that a customer does not have and enough others of its segment have.
struct WhiteSpace {
    int account = -1; ///< index in the directory
    std::string product;
    std::string segment; ///< NoGroup for none
    int having = 0; ///< customers of the segment with a contract in force
    int of = 0; ///< customers of the segment
};

struct Expansion {
    Period period;
    Date asOf;
    std::vector<ExpansionRow> rows; ///< `total`, then groups in byte order, NoGroup last
    std::vector<WhiteSpace> whiteSpace; ///< by account id, product
    std::vector<Message> staleRates; ///< as ArrBook::staleRates() has them on the day
};

/// CONTRACT-ROOMS section 2, "Expansion", as known on `asOf`, by default the latest as-of date. Opportunities count
/// with type, amount, close_date and probability of the day, at its rates. Targets are rows `expansion` of `targets`
/// for that very period, of everybody for `total`, else of the group of that name. `by` is a dimension, the customer's
/// golden value on the day, or `product`, the opportunity's own; empty for `total` alone.
///
/// White space is that of customers with ARR above 0; of products that no contract names, and where ARR is not read
/// from contracts, there is none.
///
/// InvalidArgument for a period or a dimension that is none; NoData without ARR; NoRate, Overflow.
[[nodiscard]] Result<Expansion> expansion(const store::Workspace &workspace, const std::string &period,
    const std::string &by, std::optional<Date> asOf = std::nullopt);

/// Why rows have no coverage, in one sentence: those whose target is 0 or less by name, else that nobody gave any of
/// them a target for the period. Nothing where some row has a target above 0 and none has one of 0 or less.
[[nodiscard]] std::optional<Message> noCoverageNote(const Expansion &found);

} // namespace qd::forecast
