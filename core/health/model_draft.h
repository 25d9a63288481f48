#pragma once
#include "core/health/health_model.h"

namespace qd::health {

/// A signal of a segment as a person types it.
struct DraftSignal {
    std::string signal; ///< "usage_trend"
    std::string weight; ///< "30"
    /// Steps as "-20%: 0; -5%: 50; *: 100", each up to and with its limit, * for all that is left; points of a line as
    /// "-50% = 0; 0% = 60; 25% = 100". A limit or value with a percent sign is a hundredth; scores have none.
    std::string bands;
    std::string missing; ///< "drop", "neutral", "worst", "last:14"

    bool operator==(const DraftSignal &) const = default;
};

/// A model in the hands of a person, who may type anything. Segments keep their names and conditions.
struct ModelDraft {
    HealthModel base; ///< what is not edited here; of its segments the names and conditions count
    std::string name;
    ModelType type = ModelType::Weighted;
    std::string coverageMin; ///< "60%"
    std::string yellow; ///< a score, as the next one: never with a percent sign
    std::string green;
    std::vector<std::vector<DraftSignal>> rows; ///< by segment of `base`
};

/// A model ready to be edited; read back it is the same.
[[nodiscard]] ModelDraft draftOf(const HealthModel &model);

/// What was typed, as a model where nothing is wrong with it.
struct ReadDraft {
    std::optional<HealthModel> model;
    /// By place in M.json, as faultsOf(); bands that cannot be read stand at ".../bands", a number at its key.
    std::vector<ModelFault> faults;
};
/// Reads every cell, and names each that cannot be read; where all can, the faults are those of faultsOf().
[[nodiscard]] ReadDraft readDraft(const ModelDraft &draft);

} // namespace qd::health
