#pragma once
#include "core/base/date.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::store {
struct SourceRow;
}

namespace qd::portfolio {

/// What a source's ARR is read from (CONTRACT section 2): its arr_history if it has any, else its subscriptions, else
/// accounts.arr.
enum class ArrBasis { None, History, Subscriptions, Accounts };

struct ArrSource {
    std::string name;
    std::string kind;
    ArrBasis basis = ArrBasis::None;
    Date asOf; ///< latest as-of date of its batches
};

using ArrSources = std::vector<ArrSource>; ///< all of a workspace, by name

[[nodiscard]] ArrSources arrSources(const std::vector<store::SourceRow> &rows);

/// A source by its name, or by a kind that exactly one source has. NotFound lists the sources there are.
[[nodiscard]] Result<ArrSource> findSource(const ArrSources &sources, const std::string &nameOrKind);

/// The system of record for ARR: `chosen` (the setting `system_of_record.arr`) unless it is empty, else the first kind
/// of billing, finance, crm, cs_platform that has ARR data (by name where a kind has several), else any other source
/// that has. NoData when none.
[[nodiscard]] Result<ArrSource> systemOfRecord(const ArrSources &sources, const std::string &chosen);

/// The pair that people reconcile first: the CRM against billing, or the first two sources that have ARR.
struct SourcePair {
    ArrSource left;
    ArrSource right;
};
/// Nothing with fewer than two.
[[nodiscard]] std::optional<SourcePair> defaultPair(const ArrSources &sources);

} // namespace qd::portfolio
