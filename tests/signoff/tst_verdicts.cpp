#include "core/portfolio/portfolio.h"
#include "core/signoff/month_end.h"
#include "core/signoff/signoff.h"
#include "core/signoff/signoff_store.h"
#include "core/signoff/verdicts.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <future>

using namespace qd;
using namespace qd::signoff;

namespace {

/// Customers a0 .. of stratum A, which has 90, and b0 .. of B, which has 10.
KeptSample ninetyAndTen(int ofA, int ofB)
{
    KeptSample sample{
        1, "crm", "billing", *Date::of(2026, 10, 31), {ofA + ofB, 1, "segment"}, {{"A", 90}, {"B", 10}}, {}};
    for (int i = 0; i < ofA; ++i)
        sample.stratumOf["a" + std::to_string(i)] = "A";
    for (int i = 0; i < ofB; ++i)
        sample.stratumOf["b" + std::to_string(i)] = "B";
    return sample;
}

/// Of customers `prefix`0 .. first matches, then mismatches, then unknown ones.
void give(
    std::vector<GivenVerdict> &verdicts, const char *prefix, const char *field, int match, int mismatch, int unknown)
{
    int i = 0;
    for (const auto &[count, verdict] :
        {std::pair(match, Verdict::Match), {mismatch, Verdict::Mismatch}, {unknown, Verdict::Unknown}}) {
        for (int k = 0; k < count; ++k)
            verdicts.push_back({prefix + std::to_string(i++), field, verdict});
    }
}

QString written(const QTemporaryDir &dir, const char *text)
{
    QFile file(dir.filePath(QStringLiteral("verdicts.csv")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(text);
    return file.fileName();
}

} // namespace

/// Rates by what people found.
class TestVerdicts : public QObject {
    Q_OBJECT
private slots:
    /// A: 8 of 9, each of weight 90 / 9 = 10; B: 1 of 2, each of weight 10 / 2 = 5. Rate (80 + 5) / (90 + 10) = 0.85;
    /// n = 100^2 / (9 x 100 + 2 x 25) = 10.526316, for which Wilson's formula in Python gives 0.549428834551812 to
    /// 0.9634147513586381. The unknown one of B weighs nothing.
    void aVerdictWeighsItsStratum()
    {
        std::vector<GivenVerdict> verdicts;
        give(verdicts, "a", "arr", 8, 1, 0);
        give(verdicts, "b", "arr", 1, 1, 1);
        const auto rates = verdictRates(ninetyAndTen(9, 3), verdicts);
        QCOMPARE(rates.size(), std::size_t(1));
        QCOMPARE(rates[0].field, std::string("arr"));
        QCOMPARE(rates[0].n, 11);
        QCOMPARE(rates[0].match, 9);
        QCOMPARE(rates[0].unknown, 1);
        QVERIFY(std::abs(*rates[0].rate - 0.85) < 1e-12);
        QVERIFY(std::abs(*rates[0].lower - 0.549428834551812) < 1e-12);
        QVERIFY(std::abs(*rates[0].upper - 0.9634147513586381) < 1e-12);
    }

    /// 9 of 12, all of one weight: as without weights, 0.4677 to 0.9111.
    void equalWeightsAreNone()
    {
        std::vector<GivenVerdict> verdicts;
        give(verdicts, "a", "owner", 9, 3, 0);
        const auto rates = verdictRates(ninetyAndTen(12, 0), verdicts);
        QVERIFY(std::abs(*rates[0].rate - 0.75) < 1e-12);
        QVERIFY(std::abs(*rates[0].lower - 0.4676946650664344) < 1e-12);
        QVERIFY(std::abs(*rates[0].upper - 0.9110583316059452) < 1e-12);
    }

    /// In stratum A only the arr was looked at: of the owner B alone has weight.
    void eachFieldHasWeightsOfItsOwn()
    {
        std::vector<GivenVerdict> verdicts;
        give(verdicts, "b", "owner", 1, 3, 0);
        give(verdicts, "a", "owner", 0, 0, 2);
        give(verdicts, "a", "arr", 2, 0, 0);
        const auto rates = verdictRates(ninetyAndTen(2, 4), verdicts);
        QCOMPARE(rates.size(), std::size_t(2));
        QCOMPARE(rates[0].field, std::string("arr"));
        QCOMPARE(*rates[0].rate, 1.0);
        QCOMPARE(rates[1].field, std::string("owner"));
        QCOMPARE(*rates[1].rate, 0.25);
        QCOMPARE(rates[1].n, 4);
        QCOMPARE(rates[1].unknown, 2);
    }

    void unknownAloneGivesNoRate()
    {
        std::vector<GivenVerdict> verdicts;
        give(verdicts, "a", "renewal_date", 0, 0, 2);
        const auto rates = verdictRates(ninetyAndTen(2, 0), verdicts);
        QCOMPARE(rates[0].n, 0);
        QCOMPARE(rates[0].unknown, 2);
        QVERIFY(!rates[0].rate && !rates[0].lower && !rates[0].upper);
    }

    void files_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found"); // verdicts, or a part of the sentence
        QTest::newRow("plain") << QByteArray("account,field,verdict\nA,arr,match\nA,owner,mismatch\nB,arr,unknown\n")
                               << "A arr match|A owner mismatch|B arr unknown";
        QTest::newRow("the list, filled in")
            << QByteArray("account,name,stratum,left_id,right_id,field,left,right,verdict\n"
                          "A,\"Acme, Inc\",total,1,2,arr,1.00,2.00, Match \nA,\"Acme, Inc\",total,1,2,owner,x,,\n")
            << "A arr match";
        QTest::newRow("in another order") << QByteArray("Verdict;Field;Account\nmatch;ARR;A\n") << "A arr match";
        QTest::newRow("the same twice") << QByteArray("account,field,verdict\nA,arr,match\nA,arr,match\n")
                                        << "A arr match";
        QTest::newRow("none yet") << QByteArray("account,field,verdict\nA,arr,\n") << "";
        QTest::newRow("two verdicts") << QByteArray("account,field,verdict\nA,arr,match\nA,arr,mismatch\n")
                                      << "line 3: arr of A has another verdict above";
        QTest::newRow("no such verdict") << QByteArray("account,field,verdict\nA,arr,yes\n")
                                         << "line 2: a verdict is match, mismatch or unknown, not \"yes\"";
        QTest::newRow("no such field") << QByteArray("account,field,verdict\nA,segment,match\n")
                                       << "line 2: a verdict is on arr, renewal_date or owner, not on \"segment\"";
        QTest::newRow("no column") << QByteArray("account,field\nA,arr\n") << "has no column verdict";
    }
    void files()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        const QTemporaryDir dir;
        const auto verdicts = readVerdicts(written(dir, text.constData()).toStdString());
        if (!verdicts) {
            QCOMPARE(verdicts.error().code, ErrorCode::BadData);
            QVERIFY2(QString::fromStdString(verdicts.error().message.english()).contains(found),
                verdicts.error().message.english().c_str());
            return;
        }
        QStringList texts;
        for (const GivenVerdict &each : *verdicts)
            texts << QString::fromStdString(each.account + ' ' + each.field + ' ') + toString(each.verdict);
        QCOMPARE(texts.join(u'|'), found);
    }

