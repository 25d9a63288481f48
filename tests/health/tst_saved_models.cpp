#include "core/health/accuracy.h"
#include "core/health/current_model.h"
#include "core/health/known_colours.h"
#include "core/health/overrides.h"
#include "core/health/stability.h"
#include "core/statistics/population_stability.h"
#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "core/store/write_transaction.h"
#include "tests/health/saved_models_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::health;
using namespace qd::test;

namespace {

QString inForceOn(const store::Workspace &workspace, const char *iso)
{
    const auto found = done(modelInForce(workspace, dayOf(iso)));
    return found ? QString::fromStdString(found->saved.title()) : QStringLiteral("-");
}

/// Carries out the steps of a version named by their first letters; w is review.
void carryOut(store::Workspace &workspace, const QString &steps)
{
    for (const QChar each : steps) {
        if (each == u'p')
            step(workspace, ModelStep::Propose, 1, "2026-03-01", "Ann");
        else if (each == u'a')
            step(workspace, ModelStep::Approve, 1, "2026-03-01", "Ben", dayOf("2026-04-01"));
        else if (each == u't')
            step(workspace, ModelStep::Retire, 1, "2026-06-01");
        else if (each == u'w')
            step(workspace, ModelStep::Review, 1, "2026-05-01");
    }
}

struct Read {
    ImportedWorkspace data;
    Progress progress;
    std::unique_ptr<const signs::Signals> history;
    ModelsInForce models;

    Read()
    {
        fillTickets(data);
        putBothInForce(data.workspace());
        history = done(signs::Signals::read(data.workspace(), progress));
        models = done(ModelsInForce::read(data.workspace()));
    }
    [[nodiscard]] int account(const char *id) const { return history->accounts().indexOfRecord("crm", id); }
};

} // namespace

/// Health models in versions: who saved, proposed and approved them, and which was in force on which day.
class TestSavedModels : public QObject {
    Q_OBJECT
private slots:
    void comeIntoForce()
    {
        ImportedWorkspace data;
        store::Workspace &workspace = data.workspace();
        const ModelChange saved = done(saveHealthModel(workspace, One, " tickets warn ", " Ann "));
        QCOMPARE(saved.after.version, 1);
        QCOMPARE(saved.after.author, std::string("Ann"));
        QCOMPARE(saved.after.reason, std::string("tickets warn"));
        QCOMPARE(saved.after.state, ModelState::Draft);
        QVERIFY(!saved.after.savedAt.empty() && !saved.after.reviewDue());
        QCOMPARE(inForceOn(workspace, "2027-01-01"), QStringLiteral("-")); // a draft is in force nowhere
        carryOut(workspace, QStringLiteral("pa"));
        const SavedHealthModel approved = savedHealthModels(workspace).front();
        QCOMPARE(approved.approvedBy, std::string("Ben"));
        QCOMPARE(approved.approvedOn, std::optional(dayOf("2026-03-01")));
        QCOMPARE(approved.reviewDue(), std::optional(dayOf("2026-10-01"))); // six months from the first day in force
        carryOut(workspace, QStringLiteral("w"));
        QCOMPARE(savedHealthModels(workspace).front().reviewDue(), std::optional(dayOf("2026-11-01")));
        carryOut(workspace, QStringLiteral("t"));
        QVERIFY(!savedHealthModels(workspace).front().reviewDue());
        QStringList trail;
        for (const store::AuditEntry &entry : store::auditTrail(workspace, 5))
            trail << QString::fromStdString(entry.action + ", " + entry.subject);
        QCOMPARE(trail,
            (QStringList{"retire health model, One version 1", "review health model, One version 1",
                "approve health model, One version 1", "propose health model, One version 1",
                "save health model, One version 1"}));
        QVERIFY(QString::fromStdString(*store::auditTrail(workspace, 3)[2].after).contains("by Ben on 2026-03-01"));
        Progress progress;
        QVERIFY(store::checkIntegrity(workspace, progress)->empty());
    }

