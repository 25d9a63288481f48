#pragma once
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::lifecycle {

/// What time to value is counted from.
enum class Clock {
    Contract, ///< the first day in force
    Close, ///< close_date of the first won opportunity of type `new`
    Kickoff, ///< the milestone of that name
};

/// How a company takes its customers from stage to stage: the settings `ttv.*` and `lifecycle.*`.
struct LifecycleSettings {
    struct Stage {
        std::string name; ///< as the setting writes it; compared without regard to case
        std::optional<int> slaDays = {}; ///< longest time in it; nothing where none is set
    };

    Clock clock = Clock::Contract;
    std::string milestone = "first_value";
    std::vector<Stage> stages = {}; ///< in their order

    /// Place of a stage in `stages`; -1 for one that is none of them.
    [[nodiscard]] int placeOf(std::string_view stage) const;
    /// Of a workspace; defaults where nothing is set. BadData where another program wrote what a setting cannot have.
    [[nodiscard]] static Result<LifecycleSettings> read(const store::Workspace &workspace);
};

} // namespace qd::lifecycle
