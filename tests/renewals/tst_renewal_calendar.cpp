#include "core/renewals/renewal_calendar.h"
#include "tests/renewals/renewal_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::test;
using renewals::NamedWindow;

namespace {

/// "count arr" in whole USD.
QString text(const renewals::CalendarPart &part)
{
    return QStringLiteral("%1 %2").arg(part.count()).arg(part.arr / 100);
}

} // namespace

/// Months of renewals by what became of them, and the windows that people ask for.
class TestRenewalCalendar : public QObject {
    Q_OBJECT
private slots:
    void windows_data()
    {
        QTest::addColumn<int>("window");
        QTest::addColumn<QString>("day");
        QTest::addColumn<int>("yearStart");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, NamedWindow window, const char *day, int start, const char *expected) {
            QTest::newRow(name) << int(window) << QString::fromLatin1(day) << start << QString::fromLatin1(expected);
        };
        row("a month that is over today", NamedWindow::ThisQuarter, "2026-09-30", 1, "2026-10-01 2026-12-31");
        row("a month that is over tomorrow", NamedWindow::ThisQuarter, "2026-09-29", 1, "2026-07-01 2026-09-30");
        row("fiscal years from February", NamedWindow::ThisQuarter, "2026-10-31", 2, "2026-11-01 2027-01-31");
        row("last quarter", NamedWindow::LastQuarter, "2026-10-31", 1, "2026-07-01 2026-09-30");
        row("next quarter", NamedWindow::NextQuarter, "2026-10-31", 1, "2027-01-01 2027-03-31");
        row("last year", NamedWindow::LastYear, "2026-10-31", 1, "2025-11-01 2026-10-31");
        row("last year in a month", NamedWindow::LastYear, "2026-10-30", 1, "2025-10-01 2026-09-30");
        row("next year", NamedWindow::NextYear, "2026-10-31", 1, "2026-11-01 2027-10-31");
        row("next year with February", NamedWindow::NextYear, "2027-02-28", 1, "2027-03-01 2028-02-29");
    }
    void windows()
    {
        QFETCH(int, window);
        QFETCH(QString, day);
        QFETCH(int, yearStart);
        QFETCH(QString, expected);
        const auto found = renewals::windowOf(NamedWindow(window), *Date::fromIso(day.toStdString()), yearStart);
        QCOMPARE(QString::fromStdString(found.from.iso() + ' ' + found.to.iso()), expected);
    }

    /// In September one renewed for less, one left and one is open; in November one is in order and one has nobody.
    void monthsByState()
    {
        RenewalFixture data;
        data.account("billing", "B", "Birch");
        data.account("billing", "C", "Cedar");
        data.csm("m", "Mia");
        for (const char *account : {"A", "B"})
            data.run("UPDATE accounts SET owner = 'Mia' WHERE account_id = ?", {account});
        data.contract("a1", "1000 2025-09-16 2026-09-15");
        data.contract("a2", "800 2026-09-16 2026-11-30"); // follows; two and a half months
        data.contract("b1", "500 2025-09-11 2026-09-10", "B");
        data.contract("b2", "300 2025-12-01 2026-11-30", "B"); // in force on the day b1 ended: no successor of it
        data.contract("c1", "400 2025-10-01 2026-09-30", "C"); // settled on 31 October: open the day before
        data.opportunity("oa", "subscription_id=a2 close_date=2026-11-20 created_date=2026-10-01 amount_minor=80000");
        data.opportunity(
            "ob", "subscription_id=b2 close_date=2026-12-20 created_date=2026-10-01 amount_minor=30000", "B");
        const auto known = data.known(day("2026-10-30"));
        const auto months = renewals::renewalCalendar(known, Month(2026, 9), 3);
        QVERIFY(months.ok());
        QCOMPARE(months->size(), 3u);
        const renewals::CalendarMonth &september = months->at(0);
        QCOMPARE(text(september.renewed), QStringLiteral("1 1000")); // what was due, not the 800 kept
        QCOMPARE(text(september.lost), QStringLiteral("1 500"));
        QCOMPARE(text(september.inOrder), QStringLiteral("0 0"));
        QCOMPARE(text(september.toMend), QStringLiteral("1 400")); // past due and open, no owner, no opportunity
        QCOMPARE(september.due(), 3);
        QCOMPARE(september.dueArr() / 100, 1900);
        QCOMPARE(months->at(1).due(), 0);
        const renewals::CalendarMonth &november = months->at(2);
        QCOMPARE(text(november.inOrder), QStringLiteral("1 800"));
        QCOMPARE(text(november.toMend), QStringLiteral("1 300")); // closes after the term
        QCOMPARE(november.inOrder.renewals.front().account, september.renewed.renewals.front().account);

        const int birch = known.book().accounts().indexOfRecord("billing", "B");
        const auto only =
            renewals::renewalCalendar(known, Month(2026, 9), 3, [&](int account) { return account == birch; });
        QCOMPARE(only->at(0).dueArr() / 100, 500);
        QCOMPARE(only->at(2).dueArr() / 100, 300);
    }

    /// A quarter is a window of its own: of the fiscal year that begins in February the one from November on. a2, which
    /// began within the quarter, is due in the month alone.
    void quarters()
    {
        RenewalFixture data;
        data.contract("a1", "1000 2025-11-16 2026-11-15");
        data.contract("a2", "800 2026-11-16 2026-12-31");
        data.contract("a3", "50 2026-01-01 2027-01-31");
        data.contract("a4", "70 2026-02-28 2027-02-28");
        const auto known = data.known(day("2026-10-31"));
        const Month first = FiscalQuarter::of(Month(2026, 12), 2).firstMonth(2);
        QVERIFY(first == Month(2026, 11));
        const auto quarters = renewals::renewalCalendar(known, first, 2, {}, renewals::MonthsOfAQuarter);
        QVERIFY(quarters.ok());
        QCOMPARE(quarters->size(), 2u);
        QCOMPARE(quarters->at(0).months, 3);
        QCOMPARE(quarters->at(0).dueArr() / 100, 1050); // a1 and a3, one customer
        QCOMPARE(quarters->at(0).due(), 1);
        QVERIFY(quarters->at(1).month == Month(2027, 2));
        QCOMPARE(quarters->at(1).dueArr() / 100, 70);
        const auto months = renewals::renewalCalendar(known, first, 2);
        QCOMPARE(months->at(0).months, 1);
        QCOMPARE(months->at(1).dueArr() / 100, 800);
    }

    /// The calendar of a month and the report of the same window say the same.
    void agreesWithTheReport()
    {
        RenewalFixture data;
        for (int i = 0; i < 12; ++i) {
            const std::string id = "s" + std::to_string(i);
            data.contract(id.c_str(),
                ("100 2025-1" + std::to_string(i % 3) + "-01 2026-1" + std::to_string(i % 3) + "-28").c_str());
        }
        const auto known = data.known(day("2026-10-31"));
        const auto months = renewals::renewalCalendar(known, Month(2026, 10), 3);
        for (const renewals::CalendarMonth &month : *months) {
            const auto report = renewals::renewalReport(known, {{month.month.firstDay(), month.month.lastDay()}});
            const renewals::RenewalRow &total = report->rows.front();
            QCOMPARE(month.due(), total.due);
            QCOMPARE(month.dueArr(), total.dueArr);
            QCOMPARE(month.inOrder.arr + month.toMend.arr, total.pendingArr);
            QCOMPARE(month.lost.arr, total.lostArr);
        }
    }
};

QTEST_GUILESS_MAIN(TestRenewalCalendar)
#include "tst_renewal_calendar.moc"
