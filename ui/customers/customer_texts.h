#pragma once
#include "core/answers/customer_record.h"
#include "ui/common/table/table_spec.h"
#include "ui/common/totals_strip.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/inspector_content.h"

namespace qd::ui {

/// The entity that the system of record takes this customer's ARR from.
[[nodiscard]] QString arrEntity(const answers::CustomerRecord &record);
/// The ids of cells are the entities whose rows say so.
[[nodiscard]] QVector<TotalCell> customerTotals(const answers::CustomerRecord &record);
[[nodiscard]] TableSpec goldenTable(const answers::CustomerRecord &record);
/// Of a row of linksTable(): "stripe:cus_1".
[[nodiscard]] QString linkedRecordId(const identity::LinkedRecord &record);
[[nodiscard]] TableSpec linksTable(const answers::CustomerRecord &record);
[[nodiscard]] TableSpec ticketsTable(const answers::CustomerRecord &record);
/// Contracts in the order in which they begin, with the days to the end of those in force.
[[nodiscard]] TableSpec contractsTable(const answers::CustomerRecord &record);
/// Contacts by what they are, without their names.
[[nodiscard]] TableSpec stakeholdersTable(const answers::CustomerRecord &record);
/// Rows of source files; row ids are positions in record.rows.
[[nodiscard]] TableSpec sourceRowsTable(const answers::CustomerRecord &record);
[[nodiscard]] ChartSpec arrHistoryChart(const answers::CustomerRecord &record);
[[nodiscard]] ChartSpec usageChart(const answers::CustomerRecord &record);
[[nodiscard]] ChartSpec healthChart(const answers::CustomerRecord &record);
/// A source row for the inspector: file, line and every field.
[[nodiscard]] InspectorContent describeSourceRow(const answers::CustomerRecord &record, std::size_t index);

} // namespace qd::ui
