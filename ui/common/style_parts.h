#pragma once
#include <QPainter>
#include <QStyleOption>

class QWidget;

namespace qd::ui {

struct Theme;

/// The forms of QuarterdeckStyle, one function a part; they only paint, all measures are the style's.

/// Ground and edge of a button by its state and properties (quarterdeck_style.h).
void paintButtonGround(QPainter &painter, const QStyleOption &option, const QWidget *widget, const Theme &theme);
/// A field, on tint when what it holds was changed.
void paintField(QPainter &painter, const QStyleOption &option, const Theme &theme, bool changed = false);
void paintFocusRing(QPainter &painter, const QRect &rect, const Theme &theme);
void paintCheckBox(QPainter &painter, const QStyleOption &option, const Theme &theme);
void paintRadio(QPainter &painter, const QStyleOption &option, const Theme &theme);
void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &thumb, const Theme &theme);
/// A slider; calm, in grey, where it stands at its base value.
void paintSlider(
    QPainter &painter, const QStyleOptionSlider &option, const QRect &handle, const Theme &theme, bool calm = false);
void paintProgress(QPainter &painter, const QStyleOptionProgressBar &option, const Theme &theme);
void paintHeaderSection(QPainter &painter, const QStyleOption &option, const Theme &theme);
/// Icon and text of a tool button as one group in its middle.
void paintToolLabel(QPainter &painter, const QStyleOptionToolButton &option);
/// A chevron 8 px wide, pointing down, in the middle of `rect`.
void paintChevron(QPainter &painter, const QRect &rect, const QColor &colour);

/// True when `widget` has the boolean dynamic property `name`.
[[nodiscard]] bool hasProperty(const QWidget *widget, const char *name);

} // namespace qd::ui
