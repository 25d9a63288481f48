#include "core/session/actions.h"
#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/error_bar.h"
#include "ui/paint/theme.h"
#include "ui/shell/edit.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;

namespace {

class CountingPage : public Page {
public:
    [[nodiscard]] QString id() const override { return QStringLiteral("home"); }
    [[nodiscard]] QString title() const override { return QStringLiteral("Home"); }
    [[nodiscard]] QString group() const override { return {}; }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("home"); }
    void refresh(const PageContext &) override
    {
        ++refreshed;
        Q_EMIT settled();
    }
    int refreshed = 0;
};

struct Shown {
    Shown()
        : page(new CountingPage)
        , window({page}, false)
        , notice(window.findChild<ErrorBar *>(QStringLiteral("fileNotice")))
    {
        window.show();
        QSignalSpy opened(&window, &MainWindow::workspaceOpened);
        window.openWorkspace(QString::fromStdString(data.workspace().path()));
        QVERIFY(opened.wait());
    }
    /// As another program would: the change and its mark in one transaction.
    void elsewhere(const char *sql, const char *what)
    {
        data.db().exec(std::string("BEGIN IMMEDIATE; ") + sql
            + "; UPDATE workspace_change SET number = number + 1, writer = 'ben (qdeck, process 1)', what = '" + what
            + "'; COMMIT");
    }
    void change(const char *value, const char *shown)
    {
        const auto write = [](const std::string &to, const std::string &from) {
            return [to, from](store::Workspace &workspace) {
                return session::changeSettings(workspace, {{"grace_days", to}}, {{"grace_days", from}});
            };
        };
        Q_EMIT page->edited({QStringLiteral("Change"), write(value, shown), write(shown, value)});
    }
    std::string grace() const { return data.workspace().setting("grace_days").value_or(""); }

    mutable test::WorkspaceFixture data;
    CountingPage *page;
    MainWindow window;
    ErrorBar *notice;
};

} // namespace

/// One file, two programs: nobody overwrites what they have not seen, and everybody sees what is there.
class TestSharedWorkspace : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, false);
    }

    void anotherProgramsChangeIsShownAndSaid()
    {
        Shown shown;
        const int before = shown.page->refreshed;
        shown.elsewhere("INSERT INTO setting VALUES ('company', 'Halyard')", "change settings");
        QTRY_VERIFY(shown.notice->isVisible());
        QVERIFY(shown.notice->accessibleName().contains(QStringLiteral("change settings, by ben (qdeck, process 1)")));
        QTRY_COMPARE(shown.page->refreshed, before + 1);
        shown.notice->findChild<QPushButton *>()->click();
        QVERIFY(!shown.notice->isVisible());
    }

    void anEditOnAnOldViewIsRefused()
    {
        Shown shown;
        // The edit is made before the window can notice: nothing runs between these lines.
        shown.elsewhere("INSERT INTO setting VALUES ('grace_days', '60')", "change settings");
        shown.change("30", "");
        QTRY_VERIFY(shown.notice->isVisible());
        QTRY_VERIFY(shown.window.undoStack().count() == 0);
        QCOMPARE(shown.grace(), std::string("60"));
        QTest::qWait(300); // and stays, though the other's change is read now
        QVERIFY(shown.notice->accessibleName().contains(QStringLiteral("Your change was not made")));
        QVERIFY2(shown.notice->accessibleName().contains(QStringLiteral("ben (qdeck, process 1)")),
            qPrintable(shown.notice->accessibleName()));
    }

    void undoTakesBackOnlyWhatStillStands()
    {
        Shown shown;
        shown.change("30", "");
        QTRY_COMPARE(shown.grace(), std::string("30"));
        const int before = shown.page->refreshed;
        shown.elsewhere("UPDATE setting SET value = '60' WHERE key = 'grace_days'", "change settings");
        QTRY_VERIFY(shown.notice->isVisible());
        QTRY_VERIFY(shown.page->refreshed > before); // what is shown now is the other program's value
        shown.window.undoStack().undo();
        QTRY_VERIFY(shown.notice->accessibleName().contains(QStringLiteral("Your change was not made")));
        QCOMPARE(shown.grace(), std::string("60"));
    }

    void aFileThatIsGoneIsSaidAndNothingPretendsToBeSaved()
    {
        Shown shown;
        const QString path = QString::fromStdString(shown.data.workspace().path());
        QVERIFY(QFile::rename(path, path + ".away"));
        QTRY_VERIFY(shown.notice->isVisible());
        QVERIFY(shown.notice->accessibleName().contains(QStringLiteral("is not there any more")));
        shown.change("30", "");
        QTRY_VERIFY(shown.notice->accessibleName().contains(QStringLiteral("does not exist")));
        QCOMPARE(shown.window.undoStack().count(), 0);
        QVERIFY(QFile::rename(path + ".away", path));
        QTRY_VERIFY(shown.notice->accessibleName().contains(QStringLiteral("Another file stands at")));
        QVERIFY(shown.grace().empty());
    }

    void closingForgetsTheNotice()
    {
        Shown shown;
        shown.elsewhere("INSERT INTO setting VALUES ('company', 'Halyard')", "change settings");
        QTRY_VERIFY(shown.notice->isVisible());
        shown.window.closeWorkspace();
        QVERIFY(!shown.notice->isVisible());
    }
};

QTEST_MAIN(TestSharedWorkspace)
#include "tst_shared_workspace.moc"
