#include "core/actions/business_reviews.h"
#include "core/identity/mergers.h"
#include "core/store/settings.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::actions;

namespace {

const std::string Contracts = "subscription_id,account_id,start_date,end_date,notice_date,cancelled_date,arr\n";

struct Book {
    test::ImportedWorkspace data;
    Progress progress;

    /// One Enterprise customer with a contract since 2025-01-01 and what activities say of it.
    explicit Book(const std::string &activities, const std::string &contracts = "1,A,2025-01-01,,,,100\n",
        const std::string &segment = "Enterprise")
    {
        data.file("crm.accounts", "account_id,name,segment,region\nA,Amber," + segment + ",EMEA\n");
        data.file("crm.subscriptions", Contracts + contracts);
        if (!activities.empty())
            data.file("crm.activities", "activity_id,account_id,date,type,outcome\n" + activities);
        data.import("2026-12-31");
    }
    [[nodiscard]] ReviewCompletion on(const char *iso, const std::string &by = {})
    {
        auto found = reviewCompletion(
            data.workspace(), portfolio::Portfolio::of(data.workspace()), Date::fromIso(iso), by, progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return std::move(*found);
    }
};

} // namespace

/// Who should have had a business review and who had one, on both sides of every limit (CONTRACT-ROOMS section 2).
class TestBusinessReviews : public QObject {
    Q_OBJECT
private slots:
    void done_data()
    {
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("review"); // date, type, outcome
        QTest::addColumn<QString>("day");
        QTest::addColumn<int>("done");
        // 2026-05-31 less three months is 2026-02-28, the month's last day; less 14 days 2026-02-14, which is too early
        QTest::newRow("clamped, too early") << "Enterprise"
                                            << "2026-02-14,qbr,"
                                            << "2026-05-31" << 0;
        QTest::newRow("clamped, in time") << "Enterprise"
                                          << "2026-02-15,qbr,"
                                          << "2026-05-31" << 1;
        QTest::newRow("a day later") << "Enterprise"
                                     << "2026-02-15,qbr,"
                                     << "2026-06-01" << 0; // after 2026-02-15
        QTest::newRow("six months, too early") << "Mid-Market"
                                               << "2025-11-16,qbr,"
                                               << "2026-05-30" << 0;
        QTest::newRow("six months, in time") << "mid-market"
                                             << "2025-11-17,qbr,"
                                             << "2026-05-30" << 1;
        QTest::newRow("that day") << "Enterprise"
                                  << "2026-05-31,qbr,held"
                                  << "2026-05-31" << 1;
        QTest::newRow("the day after") << "Enterprise"
                                       << "2026-06-01,qbr,held"
                                       << "2026-05-31" << 0;
        QTest::newRow("cancelled") << "Enterprise"
                                   << "2026-05-30,qbr,Cancelled"
                                   << "2026-05-31" << 0;
        QTest::newRow("nobody came") << "Enterprise"
                                     << "2026-05-30,qbr,NO_SHOW"
                                     << "2026-05-31" << 0;
        QTest::newRow("a meeting") << "Enterprise"
                                   << "2026-05-30,meeting,"
                                   << "2026-05-31" << 0;
    }
    void done()
    {
        QFETCH(QString, segment);
        QFETCH(QString, review);
        QFETCH(QString, day);
        Book book("1,A," + review.toStdString() + "\n", "1,A,2025-01-01,,,,100\n", segment.toStdString());
        const ReviewCompletion found = book.on(day.toLatin1().constData());
        QCOMPARE(found.rows.size(), std::size_t(1));
        QCOMPARE(found.rows[0].eligible, 1);
        QTEST(found.rows[0].done, "done");
        QCOMPARE(found.late.size(), std::size_t(1 - found.rows[0].done));
    }

    /// What was held with a customer counts to the one that it is part of from the day of the merger on.
    void mergedCustomers()
    {
        test::ImportedWorkspace data;
        Progress progress;
        data.file("crm.accounts", "account_id,name,segment\nA,Amber,Enterprise\nB,Birch,SMB\n");
        data.file("crm.subscriptions", Contracts + "1,A,2025-01-01,,,,100\n");
        data.file("crm.activities", "activity_id,account_id,date,type,outcome\n1,B,2026-06-01,qbr,\n");
        data.import("2026-06-30");
        data.workspace().setSetting(identity::MergersSetting,
            identity::textOf({{{"crm", "B"}, {"crm", "A"}, *Date::fromIso("2026-06-15"), false, "Ann"}}));
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto on = [&](const char *iso) {
            return reviewCompletion(data.workspace(), portfolio, Date::fromIso(iso), {}, progress)->rows[0];
        };
        QCOMPARE(on("2026-06-14").eligible, 1);
        QCOMPARE(on("2026-06-14").done, 0);
        QCOMPARE(on("2026-06-15").done, 1);
    }

