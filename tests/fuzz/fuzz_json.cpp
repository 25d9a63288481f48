// Any text as each kind of JSON that people write: profiles, capacity models, scenarios.
#include "core/coverage/capacity_model.h"
#include "core/scenario/scenario_file.h"
#include "core/sources/profile.h"

#include <nlohmann/json.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(bytes), size);
    (void)qd::sources::profileFromJson(text, "fuzz");
    if (const auto model = qd::coverage::capacityModelFromText(text)) {
        const auto again = qd::coverage::capacityModelFromText(qd::coverage::toJson(*model).dump());
        if (!again || !(*again == *model))
            std::abort(); // what is written is read back
    }
    if (const auto scenario = qd::scenario::parseScenario(text)) {
        const auto again = qd::scenario::parseScenario(qd::scenario::scenarioJson(*scenario));
        if (!again || !(*again == *scenario))
            std::abort();
    }
    return 0;
}
