#include "core/dictionary/dictionary_changes.h"
#include "core/explain/change_since.h"
#include "core/identity/mergers.h"
#include "tests/explain/explained.h"
#include "tests/revenue/golden_fixture.h"
#include "tests/revenue/random_book.h"

using namespace qd;
using namespace qd::explain;
using namespace qd::test;

namespace {

Result<ChangeSince> since(WorkspaceFixture &data, const Request &request, const char *day)
{
    Progress progress;
    return changeSince(
        data.workspace(), portfolio::Portfolio::of(data.workspace()), request, *Date::fromIso(day), progress);
}

/// "expansion A 3000, base -0.004931"
QString partsOf(WorkspaceFixture &data, const ChangeSince &change)
{
    QStringList all;
    for (const ChangePart &part : change.parts) {
        const QString who = part.account < 0 ? QString() : QString::fromStdString(nameOf(data, part.account)) + u' ';
        const QString amount =
            change.now.metric.isRate() ? QString::number(part.share, 'f', 6) : QString::number(part.amount);
        all << QLatin1String(toString(part.cause)) + u' ' + who + amount;
    }
    return all.join(QStringLiteral(", "));
}

/// B is a part of A from 10 October 2026.
void merge(WorkspaceFixture &data)
{
    const identity::Merger merger{{"billing", "B"}, {"billing", "A"}, *Date::of(2026, 10, 10), false, "Ann"};
    data.run("INSERT INTO setting (key, value) VALUES (?, ?)",
        {identity::MergersSetting, identity::textOf(std::vector<identity::Merger>{merger})});
}

void addsUpTo(const ChangeSince &change)
{
    std::int64_t amount = 0;
    double share = 0;
    for (const ChangePart &part : change.parts) {
        amount += part.amount;
        share += part.share;
    }
    if (!change.now.metric.isRate())
        QCOMPARE(amount, change.now.numerator - change.then.numerator);
    else if (change.now.rate() && change.then.rate())
        QVERIFY(std::abs(share - (*change.now.rate() - *change.then.rate())) < 1e-12);
}

} // namespace

