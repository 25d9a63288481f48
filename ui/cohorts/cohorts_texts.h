#pragma once
#include "ui/cohorts/cohorts_view.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"

namespace qd::ui {

/// "212 customers in 18 cohorts", "725 customers, 144 churned" ...: of the view that is shown.
[[nodiscard]] QString cohortsFact(const CohortsView &view);
/// A group as people read it: "All customers", "(none)".
[[nodiscard]] QString cohortGroupTitle(const std::string &group);

[[nodiscard]] ChartSpec retentionChart(const CohortsView &view);
[[nodiscard]] ChartSpec retentionCurves(const CohortsView &view);
/// What empty and hatched cells are.
[[nodiscard]] QString retentionNote(const CohortsView &view);
/// "2024Q3, 15 months on": a cell by its row; the weighted row without one.
[[nodiscard]] QString cellTitle(const CohortsView &view, const std::optional<pack::CohortRow> &row, int k);
/// What the members of a cell did; row ids are positions in retention::AllCohortMoves, "all" the sum.
[[nodiscard]] TableSpec movesTable(const CohortsView &view, const std::vector<retention::CohortMember> &members);
/// Whom the difference of two cells is of; row ids are "POSITION:ACCOUNT".
[[nodiscard]] TableSpec comparisonTable(const CohortsView &view, const retention::CohortComparison &comparison,
    const QString &first, const QString &second);
/// "2024Q3, 15 months on 83.1 %, 2023Q2, 15 months on 71.2 %: 11.9 points apart".
[[nodiscard]] QString comparisonSentence(const CohortsView &view, const retention::CohortComparison &comparison,
    const QString &first, const QString &second);

[[nodiscard]] ChartSpec survivalSpec(const CohortsView &view);
/// Row ids are positions of groups.
[[nodiscard]] TableSpec survivalTable(const CohortsView &view);
/// Those at risk after so many months; column ids are "monthN", row ids positions of groups.
[[nodiscard]] TableSpec riskTable(const CohortsView &view);
/// What the test says, and what rests on few.
[[nodiscard]] QString survivalSentence(const CohortsView &view);

/// "Cox, ties by Efron; 795 customers, 146 churned"; empty without a model, as the next three are.
[[nodiscard]] QString hazardSubtitle(const CohortsView &view);
/// What each input goes with; row ids are positions of inputs.
[[nodiscard]] TableSpec hazardTable(const CohortsView &view);
/// What the model says, or why there is none, and what groups are compared with.
[[nodiscard]] QString hazardSentence(const CohortsView &view);
/// The inputs as people read them, in the order of the table.
[[nodiscard]] QStringList hazardInputs(const CohortsView &view);
/// The residuals of an input by its position; a chart without values where there is none.
[[nodiscard]] ChartSpec residualSpec(const CohortsView &view, int input);

[[nodiscard]] ChartSpec valueSpec(const CohortsView &view);
/// Row ids are positions of groups.
[[nodiscard]] TableSpec valueTable(const CohortsView &view);
/// "from the first day in force to first_value": what is measured.
[[nodiscard]] QString clockText(const CohortsView &view);
[[nodiscard]] QString valueSentence(const CohortsView &view);
/// Row ids are positions in the funnel's rows.
[[nodiscard]] TableSpec funnelTable(const CohortsView &view);
[[nodiscard]] QString funnelSubtitle(const CohortsView &view);
/// Who waits; row ids are "POSITION:ACCOUNT".
[[nodiscard]] TableSpec openTable(const CohortsView &view);

[[nodiscard]] ChartSpec churnSpec(const CohortsView &view);
/// Row ids are positions of groups.
[[nodiscard]] TableSpec churnTable(const CohortsView &view);
/// Every churn; row ids are "POSITION:ACCOUNT".
[[nodiscard]] TableSpec churnedTable(const CohortsView &view);
/// "due 1 Nov 2024 to 31 Oct 2026: 61 lost, 420 kept".
[[nodiscard]] QString knownSubtitle(const KnownBeforeView &view);
/// Signs among lost and kept renewals; row ids are positions of signs.
[[nodiscard]] TableSpec signsTable(const KnownBeforeView &view);
/// What keeping customers brings and costs, by group; row ids are positions of groups.
[[nodiscard]] TableSpec economicsTable(const CohortsView &view);
/// Which group brings most for what it costs, what an hour costs, and what is not known.
[[nodiscard]] QString economicsSentence(const CohortsView &view);
/// What churn is told apart by, as the head of a column: "Reason", "Segment" ...
[[nodiscard]] QString churnDimension(const std::string &by);

} // namespace qd::ui
