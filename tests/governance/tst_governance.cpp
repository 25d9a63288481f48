#include "core/actions/actions_store.h"
#include "core/coverage/model_store.h"
#include "core/dictionary/dictionary_changes.h"
#include "core/governance/convention_changes.h"
#include "core/governance/documents.h"
#include "core/governance/kept_documents.h"
#include "core/health/model_changes.h"
#include "core/session/golden_decisions.h"
#include "core/session/own_profiles.h"
#include "core/store/settings.h"
#include "core/store/write_transaction.h"
#include "tests/revenue/golden_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::governance;

namespace {

constexpr const char *Rules = R"({"rules": [{"id": "late", "title": "Call ann@acme.example", "when":
    [{"field": "due_in_days", "at_most": 90}, {"field": "segment", "any_of": ["SMB", "Mid"]}], "due_days": 14}]})";
constexpr const char *Model = R"({"name": "House", "segments": [{"name": "All", "signals":
    [{"signal": "tickets_90", "weight": 100, "steps": [[2, 100], [null, 10]]}]}]})";
constexpr const char *WinRate =
    R"json({"metric": "win_rate", "name": "Win rate", "formula": "won / (won + lost)"})json";
constexpr const char *Ours = R"({"name": "ours", "source": "crm", "kind": "crm", "entity": "accounts",
    "require": [["firm"]], "columns": {"account_id": "Id", "name": "Firm"}})";

const Date Then = *Date::fromIso("2026-10-31");

/// One change of each kind, made by the room that makes it, in this order.
void changeEverything(test::WorkspaceFixture &data)
{
    data.source("crm", "crm", "2026-10-31");
    data.run("UPDATE import_batch SET entity = 'accounts', profile = 'ours', mapping = '{\"name\":\"Firm\"}'", {});
    data.account("crm", "A", "Acme");
    data.settle();
    store::Workspace &workspace = data.workspace();
    QVERIFY(dictionary::change(workspace, {WinRate, {}, {}, "Ann", Then, {}}).ok());
    QVERIFY(dictionary::change(workspace, {{}, dictionary::Step::Submit, "win_rate", "Ann", Then, {}}).ok());
    QVERIFY(dictionary::change(workspace, {{}, dictionary::Step::Reject, "win_rate", "Bea", Then, "by whom?"}).ok());
    QVERIFY(dictionary::change(workspace, {{}, dictionary::Step::Submit, "win_rate", "Ann", Then, {}}).ok());
    QVERIFY(dictionary::change(workspace, {{}, dictionary::Step::Approve, "win_rate", "Bea", Then, {}}).ok());
    const auto profile = sources::profileFromJson(Ours, "test");
    QVERIFY(profile.ok());
    QVERIFY(session::keepProfile(workspace, *profile, "Ann").ok());
    {
        store::WriteTransaction transaction(workspace, "test");
        QVERIFY(store::changeSetting(workspace, "precedence.owner", "billing").ok());
        QVERIFY(store::changeSetting(workspace, "grace_days", "30").ok());
        QVERIFY(actions::keepRules(workspace, Rules).ok());
        transaction.commit();
    }
    Progress progress;
    QVERIFY(
        session::chooseGolden(workspace, {"AC-00001", "segment", "SMB", "the contract says so", {}, "Ann"}, progress)
            .ok());
    QVERIFY(health::saveHealthModel(workspace, Model, "fewer alarms", "Ann", health::SaveAs::Proposed).ok());
    QVERIFY(health::moveHealthModel(workspace, {health::ModelStep::Approve, 1, "Bea", Then, {}, {}}).ok());
    auto capacity = coverage::currentModel(workspace);
    QVERIFY(capacity.ok());
    capacity->model.utilisation = 0.8;
    QVERIFY(coverage::saveModel(workspace, capacity->model, "Lean").ok());
}

/// "rule save action rules", with " (why)" where a reason is known.
QStringList told(const std::vector<ChangeRecord> &records)
{
    QStringList lines;
    for (const ChangeRecord &record : records)
        lines << QStringLiteral("%1 %2").arg(toString(record.governed), QString::fromStdString(record.entry.action))
                + (record.why.empty() ? QString() : QStringLiteral(" (%1)").arg(QString::fromStdString(record.why)));
    return lines;
}

/// With the minus and the blanks of a keyboard.
std::string plain(const std::string &text)
{
    return QString::fromStdString(text)
        .replace(QChar(0x2212), u'-')
        .replace(QChar(0x00A0), u' ')
        .replace(QChar(0x202F), u' ')
        .toStdString();
}

