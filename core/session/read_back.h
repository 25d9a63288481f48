#pragma once
#include "core/actions/action_changes.h"

namespace qd::session {

/// What a file of another system says of the actions that were exported to it.
struct ReadBack {
    std::vector<actions::OwnChange>
        changes; ///< what closes open actions of the program's own, by their order in the file
    int done = 0; ///< of the changes
    int dismissed = 0;
    int open = 0; ///< rows of actions that are open there too
    int closedHere = 0; ///< rows of actions that are closed here already
    int unknown = 0; ///< rows with an id that is none of the program's own, and without one
};

/// Reads what Jira, Asana, Salesforce or Gainsight gives back of a list that was exported to it, or the list as CSV: by
/// the column with our id, in any order and case (docs/actions.md, "Lists for other systems"). An action that is closed
/// there is closed here on the day the file says, where that is a day of its life up to `day`, else on `day`; writes
/// nothing. BadData for a file without that column, and for an id that stands twice and says two things; errors of the
/// reader.
[[nodiscard]] Result<ReadBack> readBack(const store::Workspace &workspace, const std::string &path, Date day);

} // namespace qd::session
