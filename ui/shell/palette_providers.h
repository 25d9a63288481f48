#pragma once

namespace qd::ui {

class MainWindow;

/// Gives the window's palette its pages, the metrics and the page that shows each, and the customers of the open
/// workspace. Commands come from the menus.
void addPaletteProviders(MainWindow &window);

} // namespace qd::ui
