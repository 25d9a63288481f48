#pragma once
#include "core/session/customer_record.h"
#include "ui/common/chart/chart_spec.h"
#include "ui/common/table/table_spec.h"
#include "ui/common/totals_strip.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// All customers that pass the chips, or those of a list; row ids are account ids.
[[nodiscard]] TableSpec customersTable(
    const revenue::Overview &overview, const PageContext &context, const QStringList &only);

/// "Segment" of "segment".
[[nodiscard]] QString goldenFieldTitle(const std::string &field);

[[nodiscard]] QVector<TotalCell> customerTotals(const session::CustomerRecord &record);
[[nodiscard]] TableSpec goldenTable(const session::CustomerRecord &record);
[[nodiscard]] TableSpec linksTable(const session::CustomerRecord &record);
[[nodiscard]] TableSpec ticketsTable(const session::CustomerRecord &record);
/// Rows of source files; row ids are positions in record.rows.
[[nodiscard]] TableSpec sourceRowsTable(const session::CustomerRecord &record);
[[nodiscard]] ChartSpec arrHistoryChart(const session::CustomerRecord &record);
[[nodiscard]] ChartSpec usageChart(const session::CustomerRecord &record);
[[nodiscard]] ChartSpec healthChart(const session::CustomerRecord &record);
/// A source row for the inspector: file, line and every field.
[[nodiscard]] InspectorContent describeSourceRow(const session::CustomerRecord &record, std::size_t index);

} // namespace qd::ui
