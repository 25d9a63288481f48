#pragma once
#include <QList>

class QWidget;

namespace qd::ui {

/// The controls in `area` that Tab goes to, in the order in which they are read: as the layouts have them, row by row
/// in a grid; what no layout holds comes after, by its place, from above and then from the left. A control stands
/// before those within it. Those that are hidden or disabled are left out.
[[nodiscard]] QList<QWidget *> controlsAsRead(QWidget &area);

/// Gives the keyboard to the control after the one that has it, or before it, and scrolls it into sight; past the last
/// comes the first. False when there is none to go to. Qt's own chain is the order in which controls were made, which
/// is none on pages that make them as they go.
bool focusNextAsRead(const QList<QWidget *> &controls, bool next);

} // namespace qd::ui
