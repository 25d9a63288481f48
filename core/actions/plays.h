#pragma once
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd {
class JsonValue;
}

namespace qd::actions {

/// What is done in one step of a play.
struct PlayStep {
    std::string title;
    std::string owner; ///< a name; empty: the owner of the action
    int dueDays = 0; ///< from the day the action was opened

    bool operator==(const PlayStep &) const = default;
};

/// How an action is done, step by step (docs/actions.md, "Plays").
struct Play {
    std::string id;
    std::string title; ///< the id where none is given
    std::vector<PlayStep> steps; ///< at least one, by due day

    bool operator==(const Play &) const = default;
};

/// The plays under `key` as a list, none where it is not there. Complaints as those of JsonValue: a play without id or
/// with that of another, without steps, a step without title, due before the one before it or after a negative number
/// of days.
[[nodiscard]] std::vector<Play> readPlays(const JsonValue &holder, const char *key);

/// The plays that come with the program (resources/action_rules/plays.json). Their titles are marked for translation.
[[nodiscard]] const std::vector<Play> &shippedPlays();

} // namespace qd::actions
