#include "core/lifecycle/customer_lives.h"
#include "core/lifecycle/stays.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/arr_cells.h"
#include "core/revenue/grouping.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::lifecycle;

namespace {

/// "59 left", "303": lives by the customers' ids, those of one customer in the order of its products.
QStringList lives(test::LifecycleFixture &data, const LifeOptions &options = {}, const char *asOf = "2026-10-31")
{
    const auto portfolio = data.portfolio();
    const auto book = portfolio->book(Date::fromIso(asOf));
    const auto found = customerLives(data.workspace(), portfolio, *book, options);
    if (!found)
        return {QString::fromStdString(found.error().message.english())};
    QStringList texts;
    for (const survival::GroupedLife &life : *found)
        texts << QStringLiteral("%1%2%3%4")
                     .arg(life.group == "total" ? QString() : QString::fromStdString(life.group) + u' ',
                         life.stratum.empty() ? QString() : QString::fromStdString(life.stratum) + u' ')
                     .arg(life.life.time)
                     .arg(life.life.event ? QStringLiteral(" left") : QString());
    return texts;
}

LifeOptions after(const char *event)
{
    return {.after = *LifeEvent::fromText(event)};
}

} // namespace

class TestCustomerLives : public QObject {
    Q_OBJECT
private slots:
    void byHand_data()
    {
        QTest::addColumn<QStringList>("contracts"); // "annual start end cancelled"
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QStringList>("found");
        const QString today = QStringLiteral("2026-10-31");
        QTest::newRow("goes on") << QStringList{"9 2026-01-01 - -"} << today << QStringList{"303"};
        QTest::newRow("ran out") << QStringList{"9 2026-01-01 2026-02-28 -"} << today << QStringList{"59 left"};
        QTest::newRow("ends on the last day")
            << QStringList{"9 2026-01-01 2026-02-28 -"} << "2026-02-28" << QStringList{"58"};
        QTest::newRow("ended the day before")
            << QStringList{"9 2026-01-01 2026-02-28 -"} << "2026-03-01" << QStringList{"59 left"};
        QTest::newRow("cancelled") << QStringList{"9 2026-01-01 2026-12-31 2026-01-11"} << today
                                   << QStringList{"10 left"};
        QTest::newRow("renewed") << QStringList{"9 2026-01-01 2026-06-30 -", "5 2026-07-01 - -"} << today
                                 << QStringList{"303"};
        QTest::newRow("renewed too late")
            << QStringList{"9 2026-01-01 2026-06-30 -", "5 2026-07-02 - -"} << today << QStringList{"181 left"};
        QTest::newRow("beside another") << QStringList{"9 2026-01-01 2026-06-30 -", "5 2026-02-01 2026-03-31 -"}
                                        << today << QStringList{"181 left"};
        QTest::newRow("worth nothing at first")
            << QStringList{"0 2026-01-01 2026-01-31 -", "5 2026-02-01 - -"} << today << QStringList{"272"};
        QTest::newRow("starts on the last day") << QStringList{"9 2026-10-31 - -"} << today << QStringList{"0"};
        QTest::newRow("starts after it") << QStringList{"9 2026-11-01 - -"} << today << QStringList{};
        QTest::newRow("never in force") << QStringList{"9 2026-01-01 - 2026-01-01"} << today << QStringList{};
        QTest::newRow("credits leave nothing")
            << QStringList{"9 2026-01-01 - -", "-9 2026-02-01 2026-02-28 -"} << today << QStringList{"31 left"};
        QTest::newRow("credits leave something")
            << QStringList{"9 2026-01-01 - -", "-8 2026-02-01 2026-02-28 -"} << today << QStringList{"303"};
    }
    void byHand()
    {
        QFETCH(QStringList, contracts);
        QFETCH(QString, asOf);
        QFETCH(QStringList, found);
        test::LifecycleFixture data;
        int id = 0;
        for (const QString &contract : contracts) {
            QStringList part = contract.split(u' ');
            part.replaceInStrings(QRegularExpression(QStringLiteral("^-$")), QString());
            data.subscription("billing", std::to_string(++id), "A", part[0].toStdString(), part[1].toStdString(),
                part[2].toStdString(), part[3].toStdString());
        }
        QCOMPARE(lives(data, {}, asOf.toLatin1().constData()), found);
    }

