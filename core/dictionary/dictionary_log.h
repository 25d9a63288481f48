#pragma once
#include "core/store/audit.h"

#include <map>

namespace qd::dictionary {

/// What was done to definitions and to the register of conflicts, by metric, newest first, from the last 20,000 entries
/// of the audit log. Throws store::Failure.
[[nodiscard]] std::map<std::string, std::vector<store::AuditEntry>, std::less<>> changeLog(
    const store::Workspace &workspace);

} // namespace qd::dictionary
