#pragma once
#include "core/backtest/book_court.h"
#include "core/chart/chart.h"
#include "core/health/colour_mix.h"
#include "core/health/score_history.h"
#include "core/health/stability.h"
#include "core/health/why_moved.h"

namespace qd::pack {

/// The charts of health, built once for pages, packs and `qdeck chart`, as those of charts.h.

/// ARR of each group by colour; the parts stand on each other. `rows` are those of health::colourMix(), of which the
/// first, all accounts, is left out.
[[nodiscard]] chart::Chart colourMixChart(const std::vector<health::MixRow> &rows, Currency currency);
/// Accounts at each month-end by colour.
[[nodiscard]] chart::Chart colourHistoryChart(const std::vector<health::HistoryPoint> &points);
/// Mean score at each month-end, each account once and by ARR; with a line of one account's own score, by its name,
/// where `account` is a directory index and it has a score in any month.
[[nodiscard]] chart::Chart scoreHistoryChart(
    const std::vector<health::HistoryPoint> &points, int account = -1, const std::string &name = {});
/// Accounts by colour then (rows) and now (columns), of those with ARR on both days; a column each for what left.
[[nodiscard]] chart::Chart transitionHeatmap(const health::Stability &stability);
/// A score on one day, what moved it, and the score on another; parts of 0 are left out.
[[nodiscard]] chart::Chart scoreWaterfall(const health::ScoreMove &move, Date from, Date to);
/// AUC of each model at each lead; empty where there are too few events. The constant, which is 0.5 by design, is left
/// out.
[[nodiscard]] chart::Chart courtHeatmap(const backtest::BookCourt &court);
/// What a court's gains are counted in.
enum class GainsOf { Renewals, Arr };
/// Share of the lost renewals, or of their ARR, among those that a model holds most in danger, by the share of renewals
/// looked at; the constant is what chance finds. A line per model, empty where there are too few events. Renewals of
/// one score share their places evenly.
[[nodiscard]] chart::Chart gainsChart(const backtest::BookCourt &court, int lead, GainsOf of);
/// What a model's probabilities said and what came, bin by bin, with 95 % limits; empty where it gives none, and where
/// there are too few events.
[[nodiscard]] chart::Chart calibrationChart(const backtest::BookCourt &court, int lead, const std::string &model);
/// The models that give probabilities at a lead, in the court's order.
[[nodiscard]] std::vector<std::string> modelsWithProbability(const backtest::BookCourt &court, int lead);
/// The models of the rows of courtHeatmap().
[[nodiscard]] std::vector<std::string> courtRows(const backtest::BookCourt &court);

} // namespace qd::pack
