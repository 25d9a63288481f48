#pragma once
#include "core/health/models_in_force.h"
#include "core/health/overrides.h"
#include "core/health/scoring.h"

#include <functional>

namespace qd::health {

/// Colours of all customers on a day, by directory index; None without one.
struct DayColours {
    std::vector<HealthColour> scored; ///< the scores' own
    std::vector<HealthColour> shown; ///< that of the override in force, as made by the day, else the score's own
};

/// The colours by which Home and packs speak of customers: of the model in force on the day, None where it gives no
/// score; on days without a model in force those of Portfolio::healthOn().
class ShownColours {
public:
    /// Signals are read only where a model was ever in force. `workspace`, `portfolio` and `progress` must outlive it.
    /// Errors as ModelsInForce::read() and Signals::read().
    [[nodiscard]] static Result<ShownColours> read(
        const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Progress &progress);

    /// Errors as scoresOn().
    [[nodiscard]] Result<DayColours> on(Date day) const;

private:
    explicit ShownColours(const portfolio::Portfolio &portfolio)
        : m_portfolio(portfolio)
    {
    }

    const portfolio::Portfolio &m_portfolio;
    ModelsInForce m_models;
    std::unique_ptr<const signs::Signals> m_history; ///< nullptr where no model was ever in force
    std::vector<Override> m_overrides;
};

} // namespace qd::health
