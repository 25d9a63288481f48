#include "core/health/models_in_force.h"

#include <algorithm>

namespace qd::health {

Result<ModelsInForce> ModelsInForce::of(const std::vector<SavedHealthModel> &versions)
{
    ModelsInForce found;
    for (const SavedHealthModel &each : versions) {
        const bool isEver = each.state == ModelState::Approved && each.inForceFrom
            && (!each.retiredOn || *each.inForceFrom < *each.retiredOn);
        if (!isEver)
            continue;
        auto model = modelOf(each);
        if (!model)
            return model.error();
        found.m_versions.push_back({each, std::move(*model)});
    }
    std::ranges::sort(found.m_versions, {},
        [](const VersionedModel &each) { return std::pair(*each.saved.inForceFrom, each.saved.version); });
    return found;
}

Result<ModelsInForce> ModelsInForce::read(const store::Workspace &workspace)
{
    return of(savedHealthModels(workspace));
}

const VersionedModel *ModelsInForce::on(Date day) const
{
    const auto next = std::ranges::upper_bound(
        m_versions, day, {}, [](const VersionedModel &each) { return *each.saved.inForceFrom; });
    if (next == m_versions.begin())
        return nullptr;
    const VersionedModel &last = *std::prev(next);
    return last.saved.retiredOn && *last.saved.retiredOn <= day ? nullptr : &last;
}

Result<std::optional<VersionedModel>> modelInForce(const store::Workspace &workspace, Date day)
{
    const auto models = ModelsInForce::read(workspace);
    if (!models)
        return models.error();
    const VersionedModel *found = models->on(day);
    return found ? std::optional(*found) : std::nullopt;
}

} // namespace qd::health
