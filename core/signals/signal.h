#pragma once
#include "core/base/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The room's namespace is `signs`: `signals` is a keyword of Qt's.
namespace qd::signs {

/// A sponsor who was met longer ago, in days, is silent: for a renewal there is none.
inline constexpr int SponsorDays = 60;
inline constexpr int YearDays = 365; ///< back to which the change of ARR and the answers of a survey are looked at

/// What is measured of an account on a day (CONTRACT-ROOMS section 2, "Signals"; docs/health.md has a line each).
enum class SignalKind : std::uint8_t {
    UsageTrend,
    ActiveUsers,
    LicenceUse,
    Breadth,
    DaysSinceUsage,
    Tickets90,
    Urgent90,
    EscalationsOpen,
    Csat90,
    DaysSinceContact,
    DaysSinceExec,
    Nps,
    NpsTrend,
    OverdueDays,
    MilestonesLate,
    TenureMonths,
    Arr,
    ArrChange365,
    DueInDays,
    Vendor, ///< `vendor:MODEL`
    Sql, ///< `sql:QUERY`
};

/// A signal by its name in a model.
struct Signal {
    SignalKind kind = SignalKind::UsageTrend;
    std::string argument; ///< MODEL of a vendor's, QUERY of SQL; empty for all others

    /// "usage_trend", "vendor:Scorecard 2".
    [[nodiscard]] std::string name() const;
    auto operator<=>(const Signal &) const = default;
};

/// The signal of that name; nothing for a name that is none, or a query that is empty.
[[nodiscard]] std::optional<Signal> signalOf(std::string_view name);
/// Names of those without an argument, in the order of the contract, then `vendor:` and `sql:`.
[[nodiscard]] const std::vector<std::string> &signalNames();

} // namespace qd::signs