    void groupsAndStrata()
    {
        test::LifecycleFixture data;
        data.account("billing", "A", "Acme", "segment=SMB;region=EMEA");
        data.account("billing", "B", "Birch", "segment=SMB");
        data.subscription("billing", "a1", "A", "9", "2026-01-01", "2026-01-31", {}, "USD", "Core");
        data.subscription("billing", "a2", "A", "9", "2026-01-11", {}, {}, "USD", "Plus");
        data.subscription("billing", "b1", "B", "9", "2026-10-21", {}, {}, "USD", "Core");
        QCOMPARE(lives(data), (QStringList{"303", "10"}));
        QCOMPARE(lives(data, {.by = "segment", .strata = "region"}), (QStringList{"SMB EMEA 303", "SMB (none) 10"}));
        QCOMPARE(lives(data, {.by = "product"}), (QStringList{"Core 31 left", "Plus 293", "Core 10"}));
        data.run("UPDATE accounts SET onboarding_path = 'Guided' WHERE account_id = ?", {"A"});
        QCOMPARE(lives(data, {.by = "onboarding_path"}), (QStringList{"Guided 303", "(none) 10"}));
        QVERIFY(lives(data, {.strata = "product"})[0].contains(QStringLiteral("told apart")));
        QVERIFY(lives(data, {.by = "colour"})[0].contains(QStringLiteral("no dimension")));
    }

    /// In force from 1 January; A leaves on 1 March.
    void afterAMilestone_data()
    {
        QTest::addColumn<QString>("completed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("before it is in force") << "2025-12-31" << QStringList{};
        QTest::newRow("on the first day") << "2026-01-01" << QStringList{"59 left"};
        QTest::newRow("later") << "2026-01-11" << QStringList{"49 left"};
        QTest::newRow("on the day it leaves") << "2026-03-01" << QStringList{"0 left"};
        QTest::newRow("after that") << "2026-03-02" << QStringList{};
        QTest::newRow("open") << "" << QStringList{};
    }
    void afterAMilestone()
    {
        QFETCH(QString, completed);
        QFETCH(QStringList, found);
        test::LifecycleFixture data;
        data.contract("A", "2026-01-01", "2026-03-01");
        data.milestone("A", "Go_Live", completed.toLatin1().constData());
        data.milestone("A", "go_live", "2025-12-01"); // before: the first one on or after counts
        data.milestone("A", "other", "2026-01-05");
        QCOMPARE(lives(data, after("milestone:go_live")), found);
    }

    void whatIsNotKnownYet()
    {
        test::LifecycleFixture data;
        data.contract("A", "2026-01-01");
        data.milestone("A", "go_live", "2026-01-31");
        QCOMPARE(lives(data, after("milestone:go_live"), "2026-01-30"), QStringList{});
        QCOMPARE(lives(data, after("milestone:go_live"), "2026-01-31"), QStringList{"0"});
        QCOMPARE(lives(data, after("milestone:go_live"), "2026-02-10"), QStringList{"10"});
    }

    void afterAnActivityOrStage()
    {
        test::LifecycleFixture data;
        data.contract("A", "2026-01-01");
        data.contract("B", "2026-01-01");
        for (const auto &[id, type, date] :
            {std::tuple("1", "call", "2026-01-05"), {"2", "qbr", "2026-10-21"}, {"3", "qbr", "2026-10-11"}})
            data.run("INSERT INTO activities (source, activity_id, account_id, date, type, content_hash, as_of, "
                     "batch_id, line) VALUES ('billing', ?, 'A', ?, ?, 0, '2026-10-31', 1, 2)",
                {id, date, type});
        data.stage("B", "Adoption", "2026-10-01");
        QCOMPARE(lives(data, after("activity:QBR")), QStringList{"20"});
        QCOMPARE(lives(data, after("stage:adoption")), QStringList{"30"});
        QCOMPARE(lives(data, after("stage:growth")), QStringList{});
    }

    /// A: another owner on 21 October; B: the first one again, then another CSM; C: first seen without an owner.
    void afterACsmChange()
    {
        test::LifecycleFixture data;
        for (const char *account : {"A", "B", "C", "D"}) {
            data.account("billing", account, account, "owner=Lee");
            data.contract(account, "2026-01-01");
        }
        data.kept("accounts", "A", "owner", "Mia", "2026-01-31");
        data.kept("accounts", "A", "owner", "Lee", "2026-10-21");
        data.kept("accounts", "B", "owner", "Lee", "2026-01-31");
        data.kept("accounts", "B", "owner", "Lee", "2026-02-28");
        data.kept("accounts", "C", "owner", "Lee", "2026-10-01");
        data.run("UPDATE accounts SET first_as_of = '2026-01-31' WHERE account_id = ?", {"C"});
        for (const auto &[csm, start] :
            {std::pair("m1", "2026-01-01"), {"m2", "2026-01-01"}, {"m2", "2026-03-01"}, {"m3", "2026-10-11"}})
            data.run("INSERT INTO assignments (source, account_id, csm_id, start_date, content_hash, as_of, batch_id, "
                     "line) VALUES ('billing', 'B', ?, ?, 0, '2026-10-31', 1, 2)",
                {csm, start});
        // Of several on one day the last in force is m1 (read by csm_id, descending), so m2 in March is another.
        QCOMPARE(lives(data, after("csm_change")), (QStringList{"10", "244", "30"}));
    }

    /// A's sponsor left; by the file after that she was none any more. B's contact was none, C's left before it began.
    void afterASponsorIsLost()
    {
        test::LifecycleFixture data;
        const auto contact = [&](const char *id, const char *account, const char *sponsor, const char *left) {
            data.run("INSERT INTO contacts (source, contact_id, account_id, is_exec_sponsor, left_date, content_hash, "
                     "as_of, batch_id, line) VALUES ('billing', ?, ?, CAST(? AS INTEGER), nullif(?, ''), 0, "
                     "'2026-10-31', 1, 2)",
                {id, account, sponsor, left});
        };
        for (const char *account : {"A", "B", "C"})
            data.contract(account, "2026-01-01");
        contact("1", "A", "0", "2026-10-21");
        data.kept("contacts", "1", "is_exec_sponsor", "1", "2026-01-31");
        data.kept("contacts", "1", "is_exec_sponsor", "0", "2026-10-31");
        contact("2", "B", "0", "2026-10-21");
        contact("3", "C", "1", "2025-12-31");
        contact("4", "C", "1", "");
        QCOMPARE(lives(data, after("sponsor_lost")), QStringList{"10"});
    }

    void eventsByName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fine");
        for (const char *fine : {"milestone:go live", "activity:qbr", "stage:a:b", "csm_change", "sponsor_lost"})
            QTest::newRow(fine) << fine << true;
        for (const char *wrong :
            {"", "milestone", "milestone:", "stage: ", "csm_change:x", "owner:Mia", "Sponsor_lost"})
            QTest::addRow("wrong: %s", wrong) << wrong << false;
    }
    void eventsByName()
    {
        QFETCH(QString, text);
        QFETCH(bool, fine);
        const auto event = LifeEvent::fromText(text.toStdString());
        QCOMPARE(event.ok(), fine);
        if (!fine)
            QCOMPARE(event.error().code, ErrorCode::InvalidArgument);
        if (text == QStringLiteral("stage:a:b"))
            QCOMPARE(event->name, std::string("a:b"));
    }

