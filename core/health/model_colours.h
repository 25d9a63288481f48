#pragma once
#include "core/coverage/books.h"

namespace qd::store {
class Workspace;
}

namespace qd::health {

/// The colours of a day for who asks nothing else of health: shown ones, as ShownColours has them, read when they are
/// asked for. `workspace` and `portfolio` must outlive it. Errors as ShownColours::read() and on().
[[nodiscard]] coverage::ColoursOn shownColoursOf(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio);

} // namespace qd::health
