#pragma once
#include "core/query/result_series.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_painter.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/account_list.h"
#include "ui/sql/saved_queries.h"
#include "ui/sql/sql_view.h"

namespace qd::ui {

/// Tables, columns and functions with what they mean; a section a table. Row ids are "N:NAME", NAME what to write.
[[nodiscard]] TableSpec schemaTable(const SqlView &view);
/// Row ids are names.
[[nodiscard]] TableSpec savedTable(const QVector<SavedQuery> &queries);
/// Row ids are positions.
[[nodiscard]] TableSpec historyTable(const QStringList &queries);
[[nodiscard]] TableSpec planTable(const std::vector<Message> &steps);

/// "72 rows, 6 columns, 4 ms".
[[nodiscard]] QString resultSubtitle(qsizetype rows, int columns, qint64 milliseconds);
/// "1,204 rows so far".
[[nodiscard]] QString runningSubtitle(qsizetype rows);
/// "stopped after 1,204 rows".
[[nodiscard]] QString stoppedSubtitle(qsizetype rows);
/// An error, with the line and column of `place` in `sql`, a byte.
[[nodiscard]] QString errorText(const Error &error, const std::string &sql);
/// What the page does, and what the chips do there.
[[nodiscard]] QString sqlFact();

/// The rows of a query as a chart of lines.
[[nodiscard]] ChartSpec resultChart(const query::ResultSeries &series);
/// The customers of places of that chart, each once.
[[nodiscard]] AccountList customersAt(const query::ResultSeries &series, const QVector<ChartPlace> &places);
/// That rows give no customer: what a query needs for that.
[[nodiscard]] QString noAccountsText();
/// That several rows had one place; empty where each has its own.
[[nodiscard]] QString replacedText(const query::ResultSeries &series);
/// That a chart is of a result which the page no longer shows.
[[nodiscard]] QString queryChangedText();

} // namespace qd::ui
