#pragma once

namespace qd::ui {

/// How high the rows of every table are: 26 px, or 24 in a dense one (38 instead of 40 with two lines). GUI thread.
[[nodiscard]] bool isDense();
/// Lays out anew every table there is; those made later follow.
void setDense(bool dense);

} // namespace qd::ui
