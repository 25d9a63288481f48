#include "core/identity/mergers.h"
#include "core/programmes/contact_figures.h"
#include "core/programmes/touch_outcomes.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::programmes;

namespace {

QString text(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 3) : QStringLiteral("-");
}

} // namespace

/// What became of customers by how they were served a year before, worked by hand.
class TestTouchOutcomes : public QObject {
    Q_OBJECT
private slots:
    /// A year before 2026-06-30 all three with ARR are there: Amber with high touch, Birch and Cedar with tech.
    void outcomes_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QStringList>("rows");
        QTest::addColumn<QString>("merged"); // one on 2026-03-15 into another
        const QString nobody;
        QTest::newRow("all stay") << "3,C,2025-01-01,,50\n"
                                  << QStringList{"high 1/1 10000 of 10000 renewals 0/0",
                                         "tech 2/2 35000 of 35000 renewals 0/0"}
                                  << nobody;
        // Cedar's contract ends on the last day on which a renewal of the year is due and settled; nothing follows it
        QTest::newRow("one is gone") << "3,C,2025-01-01,2026-05-30,50\n"
                                     << QStringList{"high 1/1 10000 of 10000 renewals 0/0",
                                            "tech 1/2 30000 of 35000 renewals 0/1"}
                                     << nobody;
        QTest::newRow("one shrank, which is a renewal")
            << "3,C,2025-01-01,2025-12-31,50\n4,C,2026-01-01,,20\n"
            << QStringList{"high 1/1 10000 of 10000 renewals 0/0", "tech 2/2 32000 of 35000 renewals 1/1"} << nobody;
        QTest::newRow("came on the day a year before")
            << "3,C,2025-06-30,,50\n"
            << QStringList{"high 1/1 10000 of 10000 renewals 0/0", "tech 2/2 35000 of 35000 renewals 0/0"} << nobody;
        QTest::newRow("came a day later")
            << "3,C,2025-07-01,,50\n"
            << QStringList{"high 1/1 10000 of 10000 renewals 0/0", "tech 1/1 30000 of 30000 renewals 0/0"} << nobody;
        // Cedar, 50 then and renewed for 20, is part of Amber now: one customer with 150 then and 120 now
        QTest::newRow("became part of another, and shrank")
            << "3,C,2025-01-01,2025-12-31,50\n4,C,2026-01-01,,20\n"
            << QStringList{"high 1/1 12000 of 15000 renewals 1/1", "tech 1/1 30000 of 30000 renewals 0/0"} << "CA";
        // Dogwood had nothing a year before, so it is served as Amber was
        QTest::newRow("became part of one that is new")
            << "3,C,2025-01-01,,50\n4,D,2026-01-01,,70\n"
            << QStringList{"high 1/1 10000 of 10000 renewals 0/0", "tech 2/2 35000 of 35000 renewals 0/0"} << "AD";
    }
    void outcomes()
    {
        QFETCH(QString, change);
        QFETCH(QStringList, rows);
        QFETCH(QString, merged);
        test::ImportedWorkspace data;
        data.file("crm.accounts",
            "account_id,name,segment,owner\nA,Amber,Enterprise,Ann\nB,Birch,SMB,Bob\nC,Cedar,SMB,Bob\nD,Dogwood,SMB,"
            "\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,,100\n2,B,2025-01-01,2026-12-31,300\n"
                + change.toStdString());
        data.import("2026-06-30");
        if (!merged.isEmpty())
            data.workspace().setSetting(identity::MergersSetting,
                identity::textOf({{{"crm", merged.left(1).toStdString()}, {"crm", merged.right(1).toStdString()},
                    *Date::fromIso("2026-03-15"), false, "Ann"}}));
        Progress progress;
        const auto history = signs::Signals::read(data.workspace(), progress);
        QVERIFY(history.ok());
        const auto found =
            touchOutcomes(data.workspace(), **history, *Date::fromIso("2026-06-30"), [](int) { return true; });
        QVERIFY(found.ok());
        QStringList said;
        for (const TouchOutcome &row : *found)
            said << QStringLiteral("%1 %2/%3 %4 of %5 renewals %6/%7")
                        .arg(QString::fromStdString(row.touch))
                        .arg(row.stayed)
                        .arg(row.customers)
                        .arg(row.kept)
                        .arg(row.opening)
                        .arg(row.renewed)
                        .arg(row.settled);
        QCOMPARE(said, rows);
    }

    /// The same by book: Ann kept Amber; of Bob's two Cedar shrank, which is a renewal, from 50 to 20; by name.
    void books()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts",
            "account_id,name,segment,owner\nA,Amber,Enterprise,Ann\nB,Birch,SMB,Bob\nC,Cedar,SMB,Bob\nD,Dogwood,SMB,"
            "\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,,100\n2,B,2025-01-01,2026-12-31,300\n"
            "3,C,2025-01-01,2025-12-31,50\n4,C,2026-01-01,,20\n5,D,2025-01-01,2026-05-30,70\n");
        data.import("2026-06-30");
        Progress progress;
        const auto history = signs::Signals::read(data.workspace(), progress);
        const auto found =
            yearOutcomes(data.workspace(), **history, *Date::fromIso("2026-06-30"), [](int) { return true; });
        QVERIFY(found.ok());
        QStringList said;
        for (const TouchOutcome &row : found->byOwner)
            said << QStringLiteral("%1 %2/%3 %4 of %5 renewals %6/%7")
                        .arg(QString::fromStdString(row.touch))
                        .arg(row.stayed)
                        .arg(row.customers)
                        .arg(row.kept)
                        .arg(row.opening)
                        .arg(row.renewed)
                        .arg(row.settled);
        // Dogwood of nobody stands last
        QCOMPARE(said,
            (QStringList{"Ann 1/1 10000 of 10000 renewals 0/0", "Bob 2/2 32000 of 35000 renewals 1/1",
                " 0/1 0 of 7000 renewals 0/1"}));
        QCOMPARE(found->byTouch.size(), std::size_t(2));
    }

    /// On 2026-06-30: Amber has one touch of every type, each once; Birch was met 60 days before, Cedar 61; Dogwood is
    /// not asked about.
    void touchesAndSilence()
    {
        const std::vector<std::string> types{"meeting", "call", "email", "qbr", "exec_touch", "training", "fax", ""};
        std::vector<Touch> touches;
        for (const std::string &type : types)
            touches.push_back({0, *Date::fromIso("2026-06-30"), type});
        touches.push_back({0, *Date::fromIso("2026-04-01"), "call"}); // 90 days before: not counted
        const Asked asked{*Date::fromIso("2026-06-30"), {1, 1, 1, 0}, {}};
        const double never = std::nan("");
        const std::vector<double> contact{0, 60, 61, never};
        const std::vector<double> sponsor{never, 60, 60, never};
        const auto rows = contactFigures(touches, contact, sponsor, asked);
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].touches, 8);
        QCOMPARE(rows[0].personal, 4);
        QCOMPARE(rows[0].byType, (std::array<int, TouchTypes>{1, 1, 1, 1, 1, 1, 2}));
        QCOMPARE(touchTypeOf("qbr"), TouchType::Review);
        QCOMPARE(touchTypeOf("exec_touch"), TouchType::Sponsor);
        QCOMPARE(QString::fromLatin1(nameOf(TouchType::Email)), QStringLiteral("Mails"));
        const auto silent = silentCustomers(contact, sponsor, asked);
        QCOMPARE(silent.size(), std::size_t(2));
        QCOMPARE(silent[0].account, 0); // its sponsor was never met
        QCOMPARE(silent[0].contactDays, std::optional(0));
        QVERIFY(!silent[0].sponsorDays);
        QCOMPARE(silent[1].account, 2);
        QCOMPARE(silent[1].contactDays, std::optional(61));
        const auto accounts = [](const std::vector<SilentCustomer> &list) {
            QList<int> found;
            for (const SilentCustomer &each : list)
                found << each.account;
            return found;
        };
        const auto all = silentCustomers(contact, sponsor, asked, LeastSilentDays);
        QCOMPARE(accounts(all), (QList<int>{0, 1, 2}));
        QCOMPARE(accounts(withoutContact(all, 59)), (QList<int>{1, 2}));
        QCOMPARE(accounts(withoutContact(all, 60)), QList<int>{2});
        QCOMPARE(accounts(withoutContact(all, 61)), QList<int>());
        QCOMPARE(accounts(withoutSponsor(all)), QList<int>{0}); // 60 days are not over 60
        const auto everybody = silentCustomers(contact, sponsor, Asked{asked.day, {1, 1, 1, 1}, {}}, LeastSilentDays);
        QCOMPARE(accounts(withoutContact(everybody, 999)), QList<int>{3}); // never
        QCOMPARE(accounts(withoutSponsor(everybody)), (QList<int>{0, 3}));
    }

    void outcomeRates()
    {
        TouchOutcome one;
        QVERIFY(!one.stayRate() && !one.keptRate() && !one.renewalRate() && !one.stayInterval());
        one = {"tech", 10, 8, 400, 300, 4, 3};
        QCOMPARE(one.stayRate().value_or(0), 0.8);
        QCOMPARE(one.keptRate().value_or(0), 0.75);
        QCOMPARE(one.renewalRate().value_or(0), 0.75);
        // Wilson, 8 of 10: (0.8 + z2/20 -+ z sqrt(0.016 + z2/400)) / (1 + z2/10) with z2 = 3.8415
        QCOMPARE(text(one.stayInterval()->first), QStringLiteral("0.490"));
        QCOMPARE(text(one.stayInterval()->second), QStringLiteral("0.943"));
    }
};

QTEST_GUILESS_MAIN(TestTouchOutcomes)
#include "tst_touch_outcomes.moc"
