#pragma once
#include "core/base/date.h"
#include "core/lifecycle/lifecycle_settings.h"

#include <memory>
#include <string>
#include <vector>

namespace qd::portfolio {
class Portfolio;
}

namespace qd::lifecycle {

/// A customer enters a stage.
struct StageEntry {
    Date day;
    std::string stage; ///< as it came; empty where from then on none is known
};

/// The stages of every customer as known on `day`, by directory index: by day, of one day in the order of `settings`;
/// an entry into the stage the customer is in already is left out.
///
/// They are the rows of `lifecycle` of all of the customer's records; for a customer without any by then, the golden
/// lifecycle_stage as record_history has it: a stage is entered on the as-of date of the file that first said so, the
/// first one on the day of first sight, for nothing is known before it.
[[nodiscard]] std::vector<std::vector<StageEntry>> stageHistories(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const LifecycleSettings &settings, Date day);

} // namespace qd::lifecycle
