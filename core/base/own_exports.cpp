#include "core/base/own_exports.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd {

std::string headerLine(std::string_view columns)
{
    return std::string(columns) + '\n';
}

bool isOwnExport(const std::vector<std::string> &headers)
{
    using namespace own_exports;
    static constexpr std::array All{Accounts, Actions, Breaks, BreaksOfSystems, BreaksByProduct, RegisteredBreaks,
        RegisteredBreaksBefore, CohortsOfGroups, CustomerData, Decisions, Handover, Movements, QualityChecks,
        QualityRows, Quarantine, RenewalExceptions, Renewals, Risks, Sample};
    return std::ranges::find(All, joined(headers, ",")) != All.end();
}

} // namespace qd