bool has(const std::string &text, const char *part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

/// Change records, and documents of what is in force.
class TestGovernance : public QObject {
    Q_OBJECT
private slots:
    void everyKindIsARecord()
    {
        test::WorkspaceFixture data;
        changeEverything(data);
        const auto records = changeRecords(data.workspace());
        QCOMPARE(told(records),
            (QStringList{"model save capacity model", "model approve health model", "model propose health model",
                "model save health model (fewer alarms)", "precedence choose golden value (the contract says so)",
                "rule save action rules", "precedence change setting", "mapping save profile",
                "definition approve definition", "definition submit definition",
                "definition reject definition (by whom?)", "definition submit definition",
                "definition set definition"}));
        const store::AuditEntry &precedence = records[6].entry;
        QCOMPARE(precedence.subject, std::string("precedence.owner"));
        QVERIFY(!precedence.before);
        QCOMPARE(precedence.after.value(), std::string("billing"));
        QVERIFY(!precedence.who.empty() && !precedence.at.empty());
    }

    void aReasonCanFollow()
    {
        test::WorkspaceFixture data;
        changeEverything(data);
        const std::int64_t id = changeRecords(data.workspace())[6].entry.id;
        QVERIFY(giveReason(data.workspace(), id, " Billing knows who pays. ").ok());
        QCOMPARE(changeRecords(data.workspace())[6].why, std::string("Billing knows who pays."));
        QVERIFY(giveReason(data.workspace(), id, "Agreed in October").ok());
        QCOMPARE(changeRecords(data.workspace())[6].why, std::string("Agreed in October"));
        QCOMPARE(changeRecords(data.workspace()).size(), std::size_t(13)); // a reason is no change
        QCOMPARE(store::auditTrail(data.workspace(), 1)[0].before.value(), std::string("Billing knows who pays."));
        QVERIFY(!store::brokenAuditEntry(data.workspace()));
    }

    void wrongReasons()
    {
        test::WorkspaceFixture data;
        changeEverything(data);
        const auto before = store::auditTrail(data.workspace(), 1)[0].id;
        const std::int64_t id = changeRecords(data.workspace())[0].entry.id;
        QCOMPARE(giveReason(data.workspace(), id, " ").error().code, ErrorCode::InvalidArgument);
        const auto unknown = giveReason(data.workspace(), 4711, "because");
        QCOMPARE(unknown.error().code, ErrorCode::NotFound);
        QVERIFY(has(unknown.error().message.english(), "no change record 4711"));
        QCOMPARE(store::auditTrail(data.workspace(), 1)[0].id, before);
    }

    void configurationInForce()
    {
        test::WorkspaceFixture data;
        changeEverything(data);
        const auto found = toolingConfiguration(data.workspace(), Then);
        QVERIFY(found.ok());
        QCOMPARE(found->mappings.size(), std::size_t(1));
        QCOMPARE(found->mappings[0].profile, std::string("ours"));
        QVERIFY(found->mappings[0].isOwn);
        QCOMPARE(found->mappings[0].version, 1);
        const auto owner = std::ranges::find(found->precedence, "owner", &PrecedenceInForce::field);
        QVERIFY(owner->isSet);
        QCOMPARE(owner->order.front(), std::string("billing"));
        QCOMPARE(std::ranges::count(found->precedence, true, &PrecedenceInForce::isSet), 1);
        QCOMPARE(found->rulesVersion, 1);
        QCOMPARE(found->rules.rules.size(), std::size_t(1));
        QCOMPARE(found->healthModel.value().title(), std::string("House version 1"));
        QCOMPARE(found->capacityModel.name, std::string("Lean"));
        QCOMPARE(found->ownDefinitions.size(), std::size_t(1));
        QCOMPARE(found->ownDefinitions[0].definition.metric, std::string("win_rate"));
        const std::pair<std::string, std::string> grace("grace_days", "30");
        QVERIFY(std::ranges::find(found->settings, grace) != found->settings.end());
    }

    /// The model and the definition hold from the 31st on; the day before there was neither.
    void theDayBefore()
    {
        test::WorkspaceFixture data;
        changeEverything(data);
        const auto found = toolingConfiguration(data.workspace(), Then.plusDays(-1));
        QVERIFY(!found->healthModel);
        QVERIFY(found->ownDefinitions.empty());
        QVERIFY(found->shippedDefinitions >= 30);
    }

    void undoneBatchesReadNothing()
    {
        test::WorkspaceFixture data;
        changeEverything(data);
        data.run("UPDATE import_batch SET state = 'undone'", {});
        QVERIFY(toolingConfiguration(data.workspace(), Then)->mappings.empty());
    }

    void documents()
    {
        test::WorkspaceFixture data;
        changeEverything(data);
        QTemporaryDir folder;
        const std::string below = folder.filePath(QStringLiteral("a/b")).toStdString();
        const auto paths = writeDocuments(data.workspace(), Then, DocumentFormat::Markdown, below);
        QVERIFY(paths.ok());
        QStringList names;
        for (const std::string &path : *paths)
            names << QFileInfo(QString::fromStdString(path)).fileName();
        QCOMPARE(names,
            (QStringList{"customer-360.md", "tooling-configuration.md", "metric-dictionary.md", "change-records.md"}));
        QFile file(QString::fromStdString((*paths)[1]));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string text = file.readAll().toStdString();
        for (const char *line : {"# Tooling configuration\n", "As in force on 2026-10-31",
                 "| crm | accounts | ours | the workspace, version 1 | 2026-10-31 |", "| owner | billing | setting |",
                 "due\\_in\\_days at most 90; segment one of SMB, Mid | owner of the customer | 14 | - |",
                 "| Health | House | 1 | Ann | 2026-10-31 |", "| Capacity | Lean | 1 |",
                 "| win\\_rate | 1 | Win rate | won / (won + lost) | - | - |", "| grace\\_days | 30 |"})
            QVERIFY2(has(text, line), line);
        QVERIFY(!has(text, "ann@acme.example") && has(text, "Call \\[masked\\]"));
        const auto all = documentsOf(data.workspace(), Then, DocumentFormat::Html);
        QVERIFY(has(all->at(3).text, "<td>rule</td><td>save action rules</td>"));
        QCOMPARE(all->at(3).entries, 13); // writing documents is no change of what figures are made by
        QCOMPARE(store::auditTrail(data.workspace(), 1)[0].action, std::string("export document"));
        QVERIFY(has(changesText({}, DocumentFormat::Markdown), "Nothing was changed here yet."));
    }

    /// A convention that is proposed is a document to decide by, as long as it is proposed. Of the seven accounts of
    /// the example four quarters have an opening set; of 550 in September 2025, 460 and by flow 360 are left a year
    /// later.
    void aProposedConvention()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const auto ids = [&] {
            QStringList found;
            const auto all = documentsOf(data.workspace(), std::nullopt, DocumentFormat::Markdown);
            for (const Document &each : *all)
                found << QString::fromStdString(each.id);
            return found;
        };
        const QString id = QStringLiteral("convention-changes");
        QVERIFY(!ids().contains(id));
        const auto change = [&](const dictionary::Change &asked) {
            const auto done = dictionary::change(data.workspace(), asked);
            QVERIFY2(done.ok(), done ? "" : done.error().message.english().c_str());
        };
        const Date day = *Date::of(2026, 10, 1);
        change({R"({"metric": "nrr", "variant": "nrr/movement_none/account/0/constant"})", dictionary::Step::Submit,
            "nrr", "ann@acme.example", day, {}});
        change({{}, dictionary::Step::Approve, "nrr", "Bea", day, {}});
        QCOMPARE(ids().indexOf(id), ids().indexOf(QStringLiteral("change-records")) - 1);
        const auto all = documentsOf(data.workspace(), std::nullopt, DocumentFormat::Markdown);
        const auto found = std::ranges::find(*all, id.toStdString(), &Document::id);
        QCOMPARE(found->entries, 1);
        const std::string text = plain(found->text);
        for (const char *part : {"# Changes of convention, for approval\n", "NRR, version 2", "In force: version 1, ",
                 "nrr/movement\\_none/account/0/constant, review, written by \\[masked\\]. ",
                 "| 2024Q4 | - | - | - | 0.00 | 0.00 | 0.00 | 0.00 |",
                 "| 2026Q1 | 79.66 % | 72.88 % | -6.78 pt | 470.00 | 430.00 | 590.00 | 590.00 |",
                 "| 2026Q3 | 83.64 % | 65.45 % | -18.18 pt | 460.00 | 360.00 | 550.00 | 550.00 |",
                 "1 of 2, none by who wrote it.", "| Bea | 2026-10-01 |\n| - | - |\n"})
            QVERIFY2(has(text, part), part);
        QVERIFY(!has(found->text, "ann@acme"));
        change({{}, dictionary::Step::Approve, "nrr", "Cem", day, {}});
        QVERIFY(!ids().contains(id)); // it holds now
    }

    /// In their order, with figures: of the 550 of September 2025 C (50) and a quarter of B (50) are gone, 20 of E are
    /// not back; by flow all 120 of E are lost. C is the one customer of five who left; by events E did too.
    void proposedConventions()
    {
        test::WorkspaceFixture data;
        const auto proposed = [&](Date day) {
            Progress quiet;
            return conventionChanges(data.workspace(), day, quiet);
        };
        for (const char *text : {R"({"metric": "logo_churn", "variant": "logo_churn/event/account/0/constant"})",
                 R"({"metric": "grr", "variant": "grr/movement/account/0/constant"})"})
            QVERIFY(dictionary::change(data.workspace(), {text, {}, {}, "Ann", *Date::of(2026, 10, 1), {}}).ok());
        QVERIFY(proposed(Then).value().empty()); // nothing to restate
        test::fillGoldenFixture(data);
        const auto found = proposed(Then);
        QVERIFY(found.ok());
        QCOMPARE(found->size(), std::size_t(2));
        const ConventionChange &grr = found->front();
        QCOMPARE(grr.proposed.definition.metric, std::string("grr"));
        QVERIFY(grr.inForce.version == 1 && grr.proposed.version == 2 && grr.currency.code() == "USD");
        QCOMPARE(grr.restated.quarters.back().after.numerator, 33000);
        const std::string text = plain(conventionChangesText(*found, Then, DocumentFormat::Markdown));
        QVERIFY(has(text, "in force on 2026-10-31: the last eight"));
        QVERIFY(has(text, "| 2026Q3 | 78.18 % | 60.00 % | -18.18 pt | 430.00 | 330.00 | 550.00 | 550.00 |"));
        QVERIFY(has(text, "| 2026Q3 | 20.00 % | 40.00 % | +20.00 pt | 1 | 2 | 5 | 5 |"));
        QVERIFY(has(text, "constant, draft, written by Ann. ") && has(text, "0 of 2, none by who wrote it."));
        const auto past = proposed(*Date::of(2026, 6, 29)); // the second quarter is not over
        QCOMPARE(past->front().restated.quarters.back().quarter.text(), std::string("2026Q1"));
    }

    void documentTexts()
    {
        const std::vector<document::Section> sections{{"Who", "Ask ann@acme.example.", {{"By"}, {"bea@acme.example"}}}};
        QCOMPARE(documentText("A | B", "Of now.", sections, DocumentFormat::Markdown),
            std::string("# A \\| B\n\nOf now.\n\n## Who\n\nAsk \\[masked\\].\n\n| By |\n| --- |\n| \\[masked\\] |\n"));
        const std::string page = documentText("A < B", "Of now.", sections, DocumentFormat::Html);
        QVERIFY(has(page, "<h1>A &lt; B</h1>\n<p>Of now.</p>\n<h2>Who</h2>\n<p>Ask [masked].</p>\n"));
        QVERIFY(has(page, "<td>[masked]</td>") && !has(page, "acme"));
    }

    /// Nobody's own document may stand in their place.
    void writtenOut()
    {
        test::WorkspaceFixture data;
        for (const std::string &id : writtenDocumentIds())
            QCOMPARE(keepDocument(data.workspace(), {id, "policy", "x"}).error().code, ErrorCode::InvalidArgument);
        QVERIFY(std::ranges::count(writtenDocumentIds(), "convention-changes") == 1);
    }

    void documentsAreKept()
    {
        test::WorkspaceFixture data;
        store::setCurrentUser("Ann");
        const std::string first = "About\n## Renewals of ann@acme.example\nCall early.\n";
        QCOMPARE(keepDocument(data.workspace(), {"renewals", "playbook", first}).value(), 1);
        const auto logged = store::auditTrail(data.workspace(), 1)[0];
        QCOMPARE(logged.action, std::string("keep document"));
        QCOMPARE(logged.who, std::string("Ann"));
        QVERIFY(!logged.before && logged.after == "playbook, version 1: " + first);
        QCOMPARE(keepDocument(data.workspace(), {"renewals", "playbook", first}).value(), 1); // says the same
        QCOMPARE(store::auditTrail(data.workspace(), 1)[0].id, logged.id);
        QCOMPARE(keepDocument(data.workspace(), {"renewals", "process", first}).value(), 2);
        QCOMPARE(keepDocument(data.workspace(), {"access", "policy", "Nobody.\n"}).value(), 1);
        store::setCurrentUser({});
        const auto kept = keptDocuments(data.workspace());
        QCOMPARE(kept.size(), std::size_t(2));
        QCOMPARE(kept[0].title(), std::string("access")); // no heading
        QCOMPARE(kept[1].versions.size(), std::size_t(2));
        QCOMPARE(kept[1].versions[0].kind, std::string("playbook"));
        QCOMPARE(kept[1].last().by, std::string("Ann"));
        const auto all = documentsOf(data.workspace(), Then, DocumentFormat::Markdown);
        const Document &last = all->back();
        QCOMPARE(last.id + ' ' + last.kind + ' ' + std::to_string(last.version), std::string("renewals process 2"));
        QCOMPARE(last.title, std::string("Renewals of [masked]"));
        QCOMPARE(last.text, std::string("About\n## Renewals of [masked]\nCall early.\n"));
        const auto pages = documentsOf(data.workspace(), Then, DocumentFormat::Html);
        QVERIFY(has(pages->back().text, "<pre>About\n## Renewals of [masked]"));
        QVERIFY(!store::brokenAuditEntry(data.workspace()));
    }

    void wrongDocuments_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("a path") << "../x"
                                << "playbook" << QByteArray("x") << "no id of a document";
        QTest::newRow("too long") << QString(65, u'a') << "playbook" << QByteArray("x") << "no id of a document";
        QTest::newRow("capitals") << "x"
                                  << "Playbook" << QByteArray("x") << "no kind of document";
        QTest::newRow("no kind") << "x"
                                 << "" << QByteArray("x") << "no kind of document";
        QTest::newRow("blanks") << "x"
                                << "policy" << QByteArray(" \n") << "is empty";
        QTest::newRow("Latin 1") << "x"
                                 << "policy" << QByteArray("caf\xE9") << "no UTF-8";
    }
    void wrongDocuments()
    {
        QFETCH(QString, id);
        QFETCH(QString, kind);
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        test::WorkspaceFixture data;
        const auto kept = keepDocument(data.workspace(), {id.toStdString(), kind.toStdString(), text.toStdString()});
        QVERIFY(!kept.ok());
        const QString said = QString::fromStdString(kept.error().message.english());
        QVERIFY2(said.contains(says) && said.contains(QStringLiteral("othing was kept")), qPrintable(said));
        QVERIFY(keptDocuments(data.workspace()).empty());
        const std::string longest(64, 'a');
        QCOMPARE(keepDocument(data.workspace(), {longest, "k-1_b", "x"}).value(), 1);
    }

    void longTextsAreCutBetweenSigns()
    {
        ChangeRecord record;
        record.entry.after = std::string(399, 'a') + "ä" + std::string(50, 'b'); // 451 bytes, the sign in the middle
        const std::string text = changesText({record}, DocumentFormat::Html);
        QVERIFY(has(text, ("<td>" + std::string(399, 'a') + "... (cut; 451 bytes)</td>").c_str()));
        record.entry.after = std::string(400, 'a');
        QVERIFY(has(changesText({record}, DocumentFormat::Html), ("<td>" + std::string(400, 'a') + "</td>").c_str()));
    }

    void beforeAnythingIsThere()
    {
        test::WorkspaceFixture data;
        const auto found = documentsOf(data.workspace(), std::nullopt, DocumentFormat::Markdown);
        QCOMPARE(found->front().id, std::string("tooling-configuration"));
        QVERIFY(has(found->front().text, "none are in force"));
        QVERIFY(has(configurationText(*toolingConfiguration(data.workspace(), Then), DocumentFormat::Html),
            "<td>starter model</td>"));
        QTemporaryDir folder;
        QFile taken(folder.filePath(QStringLiteral("taken")));
        QVERIFY(taken.open(QIODevice::WriteOnly));
        const auto refused =
            writeDocuments(data.workspace(), Then, DocumentFormat::Html, taken.fileName().toStdString());
        QCOMPARE(refused.error().code, ErrorCode::Io);
    }
};

QTEST_GUILESS_MAIN(TestGovernance)
#include "tst_governance.moc"
