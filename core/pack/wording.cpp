#include "core/pack/wording.h"

#include "core/base/personal_data.h"
#include "core/dictionary/dictionary.h"
#include "core/dictionary/shipped_definitions.h"

namespace qd::pack {

Message clauses(const Message &first, const Message &second)
{
    return {QD_WORDS("Lists", "%1; %2"), {Sentences(first), Sentences(second)}};
}

Message sentenceOf(const Message &clause)
{
    return {QD_WORDS("Lists", "%1."), {Sentences(clause)}};
}

Message none()
{
    return QD_WORDS("Packs", "none");
}

DefinitionsInForce definitionsInForce(const store::Workspace &workspace, Date day)
{
    const auto dictionary = dictionary::Dictionary::read(workspace);
    DefinitionsInForce found;
    for (const std::string &id : dictionary.metrics()) {
        const metrics::Metric *metric = metrics::find(dictionary::keyInMetrics(id));
        const auto *inForce = metric ? dictionary.inForce(id, day) : nullptr;
        if (inForce)
            found.emplace(metric->key, *inForce);
    }
    return found;
}

Message nameAndVersion(const metrics::Metric &metric, const DefinitionsInForce &inForce)
{
    const auto used = inForce.find(metric.key);
    const int version = used == inForce.end() ? metric.version : used->second.version;
    const std::string own = used == inForce.end() ? std::string() : used->second.definition.name;
    const bool isOwn = !own.empty() && own != Message(metric.name).english();
    const Message name = isOwn ? Message::data(withoutAddresses(own)) : Message(metric.name);
    return {QD_WORDS("Packs", "%1 v%2"), {Sentences(name), std::to_string(version)}};
}

Message definitionsLine(const DefinitionsInForce &inForce)
{
    std::vector<Message> named;
    for (const metrics::Metric &metric : metrics::all()) {
        if (metric.inScorecard && (inForce.empty() || inForce.contains(metric.key)))
            named.push_back(nameAndVersion(metric, inForce));
    }
    return {QD_WORDS("Packs", "Definitions: %1"), {Sentences(enumerated(named))}};
}

} // namespace qd::pack
