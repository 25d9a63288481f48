#include "core/portfolio/portfolio.h"
#include "core/signoff/sample.h"
#include "core/signoff/verdicts.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <random>
#include <set>

using namespace qd;
using namespace qd::signoff;

namespace {

using Strata = std::map<std::string, int>;

/// "A 90 B 10"
Strata strataOf(const QString &text)
{
    Strata strata;
    const QStringList parts = text.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < parts.size(); i += 2)
        strata[parts[i].toStdString()] = parts[i + 1].toInt();
    return strata;
}

/// Customers c00 .. of both systems, every fourth in segment SMB and every eighth without one; one more of each alone.
void fill(test::WorkspaceFixture &data, const std::vector<int> &order)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    for (const int i : order) {
        const std::string id = QStringLiteral("c%1").arg(i, 2, 10, QLatin1Char('0')).toStdString();
        const std::string segment = i % 8 == 7 ? "" : i % 4 == 3 ? ";segment=SMB" : ";segment=Enterprise";
        data.account(
            "crm", id, "Company " + id, "owner=Ann;renewal_date=2027-01-31;arr=" + std::to_string(100 + i) + segment);
        data.subscription("billing", "s" + id, id, std::to_string(100 + i), "2025-01-01", "2027-01-31");
    }
    data.account("crm", "only crm", "Only CRM", "arr=1");
    data.subscription("billing", "only", "only billing", "1", "2025-01-01");
    data.settle();
}

std::vector<int> upTo(int n)
{
    std::vector<int> numbers(static_cast<std::size_t>(n));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

Result<Sample> draw(test::WorkspaceFixture &data, const SampleOptions &options)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    return drawSample(*portfolio, {*portfolio->findSource("crm"), *portfolio->findSource("billing"), {}}, options);
}

/// "c01:SMB", by the CRM's ids.
QStringList drawnOf(const Sample &sample)
{
    QStringList drawn;
    for (const SampledCustomer &customer : sample.customers)
        drawn << QString::fromStdString(customer.leftId + ":" + customer.stratum);
    return drawn;
}

} // namespace

/// Customers drawn to be looked at by a person.
class TestSample : public QObject {
    Q_OBJECT
private slots:
    void allocation_data()
    {
        QTest::addColumn<QString>("strata");
        QTest::addColumn<int>("size");
        QTest::addColumn<QString>("expected");
        QTest::newRow("in proportion") << "A 90 B 10" << 10 << "A 9 B 1";
        QTest::newRow("3.5, 2.1, 1.4") << "A 50 B 30 C 20" << 7 << "A 4 B 2 C 1";
        QTest::newRow("of equal remainders the first") << "A 10 B 10 C 10" << 4 << "A 2 B 1 C 1";
        QTest::newRow("and the first two") << "A 10 B 10 C 10" << 5 << "A 2 B 2 C 1";
        QTest::newRow("one each at least, of 9.8, 0.1, 0.1") << "A 980 B 10 C 10" << 10 << "A 8 B 1 C 1";
        QTest::newRow("4.8, 0.15, 0.05") << "A 96 B 3 C 1" << 5 << "A 3 B 1 C 1";
        QTest::newRow("the rest once more: 1.8, 1.17, 0.03") << "A 60 B 39 C 1" << 3 << "A 1 B 1 C 1";
        QTest::newRow("more strata than customers asked for") << "A 5 B 5 C 5" << 2 << "A 1 B 1 C 1";
        QTest::newRow("one of two strata") << "A 500 B 1" << 1 << "A 1 B 1";
        QTest::newRow("everybody") << "A 3 B 2" << 5 << "A 3 B 2";
        QTest::newRow("more than there are") << "A 3 B 2" << 10 << "A 3 B 2";
        QTest::newRow("one stratum") << "A 7" << 3 << "A 3";
        QTest::newRow("none") << "" << 3 << "";
    }
    void allocation()
    {
        QFETCH(QString, strata);
        QFETCH(int, size);
        QFETCH(QString, expected);
        QCOMPARE(allocate(strataOf(strata), size), strataOf(expected));
    }

