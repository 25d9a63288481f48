#include "core/base/words.h"
#include "core/health/colour_mix.h"
#include "core/health/current_model.h"
#include "core/health/reasons.h"
#include "core/health/score_history.h"
#include "core/health/score_moves.h"
#include "core/health/signal_use.h"
#include "core/health/stability.h"
#include "core/health/words.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::health;

namespace {

constexpr double Near = 1e-12;

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// By NPS alone: to 6 red, to 8 yellow, above green.
const char *const ByNps = R"({"name": "House", "segments": [{"name": "All", "signals": [
    {"signal": "nps", "weight": 1, "steps": [[6, 20], [8, 60], [null, 90]]}]}]})";
const char *const ByTwo = R"({"name": "Two", "segments": [{"name": "All", "signals": [
    {"signal": "tickets_90", "weight": 60, "steps": [[0, 100], [1, 60], [null, 10]]},
    {"signal": "nps", "weight": 40, "steps": [[6, 20], [8, 60], [null, 90]]}]}]})";

/// Acme falls from green to red in May, Cedar rises from red to green, Birch stays yellow. Dogwood begins in May and
/// has never answered.
void fill(test::ImportedWorkspace &data)
{
    data.file("crm.accounts", "account_id,name,segment\nA,Acme,Enterprise\nB,Birch,SMB\nC,Cedar,SMB\nD,Dogwood,\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,arr\n1,A,2025-01-01,1000\n2,B,2025-01-01,100\n3,C,2025-01-01,300\n"
        "4,D,2026-05-01,600\n");
    data.file("crm.surveys",
        "response_id,account_id,date,kind,score,respondent\n1,A,2026-01-10,nps,9,p\n2,A,2026-05-20,nps,5,p\n"
        "3,B,2026-01-10,nps,7,p\n4,C,2026-01-10,nps,3,p\n5,C,2026-05-11,nps,9,p\n");
    data.file("crm.tickets",
        "ticket_id,account_id,created_at,priority\n1,A,2026-05-02,high\n2,A,2026-05-03,low\n3,C,2026-02-03,low\n");
    data.file("crm.activities",
        "activity_id,account_id,date,type\n1,A,2026-03-01,exec_touch\n2,B,2026-03-02,call\n3,B,2026-05-05,exec_"
        "touch\n");
    data.import("2026-06-30");
}

struct Book {
    test::ImportedWorkspace data;
    Progress progress;
    std::unique_ptr<const signs::Signals> history;

    Book()
    {
        fill(data);
        auto read = signs::Signals::read(data.workspace(), progress);
        if (!read)
            qFatal("%s", read.error().message.english().c_str());
        history = std::move(*read);
    }
    [[nodiscard]] int account(const char *id) const { return history->accounts().indexOfRecord("crm", id); }
    [[nodiscard]] static HealthModel model(const char *text)
    {
        auto made = healthModelFromText(text);
        if (!made)
            qFatal("%s", made.error().message.english().c_str());
        return std::move(*made);
    }
    [[nodiscard]] DayScores on(const HealthModel &model, const char *iso) const
    {
        auto scores = scoresOn(model, *history, day(iso));
        if (!scores)
            qFatal("%s", scores.error().message.english().c_str());
        return std::move(*scores);
    }
    [[nodiscard]] std::vector<MixRow> mix(const std::vector<Override> &all) const
    {
        const DayScores scores = on(model(ByNps), "2026-05-31");
        const auto &segments = history->fields().on("segment", day("2026-05-31"));
        return colourMix(scores, OverridesOn(all, history->accounts(), day("2026-05-31")), [&](int account) {
            const std::string &segment = segments[std::size_t(account)];
            return segment.empty() ? std::string(NoGroup) : segment;
        });
    }
    [[nodiscard]] Override given(const char *made) const
    {
        return {history->accounts().at(account("D")).id, HealthColour::Green, "Plan agreed", "Anna", day(made),
            day("2026-06-30")};
    }
};

