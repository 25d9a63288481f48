#include "tests/renewals/renewal_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::test;

/// Which opportunity belongs to a renewal, and whether it was on time. Due on 31 March 2026, settled on 1 May; 180 days
/// before due is 2 October 2025.
class TestRenewalOpportunities : public QObject {
    Q_OBJECT

    static QString found(RenewalFixture &data, const char *asOf = "2026-10-31")
    {
        const auto cases = data.cases("2026-03-01", "2026-03-31", asOf);
        return cases.empty() || !cases[0].opportunity ? QString()
                                                      : QString::fromStdString(cases[0].opportunity->opportunity->id);
    }

private slots:
    void whichWonOne_data()
    {
        QTest::addColumn<QStringList>("won"); // o0, o1 ...
        QTest::addColumn<QString>("id");
        QTest::newRow("none") << QStringList{} << "";
        QTest::newRow("by its contract") << QStringList{"subscription_id=due close_date=2024-01-01"} << "o0";
        QTest::newRow("of several by contract the earliest") << QStringList{"subscription_id=due close_date=2026-03-01",
            "subscription_id=due close_date=2026-02-01"} << "o1";
        QTest::newRow("by contract before by date")
            << QStringList{"renewal_date=2026-03-31 close_date=2026-03-01", "subscription_id=due close_date=2026-05-05"}
            << "o1";
        QTest::newRow("by date before the nearest")
            << QStringList{"close_date=2026-03-31", "renewal_date=2026-03-31 close_date=2026-08-01"} << "o1";
        QTest::newRow("of several by date the earliest") << QStringList{"renewal_date=2026-03-31 close_date=2026-03-02",
            "renewal_date=2026-03-31 close_date=2026-03-01"}
                                                         << "o1";
        QTest::newRow("another date") << QStringList{"renewal_date=2026-03-30 close_date=2024-03-02"} << "";
        QTest::newRow("another contract") << QStringList{"subscription_id=far close_date=2024-03-02"} << "";
        QTest::newRow("180 days before") << QStringList{"close_date=2025-10-02"} << "o0";
        QTest::newRow("181 days before") << QStringList{"close_date=2025-10-01"} << "";
        QTest::newRow("on the settled day") << QStringList{"close_date=2026-05-01"} << "o0";
        QTest::newRow("after it") << QStringList{"close_date=2026-05-02"} << "";
        QTest::newRow("the nearest") << QStringList{"close_date=2026-03-20", "close_date=2026-04-05"} << "o1";
        QTest::newRow("of equals the earlier") << QStringList{"close_date=2026-04-02", "close_date=2026-03-29"} << "o1";
        QTest::newRow("of the very same the first id")
            << QStringList{"close_date=2026-03-29", "close_date=2026-03-29"} << "o0";
        QTest::newRow("without regard to case") << QStringList{"type=Renewal close_date=2026-03-29"} << "o0";
        QTest::newRow("an expansion") << QStringList{"type=expansion close_date=2026-03-29"} << "";
        QTest::newRow("lost") << QStringList{"is_won=0 close_date=2026-03-29"} << "";
    }
    void whichWonOne()
    {
        QFETCH(QStringList, won);
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.contract("next", "100 2026-04-01 2027-03-31");
        int number = 0;
        for (const QString &text : won)
            data.won(("o" + std::to_string(number++)).c_str(), text.toLatin1().constData());
        QTEST(found(data), "id");
    }

