#include "core/pack/wording.h"

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

Message nameAndVersion(const metrics::Metric &metric)
{
    return {QD_WORDS("Packs", "%1 v%2"), {Sentences(metric.name), std::to_string(metric.version)}};
}

Message definitionsLine()
{
    std::vector<Message> named;
    for (const metrics::Metric &metric : metrics::all()) {
        if (metric.inScorecard)
            named.push_back(nameAndVersion(metric));
    }
    return {QD_WORDS("Packs", "Definitions: %1"), {Sentences(enumerated(named))}};
}

} // namespace qd::pack
