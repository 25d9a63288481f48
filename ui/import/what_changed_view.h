#pragma once
#include "core/base/progress.h"
#include "core/governance/what_changed.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"

#include <memory>
#include <optional>

namespace qd::ui {

/// What lies between two imports, and which there are to choose from.
struct WhatChangedView {
    std::vector<governance::ImportChoice> choices; ///< the first one first; none in a workspace without imports
    std::int64_t from = 0; ///< first batch of the import before; 0 for the time before the first one
    std::int64_t to = 0;
    governance::WhatImportsChanged changed;

    /// Whether nothing was imported after it.
    [[nodiscard]] bool endsWithLast() const { return !choices.empty() && choices.back().import == to; }
};
using WhatChangedPtr = std::shared_ptr<const WhatChangedView>;

/// Reads it: up to and with the import `to`, by default the last one, after `from`, by default the one before it. One
/// that was undone meanwhile gives way to these. For a worker.
[[nodiscard]] Result<WhatChangedPtr> readWhatChanged(const std::string &workspacePath, std::optional<std::int64_t> from,
    std::optional<std::int64_t> to, Progress &progress);

/// Which list stands below the table of what changed.
enum class ChangedList { Customers, Records, Fields };

/// "42: 30 Sep 2026, 5 files"
[[nodiscard]] QString importText(const governance::ImportChoice &choice);
/// "Amount up"
[[nodiscard]] QString arrMoveText(governance::ArrMove move);
/// "30 customers moved ARR by +714,934 (+1.4 %)"
[[nodiscard]] QString whatChangedFact(const WhatChangedView &view);
/// How records moved ARR, which add up to the difference of the totals row, then every file by entity and field.
[[nodiscard]] TableSpec whatChangedTable(const WhatChangedView &view);
[[nodiscard]] QString whatChangedSubtitle(const WhatChangedView &view);
/// "Contracts that count more"; `row` is one of that table, empty for none.
[[nodiscard]] QString changedListTitle(const WhatChangedView &view, const QString &row);
/// What stands behind a row of that table. Row ids are customers', where a record has one: "AC-00012 3".
[[nodiscard]] TableSpec changedListTable(const WhatChangedView &view, const QString &row, ChangedList list);
/// ARR before and after, and what moved it between.
[[nodiscard]] ChartSpec arrMoveChart(const WhatChangedView &view);
/// Records that are gone, and new ones of accounts and contracts; row ids as changedListTable().
[[nodiscard]] TableSpec vanishedAndNewTable(const WhatChangedView &view);
/// The imports in numbers, and what taking the last one back would do.
[[nodiscard]] TableSpec importFactsTable(const WhatChangedView &view);

} // namespace qd::ui
