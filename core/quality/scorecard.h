#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"
#include "core/base/message.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/text_pool.h"
#include "core/quality/waivers.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::portfolio {
class Portfolio;
}

namespace qd::identity {
class AccountDirectory;
}

namespace qd::quality {

/// The field that stands for all five of TierOne: n is five times the accounts.
inline constexpr const char *TierOneField = "tier_1";
/// What a customer success team cannot work without: renewal_date, arr, lifecycle_stage, owner, segment.
[[nodiscard]] const std::vector<std::string> &tierOne();

/// What a check measures beside the rate: base minor units for Overlap, days for Freshness, a share or PSI for Drift.
struct Amount {
    std::int64_t minor = 0;
    bool operator==(const Amount &) const = default;
};
using Measure = std::variant<std::monostate, Amount, double>;

/// One line of the scorecard. Texts that do not apply are empty; of golden records the source is.
struct CheckFigure {
    Check check = Check::Completeness;
    std::string source;
    std::string entity;
    std::string field;
    std::int64_t n = 0;
    std::int64_t failed = 0; ///< without those waived
    std::int64_t waived = 0;
    std::optional<double> threshold; ///< a rate above it is not ok; of Freshness days, of Drift what it measures
    Status status = Status::Ok;
    Measure amount;

    /// Whether it says that a source gives a field to none of its records: a system has not every field.
    [[nodiscard]] bool neverGiven() const
    {
        return check == Check::Completeness && !source.empty() && n > 0 && failed + waived == n;
    }
    /// failed / n; nothing without any n. Of Overlap it may be above 1: pairs of n contracts.
    [[nodiscard]] std::optional<double> rate() const;
};

/// Where a row stands in a file; of what has no row all is empty.
struct Place {
    PooledText id; ///< in its source; of usage the account_id
    std::int64_t batch = 0;
    int line = 0;
};

/// What one figure counts as failed, or as waived.
struct Failure {
    int figure = 0; ///< position in figures
    int account = -1; ///< index in the directory; -1 for none
    int place = -1; ///< position in places; -1 for none
    int detail = -1; ///< position in details; -1 where the figure's field says it all
    std::int64_t count = 1; ///< of n it stands for: usage rows of one account
    int waiver = -1; ///< position in waivers; -1 where it is not waived on the day
};

/// What is wrong with the data of a workspace on a day.
struct Scorecard {
    std::optional<Date> asOf; ///< nothing before anything was imported
    Currency currency;
    std::vector<CheckFigure> figures; ///< by check, source, entity and field, each in byte order
    /// By figure: its failed ones and those waived, but of TierOneField, whose fields have them.
    std::vector<Failure> failures;
    std::vector<Waiver> waivers; ///< those that hold on the day
    std::vector<Place> places;
    std::vector<Message> details;
    std::vector<Message> notes; ///< what could not be checked, and why
    std::shared_ptr<TextPool> texts = std::make_shared<TextPool>(); ///< of places

    /// Mean of 1 - rate over the figures that have a rate, weights 1, as a trend only; nothing without any.
    [[nodiscard]] std::optional<double> score() const;
    /// What is wrong with one of failures, in a sentence.
    [[nodiscard]] Message sentence(const Failure &failure) const;
    /// A waiver of one of failures from the day on, without owner, reason and end. `accounts` are the portfolio's.
    [[nodiscard]] Waiver waiverOf(const identity::AccountDirectory &accounts, const Failure &failure) const;
};

/// All checks on a day, the latest as-of date of all sources by default; for an earlier one by what was known then.
/// Linear in the rows of the workspace, but for contracts of one account and product, of which each pair that overlaps
/// counts. Damaged for usage that cannot be read; Cancelled. What other errors keep from being checked (a currency
/// without a rate) is among `notes`.
[[nodiscard]] Result<Scorecard> scorecard(const store::Workspace &workspace,
    std::shared_ptr<const portfolio::Portfolio> portfolio, std::optional<Date> asOf, Progress &progress);

} // namespace qd::quality
