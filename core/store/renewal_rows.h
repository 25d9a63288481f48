#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace qd::store {

class Workspace;

// What renewals are told from besides ARR. Missing texts are empty; texts are valid while their row is visited. Records
// of before schema 4 have no first sight: the as-of date of their row stands for it.

/// What a subscription says of its term, of how it goes on and since when it is known.
struct TermRow {
    std::string_view source;
    std::string_view id;
    Date start;
    std::optional<Date> end;
    std::optional<Date> cancelled; ///< first day no longer billed
    std::optional<Date> notice; ///< the day notice was given
    std::optional<Date> created;
    Date firstSeen; ///< as-of date of the batch that first held it
    std::string_view parentId; ///< subscription_id in the same source
    bool autoRenew = false;
    int billingMonths = 0; ///< 0 for none
};

/// All with a start date, by source and id.
void forEachTerm(const Workspace &workspace, const std::function<void(const TermRow &)> &visit);

/// An opportunity as its last file had it.
struct OpportunityRow {
    std::string_view source;
    std::string_view id;
    std::string_view accountId;
    std::string_view subscriptionId;
    std::string_view type; ///< new, renewal, expansion, or what else a file said
    std::string_view stage;
    std::optional<std::int64_t> amountMinor;
    Currency currency;
    std::optional<Date> created;
    std::optional<Date> close;
    std::optional<Date> renewal;
    std::string_view category; ///< forecast_category
    std::optional<double> probability; ///< as imported
    bool isClosed = false;
    bool isWon = false;
    Date firstSeen; ///< as-of date of the batch that first held it
    std::optional<Date> closedOn; ///< since when a complete file of its source lacks it
    std::string_view product;
};

/// By source and id.
void forEachOpportunity(const Workspace &workspace, const std::function<void(const OpportunityRow &)> &visit);

/// What somebody said of a customer's risk on a day.
struct RiskRow {
    std::string_view source;
    std::string_view accountId;
    Date date;
    std::string_view author;
    std::string_view status;
    std::string_view reason;
    std::string_view nextAction;
    std::optional<Date> nextActionDate;
    std::string_view call; ///< renew, contract, churn
    std::optional<Date> seen = {}; ///< as-of date of the batch that first held the row
    std::string_view recordSource =
        {}; ///< of OwnSource: a record of the customer, which tells it after customers merge
    std::string_view recordId = {};
};

/// By date, author in byte order, then source: of several the last one holds.
void forEachRisk(const Workspace &workspace, const std::function<void(const RiskRow &)> &visit);

/// What somebody expected of a customer's renewal, on a day.
struct ForecastRow {
    std::string_view accountId;
    std::string_view source;
    std::string_view period; ///< as imported
    Date date;
    std::string_view author;
    std::int64_t amountMinor = 0;
    Currency currency;
    std::string_view category = {}; ///< as imported: commit, best_case, pipeline, omitted; empty for none
    std::string_view recordSource = {}; ///< as RiskRow
    std::string_view recordId = {};
    std::optional<Date> seen = {}; ///< as-of date of the batch that first held the row
};

/// By date, author in byte order, source, then account: of several the last one holds.
void forEachForecast(const Workspace &workspace, const std::function<void(const ForecastRow &)> &visit);

/// Whether anybody ever stated a forecast.
[[nodiscard]] bool hasForecasts(const Workspace &workspace);

} // namespace qd::store
