#pragma once
#include "tests/ui/pages/opened_list.h"
#include "ui/cohorts/cohorts_page.h"

#include <QAbstractButton>
#include <QComboBox>

namespace qd::test {

using namespace qd::ui;

/// Clicks a view in the header.
inline void showView(CohortsPage &page, const char *view)
{
    QAbstractButton *choice = nullptr;
    for (QWidget *action : page.headerActions())
        choice = action->findChild<QAbstractButton *>(QLatin1String(view));
    QVERIFY(choice);
    QSignalSpy settled(&page, &Page::settled);
    QTest::mouseClick(choice, Qt::LeftButton);
    QVERIFY(!settled.isEmpty() || settled.wait(Patience));
}

/// What a person presses in a box until it says `text`.
inline void choose(CohortsPage &page, const char *box, const QString &text)
{
    auto *combo = page.findChild<QComboBox *>(QLatin1String(box));
    QVERIFY(combo && combo->isVisible());
    const int wanted = combo->findText(text);
    QVERIFY(wanted >= 0);
    while (combo->currentIndex() != wanted) {
        QSignalSpy settled(&page, &Page::settled);
        QTest::keyClick(combo, combo->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(settled.wait(Patience));
    }
}

/// A figure of a table; -1 where it has no such column.
inline double number(const TableSpec &spec, int row, const char *column)
{
    for (int i = 0; i < spec.columns.size(); ++i) {
        if (spec.columns[i].id == QLatin1String(column)) {
            const QVariant value = spec.rows[row].values[i];
            return value.canConvert<FigureValue>() ? value.value<FigureValue>().number : value.toDouble();
        }
    }
    return -1;
}

} // namespace qd::test
