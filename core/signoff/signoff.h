#pragma once
#include "core/signoff/signed_content.h"

#include <optional>

namespace qd::signoff {

/// A reconciliation that one person prepares and another signs, period by period and pair by pair. It is a record of
/// who said so, not an access control: nobody asks whether the names are true.

/// What a sign-off is of.
struct SignoffKey {
    std::string period; ///< YYYY-MM, or YYYYQn for a fiscal quarter
    std::string left; ///< sources by name
    std::string right;

    auto operator<=>(const SignoffKey &) const = default;
};

/// The latest version of one; earlier ones stay in the file.
struct Signoff {
    std::int64_t id = 0;
    SignoffKey key;
    int version = 0; ///< from 1
    Date asOf; ///< the period's last day
    std::string preparedBy;
    std::string signedBy; ///< empty until it is signed
    std::string hash; ///< hashOf() the content and the files used when it was prepared
    SignedContent content = {};
};

enum class SignoffState {
    Open, ///< nobody has prepared it
    Prepared,
    Signed,
    ReviewAgain, ///< prepared or signed, and what it was given for comes out otherwise now
};
/// "open", "prepared", "signed", "review_again".
[[nodiscard]] const char *toString(SignoffState state);

/// How one stands now.
struct SignoffStanding {
    SignoffKey key;
    SignoffState state = SignoffState::Open;
    std::string preparedBy; ///< empty while open, as the two below
    std::string signedBy;
    std::string hash;
    std::vector<ContentDifference> difference; ///< of ReviewAgain
    std::optional<Message> failure; ///< of ReviewAgain: why the pair cannot be compared any more
};

/// The last day of a period; fiscal years begin in calendar month `fiscalYearStart`. InvalidArgument.
[[nodiscard]] Result<Date> lastDayOf(const std::string &period, int fiscalYearStart);

/// Whose name is put: who it is, and the user of the machine for an empty or blank name.
[[nodiscard]] std::string signatory(const std::string &by);

/// Keeps the pair's content of the period's last day under the name `by`, as one transaction with an entry in the audit
/// log. What was prepared or signed before stays as an earlier version and counts no more. Tolerances are those of the
/// settings. InvalidArgument for a period that is none or a pair of one source; errors of reconcile().
[[nodiscard]] Result<void> prepare(
    store::Workspace &workspace, const SignoffKey &key, const std::string &by, Progress &progress);

/// Puts the second name to what is prepared, likewise. NotFound where nothing is; Conflict for the name of who prepared
/// it (without regard to case and blanks), for what is signed already, and for what has come out otherwise since.
[[nodiscard]] Result<void> sign(
    store::Workspace &workspace, const SignoffKey &key, const std::string &by, Progress &progress);

/// Which sign-offs are asked for; empty texts ask for all.
using SignoffFilter = SignoffKey;

/// Those there are, by period, left and right, each compared with what comes out now; one asked for by all three names
/// that nobody has prepared is Open. InvalidArgument for a period that is none; Cancelled. One reconciliation each.
[[nodiscard]] Result<std::vector<SignoffStanding>> standings(
    const store::Workspace &workspace, const SignoffFilter &filter, Progress &progress);

} // namespace qd::signoff
