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
