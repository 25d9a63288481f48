#include "core/explain/conventions_in_force.h"

#include "core/base/text.h"
#include "core/metrics/metric.h"

namespace qd::explain {

namespace {

constexpr std::string_view Metrics[] = {metrics::Nrr, metrics::Grr, metrics::LogoChurn};

/// The convention of a rate that a text names; of several the first.
std::optional<revenue::Convention> conventionIn(const std::string &text, std::string_view metric)
{
    for (const std::string &word : split(text, ' ')) {
        const auto last = word.find_last_not_of(".,;:)");
        const auto first = word.find_first_not_of('(');
        if (last == std::string::npos || first == std::string::npos || first > last)
            continue;
        const auto named = revenue::conventionFromText(word.substr(first, last - first + 1));
        if (named && named->metric == metric)
            return *named;
    }
    return std::nullopt;
}

} // namespace

std::map<std::string, revenue::Convention, std::less<>> conventionsInForce(
    const dictionary::Dictionary &dictionary, Date day)
{
    std::map<std::string, revenue::Convention, std::less<>> ours;
    for (const std::string_view metric : Metrics) {
        const auto *inForce = dictionary.inForce(metric, day);
        auto said = revenue::conventionFromText(inForce ? inForce->definition.variant : std::string());
        if (!said || said->metric != metric)
            said = revenue::conventionFromText(std::string(metric) + "/point/account/0/constant");
        if (said)
            ours.emplace(metric, *said);
    }
    return ours;
}

std::vector<ConventionUse> conventionUses(const dictionary::Dictionary &dictionary, Date day)
{
    const auto ours = conventionsInForce(dictionary, day);
    std::vector<ConventionUse> uses;
    for (const std::string_view metric : Metrics) {
        const auto *inForce = dictionary.inForce(metric, day);
        const auto convention = ours.find(metric);
        if (inForce && !inForce->definition.owner.empty() && convention != ours.end())
            uses.push_back({convention->second, inForce->definition.owner, true});
        for (const dictionary::Conflict &entry : dictionary.conflicts()) {
            if (entry.metric != metric || entry.resolved)
                continue;
            if (const auto named = conventionIn(entry.convention, metric))
                uses.push_back({*named, entry.team});
        }
    }
    return uses;
}

} // namespace qd::explain
