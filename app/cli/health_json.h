#pragma once
#include "app/cli/command.h"

#include "core/health/accuracy.h"
#include "core/health/model_effect.h"
#include "core/health/overrides.h"
#include "core/health/roll_up.h"
#include "core/health/stability.h"
#include "core/health/why_moved.h"

namespace qd::cli {

/// What `qdeck health` knows of a day before it is written.
struct HealthAnswer {
    const health::HealthModel &model;
    const signs::Signals &history;
    health::DayScores scores;
    health::OverridesOn overrides; ///< in force on the day
    std::string by; ///< dimension; empty for none
    std::optional<int> version = {}; ///< of a saved model
    std::optional<health::RollUpChoice> rollUp = {}; ///< entities too
};

/// The colours and coverage of some of the accounts; overrides decide colours, never coverage.
struct ColourGroup {
    std::string group; ///< empty for all
    health::ColourCounts colours; ///< with overrides
    int scored = 0;
    int active = 0;

    [[nodiscard]] std::optional<double> rate() const;
};
/// All of them first, then the groups of the dimension by name.
[[nodiscard]] std::vector<ColourGroup> colourGroups(const HealthAnswer &answer);

/// As JSON, with the versions of the definitions it was told by (definitionsUsed()).
void printScores(const HealthAnswer &answer, const Json &definitions);
void printTable(const HealthAnswer &answer);
[[nodiscard]] Json whyJson(const health::ScoreMove &move, const std::string &account, Date from, Date to);
/// Accounts that have another colour, and from what to what.
[[nodiscard]] Json changesJson(const std::vector<health::ColourChange> &changes, const signs::Signals &history);
void printChanges(const std::vector<health::ColourChange> &changes, const signs::Signals &history);
/// What the second of two models changes.
[[nodiscard]] Json effectJson(const health::ModelEffect &effect, const signs::Signals &history, Date day);
void printEffect(const health::ModelEffect &effect, const signs::Signals &history);
[[nodiscard]] Json stabilityJson(const health::Stability &stability);
[[nodiscard]] Json accuracyJson(const health::Accuracy &accuracy, const std::string &model, Date from, Date to);

} // namespace qd::cli
