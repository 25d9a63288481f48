#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/mnemonics.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/grid_view.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/theme.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/shell/linked_selection.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QtTest>
#include <QUndoStack>
#include <QWindow>

using namespace qd;
using namespace qd::ui;

namespace {

/// Three customers of whom the CRM says 900 and billing 1,000, in the register; a fourth differs by 0.60.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    for (const char *name : {"Kestrel", "Merlin", "Osprey", "Petrel"}) {
        const bool agrees = std::string(name) == "Petrel";
        data.account("crm", name, name, agrees ? "arr=999.40;owner=Ann" : "arr=900;owner=Maya");
        data.subscription("billing", std::string("s-") + name, name, "1000", "2025-01-01");
    }
    data.settle();
    reconcile::ReconcileOptions options;
    options.left = *portfolio::Portfolio::of(data.workspace())->findSource("crm");
    options.right = *portfolio::Portfolio::of(data.workspace())->findSource("billing");
    Progress progress;
    const auto result = reconcile::reconcile(*portfolio::Portfolio::of(data.workspace()), options, progress);
    if (!result.ok() || result->breaks.size() != 3)
        qFatal("the fixture has other breaks");
    reconcile::registerBreaks(data.workspace(), *result);
}

/// The window with the Reconcile page on that workspace, used by mouse and keys.
struct Shown {
    test::WorkspaceFixture data;
    ReconcilePage *page = new ReconcilePage;
    MainWindow window{{page}, false};
    TableView *table = page->findChild<TableView *>(QStringLiteral("breaks"));
    QPushButton *decide = nullptr;

    Shown()
    {
        fill(data);
        window.show();
        window.openWorkspace(QString::fromStdString(data.workspace().path()));
        decide = window.findChild<QPushButton *>(QStringLiteral("decideBreak"));
    }
    bool isReady()
    {
        return QTest::qWaitFor([this] { return table->spec().rows.size() == 3; }, 20000);
    }
    void click(int row, Qt::KeyboardModifiers keys = {})
    {
        auto *grid = table->findChild<GridView *>();
        const QRect cell = grid->visualRect(grid->model()->index(row, grid->columnAt(8)));
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, keys, cell.center());
    }
    /// Clicks the button, whose menu runs until it is closed, and does `what` while it is open; closes it then.
    void inMenu(const std::function<void()> &what)
    {
        bool done = false;
        QTimer poll;
        QObject::connect(&poll, &QTimer::timeout, &poll, [&] {
            if (!decide->menu()->isVisible() || !decide->menu()->windowHandle())
                return;
            poll.stop();
            what();
            decide->menu()->close();
            done = true;
        });
        poll.start(5);
        QTest::mouseClick(decide, Qt::LeftButton);
        QTRY_VERIFY(done);
    }
    /// Keys as the window system gives them: to the popup, which passes them on to what has its focus.
    void type(const QString &text)
    {
        for (const QChar &letter : text)
            QTest::keyClick(decide->menu()->windowHandle(), letter.toLatin1());
    }
    QAction *action(const QString &state) const
    {
        for (QAction *each : decide->menu()->actions()) {
            if (withoutMnemonic(each->text()) == state)
                return each;
        }
        return nullptr;
    }
    void choose(const QString &state)
    {
        const QRect place = decide->menu()->actionGeometry(action(state));
        QTest::mouseClick(decide->menu(), Qt::LeftButton, {}, place.center());
    }
    void decideAs(const char *state, const char *note)
    {
        inMenu([&] {
            type(QLatin1String(note));
            choose(QLatin1String(state));
        });
    }
    /// "accepted:note" of each break, by number.
    QStringList decisions()
    {
        std::map<int, QString> found;
        for (const auto &[key, known] : reconcile::registeredBreaks(data.workspace(), "crm", "billing"))
            found[known.number] = QString::fromStdString(known.state + ":" + known.note);
        QStringList texts;
        for (const auto &[number, text] : found)
            texts << text;
        return texts;
    }
};

} // namespace

