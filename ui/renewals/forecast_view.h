#pragma once
#include "core/forecast/accuracy.h"
#include "core/forecast/calls.h"
#include "core/forecast/renewal_forecast.h"
#include "core/forecast/submissions.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// What the part Forecast shows of a fiscal quarter, of the customers that pass the chips.
struct ForecastView {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    FiscalQuarter quarter;
    Date day;
    bool isLatest = true; ///< the latest day of the data, on which renewals are called
    forecast::RenewalForecast forecast;
    forecast::Snapshot calls; ///< of the day: what is called
    std::vector<std::string> callOwners; ///< golden owner of each of them, as known on the day; empty for none
    std::int64_t called = 0; ///< their sum
    forecast::Waterfall waterfall;
    std::vector<forecast::AccuracyRow> accuracy;
    std::vector<Message> notes; ///< forecast::forecastNotes()
    bool isImportedOnce = false; ///< one of the notes: nobody knows how anything was before
    std::vector<std::string> owners; ///< of the renewals due, by name
    std::vector<std::string> weeks; ///< of which there are submissions, the latest first

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return portfolio->accounts(); }
    [[nodiscard]] Currency currency() const { return portfolio->currency(); }
};

/// `since` is what the waterfall begins with: days before the day ("7"), or a week of submissions ("2026-W44"); a week
/// that nobody submitted counts as 28 days. Reads and computes, in a job; errors of the forecast.
[[nodiscard]] Result<std::shared_ptr<const ForecastView>> computeForecastView(const store::Workspace &workspace,
    const PageContext &context, FiscalQuarter quarter, const std::string &since, Progress &progress);

/// What is expected of the quarter, a row each.
[[nodiscard]] TableSpec forecastTable(const ForecastView &view);
[[nodiscard]] QString forecastSubtitle(const ForecastView &view);
/// What the model rests on.
[[nodiscard]] TableSpec cellsTable(const ForecastView &view);
/// A row for each renewal; row ids are customers.
[[nodiscard]] TableSpec callsTable(const ForecastView &view);
[[nodiscard]] QString callsSubtitle(const ForecastView &view);
[[nodiscard]] TableSpec accuracyTable(const ForecastView &view);
/// The target, and where all files are of one day, that they are.
[[nodiscard]] QString accuracySubtitle(const ForecastView &view);
/// What is to be known besides the figures, a line each; empty for nothing.
[[nodiscard]] QString notesText(const ForecastView &view);
[[nodiscard]] ChartSpec waterfallChart(const ForecastView &view);
/// How often the simulation came to how much.
[[nodiscard]] ChartSpec spreadChart(const ForecastView &view);
/// The customers of a bar of waterfallChart(), with what each adds to it.
[[nodiscard]] AccountList waterfallAccounts(const ForecastView &view, int category);
/// What was kept of a renewal by its customer; nullptr for none.
[[nodiscard]] const forecast::SnapshotRow *callOf(const ForecastView &view, const QString &account);

} // namespace qd::ui
