#pragma once
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/totals_strip.h"
#include "ui/explain/explain_page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QtTest>

#include <algorithm>

namespace qd::test {

using namespace qd::ui;

/// A control of the page or of its header.
template <typename T>
T *control(ExplainPage &page, const char *name)
{
    const QString wanted = QString::fromLatin1(name);
    for (QWidget *action : page.headerActions()) {
        if (action->objectName() == wanted)
            return qobject_cast<T *>(action);
    }
    return page.findChild<T *>(wanted);
}

inline bool settles(ExplainPage &page, const std::function<void()> &act)
{
    QSignalSpy settled(&page, &Page::settled);
    act();
    return !settled.isEmpty() || settled.wait(test::Patience);
}

/// What a person presses in a box until it says `text`.
inline void choose(ExplainPage &page, const char *name, const QString &text)
{
    auto *box = control<QComboBox>(page, name);
    QVERIFY(box);
    const int wanted = box->findText(text);
    QVERIFY2(wanted >= 0, qPrintable(text));
    while (box->currentIndex() != wanted) {
        const auto press = [&] { QTest::keyClick(box, box->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up); };
        QVERIFY(settles(page, press));
    }
}

/// Types into the box of metrics, with Enter.
inline void type(ExplainPage &page, const QString &text)
{
    QLineEdit *line = control<QComboBox>(page, "explainMetric")->lineEdit();
    line->selectAll();
    QVERIFY(settles(page, [&] {
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }));
}

inline void press(ExplainPage &page, const char *switchName, const char *choice)
{
    auto *views = control<SegmentedSwitch>(page, switchName);
    QVERIFY(views);
    auto *button = views->findChild<QAbstractButton *>(QString::fromLatin1(choice));
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
}

inline QString cell(const ExplainPage &page, const QString &id)
{
    for (const TotalCell &each : page.findChild<TotalsStrip *>(QStringLiteral("explainValues"))->cells()) {
        if (each.id == id)
            return each.value;
    }
    return {};
}

inline double numberOf(QString text)
{
    text.remove(u',').remove(QChar(0xa0)).remove(u'%').replace(QChar(0x2212), u'-');
    return text.toDouble();
}

inline int columnOf(const TableSpec &spec, const char *id)
{
    return int(std::ranges::find(spec.columns, QString::fromLatin1(id), &TableColumn::id) - spec.columns.begin());
}

inline double sumOf(const TableSpec &spec, const char *id)
{
    double sum = 0;
    for (const TableRow &row : spec.rows)
        sum += row.values[columnOf(spec, id)].toDouble();
    return sum;
}

inline QString noteOf(const ExplainPage &page)
{
    const auto *note = page.findChild<QLabel *>(QStringLiteral("explainNote"));
    return note->isVisible() ? note->text() : QString();
}

} // namespace qd::test
