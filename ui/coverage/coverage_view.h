#pragma once
#include "core/coverage/capacity.h"
#include "core/coverage/draft.h"
#include "core/coverage/hiring_trigger.h"
#include "core/coverage/model_store.h"
#include "ui/common/table/table_spec.h"
#include "ui/coverage/books_board.h"
#include "ui/paint/chart/chart_painter.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/page_context.h"

#include <QSet>

namespace qd::ui {

/// What the months ahead assume besides the team's own starts, ends and leave.
struct Horizon {
    bool knownChanges = false; ///< contracts that begin, renew or end; without, customers stay as they are today
    double annualGrowth = 0; ///< of the hours needed, (-1, 10]
};

/// Everything the page shows before anybody plans a move: one job's result.
struct CoverageView {
    coverage::SavedModel saved;
    coverage::CoverageInput input;
    coverage::Capacity capacity;
    Horizon horizon; ///< of `capacity`
    coverage::Scope scope; ///< what the filter chips leave of the input; capacity is computed from that part
    std::vector<int> mainSegments; ///< by roster index; -1 for CSMs who serve no segment of the model
};
using CoverageViewPtr = std::shared_ptr<const CoverageView>;

/// Reads and computes; runs in a job. NoData without CSMs or ARR.
[[nodiscard]] Result<CoverageViewPtr> computeCoverageView(const PageContext &context, const Horizon &horizon = {});

enum class HeatMeasure { Utilisation, Gap };
enum class HeatRows { Segments, Both, Regions };

/// A row of the heatmap: a segment, a region, a region of a segment, or with neither the total. "(none)" is one too.
struct HeatGroup {
    std::string segment;
    std::string region;

    [[nodiscard]] bool isTotal() const { return segment.empty() && region.empty(); }
    [[nodiscard]] QString toId() const;
    [[nodiscard]] static HeatGroup fromId(const QString &id);
};

/// "14.8 FTE required, 16.0 available in October 2026, 593 customers, 105 h per FTE"; with filters what they ask for
/// before it.
[[nodiscard]] QString coverageFact(const CoverageView &view);
/// What to say where the filters leave neither customers nor CSMs.
[[nodiscard]] QString nothingText(const CoverageView &view);
/// Series ids are HeatGroup::toId().
[[nodiscard]] ChartSpec heatmapChart(const CoverageView &view, HeatMeasure measure, HeatRows rows);
[[nodiscard]] QString groupTitle(const HeatGroup &group);
/// The customers whose hours are in a row.
[[nodiscard]] std::vector<int> loadsOf(const CoverageView &view, const HeatGroup &group);
/// Where customers stand in it, by their ids: in the rows that their hours are in. The totals have everybody.
[[nodiscard]] QVector<ChartPlace> heatPlaces(
    const CoverageView &view, const ChartSpec &heatmap, const QSet<QString> &customers);
/// What one cell of that heatmap is made of.
[[nodiscard]] InspectorContent describeCell(const CoverageView &view, const HeatGroup &group, Month month);

/// When which segment runs out of time, in a sentence.
struct HireText {
    QString sentence;
    bool isShort = false; ///< some segment does
};
[[nodiscard]] HireText hireText(const CoverageView &view, const std::vector<coverage::HiringTrigger> &triggers);
[[nodiscard]] InspectorContent describeHiring(
    const CoverageView &view, const std::vector<coverage::HiringTrigger> &triggers, int monthsToHire);

/// These customers with their hours, for the Customers page, and as a button of the inspector.
[[nodiscard]] AccountList customersOf(const CoverageView &view, const QString &title, const std::vector<int> &loads);
[[nodiscard]] InspectorContent::Link customersLink(
    const CoverageView &view, const QString &title, const std::vector<int> &loads);

/// Whether the book of a CSM belongs to a segment and the filters concern it.
[[nodiscard]] bool isShownBook(const CoverageView &view, int csm, int segment);
/// Segments that anybody covers: index in the model, in its order; -1 last, for CSMs who serve none.
[[nodiscard]] std::vector<int> coveredSegments(const CoverageView &view);
[[nodiscard]] QString segmentTitle(const CoverageView &view, int segment);
/// How many CSMs of the segment have a book.
[[nodiscard]] int bookCount(const CoverageView &view, const coverage::DraftBooks &draft, int segment);
/// A column per CSM whose main segment it is, then the vacancies of the segment if there are any.
[[nodiscard]] QVector<BookColumn> bookColumns(const CoverageView &view, const coverage::DraftBooks &draft, int segment);
/// The id of a customer's row, "12:AC-00031": its load, and whose row it is, for marks of what is selected elsewhere.
[[nodiscard]] QString rowOf(const CoverageView &view, int load);
/// The load of such a row.
[[nodiscard]] int loadOf(const QString &rowId);
[[nodiscard]] std::vector<int> loadsOf(const QStringList &rowIds);
/// The customers of a book; -1 for those nobody holds.
[[nodiscard]] std::vector<int> bookLoads(const coverage::DraftBooks &draft, int csm);
/// A CSM's book: figures and the customers behind each.
[[nodiscard]] InspectorContent describeBook(const CoverageView &view, const coverage::DraftBooks &draft, int csm);
/// What a customer means for the CSM who holds it.
[[nodiscard]] InspectorContent describeLoad(const CoverageView &view, const coverage::DraftBooks &draft, int load);

/// The planned moves; row ids are rowOf().
[[nodiscard]] TableSpec plannedTable(const CoverageView &view, const coverage::DraftBooks &draft);

[[nodiscard]] QString accountName(const CoverageView &view, int load);
/// The loads of customers by their ids, of those that have one.
[[nodiscard]] QSet<int> loadsOfCustomers(const CoverageView &view, const QSet<QString> &customers);
/// "vacant" for -1.
[[nodiscard]] QString csmName(const CoverageView &view, int csm);
/// "95 → 102 %", or the utilisation after where there is none before.
[[nodiscard]] QString utilisationChange(const std::optional<double> &before, const std::optional<double> &after);

} // namespace qd::ui
