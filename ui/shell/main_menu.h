#pragma once

namespace qd::ui {

class MainWindow;

/// Fills the window's menu bar and gives the palette its commands; menus that need a workspace are disabled without
/// one. Ctrl+1..9 go to the pages in their order.
void buildMainMenu(MainWindow &window);

/// Enables what can be used now, and writes the file's name at the right end of the menu bar.
void updateMainMenu(MainWindow &window);

} // namespace qd::ui
