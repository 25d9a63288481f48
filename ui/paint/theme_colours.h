#pragma once
#include "ui/paint/theme.h"

namespace qd::ui {

/// The colours of the two themes, made anew by every call; ask Theme::light() and Theme::darkTheme() for them.
[[nodiscard]] Theme lightColours();
[[nodiscard]] Theme darkColours();

} // namespace qd::ui
