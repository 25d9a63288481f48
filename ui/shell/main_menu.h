#pragma once

namespace qd::ui {

class MainWindow;

/// Fills the window's menu bar and gives the palette its commands; menus that need a workspace are disabled without
/// one.
void buildMainMenu(MainWindow &window);

/// Gives each page its entry in the menu "Go", and keys in their order: Ctrl+1..9, Ctrl+0, then Ctrl+Shift+1..9; once,
/// when the window has its pages.
void addPagesToMenu(MainWindow &window);

/// Enables what can be used now, and writes the file's name at the right end of the menu bar.
void updateMainMenu(MainWindow &window);

} // namespace qd::ui
