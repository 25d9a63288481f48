#pragma once
#include <QStringList>

class QWidget;

namespace qd::test {

inline constexpr double Tolerance = 1; ///< px

/// What `window` and all that is visible in it paint where no layout sees it: a sentence for each text that is cut,
/// shortened where nothing may be, or printed over another, for each table that scrolls sideways, each legend without
/// room and each heatmap that leaves out values.
[[nodiscard]] QStringList layoutFaults(QWidget &window);
/// The class, the object's name and what a screen reader says, for the sentence of a test.
[[nodiscard]] QString nameOf(const QWidget &widget);

} // namespace qd::test
