#include "core/answers/identity_review.h"
#include "core/session/identity_decisions.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <set>

using namespace qd;

namespace {

/// Thirty companies in two systems, each with a name and domain of its own, and thirty others of the CRM whose names
/// begin alike, so that weights can be estimated; every record still has a customer of its own.
struct Companies : test::WorkspaceFixture {
    Progress progress;
    std::vector<std::string> words{"Harrow", "Umber", "Marlow", "Redfern", "Quarry", "Zephyr", "Lindale", "Saltmarsh",
        "Calder", "Hollis", "Oragate", "Kestrel", "Bramble", "Tarn", "Vesper", "Yarrow", "Ironside", "Juniper",
        "Nettle", "Penhale", "Swale", "Thistle", "Ullswater", "Wharf", "Aldgate", "Birch", "Coppice", "Dunmore",
        "Elder", "Fenwick"};

    Companies()
    {
        source("crm", "crm");
        source("stripe", "billing");
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::string id = std::to_string(100 + i);
            account("crm", "C" + id, words[i] + " Works", "domain=" + words[i] + ".example;arr=1000.00");
            account("stripe", "S" + id, words[i] + " Works Ltd", "domain=" + words[i] + ".example");
            account("crm", "H" + id, words[i] + " Hotels", "domain=hotels-" + id + ".example");
        }
    }
    std::shared_ptr<const answers::IdentityReview> review(std::shared_ptr<const answers::WeighedRecords> before = {})
    {
        auto made = answers::identityReview(workspace(), Date::of(2026, 10, 31), std::move(before), progress);
        if (!made.ok())
            qFatal("%s", made.error().message.english().c_str());
        return *made;
    }
    /// Puts a record to another's customer, as no pass would.
    void putTogether(const std::string &id, const std::string &other)
    {
        run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE record_id = ?2) WHERE record_id "
            "= ?1",
            {id, other});
        run("DELETE FROM account WHERE account NOT IN (SELECT account FROM account_link)", {});
    }
    void decide(const std::string &left, identity::Ruling ruling, const std::string &right)
    {
        const auto done =
            session::decideLinks(workspace(), {{{"crm", left}, {"stripe", right}, ruling, "Ann", {}}}, progress);
        if (!done.ok())
            qFatal("%s", done.error().message.english().c_str());
    }
};

QString idsOf(const answers::IdentityReview &review, const std::vector<int> &places)
{
    QStringList ids;
    for (const int place : places)
        ids << QString::fromStdString(review.records.rows[std::size_t(place)].id.str());
    return ids.join(u' ');
}

QString nameOf(const answers::IdentityReview &review, const answers::ReviewPair &pair)
{
    QStringList ids{idsOf(review, {pair.left}), idsOf(review, {pair.right})};
    ids.sort();
    return ids.join(u' ');
}

QStringList namesOf(const answers::IdentityReview &review)
{
    QStringList names;
    for (const answers::ReviewPair &pair : review.queue)
        names << nameOf(review, pair);
    return names;
}

const answers::ReviewPair *pairNamed(const answers::IdentityReview &review, const QString &name)
{
    const auto found = std::ranges::find(review.queue, name, [&](const auto &pair) { return nameOf(review, pair); });
    return found == review.queue.end() ? nullptr : &*found;
}

int recordOf(const answers::IdentityReview &review, const QString &id)
{
    const auto found = std::ranges::find(
        review.records.rows, id.toStdString(), [](const identity::SourceRecord &row) { return row.id.str(); });
    return int(found - review.records.rows.begin());
}

QStringList conflictsOf(const answers::IdentityReview &review)
{
    QStringList found;
    for (const answers::IdentityConflict &conflict : review.conflicts)
        found << QStringLiteral("%1: %2 of %3")
                     .arg(QString::fromLatin1(answers::nameOf(conflict.kind)), idsOf(review, conflict.part),
                         idsOf(review, conflict.rest));
    return found;
}

} // namespace