    void whileItIsPending()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.opportunity("later", "created_date=2025-12-01 close_date=2026-12-31");
        QCOMPARE(found(data, "2026-02-01"), QStringLiteral("later")); // any open one, for want of a better
        QCOMPARE(found(data), QString()); // lost by now, and it is for another date
        data.opportunity("lost", "created_date=2025-12-01 close_date=2026-04-10 is_closed=1");
        QCOMPARE(found(data, "2026-04-20"), QStringLiteral("later")); // pending: a lost one does not prepare it
        QCOMPARE(found(data), QStringLiteral("lost"));
        data.opportunity("own", "created_date=2025-12-01 close_date=2026-03-25");
        QCOMPARE(found(data, "2026-02-01"), QStringLiteral("own"));
        data.won("won", "close_date=2025-10-05");
        QCOMPARE(found(data, "2026-02-01"), QStringLiteral("won"));
    }

    /// A complete file without it takes an open opportunity away, never a won one.
    void oneThatItsSourceHasNoMore()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.opportunity("o", "created_date=2025-12-01 close_date=2026-03-15 closed_on=2026-02-01");
        QCOMPARE(found(data, "2026-01-31"), QStringLiteral("o"));
        QCOMPARE(found(data, "2026-02-01"), QString());
        data.run("UPDATE opportunities SET close_date = ?, is_won = 1", {"2026-01-15"});
        QCOMPARE(found(data, "2026-02-01"), QStringLiteral("o"));
    }

    void whenOneIsKnown()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.opportunity("o", "is_closed=1 is_won=1 close_date=2026-02-10"); // no created_date, seen in October
        QCOMPARE(found(data, "2026-02-09"), QString());
        QCOMPARE(found(data, "2026-02-10"), QStringLiteral("o"));
        data.run("UPDATE opportunities SET created_date = ?", {"2026-01-10"});
        QCOMPARE(found(data, "2026-01-09"), QString());
        const auto cases = data.cases("2026-03-01", "2026-03-31", "2026-01-10");
        QVERIFY(cases[0].opportunity->state.isOpen); // until the day it closes
    }

    void onTime_data()
    {
        QTest::addColumn<QString>("next");
        QTest::addColumn<QString>("won");
        QTest::addColumn<bool>("onTime");
        QTest::newRow("closed on the due date") << "100 2026-04-20 2027-03-31"
                                                << "close_date=2026-03-31" << true;
        QTest::newRow("closed the day after") << "100 2026-04-01 2027-03-31"
                                              << "close_date=2026-04-01" << false;
        QTest::newRow("created on the due date") << "100 2026-04-20 2027-03-31 created_date=2026-03-31"
                                                 << "" << true;
        QTest::newRow("created the day after") << "100 2026-04-01 2027-03-31 created_date=2026-04-01"
                                               << "" << false;
        QTest::newRow("starts the day after") << "100 2026-04-01 2027-03-31"
                                              << "" << true;
        QTest::newRow("starts two days after") << "100 2026-04-02 2027-03-31"
                                               << "" << false;
        QTest::newRow("the opportunity before created_date") << "100 2026-04-20 2027-03-31 created_date=2026-04-10"
                                                             << "close_date=2026-03-01" << true;
        QTest::newRow("one without close_date decides nothing") << "100 2026-04-20 2027-03-31 created_date=2026-03-01"
                                                                << "subscription_id=due" << true;
    }
    void onTime()
    {
        QFETCH(QString, next);
        QFETCH(QString, won);
        QFETCH(bool, onTime);
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.contract("next", next.toLatin1().constData());
        if (!won.isEmpty())
            data.won("o", won.toLatin1().constData());
        QCOMPARE(data.cases("2026-03-01", "2026-03-31", "2026-10-31")[0].onTime, std::optional(onTime));
    }

    /// The successor that starts first is looked at, of one day the first id.
    void ofSeveralSuccessorsTheFirst()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.contract("b", "50 2026-04-01 2027-03-31 created_date=2026-04-10");
        data.contract("c", "50 2026-04-01 2027-03-31 created_date=2026-03-01");
        data.contract("d", "50 2026-04-20 2027-03-31 created_date=2026-03-01");
        const auto cases = data.cases("2026-03-01", "2026-03-31", "2026-10-31");
        QStringList ids;
        for (const renewals::Successor &successor : cases[0].successors)
            ids << QString::fromStdString(successor.id);
        QCOMPARE(ids, (QStringList{"b", "c", "d"}));
        QCOMPARE(cases[0].onTime, std::optional(false));
        RenewalFixture lost;
        lost.contract("due", "100 2025-04-01 2026-03-31");
        QVERIFY(!lost.cases("2026-03-01", "2026-03-31", "2026-10-31")[0].onTime);
    }

    /// What is known of one on a day, by its own dates.
    void knownSince_data()
    {
        QTest::addColumn<QString>("created");
        QTest::addColumn<QString>("close");
        QTest::addColumn<bool>("won");
        QTest::addColumn<QString>("since");
        QTest::newRow("created") << "2026-02-15"
                                 << "2026-01-31" << true << "2026-02-15";
        QTest::newRow("first seen") << ""
                                    << "2026-02-10" << false << "2026-03-01";
        QTest::newRow("closed before it was seen") << ""
                                                   << "2026-02-10" << true << "2026-02-10";
        QTest::newRow("closed after it was seen") << ""
                                                  << "2026-03-10" << true << "2026-03-01";
        QTest::newRow("closed without a date") << ""
                                               << "" << true << "2026-03-01";
    }
    void knownSince()
    {
        QFETCH(QString, created);
        QFETCH(QString, close);
        QFETCH(bool, won);
        QFETCH(QString, since);
        renewals::Opportunity made;
        made.created = Date::fromIso(created.toStdString());
        made.close = Date::fromIso(close.toStdString());
        made.isWon = won;
        made.firstSeen = day("2026-03-01");
        const Date first = *Date::fromIso(since.toStdString());
        QVERIFY(made.isKnownOn(first));
        QVERIFY(!made.isKnownOn(first.plusDays(-1)));
    }

    void anyOpenOne()
    {
        const auto made = [](const char *id, const char *close, const char *type = "Renewal") {
            renewals::Opportunity each;
            each.id = id;
            each.type = type;
            each.close = Date::fromIso(close);
            each.firstSeen = *Date::fromIso("2026-01-01");
            return each;
        };
        std::vector<renewals::Opportunity> all{made("none", ""), made("expansion", "2026-03-31", "EXPANSION"),
            made("ten after", "2026-04-10"), made("ten before", "2026-03-21"), made("six before", "2026-03-25")};
        QVERIFY(all[0].isRenewal() && !all[0].isExpansion() && all[1].isExpansion() && !all[1].isRenewal());
        const auto found = [&all] {
            const auto any = renewals::anyOpenRenewal(all, *Date::fromIso("2026-03-31"), *Date::fromIso("2026-03-01"));
            return any ? QString::fromStdString(any->opportunity->id) : QString();
        };
        for (const char *nearest : {"six before", "ten before", "ten after", "none"}) {
            QCOMPARE(found(), QString(nearest));
            std::erase_if(all, [nearest](const renewals::Opportunity &each) { return each.id == nearest; });
        }
        QCOMPARE(found(), QString());
    }

    /// Due on 31 March, settled on 1 May, looked for on 1 June: by contract, else by date, else the nearest.
    void theOneOfARenewal()
    {
        const auto made = [](const char *id, const char *close, bool won, const char *contract = "") {
            renewals::Opportunity each;
            each.id = id;
            each.type = "renewal";
            each.subscriptionId = contract;
            each.close = Date::fromIso(close);
            each.isClosed = true;
            each.isWon = won;
            each.firstSeen = *Date::fromIso("2025-01-01");
            return each;
        };
        std::vector<renewals::Opportunity> all{made("near", "2026-03-30", true), made("lost", "2026-03-31", false),
            made("own", "2025-02-01", true, "due"), made("dated", "2026-04-30", true)};
        all[3].renewal = Date::fromIso("2026-03-31");
        const std::vector<std::string> contracts{"due"};
        const renewals::RenewalKey key{contracts, day("2026-03-31"), day("2026-05-01")};
        const auto found = [&](renewals::Standing standing) {
            const auto one = renewals::findOpportunity(all, key, standing, day("2026-06-01"));
            return one ? QString::fromStdString(one->opportunity->id) : QString();
        };
        QCOMPARE(found(renewals::Standing::Lost), QStringLiteral("lost"));
        QCOMPARE(found(renewals::Standing::Open), QString());
        for (const char *next : {"own", "dated", "near", ""}) {
            QCOMPARE(found(renewals::Standing::Won), QString(next));
            std::erase_if(all, [next](const renewals::Opportunity &each) { return each.id == next; });
        }
    }
};

QTEST_GUILESS_MAIN(TestRenewalOpportunities)
#include "tst_renewal_opportunities.moc"
