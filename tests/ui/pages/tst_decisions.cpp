#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/error_bar.h"
#include "ui/common/mnemonics.h"
#include "ui/common/table/table_view.h"
#include "ui/common/totals_strip.h"
#include "ui/paint/theme.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/edit.h"
#include "ui/shell/job.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSemaphore>
#include <QStatusBar>
#include <QToolButton>
#include <QtTest>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;

namespace {

/// A workspace whose CRM says 900 where billing bills 1,000, with that break in the register.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.account("crm", "A", "Kestrel", "arr=900");
    data.account("billing", "A", "Kestrel", "crm_account_id=A");
    data.subscription("billing", "s", "A", "1000", "2025-01-01");
    data.settle();
    data.run("UPDATE account_link SET account = (SELECT min(account) FROM account_link)", {});
    data.run("DELETE FROM account WHERE account NOT IN (SELECT account FROM account_link)", {});
    reconcile::ReconcileOptions options;
    options.left = *portfolio::Portfolio::of(data.workspace())->findSource("crm");
    options.right = *portfolio::Portfolio::of(data.workspace())->findSource("billing");
    Progress progress;
    const auto result = reconcile::reconcile(*portfolio::Portfolio::of(data.workspace()), options, progress);
    if (!result.ok() || result->breaks.size() != 1)
        qFatal("the fixture has no break");
    reconcile::registerBreaks(data.workspace(), *result);
}

/// A page whose job reports as long as it may.
class ReportingPage : public Page {
public:
    QString id() const override { return QStringLiteral("reporting"); }
    QString title() const override { return QStringLiteral("Reporting"); }
    QString group() const override { return {}; }
    QString iconName() const override { return QStringLiteral("info"); }
    void refresh(const PageContext &) override { }
    void report(QSemaphore &begun, QSemaphore &closed)
    {
        m_job.startShown(
            this, QStringLiteral("Reporting"),
            [&begun, &closed](Progress &progress) -> Result<int> {
                begun.release();
                closed.acquire();
                progress.begin(Message::data("After the end"), 1); // reports, though the window has gone
                return 1;
            },
            [](const Result<int> &) {});
    }

private:
    Job<int> m_job;
};

/// The window with the Reconcile page on that workspace.
struct Shown {
    test::WorkspaceFixture data;
    ReconcilePage *page = new ReconcilePage;
    MainWindow window{{page}, false};

    Shown()
    {
        fill(data);
        window.show();
        window.openWorkspace(QString::fromStdString(data.workspace().path()));
    }
};

/// Sets `company` at the end of what it holds, so that order and place show.
Edit::Change append(const std::string &text)
{
    return [text](store::Workspace &workspace) -> Result<void> {
        workspace.setSetting("company", workspace.setting("company").value_or("") + text);
        return {};
    };
}

} // namespace

/// What a person decides on a page: kept, shown, undone, found again.
class TestDecisions : public QObject {
    Q_OBJECT

