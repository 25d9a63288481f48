#include "core/store/write_transaction.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

class TestWriteTransaction : public QObject {
    Q_OBJECT

private slots:
    void raisesTheNumberAndNamesTheWriter()
    {
        test::WorkspaceFixture fixture;
        const store::ChangeMark before = store::lastChange(fixture.workspace());
        {
            store::WriteTransaction transaction(fixture.workspace(), "test");
            fixture.workspace().setSetting("company", "Halyard");
            transaction.commit();
        }
        const store::ChangeMark after = store::lastChange(fixture.workspace());
        QCOMPARE(after.number, before.number + 1);
        QCOMPARE(after.what, std::string("test"));
        QCOMPARE(after.writer, store::currentWriter());
        QVERIFY(after.writer.find(std::to_string(QCoreApplication::applicationPid())) != std::string::npos);
        // Another connection sees the same mark.
        const auto other = store::Workspace::open(fixture.workspace().path(), store::Workspace::Mode::ReadOnly);
        QVERIFY(store::lastChange(**other) == after);
    }

    /// An empty log, which readers leave, is as none.
    void statesOfAFileAreToldApart()
    {
        test::WorkspaceFixture fixture;
        const QFileInfo log(QString::fromStdString(fixture.workspace().path() + "-wal"));
        const store::FileState before = store::stateOf(fixture.workspace());
        QVERIFY(log.exists() && log.size() == 0);
        QVERIFY(before.log == FileStamp());
        QVERIFY(before.file != FileStamp());
        QVERIFY(store::stateOf(fixture.workspace()) == before);
        fixture.workspace().setSetting("company", "Halyard"); // as another program would
        const store::FileState after = store::stateOf(fixture.workspace());
        QVERIFY(after != before);
        QVERIFY(after.log.size > 0);
        QCOMPARE(after.change, before.change);
        QCOMPARE(after.ownChanges, before.ownChanges + 1);
    }

    void withoutCommitNothingHappened()
    {
        test::WorkspaceFixture fixture;
        const store::ChangeMark before = store::lastChange(fixture.workspace());
        {
            store::WriteTransaction transaction(fixture.workspace(), "test");
            fixture.workspace().setSetting("company", "Halyard");
        }
        QVERIFY(store::lastChange(fixture.workspace()) == before);
        QVERIFY(!fixture.workspace().setting("company"));
    }
};

QTEST_GUILESS_MAIN(TestWriteTransaction)
#include "tst_write_transaction.moc"
