#include "core/identity/account_directory.h"
#include "core/session/actions.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

class TestSettings : public QObject {
    Q_OBJECT

    static std::string owner(test::WorkspaceFixture &data)
    {
        return identity::AccountDirectory::load(data.workspace()).at(0).field("owner");
    }

private slots:
    void aNewPrecedenceChoosesTheGoldenFieldsAnew()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("success", "cs_platform");
        data.account("crm", "A", "Kestrel", "owner=Maya;domain=kestrel.com");
        data.account("success", "B", "Kestrel", "owner=Jonas;domain=kestrel.com");
        data.settle();
        Progress progress;
        QVERIFY(session::resolveIdentities(data.workspace(), progress).ok());
        QCOMPARE(identity::AccountDirectory::load(data.workspace()).size(), 1);
        QCOMPARE(owner(data), std::string("Jonas")); // the CS platform comes first by default
        QVERIFY(session::changeSettings(data.workspace(), {{"precedence.owner", "crm"}}).ok());
        QCOMPARE(owner(data), std::string("Maya"));
        QVERIFY(session::changeSettings(data.workspace(), {{"precedence.owner", ""}}).ok());
        QCOMPARE(owner(data), std::string("Jonas"));
        QCOMPARE(store::auditTrail(data.workspace()).size(), std::size_t(2));
    }

    void oneWrongValueChangesNone()
    {
        test::WorkspaceFixture data;
        const auto changed = session::changeSettings(data.workspace(), {{"company", "Halyard"}, {"grace_days", "x"}});
        QCOMPARE(changed.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!data.workspace().setting("company"));
        QVERIFY(store::auditTrail(data.workspace()).empty());
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
