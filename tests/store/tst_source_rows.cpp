#include "core/store/accepted_links.h"
#include "core/store/contract_rows.h"
#include "core/store/customer_rows.h"
#include "core/store/target_rows.h"
#include "core/store/team_rows.h"
#include "tests/store/sql_text.h"
#include "tests/store/table_rows.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;

namespace {

const std::string Tail = "content_hash, as_of, batch_id, line) VALUES ";

QString isoOf(const std::optional<Date> &date)
{
    return date ? QString::fromStdString(date->iso()) : QStringLiteral("-");
}

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

/// What rows of the tables say to the rooms that read them, each column in its place.
class TestSourceRows : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    const Workspace &workspace() { return m_data->workspace(); }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "accounts", "2026-01-31");
        test::enterBatch(db(), "contacts", "2026-02-28");
        test::enterBatch(db(), "accounts", "2026-03-31", "state = 'undone'");
        db().exec("INSERT INTO source (name, kind) VALUES ('billing', 'billing'), ('hr', 'people')");
    }

    void sources_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("has"); // history, subscriptions, arr
        QTest::newRow("nothing") << "INSERT INTO accounts (source, account_id, name, content_hash, as_of, batch_id, "
                                    "line) VALUES ('crm', 'A1', 'A', 0, '', 1, 2)"
                                 << "---";
        QTest::newRow("history")
            << "INSERT INTO arr_history (source, account_id, month, currency, content_hash, as_of, "
               "batch_id, line) VALUES ('crm', 'A1', '2026-01', 'USD', 0, '', 1, 2)"
            << "h--";
        QTest::newRow("subscriptions")
            << "INSERT INTO subscriptions (source, subscription_id, account_id, start_date, currency, content_hash, "
               "as_of, batch_id, line) VALUES ('crm', 'S1', 'A1', '2026-01-01', 'USD', 0, '', 1, 2)"
            << "-s-";
        QTest::newRow("arr") << "INSERT INTO accounts (source, account_id, name, arr_minor, content_hash, as_of, "
                                "batch_id, line) VALUES ('crm', 'A1', 'A', 0, 0, '', 1, 2)"
                             << "--a";
    }
    void sources()
    {
        QFETCH(QString, sql);
        QFETCH(QString, has);
        db().exec(sql.toStdString());
        const auto rows = sourceRows(workspace());
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].name, std::string("billing"));
        QVERIFY(!rows[0].asOf && !rows[0].accountsAsOf);
        QCOMPARE(rows[2].name + ' ' + rows[2].kind, std::string("hr people"));
        const SourceRow &crm = rows[1];
        QCOMPARE(crm.kind, std::string("crm"));
        QCOMPARE(isoOf(crm.asOf), QString("2026-02-28"));
        QCOMPARE(isoOf(crm.accountsAsOf), QString("2026-01-31"));
        QCOMPARE(
            QString(crm.hasHistory ? "h" : "-") + (crm.hasSubscriptions ? "s" : "-") + (crm.hasArr ? "a" : "-"), has);
        QCOMPARE(store::sourceKinds(workspace()).find("hr")->second, std::string("people"));
        QCOMPARE(store::sourceKinds(workspace()).size(), std::size_t(3));
    }

    void subscriptions_data()
    {
        QTest::addColumn<QString>("discount"); // amount in minor units, percent, first and last day
        QTest::addColumn<bool>("given"); // as terms, where it is no part of the value
        QTest::newRow("none") << "NULL, NULL, NULL, NULL" << false;
        QTest::newRow("for ever") << "500, NULL, NULL, NULL" << false;
        QTest::newRow("from the start") << "500, NULL, '2026-02-01', NULL" << false;
        QTest::newRow("from a later day") << "500, NULL, '2026-02-02', NULL" << true;
        QTest::newRow("to a day") << "NULL, 20.5, NULL, '2026-06-30'" << true;
        QTest::newRow("nothing to a day") << "0, 0, '2026-03-01', '2026-06-30'" << false;
    }
    void subscriptions()
    {
        QFETCH(QString, discount);
        QFETCH(bool, given);
        const auto insert = [&](const std::string &values, const std::string &terms) {
            db().exec("INSERT INTO subscriptions (source, subscription_id, account_id, product, start_date, end_date, "
                      "cancelled_date, annual_minor, currency, trial_end, arr, mrr, amount, batch_id, line, "
                      "content_hash, as_of, discount_amount_minor, discount_percent, discount_start, discount_end) "
                      "VALUES ("
                + values + ", 0, '', " + terms + ")");
        };
        insert("'crm', 'S1', 'A1', 'Pro', '2026-02-01', '2026-12-31', '2026-11-30', 120000, 'KWD', '2026-02-14', NULL, "
               "10.25, 7, 2, 9",
            discount.toStdString());
        insert("'crm', 'S2', 'A1', 'Mini', '2026-02-01', NULL, NULL, NULL, 'USD', NULL, 1, NULL, NULL, 1, 3",
            "NULL, NULL, NULL, NULL");
        insert("'crm', 'S3', 'A1', NULL, 'soon', NULL, NULL, 5, 'USD', NULL, 1, NULL, NULL, 1, 4",
            "NULL, NULL, NULL, NULL");
        int visited = 0;
        QStringList products; // also of S2, which is worth nothing
        const auto product = [&](std::string_view source, std::string_view account, std::string_view name) {
            products << qt(source) + qt(account) + qt(name);
        };
        const auto visit = [&](const SubscriptionRow &row) {
            ++visited;
            QCOMPARE(qt(row.source), QString("crm"));
            QCOMPARE(qt(row.id), QString("S1"));
            QCOMPARE(qt(row.accountId), QString("A1"));
            QCOMPARE(qt(row.product), QString("Pro"));
            QCOMPARE(isoOf(row.start), QString("2026-02-01"));
            QCOMPARE(isoOf(row.end), QString("2026-12-31"));
            QCOMPARE(isoOf(row.cancelled), QString("2026-11-30"));
            QCOMPARE(row.annualMinor, 120000);
            QCOMPARE(row.currency.code(), std::string("KWD"));
            QCOMPARE(row.batch, 2);
            QCOMPARE(row.line, 9);
            QCOMPARE(isoOf(row.trialEnd), QString("2026-02-14"));
            QCOMPARE(row.discount.isGiven(), given);
            QCOMPARE(row.statedMinor, given ? 10250 : 0); // of the mrr, in thousandths
            if (given) {
                QCOMPARE(row.discount.amountMinor.value_or(0) == 500, discount.startsWith("500"));
                QCOMPARE(row.discount.percent.value_or(0) > 20, discount.contains("20.5"));
                QCOMPARE(isoOf(row.discount.start), discount.startsWith("500") ? QString("2026-02-02") : QString("-"));
                QCOMPARE(isoOf(row.discount.end), discount.startsWith("500") ? QString("-") : QString("2026-06-30"));
            }
        };
        forEachSubscription(workspace(), visit, product);
        QCOMPARE(products, (QStringList{"crmA1Pro", "crmA1Mini"}));
        QCOMPARE(visited, 1);
    }

    void productsOfContracts()
    {
        int number = 0;
        for (const char *of : {"account_id=A1;product=Pro", "account_id=A2;product=Mini", "account_id=A1;product=Pro",
                 "account_id=A3"}) // twice the same, and one that names none
            test::putRow(db(), "subscriptions",
                QStringLiteral("subscription_id=S%1;start_date=soon;currency=USD;%2").arg(++number).arg(of));
        QStringList products;
        forEachContractProduct(
            workspace(), [&](std::string_view source, std::string_view account, std::string_view product) {
                products << qt(source) + ' ' + qt(account) + ' ' + qt(product);
            });
        QCOMPARE(products, (QStringList{"crm A2 Mini", "crm A1 Pro"}));
    }

    void monthsAndRates()
    {
        db().exec("INSERT INTO arr_history (source, account_id, month, arr_minor, currency, " + Tail
            + "('crm', 'A1', '2026-02', 700, 'EUR', 0, '', 2, 8), ('crm', 'A1', '2026-01', 600, '?', 0, '', 1, 7), "
              "('crm', 'A1', 'x', 1, 'EUR', 0, '', 1, 2)");
        QStringList months;
        forEachArrMonth(workspace(), [&](const ArrMonthRow &row) {
            months << QStringLiteral("%1 %2 %3 %4 %5 %6 %7")
                          .arg(qt(row.source), qt(row.accountId), qt(row.month.iso()), QString::number(row.arrMinor),
                              qt(row.currency.code()), QString::number(row.batch), QString::number(row.line));
        });
        QCOMPARE(months, (QStringList{"crm A1 2026-01 600 USD 1 7", "crm A1 2026-02 700 EUR 2 8"}));
        db().exec("INSERT INTO fx_rates (source, currency, date, rate, " + Tail
            + "('hr', 'EUR', '2026-01-31', '1.08', 0, '', 1, 2), ('crm', 'CHF', 'soon', 'x', 0, '', 1, 2)");
        const auto rates = rateRows(workspace());
        QCOMPARE(rates.size(), std::size_t(2));
        QCOMPARE(rates[0].date, std::string("soon"));
        QCOMPARE(rates[1].source, std::string("hr"));
        QCOMPARE(rates[1].kind, std::string("people"));
        QCOMPARE(rates[1].currency, std::string("EUR"));
        QCOMPARE(rates[1].rate, std::string("1.08"));
    }

    void teams()
    {
        db().exec("INSERT INTO csms (source, csm_id, name, email, team, region, languages, segments, start_date, "
                  "end_date, fte, annual_cost_minor, currency, "
            + Tail
            + "('crm', 'C1', 'Ann', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '', 1, 2), "
              "('hr', 'C1', 'Anne', 'a@x', 'North', 'EU;US', 'de;en', 'SMB', '2026-01-01', '2026-12-31', 0.5, 9000, "
              "'EUR', 0, '', 1, 2)");
        const auto csms = csmRows(workspace());
        QCOMPARE(csms.size(), std::size_t(2));
        const CsmRow &anne = csms[0]; // people first
        QCOMPARE(qt(anne.source + anne.id + anne.name + anne.email + anne.team), QString("hrC1Annea@xNorth"));
        QCOMPARE(qt(anne.regions + ' ' + anne.languages + ' ' + anne.segments), QString("EU;US de;en SMB"));
        QCOMPARE(isoOf(anne.start) + isoOf(anne.end), QString("2026-01-012026-12-31"));
        QCOMPARE(anne.fte, std::optional<double>(0.5));
        QCOMPARE(anne.annualCostMinor, std::optional<std::int64_t>(9000));
        QCOMPARE(anne.currency.code(), std::string("EUR"));
        QVERIFY(!csms[1].fte && !csms[1].annualCostMinor && !csms[1].start && !csms[1].end);
        QCOMPARE(csms[1].currency.code(), std::string("USD"));

        db().exec("INSERT INTO leave (source, csm_id, start_date, end_date, " + Tail
            + "('crm', 'C1', '2026-02-01', '2026-02-14', 0, '', 1, 2), ('hr', 'C1', '2026-02-01', '2026-02-14', 0, '', "
              "1, 2), ('hr', 'C2', 'x', '2026-02-14', 0, '', 1, 2), ('hr', 'C3', '2026-02-01', 'x', 0, '', 1, 2)");
        const auto leave = leaveRows(workspace());
        QCOMPARE(leave.size(), std::size_t(1)); // once, and no days that are none
        QCOMPARE(qt(leave[0].csmId + leave[0].from.iso() + leave[0].to.iso()), QString("C12026-02-012026-02-14"));

        db().exec("INSERT INTO assignments (source, account_id, csm_id, start_date, end_date, role, " + Tail
            + "('crm', 'A1', 'C1', '2026-02-01', '2026-03-31', 'lead', 0, '', 1, 2), ('crm', 'A2', 'C2', '2026-02-01', "
              "NULL, NULL, 0, '', 1, 2), ('crm', 'A3', 'C2', 'x', NULL, NULL, 0, '', 1, 2)");
        QStringList assigned;
        for (const AssignmentRow &row : assignmentRows(workspace()))
            assigned << qt(row.source + ' ' + row.accountId + ' ' + row.csmId + ' ' + row.start.iso() + ' ')
                    + isoOf(row.end) + ' ' + qt(row.role);
        QCOMPARE(assigned, (QStringList{"crm A2 C2 2026-02-01 - ", "crm A1 C1 2026-02-01 2026-03-31 lead"}));
    }

    void targets()
    {
        db().exec("INSERT INTO targets (source, period, metric, \"group\", value, " + Tail
            + "('hr', '2026Q1', 'nrr', 'total', 1.1, 0, '', 1, 2), ('crm', '2026', 'grr', '', 0.9, 0, '', 1, 2), "
              "('crm', '2026', 'grr', 'SMB', 0.8, 0, '', 1, 2)");
        const auto rows = targetRows(workspace());
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].metric, std::string("grr"));
        QCOMPARE(rows[1].period, std::string("2026Q1"));
        QCOMPARE(rows[1].metric, std::string("nrr"));
        QCOMPARE(rows[1].value, 1.1);
    }
};

QTEST_GUILESS_MAIN(TestSourceRows)
#include "tst_source_rows.moc"