/// What is laid before a person who says which records are one customer.
class TestIdentityReview : public QObject {
    Q_OBJECT
private slots:
    /// Every company is a pair, likely, with its reason; what it weighs adds up, and what is at stake follows from it.
    void theQueue()
    {
        Companies data;
        data.settle();
        const auto review = data.review();
        QCOMPARE(review->described, 90);
        QCOMPARE(review->accounts->size(), 90);
        for (std::size_t i = 0; i < data.words.size(); ++i) {
            const QString number = QString::number(100 + i);
            const answers::ReviewPair *pair = pairNamed(*review, QStringLiteral("C%1 S%1").arg(number));
            QVERIFY2(pair, qPrintable(number));
            QVERIFY(pair->probability > 0.9);
            QVERIFY(!pair->reason.isEmpty());
            QVERIFY(pair->weighed);
            double sum = review->priorBits(*pair);
            for (const match::Evidence &evidence : pair->weighed->evidence)
                sum += evidence.weight;
            QVERIFY(std::abs(sum - pair->weight) < 1e-9);
            QVERIFY(std::abs(std::exp2(sum) / (1 + std::exp2(sum)) - pair->probability) < 1e-9);
            QCOMPARE(pair->arr, 100000); // of the CRM's record alone
            QCOMPARE(pair->atStake, std::int64_t(std::nearbyint(200000 * (1 - pair->probability))));
            QVERIFY(review->agreement(*pair, 0) == answers::Agreement::Same); // legal forms are no difference
            QVERIFY(review->agreement(*pair, 1) == answers::Agreement::Same);
            QVERIFY(review->agreement(*pair, 2) == answers::Agreement::Missing); // nobody has a phone
        }
        for (std::size_t i = 1; i < review->queue.size(); ++i)
            QVERIFY(review->queue[i - 1].atStake >= review->queue[i].atStake);
        QVERIFY(review->conflicts.empty());
    }

    void priorOfMean_data()
    {
        QTest::addColumn<QList<double>>("evidence");
        QTest::addColumn<double>("share");
        QTest::addColumn<double>("prior");
        QTest::newRow("none") << QList<double>{} << 0.3 << 0.0;
        QTest::newRow("all alike") << QList<double>{0, 0} << 0.25 << std::log2(1.0 / 3);
        QTest::newRow("evidence is taken off") << QList<double>{3, 3} << 0.8 << -1.0; // odds of 4 are 2 bits
        QTest::newRow("for and against") << QList<double>{-1, 1} << 0.5 << 0.0; // 1/3 and 2/3
        QTest::newRow("for and against, shifted") << QList<double>{4, 6} << 0.5 << -5.0;
    }
    void priorOfMean()
    {
        QFETCH(QList<double>, evidence);
        QFETCH(double, share);
        QFETCH(double, prior);
        const double found = answers::priorOfMean({evidence.begin(), evidence.end()}, share);
        QVERIFY2(std::abs(found - prior) < 1e-5, qPrintable(QString::number(found)));
    }

    /// With odds g of its evidence the one pair of N has p = n, n = g n / (N - n + g n): n = (g - N) / (g - 1).
    void priorOfAll_data()
    {
        QTest::addColumn<QList<double>>("evidence");
        QTest::addColumn<double>("known");
        QTest::addColumn<double>("pairs");
        QTest::addColumn<double>("prior");
        QTest::addColumn<double>("expected");
        QTest::newRow("none seen is half a match") << QList<double>{} << 0.0 << 100.0 << std::log2(0.5 / 99.5) << 0.0;
        QTest::newRow("known ones") << QList<double>{} << 2.0 << 100.0 << std::log2(2.0 / 98) << 0.0;
        QTest::newRow("sure ones") << QList<double>{60, 60} << 0.0 << 1000.0 << std::log2(2.0 / 998) << 2.0;
        QTest::newRow("sure and known") << QList<double>{60, 60} << 3.0 << 1000.0 << std::log2(5.0 / 995) << 2.0;
        QTest::newRow("unlikely") << QList<double>{-60, -60, -60} << 0.0 << 1000.0 << std::log2(0.5 / 999.5) << 0.0;
        QTest::newRow("in between") << QList<double>{6} << 0.0 << 10.0 << std::log2(3.0 / 32) << 6.0 / 7;
        QTest::newRow("at most one in two") << QList<double>{} << 5.0 << 6.0 << 0.0 << 0.0;
        QTest::newRow("no pair") << QList<double>{} << 0.0 << 0.0 << 0.0 << 0.0;
    }
    void priorOfAll()
    {
        QFETCH(QList<double>, evidence);
        QFETCH(double, known);
        QFETCH(double, pairs);
        QFETCH(double, prior);
        QFETCH(double, expected);
        double matches = -1;
        const double found = answers::priorOfAll({evidence.begin(), evidence.end()}, known, pairs, matches);
        QVERIFY2(std::abs(found - prior) < 1e-4, qPrintable(QString::number(found)));
        QVERIFY2(std::abs(matches - expected) < 1e-4, qPrintable(QString::number(matches)));
    }

