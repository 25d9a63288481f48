#include "core/answers/briefing.h"
#include "core/answers/customer_record.h"
#include "core/answers/identity_review.h"
#include "core/answers/renewal_groups.h"
#include "core/answers/source_rows.h"
#include "core/renewals/renewal_report.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::answers;

namespace {

CustomerRecord recordOf(test::WorkspaceFixture &data, const char *asOf = nullptr)
{
    data.settle();
    Progress progress;
    auto record = customerRecord(data.workspace(), "AC-00001", asOf ? Date::fromIso(asOf) : std::nullopt, progress);
    if (!record)
        qFatal("%s", record.error().message.english().c_str());
    return *record;
}

void answer(test::WorkspaceFixture &data, const std::string &id, const std::string &day, const std::string &kind,
    const std::string &score, const std::string &respondent)
{
    data.run(
        "INSERT INTO surveys (source, response_id, account_id, date, kind, score, respondent, content_hash, as_of, "
        "batch_id, line) VALUES ('crm', ?, 'A', ?, ?, CAST(? AS REAL), nullif(?, ''), 0, '2026-10-31', 1, 2)",
        {id, day, kind, score, respondent});
}

void ticket(test::WorkspaceFixture &data, const std::string &id, const std::string &created, const std::string &solved)
{
    data.run(
        "INSERT INTO tickets (source, ticket_id, account_id, created_at, solved_at, content_hash, as_of, batch_id, "
        "line) VALUES ('crm', ?, 'A', ?, nullif(?, ''), 0, '2026-10-31', 1, 2)",
        {id, created, solved});
}

QStringList inWords(const std::vector<SourceRow> &rows)
{
    QStringList words;
    for (const SourceRow &row : rows)
        words << QString::fromStdString(row.entity + " " + row.source + " " + row.recordId);
    return words;
}

} // namespace

