#pragma once
#include "core/portfolio/portfolio.h"
#include "core/store/reason_rows.h"

#include <functional>
#include <string>
#include <vector>

namespace qd::lifecycle {

/// Visits the rows that state a text of accounts, such as store::forEachChurnReason.
using StatedRows = std::function<void(const store::Workspace &, const std::function<void(const store::ReasonRow &)> &)>;

/// By customer what its records state of a field of accounts that is no golden one: of several records the most trusted
/// one's (identity::precedence of `field`), of equals the first visited; empty where none states it. Rows of records
/// that no customer has are passed over. Throws store::Failure. Linear in rows.
[[nodiscard]] std::vector<std::string> statedTexts(const store::Workspace &workspace,
    const portfolio::Portfolio &portfolio, const std::string &field, const StatedRows &rows);

} // namespace qd::lifecycle
