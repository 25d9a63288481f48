#include "core/store/own_rows.h"
#include "tests/support/layout_check.h"
#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/paint/theme.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/job_board.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/work_area.h"
#include "ui/shell/workspace_opener.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>
#include <QUndoCommand>
#include <QUndoStack>
#include <QVBoxLayout>

using namespace qd;
using namespace qd::ui;

namespace {

/// A page that counts what the window asks of it and settles at once.
class TestPage : public Page {
public:
    TestPage(QString id, QString group)
        : m_id(std::move(id))
        , m_group(std::move(group))
    {
        auto *column = new QVBoxLayout(this);
        column->addWidget(new QLineEdit(this));
    }
    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_id.left(1).toUpper() + m_id.mid(1); }
    [[nodiscard]] QString group() const override { return m_group; }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("home"); }
    [[nodiscard]] QList<QWidget *> headerActions() override
    {
        return {new QPushButton(QStringLiteral("Export"), this)};
    }
    void refresh(const PageContext &context) override
    {
        ++refreshed;
        seen = context;
        Q_EMIT factChanged(QStringLiteral("as of today"));
        Q_EMIT settled();
    }
    void open(const PageTarget &target) override { opened << target; }

    int refreshed = 0;
    PageContext seen;
    QList<PageTarget> opened;

private:
    QString m_id;
    QString m_group;
};

struct Shown {
    explicit Shown(bool remember = false)
        : home(new TestPage(QStringLiteral("home"), {}))
        , revenue(new TestPage(QStringLiteral("revenue"), QStringLiteral("Analyse")))
        , window({home, revenue}, remember)
    {
        window.show();
    }
    void open(test::WorkspaceFixture &fixture)
    {
        const QSignalSpy opened(&window, &MainWindow::workspaceOpened);
        window.openWorkspace(QString::fromStdString(fixture.workspace().path()));
        QTRY_VERIFY(!opened.isEmpty());
    }

    TestPage *home;
    TestPage *revenue;
    MainWindow window;
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void startsWithoutWorkspace();
    void makesPagesForTheFirstWorkspace();
    void refreshesOnlyWhatIsShown();
    void filtersReachThePage();
    void goesBackAndForward();
    void keysChooseThePage();
    void inspectorFollowsUnlessPinned();
    void undoIsInTheStatusBar();
    void refusalIsShown();
    void dropsBecomeAnImport();
    void remembersPageAndFilters();
    void laysOutCleanly_data();
    void laysOutCleanly();
    void sampleOpens();
    void jobsAreShownAndCancelled();
    void navigationModel();
};

void TestMainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("QuarterdeckTest"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_main_window"));
    QSettings().clear();
    applyTheme(*qApp, false);
}

void TestMainWindow::startsWithoutWorkspace()
{
    Shown shown;
    QVERIFY(!shown.window.hasWorkspace());
    QVERIFY(shown.window.findChild<QPushButton *>(QStringLiteral("openSample"))->isVisible());
    QVERIFY(!shown.window.findChild<FilterBar *>()->isVisible());
    shown.window.showPage(QStringLiteral("revenue"));
    QCOMPARE(shown.revenue->refreshed, 0);
}

void TestMainWindow::makesPagesForTheFirstWorkspace()
{
    int made = 0;
    TestPage *revenue = nullptr;
    const auto makePages = [&]() -> QList<Page *> {
        ++made;
        revenue = new TestPage(QStringLiteral("revenue"), QStringLiteral("Analyse"));
        return {new TestPage(QStringLiteral("home"), {}), revenue};
    };
    test::WorkspaceFixture fixture;
    MainWindow window(makePages, false);
    window.show();
    window.focusNextArea();
    window.showPage(QStringLiteral("revenue"));
    window.commandPalette().open();
    window.closeWorkspace();
    QCOMPARE(made, 0);
    QCOMPARE(window.pageIds(), QStringList());
    for (int i = 0; i < 2; ++i) {
        const QSignalSpy opened(&window, &MainWindow::workspaceOpened);
        window.openWorkspace(QString::fromStdString(fixture.workspace().path()));
        QTRY_VERIFY(!opened.isEmpty());
        QCOMPARE(made, 1);
        QCOMPARE(window.pageIds(), (QStringList{QStringLiteral("home"), QStringLiteral("revenue")}));
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(revenue->isVisible());
        window.closeWorkspace();
        QVERIFY(!revenue->isVisible());
    }
}

