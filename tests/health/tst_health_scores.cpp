#include "core/health/accuracy.h"
#include "core/health/model_effect.h"
#include "core/health/overrides.h"
#include "core/health/stability.h"
#include "core/health/why_moved.h"
#include "core/statistics/population_stability.h"
#include "core/store/audit.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::health;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// Enterprise by tickets and nps, the rest by nps alone.
const char *const House = R"({"name": "House", "segments": [
    {"name": "Enterprise", "when": [{"field": "segment", "any_of": ["Enterprise"]}], "signals": [
        {"signal": "tickets_90", "weight": 60, "steps": [[0, 100], [1, 60], [null, 10]]},
        {"signal": "nps", "weight": 40, "steps": [[6, 20], [8, 50], [null, 90]], "missing": "last:60"}]},
    {"name": "Rest", "signals": [{"signal": "nps", "weight": 1, "steps": [[6, 20], [8, 50], [null, 90]]}]}]})";

const std::string Contracts = "subscription_id,account_id,start_date,end_date,cancelled_date,arr\n";

/// A and D are Enterprise, B and C the rest; C ends on 2026-05-31, E begins on 2026-05-01.
void fill(test::ImportedWorkspace &data)
{
    data.file("crm.accounts",
        "account_id,name,segment\nA,Acme,Enterprise\nB,Birch,SMB\nC,Cedar,SMB\nD,Dogwood,Enterprise\nE,Elm,SMB\n");
    data.file("crm.subscriptions",
        Contracts
            + "1,A,2025-01-01,,,1000\n2,B,2025-01-01,,,100\n3,C,2025-01-01,2026-05-31,,100\n4,D,2025-01-01,,,500\n"
              "5,E,2026-05-01,,,50\n");
    data.file("crm.tickets", "ticket_id,account_id,created_at\n1,A,2026-04-15\n2,A,2026-05-15\n3,D,2025-01-01\n");
    data.file("crm.surveys",
        "response_id,account_id,date,kind,score,respondent\n1,A,2026-01-10,nps,9,p\n2,B,2026-01-10,nps,9,p\n"
        "3,B,2026-05-10,nps,3,p\n4,C,2026-01-10,nps,5,p\n5,E,2026-05-10,nps,8,p\n6,D,2025-03-15,nps,7,p\n");
    data.file("crm.health_scores",
        "account_id,date,model,score,colour\nA,2025-12-01,V,80,green\nC,2026-02-20,V,40,red\nC,2026-03-15,V,90,green\n"
        "B,2026-02-01,V,60,yellow\n");
    data.import("2026-06-30");
}

struct Read {
    test::ImportedWorkspace data;
    Progress progress;
    std::unique_ptr<const signs::Signals> history;
    HealthModel model;

    explicit Read(const char *text = House)
    {
        fill(data);
        auto read = signs::Signals::read(data.workspace(), progress);
        if (!read)
            qFatal("%s", read.error().message.english().c_str());
        history = std::move(*read);
        auto made = healthModelFromText(text);
        if (!made)
            qFatal("%s", made.error().message.english().c_str());
        model = std::move(*made);
    }
    [[nodiscard]] int account(const char *id) const { return history->accounts().indexOfRecord("crm", id); }
    /// "A Enterprise 36 red", an account a line.
    [[nodiscard]] QStringList on(const char *iso) const
    {
        QStringList lines;
        const auto scores = scoresOn(model, *history, day(iso));
        if (!scores)
            return {QString::fromStdString(scores.error().message.english())};
        for (const AccountScore &each : scores->accounts) {
            const QString segment = each.segment < 0
                ? QStringLiteral("-")
                : QString::fromStdString(model.segments[std::size_t(each.segment)].name);
            lines << QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromStdString(history->accounts().at(each.account).name), segment,
                             each.score.score ? QString::number(*each.score.score) : QStringLiteral("-"),
                             QString::fromLatin1(portfolio::toString(each.score.colour)));
        }
        return lines;
    }
};

QStringList partsOf(const ScoreMove &move)
{
    QStringList parts;
    for (const ScorePart &part : move.parts)
        parts << QStringLiteral("%1 %2").arg(QString::fromStdString(part.part)).arg(part.change);
    return parts;
}

} // namespace