/// "green 1 300, yellow 1 100, red 1 1000, none 1 600"
QString partsOf(const MixRow &row)
{
    QStringList parts;
    for (const HealthColour colour : AllColours)
        parts << QStringLiteral("%1 %2").arg(row.of(colour).n).arg(row.of(colour).arr / 100);
    return parts.join(QStringLiteral(", "));
}

QStringList signalsOf(const HealthModel &model)
{
    QStringList names;
    for (const SignalModel &signal : model.segments.front().measures)
        names << QString::fromStdString(signal.signal.name()) + QStringLiteral(" %1").arg(signal.weight);
    return names;
}

} // namespace

/// What pages and packs show of a scored book: worked out by hand.
class TestHealthBook : public QObject {
    Q_OBJECT
private slots:
    void mix()
    {
        const Book book;
        const std::vector<MixRow> rows = book.mix({});
        QCOMPARE(rows.size(), std::size_t(4));
        QCOMPARE(rows[0].group, std::string("total"));
        QCOMPARE(partsOf(rows[0]), QStringLiteral("1 300, 1 100, 1 1000, 1 600"));
        QCOMPARE(rows[0].scored, 3);
        QCOMPARE(rows[0].all().n, 4);
        QCOMPARE(rows[0].all().arr, std::int64_t(200000));
        QCOMPARE(rows[0].coverage().value(), 0.75);
        QCOMPARE(rows[0].atRiskShare().value(), 0.55); // 1,100 of 2,000
        QCOMPARE(rows[1].group, std::string("Enterprise"));
        QCOMPARE(partsOf(rows[1]), QStringLiteral("0 0, 0 0, 1 1000, 0 0"));
        QCOMPARE(rows[2].group, std::string("SMB"));
        QCOMPARE(partsOf(rows[2]), QStringLiteral("1 300, 1 100, 0 0, 0 0"));
        QCOMPARE(rows[3].group, std::string(NoGroup)); // after all others
        QVERIFY(!MixRow().coverage() && !MixRow().atRiskShare());
    }

    /// An override counts in the distribution, from the day it was made; the account stays unscored.
    void overrides()
    {
        const Book book;
        QCOMPARE(partsOf(book.mix({book.given("2026-05-31")})[0]), QStringLiteral("2 900, 1 100, 1 1000, 0 0"));
        QCOMPARE(book.mix({book.given("2026-05-31")})[0].scored, 3);
        QCOMPARE(partsOf(book.mix({book.given("2026-06-01")})[0]), QStringLiteral("1 300, 1 100, 1 1000, 1 600"));
    }

    void moves()
    {
        const Book book;
        const HealthModel model = Book::model(ByNps);
        const DayScores then = book.on(model, "2026-04-30");
        const DayScores now = book.on(model, "2026-05-31");
        const auto old = oldInputsOf(model, *book.history, then, now);
        const std::vector<AccountMove> moves = scoreMoves(model, then, now, *old);
        QCOMPARE(moves.size(), std::size_t(3)); // Dogwood had no ARR in April
        const auto of = [&](const char *id) {
            return *std::ranges::find(moves, book.account(id), &AccountMove::account);
        };
        QCOMPARE(of("A").direction(), -1);
        QCOMPARE(of("A").change().value(), -70.0);
        QCOMPARE(of("A").largestPart()->part, std::string("nps"));
        QCOMPARE(of("B").direction(), 0);
        QVERIFY(!of("B").largestPart());
        QCOMPARE(of("C").direction(), 1);
        QCOMPARE(of("C").change().value(), 70.0);
        AccountMove unscored = of("A");
        unscored.to = HealthColour::None;
        QCOMPARE(unscored.direction(), 0); // without a colour nobody can say
        // the same as between two days that are read anew
        const auto read = stabilityOf(model, *book.history, day("2026-04-30"), day("2026-05-31"));
        const Stability held = stabilityOf(model, then, now, *old);
        QCOMPARE(held.psi, read->psi);
        QCOMPARE(held.moved.value(), 2.0 / 3);
        const auto why = whyMoved(model, *book.history, book.account("A"), day("2026-04-30"), day("2026-05-31"));
        QCOMPARE(why->parts.size(), of("A").score.parts.size());
        QCOMPARE(why->to, of("A").score.to);
    }

