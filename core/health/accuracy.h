#pragma once
#include "core/health/models_in_force.h"
#include "core/health/scoring.h"

namespace qd::health {

/// Days before churn by which a score must have warned.
inline constexpr int WarningDays = 90;

/// How well colours warned of churn in a period (CONTRACT section 2, "Health accuracy"; CONTRACT-ROOMS, "Validation").
struct Accuracy {
    int churned = 0; ///< accounts whose ARR went from above 0 to 0 on a day of the period; each by the first such day
    int flagged = 0; ///< of them: last score WarningDays or more before that day yellow or red
    int unscorable = 0; ///< of them: no score that old
    int scored = 0; ///< accounts with ARR above 0 and a score on the first day less WarningDays
    int scoredFlagged = 0; ///< of them: yellow or red
    int flaggedChurned = 0; ///< of those: churned in the period

    [[nodiscard]] std::optional<double> rate() const; ///< flagged / (churned - unscorable)
    [[nodiscard]] std::optional<double> precision() const; ///< flaggedChurned / scoredFlagged
    [[nodiscard]] std::optional<double> shareFlagged() const; ///< scoredFlagged / scored
};

/// The colour that some accounts had on a day, by directory index; None for those without a score.
using ColoursOn = std::function<Result<std::vector<HealthColour>>(Date day)>;

/// Those of a model: what it gives on that very day. Both arguments must outlive it, in the next one the second.
[[nodiscard]] ColoursOn coloursOfModel(const HealthModel &model, const signs::Signals &history);
/// On each day those of the model in force then; None for all where none was. Both must outlive it.
[[nodiscard]] ColoursOn coloursOfModelsInForce(const ModelsInForce &models, const signs::Signals &history);

/// Whether each account was yellow or red on a day, by directory index; nothing for those without a score.
using FlagsOn = std::function<Result<std::vector<std::optional<bool>>>(Date day)>;

/// By colours, where no colour is no score, as of our models. What the colours look at must outlive it.
[[nodiscard]] FlagsOn flagsOf(ColoursOn colours);
/// By the last score of a platform's model dated on or before the day; one without a colour is a score that flags
/// nobody, as in validation. `history` must outlive it. NotFound, with the models there are.
[[nodiscard]] Result<FlagsOn> flagsOfVendor(const std::string &model, const signs::Signals &history);

/// First day of `from` .. `to` on which the ARR of each account was 0 and the day before above 0, by directory index.
/// Days at the rates of `to`. NoRate, Overflow.
[[nodiscard]] Result<std::vector<std::optional<Date>>> churnDays(const portfolio::ArrBook &book, Date from, Date to);

/// Of churns in `from` .. `to`, both days included, as far as the data go.
[[nodiscard]] Result<Accuracy> accuracyOf(const FlagsOn &flags, const signs::Signals &history, Date from, Date to);

} // namespace qd::health
