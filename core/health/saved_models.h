#pragma once
#include "core/health/health_model.h"

namespace qd::store {
class Workspace;
}

namespace qd::health {

/// Months after which a model in force is to be looked at again.
inline constexpr int ReviewMonths = 6;

/// What became of a version.
enum class ModelState {
    Draft, ///< saved, or rejected
    Proposed, ///< somebody asks for its approval
    Approved, ///< in force from a day on, until the next approved version is or it is retired
    Withdrawn, ///< saving it was undone; it counts nowhere
};
/// "draft", "proposed", "approved", "withdrawn".
[[nodiscard]] const char *toString(ModelState state);

/// A health model as somebody saved it. Versions count from 1 over all models of the workspace; the text of one never
/// changes. Who said what is a record, not an access control.
struct SavedHealthModel {
    int version = 0;
    std::string name; ///< of the model; several versions may have one
    std::string body; ///< M.json
    std::string reason; ///< what it changes and why: together they are the change log
    std::string author; ///< as said
    std::string savedAt; ///< UTC, ISO 8601
    ModelState state = ModelState::Draft;
    std::string remark; ///< why it was rejected; empty otherwise
    std::string approvedBy; ///< as said; empty until then
    std::optional<Date> approvedOn; ///< as said
    std::optional<Date> inForceFrom; ///< first day, never before approvedOn
    std::optional<Date> retiredOn; ///< first day without it
    std::optional<Date> reviewedOn; ///< last time it was looked at again

    /// "House version 3", for sentences and the audit log.
    [[nodiscard]] std::string title() const;
    /// ReviewMonths after the first day in force, or after the last review; nothing unless approved and not retired.
    [[nodiscard]] std::optional<Date> reviewDue() const;

    bool operator==(const SavedHealthModel &) const = default;
};

/// Every version, in the order of their numbers, withdrawn ones among them.
[[nodiscard]] std::vector<SavedHealthModel> savedHealthModels(const store::Workspace &workspace);
/// The model of a version. BadData when this program cannot read it, with the version.
[[nodiscard]] Result<HealthModel> modelOf(const SavedHealthModel &version);

/// The version that `text` names: "version:3", or the last one of a name that is not withdrawn. NotFound, with what
/// there is.
[[nodiscard]] Result<SavedHealthModel> savedModelNamed(
    const std::vector<SavedHealthModel> &versions, const std::string &text);
/// The last version of each name that is not withdrawn, by name in byte order.
[[nodiscard]] std::vector<SavedHealthModel> lastOfEachName(const std::vector<SavedHealthModel> &versions);

} // namespace qd::health
