#include "core/store/row_seals.h"
#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/paint/theme.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation.h"
#include "ui/shell/new_workspace_dialog.h"
#include "ui/shell/page.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/workspace_menu.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace qd;
using namespace qd::ui;

namespace {

/// Takes the place of the Import page and keeps what it is asked to open.
class ImportDouble : public Page {
public:
    [[nodiscard]] QString id() const override { return QStringLiteral("import"); }
    [[nodiscard]] QString title() const override { return QStringLiteral("Import"); }
    [[nodiscard]] QString group() const override { return {}; }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("import"); }
    void refresh(const PageContext &) override { Q_EMIT settled(); }
    void open(const PageTarget &target) override { opened << target; }

    QList<PageTarget> opened;
};

struct Opened {
    explicit Opened(bool remember = false)
        : import(new ImportDouble)
        , window({import}, remember)
    {
        window.show();
    }
    bool open(const QString &path)
    {
        QSignalSpy spy(&window, &MainWindow::workspaceOpened);
        window.openWorkspace(path);
        return spy.wait();
    }
    void drop(const QStringList &paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &event);
    }

    ImportDouble *import;
    MainWindow window;
};

QMenu *recentMenu(const MainWindow &window)
{
    for (QMenu *menu : window.menuBar()->findChildren<QMenu *>()) {
        if (menu->title() == QStringLiteral("Open recent"))
            return menu;
    }
    return nullptr;
}

} // namespace

class TestWorkspaceMenu : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void backsUpTheOpenWorkspace();
    void checksTheOpenWorkspace();
    void doesNotReplaceAFile();
    void listsRecentFilesAnew();
    void dropsFilesOnImport();
    void opensADroppedWorkspace();
    void foldsTheNavigation();
    void dividesOnlyWhatIsShown();
    void asksForWhatANewWorkspaceKeeps();
};

void TestWorkspaceMenu::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setOrganizationName(QStringLiteral("QuarterdeckTest"));
    QApplication::setApplicationName(QStringLiteral("tst_workspace_menu"));
    applyTheme(*qApp, false);
}

void TestWorkspaceMenu::backsUpTheOpenWorkspace()
{
    test::WorkspaceFixture fixture;
    fixture.workspace().setSetting("company", "Halyard");
    Opened shown;
    QVERIFY(shown.open(QString::fromStdString(fixture.workspace().path())));
    const QTemporaryDir dir;
    const QString target = dir.filePath(QStringLiteral("copy.qdeck"));
    WorkspaceMenu menu(shown.window);
    QSignalSpy finished(&menu, &WorkspaceMenu::finished);
    menu.backUpTo(target);
    QVERIFY(finished.wait());
    QCOMPARE(finished.front().at(0).toBool(), true);
    const auto copy = store::Workspace::open(target.toStdString());
    QVERIFY(copy.ok());
    QCOMPARE((*copy)->setting("company").value_or(""), std::string("Halyard"));
}

void TestWorkspaceMenu::checksTheOpenWorkspace()
{
    test::WorkspaceFixture fixture;
    fixture.source("crm", "crm");
    fixture.account("crm", "A", "Acme");
    fixture.settle();
    store::sealAll(fixture.db()); // as the program would have, had it written these rows
    Opened shown;
    QVERIFY(shown.open(QString::fromStdString(fixture.workspace().path())));
    WorkspaceMenu menu(shown.window);
    QSignalSpy checked(&menu, &WorkspaceMenu::checked);
    menu.check();
    QVERIFY(checked.wait());
    QVERIFY2(checked.front().at(0).toBool(), qPrintable(checked.front().at(1).toStringList().join(u' ')));

    fixture.db().exec("DELETE FROM account_link");
    checked.clear();
    menu.check();
    QVERIFY(checked.wait());
    QVERIFY(!checked.front().at(0).toBool());
    auto *box = shown.window.findChild<QMessageBox *>();
    QVERIFY(box && box->isVisible());
    QCOMPARE(box->informativeText(), checked.front().at(1).toStringList().join(u'\n'));
    box->close();
}

void TestWorkspaceMenu::doesNotReplaceAFile()
{
    test::WorkspaceFixture fixture;
    Opened shown;
    QVERIFY(shown.open(QString::fromStdString(fixture.workspace().path())));
    const QTemporaryDir dir;
    QFile there(dir.filePath(QStringLiteral("copy.qdeck")));
    QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") == 4);
    there.close();
    WorkspaceMenu menu(shown.window);
    QSignalSpy finished(&menu, &WorkspaceMenu::finished);
    menu.backUpTo(there.fileName());
    QVERIFY(finished.wait());
    QCOMPARE(finished.front().at(0).toBool(), false);
    QVERIFY(!finished.front().at(1).toString().isEmpty());
    QCOMPARE(there.size(), 4);
}

