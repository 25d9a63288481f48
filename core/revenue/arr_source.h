#pragma once
#include "core/base/date.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::revenue {

/// What a source's ARR is read from (CONTRACT section 2): its arr_history if it has any, else its subscriptions, else
/// accounts.arr.
enum class ArrBasis { None, History, Subscriptions, Accounts };

struct ArrSource {
    std::string name;
    std::string kind;
    ArrBasis basis = ArrBasis::None;
    Date asOf; ///< latest as-of date of its batches
};

/// A source by its name, or by a kind that exactly one source has. NotFound lists the sources there are.
[[nodiscard]] Result<ArrSource> findSource(const store::Workspace &workspace, const std::string &nameOrKind);

/// The system of record for ARR: the setting `system_of_record.arr`, else the first kind of billing, finance, crm,
/// cs_platform that has ARR data (by name where a kind has several), else any other source that has. NoData when none.
[[nodiscard]] Result<ArrSource> systemOfRecord(const store::Workspace &workspace);

/// All sources, by name.
[[nodiscard]] std::vector<ArrSource> allSources(const store::Workspace &workspace);

} // namespace qd::revenue
