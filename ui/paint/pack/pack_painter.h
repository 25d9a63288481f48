#pragma once
#include "core/pack/pack_document.h"

#include <QImage>
#include <QStringList>

class QPainter;

namespace qd::ui {

/// Paints page `page` (0-based) of a pack with the painter's origin at the page's top left and 1/96 inch a unit:
/// 1122.5 x 793.7 for A4 landscape; scale the painter for another size. Always in the light theme, without widgets,
/// from any thread, in the language of the window and the locale that shownLocale() says. `faults`, if given, gets the
/// texts that do not fit their boxes.
void paintPackPage(QPainter &painter, const pack::PackDocument &document, int page, QStringList *faults = nullptr);

/// A page as an image for previews and thumbnails; `scale` 1.0 is 96 dpi.
[[nodiscard]] QImage packPageImage(const pack::PackDocument &document, int page, double scale);

/// Texts of the whole pack that do not fit their boxes; for tests.
[[nodiscard]] QStringList packLayoutFaults(const pack::PackDocument &document);

} // namespace qd::ui