    /// Snapshots of accounts: the golden first day of the contract; Birch has none, and was always there.
    void snapshotsOfAccounts()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme", "contract_start_date=2026-01-01");
        data.account("crm", "B", "Birch");
        data.snapshot("crm", "A", "100", "USD", "2026-06-30");
        data.snapshot("crm", "A", "0", "USD", "2026-09-30");
        data.snapshot("crm", "B", "100", "USD", "2026-06-30");
        data.settle();
        const auto portfolio = portfolio::Portfolio::read(data.workspace());
        const auto book = portfolio->book();
        const auto found = customerLives(data.workspace(), portfolio, *book, {});
        QCOMPARE(found->size(), std::size_t(1));
        QCOMPARE((*found)[0].life.time, 272.0); // to 30 September
        QVERIFY((*found)[0].life.event);
        QCOMPARE(portfolio->accounts().at((*found)[0].account).name, std::string("Acme"));
    }

    /// A goes on without a gap, B is away for nine days, C comes the day after.
    void theFirstStay()
    {
        test::LifecycleFixture data;
        data.contract("A", "2026-01-01", "2026-03-02");
        data.contract("A", "2026-03-02");
        data.contract("B", "2026-01-01", "2026-03-01");
        data.contract("B", "2026-03-10");
        data.contract("C", "2026-11-01");
        const auto portfolio = data.portfolio();
        const auto book = portfolio->book(Date::of(2026, 10, 31));
        const auto grouping = revenue::groupAccounts(*portfolio, {});
        QVERIFY(book.ok() && grouping.ok());
        const revenue::ArrCells cells = revenue::totalCells(*book, *grouping);
        const auto stays = firstStays(*book, cells, Counted::Value);
        QVERIFY(stays.ok());
        const auto of = [&](const char *id) -> std::optional<Stay> {
            for (std::size_t cell = 0; cell < cells.size(); ++cell) {
                if (cells.unitOfCell[cell] == portfolio->accounts().indexOfRecord("billing", id))
                    return (*stays)[cell];
            }
            return std::nullopt;
        };
        QCOMPARE(of("A")->from, *Date::of(2026, 1, 1));
        QVERIFY(!of("A")->over);
        QCOMPARE(of("B")->from, *Date::of(2026, 1, 1));
        QCOMPARE(of("B")->over, Date::of(2026, 3, 1));
        QVERIFY(!of("C"));
    }
};

QTEST_GUILESS_MAIN(TestCustomerLives)
#include "tst_customer_lives.moc"
