#pragma once
#include "core/base/message.h"
#include "core/base/progress.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::answers {

/// A question the program answers, and whether the data that are there allow it.
struct Answer {
    std::string id; ///< stable: customers, identity, arr, movements, reconciliation, owners, capacity, scenario
    Message title; ///< what a person would ask for
    std::string page; ///< id of the page that shows it
    bool possible = false;
    Message text; ///< possible: from what; else what is missing and which file brings it
};

/// All of them, in the order in which data usually arrive, each told by what is in the workspace and not by what was
/// recognised of its files. Nothing is computed but what decides it; a missing exchange rate makes ARR impossible and
/// names the currency. Cancelled.
[[nodiscard]] Result<std::vector<Answer>> possibleAnswers(const store::Workspace &workspace, Progress &progress);

} // namespace qd::answers
