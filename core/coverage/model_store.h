#pragma once
#include "core/coverage/capacity_model.h"

namespace qd::store {
class Workspace;
}

namespace qd::coverage {

/// A capacity model as somebody saved it. Versions count from 1; 0 is the default nobody saved.
struct SavedModel {
    int version = 0;
    std::string name;
    std::string savedAt; ///< UTC, ISO 8601; empty for the default
    std::string savedBy;
    CapacityModel model;
};

/// The latest saved model; the shipped default where nothing was saved. BadData when the saved one cannot be read.
[[nodiscard]] Result<SavedModel> currentModel(const store::Workspace &workspace);

/// Every version, newest first, the default not among them. BadData when one cannot be read.
[[nodiscard]] Result<std::vector<SavedModel>> savedModels(const store::Workspace &workspace);

/// Saves `model` as a new version with its entry in the audit log, both or neither, and gives its number. A model equal
/// to the current one saves nothing and gives the current number. InvalidArgument as capacityModelFromText; ReadOnly.
[[nodiscard]] Result<int> saveModel(store::Workspace &workspace, const CapacityModel &model, const std::string &name);

} // namespace qd::coverage
