#include "core/revenue/dimension_words.h"

#include "core/base/words.h"

#include <array>

namespace qd::revenue {

const char *dimensionTitle(std::string_view dimension)
{
    struct Name {
        std::string_view key;
        const char *word;
    };
    static constexpr std::array Names{
        Name{"segment", QT_TRANSLATE_NOOP("Words", "Segment")},
        Name{"region", QT_TRANSLATE_NOOP("Words", "Region")},
        Name{"country", QT_TRANSLATE_NOOP("Words", "Country")},
        Name{"city", QT_TRANSLATE_NOOP("Words", "City")},
        Name{"industry", QT_TRANSLATE_NOOP("Words", "Industry")},
        Name{"language", QT_TRANSLATE_NOOP("Words", "Language")},
        Name{"owner", QT_TRANSLATE_NOOP("Words", "Owner")},
        Name{"lifecycle_stage", QT_TRANSLATE_NOOP("Words", "Lifecycle stage")},
        Name{"status", QT_TRANSLATE_NOOP("Words", "Status")},
        Name{"health", QT_TRANSLATE_NOOP("Words", "Health")},
        Name{"onboarding_path", QT_TRANSLATE_NOOP("Words", "Onboarding path")},
        Name{"lead_source", QT_TRANSLATE_NOOP("Words", "Lead source")},
        Name{"product", QT_TRANSLATE_NOOP("Words", "Product")},
        Name{"month", QT_TRANSLATE_NOOP("Words", "Month")},
        Name{"quarter", QT_TRANSLATE_NOOP("Words", "Quarter")},
        Name{"risk", QT_TRANSLATE_NOOP("Words", "Risk status")},
    };
    for (const Name &name : Names) {
        if (name.key == dimension)
            return name.word;
    }
    return QT_TRANSLATE_NOOP("Words", "Group");
}

} // namespace qd::revenue
