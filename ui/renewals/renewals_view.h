#pragma once
#include "core/backtest/readiness.h"
#include "core/renewals/renewal_calendar.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// The parts of the page; what a part shows beside the fact is read for it alone.
enum class RenewalsPart { Due, Forecast, Risks, Expansion };

/// What the choices of the page say.
struct RenewalsChoice {
    renewals::NamedWindow window = renewals::NamedWindow::ThisQuarter;
    std::string by = "segment";
    RenewalsPart part = RenewalsPart::Due;
    std::string since = {}; ///< of Forecast, as computeForecastView() takes it
    std::string expansionBy = "segment"; ///< of Expansion
    bool byQuarter = false; ///< of the calendar
};

struct ForecastView;
struct RegisterView;
struct ExpansionView;

/// Everything the page shows: one job's result, of the customers that pass the chips.
struct RenewalsView {
    RenewalsPart part = RenewalsPart::Due;
    // What the part alone shows; null of another one. Forecast and expansion are of the fiscal quarter in which the
    // window begins.
    std::shared_ptr<const ForecastView> forecast;
    std::shared_ptr<const RegisterView> risks;
    std::shared_ptr<const ExpansionView> expansion;
    std::optional<renewals::KnownRenewals> known; ///< what the cases point into
    renewals::DueWindow window;
    std::vector<renewals::CalendarMonth> calendar; ///< half a year back, a year ahead, by month or quarter
    renewals::RenewalReport report; ///< of the window
    backtest::Readiness readiness; ///< of the window
    std::vector<portfolio::StaleRate> stale; ///< on the as-of day
    bool isFiltered = false; ///< some chip leaves customers out

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return known->book().accounts(); }
    [[nodiscard]] Currency currency() const { return known->book().currency(); }
};

/// Reads and computes; runs in a job. NoData where nothing has ARR.
[[nodiscard]] Result<std::shared_ptr<const RenewalsView>> computeRenewalsView(
    const PageContext &context, const RenewalsChoice &choice, Progress &progress);

/// "38 renewals, $4.2M due in Oct to Dec 2026, 12 with exceptions".
[[nodiscard]] QString renewalsFact(const RenewalsView &view);
/// A group of renewals by a dimension of answers::renewalGroups(), as people call it.
[[nodiscard]] QString renewalGroupName(const std::string &by, const std::string &group);
[[nodiscard]] QString windowText(const renewals::DueWindow &window);
[[nodiscard]] ChartSpec calendarChart(const RenewalsView &view);
[[nodiscard]] ChartSpec readinessChart(const RenewalsView &view);
/// Row ids are positions in report.rows.
[[nodiscard]] TableSpec ratesTable(const RenewalsView &view, const std::string &by);
/// "1 Oct 2026", "2026Q4": what a column of the calendar is of.
[[nodiscard]] QString calendarName(const RenewalsView &view, int category);
/// Whether anything is wrong with what is shown.
[[nodiscard]] bool hasExceptions(const RenewalsView &view);
/// A row for each exception of each renewal; row ids are "POSITION:ACCOUNT".
[[nodiscard]] TableSpec exceptionsTable(const RenewalsView &view);
/// What comes up for no renewal, a row for each contract; row ids as of exceptionsTable().
[[nodiscard]] TableSpec openEndedTable(const RenewalsView &view);
/// "7 contracts, $1.2M, from month to month or without an end".
[[nodiscard]] QString openEndedSubtitle(const RenewalsView &view);
/// How far ahead renewals have a risk status and a next action, and how many are complete; of all customers.
[[nodiscard]] TableSpec aheadTable(const RenewalsView &view);
/// "27 in 12 renewals; hygiene 96.0 % of 151".
[[nodiscard]] QString exceptionsSubtitle(const RenewalsView &view);

} // namespace qd::ui
