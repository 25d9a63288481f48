#include "core/scenario/lever.h"

#include <algorithm>

namespace qd::scenario {

const char *toString(Outcome outcome)
{
    switch (outcome) {
    case Outcome::ClosingArr:
        return "closing_arr";
    case Outcome::Nrr:
        return "nrr";
    case Outcome::Grr:
        return "grr";
    case Outcome::ClosingLogos:
        return "closing_logos";
    case Outcome::PeakUtilisation:
        return "peak_utilisation";
    case Outcome::Cost:
        return "cost";
    }
    return "";
}

std::optional<double> outcomeOf(const Projection &projection, Outcome outcome, std::size_t from)
{
    double sum = 0;
    switch (outcome) {
    case Outcome::ClosingArr:
        return projection.summary.closingArr;
    case Outcome::Nrr:
        return projection.summary.nrr;
    case Outcome::Grr:
        return projection.summary.grr;
    case Outcome::ClosingLogos:
        for (const ProjectedRow &row : projection.monthRows(projection.monthCount() - 1))
            sum += row.logos;
        return sum;
    case Outcome::Cost:
        for (const ProjectedTeam &team : projection.team)
            sum += team.cost;
        return sum;
    case Outcome::PeakUtilisation:
        break;
    }
    for (std::size_t month = from; month < projection.monthCount(); ++month) {
        const auto utilisation = projection.team[month].utilisation();
        if (!utilisation && projection.team[month].requiredFte > 0)
            return std::nullopt;
        sum = std::max(sum, utilisation.value_or(0));
    }
    return sum;
}

} // namespace qd::scenario
