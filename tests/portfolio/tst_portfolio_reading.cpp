#include "core/portfolio/portfolio.h"

#include "core/identity/golden_record.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

void health(test::WorkspaceFixture &data, const char *source, const char *id, const char *day, const char *colour)
{
    data.run(
        "INSERT INTO health_scores (source, account_id, date, model, score, colour, content_hash, as_of, batch_id, "
        "line) VALUES (?, ?, ?, 'model', 50, ?, 0, '2026-10-31', 1, 2)",
        {source, id, day, colour});
}

/// Customers AC-1, AC-2 ... with these segments, each with the CRM's record "a", "b" ... of the same segment but for
/// what `own` says, and the changes of a segment: record, day and value.
Portfolio withSegments(const std::vector<std::string> &golden, const std::vector<std::string> &own,
    const std::vector<std::tuple<const char *, Date, const char *>> &changes)
{
    std::vector<store::CustomerRow> rows;
    for (std::size_t i = 0; i < golden.size(); ++i) {
        store::CustomerRow row{"AC-" + std::to_string(i + 1), {}, {}, {}};
        for (const std::string &field : identity::goldenFieldNames())
            row.fields.push_back(field == "segment" ? golden[i] : std::string());
        rows.push_back(std::move(row));
    }
    auto accounts = std::make_shared<identity::AccountDirectory>(std::move(rows));
    PortfolioParts parts;
    for (std::size_t i = 0; i < golden.size(); ++i) {
        store::RecordRow row;
        row.source = row.kind = accounts->keep("crm");
        row.id = accounts->keep(std::string(1, char('a' + int(i))));
        row.account = accounts->keep("AC-" + std::to_string(i + 1));
        CustomerRecord record;
        record.account = accounts->link(row);
        record.id = row.id;
        record.segment = accounts->keep(own[i]);
        parts.records["crm"].push_back(record);
    }
    for (const auto &[id, day, value] : changes)
        parts.fieldChanges.push_back(
            {accounts->keep("crm"), accounts->keep(id), accounts->keep("segment"), day, accounts->keep(value)});
    parts.accounts = accounts;
    return Portfolio(std::move(parts));
}

using Texts = std::vector<std::string>;

} // namespace