void TestMainWindow::refreshesOnlyWhatIsShown()
{
    test::WorkspaceFixture fixture;
    Shown shown;
    const QSignalSpy settled(&shown.window, &MainWindow::pageSettled);
    shown.open(fixture);
    QCOMPARE(shown.home->refreshed, 1);
    QCOMPARE(shown.revenue->refreshed, 0);
    QCOMPARE(shown.home->seen.workspacePath, fixture.workspace().path());
    shown.window.showPage(QStringLiteral("revenue"), AccountTarget{QStringLiteral("AC-1")});
    QCOMPARE(shown.revenue->refreshed, 1);
    QVERIFY(shown.revenue->opened == (QList<PageTarget>{AccountTarget{QStringLiteral("AC-1")}}));
    shown.window.showPage(QStringLiteral("home"));
    QCOMPARE(shown.home->refreshed, 1); // it still shows what is
    QCOMPARE(settled.count(), 2);
    Q_EMIT shown.revenue->dataChanged();
    QTRY_COMPARE(shown.home->refreshed, 2);
    QVERIFY(!shown.window.isSettled(QStringLiteral("revenue")));
}

void TestMainWindow::filtersReachThePage()
{
    test::WorkspaceFixture fixture;
    fixture.source("salesforce", "crm");
    Shown shown;
    shown.open(fixture);
    auto *bar = shown.window.findChild<FilterBar *>();
    bar->setFiltersText(QStringLiteral("=USD, rates of each day"));
    Q_EMIT bar->filtersChanged();
    QVERIFY(shown.home->seen.fx == revenue::FxMode::AsOf);
    QCOMPARE(shown.home->refreshed, 2);
}

void TestMainWindow::goesBackAndForward()
{
    test::WorkspaceFixture fixture;
    Shown shown;
    shown.open(fixture);
    auto *bar = shown.window.findChild<FilterBar *>();
    const auto buttons = bar->findChildren<QToolButton *>();
    QVERIFY(!buttons[0]->isEnabled() && !buttons[1]->isEnabled());
    shown.window.showPage(QStringLiteral("revenue"), AccountTarget{QStringLiteral("x")});
    QVERIFY(buttons[0]->isEnabled() && !buttons[1]->isEnabled());
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QVERIFY(shown.home->isVisible());
    QVERIFY(!buttons[0]->isEnabled() && buttons[1]->isEnabled());
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QVERIFY(shown.revenue->isVisible());
    QCOMPARE(shown.revenue->opened.size(), 2);
}

