#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"
#include "core/base/month.h"
#include "core/store/discount_terms.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {

class Workspace;

/// A system that data come from, and what of it ARR can be read from.
struct SourceRow {
    std::string name;
    std::string kind;
    std::optional<Date> asOf; ///< latest of its batches
    std::optional<Date> accountsAsOf; ///< latest of its batches of accounts
    bool hasHistory = false; ///< rows of arr_history
    bool hasSubscriptions = false;
    bool hasArr = false; ///< accounts with an arr
};

/// By name.
[[nodiscard]] std::vector<SourceRow> sourceRows(const Workspace &workspace);

/// Texts of this row and of the next one are valid while they are visited.
struct SubscriptionRow {
    std::string_view source;
    std::string_view id;
    std::string_view accountId;
    std::string_view product; ///< empty for none
    Date start;
    std::optional<Date> end;
    std::optional<Date> cancelled;
    std::int64_t annualMinor = 0;
    Currency currency;
    std::int64_t batch = 0;
    int line = 0;
    std::optional<Date> trialEnd = std::nullopt; ///< worth nothing through that day
    DiscountTerms discount = {}; ///< given where it is no part of annualMinor
    std::int64_t statedMinor = 0; ///< the arr, mrr or amount that annualMinor was computed from
};

/// The product that a subscription names, whatever it is worth and whether it has dates.
using ProductVisit = std::function<void(std::string_view source, std::string_view account, std::string_view product)>;
/// Subscriptions with an annual value, by source and id; on the way `product`, where it is given, has the product of
/// every one that names one.
void forEachSubscription(const Workspace &workspace, const std::function<void(const SubscriptionRow &)> &visit,
    const ProductVisit &product = {});

/// A month of arr_history.
struct ArrMonthRow {
    std::string_view source;
    std::string_view accountId;
    Month month;
    std::int64_t arrMinor = 0;
    Currency currency;
    std::int64_t batch = 0;
    int line = 0;
};

/// By source, account_id and month.
void forEachArrMonth(const Workspace &workspace, const std::function<void(const ArrMonthRow &)> &visit);

/// A row of fx_rates as it stands, be it wrong.
struct RateRow {
    std::string source;
    std::string kind; ///< of the source
    std::string currency;
    std::string date;
    std::string rate;
};

/// By currency, date and source.
[[nodiscard]] std::vector<RateRow> rateRows(const Workspace &workspace);

/// Each product that any subscription of a source's account names, once, by product.
void forEachContractProduct(const Workspace &workspace, const ProductVisit &visit);

} // namespace qd::store
