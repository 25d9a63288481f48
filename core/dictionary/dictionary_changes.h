#pragma once
#include "core/dictionary/dictionary.h"

namespace qd::dictionary {

/// What moves a definition on.
enum class Step {
    Submit, ///< a draft to review
    Approve, ///< a review, by one person; approved once there are enough
    Reject, ///< a review back to draft, with a reason; approvals given until then count no more
    Retire, ///< what is approved of a metric, all versions
};

/// What a person asks for, as one change.
struct Change {
    std::optional<std::string> file; ///< text of an F.json: a definition, entries of the register, or both
    std::optional<Step> step; ///< after the file
    std::string metric; ///< of the step
    std::string by; ///< as said; the machine's user for an empty or blank name
    Date on; ///< day of an approval, a retirement
    std::string reason; ///< of a rejection, needed; of a retirement
    std::string shown = {}; ///< a metric that must be there in the end, or empty
};

/// Carries it out as one transaction with an entry in the audit log for each part, and says what was done: one sentence
/// each. All of it or nothing.
///
/// A file: a metric that is new becomes version 1 as draft; a draft is written anew, and whoever wrote joins its
/// authors; of what is approved or retired the next version is made as draft. What is in review is refused.
/// Approving: refused to authors and to who has approved this review already, names compared without regard to case and
/// blanks around them. A version without `in_force_from` is in force from the day of its last approval.
/// What is approved stays so when its next version is: which of them holds on a day, Dictionary::inForce() says.
///
/// InvalidArgument for a metric there is not, a rejection without a reason, and errors of dictionaryFileFromText();
/// Conflict for a state that does not allow the step, and for who may not approve; ReadOnly. It is a record of who said
/// so, not an access control.
[[nodiscard]] Result<std::vector<Message>> change(store::Workspace &workspace, const Change &asked);

/// Records that the dictionary was written to a file: how many definitions, in which form, personal data or not.
void noteExport(store::Workspace &workspace, const std::string &file, const std::string &format, int definitions,
    bool withPersonalData);

} // namespace qd::dictionary
