#pragma once
#include "core/signals/signals.h"

namespace qd::programmes {

/// Labels of touch that mean something here (coverage::SegmentModel::touch), folded.
inline constexpr const char *HighTouch = "high";
inline constexpr const char *TechTouch = "tech";

/// How customers are served on a day, by directory index: the folded touch of their segment in the capacity model in
/// force; empty without a segment. BadData when the saved model cannot be read.
[[nodiscard]] Result<std::vector<std::string>> touchOn(
    const store::Workspace &workspace, const signs::Signals &history, const signs::KnownDay &known);

} // namespace qd::programmes
