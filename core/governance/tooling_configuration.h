#pragma once
#include "core/actions/action_rules.h"
#include "core/coverage/model_store.h"
#include "core/dictionary/definition.h"
#include "core/health/saved_models.h"
#include "core/store/settings.h"

namespace qd::governance {

/// How the files of one source and entity are read: by the last of its batches that stands.
struct MappingInUse {
    std::string source;
    std::string entity; ///< or the name of a custom table
    std::string profile; ///< name, as the batch has it
    bool isOwn = false; ///< kept in the workspace, not shipped
    int version = 0; ///< of an own profile the last one; 0 otherwise
    std::string mapping; ///< column = header, as the batch keeps it
    std::string asOf; ///< ISO
};

/// Who is trusted about a golden field.
struct PrecedenceInForce {
    std::string field;
    std::vector<std::string> order; ///< sources or kinds, best first
    bool isSet = false; ///< somebody chose it; else the default
};

/// What makes figures of a workspace as they are, on a day: profiles and mappings, precedence, rules, models,
/// definitions and settings.
struct ToolingConfiguration {
    Date day;
    std::vector<MappingInUse> mappings; ///< by source, then entity
    std::vector<PrecedenceInForce> precedence; ///< as identity::goldenFieldNames()
    int rulesVersion = 0; ///< 0: nobody saved rules, none are in force
    actions::RuleSet rules;
    std::optional<health::SavedHealthModel> healthModel; ///< in force on the day; nothing where none is
    coverage::SavedModel capacityModel; ///< version 0: the default
    /// In force on the day, by metric, that the company wrote; the shipped ones are counted in `shippedDefinitions`.
    std::vector<dictionary::DefinitionVersion> ownDefinitions;
    int shippedDefinitions = 0;
    store::SettingValues settings; ///< that are set, without those of precedence
};

/// Reads it as it is in force on `day`; profiles, precedence, rules, capacity model and settings have no days and are
/// those of now. BadData where rules or a model cannot be read. Throws store::Failure.
[[nodiscard]] Result<ToolingConfiguration> toolingConfiguration(const store::Workspace &workspace, Date day);

} // namespace qd::governance
