#include "core/forecast/calls.h"
#include "core/forecast/forecast_notes.h"
#include "core/forecast/renewal_forecast.h"
#include "core/forecast/submissions.h"
#include "core/identity/mergers.h"
#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "tests/forecast/forecast_fixture.h"

using namespace qd;
using namespace qd::forecast;
using namespace qd::test;

namespace {

constexpr FiscalQuarter Q4{2026, 4};

/// Ann has A (1000, due 31 December) and B (500, due 30 November), Ben C (200, due 15 December); X is due in 2027.
struct Book {
    ImportedWorkspace data;
    std::string a, b, c, x;

    Book()
    {
        data.file("crm.accounts", "account_id,name,owner\nA,Acme,Ann\nB,Birch,Ann\nC,Cedar,Ben\nX,Xylo,Ben\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\na1,A,2026-01-01,2026-12-31,1000\n"
            "b1,B,2025-12-01,2026-11-30,500\nc1,C,2025-12-16,2026-12-15,200\nx1,X,2026-01-01,2027-12-31,900\n");
        data.import("2026-10-31");
        const auto accounts = identity::AccountDirectory::load(data.workspace());
        const auto id = [&](const char *record) { return accounts.at(accounts.indexOfRecord("crm", record)).id; };
        a = id("A");
        b = id("B");
        c = id("C");
        x = id("X");
    }
    Result<std::vector<KeptCall>> call(const std::string &account, std::int64_t amount, const char *category = "commit",
        const char *on = "2026-10-31", const char *author = "Ann")
    {
        return enterCalls(data.workspace(), {Q4, day(on), author, {{account, amount, category}}});
    }
    /// Major units all calls come to on a day.
    double called(const char *on, const char *author = "")
    {
        const ForecastData read = forecastData(data, "2026Q4");
        return major(taken(totalOf(taken(snapshotOn(read, taken(read.known(day(on))), {Counted::Calls, author, {}})))));
    }
    int rows() { return data.workspace().db().execAndGet("SELECT count(*) FROM forecasts").getInt(); }
    bool isWhole()
    {
        Progress progress;
        return taken(store::checkIntegrity(data.workspace(), progress)).empty();
    }
};

} // namespace

/// Calls that persons enter, and what they submit of them in a week.
class TestForecastRecords : public QObject {
    Q_OBJECT

private slots:
    /// A call is a row like an imported one: it counts from its day on, the latest of a customer's, and is accurate or
    /// not as any.
    void callsCount()
    {
        Book book;
        QCOMPARE(book.called("2026-10-31"), 0.0);
        QVERIFY(book.call(book.a, 90000).ok());
        QVERIFY(book.call(book.b, 30000, "best_case", "2026-11-05").ok());
        QCOMPARE(book.called("2026-10-30"), 0.0);
        QCOMPARE(book.called("2026-10-31"), 900.0);
        QCOMPARE(book.called("2026-11-05"), 1200.0);
        QVERIFY(book.call(book.a, 70000, "pipeline", "2026-11-06", "Zoe").ok());
        QCOMPARE(book.called("2026-11-06"), 1000.0);
        QCOMPARE(book.called("2026-11-06", "Ann"), 1200.0);
        const ForecastData read = forecastData(book.data, "2026Q4");
        const int account = read.portfolio->accounts().indexOf(book.a);
        QCOMPARE(read.lastCall(account, day("2026-11-06"))->category, std::string("pipeline"));
        QCOMPARE(read.lastCall(account, day("2026-11-05"))->author, std::string("Ann"));
        QVERIFY(!read.lastCall(account, day("2026-10-30")));
        QVERIFY(book.isWhole());
    }

