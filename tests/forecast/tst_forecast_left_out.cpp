#include "core/forecast/forecast_notes.h"
#include "core/forecast/snapshot.h"
#include "tests/forecast/forecast_fixture.h"

using namespace qd;
using namespace qd::forecast;
using namespace qd::test;

namespace {

/// A has 1000 due on 31 December 2026.
void fillBook(ImportedWorkspace &data, const std::string &forecasts)
{
    data.file("crm.accounts", "account_id,name\nA,Acme\n");
    data.file(
        "crm.subscriptions", "subscription_id,account_id,start_date,end_date,arr\na1,A,2026-01-01,2026-12-31,1000\n");
    data.file("crm.forecasts", "period,account_id,date,author,amount\n" + forecasts);
    data.import("2026-10-31");
}

QStringList notesOn(ImportedWorkspace &data, const char *quarter, const char *on)
{
    QStringList lines;
    for (const Message &note : leftOutNotes(forecastData(data, quarter), day(on)))
        lines << QString::fromStdString(note.english());
    return lines;
}

} // namespace

/// Imported rows of `forecasts` that no quarter can count, and what is said of them.
class TestForecastLeftOut : public QObject {
    Q_OBJECT

private slots:
    /// Months and quarters are periods in any case and with spaces around; what is neither is named as it came.
    void periods_data()
    {
        QTest::addColumn<QString>("period");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("the quarter") << "2026Q4" << true;
        QTest::newRow("the quarter, small") << " 2026q4 " << true;
        QTest::newRow("another quarter") << "2025Q1" << true;
        QTest::newRow("a month") << "2026-10" << true;
        QTest::newRow("a word") << "nonsense" << false;
        QTest::newRow("no such quarter") << "2026Q5" << false;
        QTest::newRow("no such month") << "2026-13" << false;
        QTest::newRow("a year") << "2026" << false;
    }
    void periods()
    {
        QFETCH(QString, period);
        QFETCH(bool, isOne);
        ImportedWorkspace data;
        fillBook(data, period.toStdString() + ",A,2026-10-01,Ann,500\n");
        const QStringList notes = notesOn(data, "2026Q4", "2026-10-31");
        if (isOne) {
            QCOMPARE(notes, QStringList());
            return;
        }
        QCOMPARE(notes,
            QStringList(
                QStringLiteral("1 row of forecasts counts nowhere, because its period is neither a month, YYYY-MM, nor "
                               "a fiscal quarter, YYYYQn: crm A (\"%1\").")
                    .arg(period)));
        QCOMPARE(notesOn(data, "2027Q1", "2026-10-31"), notes); // whichever quarter is asked for
    }

    /// What was stated later is not known yet.
    void notBeforeItsDay()
    {
        ImportedWorkspace data;
        fillBook(data, "nonsense,A,2026-10-15,Ann,500\n");
        QCOMPARE(notesOn(data, "2026Q4", "2026-10-14"), QStringList());
        QCOMPARE(notesOn(data, "2026Q4", "2026-10-15").size(), 1);
    }

    /// The call before stands where a later one is below zero; 0 is a call.
    void belowZero()
    {
        ImportedWorkspace data;
        fillBook(data,
            "2026Q4,A,2026-10-01,Ann,700\n2026Q4,A,2026-10-08,Ann,0\n2026Q4,A,2026-10-15,Ann,-0.01\n"
            "2027Q1,A,2026-10-15,Ann,-5\n");
        const auto called = [&](const char *on) {
            const ForecastData read = forecastData(data, "2026Q4");
            return major(taken(totalOf(taken(snapshotOn(read, taken(read.known(day(on))), {Counted::Calls, "", {}})))));
        };
        QCOMPARE(called("2026-10-07"), 700.0);
        QCOMPARE(called("2026-10-08"), 0.0);
        QCOMPARE(called("2026-10-31"), 0.0);
        QCOMPARE(notesOn(data, "2026Q4", "2026-10-14"), QStringList());
        QCOMPARE(notesOn(data, "2026Q4", "2026-10-31"),
            QStringList(QStringLiteral(
                "1 forecast of 2026Q4 is below zero and left out, as a renewal brings nothing at least: crm A.")));
    }
};

QTEST_GUILESS_MAIN(TestForecastLeftOut)
#include "tst_forecast_left_out.moc"