    /// 60 records of the CRM and 30 of the other system are 4,005 pairs, and as many of customers. 60 x 30 of each are
    /// free, and all pairs of one system taken, 1,770 and 435. With C100 and S100 as one, its other pairs are taken: of
    /// 89 customers, 3,916 pairs, 59 x 29 are free, so 2,205 are taken, and of the 4,004 pairs of records between them
    /// 2,293. With C100 and C101 as one, 59 x 30 are free, and of the records 60 x 30; their own pair is known.
    void priorsOfTheKinds_data()
    {
        QTest::addColumn<QString>("together");
        QTest::addColumn<double>("freeCustomers");
        QTest::addColumn<double>("takenCustomers");
        QTest::addColumn<double>("takenPairs");
        QTest::addColumn<double>("known");
        QTest::addColumn<QStringList>("taken"); // pairs of records
        QTest::addColumn<QStringList>("free");
        QTest::newRow("nothing linked") << QString() << 1800.0 << 2205.0 << 2205.0 << 0.0 << QStringList{"C100 H100"}
                                        << QStringList{"C100 S100", "H100 S100"};
        QTest::newRow("two systems") << QStringLiteral("S100 C100") << 1711.0 << 2205.0 << 2293.0 << 0.0
                                     << QStringList{"H100 S100", "C100 H100", "C101 S100", "C101 H101"}
                                     << QStringList{"C101 S101", "H101 S101"};
        QTest::newRow("one system twice")
            << QStringLiteral("C101 C100") << 1770.0 << 2146.0 << 2205.0 << 1.0 << QStringList{"C100 H100", "C102 H102"}
            << QStringList{"C100 S100", "C101 S100", "C102 S102"};
    }
    void priorsOfTheKinds()
    {
        QFETCH(QString, together);
        QFETCH(double, freeCustomers);
        QFETCH(double, takenCustomers);
        QFETCH(double, takenPairs);
        QFETCH(double, known);
        QFETCH(QStringList, taken);
        QFETCH(QStringList, free);
        Companies data;
        data.settle();
        if (!together.isEmpty())
            data.putTogether(together.section(u' ', 0, 0).toStdString(), together.section(u' ', 1, 1).toStdString());
        const auto review = data.review();
        const auto bitsOf = [&review](const QString &pair) {
            return review->pairOf(
                recordOf(*review, pair.section(u' ', 0, 0)), recordOf(*review, pair.section(u' ', 1)));
        };
        const double takenBits = review->priorBits(bitsOf(taken[0]));
        const double freeBits = review->priorBits(bitsOf(free[0]));
        QVERIFY(takenBits < freeBits);
        for (const QString &pair : taken)
            QCOMPARE(review->priorBits(bitsOf(pair)), takenBits);
        for (const QString &pair : free)
            QCOMPARE(review->priorBits(bitsOf(pair)), freeBits);
        std::map<std::pair<int, int>, double> best; // of customers
        std::set<std::pair<int, int>> ofFree;
        double matches = 0; // among the taken
        for (const auto &[left, right] : review->weighed->places) {
            const std::pair<int, int> customers = std::minmax(review->customerOf(left), review->customerOf(right));
            if (customers.first == customers.second)
                continue;
            const answers::ReviewPair pair = review->pairOf(left, right);
            best[customers] = std::max(best[customers], pair.probability);
            if (review->priorBits(pair) == freeBits)
                ofFree.insert(customers);
            else
                matches += pair.probability;
        }
        const auto listed = double(ofFree.size());
        double likely = 0;
        double others = 0;
        for (const auto &[customers, probability] : best)
            (ofFree.contains(customers) ? likely : others) +=
                ofFree.contains(customers) ? probability : 1 - probability;
        QVERIFY(listed > 0 && others > 0);
        const double chance = (others + 1) * freeCustomers / (takenCustomers + 1);
        QVERIFY(std::abs(likely / listed - (std::max(0.0, listed - chance) + 0.5) / (listed + 1)) < 1e-5);
        const double share = std::max(0.5, known + matches) / takenPairs;
        QVERIFY(std::abs(takenBits - std::log2(share / (1 - share))) < 1e-4);
    }

    /// What is decided leaves the queue, either way, and comes back once it is withdrawn. Saying never changes no other
    /// pair's probability.
    void decisionsLeaveTheQueue()
    {
        Companies data;
        data.settle();
        const auto before = data.review();
        data.decide("C101", identity::Ruling::Never, "S101");
        const auto never = data.review();
        for (const answers::ReviewPair &pair : never->queue)
            QCOMPARE(pair.probability, before->pairOf(pair.left, pair.right).probability);
        data.decide("C100", identity::Ruling::Link, "S100");
        const auto review = data.review();
        const QStringList names = namesOf(*review);
        QVERIFY(!names.contains(QStringLiteral("C100 S100")));
        QVERIFY(!names.contains(QStringLiteral("C101 S101")));
        QCOMPARE(review->decided.size(), std::size_t(2));
        QVERIFY(review->decided[0].decision.ruling == identity::Ruling::Link); // newest first
        QCOMPARE(idsOf(*review, {review->decided[1].left, review->decided[1].right}), QStringLiteral("C101 S101"));
        data.decide("C100", identity::Ruling::Withdraw, "S100");
        data.decide("C101", identity::Ruling::Withdraw, "S101");
        QCOMPARE(data.review()->queue.size(), before->queue.size());
    }

