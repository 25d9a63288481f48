#pragma once
#include <QAbstractButton>
#include <QLabel>
#include <QLayout>
#include <QStringList>
#include <QWidget>

#include "ui/common/elided_label.h"

namespace qd::test {

inline QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName();
    return QString::fromLatin1(widget.metaObject()->className()) + (name.isEmpty() ? QString() : u' ' + name);
}

/// Text of `widget` that its size cuts off; empty when all of it is seen. Elided labels cut on purpose.
inline QString clippedText(const QWidget &widget)
{
    QString text;
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->wordWrap() && label->heightForWidth(label->width()) > label->height())
            return label->text();
        if (!label->wordWrap() && !qobject_cast<const ui::ElidedLabel *>(label))
            text = label->text();
    } else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        text = button->text();
    }
    if (text.isEmpty())
        return {};
    // A button that elides says so by a smaller minimum.
    const bool button = qobject_cast<const QAbstractButton *>(&widget);
    const bool tooNarrow = (button ? widget.minimumSizeHint() : widget.sizeHint()).width() > widget.width();
    const bool tooLow = widget.fontMetrics().height() > widget.height() + 2;
    return tooNarrow || tooLow ? text : QString();
}

/// Two visible children of one parent that a layout put over each other. Stacked pages, popups, and what has no size
/// are left out; a widget whose object name begins with "overlay" lies over others on purpose.
inline QStringList overlaps(const QWidget &parent)
{
    QStringList found;
    QList<const QWidget *> shown;
    for (const QWidget *child : parent.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        const bool laidOut = parent.layout() && parent.layout()->indexOf(child) >= 0;
        if (child->isVisible() && !child->isWindow() && laidOut && !child->objectName().startsWith(u"overlay"))
            shown << child;
    }
    for (qsizetype i = 0; i < shown.size(); ++i) {
        for (qsizetype j = i + 1; j < shown.size(); ++j) {
            const QRect both = shown[i]->geometry() & shown[j]->geometry();
            if (both.width() > 0 && both.height() > 0)
                found << nameOf(*shown[i]) + QStringLiteral(" and ") + nameOf(*shown[j])
                        + QStringLiteral(" overlap in ") + nameOf(parent);
        }
    }
    return found;
}

/// Every fault of layout in the visible part of `window`: clipped texts of labels and buttons, overlapping siblings.
/// The window must be shown and laid out.
inline QStringList layoutFaults(const QWidget &window)
{
    QStringList faults = overlaps(window);
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        if (const QString text = clippedText(*widget); !text.isEmpty())
            faults << nameOf(*widget) + QStringLiteral(" cuts \"") + text + u'"';
        faults << overlaps(*widget);
    }
    return faults;
}

} // namespace qd::test