    void areKeptWithTheirSample()
    {
        test::WorkspaceFixture data;
        const Sample drawn{"crm", "billing", *Date::of(2026, 10, 31), {1, 1, ""}, {{"total", 5}},
            {{"AC-00001", "Acme", "total", "A", "A"}}};
        keepSample(data.workspace(), drawn);
        Sample later = drawn;
        later.customers[0].account = "AC-00002";
        keepSample(data.workspace(), later);
        const std::vector<GivenVerdict> verdicts{{"AC-00001", "arr", Verdict::Match}};
        const KeptSample sample = sampleOf(data.workspace(), verdicts).value(); // the earlier one: it has the customer
        QVERIFY(sample.isOf(drawn));
        keepVerdicts(data.workspace(), sample, verdicts);
        keepVerdicts(data.workspace(), sample, verdicts); // the same again is no version
        keepVerdicts(data.workspace(), sample, {{"AC-00001", "arr", Verdict::Mismatch}});
        QCOMPARE(data.db().execAndGet("SELECT group_concat(version || verdict) FROM sample_verdict").getString(),
            std::string("1match,2mismatch"));
        QCOMPARE(store::auditTrail(data.workspace())[0].action, std::string("record verdicts"));
        QCOMPARE(store::auditTrail(data.workspace()).size(), std::size_t(4));
        const auto stranger = sampleOf(data.workspace(), {{"AC-00009", "arr", Verdict::Match}});
        QCOMPARE(stranger.error().code, ErrorCode::BadData);
        QVERIFY(stranger.error().message.english().find("AC-00009") != std::string::npos);
    }

