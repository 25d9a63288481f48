#include "core/explain/conventions_in_force.h"

#include "core/metrics/metric.h"

namespace qd::explain {

std::map<std::string, revenue::Convention, std::less<>> conventionsInForce(
    const dictionary::Dictionary &dictionary, Date day)
{
    std::map<std::string, revenue::Convention, std::less<>> ours;
    for (const std::string_view metric : {metrics::Nrr, metrics::Grr, metrics::LogoChurn}) {
        const auto *inForce = dictionary.inForce(metric, day);
        auto said = revenue::conventionFromText(inForce ? inForce->definition.variant : std::string());
        if (!said || said->metric != metric)
            said = revenue::conventionFromText(std::string(metric) + "/point/account/0/constant");
        if (said)
            ours.emplace(metric, *said);
    }
    return ours;
}

} // namespace qd::explain
