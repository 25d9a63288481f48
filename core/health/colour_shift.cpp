#include "core/health/colour_shift.h"

namespace qd::health {

ColourShift colourShift(const DayColours &then, const DayColours &now, const std::function<bool(int account)> &within)
{
    ColourShift shift;
    for (std::size_t i = 0; i < now.scored.size(); ++i) {
        const HealthColour before = then.scored[i];
        const HealthColour after = now.scored[i];
        if (before == HealthColour::None || after == HealthColour::None || before == after || !within(int(i)))
            continue;
        (after < before ? shift.better : shift.worse).push_back(int(i));
    }
    return shift;
}

} // namespace qd::health
