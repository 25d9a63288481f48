#pragma once
#include <QString>

class QWidget;

namespace qd::ui {

struct ChartSpec;

/// Says of a page whom the chips leave on it, "segment Enterprise", for what is written of it; empty for all.
void setHeld(QWidget &page, const QString &words);
/// The same of whatever stands on the page, or in a window that was opened from it.
[[nodiscard]] QString heldBy(const QWidget &widget);
/// What a file that is written of a widget is called at first: "ARR movements, segment Enterprise.svg". What no file
/// may be called gives way to a blank, and of very many words the last are left out.
[[nodiscard]] QString fileNameOf(const QWidget &widget, const QString &name, const QString &ending);
/// A chart as it leaves a widget: its subtitle names whom the chips leave, where it does not yet.
[[nodiscard]] ChartSpec namingHeld(const QWidget &widget, ChartSpec spec);

} // namespace qd::ui