    void eligible_data()
    {
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("contract"); // start, end, notice, cancelled
        QTest::addColumn<int>("eligible"); // on 2026-06-30
        QTest::newRow("90 days in force") << "Enterprise"
                                          << "2026-04-01,,," << 1;
        QTest::newRow("89 days") << "Enterprise"
                                 << "2026-04-02,,," << 0;
        QTest::newRow("no cadence") << "SMB"
                                    << "2025-01-01,,," << 0;
        QTest::newRow("no segment") << ""
                                    << "2025-01-01,,," << 0;
        QTest::newRow("gone") << "Enterprise"
                              << "2025-01-01,2026-06-29,," << 0;
        QTest::newRow("last day") << "Enterprise"
                                  << "2025-01-01,2026-06-30,," << 1;
        // as of files of 2026-12-31: notice and cancellation count from their own days
        QTest::newRow("notice that day") << "Enterprise"
                                         << "2025-01-01,2026-12-31,2026-06-30,2026-10-01" << 0;
        QTest::newRow("notice the day after") << "Enterprise"
                                              << "2025-01-01,2026-12-31,2026-07-01,2026-10-01" << 1;
    }
    void eligible()
    {
        QFETCH(QString, segment);
        QFETCH(QString, contract);
        Book book({}, "1,A," + contract.toStdString() + ",100\n", segment.toStdString());
        const ReviewCompletion found = book.on("2026-06-30");
        QTEST(found.rows[0].eligible, "eligible");
        QCOMPARE(bool(found.rows[0].rate()), found.rows[0].eligible > 0);
    }

    void late()
    {
        Book never({});
        const ReviewCompletion first = never.on("2026-06-30");
        QVERIFY(!first.late[0].last);
        QCOMPARE(first.late[0].due.iso(), std::string("2025-04-01")); // first day in force + 3 months
        Book once("1,A,2025-11-30,qbr,\n2,A,2026-03-30,qbr,cancelled\n");
        const ReviewCompletion second = once.on("2026-06-30");
        QCOMPARE(second.late[0].last->iso(), std::string("2025-11-30"));
        QCOMPARE(second.late[0].due.iso(), std::string("2026-02-28")); // clamped
    }

    void groups()
    {
        test::ImportedWorkspace data;
        Progress progress;
        data.file("crm.accounts",
            "account_id,name,segment,region\nA,Amber,Enterprise,EMEA\nB,Birch,Enterprise,\nC,Cedar,SMB,APAC\n"
            "D,Dogwood,Mid-Market,EMEA\n");
        data.file("crm.subscriptions",
            Contracts + "1,A,2025-01-01,,,,100\n2,B,2025-01-01,,,,100\n3,C,2025-01-01,,,,100\n4,D,2025-01-01,,,,100\n");
        data.file(
            "crm.activities", "activity_id,account_id,date,type,outcome\n1,A,2026-06-01,qbr,\n2,D,2025-06-01,qbr,\n");
        data.import("2026-06-30");
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto found = reviewCompletion(data.workspace(), portfolio, {}, "region", progress);
        QVERIFY(found.ok());
        QStringList rows;
        for (const ReviewRow &row : found->rows)
            rows << QStringLiteral("%1 %2/%3").arg(QString::fromStdString(row.group)).arg(row.done).arg(row.eligible);
        QCOMPARE(rows, (QStringList{"total 1/3", "EMEA 1/2", "(none) 0/1"})); // APAC has nobody to ask for
        QCOMPARE(found->day, *Date::fromIso("2026-06-30"));

        // Another cadence: SMB alone, every month.
        QVERIFY(session::changeSettings(data.workspace(), {{store::CadenceSetting, "SMB=1"}}).ok());
        const auto changed =
            reviewCompletion(data.workspace(), portfolio::Portfolio::of(data.workspace()), {}, {}, progress);
        QCOMPARE(changed->rows[0].eligible, 1);
        QCOMPARE(changed->late[0].due.iso(), std::string("2025-02-01"));
    }

    void renewalsWithAndWithout()
    {
        // All due on 2026-06-30, so looked at on 2026-04-01. A had a review and renewed, B had one the day after and
        // renewed, C had none and was lost, D had one and was lost, E is SMB and in neither figure.
        test::ImportedWorkspace data;
        Progress progress;
        data.file("crm.accounts",
            "account_id,name,segment\nA,Amber,Enterprise\nB,Birch,Enterprise\nC,Cedar,Enterprise\n"
            "D,Dogwood,Enterprise\nE,Elm,SMB\n");
        data.file("crm.subscriptions",
            Contracts
                + "1,A,2025-07-01,2026-06-30,,,100\n2,A,2026-07-01,,,,100\n3,B,2025-07-01,2026-06-30,,,100\n"
                  "4,B,2026-07-01,,,,100\n5,C,2025-07-01,2026-06-30,,,100\n6,D,2025-07-01,2026-06-30,,,100\n"
                  "7,E,2025-07-01,2026-06-30,,,100\n");
        data.file("crm.activities",
            "activity_id,account_id,date,type,outcome\n1,A,2026-04-01,qbr,\n2,B,2026-04-02,qbr,\n3,D,2026-03-01,qbr,"
            "\n");
        data.import("2026-12-31");
        const auto on = [&](const char *iso) {
            return *reviewCompletion(
                data.workspace(), portfolio::Portfolio::of(data.workspace()), Date::fromIso(iso), {}, progress);
        };
        const ReviewCompletion found = on("2026-12-31");
        QCOMPARE(found.done.settled, 2);
        QCOMPARE(found.done.renewed, 1);
        QCOMPARE(found.notDone.settled, 2);
        QCOMPARE(found.notDone.rate(), std::optional(0.5));
        QCOMPARE(on("2027-06-29").done.settled, 2); // the first day of the window is 2026-06-30
        QCOMPARE(on("2027-06-30").done.settled, 0);
        QVERIFY(!on("2027-06-30").done.rate());
    }
};

QTEST_GUILESS_MAIN(TestBusinessReviews)
#include "tst_business_reviews.moc"
