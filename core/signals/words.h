#pragma once
#include "core/base/message.h"
#include "core/signals/signal.h"

namespace qd::signs {

/// What people call a signal, once, for pages, charts and packs: "Usage trend", "Score of Scorecard 2". Ids in files
/// and JSON are Signal::name().
[[nodiscard]] Message nameOf(const Signal &signal);
/// Whether its values are fractions, which people read in percent.
[[nodiscard]] bool isShare(SignalKind kind);

} // namespace qd::signs