/// Scores of a small book on several days, what moved them, whether they warned (CONTRACT-ROOMS section 2).
class TestHealthScores : public QObject {
    Q_OBJECT
private slots:
    void scores()
    {
        const Read book;
        // A: 60 x 60 + 40 x 90; D: its nps is older than a year by 46 days, taken by last:60
        QCOMPARE(book.on("2026-04-30"),
            (QStringList{"Acme Enterprise 72 yellow", "Birch Rest 90 green", "Cedar Rest 20 red",
                "Dogwood Enterprise 80 green"}));
        QCOMPARE(book.on("2026-05-31"),
            (QStringList{"Acme Enterprise 42 red", "Birch Rest 20 red", "Cedar Rest 20 red",
                "Dogwood Enterprise 100 green", "Elm Rest 50 yellow"}));
        QCOMPARE(book.on("2026-06-30").size(), 4); // Cedar is gone
    }

    void lastDays_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<int>("state");
        QTest::newRow("within the year") << "2026-03-14" << int(SignalState::Present);
        QTest::newRow("a day past it") << "2026-03-15" << int(SignalState::Last);
        QTest::newRow("60 days before") << "2026-05-13" << int(SignalState::Last);
        QTest::newRow("61 days before") << "2026-05-14" << int(SignalState::Dropped);
    }
    void lastDays()
    {
        static const Read book;
        QFETCH(QString, day);
        const auto scores = scoresOn(book.model, *book.history, *Date::fromIso(day.toStdString()));
        const AccountScore *score = scores->find(book.account("D"));
        QVERIFY(score);
        QTEST(int(score->inputs[1].state), "state");
        QCOMPARE(std::isnan(score->inputs[1].value), score->inputs[1].state == SignalState::Dropped);
    }

    /// Acme 1000, Birch 100, Cedar 100, Dogwood 500 and Elm 50 of ARR; red red red green yellow by House.
    void effectOfAnotherModel()
    {
        const Read book;
        const HealthModel size = *healthModelFromText(R"({"segments": [{"name": "All", "signals": [
            {"signal": "arr", "weight": 1, "steps": [[100, 60], [null, 100]]}]}]})");
        const auto found = effectOf(book.model, size, *book.history, day("2026-05-31"));
        QVERIFY(found.ok());
        QStringList changed;
        for (const ColourChange &each : found->changed)
            changed << QStringLiteral("%1 %2 %3 %4 %5 %6")
                           .arg(QString::fromStdString(book.history->accounts().at(each.account).name),
                               QString::fromLatin1(portfolio::toString(each.before.colour)))
                           .arg(*each.before.score)
                           .arg(QString::fromLatin1(portfolio::toString(each.after.colour)))
                           .arg(*each.after.score)
                           .arg(each.arr / 100);
        QCOMPARE(changed,
            (QStringList{"Acme red 42 green 100 1000", "Birch red 20 yellow 60 100", "Cedar red 20 yellow 60 100"}));
        QCOMPARE(found->changedArr, 120000);
        QCOMPARE(found->before.red, 120000);
        QCOMPARE(found->before.yellow, 5000);
        QCOMPARE(found->before.green, 50000);
        QCOMPARE(found->after.green, 150000);
        QCOMPARE(found->after.yellow, 25000);
        QCOMPARE(found->after.accounts.yellow, 3);
        QCOMPARE(found->before.none + found->after.none + found->after.red, 0);
        QVERIFY(effectOf(size, size, *book.history, day("2026-05-31"))->changed.empty());
    }

    /// What pulls most towards the new colour. Acme by House: 60 x (100 - 10) and 40 x (100 - 90) are taken, by size
    /// nothing; Birch: 80 by nps, 40 by arr.
    void whyAnotherModelChangesColours()
    {
        const Read book;
        const HealthModel size = *healthModelFromText(R"({"segments": [{"name": "All", "signals": [
            {"signal": "arr", "weight": 1, "steps": [[100, 60], [null, 100]]}]}]})");
        const auto reasons = [&](const HealthModel &before, const HealthModel &after) {
            QStringList lines;
            const auto found = effectOf(before, after, *book.history, day("2026-05-31"));
            for (const ColourChange &each : found->changed) {
                const EffectReason &why = each.reason;
                lines << (why.kind == EffectReason::Kind::Signal ? QStringLiteral("%1 %2 %3")
                                                                       .arg(QString::fromStdString(why.signal.name()))
                                                                       .arg(why.input.value)
                                                                       .arg(why.change)
                        : why.kind == EffectReason::Kind::Bounds ? QStringLiteral("bounds")
                                                                 : QStringLiteral("coverage"));
            }
            return lines;
        };
        QCOMPARE(reasons(book.model, size), (QStringList{"tickets_90 2 54", "nps 3 80", "nps 5 80"}));
        QCOMPARE(reasons(size, book.model), (QStringList{"tickets_90 2 -54", "nps 3 -80", "nps 5 -80"}));
        HealthModel strict = book.model; // 100 is Dogwood's; Elm has 50
        strict.yellow = 60;
        QCOMPARE(reasons(book.model, strict), QStringList{"bounds"});
        const HealthModel nobody = *healthModelFromText(R"({"segments": [{"name": "All", "signals": [
            {"signal": "licence_use", "weight": 1, "steps": [[null, 100]]}]}]})");
        QCOMPARE(
            reasons(book.model, nobody), (QStringList{"coverage", "coverage", "coverage", "coverage", "coverage"}));
        HealthModel worst = book.model; // Acme is red by 10 as by 42; Dogwood's nps is not asked when missing
        worst.type = ModelType::WorstOf;
        QVERIFY(reasons(book.model, worst).isEmpty());
    }

    void effectOfSome()
    {
        const Read book;
        HealthModel mild = book.model;
        mild.yellow = 20;
        const int birch = book.account("B");
        const auto found = effectOf(
            book.model, mild, *book.history, day("2026-05-31"), [birch](int account) { return account == birch; });
        QCOMPARE(found->changed.size(), std::size_t(1));
        QCOMPARE(found->changed[0].account, birch);
        QCOMPARE(found->before.red, 10000);
        QCOMPARE(found->before.accounts.all(), 1);
        QCOMPARE(found->scores.size(), std::size_t(1));
        QCOMPARE(effectOf(book.model, mild, *book.history, day("2026-05-31"))->scores.size(), std::size_t(5));
    }

    void withoutSegment()
    {
        const Read book(R"({"segments": [{"name": "Big", "when": [{"field": "arr", "at_least": 500}],
            "signals": [{"signal": "arr", "weight": 1, "steps": [[500, 50], [null, 80]]}]}]})");
        QCOMPARE(book.on("2026-04-30"),
            (QStringList{"Acme Big 80 green", "Birch - - ", "Cedar - - ", "Dogwood Big 50 yellow"}));
        const auto scores = scoresOn(book.model, *book.history, day("2026-04-30"));
        const ColourCounts colours = coloursOf(*scores);
        QCOMPARE(colours.green, 1);
        QCOMPARE(colours.none, 2);
        QCOMPARE(colours.scored(), 2);
    }

    void errorsNameTheSignal()
    {
        const Read book(R"({"segments": [{"name": "All", "signals": [
            {"signal": "sql:SELECT 1 AS account", "weight": 1, "steps": [[null, 80]]}]}]})");
        QVERIFY(book.on("2026-04-30").front().startsWith(u"Signal sql:SELECT 1 AS account of segment All: "));
    }

    void why()
    {
        const Read book;
        const auto move = whyMoved(book.model, *book.history, book.account("A"), day("2026-04-30"), day("2026-05-31"));
        QCOMPARE(*move->from, 72.0);
        QCOMPARE(*move->to, 42.0);
        QCOMPARE(partsOf(*move), (QStringList{"model 0", "missing 0", "tickets_90 -30", "nps 0"}));
        // D loses its nps: 0.6 x 100 + 0.4 x 50, then tickets alone
        const auto lost = whyMoved(book.model, *book.history, book.account("D"), day("2026-04-30"), day("2026-05-31"));
        QCOMPARE(partsOf(*lost), (QStringList{"model 0", "missing 20", "tickets_90 0"}));
        const auto joined =
            whyMoved(book.model, *book.history, book.account("E"), day("2026-04-30"), day("2026-05-31"));
        QVERIFY(!joined->from && joined->to && joined->parts.empty());
    }

    void stability()
    {
        const Read book;
        const auto found = stabilityOf(book.model, *book.history, day("2026-04-30"), day("2026-05-31"));
        // green 2, yellow 1, red 1 of 4 then; green 1, yellow 1, red 3 of 5 now
        const auto psi = [](std::array<double, 4> now) {
            return statistics::populationStability(std::array{2.0, 1.0, 1.0, 0.0}, now)->index;
        };
        QCOMPARE(found->nFrom, 4);
        QCOMPARE(found->nTo, 5);
        QCOMPARE(*found->psi, psi({1, 1, 3, 0}));
        QCOMPARE(*found->limit, 7.814727903251179 * (1.0 / 4 + 1.0 / 5));
        QCOMPARE(found->steps.size(), std::size_t(4));
        QCOMPARE(found->steps[0].psi, psi({2, 2, 1, 0})); // Elm joins as yellow
        QCOMPARE(found->steps[1].psi, 0.0);
        QCOMPARE(found->steps[2].psi, 0.0); // D stays green without its nps
        double sum = 0;
        for (const StabilityStep &step : found->steps)
            sum += step.psi;
        QVERIFY(std::abs(sum - *found->psi) < 1e-15);
        QCOMPARE(*found->moved, 0.5); // A yellow to red, B green to red, of A, B, C, D
        int pairs = 0;
        for (const Transition &each : found->matrix) {
            pairs += each.n;
            if (each.from == HealthColour::Yellow && each.to == HealthColour::Red)
                QCOMPARE(each.n, 1);
        }
        QCOMPARE(pairs, 4);
        QCOMPARE(found->matrix.size(), std::size_t(16));
        const auto none = stabilityOf(book.model, *book.history, day("2020-04-30"), day("2026-05-31"));
        QVERIFY(!none->psi && none->steps.empty() && !none->moved);
    }

    void churnDay()
    {
        const Read book;
        const auto churned = churnDays(book.history->book(), day("2026-01-01"), day("2026-06-30"));
        QCOMPARE((*churned)[std::size_t(book.account("C"))]->iso(), std::string("2026-06-01"));
        QCOMPARE(std::ranges::count_if(*churned, [](const auto &each) { return each.has_value(); }), 1);
        QVERIFY(
            !(*churnDays(book.history->book(), day("2026-01-01"), day("2026-05-31")))[std::size_t(book.account("C"))]);
        QVERIFY(
            (*churnDays(book.history->book(), day("2026-06-01"), day("2026-06-01")))[std::size_t(book.account("C"))]);
    }

    void accuracy()
    {
        const Read book;
        // C churned on 06-01; 90 days before is 03-03, when V said red and the house nps 5: red.
        const auto house = accuracyOf(
            flagsOf(coloursOfModel(book.model, *book.history)), *book.history, day("2026-05-01"), day("2026-06-30"));
        QCOMPARE(house->churned, 1);
        QCOMPARE(house->flagged, 1);
        QCOMPARE(*house->rate(), 1.0);
        // on 2026-01-31: A 100 x .6 + 90 x .4 green, B 90 green, C red, D 60 + 20 green
        QCOMPARE(house->scored, 4);
        QCOMPARE(*house->shareFlagged(), 0.25);
        QCOMPARE(*house->precision(), 1.0);
        const auto vendor = flagsOfVendor("V", *book.history);
        const auto judged = accuracyOf(*vendor, *book.history, day("2026-05-10"), day("2026-06-30"));
        QCOMPARE(judged->flagged, 1);
        QCOMPARE(judged->scored, 2); // on 2026-02-09 A green, B yellow; C has none yet
        QCOMPARE(*judged->shareFlagged(), 0.5);
        QCOMPARE(*judged->precision(), 0.0);
        const auto none = accuracyOf(*vendor, *book.history, day("2026-01-10"), day("2026-05-31"));
        QCOMPARE(none->churned, 0);
        QVERIFY(!none->rate());
        QCOMPARE(flagsOfVendor("W", *book.history).error().message.english(),
            std::string("No health score of a model W was imported. There are: V."));
    }

    /// A and C are gone on 2026-09-01, B stays; 90 days before is 2026-06-03. A score without a colour is one.
    void accuracyOfPlatforms_data()
    {
        QTest::addColumn<QByteArray>("scores");
        QTest::addColumn<QList<int>>("counts"); // flagged, unscorable, scored, scoredFlagged, flaggedChurned
        const QByteArray b = "B,2026-02-01,V,90,green\n";
        QTest::newRow("colours") << b + "A,2026-02-01,V,20,yellow\nC,2026-02-01,V,10,red\n" << QList{2, 0, 3, 2, 2};
        QTest::newRow("one without") << b + "A,2026-02-01,V,20,\nC,2026-02-01,V,10,red\n" << QList{1, 0, 3, 1, 1};
        QTest::newRow("the last without") << b + "A,2026-02-01,V,20,\nC,2026-02-01,V,10,red\nC,2026-06-03,V,10,\n"
                                          << QList{0, 0, 3, 0, 0};
        QTest::newRow("a day late") << b + "A,2026-06-04,V,20,red\nC,2026-06-04,V,10,\n" << QList{0, 2, 1, 0, 0};
    }
    void accuracyOfPlatforms()
    {
        QFETCH(QByteArray, scores);
        QFETCH(QList<int>, counts);
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name\nA,Acme\nB,Birch\nC,Cedar\n");
        data.file("crm.subscriptions",
            Contracts + "1,A,2026-01-01,2026-08-31,,100\n2,B,2026-01-01,,,100\n3,C,2026-01-01,2026-08-31,,100\n");
        data.file("crm.health_scores", "account_id,date,model,score,colour\n" + scores.toStdString());
        data.import("2026-10-31");
        Progress progress;
        const auto history = signs::Signals::read(data.workspace(), progress);
        QVERIFY(history);
        const auto found = accuracyOf(*flagsOfVendor("V", **history), **history, day("2026-09-01"), day("2026-09-30"));
        QCOMPARE(found->churned, 2);
        const QList<int> of{
            found->flagged, found->unscorable, found->scored, found->scoredFlagged, found->flaggedChurned};
        QCOMPARE(of, counts);
    }

    void overridesFromTheDayTheyWereMade()
    {
        Read book;
        store::Workspace &workspace = book.data.workspace();
        const std::string a = book.history->accounts().at(book.account("A")).id;
        const auto add = [&](HealthColour colour, const char *made, const char *until, const char *reason = "talked") {
            return addOverride(workspace, {a, colour, reason, "Ann", day(made), day(until)});
        };
        QVERIFY(add(HealthColour::Green, "2026-05-01", "2026-05-20").ok());
        QVERIFY(add(HealthColour::Yellow, "2026-05-10", "2026-05-12").ok());
        QCOMPARE(add(HealthColour::Red, "2026-05-10", "2026-05-09").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(add(HealthColour::Red, "2026-05-10", "2026-05-19", " ").error().code, ErrorCode::InvalidArgument);
        const auto text = [&](const char *iso) {
            const OverridesOn inForce(overrides(workspace), book.history->accounts(), day(iso));
            const Override *found = inForce.find(book.account("A"));
            return QString::fromLatin1(found ? portfolio::toString(found->colour) : "-");
        };
        QCOMPARE(text("2026-04-30"), "-");
        QCOMPARE(text("2026-05-01"), "green");
        QCOMPARE(text("2026-05-10"), "yellow");
        QCOMPARE(text("2026-05-13"), "-"); // the last one ended; the one before does not come back
        QVERIFY(add(HealthColour::None, "2026-05-11", "2026-06-11").ok());
        QCOMPARE(text("2026-05-11"), "-");
        QCOMPARE(text("2026-05-10"), "yellow");
        QCOMPARE(overrides(workspace).size(), std::size_t(3));
        const auto trail = store::auditTrail(workspace, 3);
        QCOMPARE(trail.front().action, std::string("override health"));
        QCOMPARE(*trail.front().before, std::string("yellow, 2026-05-10 to 2026-05-12, by Ann: talked"));
        QCOMPARE(*trail.front().after, std::string("none, 2026-05-11 to 2026-06-11, by Ann: talked"));
    }
};

QTEST_GUILESS_MAIN(TestHealthScores)
#include "tst_health_scores.moc"
