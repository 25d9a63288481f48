#include "core/store/action_rows.h"
#include "core/store/held_rows.h"
#include "core/store/kept_values.h"
#include "core/store/negative_rows.h"
#include "core/store/own_judgements.h"
#include "core/store/own_rows.h"
#include "core/store/reason_rows.h"
#include "core/store/renewal_rows.h"
#include "core/store/target_rows.h"
#include "tests/store/sql_text.h"
#include "tests/store/table_rows.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::Cells;
using test::found;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

} // namespace

/// What people stated, in files and here: actions, forecasts, risks and reasons; and what renewals are told from. Each
/// column in its place, read as it was written.
class TestStatedRows : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    Workspace &workspace() { return m_data->workspace(); }
    SQLite::Database &db() { return m_data->db(); }
    void put(const std::string &table, const char *fields) { test::putRow(db(), table, QString::fromUtf8(fields)); }
    QStringList actions()
    {
        QStringList rows;
        forEachAction(workspace(), [&](const ActionRow &row) {
            rows << (Cells() << row.source << row.id << row.accountId << row.trigger << row.title << row.owner
                             << row.opened << row.due << row.closed << row.status << row.outcome << row.vanished
                             << row.recordSource << row.recordId << row.edits)
                        .text();
        });
        return rows;
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>("EUR");
        test::enterBatch(db(), "accounts", "2026-04-30");
        test::enterBatch(db(), "accounts", "2026-05-31");
        test::enterBatch(db(), "accounts", "2026-06-30", "state = 'undone'");
    }

    void actionsOfFiles()
    {
        put("actions",
            "action_id=1;account_id=A1;trigger=rule;title=Call;owner=Ann;opened_date=2026-01-02;due_date=2026-01-09;"
            "closed_date=2026-01-07;status=done;outcome=well;closed_on=2026-02-28;"
            "extra={\"record_source\":\"x\",\"record_id\":\"y\",\"edits\":[]}");
        put("actions", "action_id=2;account_id=A2;opened_date=2026-01-03");
        put("actions", "action_id=3;account_id=A3;opened_date=soon");
        QCOMPARE(actions(),
            (QStringList{"crm|1|A1|rule|Call|Ann|2026-01-02|2026-01-09|2026-01-07|done|well|2026-02-28|||",
                "crm|2|A2||||2026-01-03|-|-|||-|||"}));
    }

    /// An action of the program's own is read as it was written, hangs on the last batch that stands, and keeps what a
    /// file might have put beside it.
    void ownActions()
    {
        OwnActionWriter writer(workspace());
        const OwnActionRow whole{"Q1", "X1", "rule", "Call", "Ann", day("2026-01-02"), day("2026-01-09"),
            day("2026-01-07"), "done", "well", "crm", "A1", "{\"owner\":\"Ben\"}"};
        writer.add(whole);
        writer.add({"Q2", "X2", "", "", "", day("2026-01-03"), {}, {}, "open", "", "", "", ""});
        QCOMPARE(actions(),
            (QStringList{"quarterdeck|Q1|X1|rule|Call|Ann|2026-01-02|2026-01-09|2026-01-07|done|well|-|crm|A1|"
                         "{\"owner\":\"Ben\"}",
                "quarterdeck|Q2|X2||||2026-01-03|-|-|open||-|||"}));
        QCOMPARE(found(db(), "SELECT batch_id, first_batch, as_of, first_as_of, extra FROM actions"),
            (QStringList{"2|2|2026-01-02|2026-01-02|"
                         "{\"record_source\":\"crm\",\"record_id\":\"A1\",\"edits\":{\"owner\":\"Ben\"}}",
                "2|2|2026-01-03|2026-01-03|-"}));
        const auto read = ownAction(workspace(), "Q1");
        QVERIFY(read);
        const auto shown = [](const OwnActionRow &row) {
            return (Cells() << row.id << row.accountId << row.trigger << row.title << row.owner << row.opened << row.due
                            << row.closed << row.status << row.outcome << row.recordSource << row.recordId << row.edits)
                .text();
        };
        QCOMPARE(shown(*read), shown(whole));
        QVERIFY(!ownAction(workspace(), "Q9"));
        OwnActionRow changed = whole;
        changed.owner = "Cay";
        changed.closed.reset();
        changed.status = "open";
        changed.outcome = "";
        changed.edits = "";
        writer.change(changed);
        QCOMPARE(shown(*ownAction(workspace(), "Q1")), shown(changed));
        changed.edits = "{\"status\":1}";
        changed.closed = day("2026-01-08");
        writer.change(changed);
        QCOMPARE(shown(*ownAction(workspace(), "Q1")), shown(changed));
        writer.remove("Q1");
        QCOMPARE(found(db(), "SELECT action_id FROM actions"), QStringList{"Q2"});
    }

    void standingBatches()
    {
        QVERIFY(hasStandingBatch(workspace()));
        QCOMPARE(batchOfOwnRows(workspace()), 2);
        QCOMPARE(found(db(), "SELECT kind FROM source WHERE name = 'quarterdeck'"), QStringList{"other"});
        test::WorkspaceFixture empty;
        QVERIFY(!hasStandingBatch(empty.workspace()));
        test::enterBatch(empty.db(), "accounts", "2026-04-30");
        QVERIFY(hasStandingBatch(empty.workspace())); // the first of all
    }

    void ownForecasts()
    {
        const OwnForecastRow row{
            "2026Q1", {"X1", "crm", "A1"}, day("2026-01-02"), "Ann", 9900, *Currency::fromCode("USD"), "commit"};
        keepOwnRow(workspace(), row);
        QVERIFY(ownRow(workspace(), row) == row);
        QCOMPARE(found(db(), "SELECT source, as_of, first_as_of, batch_id, first_batch FROM forecasts"),
            QStringList{"quarterdeck|2026-01-02|2026-01-02|2|2"});
        OwnForecastRow bare{"2026Q1", {"X2", "", ""}, day("2026-01-03"), "Ben", 100, *Currency::fromCode("EUR"), ""};
        keepOwnRow(workspace(), bare);
        QVERIFY(ownRow(workspace(), bare) == bare);
        bare.amountMinor = 200;
        keepOwnRow(workspace(), bare); // in its place
        QCOMPARE(ownRow(workspace(), bare)->amountMinor, 200);
        OwnForecastRow other = bare;
        other.period = "2026Q2";
        QVERIFY(!ownRow(workspace(), other));
        removeOwnRow(workspace(), other);
        put("forecasts", "period=2026Q1;account_id=A1;date=2026-01-01;author=Cay;extra={\"record_source\":\"x\"}");
        put("forecasts", "period=2026Q1;account_id=A2;date=soon;author=Cay");
        QStringList rows;
        forEachForecast(workspace(), [&](const ForecastRow &each) {
            rows << (Cells() << each.accountId << each.source << each.period << each.date << each.author
                             << each.amountMinor << std::string_view(each.currency.code()) << each.category
                             << each.recordSource << each.recordId << each.seen)
                        .text();
        });
        QCOMPARE(rows,
            (QStringList{"A1|crm|2026Q1|2026-01-01|Cay|0|EUR||||2026-05-31",
                "X1|quarterdeck|2026Q1|2026-01-02|Ann|9900|USD|commit|crm|A1|2026-01-02",
                "X2|quarterdeck|2026Q1|2026-01-03|Ben|200|EUR||||2026-01-03"}));
        removeOwnRow(workspace(), row);
        QVERIFY(!ownRow(workspace(), row) && ownRow(workspace(), bare));
        QVERIFY(hasForecasts(workspace()));
        db().exec("DELETE FROM forecasts");
        QVERIFY(!hasForecasts(workspace()));
    }

    void ownRisks()
    {
        const OwnRiskRow row{{"X1", "crm", "A1"}, day("2026-01-02"), "Ann", "red", "price", "Call them",
            day("2026-01-09"), "churn", "long ago"};
        keepOwnRow(workspace(), row);
        QVERIFY(ownRow(workspace(), row) == row);
        const OwnRiskRow bare{{"X2", "", ""}, day("2026-01-03"), "Ben", "green", "", "", {}, "", ""};
        keepOwnRow(workspace(), bare);
        QVERIFY(ownRow(workspace(), bare) == bare);
        QCOMPARE(
            found(db(), "SELECT DISTINCT source, batch_id, first_batch, first_as_of = date, as_of = date FROM risks"),
            QStringList{"quarterdeck|2|2|1|1"});
        put("risks", "account_id=A1;date=2026-01-01;author=Cay;status=red;first_as_of=2026-01-31");
        put("risks", "account_id=A2;date=soon;author=Cay;status=red");
        QStringList rows;
        forEachRisk(workspace(), [&](const RiskRow &each) {
            rows << (Cells() << each.source << each.accountId << each.date << each.author << each.status << each.reason
                             << each.nextAction << each.nextActionDate << each.call << each.seen << each.recordSource
                             << each.recordId)
                        .text();
        });
        QCOMPARE(rows,
            (QStringList{"crm|A1|2026-01-01|Cay|red|||-||2026-01-31||",
                "quarterdeck|X1|2026-01-02|Ann|red|price|Call them|2026-01-09|churn|2026-01-02|crm|A1",
                "quarterdeck|X2|2026-01-03|Ben|green|||-||2026-01-03||"}));
        removeOwnRow(workspace(), row);
        QVERIFY(!ownRow(workspace(), row) && ownRow(workspace(), bare));
    }

    void terms()
    {
        put("subscriptions",
            "subscription_id=S1;account_id=A1;currency=USD;start_date=2026-01-02;end_date=2026-12-31;"
            "cancelled_date=2026-11-30;notice_date=2026-08-01;created_date=2025-12-24;first_as_of=2026-01-31;"
            "parent_subscription_id=S0;auto_renew=1;billing_period_months=12");
        put("subscriptions",
            "subscription_id=S2;account_id=A1;currency=USD;start_date=2026-01-03;auto_renew=0;billing_period_months=1");
        put("subscriptions", "subscription_id=S3;account_id=A1;currency=USD;start_date=2026-01-04;as_of=x");
        put("subscriptions", "subscription_id=S4;account_id=A1;currency=USD;start_date=soon");
        QStringList rows;
        forEachTerm(workspace(), [&](const TermRow &row) {
            rows << (Cells() << row.source << row.id << row.start << row.end << row.cancelled << row.notice
                             << row.created << row.firstSeen << row.parentId << row.autoRenew << row.billingMonths)
                        .text();
        });
        QCOMPARE(rows,
            (QStringList{"crm|S1|2026-01-02|2026-12-31|2026-11-30|2026-08-01|2025-12-24|2026-01-31|S0|yes|12",
                "crm|S2|2026-01-03|-|-|-|-|2026-05-31||no|1", "crm|S3|2026-01-04|-|-|-|-|2026-01-04||no|0"}));
    }

    void opportunities()
    {
        put("opportunities",
            "opportunity_id=O1;account_id=A1;subscription_id=S1;type=renewal;stage=Open;amount_minor=500;currency=USD;"
            "created_date=2026-01-02;close_date=2026-03-31;renewal_date=2026-04-01;forecast_category=commit;"
            "probability=0.75;is_closed=1;is_won=0;first_as_of=2026-01-31;closed_on=2026-05-01;product=Pro");
        put("opportunities", "opportunity_id=O2;account_id=A2;is_closed=0;is_won=1;amount_minor=0;probability=0");
        put("opportunities", "opportunity_id=O3;account_id=A3");
        QStringList rows;
        forEachOpportunity(workspace(), [&](const OpportunityRow &row) {
            rows << (Cells() << row.source << row.id << row.accountId << row.subscriptionId << row.type << row.stage
                             << row.amountMinor << std::string_view(row.currency.code()) << row.created << row.close
                             << row.renewal << row.category << row.probability << row.isClosed << row.isWon
                             << row.firstSeen << row.closedOn << row.product)
                        .text();
        });
        QCOMPARE(rows,
            (QStringList{"crm|O1|A1|S1|renewal|Open|500|USD|2026-01-02|2026-03-31|2026-04-01|commit|0.75|yes|no|"
                         "2026-01-31|2026-05-01|Pro",
                "crm|O2|A2||||0|EUR|-|-|-||0|no|yes|2026-05-31|-|",
                "crm|O3|A3||||-|EUR|-|-|-||-|no|no|2026-05-31|-|"}));
    }

    void reasons()
    {
        put("accounts", "account_id=A1;name=A;churn_reason= price ");
        put("accounts", "account_id=A2;name=B;churn_reason= ");
        put("opportunities", "opportunity_id=O1;account_id=A1;loss_reason=rival");
        QStringList rows;
        const auto add = [&rows](
                             const ReasonRow &row) { rows << (Cells() << row.source << row.id << row.reason).text(); };
        forEachChurnReason(workspace(), add);
        forEachLossReason(workspace(), add);
        QCOMPARE(rows, (QStringList{"crm|A1|price", "crm|O1|rival"}));
    }

    void keptValues()
    {
        db().exec(
            "INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id) "
            "VALUES ('crm', 'accounts', 'A1', 'owner', 'Ann', 'Ben', '2026-01-31', 1), ('crm', 'accounts', 'A1', "
            "'owner', 'Ben', NULL, '2026-02-28', 1), ('crm', 'accounts', 'A1', 'owner', NULL, 'x', 'soon', 1), "
            "('crm', 'contacts', 'C1', 'owner', NULL, 'Cay', '2026-01-31', 1)");
        QStringList rows;
        forEachKeptValue(workspace(), "accounts", [&](const KeptValueRow &row) {
            rows << (Cells() << row.source << row.recordId << row.field << row.asOf << row.value).text();
        });
        QCOMPARE(rows, (QStringList{"crm|A1|owner|2026-01-31|Ben", "crm|A1|owner|2026-02-28|"}));
    }

    void heldKeysOfAnImport()
    {
        db().exec(
            "INSERT INTO row_image (batch_id, table_name, record) VALUES (1, 'quarantine', '[\"A1\",\"x\"]'), (1, "
            "'accounts', '[\"A2\"]'), (2, 'quarantine', '[\"A3\"]')");
        using Keys = std::vector<std::vector<std::string>>;
        QVERIFY((heldKeys(db(), "crm", "accounts", 1) == Keys{{"A1", "x"}}));
        QVERIFY((heldKeys(db(), "crm", "accounts", 2) == Keys{{"A3"}}));
        QVERIFY(heldKeys(db(), "desk", "accounts", 1).empty());
        QVERIFY(heldKeys(db(), "crm", "contacts", 1).empty());
        QVERIFY(heldKeys(db(), "crm", "accounts", 9).empty());
    }

    void valuesBelowZero()
    {
        const Money amount{-1250, *Currency::fromCode("USD")};
        const NegativeRow named{"crm", "A1", "Zoë", "acme.com", "C1", amount};
        QCOMPARE(readingText(named),
            std::string("{\"account_id\":\"A1\",\"name\":\"Zoë\",\"domain\":\"acme.com\",\"crm_id\":\"C1\","
                        "\"minor\":-1250,\"currency\":\"USD\"}"));
        const NegativeRow bare{"crm", "A2", "", "", "", {-1, *Currency::fromCode("JPY")}};
        QCOMPARE(readingText(bare), std::string("{\"account_id\":\"A2\",\"minor\":-1,\"currency\":\"JPY\"}"));
        const auto hold = [this](int line, const std::string &reading) {
            m_data->run(
                "INSERT INTO quarantine (batch_id, line, \"column\", code, message, record, reading) VALUES (2, "
                "?, '', '', '', '', nullif(?, ''))",
                {std::to_string(line), reading});
        };
        hold(5, readingText(bare));
        hold(4, readingText(named));
        hold(6, "");
        hold(7, "{\"account_id\":\"A3\",\"minor\":-1.5,\"currency\":\"USD\"}");
        hold(8, "{\"account_id\":\"A3\",\"minor\":-1,\"currency\":\"none\"}");
        hold(9, "{\"account_id\":\"A3\",\"currency\":\"USD\"}");
        hold(10, "[]");
        QStringList rows;
        for (const NegativeRow &row : negativeRows(workspace()))
            rows << (Cells() << row.source << row.accountId << row.name << row.domain << row.crmId << row.amount.minor
                             << std::string_view(row.amount.currency.code()))
                        .text();
        QCOMPARE(rows, (QStringList{"crm|A1|Zoë|acme.com|C1|-1250|USD", "crm|A2||||-1|JPY"}));
    }

    void targetsOfGroups()
    {
        put("targets", "period=2026Q1;metric=nrr;group=SMB;value=1.1");
        put("targets", "period=2026;metric=grr;group=total;value=0.9");
        QStringList rows;
        for (const TargetRow &row : groupedTargetRows(workspace()))
            rows << (Cells() << row.period << row.metric << row.value << row.group).text();
        QCOMPARE(rows, (QStringList{"2026|grr|0.9|", "2026Q1|nrr|1.1|SMB"}));
        QCOMPARE(targetRows(workspace()).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestStatedRows)
#include "tst_stated_rows.moc"