    /// Two customers are asked about once, however many of their records are alike.
    void onePairForTwoCustomers()
    {
        Companies data;
        data.source("zendesk", "support");
        data.account("zendesk", "Z100", "Harrow Works", "domain=Harrow.example");
        data.settle();
        const auto likely = [&data] {
            const auto review = data.review();
            return std::ranges::count_if(review->queue, [&review](const answers::ReviewPair &pair) {
                return pair.probability > 0.5 && nameOf(*review, pair).contains(QStringLiteral("Z100"));
            });
        };
        QCOMPARE(likely(), 2); // with either customer
        data.decide("C100", identity::Ruling::Link, "S100");
        QCOMPARE(likely(), 1);
    }

    void conflicts_data()
    {
        QTest::addColumn<QStringList>("together"); // record and the one it is put to
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("alike") << QStringList{"S100 C100"} << QString() << QStringList();
        QTest::newRow("nothing in common")
            << QStringList{"S101 C100"} << QString() << QStringList{"Weak link: S101 of C100"};
        QTest::newRow("the smaller part goes")
            << QStringList{"S100 C100", "S101 C100"} << QString() << QStringList{"Weak link: S101 of C100 S100"};
        QTest::newRow("an id carried across holds")
            << QStringList{"S101 C100"} << "UPDATE accounts SET crm_account_id = 'C100' WHERE account_id = 'S101'"
            << QStringList();
        QTest::newRow("twice in one system") << QStringList{"S100 C100", "S101 C100"}
                                             << "UPDATE accounts SET crm_account_id = 'C100' WHERE account_id = 'S101'"
                                             << QStringList{"Twice in one system: S101 of C100 S100"};
    }
    void conflicts()
    {
        QFETCH(QStringList, together);
        QFETCH(QString, sql);
        QFETCH(QStringList, expected);
        Companies data;
        data.settle();
        for (const QString &each : together)
            data.putTogether(each.section(u' ', 0, 0).toStdString(), each.section(u' ', 1, 1).toStdString());
        if (!sql.isEmpty())
            data.db().exec(sql.toStdString());
        QStringList found = conflictsOf(*data.review());
        if (expected.size() == 1 && expected.front().startsWith(u"Weak"))
            found = found.filter(QStringLiteral("Weak"));
        QCOMPARE(found, expected);
    }

    /// Said to be one, a customer holds; taken apart, its records never meet again.
    void conflictsAreDecided()
    {
        Companies data;
        data.settle();
        data.decide("C100", identity::Ruling::Link, "S101");
        QVERIFY(data.review()->conflicts.empty());
        data.decide("C100", identity::Ruling::Withdraw, "S101");
        data.putTogether("S101", "C100");
        const auto review = data.review();
        QCOMPARE(review->conflicts.size(), std::size_t(1));
        const auto said = answers::apart(*review, review->conflicts[0], "Ben");
        QCOMPARE(said.size(), std::size_t(1));
        QVERIFY(said[0].ruling == identity::Ruling::Never);
        QCOMPARE(said[0].left.id, std::string("C100"));
        QCOMPARE(said[0].right.id, std::string("S101"));
        QVERIFY(session::decideLinks(data.workspace(), said, data.progress).ok());
        QVERIFY(data.review()->conflicts.empty());
    }

    /// Weights are kept as long as no record says anything else.
    void weightsAreUsedAgain()
    {
        Companies data;
        data.settle();
        const auto first = data.review()->weighed;
        data.decide("C100", identity::Ruling::Link, "S100");
        QCOMPARE(data.review(first)->weighed.get(), first.get());
        data.run("UPDATE accounts SET name = 'Other' WHERE account_id = 'S105'", {});
        QVERIFY(data.review(first)->weighed.get() != first.get());
    }

    void wrongLinksToExpect()
    {
        QCOMPARE(answers::expectedWrongShare({}), 0.0);
        QCOMPARE(answers::expectedWrongShare({{0, 1, 0.9, nullptr, {}}, {0, 2, 0.5, nullptr, {}}}), 0.3);
    }

    void oneRecordIsNoPair()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "C1", "Alone");
        data.settle();
        Progress progress;
        const auto review = answers::identityReview(data.workspace(), std::nullopt, {}, progress);
        QVERIFY(review.ok());
        QVERIFY((*review)->queue.empty());
        QCOMPARE((*review)->described, 1);
    }
};

QTEST_GUILESS_MAIN(TestIdentityReview)
#include "tst_identity_review.moc"
