#pragma once
#include "core/backtest/book_court.h"
#include "core/health/colour_mix.h"
#include "core/health/score_history.h"
#include "core/health/score_moves.h"
#include "core/health/stability.h"
#include "core/pack/pack_document.h"

#include <optional>

namespace qd::pack {

/// Months that colours are compared over: a fiscal quarter's length.
inline constexpr int HealthMonthsBack = 3;
/// Days before due of which the court's table is.
inline constexpr int CourtPageLead = 90;

/// What the health pages say, measured once, by the model in force on the as-of day.
struct HealthMeasures {
    health::HealthModel model;
    health::DayScores scores; ///< of the as-of day
    health::OverridesOn overrides; ///< in force then
    std::vector<std::string> segments; ///< by directory index, on that day; empty for none
    std::vector<health::MixRow> mix; ///< all customers, then by segment
    std::vector<health::HistoryPoint> history;
    Date since; ///< HealthMonthsBack before
    std::vector<health::AccountMove> moves; ///< since then
    health::Stability stability; ///< since then
    backtest::BookCourt court;

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return scores.known.book.accounts(); }
    [[nodiscard]] Currency currency() const { return scores.known.book.currency(); }
    /// NoGroup for a customer without one.
    [[nodiscard]] std::string segmentOf(int account) const;
};

/// Measures the customers for which `filters` hold. Nothing where nobody has ARR or there is nothing to score by;
/// errors as health::scoresOn() and backtest::courtOfBook().
[[nodiscard]] Result<std::optional<HealthMeasures>> measureHealth(
    const store::Workspace &workspace, Date asOf, const revenue::Filters &filters, Progress &progress);

/// Whether the court can say how well any model told, CourtPageLead before due: enough renewals it had scored were lost
/// and kept.
[[nodiscard]] bool isAnyModelJudged(const backtest::BookCourt &court);

/// Customers and ARR by colour, a year by month, and who has another colour; pure. Nothing without a customer.
[[nodiscard]] std::optional<Page> healthPage(const HealthMeasures &measures);
/// What scores said of renewals before they were due, and what these figures do not show; pure. Nothing where no
/// renewal of the twelve months is settled.
[[nodiscard]] std::optional<Page> courtPage(const HealthMeasures &measures);
/// What each model found by how much was looked at, and whether probabilities came; pure. Nothing where too few
/// renewals were lost, kept or scored.
[[nodiscard]] std::optional<Page> gainsPage(const HealthMeasures &measures);

} // namespace qd::pack
