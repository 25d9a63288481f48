#include "core/health/model_colours.h"

#include "core/health/shown_colours.h"

namespace qd::health {

coverage::ColoursOn shownColoursOf(const store::Workspace &workspace, const portfolio::Portfolio &portfolio)
{
    return [&workspace, &portfolio](Date day) -> Result<std::vector<HealthColour>> {
        Progress quiet;
        const auto colours = ShownColours::read(workspace, portfolio, quiet);
        if (!colours)
            return colours.error();
        auto found = colours->on(day);
        return found ? Result<std::vector<HealthColour>>(std::move(found->shown)) : found.error();
    };
}

} // namespace qd::health