    void history()
    {
        Book book;
        const HealthModel model = Book::model(ByNps);
        const auto points = scoreHistory(model, *book.history, Month(2026, 4), Month(2026, 5), {}, book.progress);
        QCOMPARE(points->size(), std::size_t(2));
        const HistoryPoint &april = points->front();
        QCOMPARE(april.month, Month(2026, 4));
        QCOMPARE(april.colours.all(), 3);
        QVERIFY(std::abs(april.mean.value() - (90.0 + 60 + 20) / 3) < Near);
        QVERIFY(std::abs(april.weighted.value() - (90.0 * 1000 + 60 * 100 + 20 * 300) / 1400) < Near);
        QCOMPARE(points->back().colours.none, 1);
        QVERIFY(std::abs(points->back().weighted.value() - (20.0 * 1000 + 60 * 100 + 90 * 300) / 1400) < Near);
        const auto few = scoreHistory(
            model, *book.history, Month(2026, 5), Month(2026, 5),
            [&](int account) { return account != book.account("A"); }, book.progress);
        QCOMPARE(few->front().mean.value(), 75.0);
        QCOMPARE(few->front().colours.all(), 3);
        const auto before = scoreHistory(model, *book.history, Month(2024, 5), Month(2024, 5), {}, book.progress);
        QVERIFY(!before->front().mean && before->front().colours.all() == 0);
        book.progress.cancel();
        QCOMPARE(scoreHistory(model, *book.history, Month(2026, 4), Month(2026, 5), {}, book.progress).error().code,
            ErrorCode::Cancelled);
    }

    void reasons()
    {
        const Book book;
        const HealthModel model = Book::model(ByTwo);
        const DayScores scores = book.on(model, "2026-05-31");
        const std::vector<Reason> acme = reasonsOf(model, *scores.find(book.account("A")));
        QCOMPARE(acme.size(), std::size_t(2));
        QCOMPARE(acme[0].place, std::size_t(0)); // two tickets: 0.6 x (100 - 10)
        QVERIFY(std::abs(acme[0].lost - 54) < Near);
        QVERIFY(std::abs(acme[1].lost - 28) < Near); // 0.4 x (90 - 20): nobody can have more than 90 of it
        const std::vector<Reason> birch = reasonsOf(model, *scores.find(book.account("B")));
        QCOMPARE(birch.size(), std::size_t(1));
        QCOMPARE(birch[0].place, std::size_t(1));
        // Dogwood has no answer: it is left out, and tickets weigh all
        QVERIFY(reasonsOf(model, *scores.find(book.account("D"))).empty());
        const std::vector<Reason> parts = health::partsOf(model, *scores.find(book.account("D")));
        QCOMPARE(parts.size(), std::size_t(2));
        QCOMPARE(int(parts[1].part.input.state), int(SignalState::Dropped));
        QVERIFY(health::partsOf(model, AccountScore()).empty()); // of no segment
        HealthModel points = model;
        points.type = ModelType::Points;
        QCOMPARE(reasonsOf(points, *scores.find(book.account("A")))[0].lost, 90.0); // what is added, not weighed
    }

    void use()
    {
        const Book book;
        const HealthModel model = Book::model(ByTwo);
        const std::vector<SignalUse> use = signalUse(model, book.on(model, "2026-05-31").accounts);
        QCOMPARE(use.size(), std::size_t(2));
        QCOMPARE(use[0].accounts, 4);
        QCOMPARE(use[0].present, 4); // no ticket is 0 tickets
        QCOMPARE(use[1].present, 3);
        QCOMPARE(use[1].share().value(), 0.75);
        QVERIFY(std::abs(use[0].effectiveWeight.value() - 0.7) < Near); // 0.6 three times, and 1
        QVERIFY(std::abs(use[1].effectiveWeight.value() - 0.3) < Near);
        QVERIFY(std::abs(use[1].mean.value() - (20.0 + 60 + 90) / 3) < Near);
        QVERIFY(!SignalUse().share());
    }

