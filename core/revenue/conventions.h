#pragma once
#include "core/revenue/window_customers.h"

namespace qd::revenue {

/// One way in which a rate of retention is told (CONTRACT-ROOMS, "Conventions").
struct Convention {
    std::string_view metric; ///< "nrr", "grr" or "logo_churn"
    std::string_view rule; ///< "point", "movement_none" ...; which there are depends on the metric
    Grain grain = Grain::Account;
    int graceDays = 0; ///< 0, 30 or 60
    WindowFx fx = WindowFx::Constant;

    /// "nrr/point/account/0/constant"
    [[nodiscard]] std::string text() const;
    bool operator==(const Convention &) const = default;
};

/// "asof", "constant", "start".
[[nodiscard]] const char *toString(WindowFx fx);
/// "account", "parent".
[[nodiscard]] const char *toString(Grain grain);

/// All of them: NRR, GRR, logo churn, and of each by rule, grain, grace and fx, in byte order and by days.
[[nodiscard]] const std::vector<Convention> &conventions();
/// The convention of a text() as above; InvalidArgument names the nearest.
[[nodiscard]] Result<Convention> conventionFromText(const std::string &text);

/// A rate as one convention tells it. Numerator and denominator are base minor units, for logo churn numbers of
/// customers; the denominator is that of the opening set in every rule.
struct ConventionFigure {
    Convention convention;
    std::int64_t numerator = 0; ///< may be below 0 where movements are added up
    std::int64_t denominator = 0;
    int n = 0; ///< customers of the opening set

    /// A fraction; nothing without an opening set.
    [[nodiscard]] std::optional<double> value() const;
};

struct Conventions {
    std::vector<ConventionFigure> figures; ///< in the order of conventions()
    std::vector<Message> warnings; ///< stale rates
};

/// The rates of (from, to] under all conventions. `book` is that of the default as-of date, whatever its grace.
/// Errors as windowCustomers(). O(18 x months x subscriptions).
[[nodiscard]] Result<Conventions> computeConventions(
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, Month from, Month to, Progress &progress);

/// What one customer, the ultimate parent where the grains differ, contributes to two conventions.
struct ConventionDifference {
    int account = -1; ///< directory index
    double a = 0; ///< its numerator over the denominator of the convention
    double b = 0;

    [[nodiscard]] double difference() const { return a - b; }
};

struct ConventionComparison {
    ConventionFigure a;
    ConventionFigure b;
    std::vector<ConventionDifference> accounts; ///< those that differ, by directory index; their sum is difference()

    /// a - b; nothing where either has no value.
    [[nodiscard]] std::optional<double> difference() const;
};

/// Why two conventions give two rates of (from, to]. Without a value on either side no customer is listed. Errors as
/// computeConventions().
[[nodiscard]] Result<ConventionComparison> compareConventions(const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, Month from, Month to, const std::pair<Convention, Convention> &both,
    Progress &progress);

} // namespace qd::revenue
