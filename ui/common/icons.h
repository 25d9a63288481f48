#pragma once
#include <QIcon>
#include <QPixmap>

class QPainter;

namespace qd::ui {

/// Which text colour of the theme an icon is drawn in.
enum class IconRole { Text1, Text2, Text3, Accent, OnAccent, OnTint };

/// The icon resources/icons/`name`.svg, drawn in the theme in force when it is painted (so a theme change needs only a
/// repaint) and sharp at every device pixel ratio. Disabled icons take the disabled text colour. An unknown name draws
/// nothing and is reported once on the log.
[[nodiscard]] QIcon icon(const QString &name, IconRole role = IconRole::Text2);

/// Paints the same icon into `rect` in one colour; for delegates and painters.
void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour);

/// Names of all icons in the resources, sorted.
[[nodiscard]] QStringList iconNames();

} // namespace qd::ui
