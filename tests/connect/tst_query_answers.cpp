#include "core/connect/query_answer.h"
#include "core/connect/shipped_queries.h"
#include "core/store/entities.h"
#include "tests/connect/shop.h"

#include <QDir>
#include <QFileInfo>
#include <QtTest>

using namespace qd;
using namespace qd::connect;
using test::Kept;
using test::Password;

/// What saved queries give: how many rows, a file of them, and the queries that are shipped.
class TestQueryAnswers : public QObject {
    Q_OBJECT

    test::Shop m_shop;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = test::PostgresServer::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QCOMPARE(m_shop.open(), QString());
    }

    void forecast_data() { test::Shop::eachDriver(); }
    void forecast()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(m_shop.connection(driver), Password, progress);
        QVERIFY(database.ok());
        const std::string sql = "SELECT * FROM generate_series(1, 5000) AS n -- a remark";
        const auto told = (*database)->forecast(sql, progress);
        QVERIFY2(told.ok(), told ? "" : told.error().message.english().c_str());
        QCOMPARE(told->rows, std::int64_t(5000));
        QCOMPARE(told->counted, driver == QStringLiteral("odbc"));
        Kept kept;
        QVERIFY((*database)->run(sql, kept, progress).ok()); // the same connection, after it
        QCOMPARE(kept.rows.size(), 5000u);
    }

    void answer_data() { test::Shop::eachDriver(); }
    void answer()
    {
        QFETCH(QString, driver);
        Progress progress;
        const SavedQuery query{"subs", "warehouse",
            "SELECT id, arr, :as_of AS day FROM subs WHERE since >= :since ORDER BY id;", "subscriptions", "billing",
            {}, {}, {}};
        const QueryDays days{Date::fromIso("2026-01-01"), *Date::fromIso("2026-10-31")};
        QString path;
        {
            const auto answer = fetchAnswer(m_shop.connection(driver), query, Password, days, 1000, progress);
            QVERIFY2(answer.ok(), answer ? "" : answer.error().message.english().c_str());
            QCOMPARE(answer->rows, std::int64_t(1));
            QCOMPARE(answer->name, std::string("warehouse: subs"));
            path = QString::fromStdString(answer->path);
            QVERIFY(QDir::temp().entryList({QStringLiteral("quarterdeck-*")}, QDir::Files).isEmpty()); // it has no name
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), QByteArray("id,arr,day\nS-1,1200.50,2026-10-31\n"));
            QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        }
        QVERIFY(!QFileInfo::exists(path));
    }

    void tooManyRows_data() { test::Shop::eachDriver(); }
    void tooManyRows()
    {
        QFETCH(QString, driver);
        Progress progress;
        const QueryDays days{std::nullopt, *Date::fromIso("2026-10-31")};
        const SavedQuery query{
            "many", "warehouse", "SELECT n FROM generate_series(1, 1001) AS n", {}, {}, {}, {}, "many"};
        const auto more = fetchAnswer(m_shop.connection(driver), query, Password, days, 1000, progress);
        QVERIFY(!more.ok());
        QVERIFY(asksToFetchMore(more.error()));
        const auto all = fetchAnswer(m_shop.connection(driver), query, Password, days, 1001, progress);
        QVERIFY(all.ok());
        QCOMPARE(all->rows, std::int64_t(1001));
    }

    /// 10^27 rows are more than a number of 64 bits.
    void planBeyondNumbers()
    {
        Progress progress;
        const SavedQuery query{"all with all", "warehouse",
            "SELECT 1 AS n FROM generate_series(1, 1000000000) AS a, generate_series(1, 1000000000) AS b,"
            " generate_series(1, 1000000000) AS c",
            {}, {}, {}, {}, "many"};
        const auto answer = fetchAnswer(m_shop.connection(QStringLiteral("postgresql")), query, Password,
            {std::nullopt, *Date::fromIso("2026-10-31")}, UsualMostRows, progress);
        QVERIFY(!answer.ok());
        QVERIFY(asksToFetchMore(answer.error()));
    }

    /// A plan may be wrong: the rows that come are counted too.
    void moreThanPlanned()
    {
        Progress progress;
        const SavedQuery query{"wrong plan", "warehouse",
            "SELECT n FROM (SELECT unnest(array_agg(m)) AS n FROM generate_series(1, 5000) AS m) AS x", {}, {}, {}, {},
            "many"};
        const auto answer = fetchAnswer(m_shop.connection(QStringLiteral("postgresql")), query, Password,
            {std::nullopt, *Date::fromIso("2026-10-31")}, 100, progress);
        QVERIFY(!answer.ok());
        QVERIFY(asksToFetchMore(answer.error()));
        QVERIFY(m_shop.workEnds());
    }

    /// Each runs on the tables it names, and what it gives are columns of its entity, the required ones among them.
    void examples_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("row"); // of the one record below that is none of those left out
        QTest::newRow("dbt") << "dbt-subscriptions" << QByteArray("S1,C1,Core,2026-01-01,,100.50,EUR");
        QTest::newRow("events") << "events-usage" << QByteArray("A1,2026-10-01,login,2,3");
        QTest::newRow("accounts") << "fivetran-salesforce-accounts"
                                  << QByteArray("001,Acme,acme.com,,Ann,ann@x.io,Steel,DE,Ulm,2026-01-02,12");
        QTest::newRow("opportunities")
            << "fivetran-salesforce-opportunities"
            << QByteArray("006,001,Next year,renewal,Proposal,9.00,2026-02-02,2026-12-31,60,false,false,Ann");
        QTest::newRow("stripe") << "fivetran-stripe-subscriptions"
                                << QByteArray("si_1,cus_1,Core,2026-01-01,,,2400.00,12,EUR,2,active");
        QTest::newRow("zendesk") << "fivetran-zendesk-tickets"
                                 << QByteArray("7,42,2026-10-01 08:00:00,2026-10-02 09:00:00,high,solved");
    }
    void examples()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, row);
        Progress progress;
        const auto shipped = shippedQuery(name.toStdString());
        QVERIFY(shipped.ok());
        QVERIFY(!shipped->title.empty());
        const auto answer = fetchAnswer(m_shop.connection(QStringLiteral("postgresql")), shipped->query, Password,
            {Date::fromIso("2026-10-01"), *Date::fromIso("2026-10-31")}, 10000, progress);
        QVERIFY2(answer.ok(), answer ? "" : answer.error().message.english().c_str());
        QFile file(QString::fromStdString(answer->path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[1], row);
        const store::Entity *entity = store::findEntity(shipped->query.entity);
        QVERIFY(entity);
        const QList<QByteArray> columns = lines[0].split(',');
        for (const QByteArray &column : columns)
            QVERIFY2(entity->indexOf(column.toStdString()) >= 0, column.constData());
        for (const store::Column &column : entity->columns) {
            const QByteArray wanted = QByteArray::fromStdString(std::string(column.name));
            QVERIFY2(!column.required || columns.contains(wanted), wanted.constData());
        }
        QCOMPARE(shippedQueries().size(), 6u);
        QVERIFY(!shippedQuery("events-usag").ok());
    }
};

QTEST_GUILESS_MAIN(TestQueryAnswers)
#include "tst_query_answers.moc"
