#pragma once
#include "core/reconcile/break_work.h"
#include "core/reconcile/systems_rows.h"
#include "core/signoff/month_end.h"
#include "core/signoff/signoff.h"
#include "core/signoff/verdicts.h"
#include "core/store/write_transaction.h"
#include "ui/common/table/table_spec.h"
#include "ui/common/totals_strip.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/account_list.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/palette_entry.h"

#include <map>

namespace qd::ui {

/// What a person looks at: the comparison, all systems side by side, who prepared and who signed, a sample of its
/// customers, or a month against Finance's history.
enum class ReconcilePart { Breaks, Systems, Signoff, Sample, Month };

/// The month and the ARR history a person wants; nothing for the latest month that has ended and Finance's history.
struct MonthAsked {
    std::optional<qd::Month> month;
    std::string finance;
};

/// A month of all customers against an ARR history.
struct MonthShown {
    std::vector<qd::Month> months; ///< to choose from: thirteen, the latest that has ended first
    std::vector<std::string> sources; ///< with a history to check against
    qd::Month month; ///< the one checked
    std::string finance; ///< the source checked against; empty where none could be
    std::optional<signoff::MonthEnd> check;
    Message why; ///< where it could not be checked
};

/// Every system with ARR against the left one.
struct SystemsShown {
    reconcile::SystemsComparison comparison;
    std::map<std::string, std::vector<reconcile::SystemsRow>> rows; ///< by reconcile::fieldsOfSystems()
};

/// The latest sample of a pair as a person goes through it.
struct SampleShown {
    signoff::KeptSample kept;
    signoff::Sample now; ///< what both systems say of its customers by now
    std::vector<signoff::GivenVerdict> verdicts;
    std::vector<signoff::VerdictRate> rates;
};

/// A reconciliation with what is remembered of its breaks and where its records came from: one job's result.
struct ReconcileView {
    reconcile::Reconciliation result;
    std::map<std::string, reconcile::RegisteredBreak> known; ///< by reconcile::breakKey()
    std::vector<std::string> sources; ///< all that have ARR, to choose from
    std::map<std::string, std::size_t> places; ///< of breaks in result.breaks, by reconcile::breakKey()
    reconcile::FixTimes times; ///< of the customers that pass the chips
    std::vector<reconcile::RegisterMonth> months; ///< of the same, the latest first
    ReconcilePart part = ReconcilePart::Breaks;
    store::ChangeMark change; ///< the last one that is shown: nobody signs what they have not seen
    signoff::SignoffStanding standing; ///< of the last month that had ended on the day compared; of all customers
    /// Of every period of the pair that somebody prepared, the latest first; for ReconcilePart::Signoff alone, since
    /// each is compared anew.
    std::vector<signoff::SignoffStanding> signoffs;
    std::optional<SystemsShown> systems; ///< for ReconcilePart::Systems alone
    std::optional<SampleShown> sample; ///< for ReconcilePart::Sample alone; nothing where none was drawn of the pair

    std::optional<MonthShown> month; ///< for ReconcilePart::Month alone

