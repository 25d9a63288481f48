#include "core/governance/kept_documents.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <array>

using namespace qd;
using namespace qd::governance;

/// Versions of documents of the company that are taken back.
class TestKeptDocuments : public QObject {
    Q_OBJECT

    /// "access 1 Nobody.|renewals 1 Call." of all versions.
    static QString all(const store::Workspace &workspace)
    {
        QStringList texts;
        for (const KeptDocument &document : keptDocuments(workspace)) {
            for (const KeptVersion &each : document.versions)
                texts << QString::fromStdString(document.id + ' ' + std::to_string(each.version) + ' ' + each.text);
        }
        return texts.join(u'|');
    }
    static void fill(store::Workspace &workspace)
    {
        QCOMPARE(keepDocument(workspace, {"renewals", "playbook", "Call."}).value(), 1);
        QCOMPARE(keepDocument(workspace, {"access", "policy", "Nobody."}).value(), 1);
        QCOMPARE(keepDocument(workspace, {"renewals", "process", "Write."}).value(), 2);
        QCOMPARE(keepDocument(workspace, {"renewals", "process", "Visit."}).value(), 3);
    }

private slots:
    void isTakenBack_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("left");
        QTest::addColumn<QString>("all");
        const QString access = QStringLiteral("access 1 Nobody.");
        const QString whole = access + QStringLiteral("|renewals 1 Call.|renewals 2 Write.|renewals 3 Visit.");
        QTest::newRow("the last") << "renewals" << 2 << access + QStringLiteral("|renewals 1 Call.|renewals 2 Write.");
        QTest::newRow("two") << "renewals" << 1 << access + QStringLiteral("|renewals 1 Call.");
        QTest::newRow("the document") << "renewals" << 0 << access;
        QTest::newRow("no more than there are") << "renewals" << 3 << whole;
        QTest::newRow("fewer than asked for") << "renewals" << 4 << whole;
        QTest::newRow("not there") << "upgrade" << 0 << whole;
    }
    /// In the audit log stands what was taken back and what holds again; nothing where nothing was.
    void isTakenBack()
    {
        QFETCH(QString, id);
        QFETCH(int, left);
        QFETCH(QString, all);
        test::WorkspaceFixture data;
        fill(data.workspace());
        const QString before = TestKeptDocuments::all(data.workspace());
        const auto logged = store::auditTrail(data.workspace(), 1)[0].id;
        QVERIFY(takeBackDocument(data.workspace(), id.toStdString(), left).ok());
        QCOMPARE(TestKeptDocuments::all(data.workspace()), all);
        const auto entry = store::auditTrail(data.workspace(), 1)[0];
        QCOMPARE(entry.id == logged, all == before);
        if (all != before) {
            QCOMPARE(entry.action, std::string("take back document"));
            QCOMPARE(entry.before, std::optional<std::string>("process, version 3: Visit."));
            const std::array<std::optional<std::string>, 3> holds{
                std::nullopt, "playbook, version 1: Call.", "process, version 2: Write."};
            QCOMPARE(entry.after, holds[std::size_t(left)]);
        }
        QVERIFY(!store::brokenAuditEntry(data.workspace()));
    }

    /// A version taken back leaves its number to the next.
    void theNextVersionFollows()
    {
        test::WorkspaceFixture data;
        fill(data.workspace());
        QVERIFY(takeBackDocument(data.workspace(), "renewals", 2).ok());
        QCOMPARE(keepDocument(data.workspace(), {"renewals", "process", "Wait."}).value(), 3);
    }

    /// What is said before it is kept is what keeping says.
    void isCheckedBefore()
    {
        QVERIFY(checkDocument({"renewals", "playbook", "Call."}).ok());
        QCOMPARE(checkDocument({"Renewals", "playbook", "Call."}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(checkDocument({"customer-360", "playbook", "Call."}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(checkDocument({"renewals", "play book", "Call."}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(checkDocument({"renewals", "playbook", " "}).error().code, ErrorCode::BadData);
    }
};

QTEST_GUILESS_MAIN(TestKeptDocuments)
#include "tst_kept_documents.moc"
