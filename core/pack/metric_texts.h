#pragma once
#include "core/base/message.h"

#include <string>
#include <vector>

namespace qd::pack {

/// What a pack says about a metric it uses: the definition in words, as CONTRACT section 2 has it.
struct MetricText {
    std::string id;
    int version = 1;
    Message name; ///< as in the footer, "ARR"
    Message formula; ///< in words
    Message edgeCases;
};

/// Definitions of the monthly pack, in reading order.
[[nodiscard]] const std::vector<MetricText> &metricTexts();
/// "Definitions: ARR v1, NRR v1, GRR v1, logo churn v1".
[[nodiscard]] Message definitionsLine();

} // namespace qd::pack
