#pragma once
#include "core/pack/pack_document.h"
#include "ui/paint/pack/page_canvas.h"

namespace qd::ui {

/// Height in mm of a narrative in a column of `width` mm, in the language and the locale of the moment: what
/// pack::buildPack() asks for.
[[nodiscard]] double narrativeHeight(const pack::Narrative &narrative, double width);

/// Paint one block of a page into `box` (1/96 inch).
void paintNarrative(const PageCanvas &canvas, const QRectF &box, const pack::Narrative &narrative);
void paintTable(const PageCanvas &canvas, const QRectF &box, const pack::Table &table);
void paintScorecard(const PageCanvas &canvas, const QRectF &box, const pack::Scorecard &scorecard);
void paintChartBlock(const PageCanvas &canvas, const QRectF &box, const pack::ChartBlock &block);
void paintKeyFigures(const PageCanvas &canvas, const QRectF &box, const pack::KeyFigures &figures);
void paintBlock(const PageCanvas &canvas, const pack::Block &block);

} // namespace qd::ui
