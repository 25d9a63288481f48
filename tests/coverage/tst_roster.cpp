#include "core/coverage/books.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

CoverageInput inputOf(test::CoverageFixture &data)
{
    data.settle();
    auto input =
        coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model(), Date::of(2026, 10, 31));
    if (!input.ok())
        qFatal("%s", input.error().message.english().c_str());
    return std::move(*input);
}

} // namespace

/// Who is in the team, whom each serves, and who holds which account.
class TestRoster : public QObject {
    Q_OBJECT
private slots:
    void ownership_data()
    {
        QTest::addColumn<QStringList>("assignment"); // csm, start, end, role
        QTest::addColumn<QString>("holder");
        QTest::newRow("golden owner") << QStringList{} << "c1";
        QTest::newRow("in force") << QStringList{"c2", "2026-10-31", "", ""} << "c2";
        QTest::newRow("ends today") << QStringList{"c2", "2026-01-01", "2026-10-31", ""} << "c2";
        QTest::newRow("ended") << QStringList{"c2", "2026-01-01", "2026-10-30", ""} << "c1";
        QTest::newRow("not yet") << QStringList{"c2", "2026-11-01", "", ""} << "c1";
        QTest::newRow("backup") << QStringList{"c2", "2026-01-01", "", "Backup"} << "c1";
        QTest::newRow("unknown CSM") << QStringList{"c9", "2026-01-01", "", ""} << "c1";
    }
    void ownership()
    {
        QFETCH(QStringList, assignment);
        QFETCH(QString, holder);
        test::CoverageFixture data;
        if (!assignment.isEmpty())
            data.assignment("A1", assignment[0].toStdString(), assignment[1].toStdString(), assignment[2].toStdString(),
                assignment[3].toStdString());
        const CoverageInput input = inputOf(data);
        for (const AccountLoad &load : input.loads) {
            if (input.accounts->at(load.account).name == "Alpha")
                QCOMPARE(QString::fromStdString(input.roster.csms[std::size_t(load.csm)].id), holder);
        }
    }

    void latestAssignmentHolds()
    {
        test::CoverageFixture data;
        data.assignment("A1", "c2", "2026-02-01");
        data.assignment("A1", "c3", "2026-01-01");
        const CoverageInput input = inputOf(data);
        QCOMPARE(input.roster.csms[std::size_t(input.loads[0].csm)].id, std::string("c2"));
    }

    void whoHasLeftHasNoCapacity()
    {
        test::CoverageFixture data;
        data.run("UPDATE csms SET end_date = '2026-10-30' WHERE csm_id = 'c1'", {});
        const Books result = booksOf(inputOf(data));
        QCOMPARE(result.books[0].accounts, 3);
        QCOMPARE(result.books[0].capacityHours, 0.0);
        QVERIFY(!result.books[0].utilisation());
        QVERIFY(bandOf(result.books[0].utilisation()) == Band::None);
    }

    void fromTheFirstDayToTheLast()
    {
        Csm csm;
        const Date first = *Date::of(2026, 3, 1);
        const Date last = *Date::of(2026, 6, 30);
        QVERIFY(csm.inForceOn(first));
        csm.start = first;
        QVERIFY(!csm.inForceOn(first.plusDays(-1)));
        QVERIFY(csm.inForceOn(first));
        csm.end = last;
        QVERIFY(csm.inForceOn(first));
        QVERIFY(csm.inForceOn(last));
        QVERIFY(!csm.inForceOn(last.plusDays(1)));
        csm.start.reset();
        QVERIFY(csm.inForceOn(last));
        QVERIFY(!csm.inForceOn(last.plusDays(1)));
    }

