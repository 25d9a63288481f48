#pragma once
#include "core/health/models_in_force.h"
#include "core/signals/signals.h"

namespace qd::health {

/// Share of the accounts with ARR that must have a value of a signal for the starter model to count it.
inline constexpr double StarterShare = 0.5;
/// The most signals it counts.
inline constexpr std::size_t StarterSignals = 6;

/// A model to begin with: of a fixed list of signals, in that order, those that half of the accounts with ARR have a
/// value of on `day`, six at most, the heaviest first; none of usage where
/// nobody at all has used the product for a week, since then its files are late. Weights and bands are house values (docs/health.md, "Where no
/// model was given"), alike for all accounts; they are no finding about this book. NoData where the accounts have none
/// of the signals, and where nobody has ARR; NoRate, Overflow, Cancelled.
[[nodiscard]] Result<HealthModel> starterModel(const signs::Signals &history, Date day);

/// The model by which pages, charts and packs score accounts where nobody names one: the one place that decides it.
/// It is the model in force on that day and, where there was none, the starter model. Errors as there.
[[nodiscard]] Result<HealthModel> currentHealthModel(
    const ModelsInForce &models, const signs::Signals &history, Date day);

} // namespace qd::health
