#pragma once
#include <QString>

namespace qd::ui {

/// Family name of the product's font: a cut of Inter whose digits, separators and signs are as wide as each other, so
/// that figures stand in columns. Loads its three weights from the resources on the first call (GUI thread;
/// QGuiApplication must exist). Falls back to the system's user interface font when the resources cannot be loaded.
[[nodiscard]] const QString &fontFamily();

/// The system's fixed-pitch family, for SQL and raw lines.
[[nodiscard]] QString fixedFontFamily();

} // namespace qd::ui