    void serving_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("serves");
        QTest::newRow("all three") << "emea"
                                   << "SMB"
                                   << "de" << true;
        QTest::newRow("no language asked") << "EMEA"
                                           << "SMB"
                                           << "" << true;
        QTest::newRow("other language") << "EMEA"
                                        << "SMB"
                                        << "fr" << false;
        QTest::newRow("other region") << "APAC"
                                      << "SMB"
                                      << "de" << false;
        QTest::newRow("no region") << ""
                                   << "SMB"
                                   << "de" << false;
        QTest::newRow("other segment") << "EMEA"
                                       << "Enterprise"
                                       << "de" << false;
    }
    void serving()
    {
        QFETCH(QString, region);
        QFETCH(QString, segment);
        QFETCH(QString, language);
        QFETCH(bool, serves);
        Csm csm;
        QVERIFY(csm.serves(region.toStdString(), segment.toStdString(), language.toStdString())); // empty serves all
        csm.regions = {"EMEA"};
        csm.segments = {"smb"};
        csm.languages = {"DE", "en"};
        QCOMPARE(csm.serves(region.toStdString(), segment.toStdString(), language.toStdString()), serves);
    }

    void whoIsWho()
    {
        test::CoverageFixture data;
        data.leave("c15", "2026-12-01", "2026-12-15"); // nobody's
        data.run("UPDATE csms SET fte = 0 WHERE csm_id = 'c2'", {}); // listed, without any time
        const CoverageInput input = inputOf(data);
        const Roster &roster = input.roster;
        QCOMPARE(roster.indexOf("c1"), 0);
        QCOMPARE(roster.indexOf("c3"), 2);
        for (const char *unknown : {"c0", "c15", "c9", ""})
            QCOMPARE(roster.indexOf(unknown), -1);
        QCOMPARE(roster.find("Ann"), 0);
        QCOMPARE(roster.find("Nobody"), -1);
        for (const Csm &csm : roster.csms)
            QVERIFY(csm.leave.empty());
        QCOMPARE(roster.csms[1].fte, 0.0);
    }

    void badRoster_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("says");
        QTest::newRow("no CSMs") << "DELETE FROM csms"
                                 << "no CSMs";
        QTest::newRow("negative fte") << "UPDATE csms SET fte = -1 WHERE csm_id = 'c2'"
                                      << "c2 (Bob) has a negative fte";
    }
    void badRoster()
    {
        QFETCH(QString, sql);
        QFETCH(QString, says);
        test::CoverageFixture data;
        data.settle();
        data.run(sql.toStdString(), {});
        const auto input = coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model());
        QVERIFY(!input.ok());
        QVERIFY2(input.error().message.english().find(says.toStdString()) != std::string::npos,
            input.error().message.english().c_str());
    }

    void sameIdTwice()
    {
        test::CoverageFixture data;
        data.source("hr", "other");
        data.run("INSERT INTO csms (source, csm_id, name, fte, content_hash, as_of, batch_id, line) VALUES "
                 "('hr', 'c2', 'Robert', 1, 0, '2026-10-31', 1, 3)",
            {});
        const auto roster = rosterOf(*portfolio::Portfolio::of(data.workspace()));
        QVERIFY(roster.ok());
        QCOMPARE(roster->csms.size(), std::size_t(3));
        QCOMPARE(roster->csms[1].name, std::string("Bob")); // the row of kind people holds
        QCOMPARE(roster->warnings.size(), std::size_t(1));
        QCOMPARE(roster->find("BOB@x.example"), 1);
        QCOMPARE(roster->find("Robert"), 1); // the other row says how else the person is called
    }

    /// Of two with one name the one who has not left is meant.
    void sameNameTwice()
    {
        test::CoverageFixture data;
        data.csm("c0", "Ann", "", "", "", "2019-01-01", "2019-12-31", "1");
        const CoverageInput input = inputOf(data);
        QCOMPARE(input.roster.csms[std::size_t(input.loads[0].csm)].id, std::string("c1"));
        QVERIFY(input.warnings[0].english().find("both named Ann") != std::string::npos);
    }

    void leaveShare_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<double>("share");
        QTest::newRow("month without") << "2026-11-30" << 0.0;
        QTest::newRow("two weeks, overlapping") << "2026-12-31" << 11.0 / 23; // 1 to 15 December 2026
        QTest::newRow("begins at the weekend") << "2027-02-28" << 0.0; // 27 and 28 February 2027
        QTest::newRow("whole month") << "2027-03-31" << 1.0;
    }
    void leaveShare()
    {
        QFETCH(QString, day);
        QFETCH(double, share);
        Csm csm;
        csm.leave = {{*Date::of(2026, 12, 1), *Date::of(2026, 12, 15)},
            {*Date::of(2026, 12, 10), *Date::of(2026, 12, 11)}, {*Date::of(2027, 2, 27), *Date::of(2027, 3, 31)}};
        QCOMPARE(csm.leaveShare(*Date::fromIso(day.toStdString())), share);
    }
};

QTEST_GUILESS_MAIN(TestRoster)
#include "tst_roster.moc"
