#pragma once
#include "core/base/progress.h"
#include "core/base/ratio.h"
#include "core/reconcile/causes.h"
#include "core/reconcile/customer_list.h"
#include "core/reconcile/side.h"

#include <array>
#include <functional>

namespace qd::reconcile {

enum class BreakType {
    MissingLeft,
    MissingRight, ///< in left only
    DuplicateLeft,
    DuplicateRight,
    Amount,
    RenewalDate,
    Owner,
    Segment,
    LifecycleStage,
    Status,
};
/// "missing_left" ...
[[nodiscard]] const char *toString(BreakType type);

/// One difference of one customer in one field. A missing or duplicate customer has that break only.
struct Break {
    int account = -1; ///< index in the directory
    std::string field; ///< "arr", "renewal_date", "owner", "segment", "lifecycle_stage", "status"
    BreakType type = BreakType::Amount;
    CauseFinding finding;
    std::optional<std::int64_t> leftAmount; ///< base minor units; nothing where the side lacks the customer
    std::optional<std::int64_t> rightAmount;
    std::int64_t delta = 0; ///< right - left; 0 for fields that are no amount
    std::string leftValue; ///< as text, for fields that are no amount
    std::string rightValue;
    std::string leftId; ///< ids in the systems, several joined by ";"
    std::string rightId;

    [[nodiscard]] bool isAmount() const { return type <= BreakType::Amount; }
};

/// One customer's ARR in both systems: what stands behind the totals and every step of the bridge. Customers without
/// ARR in either, and without a part in the bridge, are left out.
struct AmountPair {
    int account = -1; ///< index in the directory
    std::int64_t left = 0; ///< base minor units; 0 where the side lacks the customer
    std::int64_t right = 0;
    std::optional<Cause> cause = std::nullopt; ///< of the step their difference stands in; nothing when they are equal

    [[nodiscard]] std::int64_t delta() const { return right - left; }
};

/// Fields whose match rate a reconciliation always has, and that a sample is judged by.
inline constexpr std::array KeyFields{"arr", "renewal_date", "owner"};

/// How many of the customers compared in a field agree in it.
struct FieldMatch {
    std::string field; ///< as of breaks, or "currency", "start_date", "products", which are counted only
    int compared = 0; ///< in both, and both give a value; one with a duplicate record counts for "arr" alone
    int matched = 0;
};

struct BridgeStep {
    Cause cause = Cause::Unexplained;
    std::int64_t amount = 0; ///< base minor units, right - left
    int count = 0; ///< customers
};

struct Reconciliation {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    portfolio::ArrSource left;
    portfolio::ArrSource right;
    Date asOf;
    Currency currency;
    std::int64_t leftTotal = 0; ///< base minor units
    std::int64_t rightTotal = 0;
    std::vector<AmountPair> amounts; ///< by directory index
    int compared = 0; ///< customers in both
    int matched = 0; ///< of all customers in either, those whose amounts agree within tolerance
    int inEither = 0;
    std::vector<BridgeStep> bridge; ///< in the order of Cause, none empty; leftTotal + sum = rightTotal exactly
    std::vector<Break> breaks; ///< by customer id, then field
    std::vector<FieldMatch> fields; ///< arr, renewal_date and owner always, then each that somebody was compared in
    std::vector<portfolio::StaleRate> staleRates; ///< of either side on the as-of date, each currency once
    std::vector<Message> warnings; ///< the same as sentences, by side
};

struct ReconcileOptions {
    portfolio::ArrSource left;
    portfolio::ArrSource right;
    std::optional<Date> asOf; ///< default: the later as-of date of the two sources
    std::optional<Tolerance> tolerance = {}; ///< default: that of the settings (tolerances.h)
    std::optional<int> dateToleranceDays = {}; ///< of renewal dates; default: the same
    /// Only customers for which this holds (filter chips); all when empty.
    std::function<bool(const identity::Account &)> only = {};
    /// A list instead of the right system, which is ignored then.
    std::shared_ptr<const CustomerList> list = {};
};

/// Both sides of a comparison on its day.
struct Sides {
    Side left;
    Side right; ///< the list, where the options have one
};
/// As Side::of() and Side::ofList().
[[nodiscard]] Result<Sides> sidesOf(const portfolio::Portfolio &portfolio, const ReconcileOptions &options);

/// Compares two systems on a day: ARR, renewal date, owner, segment, stage, status; a field only where both sides give
/// a value, texts without regard to case, owners as the same person by the CSM roster (id, email or name). One that
/// only one side has, never with any amount and not active (a prospect, say), is no break. NoRate, Overflow, Cancelled.
/// Linear.
[[nodiscard]] Result<Reconciliation> reconcile(
    const portfolio::Portfolio &portfolio, const ReconcileOptions &options, Progress &progress);

/// How many customers have ARR on a side.
[[nodiscard]] int customersWithArr(const Reconciliation &reconciliation, bool left);

/// What a difference of totals consists of: breaks + rounding + notGiven = total = right - left, base minor units.
struct DifferenceParts {
    std::int64_t breaks = 0; ///< of all amount breaks
    std::int64_t rounding = 0; ///< differences within tolerance, which are no breaks
    std::int64_t notGiven = 0; ///< of customers that are in both, where one system gives no amount
    std::int64_t total = 0;
};
[[nodiscard]] DifferenceParts partsOfDifference(const Reconciliation &reconciliation);

/// All breaks as CSV with a header: account,name,field,type,cause,left,right,delta,left_id,right_id. With what is
/// remembered of them: registeredBreaksCsv().
[[nodiscard]] std::string breaksCsv(const Reconciliation &reconciliation);

} // namespace qd::reconcile