/// Several breaks at once, and the note that goes with a state, by mouse and keys.
class TestBreakSelection : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void allSelectedBreaksAreDecidedInOneStep()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        QVERIFY(!shown.decide->isEnabled());
        shown.click(0);
        QCOMPARE(shown.decide->text(), QStringLiteral("Decide"));
        shown.click(1, Qt::ControlModifier);
        QCOMPARE(shown.table->selectedIds().size(), 2);
        QCOMPARE(shown.decide->text(), QStringLiteral("Decide 2"));
        shown.decideAs("Accepted", "accepted by Ann");
        const QString both = QStringLiteral("accepted:accepted by Ann");
        QTRY_COMPARE(shown.decisions(), QStringList({both, both, QStringLiteral("open:")}));
        QCOMPARE(shown.window.undoStack().count(), 1);
        QCOMPARE(shown.window.undoStack().undoText(), QStringLiteral("2 breaks: Accepted"));
        QTRY_COMPARE(shown.table->selectedIds().size(), 2); // the same breaks, after the page was read anew
        shown.window.undoStack().undo();
        QTRY_COMPARE(shown.decisions(), QStringList(3, QStringLiteral("open:")));
        QCOMPARE(store::auditTrail(shown.data.workspace()).size(), std::size_t(4));
    }

    /// The first letters of a note are those of a state; with the pointer over the menu they went there.
    void whatIsTypedIsTheNote_data()
    {
        QTest::addColumn<QString>("over");
        QTest::newRow("pointer elsewhere") << QString();
        QTest::newRow("pointer over a state") << QStringLiteral("To fix");
    }
    void whatIsTypedIsTheNote()
    {
        QFETCH(QString, over);
        Shown shown;
        QVERIFY(shown.isReady());
        shown.click(2);
        shown.inMenu([&] {
            QMenu *menu = shown.decide->menu();
            if (!over.isEmpty()) {
                QTest::mouseMove(menu, menu->actionGeometry(shown.action(over)).center());
                QTest::mouseMove(menu, menu->actionGeometry(shown.action(over)).center() + QPoint(2, 1));
                QCOMPARE(menu->activeAction(), shown.action(over));
            }
            shown.type(QStringLiteral("fixed twice, explained once"));
            QVERIFY(menu->isVisible());
            QCOMPARE(shown.decide->findChild<QLineEdit *>()->text(), QStringLiteral("fixed twice, explained once"));
            QCOMPARE(shown.window.undoStack().count(), 0);
            shown.choose(QStringLiteral("Explained"));
        });
        QTRY_VERIFY(shown.decisions().contains(QStringLiteral("explained:fixed twice, explained once")));
    }

    void theMenuShowsWhatHoldsNow()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.click(0);
        shown.decideAs("Fixed", "why");
        QTRY_VERIFY(shown.decisions().contains(QStringLiteral("fixed:why")));
        QTRY_VERIFY(shown.window.isSettled(QStringLiteral("reconcile")));
        shown.window.undoStack().undo();
        QTRY_COMPARE(shown.decisions(), QStringList(3, QStringLiteral("open:")));
        QTRY_COMPARE(shown.table->spec().rows[0].values[9].value<StateValue>().word, QStringLiteral("Open"));
        shown.inMenu([&] {
            QVERIFY(shown.action(QStringLiteral("Open"))->isChecked());
            QCOMPARE(shown.decide->findChild<QLineEdit *>()->text(), QString());
        });
    }

    /// A state for breaks with different notes leaves each its own; a note typed then is for all.
    void differentNotesAreKept()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.click(0);
        shown.decideAs("To fix", "one");
        QTRY_VERIFY(shown.decisions().contains(QStringLiteral("to_fix:one")));
        QTRY_COMPARE(shown.table->spec().rows[0].values[9].value<StateValue>().word, QStringLiteral("To fix"));
        shown.click(0);
        shown.click(1, Qt::ControlModifier);
        shown.inMenu([&] {
            QVERIFY(!shown.decide->findChild<QLineEdit *>()->placeholderText().startsWith(QStringLiteral("Note,")));
            shown.choose(QStringLiteral("Accepted"));
        });
        QTRY_COMPARE(shown.decisions(),
            QStringList({QStringLiteral("accepted:one"), QStringLiteral("accepted:"), QStringLiteral("open:")}));
    }

    void enterOpensTheCustomersOfAllSelected()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.click(0);
        shown.click(2, Qt::ShiftModifier);
        QSignalSpy links(shown.page, &Page::linkActivated);
        QTest::keyClick(shown.table->findChild<GridView *>(), Qt::Key_Return);
        QCOMPARE(links.size(), 1);
        QCOMPARE(accountList(links[0][1].value<PageTarget>()).ids.size(), 3);
    }

    /// The file has what is shown, with what was decided of it.
    void theExportIsWhatIsShown()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.click(1);
        shown.decideAs("To fix", "see ticket");
        QTRY_COMPARE(shown.table->spec().rows[1].values[9].value<StateValue>().word, QStringLiteral("To fix"));
        shown.table->setFilter(QStringLiteral("customer"), QStringLiteral("Merlin"));
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("breaks.csv"));
        shown.page->saveBreaks(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].endsWith(QStringLiteral("owner,state,note,due_date")));
        QVERIFY2(lines[1].endsWith(QStringLiteral("Maya,to_fix,see ticket,")), qPrintable(lines[1]));
    }

    /// Two breaks get an owner and a due date by the dialog, in one step; Ageing lists what each owner has to correct.
    void anOwnerAndADueDateAreGiven()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.click(0);
        shown.click(1, Qt::ControlModifier);
        shown.action(QStringLiteral("Owner and due date..."))->trigger();
        auto *dialog = shown.page->findChild<QDialog *>();
        QVERIFY(dialog);
        auto *due = dialog->findChild<QLineEdit *>(QStringLiteral("breakDue"));
        auto *give = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("breakOwner")), QStringLiteral("Bea"));
        QTest::keyClicks(due, QStringLiteral("2026-02-30"));
        QVERIFY(!give->isEnabled()); // there is no such day
        due->clear();
        QTest::keyClicks(due, QStringLiteral("2026-02-03"));
        QVERIFY(give->isEnabled());
        QTest::mouseClick(give, Qt::LeftButton);
        const auto assigned = [&] {
            QStringList all;
            for (const auto &[key, known] : reconcile::registeredBreaks(shown.data.workspace(), "crm", "billing"))
                all << QString::fromStdString(known.owner + ":" + known.dueDate + ":" + known.state);
            all.sort();
            return all;
        };
        const QString given = QStringLiteral("Bea:2026-02-03:open");
        QTRY_COMPARE(assigned(), (QStringList{QStringLiteral("::open"), given, given}));
        QCOMPARE(shown.window.undoStack().undoText(), QStringLiteral("Assign 2 breaks"));
        QTRY_COMPARE(shown.table->spec().rows[0].values[11].toDate(), QDate(2026, 2, 3));
        QCOMPARE(shown.table->spec().rows[0].values[8].toString(), QStringLiteral("Bea"));

        auto *views = shown.page->findChild<SegmentedSwitch *>();
        for (QAbstractButton *view : views->findChildren<QAbstractButton *>()) {
            if (withoutMnemonic(view->text()) == QStringLiteral("Ageing"))
                QTest::mouseClick(view, Qt::LeftButton);
        }
        QStringList rows;
        for (const TableRow &row : shown.table->spec().rows)
            rows << row.values[0].toString() + u'/' + row.values[1].toString() + u'/' + row.values[2].toString() + u'/'
                    + row.values[3].toString();
        QCOMPARE(rows, (QStringList{QStringLiteral("crm/Bea/2/2"), QStringLiteral("crm/Maya/1/0")}));
        QVERIFY(!shown.decide->isEnabled()); // owners are no breaks

        shown.window.undoStack().undo();
        QTRY_COMPARE(assigned(), QStringList(3, QStringLiteral("::open")));
    }

    /// Found in September, one of them gone on 5 October: two are left at the end of October, both over 30 days old.
    void monthsShowWhatCameAndWent()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.data.run("UPDATE break_register SET first_seen = '2026-09-20'", {});
        shown.data.run("UPDATE break_register SET closed = '2026-10-05' WHERE number = 1", {});
        PageContext context;
        context.workspacePath = shown.data.workspace().path();
        shown.page->refresh(context);
        const auto texts = [&] {
            QStringList rows;
            for (const TableRow &row : shown.table->spec().rows) {
                QStringList cells;
                for (const QVariant &value : row.values)
                    cells << value.toString();
                rows << cells.join(u'/');
            }
            return rows;
        };
        auto *views = shown.page->findChild<SegmentedSwitch *>();
        for (QAbstractButton *view : views->findChildren<QAbstractButton *>()) {
            if (withoutMnemonic(view->text()) == QStringLiteral("Months"))
                QTest::mouseClick(view, Qt::LeftButton);
        }
        QTRY_COMPARE(texts(), (QStringList{QStringLiteral("Oct 2026/0/1/2/2"), QStringLiteral("Sep 2026/3/0/3/0")}));
        QVERIFY(!shown.decide->isEnabled()); // months are no breaks
        QVERIFY(!shown.table->spec().sortable); // by name April would come first
        QStringList said;
        for (const QLabel *label : shown.page->findChildren<QLabel *>())
            said << label->text();
        QVERIFY2(said.contains(QStringLiteral("0 found, 1 gone since Sep 2026; 2 left, 3 then")),
            qPrintable(said.join(u'|')));
    }

    void thePanelSaysHowBreaksAndDifferenceGoTogether()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        QStringList texts;
        for (const QLabel *label : shown.page->findChildren<QLabel *>())
            texts << label->text();
        QVERIFY2(texts.contains(QStringLiteral("3 of 3; breaks +300.00, rounding +0.60: difference +300.60")),
            qPrintable(texts.join(u'|')));
    }

    /// Those who differ for one cause are framed in its bar of the bridge, who differs within tolerance in another.
    void whoIsSelectedIsMarkedInTheBridge()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        const auto *bridge = shown.page->findChild<ChartView *>();
        QStringList others{QStringLiteral("AC-00001"), QStringLiteral("AC-00002"), QStringLiteral("AC-00003"),
            QStringLiteral("AC-00004")};
        QVector<ChartPlace> ofThree;
        for (const TableRow &row : shown.table->spec().rows) {
            shown.table->setSelectedIds({row.id});
            QCOMPARE(bridge->marked().size(), 1);
            QVERIFY(ofThree.isEmpty() || bridge->marked() == ofThree);
            ofThree = bridge->marked();
            QVERIFY(bridge->placeRect(0, ofThree.front().category).isValid());
            others.removeOne(customerOfRow(row.id));
        }
        QCOMPARE(others.size(), 1); // Petrel
        shown.page->findChild<ChartView *>()->markCustomers({others.front()});
        QCOMPARE(bridge->marked().size(), 1);
        QVERIFY(bridge->marked() != ofThree);
    }
};

QTEST_MAIN(TestBreakSelection)
#include "tst_break_selection.moc"
