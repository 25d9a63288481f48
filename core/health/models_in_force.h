#pragma once
#include "core/health/saved_models.h"

namespace qd::health {

/// A version that is or was in force, ready to score.
struct VersionedModel {
    SavedHealthModel saved;
    HealthModel model;
};

/// Which model was in force on which day. A day is asked for what was in force then: a model approved later says
/// nothing of it, one that was retired later still holds. Read once; any thread may ask.
class ModelsInForce {
public:
    /// None on any day.
    ModelsInForce() = default;
    /// Of all versions, in any order. BadData, as modelOf(), for one that was approved.
    [[nodiscard]] static Result<ModelsInForce> of(const std::vector<SavedHealthModel> &versions);
    [[nodiscard]] static Result<ModelsInForce> read(const store::Workspace &workspace);

    /// The approved version whose first day is the last one by `day`, of one day the highest number; nullptr before the
    /// first, and from the day it was retired until the first day of the next.
    [[nodiscard]] const VersionedModel *on(Date day) const;
    /// No model was ever in force.
    [[nodiscard]] bool isEmpty() const { return m_versions.empty(); }
    /// First day on which one was; only where there is one.
    [[nodiscard]] Date firstDay() const { return *m_versions.front().saved.inForceFrom; }
    [[nodiscard]] const std::vector<VersionedModel> &all() const { return m_versions; } ///< by first day, version

private:
    std::vector<VersionedModel> m_versions;
};

/// The model in force on a day; nothing where none was. BadData when an approved one cannot be read.
[[nodiscard]] Result<std::optional<VersionedModel>> modelInForce(const store::Workspace &workspace, Date day);

} // namespace qd::health
