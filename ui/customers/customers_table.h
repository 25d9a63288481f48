#pragma once
#include "core/portfolio/account_overview.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// All customers that pass the chips; or, where a figure was opened, those behind it with what each adds, whatever the
/// chips say now. Row ids are account ids.
[[nodiscard]] TableSpec customersTable(
    const portfolio::Overview &overview, const PageContext &context, const AccountList &list);

} // namespace qd::ui
