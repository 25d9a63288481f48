#pragma once
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/identity/decided_pairs.h"
#include "core/quality/check.h"

#include <optional>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::quality {

/// What a person says of a row that a check counts as failed: it may stay as it is, until a day. Waived rows are
/// counted apart.
struct Waiver {
    Check check = Check::Completeness;
    std::string source; ///< of the figure, as the two below
    std::string entity;
    std::string field;
    /// Names the row for good: source and id of a record or contract; of a customer any record of it; of a row that is
    /// held back batch and line; empty for the figure as a whole.
    identity::RecordKey record;
    std::string owner; ///< who looks after it; may be empty
    std::string reason; ///< never empty
    std::string by; ///< who said so
    Date from; ///< first day it holds: the day of the scorecard it was said of
    std::optional<Date> until; ///< last day; nothing for good

    [[nodiscard]] bool holdsOn(Date day) const { return from <= day && (!until || day <= *until); }
    /// Whether both are of one row of one figure; of a customer named by different records nobody knows here.
    [[nodiscard]] bool ofSameRow(const Waiver &other) const;
    bool operator==(const Waiver &) const = default;
};

/// The setting they are kept in, in order of time.
inline constexpr const char *WaiversSetting = "quality_waivers";

/// As the setting has them, a JSON list; what is no waiver is left out.
[[nodiscard]] std::vector<Waiver> waiversFrom(std::string_view text);
/// The text of the setting; empty of none.
[[nodiscard]] std::string textOf(const std::vector<Waiver> &waivers);

/// Keeps waivers, with an entry each in the audit log: one transaction. Each takes the place of the one of the same row
/// that holds on its first day or later; one that had ended stays, for the days it held. InvalidArgument without a
/// reason, and for an end before the beginning.
[[nodiscard]] Result<void> keepWaivers(store::Workspace &workspace, const std::vector<Waiver> &waivers);
/// Takes back those that stand, by row and first day, with an entry each: one transaction. Others are passed over.
[[nodiscard]] Result<void> takeBackWaivers(store::Workspace &workspace, const std::vector<Waiver> &waivers);

} // namespace qd::quality
