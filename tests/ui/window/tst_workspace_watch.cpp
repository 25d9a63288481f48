#include "tests/support/workspace_fixture.h"
#include "ui/shell/workspace_watch.h"

#include <QSignalSpy>
#include <QTest>

using namespace qd;
using namespace qd::ui;

/// Another program is a mark in the file with another writer's name.
class TestWorkspaceWatch : public QObject {
    Q_OBJECT

    static QString pathOf(test::WorkspaceFixture &data) { return QString::fromStdString(data.workspace().path()); }
    static void start(WorkspaceWatch &watch, test::WorkspaceFixture &data)
    {
        watch.watch(data.workspace().path(), store::lastChange(data.workspace()));
    }

private slots:
    void tellsOfAnotherProgramsCommit()
    {
        test::WorkspaceFixture data;
        WorkspaceWatch watch;
        QSignalSpy changed(&watch, &WorkspaceWatch::changedElsewhere);
        start(watch, data);
        data.db().exec("UPDATE workspace_change SET number = number + 1, writer = 'ben (qdeck, process 1)', "
                       "what = 'import'");
        QVERIFY(changed.wait());
        QCOMPARE(changed.front()[0].toString(), QStringLiteral("ben (qdeck, process 1)"));
        QCOMPARE(changed.front()[1].toString(), QStringLiteral("import"));
    }

    void keepsQuietAboutItsOwn()
    {
        test::WorkspaceFixture data;
        WorkspaceWatch watch;
        QSignalSpy changed(&watch, &WorkspaceWatch::changedElsewhere);
        start(watch, data);
        {
            store::WriteTransaction transaction(data.workspace(), "own");
            transaction.commit();
        }
        data.db().exec("UPDATE workspace_change SET number = number + 1, writer = 'ben', what = 'import'");
        QVERIFY(changed.wait());
        QTRY_COMPARE(changed.size(), 1); // of the two commits one is another's
        QCOMPARE(changed.front()[0].toString(), QStringLiteral("ben"));
    }

    void tellsThatTheFileIsGoneAndBack()
    {
        test::WorkspaceFixture data;
        WorkspaceWatch watch;
        QSignalSpy gone(&watch, &WorkspaceWatch::gone);
        QSignalSpy replaced(&watch, &WorkspaceWatch::replaced);
        start(watch, data);
        const QString path = pathOf(data);
        QVERIFY(QFile::rename(path, path + ".away"));
        QVERIFY(gone.wait());
        QCOMPARE(gone.size(), 1);
        QVERIFY(QFile::rename(path + ".away", path));
        QVERIFY(replaced.wait());
    }

    void tellsThatAnotherFileIsInItsPlace()
    {
        test::WorkspaceFixture data;
        WorkspaceWatch watch;
        QSignalSpy replaced(&watch, &WorkspaceWatch::replaced);
        start(watch, data);
        const QString path = pathOf(data);
        QVERIFY(QFile::copy(path, path + ".copy"));
        QCOMPARE(::rename(qPrintable(path + ".copy"), qPrintable(path)), 0);
        QVERIFY(replaced.wait());
    }

    void nothingIsWatchedAfterClosing()
    {
        test::WorkspaceFixture data;
        WorkspaceWatch watch;
        QSignalSpy gone(&watch, &WorkspaceWatch::gone);
        start(watch, data);
        watch.watch({}, {});
        const QString path = pathOf(data);
        QVERIFY(QFile::rename(path, path + ".away"));
        QVERIFY(!gone.wait(500)); // a watched file is told of after some 100
        QVERIFY(QFile::rename(path + ".away", path));
    }

    /// So that whoever closes last can fold the log back.
    void noConnectionStaysOpen()
    {
        test::WorkspaceFixture data;
        WorkspaceWatch watch;
        QSignalSpy changed(&watch, &WorkspaceWatch::changedElsewhere);
        start(watch, data);
        data.db().exec("UPDATE workspace_change SET number = number + 1, writer = 'ben'");
        QVERIFY(changed.wait());
        QTRY_VERIFY(!data.db().execAndGet("PRAGMA journal_mode = DELETE").getString().compare("delete"));
    }
};

QTEST_MAIN(TestWorkspaceWatch)
#include "tst_workspace_watch.moc"