void TestWorkspaceMenu::listsRecentFilesAnew()
{
    test::WorkspaceFixture fixture;
    Opened shown(true);
    QMenu *recent = recentMenu(shown.window);
    QVERIFY(recent);
    QVERIFY(!recent->menuAction()->isEnabled());
    const QString path = QString::fromStdString(fixture.workspace().path());
    QVERIFY(shown.open(path));
    shown.window.memory().addRecent(QStringLiteral("/nowhere/gone.qdeck"));
    Q_EMIT qobject_cast<QMenu *>(recent->parent())->aboutToShow();
    QCOMPARE(recent->actions().size(), 2);
    QVERIFY(!recent->actions()[0]->isEnabled()); // gone
    QVERIFY(recent->actions()[1]->isEnabled());
    shown.window.closeWorkspace();
    QSignalSpy opened(&shown.window, &MainWindow::workspaceOpened);
    recent->actions()[1]->trigger();
    QVERIFY(opened.wait());
    QCOMPARE(QString::fromStdString(shown.window.context().workspacePath), path);
}

void TestWorkspaceMenu::dropsFilesOnImport()
{
    test::WorkspaceFixture fixture;
    Opened shown;
    QVERIFY(shown.open(QString::fromStdString(fixture.workspace().path())));
    shown.drop({QStringLiteral("/data/a.csv"), QStringLiteral("/data/b.csv")});
    const QList<PageTarget> files{FilesTarget{{QStringLiteral("/data/a.csv"), QStringLiteral("/data/b.csv")}}};
    QVERIFY(shown.import->opened == files);
}

void TestWorkspaceMenu::opensADroppedWorkspace()
{
    test::WorkspaceFixture fixture;
    const QString path = QString::fromStdString(fixture.workspace().path());
    Opened shown;
    QSignalSpy opened(&shown.window, &MainWindow::workspaceOpened);
    shown.drop({path});
    QVERIFY(opened.wait());
    QCOMPARE(QString::fromStdString(shown.window.context().workspacePath), path);
    QVERIFY(shown.import->opened.isEmpty());
}

void TestWorkspaceMenu::foldsTheNavigation()
{
    test::WorkspaceFixture fixture;
    Opened shown;
    QVERIFY(shown.open(QString::fromStdString(fixture.workspace().path())));
    const auto *navigation = shown.window.findChild<Navigation *>();
    const int wide = navigation->width();
    shown.window.toggleNavigation();
    QTRY_VERIFY(navigation->width() < wide / 2);
    shown.window.toggleNavigation();
    QTRY_COMPARE(navigation->width(), wide);
}

void TestWorkspaceMenu::dividesOnlyWhatIsShown()
{
    Opened shown;
    const auto dividers = [&] {
        int count = 0;
        for (const QFrame *line :
            shown.window.statusBar()->findChildren<QFrame *>(QString(), Qt::FindDirectChildrenOnly))
            count += line->width() == 1 && line->isVisible();
        return count;
    };
    QCOMPARE(dividers(), 0);
    test::WorkspaceFixture fixture;
    QVERIFY(shown.open(QString::fromStdString(fixture.workspace().path())));
    QCOMPARE(dividers(), 2); // after as-of and currency
    shown.window.showStatus(QStringLiteral("Selected: Kestrel Logistics"));
    QCOMPARE(dividers(), 3);
}

void TestWorkspaceMenu::asksForWhatANewWorkspaceKeeps()
{
    NewWorkspaceDialog dialog(QStringLiteral("/tmp/halyard.qdeck"));
    dialog.show();
    auto *currency = dialog.findChild<QComboBox *>(QStringLiteral("baseCurrency"));
    auto *month = dialog.findChild<QComboBox *>(QStringLiteral("fiscalYearStart"));
    QPushButton *make = nullptr;
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Make workspace"))
            make = button;
    }
    QVERIFY(make && make->isEnabled());
    currency->lineEdit()->clear();
    QTest::keyClicks(currency->lineEdit(), QStringLiteral("XQZ"));
    QVERIFY(!make->isEnabled());
    currency->lineEdit()->clear();
    QTest::keyClicks(currency->lineEdit(), QStringLiteral("kwd"));
    QVERIFY(make->isEnabled());
    month->setCurrentIndex(month->findData(7));
    QTest::mouseClick(make, Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(dialog.choice().currency.code(), std::string("KWD"));
    QCOMPARE(dialog.choice().fiscalYearStart, 7);
}

QTEST_MAIN(TestWorkspaceMenu)
#include "tst_workspace_menu.moc"