    /// B becomes a part of A on 25 October. Until then each has its own call; from then on A's is the later of both.
    void calledBeforeAMerger()
    {
        Book book;
        QVERIFY(book.call(book.a, 90000, "commit", "2026-10-20", "Zoe").ok());
        QVERIFY(book.call(book.b, 30000, "best_case", "2026-10-21").ok());
        book.data.workspace().setSetting(identity::MergersSetting,
            identity::textOf(
                std::vector<identity::Merger>{{{"crm", "B"}, {"crm", "A"}, day("2026-10-25"), false, "Eve"}}));
        const ForecastData read = forecastData(book.data, "2026Q4");
        const int a = read.portfolio->accounts().indexOf(book.a);
        const int b = read.portfolio->accounts().indexOf(book.b);
        QCOMPARE(read.lastCall(a, day("2026-10-24"))->author, std::string("Zoe"));
        QCOMPARE(read.lastCall(b, day("2026-10-24"))->author, std::string("Ann"));
        QCOMPARE(read.lastCall(a, day("2026-10-25"))->author, std::string("Ann"));
        QVERIFY(!read.lastStated(a, "Ann", day("2026-10-24")));
        QCOMPARE(read.lastStated(a, "Ann", day("2026-10-25"))->amount.minor, std::int64_t(30000));
        QVERIFY(read.isStatedBy(b, day("2026-10-21")));
        QVERIFY(!read.isStatedBy(b, day("2026-10-20")));
        QCOMPARE(read.statedOf(a, day("2026-10-25")).size(), std::size_t(2));
        QCOMPARE(book.called("2026-10-24"), 1200.0);
    }

    /// Of A, B and C, all open, only A is called; what is settled is not open, whether it was called or not.
    void openAndCalled()
    {
        Book book;
        QVERIFY(book.call(book.a, 90000).ok());
        const ForecastData read = forecastData(book.data, "2026Q4");
        const Snapshot snapshot =
            taken(snapshotOn(read, taken(read.known(day("2026-10-31"))), {Counted::Calls, {}, {}}));
        QCOMPARE(openCallsIn(snapshot).open, 3);
        QCOMPARE(openCallsIn(snapshot).called, 1);
        using renewals::RenewalState;
        const OpenCalls some = openCallsIn({day("2026-10-31"),
            {{"1", day("2026-12-31"), RenewalState::Renewed, 100, 100, "commit", "Ann"},
                {"2", day("2026-12-31"), RenewalState::Lost, 100, 0},
                {"3", day("2026-12-31"), RenewalState::Pending, 100, 50, "", "Ann"},
                {"4", day("2026-12-31"), RenewalState::Pending, 100, 100}}});
        QCOMPARE(some.open, 2);
        QCOMPARE(some.called, 1);
        QCOMPARE(openCallsIn({}).open, 0);
    }

    /// CONTRACT, forecasts.
    void categories()
    {
        QCOMPARE(callCategories(), (std::vector<std::string>{"commit", "best_case", "pipeline", "omitted"}));
        for (const std::string &each : callCategories())
            QVERIFY2(nameOfCategory(each), each.c_str());
        QVERIFY(!nameOfCategory("closed"));
    }

    void shareOfWhatIsDue()
    {
        RenewalForecast forecast;
        QVERIFY(!forecast.shareOfDue(100)); // of nothing there is no share
        forecast.due.arr = 40000;
        QCOMPARE(forecast.shareOfDue(10000).value(), 0.25);
        QCOMPARE(forecast.shareOfDue(0).value(), 0.0);
        QCOMPARE(forecast.shareOfDue(50000).value(), 1.25); // a renewal may bring more than was due
    }

    /// Two calls of an author on one day: the second takes the place of the first, and undo brings it back.
    void secondCallOfADay()
    {
        Book book;
        const auto first = taken(book.call(book.a, 90000));
        const auto second = taken(book.call(book.a, 50000, "omitted"));
        QCOMPARE(book.rows(), 1);
        QCOMPARE(book.called("2026-10-31"), 500.0);
        QVERIFY(takeBackCalls(book.data.workspace(), second).ok());
        QCOMPARE(book.called("2026-10-31"), 900.0);
        QVERIFY(takeBackCalls(book.data.workspace(), first).ok());
        QCOMPARE(book.rows(), 0);
        const auto trail = store::auditTrail(book.data.workspace(), 4);
        QCOMPARE(trail[0].action, std::string("call taken back"));
        QCOMPARE(trail[3].action, std::string("call renewal"));
        QCOMPARE(trail[3].after, std::optional<std::string>("commit 900.00"));
    }

