#include "core/identity/golden_choices.h"
#include "core/portfolio/kept_fields.h"
#include "core/portfolio/portfolio.h"

#include "core/portfolio/account_overview.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

/// One entry of a record's history.
void changed(test::WorkspaceFixture &data, const std::string &source, const std::string &id, const std::string &field,
    const std::string &before, const std::string &after, const std::string &asOf)
{
    data.run("INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id) "
             "VALUES (?, 'accounts', ?, ?, nullif(?, ''), nullif(?, ''), ?, 1)",
        {source, id, field, before, after, asOf});
}

/// The one customer's golden value of a field on a day.
QString valueOn(test::WorkspaceFixture &data, const std::string &field, const char *day)
{
    const auto values = Portfolio::of(data.workspace())->goldenValuesOn(field, *Date::fromIso(day));
    return values.size() == 1 ? QString::fromStdString(values[0]) : QStringLiteral("%1 values").arg(values.size());
}

/// "A 1200 2026-12-31" of each customer; "-" for nothing.
QStringList described(const Overview &overview)
{
    QStringList lines;
    for (const AccountOverview &row : overview.rows)
        lines << QString::fromStdString(overview.accounts->at(row.account).name + " "
            + (row.arr ? std::to_string(*row.arr) : "-") + " " + (row.renewalDate ? row.renewalDate->iso() : "-"));
    lines.sort();
    return lines;
}

} // namespace

