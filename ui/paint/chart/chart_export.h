#pragma once
#include "core/base/result.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/paint/copied_table.h"

#include <QByteArray>
#include <QSizeF>

namespace qd::ui {

/// Writes a chart, with its title, to a file by its ending: svg, png (2x), pdf (vector, embedded fonts) or csv (its
/// data). Always in the light theme; numbers in the locale that shownLocale() says, in csv in the form of files. The
/// same spec gives the same bytes. InvalidArgument for another ending; Io.
[[nodiscard]] Result<void> exportChart(const ChartSpec &spec, const QString &path, const QSizeF &size = {960, 480});

/// The chart's data: a header, then a row per category (heatmap: per row). Numbers in fixed notation.
[[nodiscard]] CopiedRows chartRows(const ChartSpec &spec);
[[nodiscard]] QString chartAsCsv(const ChartSpec &spec);
[[nodiscard]] QString chartAsTsv(const ChartSpec &spec);

} // namespace qd::ui
