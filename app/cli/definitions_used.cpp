#include "app/cli/definitions_used.h"

#include "core/explain/definition_change.h"
#include "core/metrics/metric.h"
#include "core/store/settings.h"

#include <iostream>

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

Json withDefinitions(Json answer, const store::Workspace &workspace, std::optional<Date> day,
    std::initializer_list<std::string_view> metrics)
{
    if (day)
        answer["definitions"] = definitionsUsed(workspace, *day, metrics);
    return answer;
}

void warnOfOtherConventions(const store::Workspace &workspace, Date day)
{
    const auto dictionary = dictionary::Dictionary::read(workspace);
    const auto grace = store::graceDays(workspace);
    for (const std::string_view metric : {metrics::Nrr, metrics::Grr, metrics::LogoChurn}) {
        if (const auto other = explain::otherConvention(dictionary, std::string(metric), day, grace ? *grace : 0))
            std::cerr << "qdeck: " << other->english() << '\n';
    }
}

} // namespace qd::cli
