#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/signoff/signoff.h"
#include "core/signoff/signoff_store.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::signoff;

namespace {

const SignoffKey October{"2026-10", "crm", "billing"};

/// Acme is 1000 in the CRM and 1200 in billing, Birch 500 in both.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.run("UPDATE import_batch SET sha256 = 'c0' || batch_id", {});
    data.account("crm", "A", "Acme", "arr=1000;owner=Ann");
    data.account("crm", "B", "Birch", "arr=500;owner=Ann");
    data.subscription("billing", "a", "A", "1200", "2025-01-01");
    data.subscription("billing", "b", "B", "500", "2025-01-01");
    data.settle();
}

Result<void> preparing(test::WorkspaceFixture &data, const char *by, const SignoffKey &key = October)
{
    Progress progress;
    return prepare(data.workspace(), key, by, progress);
}

Result<void> signing(test::WorkspaceFixture &data, const char *by, const SignoffKey &key = October)
{
    Progress progress;
    return sign(data.workspace(), key, by, progress);
}

SignoffStanding standing(test::WorkspaceFixture &data, const SignoffKey &key = October)
{
    Progress progress;
    const auto found = standings(data.workspace(), key, progress);
    if (!found || found->size() != 1)
        qFatal("there is not one sign-off of that name");
    return found->front();
}

QString stateOf(test::WorkspaceFixture &data)
{
    return QString::fromLatin1(toString(standing(data).state));
}

QStringList differencesOf(test::WorkspaceFixture &data)
{
    QStringList texts;
    for (const ContentDifference &each : standing(data).difference) {
        const bool isState = each.what.starts_with("break:");
        texts << QStringLiteral("%1 %2 %3")
                     .arg(QString::fromStdString(each.what),
                         isState ? QString::fromStdString(each.thenState) : QString::number(each.thenAmount),
                         isState ? QString::fromStdString(each.nowState) : QString::number(each.nowAmount));
    }
    return texts;
}

} // namespace

/// A reconciliation that one person prepares and another signs.
class TestSignoff : public QObject {
    Q_OBJECT
private slots:
    void periods_data()
    {
        QTest::addColumn<int>("start");
        QTest::addColumn<QString>("day"); // empty: none
        QTest::newRow("2026-10") << 1 << "2026-10-31";
        QTest::newRow("2024-02") << 1 << "2024-02-29";
        QTest::newRow("2026Q4") << 1 << "2026-12-31";
        QTest::newRow("2027Q1") << 2 << "2026-04-30"; // of the fiscal year that ends in January 2027
        QTest::newRow("2026-13") << 1 << "";
        QTest::newRow("2026Q5") << 1 << "";
        QTest::newRow("October") << 1 << "";
        QTest::newRow("") << 1 << "";
    }
    void periods()
    {
        QFETCH(int, start);
        QFETCH(QString, day);
        const auto found = lastDayOf(QTest::currentDataTag(), start);
        QCOMPARE(found ? QString::fromStdString(found->iso()) : QString(), day);
        if (!found)
            QCOMPARE(found.error().code, ErrorCode::InvalidArgument);
    }

    /// The digest of the text below is of Python's hashlib:
    /// left_total 100000 | right_total 120000 | bridge missing 5000 1 | bridge unexplained 15000 2 | break
    /// crm|billing|AC-00001|arr open | break crm|billing|AC-00002|arr explained | file aa.. | file bb.. with tabs
    /// between fields and a line feed after each of these eight lines.
    void theHashIsOfContentAndFiles()
    {
        SignedContent content{100000, 120000, {{"unexplained", {15000, 2}}, {"missing", {5000, 1}}},
            {{"crm|billing|AC-00002|arr", "explained"}, {"crm|billing|AC-00001|arr", "open"}}};
        const std::vector<std::string> files{std::string(64, 'a'), std::string(64, 'b')};
        const std::string hash = hashOf(content, files);
        QCOMPARE(hash, std::string("92631157cf9731d9d59903220103fd1506f90d5b7309196d066df2cd879f3da6"));
        SignedContent other = content;
        other.breaks["crm|billing|AC-00001|arr"] = "fixed";
        QVERIFY(hashOf(other, files) != hash);
        other = content;
        ++other.bridge["missing"].customers;
        QVERIFY(hashOf(other, files) != hash);
        QVERIFY(hashOf(content, {files[0]}) != hash);
    }

