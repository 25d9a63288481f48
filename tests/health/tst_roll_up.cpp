#include "core/health/roll_up.h"
#include "tests/health/saved_models_fixture.h"

#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::health;
using namespace qd::test;

namespace {

/// Ten times the nps.
const char *const Nps = R"({"segments": [{"name": "All", "signals": [
    {"signal": "nps", "weight": 1, "points": [[0, 0], [10, 100]]}]}]})";

/// Peak (100, score 90) over Crag (300, 30) and Cliff (600, 60), the latter below Crag. Rock (400, 80) over Tor (600,
/// none). Ulm (600, 80) over Vale (400, none). Quay, which has no ARR, over Dune (50, none). Solo (50, 40).
void fill(ImportedWorkspace &data)
{
    data.file("crm.accounts",
        "account_id,name,parent_account_id\nP,Peak,\nC,Crag,P\nE,Cliff,C\nR,Rock,\nT,Tor,R\nU,Ulm,\nV,Vale,U\n"
        "Q,Quay,\nD,Dune,Q\nS,Solo,\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,arr\n1,P,2025-01-01,,100\n2,C,2025-01-01,,300\n"
        "3,E,2025-01-01,,600\n4,R,2025-01-01,,400\n5,T,2025-01-01,,600\n6,U,2025-01-01,,600\n7,V,2025-01-01,,400\n"
        "8,D,2025-01-01,,50\n9,S,2025-01-01,,50\n");
    data.file("crm.surveys",
        "response_id,account_id,date,kind,score,respondent\n1,P,2026-06-01,nps,9,p\n2,C,2026-06-01,nps,3,p\n"
        "3,E,2026-06-01,nps,6,p\n4,R,2026-06-01,nps,8,p\n5,U,2026-06-01,nps,8,p\n6,S,2026-06-01,nps,4,p\n");
    data.import("2026-06-30");
}

} // namespace

/// Scores of parents with all below them, worked by hand.
class TestRollUp : public QObject {
    Q_OBJECT
private slots:
    void entities_data()
    {
        QTest::addColumn<QString>("rollUp");
        QTest::addColumn<bool>("withParent");
        QTest::addColumn<QStringList>("lines"); // name: accounts, scored, ARR; score, colour, coverage
        const QString solo = QStringLiteral("Solo: 1 1 50; 40 red 1");
        QTest::newRow("worst") << "worst" << true
                               << QStringList{"Peak: 3 3 1000; 30 red 1", "Rock: 2 1 1000; - none 0.4",
                                      "Ulm: 2 1 1000; 80 green 0.6", "Quay: 1 0 50; - none 0", solo};
        // (100 x 90 + 300 x 30 + 600 x 60) / 1000
        QTest::newRow("by ARR") << "arr" << true
                                << QStringList{"Peak: 3 3 1000; 54 yellow 1", "Rock: 2 1 1000; - none 0.4",
                                       "Ulm: 2 1 1000; 80 green 0.6", "Quay: 1 0 50; - none 0", solo};
        QTest::newRow("worst below") << "worst" << false
                                     << QStringList{"Peak: 2 2 900; 30 red 1", "Rock: 1 1 400; 80 green 1",
                                            "Ulm: 1 1 600; 80 green 1", "Quay: 1 0 50; - none 0", solo};
        // (300 x 30 + 600 x 60) / 900
        QTest::newRow("by ARR below") << "arr" << false
                                      << QStringList{"Peak: 2 2 900; 50 yellow 1", "Rock: 1 1 400; 80 green 1",
                                             "Ulm: 1 1 600; 80 green 1", "Quay: 1 0 50; - none 0", solo};
        QTest::newRow("parent") << "parent" << true
                                << QStringList{"Peak: 1 1 100; 90 green 1", "Rock: 1 1 400; 80 green 1",
                                       "Ulm: 1 1 600; 80 green 1", "Quay: 0 0 0; - none -", solo};
    }
    void entities()
    {
        static ImportedWorkspace data;
        static const bool isFilled = (fill(data), true);
        QVERIFY(isFilled);
        QFETCH(QString, rollUp);
        QFETCH(bool, withParent);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        const HealthModel model = done(healthModelFromText(Nps));
        const DayScores scores = done(scoresOn(model, *history, dayOf("2026-06-30")));
        QStringList found;
        for (const EntityScore &each :
            rolledUp(model, scores, history->accounts(), {rollUpOf(rollUp.toStdString()).value(), withParent}))
            found << QStringLiteral("%1: %2 %3 %4; %5 %6 %7")
                         .arg(QString::fromStdString(history->accounts().at(each.parent).name))
                         .arg(each.accounts)
                         .arg(each.scored)
                         .arg(each.arr / 100)
                         .arg(each.score.score ? QString::number(*each.score.score) : QStringLiteral("-"),
                             each.score.colour == HealthColour::None
                                 ? QStringLiteral("none")
                                 : QString::fromLatin1(portfolio::toString(each.score.colour)),
                             each.score.coverage ? QString::number(*each.score.coverage) : QStringLiteral("-"));
        QFETCH(QStringList, lines);
        lines.sort();
        found.sort();
        QCOMPARE(found, lines);
    }
    void names()
    {
        for (const RollUp each : {RollUp::Worst, RollUp::ArrWeighted, RollUp::Parent})
            QVERIFY(rollUpOf(toString(each)) == std::optional(each));
        QVERIFY(!rollUpOf("best"));
    }

    /// Of some accounts alone: those with ARR among them, as of all.
    void someAccountsAlone()
    {
        ImportedWorkspace data;
        fill(data);
        Progress progress;
        const auto history = done(signs::Signals::read(data.workspace(), progress));
        const HealthModel model = done(healthModelFromText(Nps));
        const signs::KnownDay known = done(history->known(dayOf("2026-06-30")));
        std::vector<int> asked;
        for (const char *id : {"C", "Q", "T"}) // a score of 30, no ARR, no answer
            asked.push_back(history->accounts().indexOfRecord("crm", id));
        std::ranges::sort(asked);
        const auto scores = done(scoresOf(model, *history, known, asked));
        QCOMPARE(scores.size(), std::size_t(2));
        for (const AccountScore &each : scores) {
            const bool isCrag = history->accounts().at(each.account).name == "Crag";
            QCOMPARE(each.score.score, isCrag ? std::optional(30.0) : std::nullopt);
        }
        const auto inputs = done(inputsFor(model.segments.front(), *history, known, asked));
        const int crag = history->accounts().indexOfRecord("crm", "C");
        QCOMPARE(inputs[std::size_t(crag)].size(), std::size_t(1));
        QCOMPARE(inputs[std::size_t(crag)].front().value, 3.0);
        const int peak = history->accounts().indexOfRecord("crm", "P");
        QVERIFY(inputs[std::size_t(peak)].empty()); // nobody asked
    }
};

QTEST_GUILESS_MAIN(TestRollUp)
#include "tst_roll_up.moc"
