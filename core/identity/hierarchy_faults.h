#pragma once
#include "core/base/message.h"
#include "core/identity/source_record.h"

#include <string>
#include <vector>

namespace qd::identity {

/// What is wrong with the parents that records name.
enum class HierarchyFaultKind {
    Loop, ///< parents lead back to where they started
    ParentsDiffer, ///< systems name different customers
    UnknownParent, ///< a system has no record of the parent it names
};

struct HierarchyFault {
    HierarchyFaultKind kind = HierarchyFaultKind::Loop;
    std::vector<std::string> accounts; ///< the customers concerned; of a loop all on it, the smallest first
    Message what; ///< who says what, for a person
};

/// All faults, loops first, then by account. `records` are all of a workspace; `precedence` is the order of trust of
/// the field "parent" (golden_record.h): of systems that differ, the first in it is in force (hierarchy.h). Records
/// without a customer and those that name themselves say nothing. O(n log n).
[[nodiscard]] std::vector<HierarchyFault> hierarchyFaults(
    const std::vector<SourceRecord> &records, const std::vector<std::string> &precedence);

/// "Loop", "Parents differ", "Unknown parent".
[[nodiscard]] const char *nameOf(HierarchyFaultKind kind);

} // namespace qd::identity
