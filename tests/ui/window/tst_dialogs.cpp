#include "tests/support/focus_check.h"
#include "tests/ui/window/every_dialog.h"
#include "tests/ui/window/keyboard_walk.h"
#include "tests/ui/window/layout_faults.h"

#include <QDateTimeEdit>

using namespace qd;
using namespace qd::ui;

/// Every control of every dialog is reached without a mouse and shows that it is, Escape closes, and nothing is cut.
class TestDialogs : public QObject {
    Q_OBJECT

    test::SamplePages m_sample;

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_sample.make();
    }

    void reachesEveryControl_data() { test::EveryDialog::addRows(); }
    void reachesEveryControl()
    {
        QFETCH(QString, name);
        const auto dialog = test::EveryDialog::shown(name, m_sample.sample());
        QWidget *first = nullptr;
        for (QWidget *widget : dialog->findChildren<QWidget *>())
            first = !first && test::takesTab(*widget) ? widget : first;
        QVERIFY(first);
        const QStringList missed = test::unreached(*dialog, first);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
    }

    void showsTheFocus_data() { test::EveryDialog::addRows(); }
    void showsTheFocus()
    {
        QFETCH(QString, name);
        const auto dialog = test::EveryDialog::shown(name, m_sample.sample());
        QWidget *first = nullptr;
        for (QWidget *widget : dialog->findChildren<QWidget *>())
            first = !first && test::takesTab(*widget) ? widget : first;
        const QList<QWidget *> way = test::walk(first, false);
        QStringList unseen;
        for (qsizetype i = 1; i < way.size(); ++i) {
            if (qobject_cast<const QDateTimeEdit *>(way[i - 1]))
                continue; // Tab goes through its parts first
            const int pixels = test::pixelsOfFocus(*way[i], *way[i - 1]);
            if (pixels < test::LeastRing)
                unseen << QStringLiteral("%1: %2 pixels").arg(test::controlName(*way[i])).arg(pixels);
        }
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
    }

    void escapeCloses_data() { test::EveryDialog::addRows(); }
    void escapeCloses()
    {
        QFETCH(QString, name);
        const auto dialog = test::EveryDialog::shown(name, m_sample.sample());
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : dialog.get(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog->isVisible());
    }

    void isWhole_data() { test::EveryDialog::addRows(); }
    void isWhole()
    {
        QFETCH(QString, name);
        const auto dialog = test::EveryDialog::shown(name, m_sample.sample());
        constexpr QSize Screen(1024, 700);
        const QSize least = dialog->minimumSizeHint();
        QVERIFY2(least.boundedTo(Screen) == least,
            qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
        dialog->resize(dialog->size().boundedTo(Screen));
        QStringList faults;
        const auto look = [&] {
            dialog->grab();
            faults = test::layoutFaults(*dialog);
            return faults.isEmpty();
        };
        QVERIFY2(QTest::qWaitFor(look, 1000), qPrintable(faults.join(u'\n')));
    }
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
