#include "core/store/entity_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::found;

/// The canonical entities, and the tables that hold their rows.
class TestEntities : public QObject {
    Q_OBJECT
private slots:
    /// CONTRACT's entities: what tells them apart.
    void entitiesAreAsDocumented_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("traits"); // account, bare, annual, segments
        QTest::newRow("accounts") << "accounts"
                                  << "account_id"
                                  << "-b--";
        QTest::newRow("subscriptions") << "Subscriptions"
                                       << "subscription_id"
                                       << "a-n-";
        QTest::newRow("arr_history") << "arr_history"
                                     << "account_id month"
                                     << "a---";
        QTest::newRow("opportunities") << "opportunities"
                                       << "opportunity_id"
                                       << "a---";
        QTest::newRow("forecasts") << "forecasts"
                                   << "period account_id date author"
                                   << "a---";
        QTest::newRow("contacts") << "contacts"
                                  << "contact_id"
                                  << "a---";
        QTest::newRow("activities") << "activities"
                                    << "activity_id"
                                    << "a---";
        QTest::newRow("tickets") << "tickets"
                                 << "ticket_id"
                                 << "a---";
        QTest::newRow("usage") << "USAGE"
                               << "account_id date feature"
                               << "a--s";
        QTest::newRow("surveys") << "surveys"
                                 << "response_id"
                                 << "a---";
        QTest::newRow("health_scores") << "health_scores"
                                       << "account_id date model"
                                       << "a---";
        QTest::newRow("milestones") << "milestones"
                                    << "account_id milestone"
                                    << "a---";
        QTest::newRow("lifecycle") << "lifecycle"
                                   << "account_id stage entered_date"
                                   << "a---";
        QTest::newRow("actions") << "actions"
                                 << "action_id"
                                 << "a---";
        QTest::newRow("invoices") << "invoices"
                                  << "invoice_id"
                                  << "a---";
        QTest::newRow("csms") << "csms"
                              << "csm_id"
                              << "----";
        QTest::newRow("assignments") << "assignments"
                                     << "account_id csm_id start_date"
                                     << "a---";
        QTest::newRow("leave") << "leave"
                               << "csm_id start_date end_date"
                               << "----";
        QTest::newRow("targets") << "targets"
                                 << "period metric group"
                                 << "----";
        QTest::newRow("fx_rates") << "fx_rates"
                                  << "currency date"
                                  << "----";
        QTest::newRow("requests") << "requests"
                                  << "request_id"
                                  << "----";
        QTest::newRow("deliverables") << "deliverables"
                                      << "deliverable_id"
                                      << "----";
        QTest::newRow("runs") << "runs"
                              << "run_id"
                              << "----";
        QTest::newRow("changes") << "changes"
                                 << "change_id"
                                 << "----";
        QTest::newRow("measures") << "measures"
                                  << "period metric group"
                                  << "----";
        QTest::newRow("risks") << "risks"
                               << "account_id date author"
                               << "a---";
        QTest::newRow("escalations") << "escalations"
                                     << "escalation_id"
                                     << "a---";
        QTest::newRow("engagements") << "engagements"
                                     << "engagement_id"
                                     << "a---";
        QTest::newRow("plans") << "plans"
                               << "plan_id"
                               << "a---";
    }
    void entitiesAreAsDocumented()
    {
        QFETCH(QString, name);
        QFETCH(QString, keys);
        QFETCH(QString, traits);
        const Entity *entity = findEntity(name.toStdString());
        QVERIFY(entity);
        QStringList columns;
        for (const std::string &key : keyColumns(*entity))
            columns << QString::fromStdString(key);
        QCOMPARE(columns.join(u' '), keys);
        const QString got = QStringLiteral("%1%2%3%4")
                                .arg(entity->hasAccount ? QLatin1Char('a') : QLatin1Char('-'))
                                .arg(entity->mayBeBare() ? QLatin1Char('b') : QLatin1Char('-'))
                                .arg(entity->hasAnnual() ? QLatin1Char('n') : QLatin1Char('-'))
                                .arg(entity->inSegments() ? QLatin1Char('s') : QLatin1Char('-'));
        QCOMPARE(got, traits);
        QVERIFY(!entity->hasAccount || entity->indexOf("account_id") >= 0);
    }

    /// The table says so too: what a row must have is NOT NULL there, the key its primary key, but for money, whose
    /// row is held back without it.
    void tablesHaveWhatEntitiesNeed()
    {
        test::WorkspaceFixture data;
        int entitiesWithTables = 0;
        for (const Entity &entity : entities()) {
            if (entity.inSegments())
                continue;
            ++entitiesWithTables;
            for (const Column &column : entity.columns) {
                const QStringList row = found(data.db(),
                    "SELECT \"notnull\", pk > 0 FROM pragma_table_xinfo('" + std::string(entity.name)
                        + "') WHERE '\"' || "
                          "name || '\"' = '"
                        + columnInTable(column) + "'");
                const std::string place = std::string(entity.name) + '.' + std::string(column.name);
                QVERIFY2(row.size() == 1, place.c_str());
                QCOMPARE(row.front().endsWith("|1"), column.key);
                const bool mayMiss = column.type == ValueType::Money || column.type == ValueType::Currency;
                if (!mayMiss && !column.key)
                    QVERIFY2(row.front().startsWith("1") == column.required, place.c_str());
            }
        }
        QCOMPARE(entitiesWithTables, 28);
    }

    /// What the tables cannot say: amounts that must be given, values that cannot be below zero, keys that may be
    /// empty.
    void columnsAreAsDocumented()
    {
        QStringList amounts;
        QStringList recurring;
        QStringList emptyKeys;
        for (const Entity &entity : entities()) {
            for (const Column &column : entity.columns) {
                const auto name = QString::fromStdString(std::string(entity.name) + '.' + std::string(column.name));
                if (column.type == ValueType::Money && column.required)
                    amounts << name;
                if (column.recurring)
                    recurring << name;
                if (column.key && !column.required)
                    emptyKeys << name;
            }
        }
        QCOMPARE(amounts, (QStringList{"arr_history.arr", "forecasts.amount", "invoices.amount"}));
        QCOMPARE(recurring,
            (QStringList{
                "accounts.arr", "subscriptions.arr", "subscriptions.mrr", "subscriptions.amount", "arr_history.arr"}));
        QCOMPARE(emptyKeys,
            (QStringList{"usage.feature", "health_scores.model", "targets.group", "measures.group", "risks.author"}));
    }

    void unknownNamesAreNone()
    {
        QVERIFY(!findEntity("account") && !findEntity(""));
        const Entity &accounts = *findEntity("accounts");
        QCOMPARE(accounts.indexOf("account_id"), 0);
        QCOMPARE(accounts.indexOf("name"), 1);
        QCOMPARE(accounts.indexOf("Name"), -1);
        QVERIFY(accounts.columns.back().later && !accounts.columns.front().later);
        QCOMPARE(columnInTable(accounts.columns[std::size_t(accounts.indexOf("arr"))]), std::string("\"arr_minor\""));
        QCOMPARE(columnInTable(accounts.columns[1]), std::string("\"name\""));
        QCOMPARE(store::sourceKinds().size(), std::size_t(8));
    }
};

QTEST_GUILESS_MAIN(TestEntities)
#include "tst_entities.moc"
