#pragma once

class QWidget;

namespace qd::ui {

/// Cuts the corners off a popup of its own window, so that none shows where nothing composes windows. For
/// resizeEvent().
void roundPopup(QWidget &popup);

/// The ground and the strong edge of a popup, radius 6. For paintEvent().
void paintPopup(QWidget &popup);

} // namespace qd::ui
