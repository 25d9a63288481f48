#pragma once
#include "app/cli/command.h"

#include "core/health/model_changes.h"
#include "core/health/models_in_force.h"
#include "core/health/why_moved.h"

namespace qd::cli {

/// A health model that an argument names.
struct ChosenModel {
    health::HealthModel model;
    std::string text; ///< M.json
    std::optional<int> version = {}; ///< of a saved one; nothing of a file
};

/// The model in a file, or a saved one by name (its last version) or as version:3. NotFound, and errors of the model.
[[nodiscard]] Result<ChosenModel> healthModelNamed(const store::Workspace &workspace, const std::string &argument);
/// The model in force on a day. NotFound where there is none.
[[nodiscard]] Result<ChosenModel> chosenInForce(const health::ModelsInForce &models, Date day);
/// What names a platform's scores where a model is asked for.
inline constexpr std::string_view VendorPrefix = "vendor:";

/// The model that an argument names, or, without one, those in force.
struct ChosenModels {
    std::optional<ChosenModel> said;
    health::ModelsInForce inForce;

    /// Errors as healthModelNamed(); NotFound without an argument where no model was ever in force; InvalidArgument for
    /// a platform's.
    [[nodiscard]] static Result<ChosenModels> of(const store::Workspace &workspace, const std::string &argument);
    /// That of a day. Errors as chosenInForce().
    [[nodiscard]] Result<ChosenModel> on(Date day) const;
};

/// Those of two days.
struct TwoModels {
    ChosenModel then, now;

    [[nodiscard]] static Result<TwoModels> on(const ChosenModels &models, Date from, Date to);
    /// One where the same is in force on both. It must not outlive this.
    [[nodiscard]] health::ModelsOfDays models() const;
};

/// The sentence for a command that got no model, and found none in force.
[[nodiscard]] Error noModel();

/// The day of what is shown of a workspace where nobody names one. NoData without ARR.
[[nodiscard]] Result<Date> dayShown(const store::Workspace &workspace);

/// What of `qdeck health` keeps models in versions.
struct ModelVersionArguments {
    std::string file; ///< --save
    std::optional<int> propose, approve, reject, retire, review;
    std::string inForceFrom;
    bool lists = false; ///< --versions

    [[nodiscard]] bool writes() const;
};
/// Adds the options; they exclude each other and `others`. What they exclude is added to `others`.
void addModelVersionOptions(CLI::App &command, ModelVersionArguments &arguments, std::vector<CLI::Option *> &others);

/// What goes with them.
struct ModelVersionWords {
    std::string reason, by;
    std::optional<Date> asOf;
    bool json = false;
};
/// Saves a model or moves a version on, and says so.
[[nodiscard]] Exit changeModels(
    store::Workspace &workspace, const ModelVersionArguments &arguments, const ModelVersionWords &words);
/// Every version, with the one in force on the day.
[[nodiscard]] Exit listModels(const store::Workspace &workspace, const ModelVersionWords &words);

} // namespace qd::cli
