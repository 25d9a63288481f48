#include "core/store/accepted_links.h"
#include "core/store/customer_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;

namespace {

QString isoOf(const std::optional<Date> &date)
{
    return date ? QString::fromStdString(date->iso()) : QStringLiteral("-");
}

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

/// Customers, their records and links, and what changed of them.
class TestCustomerRows : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    const Workspace &workspace() { return m_data->workspace(); }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "accounts", "2026-01-31");
        db().exec("INSERT INTO accounts (source, account_id, name, domain, parent_account_id, crm_account_id, "
                  "created_date, owner, segment, lifecycle_stage, status, health, renewal_date, contract_start_date, "
                  "region, city, arr_minor, bare, line, content_hash, as_of, first_as_of, batch_id) VALUES ('crm', "
                  "'A1', 'Acme', "
                  "'acme.com', 'P1', 'C1', '2020-02-03', 'Ann', 'SMB', 'live', 'active', 'green', '2026-12-31', "
                  "'2026-01-01', 'EU', 'Bonn', 0, 0, 7, 0, '2026-01-31', '2026-01-15', 1), ('crm', 'A2', 'A2', NULL, "
                  "NULL, NULL, NULL, NULL, "
                  "NULL, NULL, NULL, NULL, 'soon', NULL, NULL, NULL, NULL, 1, 9, 0, '2026-01-20', NULL, 1);"
                  "INSERT INTO account (account, name, parent, ultimate_parent, segment, city) VALUES ('X1', 'Acme', "
                  "'P', 'U', 'SMB', 'Bonn'), ('X0', 'Beta', NULL, 'X0', NULL, NULL);"
                  "INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) VALUES "
                  "('crm', 'A1', 'X1', 'domain', 0.75, 'accepted', 'import')");
    }

    void linksInTheOrderOfTheRecords()
    {
        db().exec("INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) VALUES "
                  "('crm', 'A3', 'X0', 'name', 0.5, 'accepted', 'import')");
        AcceptedLinks links(workspace());
        QVERIFY(!links.goTo("billing", "A9"));
        QVERIFY(!links.goTo("crm", "A"));
        QVERIFY(links.goTo("crm", "A1"));
        QCOMPARE(links.account(), std::string_view("X1"));
        QCOMPARE(links.method(), std::string_view("domain"));
        QCOMPARE(links.score(), 0.75);
        QVERIFY(links.goTo("crm", "A1")); // where it stands
        QVERIFY(!links.goTo("crm", "A2"));
        QVERIFY(links.goTo("crm", "A3"));
        QVERIFY(!links.goTo("crm", "A4")); // past the last
        QVERIFY(!links.goTo("hr", "A1"));
    }

    void customersByTheirId()
    {
        QStringList rows;
        forEachCustomer(workspace(), {"segment", "city"}, [&](CustomerRow &row) {
            QStringList cells{qt(row.account), qt(row.parent), qt(row.ultimateParent)};
            for (const std::string &field : row.fields)
                cells << qt(field);
            rows << cells.join(u'|');
        });
        QCOMPARE(rows, (QStringList{"X0||X0||", "X1|P|U|SMB|Bonn"}));
    }

    void recordsWithFurtherColumns_data()
    {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("fields"); // of A1
        QTest::newRow("none") << QStringList() << "";
        QTest::newRow("a known one") << QStringList{"segment"} << "SMB";
        QTest::newRow("first and last known") << QStringList{"contract_start_date", "source"} << "2026-01-01|crm";
        QTest::newRow("another") << QStringList{"region"} << "EU";
        QTest::newRow("two others") << QStringList{"region", "city"} << "EU|Bonn";
        QTest::newRow("mixed") << QStringList{"city", "name", "region", "owner"} << "Bonn|Acme|EU|Ann";
    }
    void recordsWithFurtherColumns()
    {
        QFETCH(QStringList, columns);
        QFETCH(QString, fields);
        std::vector<std::string> asked;
        for (const QString &column : columns)
            asked.push_back(column.toStdString());
        db().exec("PRAGMA foreign_keys = OFF; INSERT INTO accounts (source, account_id, name, content_hash, as_of, "
                  "batch_id, line) VALUES ('nowhere', 'Z', 'Z', 0, '', 1, 2)"); // of no source: passed over
        TextPool texts;
        int visited = 0;
        forEachRecord(workspace(), texts, asked, [&](const RecordRow &row) {
            QStringList got;
            for (const PooledText &field : row.fields)
                got << qt(field.str());
            if (++visited == 1) {
                QCOMPARE(got.join(u'|'), fields);
                QStringList cells;
                for (const PooledText &text : {row.source, row.kind, row.id, row.account, row.method, row.name,
                         row.domain, row.parentId, row.crmId, row.createdDate, row.owner, row.segment, row.region,
                         row.lifecycleStage, row.status, row.health})
                    cells << qt(text.str());
                QCOMPARE(cells.join(u' '),
                    QString("crm crm A1 X1 domain Acme acme.com P1 C1 2020-02-03 Ann SMB EU live active green"));
                QCOMPARE(row.score, 0.75);
                QCOMPARE(isoOf(row.renewalDate) + ' ' + isoOf(row.contractStart), QString("2026-12-31 2026-01-01"));
                QVERIFY(row.hasArr && !row.bare); // be it 0
                QCOMPARE(row.line, 7);
                QCOMPARE(isoOf(row.firstSight), QString("2026-01-15"));
            } else {
                QCOMPARE(qt(row.id.str()), QString("A2"));
                QVERIFY(row.account.empty() && row.domain.empty() && row.health.empty());
                QCOMPARE(row.score, 0.0);
                QVERIFY(!row.renewalDate && !row.contractStart);
                QVERIFY(!row.hasArr && row.bare);
                QCOMPARE(row.line, 9);
                QCOMPARE(isoOf(row.firstSight), QString("2026-01-20")); // made as of then
            }
        });
        QCOMPARE(visited, 2);
    }

    void changesOfFields_data()
    {
        QTest::addColumn<bool>("all");
        QTest::addColumn<QStringList>("changes");
        const QString arr = "crm A1 arr 2026-01-31 first 1.00 USD 1";
        const QString ended = "crm A1 arr 2026-02-28 changed  1";
        const QString owner = "crm A1 owner 2026-01-31 first Ann 1";
        const QString annual = "crm S1 annual 2026-01-31 changed 2.00 EUR 1";
        QTest::newRow("amounts") << false << QStringList{arr, ended, annual};
        QTest::newRow("all") << true << QStringList{arr, ended, owner, annual};
    }
    void changesOfFields()
    {
        QFETCH(bool, all);
        QFETCH(QStringList, changes);
        db().exec(
            "INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id) "
            "VALUES ('crm', 'subscriptions', 'S1', 'annual', '1.00 EUR', '2.00 EUR', '2026-01-31', 1), "
            "('crm', 'subscriptions', 'S1', 'end_date', '2026-01-01', NULL, '2026-01-31', 1), "
            "('crm', 'accounts', 'A1', 'arr', '1.00 USD', NULL, '2026-02-28', 1), "
            "('crm', 'accounts', 'A1', 'arr', NULL, '1.00 USD', '2026-01-31', 1), "
            "('crm', 'accounts', 'A1', 'arr', NULL, '1.00 USD', 'soon', 1), "
            "('crm', 'contacts', 'C1', 'left_date', NULL, '2026-01-01', '2026-01-31', 1), "
            "('crm', 'accounts', 'A1', 'owner', NULL, 'Ann', '2026-01-31', 1)");
        QStringList got;
        forEachFieldChange(
            workspace(), all ? ChangedFields::All : ChangedFields::Amounts, [&](const FieldChangeRow &row) {
                got << QStringList({qt(row.source), qt(row.recordId), qt(row.field), isoOf(row.asOf),
                                       row.first ? "first" : "changed", qt(row.value), QString::number(row.batch)})
                           .join(u' ');
            });
        QCOMPARE(got, changes);
    }

    void healthScores()
    {
        db().exec("INSERT INTO health_scores (source, account_id, date, model, score, colour, content_hash, as_of, "
                  "batch_id, line) VALUES ('crm', 'A1', '2026-02-01', '', 5, NULL, 0, '', 1, 2), ('crm', 'A1', "
                  "'2026-01-01', 'm', 5, 'red', 0, '', 1, 2), ('crm', 'A1', 'soon', '', 5, 'red', 0, '', 1, 2)");
        QStringList got;
        forEachHealthScore(workspace(), [&](const HealthRow &row) {
            got << QStringList({qt(row.source), qt(row.recordId), isoOf(row.date), qt(row.colour)}).join(u' ');
        });
        QCOMPARE(got, (QStringList{"crm A1 2026-01-01 red", "crm A1 2026-02-01 "}));
    }
};

QTEST_GUILESS_MAIN(TestCustomerRows)
#include "tst_customer_rows.moc"
