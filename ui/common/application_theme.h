#pragma once

class QApplication;

namespace qd::ui {

/// Loads the fonts once, sets style, palette and the frame style sheet of the application, and makes the theme
/// Theme::current(); every widget then gets QEvent::PaletteChange. GUI thread.
void applyTheme(QApplication &application, bool dark);

} // namespace qd::ui
