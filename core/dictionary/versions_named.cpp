#include "core/dictionary/versions_named.h"

#include "core/base/personal_data.h"
#include "core/dictionary/shipped_definitions.h"
#include "core/metrics/metric.h"

namespace qd::dictionary {

namespace {

/// As the program has it, in the words of the window, unless somebody gave it a name of their own.
Message nameOf(const DefinitionVersion &version)
{
    const std::string &own = version.definition.name;
    const metrics::Metric *metric = metrics::find(keyInMetrics(version.definition.metric));
    if (metric && (own.empty() || own == Message(metric->name).english()))
        return metric->name;
    return Message::data(withoutAddresses(own.empty() ? version.definition.metric : own));
}

} // namespace

Message versionsNamed(const Dictionary &dictionary, const std::vector<std::string> &metrics, Date day)
{
    std::vector<Message> named;
    for (const std::string &metric : metrics) {
        if (const DefinitionVersion *used = dictionary.inForce(metric, day))
            named.push_back({QD_WORDS("Packs", "%1 v%2"), {Sentences(nameOf(*used)), std::to_string(used->version)}});
    }
    if (named.empty())
        return {};
    return {QD_WORDS("Packs", "Definitions: %1"), {Sentences(enumerated(named))}};
}

} // namespace qd::dictionary
