#pragma once
#include "core/coverage/capacity.h"
#include "core/coverage/draft.h"
#include "core/coverage/model_store.h"
#include "ui/common/chart/chart_spec.h"
#include "ui/common/table/table_spec.h"
#include "ui/coverage/books_board.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// Everything the page shows before anybody plans a move: one job's result.
struct CoverageView {
    coverage::SavedModel saved;
    coverage::CoverageInput input;
    coverage::Capacity capacity;
    std::vector<int> mainSegments; ///< by roster index; -1 for CSMs who serve no segment of the model
};
using CoverageViewPtr = std::shared_ptr<const CoverageView>;

/// Reads and computes; runs in a job. NoData without CSMs or ARR.
[[nodiscard]] Result<CoverageViewPtr> computeCoverageView(const PageContext &context);

enum class HeatMeasure { Utilisation, Gap };
enum class HeatBy { Segment, Region };

/// "14.8 FTE required, 16.0 available in October 2026, 593 customers, 105 h per FTE"
[[nodiscard]] QString coverageFact(const CoverageView &view);
/// Series ids are group names; the totals row is "total".
[[nodiscard]] ChartSpec heatmapChart(const CoverageView &view, HeatMeasure measure, HeatBy by);
/// What one cell of that heatmap is made of.
[[nodiscard]] InspectorContent describeCell(const CoverageView &view, HeatBy by, const std::string &group, Month month);

/// Segments that anybody covers: index in the model, in its order; -1 last, for CSMs who serve none.
[[nodiscard]] std::vector<int> coveredSegments(const CoverageView &view);
[[nodiscard]] QString segmentTitle(const CoverageView &view, int segment);
/// How many CSMs of the segment have a book.
[[nodiscard]] int bookCount(const CoverageView &view, const coverage::DraftBooks &draft, int segment);
/// A column per CSM whose main segment it is, then the vacancies of the segment if there are any.
[[nodiscard]] QVector<BookColumn> bookColumns(const CoverageView &view, const coverage::DraftBooks &draft, int segment);
/// What a customer means for the CSM who holds it.
[[nodiscard]] InspectorContent describeLoad(const CoverageView &view, const coverage::DraftBooks &draft, int load);

/// The planned moves; row ids are indexes of loads.
[[nodiscard]] TableSpec plannedTable(const CoverageView &view, const coverage::DraftBooks &draft);

[[nodiscard]] QString accountName(const CoverageView &view, int load);
/// "vacant" for -1.
[[nodiscard]] QString csmName(const CoverageView &view, int csm);
/// "95 → 102 %", or the utilisation after where there is none before.
[[nodiscard]] QString utilisationChange(const std::optional<double> &before, const std::optional<double> &after);

} // namespace qd::ui
