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
/// nobody at all has used the product for a week, since then its files are late. Weights and bands are house values
/// (docs/health.md, "Where no model was given"), alike for all accounts; they are no finding about this book. NoData
/// where the accounts have none of the signals, and where nobody has ARR; NoRate, Overflow, Cancelled.
[[nodiscard]] Result<HealthModel> starterModel(const signs::Signals &history, Date day);

/// The model by which pages, charts and packs score accounts where nobody names one: the one place that decides it.
/// It is the model in force on that day and, where there was none, the starter model. Errors as there.
[[nodiscard]] Result<HealthModel> currentHealthModel(
    const ModelsInForce &models, const signs::Signals &history, Date day);

/// The models by which pages, charts and packs score a book day by day: each day's is the one in force then, so a new
/// model changes no figure of the days before it. Days on which none was go by that of the day the book is looked at.
class ModelsByDay {
public:
    /// The same on all days; implicit, since one model is what many ask with.
    ModelsByDay(HealthModel same)
        : m_otherwise(std::move(same))
    {
    }
    /// Of a book that is looked at on `day`, whose own is currentHealthModel(). Errors as there.
    [[nodiscard]] static Result<ModelsByDay> of(ModelsInForce models, const signs::Signals &history, Date day);

    /// Belongs to this object. That of one version is always the same one.
    [[nodiscard]] const HealthModel &on(Date day) const;

private:
    ModelsByDay(ModelsInForce models, Date day)
        : m_models(std::move(models))
        , m_day(day)
    {
    }

    ModelsInForce m_models;
    Date m_day; ///< one of m_models is in force on it, where m_otherwise has none
    std::optional<HealthModel> m_otherwise;
};

} // namespace qd::health
