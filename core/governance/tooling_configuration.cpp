#include "core/governance/tooling_configuration.h"

#include "core/actions/actions_store.h"
#include "core/dictionary/dictionary.h"
#include "core/health/models_in_force.h"
#include "core/identity/golden_record.h"
#include "core/sources/own_profiles.h"
#include "core/store/import_batches.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <map>

namespace qd::governance {

namespace {

std::vector<MappingInUse> mappingsOf(const store::Workspace &workspace)
{
    std::map<std::pair<std::string, std::string>, MappingInUse> last;
    const std::vector<sources::OwnProfile> own = sources::ownProfiles(workspace);
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) { // by number: the last one wins
        if (batch.undone)
            continue;
        MappingInUse use{batch.source, batch.entity, batch.profile, false, 0, batch.mapping, batch.asOf};
        const auto kept = std::ranges::find(own, batch.profile, &sources::OwnProfile::name);
        if (kept != own.end()) {
            use.isOwn = true;
            use.version = kept->versions.back().version;
        }
        last[{batch.source, batch.entity}] = std::move(use);
    }
    std::vector<MappingInUse> mappings;
    for (auto &[key, use] : last)
        mappings.push_back(std::move(use));
    return mappings;
}

std::vector<PrecedenceInForce> precedenceOf(const store::Workspace &workspace)
{
    std::vector<PrecedenceInForce> fields;
    for (const std::string &field : identity::goldenFieldNames()) {
        const std::string chosen = workspace.setting("precedence." + field).value_or(std::string());
        fields.push_back({field, identity::precedence(field, chosen), !chosen.empty()});
    }
    return fields;
}

bool isShipped(const dictionary::DefinitionVersion &version)
{
    return version.authors == std::vector<std::string>{dictionary::OwnAuthor};
}

void addDefinitions(const store::Workspace &workspace, ToolingConfiguration &configuration)
{
    const auto dictionary = dictionary::Dictionary::read(workspace);
    for (const std::string &metric : dictionary.metrics()) {
        const dictionary::DefinitionVersion *inForce = dictionary.inForce(metric, configuration.day);
        if (inForce && isShipped(*inForce))
            ++configuration.shippedDefinitions;
        else if (inForce)
            configuration.ownDefinitions.push_back(*inForce);
    }
}

} // namespace

Result<ToolingConfiguration> toolingConfiguration(const store::Workspace &workspace, Date day)
{
    ToolingConfiguration configuration;
    configuration.day = day;
    configuration.mappings = mappingsOf(workspace);
    configuration.precedence = precedenceOf(workspace);
    auto rules = actions::rulesInForce(workspace);
    if (!rules)
        return rules.error();
    configuration.rulesVersion = rules->version;
    configuration.rules = std::move(rules->rules);
    auto health = health::modelInForce(workspace, day);
    if (!health)
        return health.error();
    if (*health)
        configuration.healthModel = std::move((*health)->saved);
    auto capacity = coverage::currentModel(workspace);
    if (!capacity)
        return capacity.error();
    configuration.capacityModel = std::move(*capacity);
    addDefinitions(workspace, configuration);
    for (const auto &[key, value] : store::settingValues(workspace)) {
        if (!value.empty() && !key.starts_with("precedence."))
            configuration.settings.emplace_back(key, value);
    }
    return configuration;
}

} // namespace qd::governance