/// What a portfolio says of earlier days and of what changed last, and the customers with their ARR.
class TestPortfolioPast : public QObject {
    Q_OBJECT
private slots:
    void goldenValuesHoldFromTheirSnapshot()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Alpha", "segment=Enterprise;region=EMEA");
        changed(data, "crm", "a", "segment", "", "SMB", "2026-01-31");
        changed(data, "crm", "a", "segment", "SMB", "Enterprise", "2026-06-30");
        data.settle();
        QCOMPARE(valueOn(data, "segment", "2026-06-29"), QStringLiteral("SMB"));
        QCOMPARE(valueOn(data, "segment", "2026-06-30"), QStringLiteral("Enterprise"));
        QCOMPARE(valueOn(data, "segment", "2026-07-01"), QStringLiteral("Enterprise"));
        QCOMPARE(valueOn(data, "segment", "2025-12-31"), QStringLiteral("SMB")); // before it was first seen
        QCOMPARE(valueOn(data, "region", "2025-12-31"), QStringLiteral("EMEA")); // without history today's
    }

    /// What an export did not say yet is not told of its day: the segment came a month after the customer.
    void whatWasEmptyAtFirstStaysEmptyThen()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Alpha", "segment=SMB;owner=Bob");
        data.run("UPDATE accounts SET first_as_of = '2026-01-31'", {});
        changed(data, "crm", "a", "owner", "", "Ann", "2026-01-31");
        changed(data, "crm", "a", "owner", "Ann", "Bob", "2026-02-28");
        changed(data, "crm", "a", "segment", "", "SMB", "2026-02-28");
        data.settle();
        QCOMPARE(valueOn(data, "owner", "2025-12-31"), QStringLiteral("Ann"));
        QCOMPARE(valueOn(data, "owner", "2026-02-28"), QStringLiteral("Bob"));
        QCOMPARE(valueOn(data, "segment", "2025-12-31"), QString());
        QCOMPARE(valueOn(data, "segment", "2026-02-27"), QString());
        QCOMPARE(valueOn(data, "segment", "2026-02-28"), QStringLiteral("SMB"));
        const auto portfolio = Portfolio::of(data.workspace());
        QCOMPARE(portfolio->recordsOn("crm", *Date::of(2026, 2, 27)).front().segment.str(), std::string());
        QCOMPARE(portfolio->recordsOn("crm", *Date::of(2026, 2, 28)).front().segment.str(), std::string("SMB"));
    }

    /// A record that had its value when it was first seen has no empty beginning.
    void aValueSeenAtFirstHoldsBefore()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Alpha", "segment=SMB");
        data.run("UPDATE accounts SET first_as_of = '2026-01-31'", {});
        changed(data, "crm", "a", "segment", "", "SMB", "2026-01-31");
        data.settle();
        QCOMPARE(valueOn(data, "segment", "2025-12-31"), QStringLiteral("SMB"));
    }

    /// From the latest as-of date on the golden value is today's, also one set by hand, which no record has.
    void whatWasSetByHandHoldsFromTheLatestSnapshot()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm"); // as of 2026-10-31
        data.account("crm", "a", "Alpha", "segment=SMB");
        changed(data, "crm", "a", "segment", "", "Mid", "2026-01-31");
        changed(data, "crm", "a", "segment", "Mid", "SMB", "2026-06-30");
        data.settle();
        data.run("UPDATE account SET segment = 'Enterprise'", {});
        QCOMPARE(valueOn(data, "segment", "2026-10-30"), QStringLiteral("SMB"));
        QCOMPARE(valueOn(data, "segment", "2026-10-31"), QStringLiteral("Enterprise"));
    }

    /// Of the records that had a value then the most trusted one's: the CRM's before billing's.
    void theMostTrustedOfThoseThatHadOneWins()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing");
        data.account("crm", "a", "Alpha", "segment=Enterprise");
        data.account("stripe", "s", "Alpha", "segment=SMB");
        changed(data, "crm", "a", "segment", "", "Enterprise", "2026-06-30");
        changed(data, "crm", "a", "segment", "Enterprise", "", "2026-07-31");
        changed(data, "crm", "a", "segment", "", "Enterprise", "2026-08-31");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT min(account) FROM account)", {});
        data.run("DELETE FROM account WHERE account > (SELECT min(account) FROM account)", {});
        QCOMPARE(valueOn(data, "segment", "2026-07-30"), QStringLiteral("Enterprise"));
        QCOMPARE(valueOn(data, "segment", "2026-07-31"), QStringLiteral("SMB"));
        QCOMPARE(valueOn(data, "segment", "2026-08-30"), QStringLiteral("SMB"));
        QCOMPARE(valueOn(data, "segment", "2026-08-31"), QStringLiteral("Enterprise"));
    }

    /// Of two records of one source the first by its id, as for today's value.
    void theFirstOfOneSourceWins()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Alpha", "segment=SMB");
        data.account("crm", "b", "Alpha", "segment=Mid");
        changed(data, "crm", "a", "segment", "", "Large", "2026-01-31");
        changed(data, "crm", "a", "segment", "Large", "SMB", "2026-06-30");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT min(account) FROM account)", {});
        data.run("DELETE FROM account WHERE account > (SELECT min(account) FROM account)", {});
        QCOMPARE(valueOn(data, "segment", "2026-06-29"), QStringLiteral("Large"));
        QCOMPARE(valueOn(data, "segment", "2026-06-30"), QStringLiteral("SMB"));
    }

    void latestChangesAreThoseOfTheLastSnapshot()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.run("UPDATE import_batch SET entity = 'accounts'", {});
        for (const char *id : {"a", "b", "c"})
            data.account("crm", id, id, "owner=Ann;segment=SMB");
        changed(data, "crm", "a", "owner", "Bob", "Ann", "2026-10-31");
        changed(data, "crm", "b", "owner", "Bob", "Ann", "2026-10-31");
        changed(data, "crm", "c", "owner", "Bob", "Ann", "2026-10-30"); // an earlier one
        changed(data, "crm", "c", "segment", "", "SMB", "2026-10-31"); // seen for the first time
        changed(data, "crm", "a", "status", "active", "churned", "2026-10-31");
        data.settle();
        const auto &changes = Portfolio::of(data.workspace())->latestChanges();
        QCOMPARE(changes.size(), std::size_t(2));
        QCOMPARE(changes.at("owner"), 2);
        QCOMPARE(changes.at("status"), 1);
    }

    void healthIsThatOfTheDay()
    {
        PortfolioParts parts;
        const Date first = *Date::of(2026, 1, 31);
        const Date second = *Date::of(2026, 2, 28);
        parts.health = HealthHistory({{first, 0, HealthColour::Green}, {second, 0, HealthColour::Red}},
            {HealthColour::Yellow, HealthColour::Yellow});
        const Portfolio portfolio(std::move(parts));
        using Colours = std::vector<HealthColour>;
        QCOMPARE(portfolio.healthOn(first.plusDays(-1)), (Colours{HealthColour::None, HealthColour::Yellow}));
        QCOMPARE(portfolio.healthOn(first), (Colours{HealthColour::Green, HealthColour::Yellow}));
        QCOMPARE(portfolio.healthOn(second.plusDays(-1)), (Colours{HealthColour::Green, HealthColour::Yellow}));
        QCOMPARE(portfolio.healthOn(second), (Colours{HealthColour::Red, HealthColour::Yellow}));
    }

    void ratesComeFromFinanceThenTheSourceItself()
    {
        test::WorkspaceFixture data;
        for (const auto &[name, kind] : {std::pair("crm", "crm"), {"ledger", "finance"}, {"stripe", "billing"}})
            data.source(name, kind);
        data.rate("crm", "EUR", "2026-01-01", "3");
        data.rate("stripe", "EUR", "2026-01-01", "2");
        data.rate("ledger", "EUR", "2026-06-01", "5");
        const auto portfolio = Portfolio::of(data.workspace());
        const Currency eur = *Currency::fromCode("EUR");
        const auto at = [&](const char *source, const char *day) {
            return *portfolio->ratesFor(source)->toBase(100, eur, *Date::fromIso(day));
        };
        QCOMPARE(at("stripe", "2026-05-31"), std::int64_t(200));
        QCOMPARE(at("crm", "2026-05-31"), std::int64_t(300));
        QCOMPARE(at("stripe", "2026-06-01"), std::int64_t(500));
        QCOMPARE(at("crm", "2026-06-01"), std::int64_t(500));
        // To one that has none the rates of several others are one tier, and they do not agree.
        QCOMPARE(portfolio->ratesFor("ledger").error().code, ErrorCode::ConflictingRates);
        QCOMPARE(portfolio->kindOf("ledger"), std::string("finance"));
        QCOMPARE(portfolio->kindOf("Ledger"), std::string());
    }

    void overviewHasTheGoldenDateElseTheLatestEnd()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing", "2026-06-30");
        data.account("billing", "A", "A", "renewal_date=2027-05-05");
        for (const char *id : {"B", "C", "D"})
            data.account("billing", id, id);
        data.subscription("billing", "a", "A", "1", "2026-01-01", "2026-12-31");
        data.subscription("billing", "b1", "B", "2", "2026-01-01", "2026-12-31");
        data.subscription("billing", "b2", "B", "4", "2026-02-01", "2026-11-30");
        data.subscription("billing", "b3", "B", "8", "2026-07-01", "2027-12-31"); // not in force yet
        data.subscription("billing", "c", "C", "16", "2025-01-01", "2026-06-29"); // no longer
        data.subscription("billing", "d", "D", "32", "2025-01-01", "2026-06-30"); // its last day
        data.settle();
        const auto portfolio = Portfolio::of(data.workspace());
        const auto now = accountOverview(*portfolio);
        QVERIFY(now.ok());
        QCOMPARE(now->asOf, Date::of(2026, 6, 30));
        QCOMPARE(described(*now), (QStringList{"A 100 2027-05-05", "B 600 2026-12-31", "C 0 -", "D 3200 2026-06-30"}));
        const auto next = accountOverview(*portfolio, Date::of(2026, 7, 1));
        QCOMPARE(next->asOf, Date::of(2026, 7, 1));
        QCOMPARE(described(*next), (QStringList{"A 100 2027-05-05", "B 1400 2027-12-31", "C 0 -", "D 0 -"}));
    }

    void recordsSayWhatTheySaidThen()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("cs", "cs_platform");
        data.account("crm", "a", "Alpha", "owner=Cleo;segment=SMB;renewal_date=2027-12-31;status=active");
        data.account("cs", "a", "Alpha", "owner=Dora");
        changed(data, "crm", "a", "owner", "", "Ann", "2026-01-31");
        changed(data, "crm", "a", "owner", "Ann", "Cleo", "2026-06-30");
        changed(data, "crm", "a", "renewal_date", "", "2026-12-31", "2026-01-31");
        changed(data, "crm", "a", "renewal_date", "2026-12-31", "", "2026-03-31");
        changed(data, "crm", "a", "renewal_date", "", "2027-12-31", "2026-06-30");
        data.settle();
        const auto portfolio = Portfolio::of(data.workspace());
        const auto on = [&portfolio](const char *source, const char *day) {
            const CustomerRecord record = portfolio->recordsOn(source, *Date::fromIso(day)).at(0);
            return QString::fromStdString(record.owner.str() + ' ' + record.segment.str() + ' ' + record.status.str()
                + ' ' + (record.renewalDate ? record.renewalDate->iso() : "-"));
        };
        QCOMPARE(on("crm", "2026-01-01"), QStringLiteral("Ann SMB active 2026-12-31")); // before it was first seen
        QCOMPARE(on("crm", "2026-03-30"), QStringLiteral("Ann SMB active 2026-12-31"));
        QCOMPARE(on("crm", "2026-03-31"), QStringLiteral("Ann SMB active -")); // taken away
        QCOMPARE(on("crm", "2026-06-30"), QStringLiteral("Cleo SMB active 2027-12-31"));
        QCOMPARE(on("cs", "2026-01-01"), QStringLiteral("Dora   -")); // of another source, without history
        QVERIFY(portfolio->recordsOn("nobody", *Date::fromIso("2026-01-01")).empty());
    }

    void overviewAfterAHistoryHasNoArr()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.account("finance", "A", "A");
        data.monthEnd("finance", "A", "2026-08", "7"); // known up to 29 September
        data.settle();
        const auto portfolio = Portfolio::of(data.workspace());
        QCOMPARE(described(*accountOverview(*portfolio, Date::of(2026, 9, 29))), QStringList{"A 700 -"});
        QCOMPARE(described(*accountOverview(*portfolio, Date::of(2026, 9, 30))), QStringList{"A - -"});
    }

    void overviewWithoutArrHasTheCustomers()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "A", "renewal_date=2027-05-05");
        data.settle();
        const auto overview = accountOverview(*Portfolio::of(data.workspace()));
        QVERIFY(overview.ok());
        QVERIFY(!overview->asOf);
        QCOMPARE(described(*overview), QStringList{"A - 2027-05-05"});
    }

    /// Who became a part of another has a past of its own, and says nothing of the other's.
    void pastOfAMerger()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "1", "Bolt", "segment=Mid");
        data.account("crm", "2", "Acme", "segment=SMB");
        changed(data, "crm", "1", "segment", "", "Large", "2026-01-31");
        changed(data, "crm", "1", "segment", "Large", "Mid", "2026-06-30");
        changed(data, "crm", "2", "segment", "", "Small", "2026-01-31");
        changed(data, "crm", "2", "segment", "Small", "SMB", "2026-06-30");
        data.settle();
        data.becomesPart("crm", "1", "2", "2026-03-15");
        const auto portfolio = Portfolio::read(data.workspace());
        const auto values = portfolio->goldenValuesOn("segment", *Date::of(2026, 4, 30));
        QCOMPARE(values.at(std::size_t(portfolio->accounts().ownerOfRecord("crm", "2"))), std::string("Small"));
        QCOMPARE(values.at(std::size_t(portfolio->accounts().ownerOfRecord("crm", "1"))), std::string("Large"));
        const auto &records = portfolio->recordsOf("crm"); // who is whose now
        QCOMPARE(records.at(0).account, portfolio->accounts().ownerOfRecord("crm", "2"));
        QCOMPARE(records.at(1).account, records.at(0).account);
    }

    /// The day of the merger is after all that was imported: each record is still its own customer's.
    void aMergerThatIsToCome()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm"); // as of 2026-10-31
        data.account("crm", "1", "Bolt");
        data.account("crm", "2", "Acme");
        data.settle();
        data.becomesPart("crm", "1", "2", "2026-11-01");
        const auto portfolio = Portfolio::read(data.workspace());
        const auto &records = portfolio->recordsOf("crm");
        QCOMPARE(records.at(0).account, portfolio->accounts().ownerOfRecord("crm", "1"));
        QCOMPARE(records.at(1).account, portfolio->accounts().ownerOfRecord("crm", "2"));
        QVERIFY(records.at(0).account != records.at(1).account);
    }

    /// What somebody set by hand is today's value, not one of the past.
    void whatIsSetByHandIsOfToday()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm", "2026-10-31");
        data.source("billing", "billing", "2026-09-30");
        data.account("crm", "1", "Acme", "segment=SMB");
        changed(data, "crm", "1", "segment", "", "Mid", "2026-01-31");
        changed(data, "crm", "1", "segment", "Mid", "SMB", "2026-06-30");
        data.workspace().setSetting(identity::GoldenSetting,
            identity::textOf(
                std::vector<identity::GoldenChoice>{{{"crm", "1"}, "segment", "Large", "Ann", "", std::nullopt}}));
        data.settle();
        const auto portfolio = Portfolio::read(data.workspace());
        const auto on = [&](const char *day) { return portfolio->goldenValuesOn("segment", *Date::fromIso(day)); };
        QCOMPARE(on("2026-10-31"), std::vector<std::string>{"Large"});
        QCOMPARE(on("2026-10-30"), std::vector<std::string>{"SMB"});
        QCOMPARE(on("2026-06-29"), std::vector<std::string>{"Mid"});
    }

    void renewalDatesOfThePast()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm", "2026-10-31");
        data.account("crm", "1", "Acme", "renewal_date=2027-06-30");
        changed(data, "crm", "1", "renewal_date", "", "2026-06-30", "2026-01-31");
        changed(data, "crm", "1", "renewal_date", "2026-06-30", "2027-06-30", "2026-06-15");
        data.settle();
        QCOMPARE(valueOn(data, "renewal_date", "2026-06-14"), QStringLiteral("2026-06-30"));
        QCOMPARE(valueOn(data, "renewal_date", "2026-06-15"), QStringLiteral("2027-06-30"));
        CustomerRecord record;
        QCOMPARE(presentValue(record, "renewal_date"), std::optional<std::string>(""));
        record.renewalDate = Date::fromIso("2027-06-30");
        QCOMPARE(presentValue(record, "renewal_date"), std::optional<std::string>("2027-06-30"));
        QVERIFY(!presentValue(record, "country")); // it has no history
    }

    /// Where no record ever changed, what was set by hand is all there is to say of any day.
    void whatIsSetByHandWithoutAChange()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm", "2026-10-31");
        data.account("crm", "1", "Acme", "segment=SMB");
        changed(data, "crm", "1", "segment", "", "SMB", "2026-01-31");
        data.workspace().setSetting(identity::GoldenSetting,
            identity::textOf(
                std::vector<identity::GoldenChoice>{{{"crm", "1"}, "segment", "Large", "Ann", "", std::nullopt}}));
        data.settle();
        QCOMPARE(valueOn(data, "segment", "2026-06-29"), QStringLiteral("Large"));
    }

    void changesOfOneField()
    {
        FieldChange change;
        TextPool texts;
        change.source = texts.keep("crm");
        change.recordId = texts.keep("a");
        change.field = texts.keep("segment");
        FieldChange other = change;
        other.asOf = *Date::of(2026, 6, 30);
        QVERIFY(ofOneRecord(change, other)); // whenever it was
        for (const auto part : {&FieldChange::source, &FieldChange::recordId, &FieldChange::field}) {
            FieldChange elsewhere = change;
            elsewhere.*part = texts.keep("x");
            QVERIFY(!ofOneRecord(change, elsewhere));
        }
    }
};

QTEST_GUILESS_MAIN(TestPortfolioPast)
#include "tst_portfolio_past.moc"
