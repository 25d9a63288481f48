#include "core/health/words.h"

#include "core/base/words.h"
#include "core/signals/words.h"

namespace qd::health {

const char *colourName(HealthColour colour)
{
    return colour == HealthColour::None ? QT_TRANSLATE_NOOP("Words", "Not scored") : portfolio::nameOf(colour);
}

Message partName(const std::string &part)
{
    if (part == "model")
        return QD_WORDS("Health", "Model");
    if (part == "missing")
        return QD_WORDS("Health", "Missing values");
    if (part == "joiners_leavers")
        return QD_WORDS("Health", "Joined and left");
    if (part == "inputs")
        return QD_WORDS("Health", "Values");
    const auto signal = signs::signalOf(part);
    return signal ? signs::nameOf(*signal) : Message::data(part);
}

Message missingRule(const SignalModel &signal)
{
    switch (signal.missing) {
    case MissingRule::Drop:
        return QD_WORDS("Health", "left out");
    case MissingRule::Neutral:
        return QD_WORDS("Health", "counts as 50");
    case MissingRule::Worst:
        return QD_WORDS("Health", "counts as the worst");
    case MissingRule::Last:
        break;
    }
    return {QD_WORDS_N("Health", "the last of %1 days", "the last of %1 day"), {Count{signal.lastDays}}};
}

} // namespace qd::health