    void areProposedAtOnce()
    {
        ImportedWorkspace data;
        const ModelChange saved = done(saveHealthModel(data.workspace(), One, "a try", "Ann", SaveAs::Proposed));
        QCOMPARE(saved.after.state, ModelState::Proposed);
        QCOMPARE(store::auditTrail(data.workspace(), 2).front().action, std::string("propose health model"));
        QVERIFY(takeBack(data.workspace(), saved).ok());
        QCOMPARE(done(saveHealthModel(data.workspace(), One, "a try", "Ann")).after.state, ModelState::Draft);
        const auto again = done(saveHealthModel(data.workspace(), One, "b", "Ann", SaveAs::Proposed)).after;
        QVERIFY(again.version == 1 && again.state == ModelState::Proposed); // what is a draft already is proposed
    }

    void areInForceOnDays_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("title");
        QTest::newRow("before the first") << "2026-02-28"
                                          << "-";
        QTest::newRow("its first day") << "2026-03-01"
                                       << "One version 1";
        QTest::newRow("the next is approved, not in force") << "2026-06-01"
                                                            << "One version 1";
        QTest::newRow("last day before") << "2026-06-30"
                                         << "One version 1";
        QTest::newRow("the next") << "2026-07-01"
                                  << "Two version 2";
        QTest::newRow("last day of all") << "2026-08-31"
                                         << "Two version 2";
        QTest::newRow("retired") << "2026-09-01"
                                 << "-";
    }
    void areInForceOnDays()
    {
        static ImportedWorkspace data;
        if (savedHealthModels(data.workspace()).empty())
            putBothInForce(data.workspace());
        QFETCH(QString, day);
        QTEST(inForceOn(data.workspace(), day.toLatin1().constData()), "title");
    }

    /// What pages and packs score by: the model in force and, on days without one, the starter model.
    void pagesScoreByIt()
    {
        const Read read;
        const auto nameOn = [&](const char *iso) {
            return done(currentHealthModel(read.models, *read.history, dayOf(iso))).name;
        };
        QCOMPARE(nameOn("2026-06-30"), std::string("One"));
        QCOMPARE(nameOn("2026-07-01"), std::string("Two"));
        const auto without = starterModel(*read.history, dayOf("2026-10-31"));
        const auto retired = currentHealthModel(read.models, *read.history, dayOf("2026-10-31"));
        QCOMPARE(retired.ok(), without.ok());
        QVERIFY(!retired || (retired->name != "One" && retired->name != "Two"));
    }

    void ofOneDayTheLastCounts()
    {
        ImportedWorkspace data;
        putInForce(data.workspace(), Two, "2026-06-01", "2026-07-01");
        putInForce(data.workspace(), One, "2026-07-01", "2026-07-01");
        QCOMPARE(inForceOn(data.workspace(), "2026-07-01"), QStringLiteral("One version 2"));
        // retired before its first day: it never was in force
        putInForce(data.workspace(), Two, "2026-07-02", "2026-08-01");
        step(data.workspace(), ModelStep::Retire, 3, "2026-08-01");
        QCOMPARE(inForceOn(data.workspace(), "2026-08-02"), QStringLiteral("One version 2"));
    }

    void stepsThatAreRefused_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("step");
        QTest::addColumn<QStringList>("said"); // version, by, on, in force from, reason
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const char *before, ModelStep step, const QStringList &said,
                             ErrorCode code, const char *sentence) {
            QTest::newRow(name) << QString::fromLatin1(before) << int(step) << said << int(code)
                                << QString::fromLatin1(sentence);
        };
        const QStringList ben{"1", "Ben", "2026-03-01", "", ""};
        row("proposed twice", "p", ModelStep::Propose, ben, ErrorCode::Conflict, "only a draft is proposed");
        row("approved as a draft", "", ModelStep::Approve, ben, ErrorCode::Conflict, "One version 1 is draft; only");
        row("by its author", "p", ModelStep::Approve, {"1", " ANN ", "2026-03-01", "", ""}, ErrorCode::Conflict,
            "another person approves");
        row("in force before", "p", ModelStep::Approve, {"1", "Ben", "2026-03-01", "2026-02-28", ""},
            ErrorCode::InvalidArgument, "cannot be in force from 2026-02-28");
        row("rejected as a draft", "", ModelStep::Reject, ben, ErrorCode::Conflict, "only what is proposed");
        row("rejected without a reason", "p", ModelStep::Reject, {"1", "Ben", "2026-03-01", "", " "},
            ErrorCode::InvalidArgument, "--reason");
        row("retired as proposed", "p", ModelStep::Retire, ben, ErrorCode::Conflict, "only what is approved");
        row("retired before its approval", "pa", ModelStep::Retire, {"1", "Ben", "2026-02-28", "", ""},
            ErrorCode::InvalidArgument, "approved on 2026-03-01");
        row("retired twice", "pat", ModelStep::Retire, {"1", "Ben", "2026-07-01", "", ""}, ErrorCode::Conflict,
            "is retired");
        row("reviewed as a draft", "", ModelStep::Review, ben, ErrorCode::Conflict, "only what is approved");
        row("reviewed before it is in force", "pa", ModelStep::Review, {"1", "Ben", "2026-03-31", "", ""},
            ErrorCode::InvalidArgument, "last review, 2026-04-01");
        row("reviewed before its last review", "paw", ModelStep::Review, {"1", "Ben", "2026-04-30", "", ""},
            ErrorCode::InvalidArgument, "last review, 2026-05-01");
        row("no such version", "", ModelStep::Propose, {"2", "Ann", "2026-03-01", "", ""}, ErrorCode::NotFound,
            "No health model has the version 2. Nothing was changed.");
    }
    void stepsThatAreRefused()
    {
        QFETCH(QString, before);
        QFETCH(int, step);
        QFETCH(QStringList, said);
        QFETCH(int, code);
        QFETCH(QString, sentence);
        ImportedWorkspace data;
        (void)done(saveHealthModel(data.workspace(), One, "a first try", "Ann"));
        carryOut(data.workspace(), before);
        const auto change = store::lastChange(data.workspace());
        const auto versions = savedHealthModels(data.workspace());
        const auto result = moveHealthModel(data.workspace(),
            {ModelStep(step), said[0].toInt(), said[1].toStdString(), dayOf(said[2].toLatin1().constData()),
                Date::fromIso(said[3].toStdString()), said[4].toStdString()});
        QVERIFY(!result.ok());
        QCOMPARE(int(result.error().code), code);
        QVERIFY2(result.error().message.english().find(sentence.toStdString()) != std::string::npos,
            result.error().message.english().c_str());
        QVERIFY(store::lastChange(data.workspace()) == change);
        QVERIFY(savedHealthModels(data.workspace()) == versions);
    }

    void modelsThatAreNotSaved_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("sentence");
        const auto named = [](const char *name) { return QByteArray(One).replace("\"One\"", name); };
        QTest::newRow("no JSON") << QByteArray("{") << "why"
                                 << "no JSON";
        QTest::newRow("bands with a hole") << QByteArray(One).replace("null", "0") << "why"
                                           << "tickets_90";
        QTest::newRow("unknown signal") << QByteArray(One).replace("tickets_90", "tickets_9") << "why"
                                        << "tickets_90";
        QTest::newRow("no reason") << QByteArray(One) << " "
                                   << "--reason";
        QTest::newRow("no name") << named("\" \"") << "why"
                                 << "needs a name";
        QTest::newRow("a comma") << named("\"One, two\"") << "why"
                                 << "One, two";
        QTest::newRow("a baseline's") << named("\"tenure\"") << "why"
                                      << "called \"tenure\"";
        QTest::newRow("a platform's") << named("\"vendor:V\"") << "why"
                                      << "called \"vendor:V\"";
        QTest::newRow("a version's") << named("\"version:1\"") << "why"
                                     << "called \"version:1\"";
        QTest::newRow("a file's") << named("\"one.json\"") << "why"
                                  << "called \"one.json\"";
        QTest::newRow("a blank at its end") << named("\"One \"") << "why"
                                            << "called \"One \"";
    }
    void modelsThatAreNotSaved()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        QFETCH(QString, sentence);
        ImportedWorkspace data;
        const auto change = store::lastChange(data.workspace());
        const auto result = saveHealthModel(data.workspace(), text.toStdString(), reason.toStdString(), "Ann");
        QVERIFY(!result.ok());
        QVERIFY2(result.error().message.english().find(sentence.toStdString()) != std::string::npos,
            result.error().message.english().c_str());
        QVERIFY(store::lastChange(data.workspace()) == change);
        QVERIFY(savedHealthModels(data.workspace()).empty());
    }

    void theSameIsSavedOnce()
    {
        ImportedWorkspace data;
        (void)done(saveHealthModel(data.workspace(), One, "a first try", "Ann"));
        const auto change = store::lastChange(data.workspace());
        const ModelChange again = done(saveHealthModel(data.workspace(), One, "again", "Ben"));
        QCOMPARE(again.after.version, 1);
        QVERIFY(again.before == std::optional(again.after));
        QVERIFY(store::lastChange(data.workspace()) == change);
        QCOMPARE(done(saveHealthModel(data.workspace(), Two, "another", "Ben")).after.version, 2);
        QCOMPARE(done(saveHealthModel(data.workspace(), One, "back again", "Ben")).after.version, 3);
        const auto versions = savedHealthModels(data.workspace());
        QCOMPARE(done(savedModelNamed(versions, "One")).version, 3);
        QCOMPARE(done(savedModelNamed(versions, "version:1")).reason, std::string("a first try"));
        QVERIFY(!savedModelNamed(versions, "Three").ok());
    }

    void changesAreTakenBack()
    {
        ImportedWorkspace data;
        store::Workspace &workspace = data.workspace();
        const ModelChange saved = done(saveHealthModel(workspace, One, "a first try", "Ann"));
        const ModelChange proposed = step(workspace, ModelStep::Propose, 1, "2026-03-01", "Ann");
        const ModelChange approved = step(workspace, ModelStep::Approve, 1, "2026-03-01");
        QCOMPARE(inForceOn(workspace, "2026-03-01"), QStringLiteral("One version 1"));
        const auto early = takeBack(workspace, proposed);
        QVERIFY(!early.ok() && early.error().code == ErrorCode::Conflict);
        QVERIFY(takeBack(workspace, approved).ok());
        QCOMPARE(inForceOn(workspace, "2026-03-01"), QStringLiteral("-"));
        QVERIFY(savedHealthModels(workspace).front() == proposed.after);
        QVERIFY(takeBack(workspace, proposed).ok());
        QVERIFY(takeBack(workspace, saved).ok());
        QCOMPARE(savedHealthModels(workspace).front().state, ModelState::Withdrawn);
        QVERIFY(lastOfEachName(savedHealthModels(workspace)).empty());
        QCOMPARE(store::auditTrail(workspace, 1).front().action, std::string("take back health model"));
        // done again it is the same version, so that the steps after it find it
        QCOMPARE(done(saveHealthModel(workspace, One, "a first try", "Ann")).after.version, 1);
        QCOMPARE(savedHealthModels(workspace).front().state, ModelState::Draft);
    }

    /// Of Acme and Birch: a platform's colour, then One's, then Two's, then the platform's again.
    void pastDaysGoByTheModelOfThen_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("colours");
        QTest::newRow("before") << "2026-02-28"
                                << "red yellow";
        QTest::newRow("first day") << "2026-03-01"
                                   << "green green";
        QTest::newRow("a ticket") << "2026-05-15"
                                  << "red green";
        QTest::newRow("last day of One") << "2026-06-30"
                                         << "red green";
        QTest::newRow("first day of Two") << "2026-07-01"
                                          << "red yellow";
        QTest::newRow("the ticket is old") << "2026-08-13"
                                           << "yellow yellow";
        QTest::newRow("after") << "2026-09-01"
                               << "red yellow";
    }
    void pastDaysGoByTheModelOfThen()
    {
        static Read book;
        QFETCH(QString, day);
        const Date on = *Date::fromIso(day.toStdString());
        const ScoredColour scored = coloursInForce(book.models, *book.history);
        const auto colour = [&](const char *id) {
            return QString::fromLatin1(tierName(done(scored(book.account(id), on))));
        };
        QTEST(colour("A") + u' ' + colour("B"), "colours");
        Progress progress;
        const ScoredColour read = done(coloursInForce(book.data.workspace(), book.history->events(), progress));
        QCOMPARE(done(read(book.account("A"), on)), done(scored(book.account("A"), on)));
    }

    void anOverrideComesFirst()
    {
        Read book;
        const std::string id = book.history->accounts().at(book.account("A")).id;
        QVERIFY(addOverride(book.data.workspace(),
            {id, HealthColour::Green, "met them", "Kim", dayOf("2026-06-01"), dayOf("2026-06-10")})
                    .ok());
        const KnownColours known(
            coloursInForce(book.models, *book.history), overrides(book.data.workspace()), book.history->accounts());
        QCOMPARE(done(known.on(book.account("A"), dayOf("2026-06-10"))), HealthColour::Green);
        QCOMPARE(done(known.on(book.account("A"), dayOf("2026-06-11"))), HealthColour::Red);
    }

    /// Acme 100 by One on 14 May; by Two that day 60; with its ticket 40 on 1 July.
    void aNewModelIsAPartOfTheMove()
    {
        const Read book;
        const ModelsOfDays models(
            book.models.on(dayOf("2026-05-14"))->model, book.models.on(dayOf("2026-07-01"))->model);
        const ScoreMove move =
            done(whyMoved(models, *book.history, book.account("A"), dayOf("2026-05-14"), dayOf("2026-07-01")));
        QCOMPARE(*move.from, 100.0);
        QCOMPARE(*move.to, 40.0);
        QCOMPARE(move.parts.size(), std::size_t(3));
        QCOMPARE(move.parts[0].change, -40.0);
        QCOMPARE(move.parts[1].change, 0.0);
        QCOMPARE(move.parts[2].change, -20.0);

        // 3 green; by Two 3 yellow; then Acme and Cedar red
        const Stability moved = done(stabilityOf(models, *book.history, dayOf("2026-05-14"), dayOf("2026-07-01")));
        const std::vector<double> first{3, 0, 0, 0};
        const double byModel = statistics::populationStability(first, std::vector<double>{0, 3, 0, 0})->index;
        const double whole = statistics::populationStability(first, std::vector<double>{0, 1, 2, 0})->index;
        QCOMPARE(*moved.psi, whole);
        QCOMPARE(moved.steps[0].psi, 0.0);
        QCOMPARE(moved.steps[1].psi, byModel);
        QCOMPARE(moved.steps[2].psi, 0.0);
        QVERIFY(std::abs(moved.steps[3].psi - (whole - byModel)) < 1e-12);
        QCOMPARE(*moved.moved, 1.0);
    }

    /// Cedar is gone on 1 September; on 3 June One had it and Acme red, Birch green. Dill is gone on 1 May; no model
    /// was in force on 31 January.
    void accuracyGoesByTheModelOfThen()
    {
        const Read book;
        const FlagsOn flags = flagsOf(coloursOfModelsInForce(book.models, *book.history));
        const Accuracy found = done(accuracyOf(flags, *book.history, dayOf("2026-09-01"), dayOf("2026-09-30")));
        QCOMPARE(found.churned, 1);
        QCOMPARE(found.flagged, 1);
        QCOMPARE(found.scored, 3);
        QCOMPARE(found.scoredFlagged, 2);
        QCOMPARE(found.flaggedChurned, 1);
        const Accuracy before = done(accuracyOf(flags, *book.history, dayOf("2026-05-01"), dayOf("2026-05-31")));
        QCOMPARE(before.churned, 1);
        QCOMPARE(before.unscorable, 1);
        QVERIFY(!before.rate() && !before.shareFlagged());
    }
};

QTEST_GUILESS_MAIN(TestSavedModels)
#include "tst_saved_models.moc"
