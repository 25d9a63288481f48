#pragma once
#include "ui/common/table/table_spec.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace qd::ui {

struct Theme;

/// Paints a mark of state into the largest centred square of `rect` (12 px in tables and lists, 14 beside titles).
/// The form tells the state before the colour does: tick in a disc = good, triangle = warning, octagon = bad,
/// i in a ring = explained, ring = open, half disc = in work; disc, triangle, diamond = health. Vector on any device.
void paintMark(QPainter &painter, const QRectF &rect, Mark mark, const Theme &theme);

/// Text colour that goes with a mark: the state's text colour, text 1 for none and work states.
[[nodiscard]] QColor markTextColour(Mark mark, const Theme &theme);

/// What the mark says when no word stands beside it, for tooltips and screen readers; empty for None.
[[nodiscard]] QString markName(Mark mark);

} // namespace qd::ui