/// What moved a figure between two days (CONTRACT-ROOMS section 3, `explain --since`).
class TestChangeSince : public QObject {
    Q_OBJECT
private slots:
    /// The seven-account example, its parts worked out by hand from its contracts.
    void parts_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("from"); // empty for a figure of a day
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("since");
        QTest::addColumn<QString>("parts");
        const auto row = [](const char *name, const char *metric, const char *from, const char *to, const char *day,
                             const char *parts) { QTest::newRow(name) << metric << from << to << day << parts; };
        // 31 March: A 100, B 200, C 50, D 80, F 60, G 40; 31 October: A 130, B 150, D 80, E 100, F 60, G 40.
        row("arr", "arr", "", "", "2026-03-31",
            "reactivation E 10000, expansion A 3000, contraction B -5000, churn C -5000");
        row("arr, new", "arr", "", "", "2026-01-31",
            "new F 6000, expansion A 3000, contraction B -5000, contraction E -2000, churn C -5000");
        // June to June 410 / 550: A 130, B 150, C 50, D 80, E 0; October to October 460 / 550: C 0, E 100.
        row("nrr", "nrr", "2025-10", "2026-10", "2026-06-30",
            "contraction E -0.036364, churn C -0.090909, churn E 0.218182");
        // No month but June had ended by 30 July.
        row("nrr within a month", "nrr", "2025-10", "2026-10", "2026-07-30",
            "contraction E -0.036364, churn C -0.090909, churn E 0.218182");
        // December to December 550 / 590, where G left.
        row("another base", "nrr", "2025-10", "2026-10", "2025-12-31",
            "expansion A 0.054545, contraction B -0.090909, contraction E -0.036364, churn C -0.090909, "
            "churn G 0.072727, base -0.004931");
        // GRR: 380 / 550 then, 430 / 550 now; what A grew by counts nowhere.
        row("grr", "grr", "2025-10", "2026-10", "2026-06-30",
            "contraction E -0.036364, churn C -0.090909, churn E 0.218182");
        row("logo churn", "logo_churn", "2025-10", "2026-10", "2026-06-30", "churn C 0.200000, churn E -0.200000");
        row("new", "new", "2026-02", "2026-02", "2026-01-31", "joined F 6000");
        row("churn", "churn", "2026-07", "2026-07", "2026-03-31", "joined C 5000, left E -12000");
        row("nothing moved", "arr", "", "", "2026-10-30", "");
    }
    void parts()
    {
        QFETCH(QString, metric);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, since);
        QFETCH(QString, parts);
        WorkspaceFixture data;
        fillGoldenFixture(data);
        const Request request = from.isEmpty()
            ? on(qPrintable(metric))
            : over(qPrintable(metric), *Month::fromIso(from.toStdString()), *Month::fromIso(to.toStdString()));
        const auto change = ::since(data, request, qPrintable(since));
        QVERIFY(change.ok());
        QCOMPARE(partsOf(data, *change), parts);
        addsUpTo(*change);
    }

    /// B grew in September and becomes a part of A in October, with a contract due in November: neither moves again.
    void afterAMerger_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::newRow("a rate") << "nrr";
        QTest::newRow("what is due") << "due_arr";
    }
    void afterAMerger()
    {
        QFETCH(QString, metric);
        WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "100", "2025-01-01");
        data.subscription("billing", "b", "B", "50", "2025-01-01", "2026-11-15");
        data.subscription("billing", "b2", "B", "10", "2026-09-10");
        data.settle();
        data.becomesPart("billing", "B", "A", "2026-10-10");
        const Request request = metric == u"nrr" ? over("nrr", {2025, 10}, {2026, 10}) : on(qPrintable(metric));
        const auto change = since(data, request, "2026-09-30");
        QVERIFY(change.ok());
        QVERIFY(change->now.numerator > 0);
        QCOMPARE(partsOf(data, *change), QString());
        addsUpTo(*change);
    }

    /// EUR 100 at 1.10 then, EUR 150 at 1.20 now: 110 + 55 at the rates of then + 15.
    void ratesStandApart()
    {
        WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "e1", "E", "100", "2025-01-01", "2026-10-15", "", "EUR");
        data.subscription("billing", "e2", "E", "150", "2026-10-16", "", "", "EUR");
        data.subscription("billing", "n1", "N", "10", "2026-10-16", "", "", "EUR");
        data.rate("billing", "EUR", "2026-08-31", "1.10");
        data.rate("billing", "EUR", "2026-10-31", "1.20");
        data.settle();
        const auto change = since(data, on("arr"), "2026-09-30");
        QCOMPARE(change->then.numerator, 11000);
        QCOMPARE(change->now.numerator, 19200);
        QCOMPARE(partsOf(data, *change), QStringLiteral("new N 1200, expansion E 5500, fx E 1500"));
    }

    /// A currency that only newcomers have needs no rate of then; a contract that was called off before it began, or
    /// ended within its month, or that a credit ate up (C, not R in January), is no earlier stay, as the movements have
    /// it.
    void newCurrency()
    {
        WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "100", "2025-01-01");
        data.subscription("billing", "off", "N", "10", "2025-05-01", "", "2025-05-01");
        data.subscription("billing", "brief", "N", "10", "2025-06-02", "", "2025-06-30");
        data.subscription("billing", "n", "N", "10", "2026-10-16", "", "", "EUR");
        data.subscription("billing", "c", "C", "50", "2026-01-01");
        data.subscription("billing", "c less", "C", "-50", "2026-01-01", "2026-10-15");
        data.subscription("billing", "r", "R", "30", "2026-01-01");
        data.subscription("billing", "r less", "R", "-30", "2026-02-01", "2026-10-15");
        data.rate("billing", "EUR", "2026-10-01", "1.20");
        data.settle();
        const auto change = since(data, on("arr"), "2026-09-30");
        QVERIFY2(change.ok(), change ? "" : change.error().message.english().c_str());
        QCOMPARE(partsOf(data, *change), QStringLiteral("new C 5000, new N 1200, reactivation R 3000"));
    }

    /// B of Enterprise became a part of A of SMB between the days: 100 and 50 then, 150 and 20 more now.
    void mergers_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("parts");
        QTest::addColumn<QString>("rows");
        QTest::newRow("all") << ""
                             << "expansion A 2000"
                             << "a b b2";
        QTest::newRow("its group") << "SMB"
                                   << "expansion A 7000"
                                   << "a b b2";
        QTest::newRow("the group it left") << "Enterprise"
                                           << "churn A -5000"
                                           << "";
    }
    void mergers()
    {
        QFETCH(QString, group);
        QFETCH(QString, parts);
        QFETCH(QString, rows);
        WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        data.account("billing", "B", "B", "segment=Enterprise");
        data.subscription("billing", "a", "A", "100", "2025-01-01");
        data.subscription("billing", "b", "B", "50", "2025-01-01");
        data.subscription("billing", "b2", "B", "20", "2026-10-16");
        data.settle();
        merge(data);
        Request request = on("arr");
        if (!group.isEmpty()) {
            request.by = "segment";
            request.group = group.toStdString();
        }
        const auto change = since(data, request, "2026-09-30");
        QVERIFY2(change.ok(), change ? "" : change.error().message.english().c_str());
        QCOMPARE(partsOf(data, *change), parts);
        addsUpTo(*change);
        QStringList ids;
        for (const ExplainedRow &row : change->now.rows)
            ids << QString::fromStdString(row.id);
        QCOMPARE(ids.join(u' '), rows);
    }

    /// A rate takes customers as they are at the end of its window: what B had at the start is in A's group then.
    void mergedRows()
    {
        WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        data.account("billing", "B", "B", "segment=Enterprise");
        data.subscription("billing", "a", "A", "100", "2025-01-01");
        data.subscription("billing", "b", "B", "50", "2025-01-01");
        data.settle();
        merge(data);
        Request request = over("nrr", {2026, 9}, {2026, 10});
        request.by = "segment";
        request.group = "SMB";
        const Explanation nrr = told(data, request);
        QCOMPARE(accountsOf(data, nrr), std::string("A 15000/15000"));
        for (const char *end : {"opening", "closing"}) {
            std::int64_t sum = 0;
            for (const ExplainedRow &row : nrr.rows)
                sum += row.end == end ? row.amount.value() : 0;
            QCOMPARE(sum, 15000);
        }
        QCOMPARE(told(data, on("survival:365")).rows.size(), std::size_t(2));
    }

    /// Of 200 due 170 renewed, a year later of 170 45: 125 lost instead of 30, all over 170, where the 30 weigh more.
    void renewals()
    {
        WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2024-08-21", "2025-08-20");
        data.subscription("billing", "a2", "A", "90", "2025-08-21", "2026-08-20");
        data.subscription("billing", "a3", "A", "45", "2026-08-21");
        data.subscription("billing", "b1", "A", "100", "2024-09-21", "2025-09-20");
        data.subscription("billing", "b2", "A", "80", "2025-09-21", "2026-09-20");
        data.settle();
        Request request{*metricFromText("renewal_rate")};
        request.firstDay = Date::of(2026, 8, 1);
        request.lastDay = Date::of(2026, 9, 30);
        const auto change = since(data, request, "2025-09-30");
        QVERIFY(change.ok());
        QCOMPARE(change->then.window.firstDay->iso(), std::string("2025-08-01"));
        QCOMPARE(accountsOf(data, change->then), std::string("A 17000/20000"));
        QCOMPARE(accountsOf(data, change->now), std::string("A 4500/17000"));
        QCOMPARE(partsOf(data, *change), QStringLiteral("reduced A -0.558824, base -0.026471"));
        addsUpTo(*change);
    }

    /// On 10 October nobody knows that B came back on the 20th, also of the window before.
    void knownTheSame()
    {
        WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-09-06", "2026-09-05");
        data.subscription("billing", "a2", "A", "100", "2026-09-06");
        data.subscription("billing", "b1", "B", "100", "2025-09-26", "2026-09-25");
        data.subscription("billing", "b2", "B", "100", "2026-10-20");
        data.settle();
        Request request = on("renewal_rate", "2026-10-10");
        request.firstDay = Date::of(2026, 9, 1);
        request.lastDay = Date::of(2026, 10, 10);
        const auto change = since(data, request, "2026-10-05");
        QVERIFY(change.ok());
        QCOMPARE(accountsOf(data, change->now), std::string("A 10000/10000"));
        QCOMPARE(accountsOf(data, change->then), std::string("A 10000/10000"));
        request.asOf.reset();
        QCOMPARE(
            accountsOf(data, since(data, request, "2026-10-05")->then), std::string("A 10000/10000, B 10000/10000"));
    }

    /// Whatever the book: parts are the difference.
    void randomBooksAddUp()
    {
        std::mt19937 random(20261031);
        int moved = 0;
        const auto check = [&moved](const Result<ChangeSince> &change) {
            QVERIFY2(change.ok(), change ? "" : change.error().message.english().c_str());
            addsUpTo(*change);
            moved += int(change->parts.size());
        };
        for (int book = 0; book < 6; ++book) {
            WorkspaceFixture data;
            fillRandomly(data, random);
            for (const char *metric : {"nrr", "grr", "logo_churn", "expansion", "churn", "renewal_rate"})
                check(since(data, over(metric, {2025, 10}, {2026, 10}), "2026-04-30"));
            for (const char *metric : {"arr", "due_arr"})
                check(since(data, on(metric), "2026-04-30"));
        }
        QVERIFY(moved > 100);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("says");
        QTest::newRow("the same month") << "nrr"
                                        << "2026-10-31"
                                        << "no month before it had ended by 2026-10-31";
        QTest::newRow("the same day") << "arr"
                                      << "2026-10-31"
                                      << "is not before it";
        QTest::newRow("a later day") << "due_arr"
                                     << "2026-11-30"
                                     << "is not before it";
        QTest::newRow("not reached then") << "cohort:arr:2026-02:3"
                                          << "2026-04-30"
                                          << "As of 2026-04-30: No cohort 2026-02 has reached value 3 yet.";
        QTest::newRow("survival") << "survival:365"
                                  << "2026-01-31"
                                  << "not a sum over customers";
    }
    void refused()
    {
        QFETCH(QString, metric);
        QFETCH(QString, day);
        QFETCH(QString, says);
        WorkspaceFixture data;
        fillGoldenFixture(data);
        const auto change = since(data, on(qPrintable(metric)), qPrintable(day));
        QVERIFY(!change.ok());
        QCOMPARE(change.error().code, metric.startsWith(u'c') ? ErrorCode::NotFound : ErrorCode::InvalidArgument);
        QVERIFY2(QString::fromStdString(change.error().message.english()).contains(says),
            change.error().message.english().c_str());
    }

    void batchesAndDays()
    {
        WorkspaceFixture data;
        data.source("crm", "crm", "2026-08-31");
        QCOMPARE(sinceFromText(data.workspace(), "2026-03-31").value().iso(), std::string("2026-03-31"));
        QCOMPARE(sinceFromText(data.workspace(), "1").value().iso(), std::string("2026-08-31"));
        QCOMPARE(sinceFromText(data.workspace(), "77").error().code, ErrorCode::NotFound);
        for (const char *text : {"soon", "1x", ""})
            QCOMPARE(sinceFromText(data.workspace(), text).error().code, ErrorCode::InvalidArgument);
    }

    void earlierDays()
    {
        ExplainedWindow months;
        months.from = Month(2025, 9);
        months.to = Month(2026, 9);
        QCOMPARE(monthsBefore(months, 1).iso(), std::string("2026-08-31"));
        ExplainedWindow day;
        day.asOf = Date::of(2026, 10, 31);
        QCOMPARE(monthsBefore(day, 1).iso(), std::string("2026-09-30"));
        QCOMPARE(monthsBefore(day, 12).iso(), std::string("2025-10-31"));
    }

    /// The version is the dictionary's of the figure's last day.
    void versionOfTheDay()
    {
        WorkspaceFixture data;
        fillGoldenFixture(data);
        using dictionary::Step;
        const auto take = [&data](const dictionary::Change &asked) {
            QVERIFY(dictionary::change(data.workspace(), asked).ok());
        };
        const Date day = *Date::of(2026, 9, 15);
        take({R"({"metric": "nrr", "plain": "Ours.", "in_force_from": "2026-10-01"})", Step::Submit, "nrr", "Ann", day,
            {}});
        take({std::nullopt, Step::Approve, "nrr", "Bea", day, {}});
        take({std::nullopt, Step::Approve, "nrr", "Cem", day, {}});
        take({std::nullopt, Step::Retire, "grr", "Ann", day, {}});
        QCOMPARE(told(data, over("nrr", {2025, 10}, {2026, 10})).version.value(), 2);
        QCOMPARE(told(data, over("nrr", {2025, 9}, {2026, 9})).version.value(), 1);
        QVERIFY(!told(data, over("grr", {2025, 10}, {2026, 10})).version);
        QCOMPARE(told(data, over("grr", {2025, 8}, {2026, 8})).version.value(), 1);
        QCOMPARE(told(data, on("cohort:arr:2024-01:3")).definition, std::string("cohort"));
        QCOMPARE(told(data, on("cohort:arr:2024-01:3")).version.value(), 1);
    }
};

QTEST_GUILESS_MAIN(TestChangeSince)
#include "tst_change_since.moc"