    static QString stateShown(const TableView &table)
    {
        const TableSpec &spec = table.spec();
        return spec.rows.isEmpty() ? QString() : spec.rows[0].values[9].value<StateValue>().word;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void aBreakIsDecidedAndUndone()
    {
        Shown shown;
        auto &[data, page, window] = shown;
        auto *table = page->findChild<TableView *>(QStringLiteral("breaks"));
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Open"));
        auto *decide = window.findChild<QPushButton *>(QStringLiteral("decideBreak"));
        QVERIFY(!decide->isEnabled());
        table->setCurrentId(table->spec().rows[0].id);
        QVERIFY(decide->isEnabled());

        auto *note = decide->findChild<QLineEdit *>();
        QTest::keyClicks(note, QStringLiteral("CRM is behind"));
        for (QAction *action : decide->menu()->actions()) {
            if (withoutMnemonic(action->text()) == QStringLiteral("Accepted"))
                action->trigger();
        }
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Accepted"));
        const auto known = reconcile::registeredBreaks(data.workspace(), "crm", "billing").begin()->second;
        QCOMPARE(known.state, std::string("accepted"));
        QCOMPARE(known.note, std::string("CRM is behind"));
        QCOMPARE(window.undoStack().undoText(), QStringLiteral("BR-0001: Accepted"));
        const auto labels = window.statusBar()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel *label) { return label->text() == QStringLiteral("Undo: BR-0001: Accepted"); }));

        window.undoStack().undo();
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Open"));
        window.undoStack().redo();
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Accepted"));
        QCOMPARE(store::auditTrail(data.workspace()).size(), std::size_t(3));
    }

    void aDecisionThatFailsSaysSoAndLeavesNoUndo()
    {
        Shown shown;
        auto &[data, page, window] = shown;
        auto *table = page->findChild<TableView *>(QStringLiteral("breaks"));
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Open"));
        table->setCurrentId(table->spec().rows[0].id);
        data.run("DELETE FROM break_register", {});
        QSignalSpy failed(&window, &MainWindow::workspaceFailed);
        auto *decide = window.findChild<QPushButton *>(QStringLiteral("decideBreak"));
        decide->menu()->actions().back()->trigger();
        QVERIFY(failed.wait());
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("not in the register")));
        QCOMPARE(window.undoStack().count(), 0);
    }

    /// Two decisions before the page could refresh: undo goes back one at a time.
    void undoBringsBackWhatTheRegisterHeld()
    {
        Shown shown;
        auto &[data, page, window] = shown;
        auto *table = page->findChild<TableView *>(QStringLiteral("breaks"));
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Open"));
        table->setCurrentId(table->spec().rows[0].id);
        auto *decide = window.findChild<QPushButton *>(QStringLiteral("decideBreak"));
        for (const char *state : {"Accepted", "Explained"}) {
            for (QAction *action : decide->menu()->actions()) {
                if (withoutMnemonic(action->text()) == QLatin1String(state))
                    action->trigger();
            }
        }
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Explained"));
        window.undoStack().undo();
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Accepted"));
        window.undoStack().undo();
        QTRY_COMPARE(stateShown(*table), QStringLiteral("Open"));
    }

    void closingLosesNoDecision()
    {
        test::WorkspaceFixture data;
        {
            EditQueue queue;
            queue.setWorkspace(data.workspace().path(), store::lastChange(data.workspace()));
            for (const char *text : {"a", "b", "c"})
                queue.add(append(text));
        }
        QCOMPARE(data.workspace().setting("company").value_or(""), std::string("abc"));
    }

    void anEditStaysWithTheWorkspaceItWasMadeIn()
    {
        test::WorkspaceFixture first;
        test::WorkspaceFixture second;
        EditQueue queue;
        queue.setWorkspace(first.workspace().path(), store::lastChange(first.workspace()));
        queue.add(append("a"));
        queue.add(append("b"));
        queue.setWorkspace(second.workspace().path(), store::lastChange(second.workspace()));
        QSignalSpy idle(&queue, &EditQueue::idle);
        QVERIFY(idle.wait());
        QCOMPARE(first.workspace().setting("company").value_or(""), std::string("ab"));
        QVERIFY(!second.workspace().setting("company"));
    }

    void whatAnotherProgramChangedIsNotOverwritten()
    {
        test::WorkspaceFixture data;
        EditQueue queue;
        queue.setWorkspace(data.workspace().path(), store::lastChange(data.workspace()));
        data.db().exec("UPDATE workspace_change SET number = number + 1, writer = 'ben (qdeck, process 1)', "
                       "what = 'decide breaks'");
        QString sentence;
        connect(&queue, &EditQueue::failed, &queue, [&](const Error &error) {
            QCOMPARE(error.code, ErrorCode::Conflict);
            sentence = QString::fromStdString(error.message.english());
        });
        queue.add(append("a"));
        QTRY_VERIFY(!sentence.isEmpty());
        QVERIFY2(sentence.contains(QStringLiteral("decide breaks, by ben (qdeck, process 1)")), qPrintable(sentence));
        QVERIFY(!data.workspace().setting("company"));
        // Once that is shown, the same change goes through.
        queue.setWorkspace(data.workspace().path(), store::lastChange(data.workspace()));
        QSignalSpy idle(&queue, &EditQueue::idle);
        queue.add(append("a"));
        QVERIFY(idle.wait());
        QCOMPARE(data.workspace().setting("company").value_or(""), std::string("a"));
    }

    void thePaletteFindsBreaks()
    {
        Shown shown;
        auto &[data, page, window] = shown;
        QTRY_COMPARE(page->paletteEntries().size(), std::size_t(1));
        const PaletteEntry entry = page->paletteEntries().front();
        QCOMPARE(entry.title, QStringLiteral("BR-0001 Kestrel"));
        QCOMPARE(entry.kind, PaletteKind::Break);
        QVERIFY(entry.value.contains(QStringLiteral("100")));
        entry.activate();
        QVERIFY(page->findChild<TableView *>(QStringLiteral("breaks"))
                    ->currentId()
                    .startsWith(QStringLiteral("crm|billing|")));
    }

    void aJobMayReportWhileItsWindowCloses()
    {
        QSemaphore begun;
        QSemaphore closed;
        auto *page = new ReportingPage;
        auto window = std::make_unique<MainWindow>(QList<Page *>{page}, false);
        window->show();
        page->report(begun, closed);
        begun.acquire();
        QPointer<JobBoard> board(JobBoard::of(page));
        QVERIFY(board);
        QObject::connect(board, &QObject::destroyed, board, [&closed] { closed.release(); });
        window.reset(); // waits for the job, which reports only now
        QVERIFY(!board);
    }

    void theTotalsOpenTheirCustomers()
    {
        Shown shown;
        auto &[data, page, window] = shown;
        auto *strip = page->findChild<TotalsStrip *>(QStringLiteral("reconcileTotals"));
        QTRY_COMPARE(strip->cells().size(), 5);
        QSignalSpy links(page, &Page::linkActivated);
        QTest::mouseClick(strip, Qt::LeftButton, {}, {20, 20});
        QCOMPARE(links.size(), 1);
        QCOMPARE(links[0][0].toString(), QStringLiteral("customers"));
        const AccountList list = accountList(links[0][1].value<PageTarget>());
        QCOMPARE(list.title, QStringLiteral("ARR in crm"));
        QCOMPARE(list.ids.size(), 1);
        QTest::mouseClick(strip, Qt::LeftButton, {}, {strip->width() * 7 / 10, 20});
        QCOMPARE(accountList(links[1][1].value<PageTarget>()).title, QStringLiteral("Unexplained"));
    }

    void aShownJobIsStoppedFromTheStatusBar()
    {
        MainWindow window({new ReconcilePage}, false);
        window.show();
        Job<int> job;
        QSemaphore begun;
        std::optional<ErrorCode> ended;
        job.startShown(
            window.page(QStringLiteral("reconcile")), QStringLiteral("Counting to forever"),
            [&begun](Progress &progress) -> Result<int> {
                progress.begin(Message::data("Counting"), 0);
                begun.release();
                for (int i = 0; progress.step(i); ++i)
                    QThread::yieldCurrentThread();
                return cancelled();
            },
            [&ended](const Result<int> &result) { ended = result.ok() ? ErrorCode::Internal : result.error().code; });
        begun.acquire();
        QToolButton *stop = nullptr;
        for (QToolButton *button : window.statusBar()->findChildren<QToolButton *>()) {
            if (button->toolTip() == QStringLiteral("Stop this job"))
                stop = button;
        }
        QVERIFY(stop);
        QTRY_VERIFY(stop->isVisible());
        QTest::mouseClick(stop, Qt::LeftButton);
        QTRY_VERIFY(ended.has_value());
        QCOMPARE(*ended, ErrorCode::Cancelled);
        QTRY_VERIFY(!stop->isVisible());
    }
};

QTEST_MAIN(TestDecisions)
#include "tst_decisions.moc"