void TestMainWindow::keysChooseThePage()
{
    test::WorkspaceFixture fixture;
    Shown shown;
    shown.open(fixture);
    shown.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    QTest::keyClick(&shown.window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(shown.revenue->isVisible());
    QTest::keyClick(&shown.window, Qt::Key_F6);
    const QWidget *first = QApplication::focusWidget();
    QVERIFY(first);
    QTest::keyClick(&shown.window, Qt::Key_F6);
    QVERIFY(QApplication::focusWidget() != first);
    QTest::keyClick(&shown.window, Qt::Key_K, Qt::ControlModifier);
    QVERIFY(shown.window.findChild<QWidget *>(QStringLiteral("commandPalette"))->isVisible());
}

void TestMainWindow::inspectorFollowsUnlessPinned()
{
    test::WorkspaceFixture fixture;
    Shown shown;
    shown.open(fixture);
    shown.window.toggleInspector();
    auto &inspector = *shown.window.findChild<Inspector *>();
    QVERIFY(inspector.isVisible());
    const auto heading = [&] { return inspector.findChild<QLabel *>(QStringLiteral("inspectorHeading"))->text(); };
    InspectorContent content;
    content.heading = QStringLiteral("Break BR-0412");
    content.evidence = {{Mark::Good, QStringLiteral("Billing is twelve times CRM.")}};
    content.sources = {{QStringLiteral("crm.csv"), QStringLiteral("line 12"),
        {{QStringLiteral("ARR"), QStringLiteral("26400.00"), true}}}};
    content.links = {
        {QStringLiteral("Open customer"), QStringLiteral("revenue"), AccountTarget{QStringLiteral("AC-7")}}};
    Q_EMIT shown.home->inspect(content);
    QCOMPARE(heading(), content.heading);
    inspector.findChild<QToolButton *>()->setChecked(true); // pin
    InspectorContent other = content;
    other.heading = QStringLiteral("Another");
    Q_EMIT shown.home->inspect(other);
    QCOMPARE(heading(), content.heading);
    QTest::mouseClick(inspector.findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(shown.revenue->opened == (QList<PageTarget>{AccountTarget{QStringLiteral("AC-7")}}));
}

void TestMainWindow::undoIsInTheStatusBar()
{
    test::WorkspaceFixture fixture;
    Shown shown;
    shown.open(fixture);
    shown.window.undoStack().push(new QUndoCommand(QStringLiteral("Accepted break BR-0397")));
    bool found = false;
    for (const QLabel *label : shown.window.statusBar()->findChildren<QLabel *>())
        found |= label->isVisible() && label->text() == QStringLiteral("Undo: Accepted break BR-0397");
    QVERIFY(found);
    shown.window.closeWorkspace();
    QVERIFY(!shown.window.undoStack().canUndo());
}

void TestMainWindow::refusalIsShown()
{
    Shown shown;
    const QSignalSpy failed(&shown.window, &MainWindow::workspaceFailed);
    shown.window.openWorkspace(QStringLiteral("/nowhere/lost.qdeck"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("lost.qdeck")));
    QVERIFY(!shown.window.hasWorkspace());
}

void TestMainWindow::dropsBecomeAnImport()
{
    test::WorkspaceFixture fixture;
    TestPage *import = new TestPage(QStringLiteral("import"), {});
    MainWindow window({import}, false);
    const QSignalSpy opened(&window, &MainWindow::workspaceOpened);
    window.openWorkspace(QString::fromStdString(fixture.workspace().path()));
    QTRY_COMPARE(opened.count(), 1);
    window.importFiles({QStringLiteral("/a.csv"), QStringLiteral("/b.csv")});
    QVERIFY(import->opened == (QList<PageTarget>{FilesTarget{{QStringLiteral("/a.csv"), QStringLiteral("/b.csv")}}}));
}

void TestMainWindow::remembersPageAndFilters()
{
    test::WorkspaceFixture fixture;
    {
        Shown shown(true);
        shown.open(fixture);
        shown.window.showPage(QStringLiteral("revenue"));
        shown.window.toggleInspector();
        shown.window.close();
    }
    Shown again(true);
    QCOMPARE(again.window.memory().recent(), QStringList{QString::fromStdString(fixture.workspace().path())});
    again.open(fixture);
    QVERIFY(again.revenue->isVisible());
    QVERIFY(again.window.findChild<Inspector *>()->isVisible());
    QSettings().clear();
}

void TestMainWindow::laysOutCleanly_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("open");
    QTest::newRow("start, wide") << QSize(1440, 900) << false;
    QTest::newRow("start, least") << QSize(1024, 700) << false;
    QTest::newRow("work, wide") << QSize(1440, 900) << true;
    QTest::newRow("work, least") << QSize(1024, 700) << true;
}

void TestMainWindow::laysOutCleanly()
{
    QFETCH(QSize, size);
    QFETCH(bool, open);
    test::WorkspaceFixture fixture;
    Shown shown;
    if (open)
        shown.open(fixture);
    shown.window.resize(size);
    const QPixmap laidOut = shown.window.grab();
    QCOMPARE(laidOut.size(), size);
    // The chips are laid out once the window has its size, which may be an event later.
    QTRY_VERIFY2(test::layoutFaults(shown.window).isEmpty(), qPrintable(test::layoutFaults(shown.window).join(u'\n')));
}

void TestMainWindow::sampleOpens()
{
    QFile::remove(WorkspaceOpener::samplePath());
    Shown shown;
    const QSignalSpy opened(&shown.window, &MainWindow::workspaceOpened);
    const QSignalSpy failed(&shown.window, &MainWindow::workspaceFailed);
    QTest::mouseClick(shown.window.findChild<QPushButton *>(QStringLiteral("openSample")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty() || !failed.isEmpty(), 120'000);
    QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
    WorkspaceFacts facts;
    Progress progress;
    facts = *readWorkspaceFacts(shown.window.context().workspacePath, progress);
    QCOMPARE(facts.sources, 8);
    // 800 customers stand in six systems; linked, they are near that number, not six times it.
    QVERIFY2(facts.customers.size() > 780 && facts.customers.size() < 900,
        qPrintable(QString::number(facts.customers.size())));
    { // what its CS platform calls the first value is known
        const auto sample =
            store::Workspace::open(WorkspaceOpener::samplePath().toStdString(), store::Workspace::Mode::ReadOnly);
        SQLite::Statement reached((*sample)->db(),
            "SELECT count(DISTINCT account_id) FROM milestones WHERE milestone = ? AND completed_date <> ''");
        reached.bind(1, (*sample)->setting("ttv.milestone").value_or(std::string()));
        QVERIFY(reached.executeStep() && reached.getColumn(0).getInt() > 700);
        QCOMPARE(store::standingDays(**sample).size(), std::size_t(25)); // 24 month-ends before that of all files
    }
    const QDir folder = QFileInfo(WorkspaceOpener::samplePath()).dir();
    QCOMPARE(folder.entryList({QStringLiteral("sample-*")}, QDir::Dirs), QStringList()); // no scratch is left
    shown.window.closeWorkspace();
    QFile::remove(WorkspaceOpener::samplePath());
}

void TestMainWindow::jobsAreShownAndCancelled()
{
    test::WorkspaceFixture fixture;
    Shown shown;
    shown.open(fixture);
    JobBoard *board = JobBoard::of(shown.home);
    QVERIFY(board);
    bool stopped = false;
    const int job = board->begin(QStringLiteral("Matching identities"), [&] { stopped = true; });
    auto *cancel = shown.window.statusBar()->findChild<QToolButton *>();
    QTRY_VERIFY(cancel->isVisible()); // after a moment: short jobs are not shown
    Progress::State state;
    state.done = 68;
    state.total = 100;
    state.perSecond = 41200;
    state.secondsLeft = 12;
    QCOMPARE(StatusBar::progressText(state), QStringLiteral("68\u00A0%, 41,200/s, 12 s left"));
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(stopped);
    board->end(job);
    QVERIFY(!cancel->isVisible());
    QCOMPARE(board->running(), 0);
}

void TestMainWindow::navigationModel()
{
    NavigationModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.addPage(QStringLiteral("home"), QStringLiteral("Home"), {}, QStringLiteral("home"));
    model.addPage(QStringLiteral("import"), QStringLiteral("Import"), QStringLiteral("Data"), QStringLiteral("import"));
    model.addPage(
        QStringLiteral("customers"), QStringLiteral("Customers"), QStringLiteral("Data"), QStringLiteral("customers"));
    QCOMPARE(model.rowCount(), 4); // one heading for two pages
    QVERIFY(!(model.flags(model.index(1)) & Qt::ItemIsSelectable));
    model.setBadge(QStringLiteral("import"), QStringLiteral("14"), Mark::Warn);
    QCOMPARE(model.index(2).data(NavigationModel::BadgeRole).toString(), QStringLiteral("14"));
    QCOMPARE(model.rowOf(QStringLiteral("nothing")), -1);
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
