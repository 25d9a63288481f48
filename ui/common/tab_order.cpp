#include "ui/common/tab_order.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSet>

#include <algorithm>

namespace qd::ui {

namespace {

class Reading {
public:
    [[nodiscard]] const QList<QWidget *> &controls() const { return m_controls; }

    void readWidget(QWidget &widget)
    {
        if (widget.isWindow() || !widget.isVisible() || m_seen.contains(&widget))
            return;
        m_seen.insert(&widget);
        if ((widget.focusPolicy() & Qt::TabFocus) && widget.isEnabled() && !widget.focusProxy())
            m_controls << &widget;
        if (qobject_cast<QAbstractSpinBox *>(&widget) || qobject_cast<QComboBox *>(&widget)
            || qobject_cast<QLineEdit *>(&widget))
            return; // its parts are its own affair
        if (QLayout *layout = widget.layout())
            readLayout(*layout);
        QList<QWidget *> others = widget.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        std::stable_sort(others.begin(), others.end(),
            [](const QWidget *a, const QWidget *b) { return std::pair(a->y(), a->x()) < std::pair(b->y(), b->x()); });
        for (QWidget *other : others)
            readWidget(*other);
    }

private:
    void readLayout(QLayout &layout)
    {
        QList<QLayoutItem *> items;
        for (int i = 0; i < layout.count(); ++i)
            items << layout.itemAt(i);
        if (const auto *grid = qobject_cast<const QGridLayout *>(&layout)) {
            const auto cell = [grid](QLayoutItem *item) {
                int row = 0, column = 0, rows = 0, columns = 0;
                grid->getItemPosition(grid->indexOf(item), &row, &column, &rows, &columns);
                return std::pair(row, column);
            };
            std::stable_sort(
                items.begin(), items.end(), [&](QLayoutItem *a, QLayoutItem *b) { return cell(a) < cell(b); });
        }
        for (QLayoutItem *item : items) {
            if (QWidget *widget = item->widget())
                readWidget(*widget);
            else if (QLayout *inner = item->layout())
                readLayout(*inner);
        }
    }

    QList<QWidget *> m_controls;
    QSet<const QWidget *> m_seen;
};

} // namespace

QList<QWidget *> controlsAsRead(QWidget &area)
{
    Reading reading;
    reading.readWidget(area);
    return reading.controls();
}

bool focusNextAsRead(const QList<QWidget *> &controls, bool next)
{
    if (controls.isEmpty())
        return false;
    const QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; focus && i < controls.size(); ++i) {
        if (controls[i] == focus || controls[i]->isAncestorOf(focus))
            at = i; // the last: the innermost of those around it
    }
    const qsizetype count = controls.size();
    const qsizetype to = at < 0 ? (next ? 0 : count - 1) : (at + (next ? 1 : count - 1)) % count;
    controls[to]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    for (QWidget *around = controls[to]->parentWidget(); around; around = around->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(around))
            scroll->ensureWidgetVisible(controls[to]); // Qt does so only for what had the keyboard within it before
    }
    return true;
}

} // namespace qd::ui
