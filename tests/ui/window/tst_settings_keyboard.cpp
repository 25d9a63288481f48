#include "tests/support/focus_check.h"
#include "tests/ui/window/settings_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/paint/theme.h"

using namespace qd;
using namespace qd::ui;
using test::settingsSample;
using Shown = test::ShownSettings;

namespace {

bool isReached(const QWidget &widget, const QSet<QWidget *> &visited)
{
    if (visited.contains(const_cast<QWidget *>(&widget)))
        return true;
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button && button->group() && visited.contains(button->group()->checkedButton());
}

} // namespace

/// The dialog of settings by keyboard, and the keys it gives to others; nothing in it is cut.
class TestSettingsKeyboard : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        qApp->setProperty("qdSystemDark", false);
        applyTheme(*qApp, false);
    }

    void takesKeys_data()
    {
        QTest::addColumn<int>("keys");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, QKeyCombination keys, const char *value, const char *fault) {
            QTest::newRow(name) << keys.toCombined() << QString::fromLatin1(value) << QString::fromLatin1(fault);
        };
        row("free", Qt::CTRL | Qt::Key_J, "Ctrl+J", "");
        row("a function key", Qt::Key_F7, "F7", "");
        row("its own", Qt::CTRL | Qt::Key_I, "", "");
        row("taken", Qt::CTRL | Qt::Key_K, "Ctrl+K", "Find anything");
        row("a second one of another", Qt::CTRL | Qt::Key_Y, "Ctrl+Y", "Redo");
        row("a letter", Qt::KeyboardModifiers() | Qt::Key_J, "J", "typing");
        row("a letter of the menus", Qt::ALT | Qt::Key_V, "Alt+V", "menus");
        row("copying", Qt::CTRL | Qt::Key_C, "Ctrl+C", "copies");
        row("fixed", Qt::Key_F10 | Qt::KeyboardModifiers(), "F10", "opens the menus");
        row("none", Qt::KeyboardModifiers() | Qt::Key_Backspace, "none", "");
    }
    void takesKeys()
    {
        QFETCH(int, keys);
        QFETCH(QString, value);
        QFETCH(QString, fault);
        const Shown shown;
        shown.dialog->showGroup(QStringLiteral("keys"));
        shown.press("keys.view.inspector", QKeyCombination::fromCombined(keys));
        const SettingRow *row = shown.row("keys.view.inspector");
        QCOMPARE(row->value(), value);
        QVERIFY2(fault.isEmpty() ? row->fault().isEmpty() : row->fault().contains(fault), qPrintable(row->fault()));
        QCOMPARE(shown.save()->isEnabled(), fault.isEmpty() && !value.isEmpty());
        if (value.isEmpty())
            return;
        QCOMPARE(shown.dialog->preferences().shortcuts, (QMap<QString, QString>{{"view.inspector", value}}));
        QTest::mouseClick(shown.find<QPushButton>("reset.keys.view.inspector"), Qt::LeftButton);
        QCOMPARE(
            shown.find<QKeySequenceEdit>("keys.view.inspector")->keySequence(), QKeySequence(Qt::CTRL | Qt::Key_I));
        QVERIFY(row->fault().isEmpty());
        QVERIFY(shown.dialog->preferences() == Preferences());
    }

    /// What another action gave up is free, and two may swap theirs.
    void keysChangeHands()
    {
        const Shown shown;
        shown.dialog->showGroup(QStringLiteral("keys"));
        shown.press("keys.view.inspector", Qt::CTRL | Qt::Key_K);
        QVERIFY(!shown.row("keys.view.inspector")->fault().isEmpty());
        shown.press("keys.tools.find", Qt::CTRL | Qt::Key_I);
        QVERIFY(shown.row("keys.view.inspector")->fault().isEmpty());
        QVERIFY(shown.row("keys.tools.find")->fault().isEmpty());
        QVERIFY(shown.save()->isEnabled());
    }

    void isWalkedByKeyboard_data()
    {
        QTest::addColumn<QString>("group");
        for (const SettingGroup &group : settingGroups())
            QTest::newRow(qPrintable(group.id)) << group.id;
    }
    void isWalkedByKeyboard()
    {
        QFETCH(QString, group);
        const Shown shown;
        auto *groups = shown.find<Navigation>("settingsGroups");
        auto *search = shown.find<QLineEdit>("settingsSearch");
        QCOMPARE(QApplication::focusWidget(), search);
        QTest::keyClick(search, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), groups);
        for (int i = 0; i < 20 && shown.dialog->currentGroup() != group; ++i)
            QTest::keyClick(groups, Qt::Key_Down);
        QCOMPARE(shown.dialog->currentGroup(), group);
        QSet<QWidget *> visited;
        QStringList unseen;
        int last = -1;
        for (int i = 0; i < 80; ++i) {
            QWidget *from = QApplication::focusWidget();
            const int pixels = [&] {
                from->setFocus(Qt::TabFocusReason);
                QTest::keyClick(from, Qt::Key_Tab);
                QWidget *to = QApplication::focusWidget();
                const QImage with = shown.dialog->grab().toImage().convertToFormat(QImage::Format_RGB32);
                from->setFocus(Qt::TabFocusReason);
                const QImage without = shown.dialog->grab().toImage().convertToFormat(QImage::Format_RGB32);
                to->setFocus(Qt::TabFocusReason);
                return test::pixelsThatStandOut(without, with);
            }();
            QWidget *now = QApplication::focusWidget();
            if (now == search)
                break;
            QVERIFY2(now != from, qPrintable(now->objectName()));
            if (pixels < test::LeastRing)
                unseen << now->objectName();
            const int y = now->mapTo(shown.dialog.get(), QPoint(0, now->height() / 2)).y();
            QVERIFY(y > 0 && y < shown.dialog->height()); // scrolled to
            const auto *area = shown.dialog->findChild<QScrollArea *>();
            const int place = area->widget()->isAncestorOf(now) ? now->mapTo(area->widget(), QPoint()).y() : last;
            QVERIFY2(place + 8 >= last, qPrintable(now->objectName())); // from the top down
            last = place;
            visited.insert(now);
        }
        QCOMPARE(QApplication::focusWidget(), search); // round
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
        for (const QWidget *widget : shown.dialog->findChildren<QWidget *>()) {
            const bool asked = widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
                && !widget->focusProxy() && widget != search && widget != groups
                && !qobject_cast<const QScrollArea *>(widget) && !widget->parentWidget()->focusProxy()
                && !qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())
                && !qobject_cast<const QComboBox *>(widget->parentWidget());
            QVERIFY2(!asked || isReached(*widget, visited),
                qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(960, 620), QSize(1024, 700), QSize(1440, 900)}) {
            for (const SettingGroup &group : settingGroups())
                QTest::addRow("%s at %d", qPrintable(group.id), size.width()) << group.id << size;
        }
    }
    void nothingIsCut()
    {
        QFETCH(QString, group);
        QFETCH(QSize, size);
        const Shown shown(settingsSample(), size);
        QVERIFY(shown.dialog->width() <= size.width() && shown.dialog->height() <= size.height());
        shown.dialog->showGroup(group);
        shown.layOut();
        const QStringList cut = test::layoutFaults(*shown.dialog);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        const auto *area = shown.dialog->findChild<QScrollArea *>();
        QVERIFY(area->widget()->width() <= area->viewport()->width());
        for (const SettingRow *row : shown.dialog->findChildren<SettingRow *>())
            QVERIFY2(
                !row->isVisible() || row->height() >= row->heightForWidth(row->width()), qPrintable(row->objectName()));
    }
};

QTEST_MAIN(TestSettingsKeyboard)
#include "tst_settings_keyboard.moc"
