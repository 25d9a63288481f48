#pragma once
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/coverage/capacity_model.h"
#include "core/identity/account_directory.h"
#include "core/identity/person_index.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace qd::portfolio {
class Portfolio;
}

namespace qd::coverage {

/// Days a CSM is away, both included.
struct Leave {
    Date from;
    Date to;
};

/// A row of `csms`.
struct Csm {
    std::string id;
    std::string name;
    std::string email;
    std::string team;
    std::vector<std::string> regions; ///< empty: serves all
    std::vector<std::string> segments;
    std::vector<std::string> languages;
    std::optional<Date> start; ///< nothing: has been here for ever, fully ramped
    std::optional<Date> end; ///< last day
    double fte = 1;
    std::optional<std::int64_t> annualCostMinor; ///< in `currency`
    Currency currency;
    std::vector<Leave> leave;

    /// Has started and not left: start <= day <= end.
    [[nodiscard]] bool inForceOn(Date day) const;
    /// FTE x ramp by month of tenure (0 = the month of the start date) on `day`; 0 when not in force.
    [[nodiscard]] double rampedFte(const CapacityModel &model, Date day) const;
    /// Weekdays of the month of `day` on leave over its weekdays, 0..1.
    [[nodiscard]] double leaveShare(Date day) const;
    /// Serves the region, the segment and, unless it is empty, the language; compared without regard to case. An empty
    /// list serves all; an empty region or segment is served only by an empty list.
    [[nodiscard]] bool serves(const std::string &region, const std::string &segment, const std::string &language) const;
    [[nodiscard]] bool servesRegion(const std::string &region) const;
    [[nodiscard]] bool servesSegment(const std::string &segment) const;
};

/// The team, by csm_id.
struct Roster {
    std::vector<Csm> csms;
    std::vector<Message> warnings; ///< one id in two sources, two of one name ...

    identity::PersonIndex people; ///< who answers to an owner's text

    /// Index of whom identity::PersonIndex finds; -1 if nobody answers to it.
    [[nodiscard]] int find(const std::string &idMailOrName) const;
    /// Index by csm_id; -1 if there is none. Logarithmic.
    [[nodiscard]] int indexOf(const std::string &csmId) const;
};

/// From the rows of `csms` and `leave`. Where two sources have one csm_id, the row of kind `people` holds, else the
/// first source by name. NoData without any CSM; BadData names a CSM whose fte is negative.
[[nodiscard]] Result<Roster> rosterOf(const portfolio::Portfolio &portfolio);

/// Index in `roster` of the CSM of every customer by directory index, -1 for a vacancy: the customer's row in
/// `assignments` in force on `day` when it names somebody of the roster, else the csms row whose csm_id, email or name
/// equals the golden owner (CONTRACT section 2). Of several rows in force the one of the latest start holds; roles
/// `backup` and `secondary` are no assignment.
[[nodiscard]] std::vector<int> csmOfAccounts(const portfolio::Portfolio &portfolio, const Roster &roster, Date day);

} // namespace qd::coverage
