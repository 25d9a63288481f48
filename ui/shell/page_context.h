#pragma once
#include "core/base/date.h"
#include "core/identity/account_directory.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/retention_rates.h"

#include <QString>

#include <optional>

namespace qd::ui {

/// What holds for every page: the workspace and the filter chips. A value; jobs capture a copy.
struct PageContext {
    std::string workspacePath; ///< empty when none is open
    std::optional<Date> asOf; ///< chip; nothing means the latest as-of date of the data
    revenue::Filters filters; ///< chips: segment, region, owner, product, list
    revenue::FxMode fx = revenue::FxMode::Constant;

    /// True for a customer that passes every chip.
    [[nodiscard]] bool passes(const identity::Account &account) const;
    [[nodiscard]] revenue::GroupingOptions grouping(const std::string &by = {}) const;
};

/// Whom the chips leave, and on which day, for the names of files: "segment Enterprise, as of 2026-06-30"; empty for
/// all customers on the latest day.
[[nodiscard]] QString heldText(const PageContext &context);

/// The portfolio of the open workspace as it stands; every refusal of store::Workspace::open. Any thread but the GUI's.
[[nodiscard]] Result<std::shared_ptr<const portfolio::Portfolio>> portfolioOf(const PageContext &context);

} // namespace qd::ui
