#include "core/health/shown_colours.h"

#include "core/health/accuracy.h"

namespace qd::health {

Result<ShownColours> ShownColours::read(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Progress &progress)
{
    ShownColours colours(portfolio);
    auto models = ModelsInForce::read(workspace);
    if (!models)
        return models.error();
    colours.m_models = std::move(*models);
    colours.m_overrides = overrides(workspace);
    if (!colours.m_models.isEmpty()) {
        auto history = signs::Signals::read(workspace, progress);
        if (!history)
            return history.error();
        colours.m_history = std::move(*history);
    }
    return colours;
}

Result<DayColours> ShownColours::on(Date day) const
{
    DayColours colours;
    if (const VersionedModel *inForce = m_models.on(day)) {
        auto scored = coloursOfModel(inForce->model, *m_history)(day);
        if (!scored)
            return scored.error();
        colours.scored = std::move(*scored);
    } else {
        colours.scored = m_portfolio.healthOn(day);
    }
    colours.shown = colours.scored;
    const OverridesOn given(m_overrides, m_portfolio.accounts(), day);
    for (std::size_t i = 0; i < colours.shown.size(); ++i) {
        if (const Override *made = given.find(int(i)))
            colours.shown[i] = made->colour;
    }
    return colours;
}

} // namespace qd::health
