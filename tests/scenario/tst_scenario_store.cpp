#include "core/scenario/scenario_store.h"
#include "core/store/audit.h"
#include "tests/scenario/example.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

Scenario named(const std::string &name, double churn = 0.1)
{
    CompleteScenario example = test::workedExample(24);
    example.name = name;
    example.segments[0].annualChurn = churn;
    return stated(example);
}

QStringList names(const store::Workspace &workspace)
{
    QStringList list;
    const auto saved = savedScenarios(workspace);
    if (!saved)
        return {QString::fromStdString(saved.error().message.english())};
    for (const SavedScenario &scenario : *saved)
        list << QStringLiteral("%1 v%2").arg(QString::fromStdString(scenario.name)).arg(scenario.version);
    return list;
}

std::size_t entries(const store::Workspace &workspace)
{
    return store::auditTrail(workspace).size();
}

} // namespace

class TestScenarioStore : public QObject {
    Q_OBJECT
private slots:
    void savesVersions()
    {
        test::WorkspaceFixture data;
        QCOMPARE(names(data.workspace()), QStringList());
        QCOMPARE(*saveScenario(data.workspace(), named("Base")), 1);
        QCOMPARE(*saveScenario(data.workspace(), named("Base")), 1); // nothing changed
        QCOMPARE(entries(data.workspace()), std::size_t(1));
        QCOMPARE(*saveScenario(data.workspace(), named("Base", 0.2)), 2);
        const auto loaded = loadScenario(data.workspace(), "Base");
        QVERIFY(loaded.ok());
        QVERIFY(loaded->scenario == named("Base", 0.2));
        QVERIFY(!loaded->savedAt.empty() && !loaded->savedBy.empty());
        const auto versions = scenarioVersions(data.workspace(), "Base");
        QCOMPARE(versions->size(), std::size_t(2));
        QVERIFY(versions->back().scenario == named("Base"));
        QCOMPARE(names(data.workspace()), QStringList{"Base v2"});
        QVERIFY(!store::brokenAuditEntry(data.workspace()));
    }

    void renamesDuplicatesRemovesAndRestores()
    {
        test::WorkspaceFixture data;
        store::Workspace &workspace = data.workspace();
        QVERIFY(saveScenario(workspace, named("Base")).ok());
        QVERIFY(duplicateScenario(workspace, "Base", "Hire two").ok());
        QCOMPARE(names(workspace), (QStringList{"Base v1", "Hire two v1"}));
        QVERIFY(loadScenario(workspace, "Hire two")->scenario == named("Hire two"));
        QVERIFY(renameScenario(workspace, "Hire two", "Hire three").ok());
        QCOMPARE(names(workspace), (QStringList{"Base v1", "Hire three v1"}));
        QVERIFY(removeScenario(workspace, "Base").ok());
        QCOMPARE(names(workspace), QStringList{"Hire three v1"});
        QCOMPARE(loadScenario(workspace, "Base").error().code, ErrorCode::NotFound);
        QVERIFY(restoreScenario(workspace, "Base").ok());
        QVERIFY(restoreScenario(workspace, "Base").ok()); // is there already
        QCOMPARE(names(workspace), (QStringList{"Base v3", "Hire three v1"}));
        QVERIFY(loadScenario(workspace, "Base")->scenario == named("Base"));
        QVERIFY(renameScenario(workspace, "Hire three", "Hire two").ok()); // a name that was given up is free
        QCOMPARE(names(workspace), (QStringList{"Base v3", "Hire two v1"}));
        QCOMPARE(entries(workspace), std::size_t(6));
    }

    void versionsGoWithTheName()
    {
        test::WorkspaceFixture data;
        store::Workspace &workspace = data.workspace();
        QVERIFY(saveScenario(workspace, named("Softer", 0.1)).ok());
        QVERIFY(saveScenario(workspace, named("Softer", 0.2)).ok());
        QVERIFY(renameScenario(workspace, "Softer", "Soft").ok());
        QVERIFY(scenarioVersions(workspace, "Softer")->empty());
        const auto versions = scenarioVersions(workspace, "Soft");
        QCOMPARE(versions->size(), std::size_t(2));
        QVERIFY(versions->back().scenario == named("Soft", 0.1));
        QCOMPARE(*saveScenario(workspace, named("Soft", 0.2)), 2); // unchanged
        QVERIFY(renameScenario(workspace, "Soft", "Softer").ok());
        QCOMPARE(scenarioVersions(workspace, "Softer")->size(), std::size_t(2));
        QVERIFY(scenarioVersions(workspace, "Soft")->empty());
        // A name used before keeps what it had: then only the latest goes over.
        QVERIFY(saveScenario(workspace, named("Old")).ok());
        QVERIFY(removeScenario(workspace, "Old").ok());
        QVERIFY(renameScenario(workspace, "Softer", "Old").ok());
        QVERIFY(loadScenario(workspace, "Old")->scenario == named("Old", 0.2));
    }

    void refusesAndKeepsNothing()
    {
        test::WorkspaceFixture data;
        store::Workspace &workspace = data.workspace();
        QVERIFY(saveScenario(workspace, named("Base")).ok());
        QVERIFY(saveScenario(workspace, named("Other")).ok());
        const std::size_t before = entries(workspace);
        QCOMPARE(saveScenario(workspace, named(" ")).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(saveScenario(workspace, named("Bad", 1.5)).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(renameScenario(workspace, "Base", "Other").error().code, ErrorCode::AlreadyExists);
        QCOMPARE(duplicateScenario(workspace, "Base", "").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(removeScenario(workspace, "Nobody").error().code, ErrorCode::NotFound);
        QCOMPARE(restoreScenario(workspace, "Nobody").error().code, ErrorCode::NotFound);
        const auto missing = loadScenario(workspace, "Bases");
        QVERIFY(QByteArray::fromStdString(missing.error().message.english()).contains("\"Base\""));
        QVERIFY(*missing.error().message.words().context != '\0'); // a template, not a finished sentence
        QCOMPARE(names(workspace), (QStringList{"Base v1", "Other v1"}));
        QCOMPARE(entries(workspace), before);
    }

    void aSpoiltBodyIsNamed()
    {
        test::WorkspaceFixture data;
        data.run("INSERT INTO saved_scenario VALUES ('Old', 1, '{\"weather\": 1}', '', '', 0)", {});
        const auto saved = savedScenarios(data.workspace());
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().code, ErrorCode::BadData);
        QVERIFY(QByteArray::fromStdString(saved.error().message.english()).contains("\"Old\""));
    }

    void aWorkspaceThatCannotBeWritten()
    {
        test::WorkspaceFixture data;
        QVERIFY(saveScenario(data.workspace(), named("Base")).ok());
        const auto reader = store::Workspace::open(data.workspace().path(), store::Workspace::Mode::ReadOnly);
        QVERIFY(reader.ok());
        QCOMPARE(names(**reader), QStringList{"Base v1"});
        if ((*reader)->isReadOnly())
            QCOMPARE(saveScenario(**reader, named("New")).error().code, ErrorCode::ReadOnly);
        else
            QVERIFY_EXCEPTION_THROWN(static_cast<void>(saveScenario(**reader, named("New"))), SQLite::Exception);
    }
};

QTEST_GUILESS_MAIN(TestScenarioStore)
#include "tst_scenario_store.moc"
