#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// One change a person made.
struct AuditEntry {
    std::int64_t id = 0;
    std::string at; ///< UTC, ISO 8601 to the second
    std::string who; ///< as currentUser() said
    std::string action; ///< verb and noun, for example "set break state"
    std::string subject; ///< what was changed: a key, a name, a break
    std::optional<std::string> before;
    std::optional<std::string> after;
};

/// The account at the machine: USER, USERNAME or LOGNAME; "unknown" where none is set.
[[nodiscard]] std::string systemUser();

/// The name under which this process makes changes: what setCurrentUser() was given last, else systemUser(). Any
/// thread.
[[nodiscard]] std::string currentUser();
/// Names the person whose changes follow; an empty name, or one of blanks, is that of the account again. Any thread.
void setCurrentUser(const std::string &name);

/// Appends an entry dated now. Call it inside the transaction of the change it tells of, so that both are kept or
/// neither. Each entry holds the SHA-256 of its own text and of the entry before. Throws SQLite::Exception.
void recordChange(Workspace &workspace, const std::string &action, const std::string &subject,
    const std::optional<std::string> &before, const std::optional<std::string> &after);

/// The latest `limit` entries, newest first.
[[nodiscard]] std::vector<AuditEntry> auditTrail(const Workspace &workspace, int limit = 200);

/// Id of the first entry that was changed, or that follows one that was removed; nothing when the chain holds. A cut
/// at the end of the chain cannot be seen from within. Linear in entries.
[[nodiscard]] std::optional<std::int64_t> brokenAuditEntry(const Workspace &workspace);

} // namespace qd::store