    /// Nobody undoes what another one wrote since.
    void changedSince()
    {
        Book book;
        const auto first = taken(book.call(book.a, 90000));
        QVERIFY(book.call(book.a, 50000).ok());
        const auto undone = takeBackCalls(book.data.workspace(), first);
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, ErrorCode::Conflict);
        QCOMPARE(book.called("2026-10-31"), 500.0);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("account"); // a record
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<QString>("category");
        QTest::addColumn<QString>("author");
        QTest::addColumn<QString>("says");
        QTest::newRow("not due") << "X" << qint64(1) << "commit"
                                 << "Ann"
                                 << "has nothing due in 2026Q4";
        QTest::newRow("no customer") << "-" << qint64(1) << "commit"
                                     << "Ann"
                                     << "There is no customer";
        QTest::newRow("below 0") << "A" << qint64(-1) << "commit"
                                 << "Ann"
                                 << "below 0";
        QTest::newRow("near") << "A" << qint64(1) << "comit"
                              << "Ann"
                              << "did you mean commit?";
        QTest::newRow("far") << "A" << qint64(1) << "?"
                             << "Ann"
                             << "they are commit, best_case, pipeline, omitted";
        QTest::newRow("nobody") << "A" << qint64(1) << "commit"
                                << " "
                                << "needs an author";
    }
    /// One wrong call among right ones: none is kept.
    void refused()
    {
        Book book;
        QFETCH(QString, account);
        QFETCH(qint64, amount);
        QFETCH(QString, category);
        QFETCH(QString, author);
        QFETCH(QString, says);
        const std::string id = account == QStringLiteral("A") ? book.a : account == QStringLiteral("X") ? book.x : "?";
        const auto done = enterCalls(book.data.workspace(),
            {Q4, day("2026-10-31"), author.toStdString(),
                {{book.b, 100, "commit"}, {id, amount, category.toStdString()}}});
        QVERIFY(!done);
        QVERIFY2(QString::fromStdString(done.error().message.english()).contains(says),
            done.error().message.english().c_str());
        QCOMPARE(book.rows(), 0);
    }
    void calledTwice()
    {
        Book book;
        const auto done = enterCalls(
            book.data.workspace(), {Q4, day("2026-10-31"), "Ann", {{book.a, 100, "commit"}, {book.a, 200, "commit"}}});
        QVERIFY(!done);
        QVERIFY(done.error().message.english().find("called twice") != std::string::npos);
        QCOMPARE(book.rows(), 0);
    }
    void nothingImported()
    {
        ImportedWorkspace data;
        const auto done = enterCalls(data.workspace(), {Q4, day("2026-10-31"), "Ann", {{"AC-00001", 1, "commit"}}});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::NoData);
    }

    /// 29 December 2025 is a Monday of week 1 of 2026, 1 January 2027 a Friday of week 53 of 2026.
    void weeks()
    {
        QCOMPARE(weekOf(day("2026-10-31")), std::string("2026-W44"));
        QCOMPARE(weekOf(day("2026-11-02")), std::string("2026-W45"));
        QCOMPARE(weekOf(day("2025-12-29")), std::string("2026-W01"));
        QCOMPARE(weekOf(day("2027-01-01")), std::string("2026-W53"));
    }

    /// Ann's submission has her two renewals, at what was called by then; a later call leaves it as it is.
    void frozen()
    {
        Book book;
        QVERIFY(book.call(book.a, 90000).ok());
        QVERIFY(book.call(book.c, 20000, "commit", "2026-10-31", "Ben").ok());
        const Submission made = taken(submitCalls(book.data.workspace(), Q4, day("2026-10-31"), "Ann"));
        QCOMPARE(made.week, std::string("2026-W44"));
        QCOMPARE(made.snapshot.rows.size(), std::size_t(2));
        QCOMPARE(taken(totalOf(made.snapshot)), std::int64_t(90000));
        QVERIFY(book.call(book.a, 10000).ok());
        const auto kept = submissionsOf(book.data.workspace(), Q4, day("2026-10-31"));
        QCOMPARE(kept.size(), std::size_t(1));
        QVERIFY(kept.front() == made);
        QVERIFY(submissionsOf(book.data.workspace(), Q4, day("2026-10-30")).empty()); // not known then
        QVERIFY(submissionsOf(book.data.workspace(), FiscalQuarter{2026, 3}, day("2026-10-31")).empty());

        const auto again = submitCalls(book.data.workspace(), Q4, day("2026-11-01"), "ann"); // a Sunday: the same week
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QVERIFY(takeBackSubmission(book.data.workspace(), made).ok());
        QVERIFY(submissionsOf(book.data.workspace(), Q4, day("2026-10-31")).empty());
        QVERIFY(!takeBackSubmission(book.data.workspace(), made).ok());
        QVERIFY(book.isWhole());
    }

    void unknownOwner()
    {
        Book book;
        const auto near = submitCalls(book.data.workspace(), Q4, day("2026-10-31"), "Anne");
        QVERIFY(!near);
        QVERIFY(near.error().message.english().find("did you mean Ann?") != std::string::npos);
        QVERIFY(!submitCalls(book.data.workspace(), FiscalQuarter{2026, 3}, day("2026-10-31"), "Ann").ok());
    }

    /// From a week to the last submissions of the same owners: Ben submitted in neither, and counts in neither.
    void betweenSubmissions()
    {
        Book book;
        QVERIFY(book.call(book.a, 90000).ok());
        QVERIFY(submitCalls(book.data.workspace(), Q4, day("2026-10-31"), "Ann").ok());
        QVERIFY(book.call(book.a, 60000, "best_case", "2026-11-03").ok());
        QVERIFY(book.call(book.b, 50000, "commit", "2026-11-03").ok());
        QVERIFY(submitCalls(book.data.workspace(), Q4, day("2026-11-04"), "Ann").ok());
        QVERIFY(submitCalls(book.data.workspace(), Q4, day("2026-11-04"), "Ben").ok());
        const auto all = submissionsOf(book.data.workspace(), Q4, day("2026-11-04"));
        const auto found = submittedSince(all, "2026-W44", "");
        QVERIFY(found);
        QCOMPARE(found->then.day, day("2026-10-31"));
        QCOMPARE(found->now.day, day("2026-11-04"));
        const Waterfall waterfall = taken(waterfallOf(found->then, found->now, {}));
        QCOMPARE(waterfall.opening, std::int64_t(90000));
        QCOMPARE(waterfall.closing, std::int64_t(110000));
        QCOMPARE(waterfall.parts[std::size_t(WaterfallStep::AmountUp)].amount, std::int64_t(50000));
        QCOMPARE(waterfall.parts[std::size_t(WaterfallStep::AmountDown)].amount, std::int64_t(-30000));
        QVERIFY(waterfall.parts[std::size_t(WaterfallStep::New)].moves.empty());
        QVERIFY(!submittedSince(all, "2026-W44", "Ben"));
        QVERIFY(!submittedSince(all, "2026-W43", ""));
    }

    /// A forecast says what it lacks: no renewal of 2024Q4 to 2026Q3 is settled, X is forecast and due only in 2027,
    /// and all files are of one day. Before that day nothing was imported; a second day takes the last sentence away.
    void notes()
    {
        Book book;
        const auto said = [&](const char *on) {
            const ForecastData read = forecastData(book.data, "2026Q4");
            const auto known = taken(read.known(day(on)));
            QStringList lines;
            for (const Message &note : taken(forecastNotes(read, known, RenewalForecast())))
                lines << QString::fromStdString(note.english());
            return lines;
        };
        const QString history = QStringLiteral(
            "No renewal due from 2024-10-01 to 2026-09-30 is settled, so that there is no history to judge the open "
            "ones of 2026Q4 by.");
        QCOMPARE(said("2026-10-30"), QStringList{history});
        const QStringList once = said("2026-10-31");
        QCOMPARE(once.size(), 2);
        QCOMPARE(once[0], history);
        QVERIFY2(once[1].startsWith(QStringLiteral("All files are of one day, 2026-10-31: ")), qPrintable(once[1]));
        book.data.file("crm.forecasts",
            "period,account_id,date,author,amount\n2026Q4,X,2026-11-02,Ann,500\n2026Q4,A,2026-11-02,Ann,500\n"
            "2027Q4,X,2026-11-02,Ann,500\n");
        book.data.import("2026-11-07");
        QCOMPARE(said("2026-11-01").size(), 2); // what came of later days is not known yet
        const QStringList twice = said("2026-11-07");
        QCOMPARE(twice.size(), 2);
        QCOMPARE(twice[1],
            QStringLiteral("1 customer with a forecast of 2026Q4 has nothing due in it; it counts nowhere: %1.")
                .arg(QString::fromStdString(book.x)));
    }

    /// Only files known on the day count: none before the first, one until the day before the second.
    void onceAndTwice()
    {
        Book book;
        const auto once = [&](const char *on) {
            const auto note = importedOnce(forecastData(book.data, "2026Q4"), day(on));
            return note ? QString::fromStdString(note->english()).section(u':', 0, 0) : QString();
        };
        const QString said = QStringLiteral("All files are of one day, 2026-10-31");
        QCOMPARE(once("2026-10-30"), QString());
        QCOMPARE(once("2026-10-31"), said);
        QCOMPARE(once("2026-12-31"), said);
        book.data.file("crm.accounts", "account_id,name,owner\nY,Yew,Ann\n");
        book.data.import("2026-11-07");
        QCOMPARE(once("2026-11-06"), said);
        QCOMPARE(once("2026-11-07"), QString());
    }

    /// Of many customers the first five are named.
    void manyForecastInVain()
    {
        ImportedWorkspace data;
        std::string accounts = "account_id,name\nA,Acme\n";
        std::string forecasts = "period,account_id,date,author,amount\n";
        for (const char *id : {"P", "Q", "R", "S", "T", "U"}) {
            accounts += std::string(id) + ",Name " + id + "\n";
            forecasts += std::string("2026Q4,") + id + ",2026-10-01,Ann,1\n";
        }
        data.file("crm.accounts", accounts);
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\na1,A,2026-01-01,2026-12-31,1000\n");
        data.file("crm.forecasts", forecasts);
        data.import("2026-10-31");
        const ForecastData read = forecastData(data, "2026Q4");
        const auto note = taken(statedInVain(read, taken(read.known(day("2026-10-31")))));
        QVERIFY(note);
        const QString said = QString::fromStdString(note->english());
        QVERIFY2(said.startsWith(QStringLiteral("6 customers with")), qPrintable(said));
        QVERIFY2(said.endsWith(QStringLiteral(", ....")), qPrintable(said));
        QCOMPARE(said.count(QStringLiteral("AC-")), 5);
    }

    /// What another program wrote there is no submission.
    void unreadable()
    {
        QVERIFY(submissionsFrom("").empty());
        QVERIFY(submissionsFrom("[1, {}, {\"day\": \"2026-10-31\", \"renewals\": [{\"due\": \"x\"}]}]").empty());
    }
};

QTEST_GUILESS_MAIN(TestForecastRecords)
#include "tst_forecast_records.moc"