/// What a portfolio takes from the file, table by table.
class TestPortfolioReading : public QObject {
    Q_OBJECT
private slots:
    void healthIsThatOfTheRecordsCustomer()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing");
        data.account("crm", "a", "Acme");
        data.account("crm", "b", "Bolt");
        data.account("crm", "c", "Crow", "health=red");
        data.account("stripe", "z", "Dune");
        data.settle();
        health(data, "crm", "a", "2026-01-31", "green");
        health(data, "crm", "a", "2026-02-28", "red");
        health(data, "crm", "b", "2026-01-31", "yellow");
        health(data, "crm", "z", "2026-01-31", "red"); // whose record is gone
        health(data, "stripe", "z", "2026-01-31", "green"); // of the same id as the one before it
        const auto portfolio = Portfolio::read(data.workspace());
        using Colours = std::vector<HealthColour>;
        QCOMPARE(portfolio->healthOn(*Date::of(2026, 1, 30)),
            (Colours{HealthColour::None, HealthColour::None, HealthColour::Red, HealthColour::None}));
        QCOMPARE(portfolio->healthOn(*Date::of(2026, 2, 27)),
            (Colours{HealthColour::Green, HealthColour::Yellow, HealthColour::Red, HealthColour::Green}));
        QCOMPARE(portfolio->healthOn(*Date::of(2026, 2, 28)),
            (Colours{HealthColour::Red, HealthColour::Yellow, HealthColour::Red, HealthColour::Green}));
    }

    void assignmentsAreThoseOfTheRecordsCustomer()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Acme");
        data.account("crm", "b", "Bolt");
        data.settle();
        for (const char *id : {"a", "b", "z"})
            data.run("INSERT INTO assignments (source, account_id, csm_id, start_date, role, content_hash, as_of, "
                     "batch_id, line) VALUES ('crm', ?, 'C1', '2026-01-01', 'csm', 0, '2026-10-31', 1, 2)",
                {id});
        const auto portfolio = Portfolio::read(data.workspace());
        QCOMPARE(portfolio->assignments().size(), std::size_t(2));
        QCOMPARE(portfolio->assignments()[0].account + portfolio->assignments()[1].account, 1); // 0 and 1
    }

    /// The row of the file that ARR stands in; none where the present row has no ARR any more.
    void linesOfSnapshots()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Acme", "arr=10.00");
        data.account("crm", "b", "Bolt", "arr=20.00");
        data.account("crm", "c", "Cedar", "arr=30.00;line=1");
        data.run("UPDATE accounts SET arr_minor = NULL WHERE account_id = 'b'", {});
        data.settle();
        const auto lines = [&data] {
            std::vector<int> found;
            for (const ArrPiece &piece : Portfolio::read(data.workspace())->book()->pieces())
                found.push_back(piece.line);
            return found;
        };
        QCOMPARE(lines(), (std::vector<int>{2, 0, 1}));
        data.run("UPDATE accounts SET line = 0", {}); // rows of no file
        data.settle();
        QCOMPARE(lines(), (std::vector<int>{0, 0, 0}));
    }

    /// The setting says that a row's present value is that of all days.
    void restatedValuesHoldForAllDays()
    {
        test::WorkspaceFixture data;
        data.source("stripe", "billing");
        data.account("stripe", "a", "Acme");
        data.subscription("stripe", "s", "a", "90.00", "2026-01-01", "2026-12-31");
        data.run("INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id) "
                 "VALUES ('stripe', 'subscriptions', 's', 'annual', NULL, '60.00 USD', '2026-08-31', 1), "
                 "('stripe', 'subscriptions', 's', 'annual', '60.00 USD', '90.00 USD', '2026-09-30', 1)",
            {});
        data.settle();
        const auto arrOn = [&](const char *day) {
            const Date date = *Date::fromIso(day);
            return Portfolio::read(data.workspace())->book()->accountValues(date, date)->front();
        };
        QCOMPARE(arrOn("2026-09-29"), std::int64_t(6000));
        QCOMPARE(arrOn("2026-09-30"), std::int64_t(9000));
        data.workspace().setSetting("subscriptions.values", "restated");
        QCOMPARE(arrOn("2026-09-29"), std::int64_t(9000));
        data.workspace().setSetting("subscriptions.values", "");
        QCOMPARE(arrOn("2026-09-29"), std::int64_t(6000));
    }

    void graceIsThatOfTheSetting()
    {
        test::WorkspaceFixture data;
        data.source("stripe", "billing", "2026-07-10");
        data.account("stripe", "a", "Acme");
        data.subscription("stripe", "s", "a", "90.00", "2026-01-01", "2026-06-30");
        data.settle();
        const Date day = *Date::of(2026, 7, 10);
        QCOMPARE(Portfolio::read(data.workspace())->book()->accountValues(day, day)->front(), std::int64_t(0));
        data.workspace().setSetting("grace_days", "10");
        QCOMPARE(Portfolio::read(data.workspace())->book()->accountValues(day, day)->front(), std::int64_t(9000));
        data.workspace().setSetting("grace_days", "9");
        QCOMPARE(Portfolio::read(data.workspace())->book()->accountValues(day, day)->front(), std::int64_t(0));
    }

    void theLatestDayOfAllSources()
    {
        test::WorkspaceFixture data;
        QVERIFY(!Portfolio::read(data.workspace())->latestAsOf());
        data.source("crm", "crm", "2026-09-30");
        QCOMPARE(Portfolio::read(data.workspace())->latestAsOf(), Date::of(2026, 9, 30));
        data.source("stripe", "billing", "2026-10-31");
        data.source("zuora", "billing", "2026-08-31");
        QCOMPARE(Portfolio::read(data.workspace())->latestAsOf(), Date::of(2026, 10, 31));
    }

    /// Before a customer becomes a part of another its scores are its own, from that day on they are the other's.
    void coloursAcrossAMerger()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "1", "Acme");
        data.account("crm", "2", "Bolt");
        health(data, "crm", "1", "2026-01-31", "green");
        health(data, "crm", "2", "2026-02-28", "red");
        health(data, "crm", "2", "2026-04-30", "yellow");
        data.settle();
        data.becomesPart("crm", "2", "1", "2026-03-15");
        const auto portfolio = Portfolio::read(data.workspace());
        const auto colourOn = [&](const char *id, const char *day) {
            return portfolio->healthOn(
                *Date::fromIso(day))[std::size_t(portfolio->accounts().ownerOfRecord("crm", id))];
        };
        QCOMPARE(colourOn("1", "2026-03-14"), HealthColour::Green);
        QCOMPARE(colourOn("2", "2026-03-14"), HealthColour::Red);
        QCOMPARE(colourOn("1", "2026-04-29"), HealthColour::Green);
        QCOMPARE(colourOn("1", "2026-04-30"), HealthColour::Yellow);
    }

    /// Each record by its own entries, be there only one of it.
    void valuesOfRecordsSideBySide()
    {
        const Date january = *Date::of(2026, 1, 31);
        const Date june = *Date::of(2026, 6, 30);
        const Portfolio portfolio =
            withSegments({"SMB", "Mid"}, {"SMB", "Mid"}, {{"a", january, "SMB"}, {"b", june, "Mid"}});
        QCOMPARE(portfolio.goldenValuesOn("segment", june), (Texts{"SMB", "Mid"}));
        const Portfolio both = withSegments({"SMB", "Mid"}, {"SMB", "Mid"},
            {{"a", january, "Mid"}, {"a", june, "SMB"}, {"b", january, "SMB"}, {"b", june, "Mid"}});
        QCOMPARE(both.goldenValuesOn("segment", january), (Texts{"Mid", "SMB"}));
        QCOMPARE(both.goldenValuesOn("segment", june), (Texts{"SMB", "Mid"}));
    }

    /// Records by their own entries, too, in the middle of others; as they are where nothing ever changed.
    void entriesOfRecordsSideBySide()
    {
        const Date january = *Date::of(2026, 1, 31);
        const Date june = *Date::of(2026, 6, 30);
        const Texts now{"SMB", "Mid", "Large"};
        const auto segmentsOn = [](const Portfolio &portfolio, Date day) {
            Texts segments;
            for (const CustomerRecord &record : portfolio.recordsOn("crm", day))
                segments.push_back(record.segment.str());
            return segments;
        };
        const Portfolio never = withSegments(now, now, {});
        QCOMPARE(segmentsOn(never, january), now);
        QCOMPARE(never.goldenValuesOn("segment", january), now);
        const Portfolio once = withSegments(now, now, {{"a", january, "A"}, {"b", june, "B"}, {"c", june, "C"}});
        QCOMPARE(segmentsOn(once, june), (Texts{"A", "B", "C"}));
        QCOMPARE(once.goldenValuesOn("segment", june), (Texts{"A", "B", "C"}));
        const Portfolio twice = withSegments(now, now,
            {{"a", january, "A"}, {"a", june, "SMB"}, {"b", january, "B"}, {"b", june, "Mid"}, {"c", january, "C"},
                {"c", june, "Large"}});
        QCOMPARE(segmentsOn(twice, january), (Texts{"A", "B", "C"}));
        QCOMPARE(segmentsOn(twice, june), now);
        QCOMPARE(twice.goldenValuesOn("segment", january), (Texts{"A", "B", "C"}));
    }

    /// Where no record changed a field its golden value is what it is, whatever the records say.
    void withoutAChangeTheGoldenValueIsTodays()
    {
        const Date june = *Date::of(2026, 6, 30);
        const Portfolio portfolio =
            withSegments({"SMB", "Mid"}, {"SMB", "Other"}, {{"a", june.plusDays(-1), "Large"}, {"a", june, "SMB"}});
        QCOMPARE(portfolio.goldenValuesOn("segment", june.plusDays(-1)), (Texts{"Large", "Mid"}));
        QCOMPARE(portfolio.goldenValuesOn("segment", june), (Texts{"SMB", "Mid"}));
        QCOMPARE(portfolio.goldenValuesOn("owner", june), (Texts{"", ""}));
    }
};

QTEST_GUILESS_MAIN(TestPortfolioReading)
#include "tst_portfolio_reading.moc"