    /// What half of the accounts have is counted; of what says nearly the same, one.
    void starter()
    {
        const Book book;
        const auto may = currentHealthModel({}, *book.history, day("2026-05-31"));
        QVERIFY2(may.ok(), may ? "" : may.error().message.english().c_str());
        QCOMPARE(signalsOf(*may), (QStringList{"days_since_exec 20", "urgent_90 15", "nps 10"})); // A and B of four
        QVERIFY(faultsOf(*may).empty());
        const auto april = starterModel(*book.history, day("2026-04-30"));
        // of Acme, Birch and Cedar one has met an executive, two anybody
        QCOMPARE(signalsOf(*april), (QStringList{"days_since_contact 20", "urgent_90 15", "nps 10"}));
        const auto nothing = starterModel(*book.history, day("2025-06-30"));
        QCOMPARE(nothing.error().code, ErrorCode::NoData);
        QVERIFY(nothing.error().message.english().find("Import usage") != std::string::npos);
        QCOMPARE(starterModel(*book.history, day("2024-06-30")).error().code, ErrorCode::NoData); // nobody has ARR
    }

    /// Usage counts as long as anybody used the product in the last week; later its files are late, not its customers.
    void starterWithoutLateUsage_data()
    {
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<bool>("counts");
        QTest::newRow("a week after the last row") << "2026-05-27" << true;
        QTest::newRow("a day later") << "2026-05-28" << false;
    }
    void starterWithoutLateUsage()
    {
        QFETCH(QString, asOf);
        test::ImportedWorkspace data;
        fill(data);
        data.file("crm.usage",
            "account_id,date,feature,active_users,licensed_users,events\nA,2026-05-20,x,5,9,1\nB,2026-05-10,x,1,9,1\n"
            "C,2026-05-01,x,1,9,1\n");
        data.import("2026-06-30");
        Progress progress;
        const auto history = signs::Signals::read(data.workspace(), progress);
        QVERIFY(history.ok());
        const auto model = starterModel(**history, day(qPrintable(asOf)));
        QVERIFY(model.ok());
        QTEST(signalsOf(*model).filter(QStringLiteral("usage")).isEmpty() == false, "counts");
    }

    void starterBands_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("score");
        for (const auto &[place, value, score] :
            {std::tuple(0, 60.0, 100.0), {0, 61.0, 50.0}, {0, 90.0, 50.0}, {0, 91.0, 0.0}, {1, 0.0, 100.0},
                {1, 1.0, 50.0}, {1, 2.0, 0.0}, {2, 6.0, 0.0}, {2, 6.5, 50.0}, {2, 8.0, 50.0}, {2, 8.5, 100.0}})
            QTest::addRow("%d at %g", place, value) << place << value << score;
    }
    void starterBands()
    {
        static const Book book;
        QFETCH(int, place);
        QFETCH(double, value);
        const auto model = starterModel(*book.history, day("2026-05-31"));
        QTEST(model->segments.front().measures[std::size_t(place)].scoreOf(value), "score");
    }

    void words()
    {
        QCOMPARE(std::string(colourName(HealthColour::None)), std::string("Not scored"));
        QCOMPARE(partName("joiners_leavers").english(), std::string("Joined and left"));
        QCOMPARE(partName("nps").english(), std::string("NPS answers"));
        QCOMPARE(partName("vendor:Scorecard 2").english(), std::string("Score of Scorecard 2"));
        SignalModel signal;
        signal.missing = MissingRule::Last;
        signal.lastDays = 1;
        QCOMPARE(missingRule(signal).english(), std::string("the last of 1 day"));
    }
};

QTEST_GUILESS_MAIN(TestHealthBook)
#include "tst_health_book.moc"
