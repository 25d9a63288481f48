#include "app/cli/definitions_used.h"

#include "core/dictionary/dictionary.h"

namespace qd::cli {

Json definitionsUsed(const store::Workspace &workspace, Date day, std::initializer_list<std::string_view> metrics)
{
    const auto dictionary = dictionary::Dictionary::read(workspace);
    Json used = Json::object();
    for (const std::string_view metric : metrics) {
        const auto *inForce = dictionary.inForce(metric, day);
        used[std::string(metric)] = inForce ? Json(inForce->version) : Json(nullptr);
    }
    return used;
}

} // namespace qd::cli