    /// On a page one after another: what was said of a field before gives way, all else stays.
    void areGivenOneAfterAnother()
    {
        test::WorkspaceFixture data;
        keepSample(data.workspace(),
            {"crm", "billing", *Date::of(2026, 10, 31), {2, 1, ""}, {{"total", 5}},
                {{"AC-00001", "Acme", "total", "A", "A"}, {"AC-00002", "Birch", "total", "B", "B"}}});
        const KeptSample sample = keptSamples(data.workspace(), "crm", "billing").front();
        QVERIFY(latestVerdicts(data.workspace(), sample.id).empty());
        QVERIFY(giveVerdicts(data.workspace(), sample, {{"AC-00001", "arr", Verdict::Match}}).ok());
        QVERIFY(giveVerdicts(
            data.workspace(), sample, {{"AC-00002", "owner", Verdict::Unknown}, {"AC-00001", "arr", Verdict::Mismatch}})
                    .ok());
        const std::vector<GivenVerdict> now{
            {"AC-00001", "arr", Verdict::Mismatch}, {"AC-00002", "owner", Verdict::Unknown}};
        QCOMPARE(latestVerdicts(data.workspace(), sample.id), now);
        const auto stranger = giveVerdicts(
            data.workspace(), sample, {{"AC-00001", "owner", Verdict::Match}, {"AC-00009", "arr", Verdict::Match}});
        QCOMPARE(stranger.error().code, ErrorCode::BadData);
        QVERIFY(stranger.error().message.english().find("AC-00009") != std::string::npos);
        QCOMPARE(latestVerdicts(data.workspace(), sample.id), now);
    }

    /// Two hands on one workspace, ten verdicts each: all twenty stand.
    void areGivenAtOnceByTwo()
    {
        test::WorkspaceFixture data;
        Sample drawn{"crm", "billing", *Date::of(2026, 10, 31), {20, 1, ""}, {{"total", 20}}, {}};
        for (int i = 10; i < 30; ++i)
            drawn.customers.push_back({"AC-" + std::to_string(i), "Acme", "total", "A", "A"});
        keepSample(data.workspace(), drawn);
        const KeptSample sample = keptSamples(data.workspace(), "crm", "billing").front();
        const auto giveTen = [&](int first) {
            const auto own = store::Workspace::open(data.workspace().path());
            for (int i = first; own.ok() && i < first + 10; ++i) {
                if (!giveVerdicts(**own, sample, {{"AC-" + std::to_string(i), "arr", Verdict::Match}}).ok())
                    return false;
            }
            return own.ok();
        };
        auto other = std::async(std::launch::async, giveTen, 10);
        QVERIFY(giveTen(20));
        QVERIFY(other.get());
        const auto all = latestVerdicts(data.workspace(), sample.id);
        QCOMPARE(all.size(), std::size_t{20});
        for (int i = 0; i < 20; ++i)
            QCOMPARE(all[std::size_t(i)].account, "AC-" + std::to_string(i + 10));
    }