    void oneIsPreparedAndAnotherSigns()
    {
        test::WorkspaceFixture data;
        fill(data);
        QCOMPARE(stateOf(data), QStringLiteral("open"));
        QVERIFY(standing(data).hash.empty());
        QVERIFY(preparing(data, "Anna").ok());
        QCOMPARE(stateOf(data), QStringLiteral("prepared"));
        QVERIFY(signing(data, "Bea").ok());
        const SignoffStanding now = standing(data);
        QCOMPARE(now.state, SignoffState::Signed);
        QCOMPARE(now.preparedBy, std::string("Anna"));
        QCOMPARE(now.signedBy, std::string("Bea"));
        QCOMPARE(now.hash, latestSignoff(data.workspace(), October)->hash);
        const SignedContent content = latestSignoff(data.workspace(), October)->content;
        QCOMPARE(content.leftTotal, std::int64_t(150000));
        QCOMPARE(content.rightTotal, std::int64_t(170000));
        QCOMPARE(content.bridge.size(), std::size_t(1));
        QCOMPARE(content.bridge.at("unexplained").amount, std::int64_t(20000));
        QCOMPARE(content.breaks.size(), std::size_t(1));
        QCOMPARE(content.breaks.begin()->second, std::string("open"));
        QCOMPARE(hashOf(content, filesOf(data.workspace(), October)), now.hash);
        QCOMPARE(filesOf(data.workspace(), October), (std::vector<std::string>{"c01", "c02"}));
    }

    void equalNamesAreRefused_data()
    {
        QTest::addColumn<QString>("by");
        QTest::newRow("the same") << "Anna";
        QTest::newRow("in other letters") << "ANNA";
        QTest::newRow("with blanks") << " anna ";
    }
    void equalNamesAreRefused()
    {
        QFETCH(QString, by);
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(preparing(data, "Anna").ok());
        QCOMPARE(signing(data, by.toUtf8().constData()).error().code, ErrorCode::Conflict);
        QCOMPARE(stateOf(data), QStringLiteral("prepared"));
        QVERIFY(signing(data, "Annabel").ok());
    }

