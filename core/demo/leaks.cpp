#include "core/demo/leaks.h"

#include <algorithm>

namespace qd::demo {

bool wanted(const std::vector<PlantedLeak> &leaks, const std::string &kind)
{
    return static_cast<std::size_t>(std::ranges::count(leaks, kind, &PlantedLeak::kind)) < LeaksOfAKind;
}

} // namespace qd::demo
