#pragma once
#include "ui/common/table/table_spec.h"
#include "ui/health/health_view.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/inspector_content.h"

namespace qd::ui {

/// "576 of 593 customers scored (97.1 %) by Starter, as of 30 Sep 2026".
[[nodiscard]] QString healthFact(const HealthView &view);
/// The mark of a colour; none where there is none.
[[nodiscard]] Mark healthMark(portfolio::HealthColour colour);
[[nodiscard]] StateValue healthState(portfolio::HealthColour colour);

/// Now: ARR by colour and group, the distribution as a table (row ids are positions in mix), every customer's score
/// (row ids are account ids), and why one moved.
[[nodiscard]] ChartSpec mixChart(const HealthView &view);
[[nodiscard]] TableSpec mixTable(const HealthView &view);
[[nodiscard]] TableSpec scoresTable(const HealthView &view);
/// Empty for nobody, and where either day has no score.
[[nodiscard]] ChartSpec moveChart(const HealthView &view, int account);
/// A customer's score with what it is made of.
[[nodiscard]] InspectorContent describeScore(const HealthView &view, int account);
/// "Usage trend −32 %", "NPS answers none".
[[nodiscard]] QString signalText(const health::SignalModel &signal, const health::SignalInput &input);

/// History: customers by colour and the mean score of a year, who went from which colour to which, and how far the
/// distribution moved (row ids are steps).
[[nodiscard]] ChartSpec colourHistory(const HealthView &view);
/// With a line of one customer, by directory index; below 0 for none.
[[nodiscard]] ChartSpec scoreHistory(const HealthView &view, int account);
[[nodiscard]] ChartSpec transitions(const HealthView &view);
[[nodiscard]] TableSpec stabilityTable(const HealthView &view);
/// Days on which a source's usage fell away for many at once; row ids are positions in incidents.
[[nodiscard]] TableSpec incidentsTable(const HealthView &view);
/// Inputs other than usage whose rows became few, with the signals that are told from them.
[[nodiscard]] TableSpec quietTable(const HealthView &view);
/// "30 Jul 2026 to 30 Sep 2026".
[[nodiscard]] QString sinceText(const HealthView &view);

/// Court: AUC of every model at every lead; all figures at one lead (row ids are models); the model in force by segment
/// and region ("DIMENSION:GROUP").
[[nodiscard]] ChartSpec courtChart(const HealthView &view);
[[nodiscard]] TableSpec courtTable(const HealthView &view, int lead);
[[nodiscard]] TableSpec fairnessTable(const HealthView &view, int lead);
/// What the first panel of the court shows.
enum class CourtShown { Auc, Gains, GainsByArr, Calibration };
/// Gains and calibration at one lead; calibration of `model`, else of the first that gives probabilities.
[[nodiscard]] ChartSpec courtLines(const HealthView &view, CourtShown shown, int lead, const std::string &model);
/// `model` where it gives probabilities at a lead, else the first that does; empty where none does.
[[nodiscard]] std::string calibratedModel(const HealthView &view, int lead, const std::string &model);
/// The model of a row of courtChart().
[[nodiscard]] std::string courtModel(const HealthView &view, int row);
[[nodiscard]] QString courtWindow(const HealthView &view);

/// Model: its signals by segment; row ids are positions in use.
[[nodiscard]] TableSpec modelTable(const HealthView &view);
/// "Starter: weighted mean; yellow from 50, green from 75; not scored under 60 % coverage".
[[nodiscard]] QString modelRules(const HealthView &view);

} // namespace qd::ui
