#pragma once
#include "core/portfolio/portfolio.h"
#include "core/quality/scorecard.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/page_context.h"

#include <map>
#include <memory>

namespace qd::ui {

/// Everything the page shows: one job's result.
struct QualityView {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    quality::Scorecard card;
    std::map<std::int64_t, std::string> files; ///< by batch
};

/// Reads and checks; runs in a job. NoData where nothing was imported. The chips of customers do not count: data are
/// well or not for the whole workspace.
[[nodiscard]] Result<std::shared_ptr<const QualityView>> readQualityView(
    const PageContext &context, Progress &progress);

/// "4 of 5 critical fields are complete, 2 checks failed, 12 to look at".
[[nodiscard]] QString qualityFact(const QualityView &view);
/// Fields by golden records and by source: those of tier one first, and all five together. Row ids are fields, column
/// ids of the golden share "customers", of a source's "source:NAME".
[[nodiscard]] TableSpec completenessTable(const QualityView &view);
/// "661 customers with ARR or status active; none: the source has no such field".
[[nodiscard]] QString completenessSubtitle(const QualityView &view);
/// Row ids are positions in the scorecard's figures.
[[nodiscard]] TableSpec freshnessTable(const QualityView &view);
/// All other checks, those that failed first; the same ids.
[[nodiscard]] TableSpec checksTable(const QualityView &view);
/// What one figure counts as failed; of tier one what its fields count. Row ids are positions in the scorecard's
/// failures.
[[nodiscard]] TableSpec failuresTable(const QualityView &view, int figure);
/// "Owner, salesforce: 4 of 657", over failuresTable().
[[nodiscard]] QString figureTitle(const QualityView &view, int figure);
/// The figure of a field: of golden records for an empty source. -1 where there is none.
[[nodiscard]] int completenessFigure(const QualityView &view, const QString &field, const QString &source);

} // namespace qd::ui