/// Figures of one customer's page, the rows behind them, and of Home what renews.
class TestCustomerFigures : public QObject {
    Q_OBJECT
private slots:
    void arrFromTheFirstMonthToTheLastEnded()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm", "2026-05-30");
        data.account("crm", "A", "Acme");
        data.subscription("crm", "a", "A", "10", "2026-01-31", "2026-03-30");
        data.subscription("crm", "b", "A", "5", "2026-02-10");
        data.subscription("crm", "t", "A", "0", "2025-06-01"); // a trial is no first month
        const CustomerRecord record = recordOf(data);
        const std::vector<std::pair<Month, std::int64_t>> expected{
            {{2026, 1}, 1000}, {{2026, 2}, 1500}, {{2026, 3}, 500}, {{2026, 4}, 500}}; // May is not over
        QVERIFY(record.arrByMonth == expected);
        QCOMPARE(record.arr, std::optional<std::int64_t>(500));
        QCOMPARE(recordOf(data, "2026-05-31").arrByMonth.size(), std::size_t(5));
        QCOMPARE(recordOf(data, "2026-03-30").arr, std::optional<std::int64_t>(1500));
        QCOMPARE(recordOf(data, "2026-03-31").arr, std::optional<std::int64_t>(500));
    }

    /// 9 of Ann's, who first gave 2, and 6 and 3 of two who gave no name: (9 + 6 + 3) / 3.
    void npsIsTheMeanOfLatestAnswers()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        QVERIFY(!recordOf(data).nps);
        answer(data, "r1", "2026-06-30", "nps", "9", "ann");
        answer(data, "r2", "2026-05-31", "nps", "2", "ann");
        answer(data, "r3", "2026-05-31", "nps", "6", "");
        answer(data, "r4", "2026-05-31", "nps", "3", "");
        answer(data, "r5", "2026-07-31", "csat", "1", "ann");
        const CustomerRecord record = recordOf(data);
        QCOMPARE(record.nps, std::optional(6.0));
        QCOMPARE(record.npsAnswers, 3);
    }

    /// The newest 200 are kept; open ones are counted among all.
    void ticketsAreCountedBeforeTheyAreCut()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        const Date first = *Date::of(2026, 1, 1);
        for (int i = 0; i < 200; ++i)
            ticket(data, "t" + std::to_string(i), first.plusDays(i).iso() + "T00:00:00Z",
                i % 4 == 0 ? "" : "2026-10-01T00:00:00Z");
        QCOMPARE(recordOf(data).tickets.size(), std::size_t(200));
        QCOMPARE(recordOf(data).openTickets, 50);
        ticket(data, "oldest", "2025-12-31T00:00:00Z", "");
        const CustomerRecord record = recordOf(data);
        QCOMPARE(record.tickets.size(), std::size_t(200));
        QCOMPARE(record.tickets.front().id, std::string("t199"));
        QCOMPARE(record.tickets.back().id, std::string("t0"));
        QCOMPARE(record.openTickets, 51);
    }

    void rowsBehindAFigure()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("crm", "crm");
        data.account("billing", "A", "Acme");
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Bolt");
        data.subscription("billing", "old", "A", "1", "2024-01-01");
        data.subscription("billing", "new", "A", "1", "2026-01-01");
        data.subscription("billing", "mid", "A", "1", "2025-01-01");
        data.subscription("crm", "of Bolt", "B", "1", "2025-01-01");
        data.settle();
        data.run("UPDATE account_link SET account = 'AC-00001' WHERE record_id = 'A'", {});
        QCOMPARE(inWords(sourceRows(data.workspace(), "AC-00001")),
            (QStringList{"accounts billing A", "accounts crm A", "subscriptions billing new",
                "subscriptions billing mid", "subscriptions billing old"}));
        QCOMPARE(inWords(sourceRows(data.workspace(), "AC-00001", "crm")), QStringList{"accounts crm A"});
        QCOMPARE(inWords(sourceRows(data.workspace(), "AC-00001", "billing", 2)),
            (QStringList{"accounts billing A", "subscriptions billing new", "subscriptions billing mid"}));
        QVERIFY(sourceRows(data.workspace(), "AC-00009").empty());
    }

    /// What renews in the 90 days after 31 October, by its health: yellow and red are at risk, only red is a finding.
    void renewalsOfHome()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        const std::pair<const char *, const char *> customers[]{
            {"G", "green"}, {"Y", "yellow"}, {"R", "red"}, {"S", "red"}, {"L", "red"}};
        for (const auto &[id, colour] : customers)
            data.account("billing", id, id, std::string("health=") + colour);
        data.subscription("billing", "g", "G", "1", "2025-01-01", "2026-11-01");
        data.subscription("billing", "y", "Y", "2", "2025-01-01", "2026-12-01");
        data.subscription("billing", "r", "R", "4", "2025-01-01", "2027-01-29");
        data.subscription("billing", "s", "S", "8", "2025-01-01", "2027-01-30"); // a day too late
        data.subscription("billing", "l", "L", "16", "2025-01-01", "2026-10-31"); // no longer ahead
        data.settle();
        Progress progress;
        const auto found = briefing(data.workspace(), {}, progress);
        QVERIFY(found.ok());
        QCOMPARE(found->renewalsDue, 3);
        QCOMPARE(found->renewalArr, std::int64_t(700));
        QCOMPARE(found->renewalArrAtRisk, std::int64_t(600));
        const auto red = std::ranges::find(found->findings, std::string("red_renewals"), &Finding::rule);
        QVERIFY(red != found->findings.end());
        QCOMPARE(red->accounts.size(), std::size_t(1));
        QCOMPARE(red->amount, std::optional<std::int64_t>(400));
        QCOMPARE(red->title.english(), std::string("1 red customer renews within 90 days"));
        QVERIFY(found->outlook);
        QCOMPARE(found->outlook->due.size(), std::size_t(3));
        QCOMPARE(found->outlook->exceptions, 6); // each has no owner and no opportunity
    }

    /// Of G, Y and R, due in the 90 days, G is ready: judged with a reason and an action to come, its executive met 60
    /// days ago. Mia owns Y. Of the quarter G (1) and Y (2) are open, Y called at 1.50; target 6. With a target of 0
    /// nothing is said of it, and of one customer only what is its own.
    void outlookOfHome()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        for (const char *id : {"G", "Y", "R", "L"})
            data.account("billing", id, id, id == std::string("Y") ? "owner=Mia" : "");
        data.subscription("billing", "g", "G", "1", "2025-01-01", "2026-11-01");
        data.subscription("billing", "y", "Y", "2", "2025-01-01", "2026-12-01");
        data.subscription("billing", "r", "R", "4", "2025-01-01", "2027-01-29");
        data.subscription("billing", "l", "L", "16", "2025-01-01", "2027-01-30"); // a day too late
        const auto add = [&](const std::string &table, const std::string &columns, const std::string &values) {
            data.run("INSERT INTO " + table + " (source, content_hash, as_of, batch_id, line, " + columns
                    + ") VALUES ('billing', 0, '2026-10-31', 1, 2, " + values + ")",
                {});
        };
        const std::string risk = "account_id, date, author, status, reason, next_action, next_action_date";
        add("risks", risk, "'G', '2026-06-01', 'Ann', 'monitor', 'price', 'Call', '2026-10-31'");
        add("risks", risk, "'R', '2026-06-01', 'Ann', 'monitor', 'price', 'Call', '2026-10-30'"); // overdue
        const std::string activity = "activity_id, account_id, date, type";
        add("activities", activity, "'1', 'G', '2026-09-01', 'exec_touch'");
        add("activities", activity, "'2', 'R', '2026-09-01', 'exec_touch'");
        add("forecasts", "period, account_id, date, author, amount_minor, currency, category",
            "'2026Q4', 'Y', '2026-10-01', 'Ann', 150, 'USD', 'commit'");
        add("targets", "period, metric, \"group\", value", "'2026q4', 'Renewals', '', 6");
        data.settle();
        Progress progress;
        const auto told = [&](const std::function<bool(int)> &only) {
            const auto found = renewalOutlook(data.workspace(), *Date::of(2026, 10, 31), only, progress);
            if (!found)
                return QString::fromStdString(found.error().message.english());
            const auto share = found->shareOfTarget(*Currency::fromCode("USD"));
            return QStringLiteral("%1 of %2 ready, %3 in %4; %5: %6, %7 of %8, %9")
                .arg(found->ready)
                .arg(found->due.size())
                .arg(found->exceptions)
                .arg(found->withExceptions)
                .arg(QString::fromStdString(found->quarter.text()))
                .arg(double(found->called) / 100)
                .arg(found->openCalled)
                .arg(found->open)
                .arg(share ? QString::number(*share) : QStringLiteral("-"));
        };
        // Nobody is on a roster: G and R lack owner and opportunity, Y the opportunity.
        QCOMPARE(told({}), QStringLiteral("1 of 3 ready, 5 in 3; 2026Q4: 1.5, 1 of 2, 0.25"));
        const auto accounts = identity::AccountDirectory::load(data.workspace());
        const int y = accounts.indexOfRecord("billing", "Y");
        QCOMPARE(told([y](int account) { return account == y; }),
            QStringLiteral("0 of 1 ready, 1 in 1; 2026Q4: 1.5, 1 of 1, -")); // the target is everybody's
        data.run("UPDATE targets SET value = 0", {});
        QVERIFY(told({}).endsWith(QStringLiteral(", -")));
    }

    /// Every dimension splits renewals, and one of none is refused. The fiscal year begins in February: 31 January is
    /// of the quarter before that of 1 February. Risks are those known on the day, whatever their case and spaces.
    void renewalsAreSplitBy()
    {
        test::WorkspaceFixture data;
        data.workspace().setSetting("fiscal_year_start", "2");
        data.source("billing", "billing");
        for (const char *id : {"A", "B", "C"})
            data.account("billing", id, id, id == std::string("A") ? "segment=SMB" : "");
        data.subscription("billing", "a", "A", "1", "2026-02-01", "2027-01-31");
        data.subscription("billing", "b", "B", "2", "2026-02-02", "2027-02-01");
        data.subscription("billing", "c", "C", "4", "2026-02-02", "2027-02-01");
        const auto judge = [&](const char *account, const char *date, const char *status) {
            data.run(
                "INSERT INTO risks (source, account_id, date, author, status, content_hash, as_of, batch_id, line) "
                "VALUES ('billing', ?, ?, 'Ann', ?, 0, '2026-10-31', 1, 2)",
                {account, date, status});
        };
        judge("A", "2026-10-01", "Lost");
        judge("A", "2026-10-31", " At_Risk ");
        judge("B", "2026-11-01", "monitor"); // a day too late
        data.settle();
        const auto portfolio = portfolio::Portfolio::read(data.workspace());
        const auto rows = renewals::RenewalData::read(data.workspace(), *portfolio);
        QVERIFY(rows.ok());
        const auto known = renewals::KnownRenewals::on(portfolio, *rows, *Date::of(2026, 10, 31));
        QVERIFY(known.ok());
        const auto split = [&](const std::string &by) {
            const auto groups = renewalGroups(by, *known);
            if (!groups)
                return QStringLiteral("refused");
            const auto report = renewals::renewalReport(
                *known, {{*Date::of(2027, 1, 1), *Date::of(2027, 3, 31)}, std::nullopt, *groups});
            QStringList parts;
            for (const renewals::RenewalRow &row : report->rows)
                parts << QStringLiteral("%1 %2").arg(QString::fromStdString(row.group)).arg(row.dueArr / 100);
            return parts.join(QStringLiteral(", "));
        };
        QCOMPARE(split(""), QStringLiteral("total 7"));
        QCOMPARE(split("segment"), QStringLiteral("total 7, SMB 1, (none) 6"));
        QCOMPARE(split("month"), QStringLiteral("total 7, 2027-01 1, 2027-02 6"));
        QCOMPARE(split("quarter"), QStringLiteral("total 7, 2027Q4 1, 2028Q1 6")); // named by the year they end in
        QCOMPARE(split("risk"), QStringLiteral("total 7, at_risk 1, (none) 6"));
        QCOMPARE(split("week"), QStringLiteral("refused"));
        QCOMPARE(renewalDimensions().back(), std::string("risk"));
        for (const std::string &by : renewalDimensions())
            QVERIFY2(split(by).startsWith(QStringLiteral("total 7, ")), by.c_str());
    }

    void changeIsSinceTheMonthEndBefore()
    {
        Briefing made;
        made.month = Month(2026, 9);
        made.monthTotal.opening = 100;
        made.monthTotal.closing = 150;
        made.arr = 170;
        made.arrDay = *Date::of(2026, 9, 30); // the month's own end: since the end of August
        QCOMPARE(arrChange(made).from, *Date::of(2026, 8, 31));
        QCOMPARE(arrChange(made).before, std::int64_t(100));
        QCOMPARE(arrChange(made).now, std::int64_t(170));
        made.arrDay = *Date::of(2026, 10, 1);
        QCOMPARE(arrChange(made).from, *Date::of(2026, 9, 30));
        QCOMPARE(arrChange(made).before, std::int64_t(150));
    }

    /// What a record says of itself, beside what it is weighed by, and what a person says of two.
    void whatRecordsOfAReviewSay()
    {
        TextPool texts;
        answers::IdentityReview review;
        review.currency = *Currency::fromCode("USD");
        const auto record = [&](const char *source, const char *id, const char *minor, const char *currency) {
            identity::SourceRecord made;
            made.source = texts.keep(source);
            made.id = texts.keep(id);
            made.fields.resize(answers::reviewFields().size());
            made.fields.push_back(texts.keep(minor));
            made.fields.push_back(texts.keep(currency));
            review.records.rows.push_back(made);
        };
        record("stripe", "S1", "123450", "EUR");
        record("crm", "C1", "500", "");
        record("crm", "C2", "", "EUR");
        QCOMPARE(review.statedArr(0)->minor, 123'450);
        QVERIFY(review.statedArr(0)->currency == *Currency::fromCode("EUR"));
        QVERIFY(review.statedArr(1)->currency == review.currency); // the workspace's where it names none
        QVERIFY(!review.statedArr(2));
        answers::ReviewPair pair;
        pair.left = 0;
        pair.right = 1;
        const auto said = answers::decisionOn(review, pair, identity::Ruling::Never, "Ann");
        QCOMPARE(said.left, (identity::RecordKey{"crm", "C1"})); // in byte order
        QCOMPARE(said.right, (identity::RecordKey{"stripe", "S1"}));
        QVERIFY(said.ruling == identity::Ruling::Never && said.by == "Ann");
    }
};

QTEST_GUILESS_MAIN(TestCustomerFigures)
#include "tst_customer_figures.moc"
