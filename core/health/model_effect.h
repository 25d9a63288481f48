#pragma once
#include "core/health/effect_reason.h"

#include <functional>

namespace qd::health {

/// How many accounts have each colour, and their ARR in base minor units.
struct ColourSums {
    ColourCounts accounts;
    std::int64_t green = 0;
    std::int64_t yellow = 0;
    std::int64_t red = 0;
    std::int64_t none = 0;

    void add(HealthColour colour, std::int64_t arr);
    [[nodiscard]] std::int64_t arrOf(HealthColour colour) const;
};

/// An account that one model gives another colour than another does.
struct ColourChange {
    int account = -1; ///< index in the directory
    Score before;
    Score after;
    std::int64_t arr = 0; ///< base minor units
    EffectReason reason = {}; ///< of effectOf()
};

/// What a model changes on a day: the same accounts, known the same way, scored by both. Raw colours, never overrides.
struct ModelEffect {
    ColourSums before;
    ColourSums after;
    std::vector<ColourChange> changed; ///< by ARR falling, then account
    std::int64_t changedArr = 0; ///< sum of theirs
    std::vector<AccountScore> scores = {}; ///< of all of them by the second model, by account
};

/// From one model to another, of the accounts for which `only` holds, by directory index; without it of all. Errors as
/// scoresOn().
[[nodiscard]] Result<ModelEffect> effectOf(const HealthModel &before, const HealthModel &after,
    const signs::Signals &history, Date day, const std::function<bool(int account)> &only = {});

} // namespace qd::health
