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
    std::string who; ///< name of the account at the machine
    std::string action; ///< verb and noun, for example "set break state"
    std::string subject; ///< what was changed: a key, a name, a break
    std::optional<std::string> before;
    std::optional<std::string> after;
};

/// The name under which this process makes changes: USER, USERNAME or LOGNAME; "unknown" where none is set.
[[nodiscard]] std::string currentUser();

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
