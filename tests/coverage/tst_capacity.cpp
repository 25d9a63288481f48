#include "core/coverage/capacity.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

#include <numeric>

using namespace qd;
using namespace qd::coverage;

namespace {

CoverageInput inputOf(test::CoverageFixture &data, const char *asOf = "2026-10-31")
{
    data.settle();
    auto input = loadCoverage(data.workspace(), test::CoverageFixture::model(), Date::fromIso(asOf));
    if (!input.ok())
        qFatal("%s", input.error().message.c_str());
    return std::move(*input);
}

const CapacityRow &rowOf(const std::vector<CapacityRow> &rows, const char *month, const char *group)
{
    for (const CapacityRow &row : rows) {
        if (row.month.iso() == month && row.group == group)
            return row;
    }
    qFatal("no row %s %s", month, group);
}

} // namespace

class TestCapacity : public QObject {
    Q_OBJECT
private slots:
    /// Hours: A1 8 x 2 x 1.5 = 24; A2 8 x 1.2 = 9.6; A3 1; A4 1.2; A5 8; A6 has no touch model; A7 has churned.
    void books()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        QCOMPARE(input.loads.size(), std::size_t(6));
        const Books result = booksOf(input);
        QCOMPARE(result.books.size(), std::size_t(3));

        const Book &ann = result.books[0];
        QCOMPARE(ann.accounts, 3);
        QCOMPARE(ann.arr, 51000000);
        QCOMPARE(ann.hours, 34.6);
        QCOMPARE(ann.capacityHours, 80.0);
        QCOMPARE(ann.utilisation().value(), 34.6 / 80);
        QCOMPARE(ann.atRiskArr, 50000000);
        QCOMPARE(ann.renewals, 1); // 31 December is within 90 days of 31 October
        QCOMPARE(ann.renewalArr, 20000000);
        QVERIFY(!ann.targetArr); // SMB has no target

        const Book &bob = result.books[1]; // in his first month: 0.5 FTE x 0.5
        QCOMPARE(bob.accounts, 2);
        QCOMPARE(bob.hours, 1.2);
        QCOMPARE(bob.capacityHours, 20.0);

