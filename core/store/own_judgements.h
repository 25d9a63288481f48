#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"

#include <cstdint>
#include <optional>
#include <string>

namespace qd::store {

class Workspace;

/// Which customer a row of OwnSource is about. The record outlives a merger of customers; empty for none.
struct OwnSubject {
    std::string accountId; ///< of the customer
    std::string recordSource;
    std::string recordId;

    bool operator==(const OwnSubject &) const = default;
};

/// What a person entered here of a customer's renewal: a row of `forecasts` with OwnSource. Its period, customer, day
/// and author are its key.
struct OwnForecastRow {
    std::string period; ///< YYYYQn
    OwnSubject subject;
    Date date;
    std::string author;
    std::int64_t amountMinor = 0;
    Currency currency;
    std::string category; ///< empty for none

    bool operator==(const OwnForecastRow &) const = default;
};

/// What a person entered here of a customer's risk: a row of `risks` with OwnSource. Its customer, day and author are
/// its key; missing texts are empty.
struct OwnRiskRow {
    OwnSubject subject;
    Date date;
    std::string author;
    std::string status; ///< never empty
    std::string reason;
    std::string nextAction;
    std::optional<Date> nextActionDate;
    std::string call;
    std::string note;

    bool operator==(const OwnRiskRow &) const = default;
};

/// The row with the key of `like`; nothing where there is none.
[[nodiscard]] std::optional<OwnForecastRow> ownRow(const Workspace &workspace, const OwnForecastRow &like);
[[nodiscard]] std::optional<OwnRiskRow> ownRow(const Workspace &workspace, const OwnRiskRow &like);

/// What the audit log calls such a row, and what it says of it: "2026Q4 acct 2026-10-31 Ann" and "commit 1200.00 USD";
/// "acct 2026-10-31 Ann" and "at_risk, price, renew; call the sponsor on 2026-11-15: note".
[[nodiscard]] std::string auditKey(const OwnForecastRow &row);
[[nodiscard]] std::string auditText(const OwnForecastRow &row);
[[nodiscard]] std::string auditKey(const OwnRiskRow &row);
[[nodiscard]] std::string auditText(const OwnRiskRow &row);

// These write within the caller's transaction. What is kept hangs on the last batch that stands, which there must be,
// and takes the place of the row with its key.
void keepOwnRow(Workspace &workspace, const OwnForecastRow &row);
void removeOwnRow(Workspace &workspace, const OwnForecastRow &like);
void keepOwnRow(Workspace &workspace, const OwnRiskRow &row);
void removeOwnRow(Workspace &workspace, const OwnRiskRow &like);

} // namespace qd::store
