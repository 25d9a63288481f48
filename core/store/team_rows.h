#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// A row of `csms`; missing texts are empty.
struct CsmRow {
    std::string source;
    std::string id;
    std::string name;
    std::string email;
    std::string team;
    std::string regions; ///< several separated by ";", as in the next two
    std::string languages;
    std::string segments;
    std::optional<Date> start;
    std::optional<Date> end; ///< last day
    std::optional<double> fte;
    std::optional<std::int64_t> annualCostMinor;
    Currency currency; ///< the base currency where none is given
};

/// By csm_id; of one id those of kind `people` first, then by source.
[[nodiscard]] std::vector<CsmRow> csmRows(const Workspace &workspace);

struct LeaveRow {
    std::string csmId;
    Date from;
    Date to; ///< last day
};

/// By csm_id and start, each once.
[[nodiscard]] std::vector<LeaveRow> leaveRows(const Workspace &workspace);

struct AssignmentRow {
    std::string source;
    std::string accountId;
    std::string csmId;
    Date start;
    std::optional<Date> end; ///< last day
    std::string role;
};

/// By start ascending, then csm_id descending, then source: of several in force on a day the last holds.
[[nodiscard]] std::vector<AssignmentRow> assignmentRows(const Workspace &workspace);

} // namespace qd::store
