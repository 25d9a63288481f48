#pragma once
#include "core/forecast/waterfall.h"

#include <string_view>

namespace qd::store {
class Workspace;
}

namespace qd::forecast {

/// What an owner called of the renewals of a quarter in a week. It is frozen: neither later calls nor later imports
/// change it, and a week has one of each owner.
struct Submission {
    std::string quarter; ///< YYYYQn
    std::string week; ///< weekOf() its day
    std::string owner; ///< golden owner of the customers on the day
    std::string by; ///< store::currentUser()
    std::string at; ///< UTC, ISO 8601 to the second
    Snapshot snapshot; ///< of Counted::Calls; of the day

    bool operator==(const Submission &) const = default;
};

/// The setting submissions are kept in, in the order in which they were made.
inline constexpr const char *SubmissionsSetting = "forecast.submissions";

/// As the setting has them, a JSON list; what is no submission is left out.
[[nodiscard]] std::vector<Submission> submissionsFrom(std::string_view text);
/// The text of the setting; empty of none.
[[nodiscard]] std::string textOf(const std::vector<Submission> &submissions);
/// Those of a quarter, made on or before a day.
[[nodiscard]] std::vector<Submission> submissionsOf(
    const store::Workspace &workspace, FiscalQuarter quarter, Date upTo);

/// ISO 8601 week of a day: "2026-W44"; the days around New Year may be of the other year's.
[[nodiscard]] std::string weekOf(Date day);

/// Freezes the calls of an owner's renewals, as known on `day`, with an entry in the audit log: one transaction.
/// Renewals nobody called count 0. InvalidArgument for an owner who has nothing due in the quarter, with the nearest
/// one who has; Conflict where the week has one of the owner; ReadOnly; errors of the renewals. Nothing is kept then.
[[nodiscard]] Result<Submission> submitCalls(
    store::Workspace &workspace, FiscalQuarter quarter, Date day, const std::string &owner);

/// Undoes a submission. Conflict, and nothing is changed, where it is not there as it was made; ReadOnly.
[[nodiscard]] Result<void> takeBackSubmission(store::Workspace &workspace, const Submission &made);

/// What owners submitted in a week, and what the same owners submitted last.
struct SubmittedTwice {
    Snapshot then;
    Snapshot now; ///< the same as `then` where nobody of them submitted since
};

/// The renewals of a week's submissions as one snapshot, of their latest day, and those of the last submissions of the
/// same owners: of one owner, or of all for an empty name. Nothing where the week has none. A renewal that two owners
/// submitted counts as the later submission says.
[[nodiscard]] std::optional<SubmittedTwice> submittedSince(
    const std::vector<Submission> &submissions, std::string_view week, std::string_view owner);

} // namespace qd::forecast
