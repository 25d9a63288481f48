#pragma once
#include "core/base/result.h"
#include "core/store/audit.h"

namespace qd::store {
class Workspace;
}

/// Who decided what of how figures are made, and what holds now: change records and documents, written out from the
/// workspace itself.
namespace qd::governance {

/// What a change record is of.
enum class Governed { Definition, Mapping, Precedence, Rule, Model };
/// "definition", "mapping", "precedence", "rule", "model".
[[nodiscard]] const char *toString(Governed governed);

/// A change of what figures are made by: the entry of the audit log (who, when, before, after) with its reason.
struct ChangeRecord {
    Governed governed = Governed::Definition;
    store::AuditEntry entry;
    std::string
        why; ///< as said with the change, or afterwards by giveReason(), which counts more; empty where not said
};

/// Those that were made in the workspace, newest first: definitions and the register of conflicts; profiles of one's
/// own; settings of precedence and golden values set by hand; rules of actions; health and capacity models. What was
/// taken back is a record as well. Linear in the audit log. Throws store::Failure.
[[nodiscard]] std::vector<ChangeRecord> changeRecords(const store::Workspace &workspace);

/// Says why a change was made: one transaction, itself in the audit log under the name of store::currentUser(). The
/// last reason counts, earlier ones stay in the log. `id` is ChangeRecord::entry.id. InvalidArgument without a reason,
/// NotFound for an id of no change record, ReadOnly.
[[nodiscard]] Result<void> giveReason(store::Workspace &workspace, std::int64_t id, const std::string &why);

} // namespace qd::governance