    /// Sums, bounds, and where nobody was lifted to one the distance from the exact share.
    void allocationOfRandomStrata()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 500; ++round) {
            Strata strata;
            int all = 0;
            for (auto k = 1 + random() % 6; k > 0; --k) {
                const int customers = 1 + int(random() % (random() % 2 ? 5 : 400));
                if (strata.emplace("s" + std::to_string(k), customers).second)
                    all += customers;
            }
            const int size = 1 + int(random() % 450);
            const Strata given = allocate(strata, size);
            QCOMPARE(given.size(), strata.size());
            int sum = 0;
            bool lifted = false;
            for (const auto &[name, count] : given) {
                sum += count;
                QVERIFY(count >= 1 && count <= strata.at(name));
                lifted = lifted || double(strata.at(name)) * size / all < 1;
            }
            QCOMPARE(sum, std::min(all, std::max(size, int(strata.size()))));
            for (const auto &[name, count] : given) {
                if (!lifted && size <= all)
                    QVERIFY(std::abs(count - double(strata.at(name)) * size / all) < 1);
            }
        }
    }

    void isDrawnFromThoseInBothWithoutReplacement()
    {
        test::WorkspaceFixture data;
        fill(data, upTo(40));
        const Sample sample = draw(data, {12, 5, "segment"}).value();
        QCOMPARE(sample.strata, (Strata{{"(none)", 5}, {"Enterprise", 30}, {"SMB", 5}}));
        std::map<std::string, int> drawn;
        std::set<std::string> accounts;
        for (const SampledCustomer &customer : sample.customers) {
            ++drawn[customer.stratum];
            accounts.insert(customer.account);
            QVERIFY(customer.leftId.starts_with("c") && customer.rightId == customer.leftId);
        }
        QCOMPARE(drawn, (Strata{{"(none)", 2}, {"Enterprise", 9}, {"SMB", 1}})); // 1.5, 9, 1.5
        QCOMPARE(accounts.size(), std::size_t(12));
        const auto byAccount = [](const auto &a, const auto &b) { return a.account < b.account; };
        QVERIFY(std::is_sorted(sample.customers.begin(), sample.customers.end(), byAccount));
        QCOMPARE(draw(data, {100, 5, ""}).value().customers.size(), std::size_t(40));
        QCOMPARE(draw(data, {1, 5, ""}).value().strata, (Strata{{"total", 40}}));
    }

    void theSeedNamesTheDraw()
    {
        test::WorkspaceFixture data;
        fill(data, upTo(40));
        const QStringList first = drawnOf(draw(data, {8, 5, "segment"}).value());
        QCOMPARE(drawnOf(draw(data, {8, 5, "segment"}).value()), first);
        QVERIFY(drawnOf(draw(data, {8, 6, "segment"}).value()) != first);
        QVERIFY(drawnOf(draw(data, {8, 5 + (std::uint64_t{1} << 32), "segment"}).value()) != first);
    }

    /// Whoever is asked for first stays when more are asked for.
    void aLargerSampleHoldsTheSmallerOne()
    {
        test::WorkspaceFixture data;
        fill(data, upTo(40));
        const QStringList large = drawnOf(draw(data, {20, 5, ""}).value());
        for (const QString &each : drawnOf(draw(data, {7, 5, ""}).value()))
            QVERIFY(large.contains(each));
    }

    /// Each of 12 customers is in a sample of 3 with probability 1/4: 500 of 2,000 draws, sd 19.4.
    void everybodyIsDrawnAlike()
    {
        test::WorkspaceFixture data;
        fill(data, upTo(12));
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const reconcile::ReconcileOptions pair{*portfolio->findSource("crm"), *portfolio->findSource("billing"), {}};
        std::map<std::string, int> times;
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            const Sample sample = drawSample(*portfolio, pair, {3, seed, ""}).value();
            for (const SampledCustomer &customer : sample.customers)
                ++times[customer.account];
        }
        QCOMPARE(times.size(), std::size_t(12));
        for (const auto &[account, count] : times)
            QVERIFY2(std::abs(count - 500) < 97, qPrintable(QString::number(count)));
    }

    void theListHasARowForEachField()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "=Acme", "arr=10.50;owner=Ann Lee;renewal_date=2027-01-31");
        data.subscription("billing", "s", "A", "11", "2025-01-01");
        data.settle();
        const QStringList lines = QString::fromStdString(sampleCsv(draw(data, {1, 1, ""}).value())).split(u'\n');
        QCOMPARE(lines[0], QStringLiteral("account,name,stratum,left_id,right_id,field,left,right,verdict"));
        QCOMPARE(lines[1], QStringLiteral("AC-00001,'=Acme,total,A,A,arr,10.50,11.00,"));
        QCOMPARE(lines[2], QStringLiteral("AC-00001,'=Acme,total,A,A,renewal_date,2027-01-31,,"));
        QCOMPARE(lines[3], QStringLiteral("AC-00001,'=Acme,total,A,A,owner,Ann Lee,,"));
        QCOMPARE(lines.size(), 5);
    }

    /// Drawn when billing said 11.00, looked at when it says 12.00; a customer that is no more keeps its rows.
    void hasWhatTheSystemsSayNow()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=10.50;owner=Ann Lee");
        data.subscription("billing", "s", "A", "11", "2025-01-01");
        data.settle();
        const Sample drawn = draw(data, {1, 1, ""}).value();
        keepSample(data.workspace(), drawn);
        data.subscription("billing", "s2", "A", "1", "2025-01-01");
        data.settle();
        KeptSample kept = sampleOf(data.workspace(), {}).value();
        kept.stratumOf.emplace("AC-00009", "total");
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const Sample now = sampleNow(*portfolio, kept).value();
        const QStringList lines = QString::fromStdString(sampleCsv(now)).split(u'\n');
        QCOMPARE(lines[1], QStringLiteral("AC-00001,Acme,total,A,A,arr,10.50,12.00,"));
        QCOMPARE(lines[4], QStringLiteral("AC-00009,AC-00009,total,,,arr,,,"));
        QCOMPARE(lines.size(), 8);
        kept.right = "gone";
        QVERIFY(!sampleNow(*portfolio, kept).ok());
    }

    void addressesInTheListAreMasked()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=10;owner=ann@q.example");
        data.subscription("billing", "s", "A", "11", "2025-01-01");
        data.settle();
        const Sample sample = draw(data, {1, 1, ""}).value();
        QVERIFY(sampleCsv(sample).find(",owner,[masked],,") != std::string::npos);
        QVERIFY(sampleCsv(sample, true).find(",owner,ann@q.example,,") != std::string::npos);
    }

    void wrongOptions()
    {
        test::WorkspaceFixture data;
        fill(data, upTo(3));
        QCOMPARE(draw(data, {0, 1, ""}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(draw(data, {1, 1, "segmnt"}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(draw(data, {1, 1, "product"}).error().code, ErrorCode::InvalidArgument);
    }

    void isKeptOnceWithItsStrata()
    {
        test::WorkspaceFixture data;
        fill(data, upTo(16));
        const Sample sample = draw(data, {4, std::uint64_t(-1), "segment"}).value();
        keepSample(data.workspace(), sample);
        keepSample(data.workspace(), sample);
        QCOMPARE(data.db().execAndGet("SELECT count(*) FROM sample").getInt(), 1);
        QCOMPARE(data.db().execAndGet("SELECT seed FROM sample").getString(), std::string("18446744073709551615"));
        const KeptSample kept = sampleOf(data.workspace(), {}, "crm", "billing").value();
        QVERIFY(kept.isOf(sample));
        QCOMPARE(kept.strata, sample.strata);
        QCOMPARE(store::auditTrail(data.workspace()).size(), std::size_t(1));
        QCOMPARE(store::auditTrail(data.workspace())[0].action, std::string("draw sample"));
        keepSample(data.workspace(), draw(data, {5, 1, ""}).value());
        QCOMPARE(data.db().execAndGet("SELECT count(*) FROM sample").getInt(), 2);
        QCOMPARE(sampleOf(data.workspace(), {}, "billing", "crm").error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
