#pragma once
#include "core/health/saved_models.h"

namespace qd::health {

/// What moves a saved version on.
enum class ModelStep {
    Propose, ///< a draft asks for approval
    Approve, ///< a proposed one comes into force
    Reject, ///< a proposed one is a draft again, for a reason
    Retire, ///< an approved one ends, and none is in force until the first day of the next
    Review, ///< an approved one was looked at again, and is in ReviewMonths
};

/// What a person asks of a version.
struct ModelStepAsked {
    ModelStep step = ModelStep::Propose;
    int version = 0;
    std::string by = {}; ///< as said; the machine's user for an empty or blank name
    Date on; ///< day of the approval, the review; first day without it when retired
    std::optional<Date> inForceFrom = {}; ///< of an approval; default: `on`
    std::string reason = {}; ///< of a rejection, needed; else what the log should say beside
};

/// A change that was made, with what takes it back.
struct ModelChange {
    std::optional<SavedHealthModel> before; ///< nothing where the version is new
    SavedHealthModel after;

    /// One sentence about what was done.
    [[nodiscard]] Message sentence() const;
};

/// What a model is saved as.
enum class SaveAs {
    Draft,
    Proposed, ///< its author asks for approval at once
};

/// Keeps a model, as M.json writes it, as the next version and as a draft, or proposed: one transaction with an entry
/// in the audit log, or nothing. The text of the last version that is neither withdrawn nor retired keeps nothing and
/// gives that one, proposed where that is asked of a draft; what was withdrawn last, with the same reason and author,
/// is a draft again. `by` as ModelStepAsked has it.
///
/// InvalidArgument, BadData as healthModelFromText(); InvalidArgument without a reason, and for a model without a name
/// or with one that `validate --models` reads otherwise: with a comma, of a baseline, "vendor:...", "version:...",
/// "... .json"; ReadOnly.
[[nodiscard]] Result<ModelChange> saveHealthModel(store::Workspace &workspace, std::string_view text,
    const std::string &reason, const std::string &by, SaveAs as = SaveAs::Draft);

/// Moves a version on, with an entry in the audit log, or nothing. Approving is refused to the author, names compared
/// without regard to case and blanks around them, and for a first day in force before the day of the approval: on the
/// days before it nobody could have gone by the model.
///
/// InvalidArgument for a rejection without a reason and for days that do not follow each other; NotFound for a version
/// there is not; Conflict for a state that does not allow the step, and for an author who approves; ReadOnly.
[[nodiscard]] Result<ModelChange> moveHealthModel(store::Workspace &workspace, const ModelStepAsked &asked);

/// Takes a change back: the version stands as before, a new one is withdrawn. In the audit log too. Conflict where the
/// version was changed since; ReadOnly.
[[nodiscard]] Result<void> takeBack(store::Workspace &workspace, const ModelChange &change);

} // namespace qd::health
