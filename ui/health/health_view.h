#pragma once
#include "core/backtest/book_court.h"
#include "core/health/colour_mix.h"
#include "core/health/incidents.h"
#include "core/health/quiet_inputs.h"
#include "core/health/score_history.h"
#include "core/health/score_moves.h"
#include "core/health/signal_use.h"
#include "core/health/stability.h"
#include "ui/shell/page_context.h"

#include <memory>

namespace qd::ui {

/// What the page shows of health.
enum class HealthPart { Now, History, Court, Model };

/// What the choices of the page say.
struct HealthChoice {
    HealthPart part = HealthPart::Now;
    std::string by = "segment"; ///< of the distribution
    int monthsBack = 3; ///< what is compared with
};

/// What the page shows, of the customers that pass the chips: one job's result. What a part does not show is not read
/// for it.
struct HealthView {
    HealthChoice choice;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    health::HealthModel model; ///< of the day
    std::optional<health::ModelsByDay> models; ///< of the days before; not of Court
    std::optional<health::DayScores> scores; ///< of the day; always there
    health::OverridesOn overrides; ///< in force on the day
    std::vector<portfolio::StaleRate> stale; ///< on the day
    std::vector<std::string> groups; ///< by directory index: the value of `by` on the day; empty for none
    std::vector<std::string> segments; ///< likewise
    std::vector<std::string> owners;
    std::vector<health::MixRow> mix; ///< all customers, then by `by`
    // of Now and History
    Date since;
    std::vector<health::AccountMove> moves; ///< since then
    // of History
    health::Stability stability; ///< since then
    std::vector<health::HistoryPoint> history;
    std::vector<health::IncidentEffect> incidents; ///< of the last health::IncidentDays, of customers that pass
    std::vector<health::QuietInput> quiet; ///< on the day, of all customers: what is missing says nothing of whom
    // of Court
    std::optional<backtest::BookCourt> court;
    // of Model
    std::vector<health::SignalUse> use;
    std::vector<health::SavedHealthModel> versions; ///< newest first, without those that are withdrawn

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return portfolio->accounts(); }
    [[nodiscard]] const health::DayScores &now() const { return *scores; }
    [[nodiscard]] Date day() const { return now().known.day; }
    [[nodiscard]] Currency currency() const { return now().known.book.currency(); }
    [[nodiscard]] std::int64_t arrOf(int account) const { return now().known.arr[std::size_t(account)]; }
    /// "(none)" for a customer without the value.
    [[nodiscard]] std::string groupOf(int account) const;
    /// nullptr for one that had no ARR on the day that is compared with.
    [[nodiscard]] const health::AccountMove *moveOf(int account) const;
};
/// Versions of health models, newest first, without those that are withdrawn.
[[nodiscard]] std::vector<health::SavedHealthModel> keptVersions(const store::Workspace &workspace);
using HealthViewPtr = std::shared_ptr<const HealthView>;

/// Reads and computes; runs in a job. NoData where nobody has ARR, and where there is nothing to score by; errors as
/// health::scoresOn() and backtest::courtOfBook().
[[nodiscard]] Result<HealthViewPtr> computeHealthView(
    const PageContext &context, const HealthChoice &choice, Progress &progress);

/// The scores at a month-end of the history, of the customers that pass the chips. For a worker; errors likewise.
[[nodiscard]] Result<health::DayScores> scoresAtEndOf(
    const PageContext &context, const health::HealthModel &model, Month month, Progress &progress);

} // namespace qd::ui