    /// What is remembered of a break; open, without a number, where no import has registered it.
    [[nodiscard]] reconcile::RegisteredBreak remembered(const reconcile::Break &found) const;
};

/// A state of the register (reconcile::breakStates()) with its mark, for people.
[[nodiscard]] StateValue breakState(const std::string &state);
/// "BR-0412"; empty for a break that no import has registered.
[[nodiscard]] QString breakName(const ReconcileView &view, const reconcile::Break &found);

/// Row ids are reconcile::breakKey(), which stay over imports. `field` limits to one field; empty is all.
[[nodiscard]] TableSpec breaksTable(const ReconcileView &view, const QString &field);
/// What each owner has to correct in each system: how many breaks, how old, how many too late, and how long those that
/// are gone took.
[[nodiscard]] TableSpec ageingTable(const ReconcileView &view);
/// Month by month what was found, what went, what was left and how much of that was old.
[[nodiscard]] TableSpec monthsTable(const ReconcileView &view);
/// How the breaks left at the last two month-ends differ; empty where there is one month alone.
[[nodiscard]] QString trendSentence(const ReconcileView &view);
/// "Days from found to fixed: 12 in the median of 8 breaks".
[[nodiscard]] QString fixSentence(const ReconcileView &view);
/// Left total, a step per cause, right total.
[[nodiscard]] ChartSpec bridgeChart(const ReconcileView &view);
/// A palette entry per break, largest first, that calls `open` with its row id.
[[nodiscard]] std::vector<PaletteEntry> breaksForPalette(
    const ReconcileView &view, const std::function<void(const QString &)> &open);
/// The customers behind a cell of the totals: "left", "right", "difference", "unexplained", "match".
[[nodiscard]] AccountList totalAccounts(const ReconcileView &view, const QString &cell);
/// The customers behind a step of the bridge.
[[nodiscard]] AccountList stepAccounts(const ReconcileView &view, reconcile::Cause cause);
/// "Breaks -128,380.54, rounding +1.87: together -128,378.67": how the list of breaks and the difference go together.
[[nodiscard]] QString differenceSentence(const reconcile::Reconciliation &result);
/// "September 2026" of "2026-09"; a fiscal quarter as it is.
[[nodiscard]] QString periodText(const std::string &period);
/// A state of a sign-off with its mark.
[[nodiscard]] StateValue signoffState(signoff::SignoffState state);
/// "Prepared by A. Okoye; another person signs." Who put a name to it, and what comes next.
[[nodiscard]] QString signoffSentence(const signoff::SignoffStanding &standing);
/// The same with its period for beside a title: "September 2026 prepared by A. Okoye, not signed".
[[nodiscard]] QString signoffFact(const signoff::SignoffStanding &standing);
/// That a sign-off proves nothing about who gave it: beside every place where one is shown or given.
[[nodiscard]] QString recordRemark();
/// Who prepared and who signed which period of the pair. Row ids are periods.
[[nodiscard]] TableSpec signoffsTable(const ReconcileView &view);
/// What has come out otherwise since; null for no sign-off. Row ids are signoff::ContentDifference::what.
[[nodiscard]] TableSpec differencesTable(const ReconcileView &view, const signoff::SignoffStanding *standing);
/// The id of the customer whose break a row of that table is of; empty for a row of another kind.
[[nodiscard]] QString accountOfDifference(const signoff::SignoffKey &key, const QString &what);
/// "ARR", "Renewal date": a field of reconcile::fieldsOfSystems() or of a rate.
[[nodiscard]] QString systemsFieldName(const std::string &field);
/// What each system counts, with its difference from the reference and how many customers agree.
[[nodiscard]] QVector<TotalCell> systemTotals(const SystemsShown &systems);
/// Customers in whom one differs, a column for each system; row ids are those of customers.
[[nodiscard]] TableSpec systemsTable(const SystemsShown &systems, const std::string &field);
/// How often each system agrees with the reference, field by field.
[[nodiscard]] TableSpec systemRatesTable(const SystemsShown &systems);
/// How many customers the sample has, how it was drawn, and how many of its rows have a verdict; or that there is none.
[[nodiscard]] QString sampleSentence(const ReconcileView &view);
/// A row for each customer and key field, with what both systems say and the verdict. Row ids: sampleRowOf().
[[nodiscard]] TableSpec sampleTable(const ReconcileView &view);
/// The customer and the field that a row of that table stands for.
[[nodiscard]] std::pair<QString, QString> sampleRowOf(const QString &row);
/// How often both systems are right, field by field.
[[nodiscard]] TableSpec verdictRatesTable(const ReconcileView &view);
/// A verdict with its mark.
[[nodiscard]] StateValue verdictState(signoff::Verdict verdict);
/// What giving it says.
[[nodiscard]] QString verdictTip(signoff::Verdict verdict);
/// What both books close the month with, and the days that won renewals took; empty where it could not be checked.
[[nodiscard]] QVector<TotalCell> monthTotals(const MonthShown &month);
/// Opening, movements and closing in both books; without rows it says why. Row ids are signoff::MonthStep::id.
[[nodiscard]] TableSpec monthStepsTable(const MonthShown &month);
/// From our closing to theirs by cause.
[[nodiscard]] TableSpec monthBridgeTable(const MonthShown &month);
/// The customers whose movement or closing differs. Row ids: accountOfMonthRow().
[[nodiscard]] TableSpec monthCustomersTable(const MonthShown &month);
/// The id of the customer that a row of that table stands for.
[[nodiscard]] QString accountOfMonthRow(const QString &row);
/// What the inspector says of one break, without its source rows.
[[nodiscard]] InspectorContent describeBreak(const ReconcileView &view, std::size_t index);

} // namespace qd::ui
