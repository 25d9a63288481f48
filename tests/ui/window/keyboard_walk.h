#pragma once
#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMetaMethod>
#include <QTest>

#include <algorithm>

namespace qd::test {

/// For tests that go through a window by keyboard alone.

[[nodiscard]] inline QString controlName(const QWidget &widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1);
    if (!widget.objectName().isEmpty())
        name += u' ' + widget.objectName();
    if (!widget.accessibleName().isEmpty())
        name += QStringLiteral(" \"%1\"").arg(widget.accessibleName());
    else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        name += QStringLiteral(" \"%1\"").arg(button->text());
    return name;
}

inline QStringList namesOf(const QList<QWidget *> &widgets)
{
    QStringList names;
    for (const QWidget *widget : widgets)
        names << (widget ? controlName(*widget) : QStringLiteral("which keeps Tab"));
    return names;
}

inline bool takesTab(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy();
}

/// Something that a click would do something to.
inline bool isClickable(const QWidget &widget)
{
    if (!widget.isVisible() || !widget.isEnabled() || qobject_cast<const QMenuBar *>(&widget))
        return false; // Alt and F10 go to the bar
    if (qobject_cast<const QLineEdit *>(widget.parentWidget()))
        return false; // its button to clear it, which keys do, too
    if (qobject_cast<const QHeaderView *>(&widget))
        return false; // tablesSortByKey() is about them
    if (const auto *list = qobject_cast<const QListView *>(&widget); list && list->model()->rowCount() == 0)
        return false; // nothing stands in it
    if (qobject_cast<const QAbstractButton *>(&widget) || widget.cursor().shape() == Qt::PointingHandCursor)
        return true;
    for (int i = 0; i < widget.metaObject()->methodCount(); ++i) {
        const QMetaMethod method = widget.metaObject()->method(i);
        if (method.methodType() == QMetaMethod::Signal && (method.name() == "activated" || method.name() == "clicked"))
            return true;
    }
    return false;
}

/// The widgets that Tab (or Shift+Tab) goes through, from `first` on until it comes back; ends in null when one keeps
/// it. A field of a day takes three, one for each of its parts, one of a minute five.
inline QList<QWidget *> walk(QWidget *first, bool back)
{
    constexpr int Parts = 5;
    first->setFocus(Qt::TabFocusReason);
    QList<QWidget *> visited{first};
    for (int i = 0; i < 600; ++i) {
        QWidget *now = QApplication::focusWidget();
        for (int part = 0; part < Parts && QApplication::focusWidget() == now; ++part)
            QTest::keyClick(now, back ? Qt::Key_Backtab : Qt::Key_Tab, back ? Qt::ShiftModifier : Qt::NoModifier);
        QWidget *next = QApplication::focusWidget();
        if (next == first)
            return visited;
        visited << (next == now ? nullptr : next);
        if (!next || next == now)
            return visited;
    }
    return {};
}

/// One of several buttons of which one is down takes Tab for all; the arrow keys go to the others.
inline bool isReached(const QWidget &widget, const QList<QWidget *> &visited)
{
    if (visited.contains(&widget))
        return true;
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button && button->group() && button->group()->exclusive()
        && visited.contains(button->group()->checkedButton());
}

/// Not scrolled out of one of those around it.
inline bool isInSight(const QWidget &widget)
{
    QRect shown = widget.rect();
    for (const QWidget *each = &widget; !each->isWindow(); each = each->parentWidget())
        shown = shown.translated(each->pos()) & each->parentWidget()->rect();
    return !shown.isEmpty();
}

inline bool isWithin(const QWidget &widget, const QList<QWidget *> &visited)
{
    return std::any_of(visited.begin(), visited.end(), [&](const QWidget *each) { return widget.isAncestorOf(each); });
}

/// What takes the keyboard or a click in `window` and is not reached by Tab, there and back; a way that ends in
/// somebody who keeps Tab, or that comes twice to one, is said too. Empty where all is well.
[[nodiscard]] inline QStringList unreached(QWidget &window, QWidget *first)
{
    walk(first, false); // a table that gets the keyboard selects its first row, which may show more
    const QList<QWidget *> there = walk(first, false);
    const QList<QWidget *> andBack = walk(first, true);
    QStringList faults;
    for (const QList<QWidget *> &way : {there, andBack}) {
        if (way.size() < 2 || way.contains(nullptr))
            faults << QStringLiteral("the way ends: ") + namesOf(way).join(QStringLiteral(", "));
    }
    if (QSet<QWidget *>(there.begin(), there.end()).size() != there.size())
        faults << QStringLiteral("comes twice to one: ") + namesOf(there).join(QStringLiteral(", "));
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const bool asked = widget->window() == &window && (takesTab(*widget) || isClickable(*widget));
        if (asked && (!isReached(*widget, there) || !isReached(*widget, andBack)) && !isWithin(*widget, there))
            faults << controlName(*widget);
    }
    return faults;
}

} // namespace qd::test
