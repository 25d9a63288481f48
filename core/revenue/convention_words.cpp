#include "core/revenue/convention_words.h"

#include "core/base/words.h"

#include <array>

namespace qd::revenue {

const char *ruleName(std::string_view rule)
{
    struct Name {
        std::string_view key;
        const char *word;
    };
    static constexpr std::array Names{
        Name{"point", QT_TRANSLATE_NOOP("Words", "Point to point")},
        Name{"point_total", QT_TRANSLATE_NOOP("Words", "Cap on the total")},
        Name{"movement_none", QT_TRANSLATE_NOOP("Words", "Flow, none won back")},
        Name{"movement_opening", QT_TRANSLATE_NOOP("Words", "Flow, won back of the set")},
        Name{"movement_all", QT_TRANSLATE_NOOP("Words", "Flow, all won back")},
        Name{"event", QT_TRANSLATE_NOOP("Words", "Churn events")},
    };
    for (const Name &name : Names) {
        if (name.key == rule)
            return name.word;
    }
    return QT_TRANSLATE_NOOP("Words", "Flow");
}

const char *nameOf(Grain grain)
{
    return grain == Grain::Parent ? QT_TRANSLATE_NOOP("Words", "parents") : QT_TRANSLATE_NOOP("Words", "customers");
}

const char *nameOf(WindowFx fx)
{
    switch (fx) {
    case WindowFx::AsOf:
        return QT_TRANSLATE_NOOP("Words", "each day's");
    case WindowFx::Start:
        return QT_TRANSLATE_NOOP("Words", "the start's");
    case WindowFx::Constant:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "the end's");
}

} // namespace qd::revenue
