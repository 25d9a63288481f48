#include "core/portfolio/portfolio.h"
#include "core/portfolio/renewal.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

const Date From = *Date::of(2026, 11, 1);
const Date To = *Date::of(2026, 11, 30);

/// Due of one customer in From .. To: "day arr", empty when nothing is.
QString dueOf(test::WorkspaceFixture &data, Date rateDay = From)
{
    data.settle();
    const auto book = Portfolio::of(data.workspace())->book(*Date::of(2026, 10, 31));
    if (!book)
        return QStringLiteral("no book");
    const auto due = renewalsDue(*book, From, To, rateDay);
    if (!due)
        return due.error().code == ErrorCode::NoRate ? QStringLiteral("no rate") : QStringLiteral("error");
    if (due->empty())
        return {};
    return QStringLiteral("%1 %2 %3")
        .arg(due->size())
        .arg(QString::fromStdString(due->front().due.iso()))
        .arg(due->front().arr);
}

} // namespace

/// Contracts in force on the first day of a window whose end lies in it, both days included (docs/calculation.md,
/// Renewals due).
class TestRenewalsDue : public QObject {
    Q_OBJECT
private slots:
    void oneCustomer_data()
    {
        QTest::addColumn<QStringList>("contracts"); // annual start end cancelled
        QTest::addColumn<QString>("due"); // customers day arr
        QTest::newRow("none") << QStringList{} << "";
        QTest::newRow("ends the day before") << QStringList{"10 2025-01-01 2026-10-31"} << "";
        QTest::newRow("ends on the first day") << QStringList{"10 2025-01-01 2026-11-01"} << "1 2026-11-01 1000";
        QTest::newRow("ends on the second day") << QStringList{"10 2025-01-01 2026-11-02"} << "1 2026-11-02 1000";
        QTest::newRow("ends a day early") << QStringList{"10 2025-01-01 2026-11-29"} << "1 2026-11-29 1000";
        QTest::newRow("ends on the last day") << QStringList{"10 2025-01-01 2026-11-30"} << "1 2026-11-30 1000";
        QTest::newRow("ends the day after") << QStringList{"10 2025-01-01 2026-12-01"} << "";
        QTest::newRow("has no end") << QStringList{"10 2025-01-01"} << "";
        QTest::newRow("starts on the first day") << QStringList{"10 2026-11-01 2026-11-30"} << "1 2026-11-30 1000";
        QTest::newRow("starts within") << QStringList{"10 2026-11-02 2026-11-30"} << "";
        QTest::newRow("of one day") << QStringList{"10 2026-11-01 2026-11-01"} << "1 2026-11-01 1000";
        QTest::newRow("cancelled for the first day") << QStringList{"10 2025-01-01 2026-11-30 2026-11-01"} << "";
        QTest::newRow("cancelled for the second day")
            << QStringList{"10 2025-01-01 2026-11-30 2026-11-02"} << "1 2026-11-30 1000";
        QTest::newRow("a trial") << QStringList{"0 2025-01-01 2026-11-15"} << "";
        QTest::newRow("worth a cent") << QStringList{"0.01 2025-01-01 2026-11-15"} << "1 2026-11-15 1";
        QTest::newRow("a credit") << QStringList{"-10 2025-01-01 2026-11-15"} << "";
        QTest::newRow("a credit that eats a part")
            << QStringList{"10 2025-01-01 2026-11-10", "-9.99 2025-02-01 2026-11-20"} << "1 2026-11-20 1";
        QTest::newRow("a credit that eats all")
            << QStringList{"10 2025-01-01 2026-11-10", "-10 2025-02-01 2026-11-20"} << "";
        QTest::newRow("two: the latest end, the sum")
            << QStringList{"10 2025-01-01 2026-11-20", "20 2025-02-01 2026-11-10"} << "1 2026-11-20 3000";
        QTest::newRow("two in the other order")
            << QStringList{"10 2025-01-01 2026-11-10", "20 2025-02-01 2026-11-20"} << "1 2026-11-20 3000";
        QTest::newRow("one in it, one after")
            << QStringList{"10 2025-01-01 2026-11-10", "20 2025-02-01 2026-12-01"} << "1 2026-11-10 1000";
        QTest::newRow("whatever was signed since")
            << QStringList{"10 2025-01-01 2026-11-10", "20 2026-11-11 2027-11-10"} << "1 2026-11-10 1000";
    }
    void oneCustomer()
    {
        QFETCH(QStringList, contracts);
        QFETCH(QString, due);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "Acme");
        data.subscription("billing", "other", "Z", "1", "2020-01-01"); // so that the source has ARR
        int number = 0;
        for (const QString &line : contracts) {
            const QStringList part = line.split(u' ');
            const auto at = [&](int i) { return part.value(i).toStdString(); };
            data.subscription("billing", "s" + std::to_string(++number), "A", at(0), at(1), at(2), at(3));
        }
        QCOMPARE(dueOf(data), due);
    }

    void valuesAreAtTheRateOfTheRateDay()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "Acme");
        data.rate("billing", "EUR", "2026-10-31", "1.10");
        data.rate("billing", "EUR", "2026-11-01", "1.20");
        data.subscription("billing", "s", "A", "10", "2025-01-01", "2026-11-10", "", "EUR");
        QCOMPARE(dueOf(data, From), QStringLiteral("1 2026-11-10 1200"));
        QCOMPARE(dueOf(data, From.plusDays(-1)), QStringLiteral("1 2026-11-10 1100"));
        QCOMPARE(dueOf(data, From.plusDays(-2)), QStringLiteral("no rate"));
    }

    /// Ninety days of 31 October 2026 end on 29 January 2027: 30 of November, 31 of December, 29 of January.
    void aheadIsNinetyDaysFromTheNextDay()
    {
        const Date day = *Date::of(2026, 10, 31);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        for (const char *end : {"2026-10-31", "2026-11-01", "2027-01-29", "2027-01-30"}) {
            data.account("billing", end, end);
            data.subscription("billing", end, end, "10", "2025-01-01", end);
        }
        data.settle();
        const auto book = Portfolio::of(data.workspace())->book(day);
        QVERIFY(book.ok());
        QStringList ends;
        const auto ahead = renewalsAhead(*book, day);
        for (const RenewalDue &due : *ahead)
            ends << QString::fromStdString(due.due.iso());
        ends.sort();
        QCOMPARE(ends, (QStringList{"2026-11-01", "2027-01-29"}));
        QCOMPARE(renewalsAhead(*book, day, 0)->size(), std::size_t(0));
        QCOMPARE(renewalsAhead(*book, day, 1)->size(), std::size_t(1));
    }

    /// What an arr_history says last goes on after its end: its customers renew, too.
    void aHistoryThatEndedGoesOn()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.account("finance", "A", "Acme", "renewal_date=2026-11-15");
        data.account("finance", "B", "Bolt", "renewal_date=2026-11-15");
        data.monthEnd("finance", "A", "2026-09", "70");
        data.monthEnd("finance", "B", "2026-08", "50"); // gone in September
        QCOMPARE(dueOf(data), QStringLiteral("1 2026-11-15 7000"));
    }
};

QTEST_GUILESS_MAIN(TestRenewalsDue)
#include "tst_renewals_due.moc"