        QCOMPARE(result.books[2].accounts, 0);
        QVERIFY(result.books[2].utilisation() == 0.0);
        QCOMPARE(result.vacant.accounts, 1);
        QCOMPARE(result.vacant.hours, 8.0);
    }

    /// Two segments with targets of 1 M and 3 M, hours 33.6 : 1; one FTE.
    void targetIsWeighedByHours()
    {
        test::CoverageFixture data;
        CoverageInput input = inputOf(data);
        input.model.segments[1].targetArrPerCsm = 3e6;
        const auto target = booksOf(input).books[0].targetArr;
        QVERIFY(target.has_value());
        QCOMPARE(*target, std::int64_t(std::llround((33.6 * 1e6 + 1 * 3e6) / 34.6 * 100)));
    }

    void months()
    {
        test::CoverageFixture data;
        data.leave("c1", "2026-12-01", "2026-12-15"); // 11 of December's 23 weekdays
        data.leave("c1", "2026-12-10", "2026-12-11"); // counted once
        const auto result = computeCapacity(inputOf(data), {3});
        QVERIFY(result.ok());
        const CapacityRow &october = rowOf(result->rows, "2026-10", "total");
        QCOMPARE(october.requiredHours, 43.8);
        QCOMPARE(october.requiredFte, 43.8 / 80);
        QCOMPARE(october.availableFte, 2.25);
        QCOMPARE(october.gapFte(), 2.25 - 43.8 / 80);
        // Ann by hours held, Bob all SMB, Cy has no account: half each.
        QCOMPARE(rowOf(result->rows, "2026-10", "Enterprise").availableFte, 33.6 / 34.6 + 0.5);
        QCOMPARE(rowOf(result->rows, "2026-10", "SMB").availableFte, 1 / 34.6 + 0.25 + 0.5);
        QCOMPARE(rowOf(result->rows, "2026-10", "Enterprise").requiredHours, 41.6);
        QCOMPARE(rowOf(result->rows, "2026-11", "total").availableFte, 1.5); // Bob ramped, Cy gone on the 15th
        QCOMPARE(rowOf(result->rows, "2026-12", "total").availableFte, 1 - 11.0 / 23 + 0.5);
        // Cy serves all regions and holds nothing: half of him each.
        QCOMPARE(rowOf(result->regions, "2026-10", "EMEA").requiredHours, 35.8);
        QCOMPARE(rowOf(result->regions, "2026-10", "EMEA").availableFte, 1.75);
        QCOMPARE(rowOf(result->regions, "2026-10", "APAC").availableFte, 0.5);
    }

    void groupsAddUpToTotal()
    {
        test::CoverageFixture data;
        data.csm("c4", "Dee", "", "LATAM", "Partner", "", "", ""); // serves no segment of the model
        data.leave("c2", "2027-01-04", "2027-01-08");
        const auto result = computeCapacity(inputOf(data), {24});
        QVERIFY(result.ok());
        QCOMPARE(result->months.size(), std::size_t(24));
        for (const Month month : result->months) {
            const CapacityRow &total = rowOf(result->rows, month.iso().c_str(), "total");
            for (const std::vector<CapacityRow> *rows : {&result->rows, &result->regions}) {
                double hours = 0, required = 0, available = 0, gap = 0;
                for (const CapacityRow &row : *rows) {
                    if (row.month != month || row.group == "total")
                        continue;
                    hours += row.requiredHours;
                    required += row.requiredFte;
                    available += row.availableFte;
                    gap += row.gapFte();
                }
                QCOMPARE(hours, total.requiredHours);
                QCOMPARE(required, total.requiredFte);
                QCOMPARE(available, total.availableFte);
                QCOMPARE(gap, total.gapFte());
            }
        }
        QCOMPARE(rowOf(result->rows, "2026-10", "(none)").availableFte, 1.0);
        double capacity = 0;
        for (const Book &book : result->books.books)
            capacity += book.capacityHours;
        QCOMPARE(capacity, rowOf(result->rows, "2026-10", "total").availableFte * 80);
    }

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

    void bands()
    {
        QVERIFY(bandOf(0.79) == Band::Under);
        QVERIFY(bandOf(0.80) == Band::InRange);
        QVERIFY(bandOf(1.10) == Band::InRange);
        QVERIFY(bandOf(1.11) == Band::Over);
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

    /// Moving accounts about changes who holds the hours, never how many there are.
    void movesConserveHours()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        for (int shift = 0; shift < 4; ++shift) {
            std::vector<AccountLoad> moved = input.loads;
            for (std::size_t i = 0; i < moved.size(); ++i)
                moved[i].csm = int(i + std::size_t(shift)) % 4 - 1;
            const Books result = booksOf(input, moved);
            double hours = result.vacant.hours;
            std::int64_t arr = result.vacant.arr;
            int accounts = result.vacant.accounts;
            for (const Book &book : result.books) {
                hours += book.hours;
                arr += book.arr;
                accounts += book.accounts;
            }
            QCOMPARE(hours, 43.8);
            QCOMPARE(arr, 58500000);
            QCOMPARE(accounts, 6);
        }
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
        const auto input = loadCoverage(data.workspace(), test::CoverageFixture::model());
        QVERIFY(!input.ok());
        QVERIFY2(input.error().message.find(says.toStdString()) != std::string::npos, input.error().message.c_str());
    }

    void warnings()
    {
        test::CoverageFixture data;
        const auto result = computeCapacity(inputOf(data), {1});
        QStringList all;
        for (const std::string &warning : result->warnings)
            all << QString::fromStdString(warning);
        const QString text = all.join(u'\n');
        QVERIFY2(text.contains(u"1 account of segment Partner has no touch model"), qPrintable(text));
        QVERIFY2(text.contains(u"ramp of 2 months is longer than the horizon of 1"), qPrintable(text));
        QVERIFY2(text.contains(u"1 account has no CSM"), qPrintable(text));
    }

    void horizon()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        QVERIFY(!computeCapacity(input, {0}).ok());
        QVERIFY(!computeCapacity(input, {121}).ok());
    }
};

QTEST_GUILESS_MAIN(TestCapacity)
#include "tst_capacity.moc"