    /// Won renewals that closed in October took 10, 20 and 40 days; all others do not count.
    void daysOfARenewal()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        int number = 0;
        const auto opportunity = [&](const char *type, const char *won, const char *created, const char *close) {
            data.run(
                "INSERT INTO opportunities (source, opportunity_id, account_id, type, currency, is_closed, is_won, "
                "created_date, close_date, content_hash, as_of, batch_id, line) VALUES ('crm', ?1, 'A', ?2, 'USD', "
                "1, CAST(?3 AS INTEGER), nullif(?4, ''), nullif(?5, ''), 0, '2026-10-31', 1, 2)",
                {std::to_string(++number), type, won, created, close});
        };
        QVERIFY(!renewalCycle(data.workspace(), Month(2026, 10)).medianDays);
        opportunity("renewal", "1", "2026-10-11", "2026-10-31");
        opportunity("renewal", "1", "2026-09-21", "2026-10-01");
        opportunity("renewal", "1", "2026-09-01", "2026-10-11");
        opportunity("renewal", "1", "2026-10-31", "2026-11-01"); // of November
        opportunity("renewal", "1", "2026-09-01", "2026-09-30"); // of September
        opportunity("renewal", "0", "2026-10-01", "2026-10-02"); // lost
        opportunity("expansion", "1", "2026-10-01", "2026-10-02");
        opportunity("renewal", "1", "", "2026-10-02");
        opportunity("renewal", "1", "2026-10-03", "2026-10-02"); // closed before it began
        const RenewalCycle cycle = renewalCycle(data.workspace(), Month(2026, 10));
        QCOMPARE(cycle.n, 3);
        QCOMPARE(cycle.medianDays, std::optional(20.0));
        QCOMPARE(renewalCycle(data.workspace(), Month(2026, 11)).medianDays, std::optional(1.0));
    }

    void whoSigns()
    {
        QCOMPARE(signatory(" Ann Lee "), std::string("Ann Lee"));
        QCOMPARE(signatory("  "), store::currentUser());
        QCOMPARE(signatory(""), store::currentUser());
    }

    /// October by billing: 130, B came with 50, C left with 30. Finance has B at 40, and C still there.
    void aMonthAgainstFinance()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        for (const char *id : {"A", "B", "C"})
            data.account("billing", id, id, std::string("domain=") + id + ".example");
        data.subscription("billing", "a", "A", "100", "2026-01-01");
        data.subscription("billing", "b", "B", "50", "2026-10-10");
        data.subscription("billing", "c", "C", "30", "2026-01-01", "2026-10-15");
        identity::acceptCertainLinks(data.workspace());
        Progress progress;
        const auto alone = checkMonthEnd(
            data.workspace(), *portfolio::Portfolio::of(data.workspace()), Month(2026, 10), std::nullopt, progress);
        QCOMPARE(alone.error().code, ErrorCode::NoData);

        test::WorkspaceFixture both;
        both.source("billing", "billing");
        both.source("finance", "finance");
        for (const char *source : {"billing", "finance"}) {
            for (const char *id : {"A", "B", "C"})
                both.account(source, id, id, std::string("domain=") + id + ".example");
        }
        both.subscription("billing", "a", "A", "100", "2026-01-01");
        both.subscription("billing", "b", "B", "50", "2026-10-10");
        both.subscription("billing", "c", "C", "30", "2026-01-01", "2026-10-15");
        for (const auto &[id, september, october] :
            {std::tuple("A", "100", "100"), {"B", "0", "40"}, {"C", "30", "30"}}) {
            both.monthEnd("finance", id, "2026-09", september);
            both.monthEnd("finance", id, "2026-10", october);
        }
        identity::acceptCertainLinks(both.workspace());
        both.workspace().setSetting("system_of_record.arr", "billing");
        const auto portfolio = portfolio::Portfolio::of(both.workspace());
        const auto month = checkMonthEnd(both.workspace(), *portfolio, Month(2026, 10), std::nullopt, progress);
        QVERIFY2(month.ok(), month.ok() ? "" : month.error().message.english().c_str());
        QCOMPARE(month->ours.opening, 13'000);
        QCOMPARE(month->ours.newAmount, 5'000);
        QCOMPARE(month->ours.churn, 3'000);
        QCOMPARE(month->ours.closing, 15'000);
        QCOMPARE(month->theirs.newAmount, 4'000);
        QCOMPARE(month->theirs.churn, 0);
        QCOMPARE(month->theirs.closing, 17'000);
        QCOMPARE(month->differences.size(), std::size_t(2));
        QVERIFY(month->differences[0].kind == revenue::MovementKind::New);
        QCOMPARE(month->differences[0].ours, 5'000);
        QCOMPARE(month->differences[0].theirs, 4'000);
        QVERIFY(month->differences[1].kind == revenue::MovementKind::Churn);
        QCOMPARE(month->differences[1].ours, 3'000);
        QCOMPARE(month->differences[1].theirs, 0);
        QCOMPARE(month->closing.leftTotal, 15'000);
        QCOMPARE(month->closing.rightTotal, 17'000);
        QCOMPARE(month->cycle.n, 0);
        QCOMPARE(month->differences[1].difference(), -3'000);
        QStringList steps;
        for (const MonthStep &step : stepsOf(*month))
            steps << QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromStdString(step.id))
                         .arg(step.ours)
                         .arg(step.theirs)
                         .arg(step.difference());
        QCOMPARE(steps,
            (QStringList{"opening 13000 13000 0", "new 5000 4000 -1000", "reactivation 0 0 0", "expansion 0 0 0",
                "contraction 0 0 0", "churn -3000 0 3000", "fx 0 0 0", "closing 15000 17000 2000"}));
        const auto possible = financeSources(*portfolio);
        QCOMPARE(possible.size(), std::size_t(1));
        QCOMPARE(possible[0].name, std::string("finance"));
        const auto itself =
            checkMonthEnd(both.workspace(), *portfolio, Month(2026, 10), *portfolio->findSource("billing"), progress);
        QCOMPARE(itself.error().code, ErrorCode::NoData);
    }
};

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