    void withoutANameItIsTheMachinesUser()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(preparing(data, "  ").ok());
        QCOMPARE(standing(data).preparedBy, store::currentUser());
        QVERIFY(!signing(data, "").ok());
    }

    void whatIsNotPreparedIsNotSigned()
    {
        test::WorkspaceFixture data;
        fill(data);
        QCOMPARE(signing(data, "Bea").error().code, ErrorCode::NotFound);
        QCOMPARE(preparing(data, "Anna", {"2026-10", "crm", "crm"}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(preparing(data, "Anna", {"10/2026", "crm", "billing"}).error().code, ErrorCode::InvalidArgument);
        QVERIFY(preparing(data, "Anna").ok());
        QVERIFY(signing(data, "Bea").ok());
        QCOMPARE(signing(data, "Cleo").error().code, ErrorCode::Conflict); // it is signed
        QCOMPARE(standing(data).signedBy, std::string("Bea"));
    }

    void whatCameOutOtherwiseIsReviewedAgain()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(preparing(data, "Anna").ok());
        QVERIFY(signing(data, "Bea").ok());
        data.snapshot("crm", "A", "1100", "USD", "2026-10-31");
        QCOMPARE(stateOf(data), QStringLiteral("review_again"));
        QCOMPARE(differencesOf(data), (QStringList{"bridge:unexplained 20000 10000", "left_total 150000 160000"}));
        QCOMPARE(standing(data).signedBy, std::string("Bea"));
        QCOMPARE(signing(data, "Cleo").error().code, ErrorCode::Conflict);
        QVERIFY(preparing(data, "Bea").ok()); // starts over: whoever signed before may prepare now
        QCOMPARE(stateOf(data), QStringLiteral("prepared"));
        QVERIFY(standing(data).signedBy.empty());
        QVERIFY(signing(data, "Anna").ok());
        QCOMPARE(data.db()
                     .execAndGet("SELECT group_concat(version || ' ' || prepared_by || ' ' || signed_by) FROM "
                                 "signoff")
                     .getString(),
            std::string("1 Anna Bea,2 Bea Anna"));
    }

    void whatChangedSinceItWasPreparedIsNotSigned()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(preparing(data, "Anna").ok());
        data.subscription("billing", "c", "B", "1", "2026-10-31"); // within the tolerance, but another total
        QCOMPARE(signing(data, "Bea").error().code, ErrorCode::Conflict);
        QCOMPARE(differencesOf(data),
            (QStringList{"bridge:rounding 0 100", "bridge_count:rounding 0 1", "right_total 170000 170100"}));
        data.run("DELETE FROM subscriptions WHERE subscription_id = 'c'", {});
        QVERIFY(signing(data, "Bea").ok());
    }

    /// What is of later days says nothing about October.
    void laterFilesThatChangeNothingLeaveItSigned()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("UPDATE accounts SET bare = 0, owner = 'Ann' WHERE source = 'billing' AND account_id = 'A'", {});
        data.settle();
        QVERIFY(preparing(data, "Anna").ok());
        QVERIFY(signing(data, "Bea").ok());
        data.source("crm", "crm", "2026-11-30");
        data.run("UPDATE import_batch SET sha256 = 'c9' WHERE as_of = '2026-11-30'", {});
        data.snapshot("crm", "A", "5000", "USD", "2026-11-30");
        data.run("UPDATE accounts SET owner = 'Bo' WHERE source = 'crm' AND account_id = 'A'", {});
        for (const auto &[owner, day] : {std::pair("Ann", "2026-10-31"), {"Bo", "2026-11-30"}})
            data.run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
                     "('crm', 'accounts', 'A', 'owner', ?, ?, 1)",
                {owner, day});
        QCOMPARE(differencesOf(data), QStringList());
        QCOMPARE(stateOf(data), QStringLiteral("signed"));
        QCOMPARE(standing(data).hash, latestSignoff(data.workspace(), October)->hash);
    }

    void aDecisionAboutABreakIsADifference()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto found = reconcile::reconcile(
            *portfolio, {*portfolio->findSource("crm"), *portfolio->findSource("billing"), {}}, progress);
        registerBreaks(data.workspace(), *found);
        const std::string key = breakKey(*found, found->breaks.at(0));
        QVERIFY(preparing(data, "Anna").ok());
        QVERIFY(reconcile::decideBreaks(data.workspace(), {{key, "explained", "agreed"}}).ok());
        QCOMPARE(differencesOf(data), QStringList("break:" + QString::fromStdString(key) + " open explained"));
        QVERIFY(preparing(data, "Anna").ok());
        // A break that is gone today was still there on that day, as it was decided.
        data.run("UPDATE break_register SET closed = '2026-11-30'", {});
        QCOMPARE(stateOf(data), QStringLiteral("prepared"));
    }

    void whatCannotBeComparedAnyMoreIsReviewedAgain()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(preparing(data, "Anna").ok());
        data.run("UPDATE subscriptions SET currency = 'KWD' WHERE subscription_id = 'a'", {});
        QCOMPARE(stateOf(data), QStringLiteral("review_again"));
        QVERIFY(standing(data).failure.has_value());
    }

    void allAreListedByPeriodAndPair()
    {
        test::WorkspaceFixture data;
        fill(data);
        for (const SignoffKey &key : {SignoffKey{"2026Q3", "crm", "billing"}, {"2026-09", "crm", "billing"},
                 {"2026-09", "billing", "crm"}, {"2026-10", "crm", "billing"}})
            QVERIFY(preparing(data, "Anna", key).ok());
        const auto list = [&data](const SignoffFilter &filter) {
            Progress progress;
            QStringList texts;
            const auto found = standings(data.workspace(), filter, progress);
            for (const SignoffStanding &each : *found)
                texts << QString::fromStdString(each.key.period + " " + each.key.left + " ") + toString(each.state);
            return texts;
        };
        QCOMPARE(list({}),
            (QStringList{
                "2026-09 billing prepared", "2026-09 crm prepared", "2026-10 crm prepared", "2026Q3 crm prepared"}));
        QCOMPARE(list({"", "crm", "billing"}).size(), 3);
        QCOMPARE(list({"2026-09", "", ""}).size(), 2);
        QCOMPARE(list({"2026-08", "", ""}), QStringList()); // no pair named: nothing to be open
        QCOMPARE(list({"2026-08", "crm", "billing"}), QStringList("2026-08 crm open"));
    }

    void everyChangeIsInTheAuditLog()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(preparing(data, "Anna").ok());
        QVERIFY(!signing(data, "Anna").ok());
        QVERIFY(signing(data, "Bea").ok());
        QVERIFY(preparing(data, "Cleo").ok());
        const auto trail = store::auditTrail(data.workspace());
        QCOMPARE(trail.size(), std::size_t(3)); // newest first; what is refused leaves none
        QCOMPARE(trail[2].action, std::string("prepare sign-off"));
        QCOMPARE(trail[2].subject, std::string("2026-10 crm|billing"));
        QVERIFY(!trail[2].before.has_value());
        QVERIFY(trail[2].after->starts_with("version 1, prepared by Anna, "));
        QCOMPARE(trail[1].action, std::string("sign reconciliation"));
        QVERIFY(trail[1].after->starts_with("version 1, signed by Bea, "));
        QCOMPARE(trail[0].before.value(), std::string("version 1, signed by Bea"));
        QVERIFY(trail[0].after->starts_with("version 2, prepared by Cleo, "));
        QCOMPARE(trail[0].who, store::currentUser());
        QVERIFY(!store::brokenAuditEntry(data.workspace()));
    }
};

QTEST_GUILESS_MAIN(TestSignoff)
#include "tst_signoff.moc"
