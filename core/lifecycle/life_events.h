#pragma once
#include "core/base/date.h"
#include "core/base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::portfolio {
class Portfolio;
}

namespace qd::lifecycle {

/// Something that happens to a customer, from which its life may be counted.
struct LifeEvent {
    enum class Kind {
        Milestone, ///< completed
        Activity,
        Stage, ///< entered (stage_history.h)
        CsmChange, ///< another owner of one of its records after first sight, or another CSM in `assignments`
        SponsorLost, ///< left_date of an executive sponsor
    };
    Kind kind = Kind::CsmChange;
    std::string name = {}; ///< of the milestone, activity type or stage, without regard to case; empty for the others

    /// Reads milestone:NAME, activity:TYPE, stage:NAME, csm_change, sponsor_lost. InvalidArgument says which there are.
    [[nodiscard]] static Result<LifeEvent> fromText(const std::string &text);
};

/// The days up to `day` on which it happened to each customer, ascending, by directory index. BadData for settings.
[[nodiscard]] Result<std::vector<std::vector<Date>>> eventDays(const LifeEvent &event,
    const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio, Date day);

} // namespace qd::lifecycle
