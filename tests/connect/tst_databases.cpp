#include "core/connect/database.h"
#include "core/connect/database_failure.h"
#include "core/connect/query_answer.h"
#include "core/connect/shipped_queries.h"
#include "core/store/entities.h"
#include "tests/support/postgres_server.h"
#include "tests/support/silent_server.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>
#include <QtTest>

#include <chrono>
#include <thread>

using namespace qd;
using namespace qd::connect;

namespace {

const std::string Password = "c0rrect horse;=}'";

/// Keeps what comes; at the row `act` does something.
class Kept final : public AnswerSink {
public:
    Result<void> columns(const std::vector<std::string> &given) override
    {
        names = given;
        return {};
    }
    Result<void> row(const std::vector<std::string_view> &fields) override
    {
        rows.emplace_back(fields.begin(), fields.end());
        if (act)
            act(rows.size());
        return {};
    }

    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
    std::function<void(std::size_t)> act;
};

qint64 milliseconds(std::chrono::steady_clock::time_point since)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - since).count();
}

} // namespace

/// libpq and unixODBC against a real server: the same rows, the same sentences.
class TestDatabases : public QObject {
    Q_OBJECT

private:
    test::PostgresServer m_server;

    Connection connection(const QString &driver) const
    {
        Connection made;
        made.name = "warehouse";
        made.user = "reader";
        if (driver == QStringLiteral("odbc")) {
            made.driver = Driver::Odbc;
            made.odbc = "Driver={PostgreSQL Unicode};Server=" + m_server.host.toStdString()
                + ";Port=" + std::to_string(m_server.port) + ";Database=shop;UseDeclareFetch=1;Fetch=100;BoolsAsChar=0";
        } else {
            made.host = m_server.host.toStdString();
            made.port = m_server.port;
            made.database = "shop";
        }
        return made;
    }
    static void eachDriver()
    {
        QTest::addColumn<QString>("driver");
        QTest::newRow("libpq") << QStringLiteral("postgresql");
        QTest::newRow("odbc") << QStringLiteral("odbc");
    }
    /// How many queries of the reader the server works on, or waits for, a moment after.
    bool workEnds()
    {
        for (int i = 0; i < 40; ++i) {
            if (m_server.sql(QStringLiteral(
                    "select count(*) from pg_stat_activity where usename = 'reader' and state = 'active'"))
                == QStringLiteral("0"))
                return true;
            QTest::qWait(50);
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = test::PostgresServer::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY(m_server.start());
        m_server.sql(QStringLiteral("create role reader login password 'c0rrect horse;=}'''"));
        m_server.shell(QStringLiteral("createdb shop"));
        QFile tables(QStringLiteral(QD_SHOP));
        QVERIFY(tables.open(QIODevice::ReadOnly));
        const QString said = m_server.shell(
            QStringLiteral("psql -Xq -d shop 2>&1 <<'EOF'\n%1EOF").arg(QString::fromUtf8(tables.readAll())));
        QCOMPARE(said, QString());
    }

    void rows_data() { eachDriver(); }
    void rows()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(connection(driver), Password, progress);
        QVERIFY2(database.ok(), database ? "" : database.error().message.english().c_str());
        Kept kept;
        const auto done = (*database)->run("SELECT * FROM subs ORDER BY id -- all", kept, progress);
        QVERIFY2(done.ok(), done ? "" : done.error().message.english().c_str());
        QCOMPARE(kept.names, (std::vector<std::string>{"id", "name", "arr", "active", "since", "seen", "note"}));
        QCOMPARE(kept.rows.size(), 3u);
        QCOMPARE(kept.rows[0],
            (std::vector<std::string>{
                "S-1", "Bäckerei \"Süd\"", "1200.50", "true", "2026-01-31", "2026-02-01 08:15:00", "two\nlines"}));
        QCOMPARE(
            kept.rows[1], (std::vector<std::string>{"S-2", "東京, 株式会社", "0.00", "false", "2025-12-01", "", ""}));
        QCOMPARE(kept.rows[2],
            (std::vector<std::string>{
                "S-3", "", "-99999999.99", "", "", "2026-02-01 00:00:00", std::string(10000, 'x')}));
    }

    void noRows_data() { eachDriver(); }
    void noRows()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(connection(driver), Password, progress);
        QVERIFY(database.ok());
        Kept kept;
        QVERIFY((*database)->run("SELECT id FROM subs WHERE false", kept, progress).ok());
        QCOMPARE(kept.names, std::vector<std::string>{"id"});
        QVERIFY(kept.rows.empty());
    }

    void failures_data()
    {
        QTest::addColumn<QString>("driver");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("kind");
        const QString right = QString::fromStdString(Password);
        for (const QString &driver : {QStringLiteral("postgresql"), QStringLiteral("odbc")}) {
            const auto row = [&driver](const char *name) -> QTestData & {
                return QTest::addRow("%s by %s", name, qPrintable(driver)) << driver;
            };
            const QString fine = QStringLiteral("SELECT 1");
            row("wrong password") << fine << QStringLiteral("not-the-password") << QStringLiteral("wrong_login");
            row("no rights") << QStringLiteral("SELECT * FROM secret") << right << QStringLiteral("no_rights");
            row("no column") << QStringLiteral("SELECT arrr FROM subs") << right << QStringLiteral("no_column");
            row("no table") << QStringLiteral("SELECT * FROM sub") << right << QStringLiteral("no_table");
            row("no SQL") << QStringLiteral("SELEC 1") << right << QStringLiteral("refused");
            row("time-out") << QStringLiteral("SELECT pg_sleep(30)") << right << QStringLiteral("timed_out");
        }
        QTest::addRow("writing by postgresql")
            << QStringLiteral("postgresql") << QStringLiteral("CREATE TEMP TABLE x AS SELECT 1") << right
            << QStringLiteral("refused");
        QTest::addRow("two statements by postgresql")
            << QStringLiteral("postgresql") << QStringLiteral("SELECT 1; SELECT 2") << right
            << QStringLiteral("refused");
    }
    void failures()
    {
        QFETCH(QString, driver);
        QFETCH(QString, sql);
        QFETCH(QString, password);
        QFETCH(QString, kind);
        Progress progress;
        Connection to = connection(driver);
        if (kind == QStringLiteral("timed_out"))
            to.querySeconds = 1;
        auto database = openDatabase(to, password.toStdString(), progress);
        Result<void> done = database ? Result<void>() : Result<void>(database.error());
        Kept kept;
        if (database)
            done = (*database)->run(sql.toStdString(), kept, progress);
        QVERIFY(!done.ok());
        const Error error = done.error();
        const QString says = QString::fromStdString(error.message.english());
        QVERIFY2(!error.arguments.empty() && QString::fromStdString(error.arguments.front()) == kind, qPrintable(says));
        QVERIFY2(says.contains(QStringLiteral("warehouse")), qPrintable(says));
        QVERIFY2(says.contains(QStringLiteral("Nothing was written.")), qPrintable(says));
        QVERIFY2(!says.contains(password), qPrintable(says));
        QVERIFY(kept.rows.empty());
    }

    void nothingAnswers_data() { eachDriver(); }
    void nothingAnswers()
    {
        QFETCH(QString, driver);
        Progress progress;
        Connection to = connection(driver);
        to.port = 1; // where nothing listens
        to.odbc = "Driver={PostgreSQL Unicode};Server=localhost;Port=1;Database=shop";
        const auto database = openDatabase(to, Password, progress);
        QVERIFY(!database.ok());
        QCOMPARE(database.error().arguments.front(), std::string("no_server"));
        QVERIFY(database.error().message.english().find(Password) == std::string::npos);
    }

    void cancel_data() { eachDriver(); }
    void cancel()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(connection(driver), Password, progress);
        QVERIFY(database.ok());
        std::chrono::steady_clock::time_point asked;
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            asked = std::chrono::steady_clock::now();
            progress.cancel();
        });
        Kept kept;
        const auto done = (*database)->run("SELECT pg_sleep(60)", kept, progress);
        other.join();
        const qint64 took = milliseconds(asked);
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
        QVERIFY2(took <= 200, qPrintable(QString::number(took)));
        QVERIFY(workEnds());
    }

    void lostInTheMiddle_data() { eachDriver(); }
    void lostInTheMiddle()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(connection(driver), Password, progress);
        QVERIFY(database.ok());
        Kept kept;
        kept.act = [this](std::size_t rows) {
            if (rows == 50)
                m_server.sql(
                    QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reader'"));
        };
        // More than any buffer on the way holds.
        const auto done = (*database)->run(
            "SELECT n, repeat('x', 1000) AS filler FROM generate_series(1, 200000) AS n", kept, progress);
        QVERIFY(!done.ok());
        QCOMPARE(done.error().arguments.front(), std::string("lost"));
        QVERIFY(kept.rows.size() < 200000u);
    }

    /// A server that takes connections and says nothing: it is waited for as long as the connection allows.
    void silence_data()
    {
        QTest::addColumn<QString>("driver");
        QTest::addColumn<bool>("cancels");
        for (const QString &driver : {QStringLiteral("postgresql"), QStringLiteral("odbc")}) {
            QTest::addRow("%s waits", qPrintable(driver)) << driver << false;
            QTest::addRow("%s cancels", qPrintable(driver)) << driver << true;
        }
    }
    void silence()
    {
        QFETCH(QString, driver);
        QFETCH(bool, cancels);
        const test::SilentServer silent;
        QVERIFY(silent.port() > 0);
        Connection to = connection(driver);
        to.host = "127.0.0.1";
        to.port = silent.port();
        to.odbc =
            "Driver={PostgreSQL Unicode};Server=127.0.0.1;Port=" + std::to_string(silent.port()) + ";Database=shop";
        to.connectSeconds = cancels ? 30 : 1;
        Progress progress;
        std::chrono::steady_clock::time_point asked;
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            asked = std::chrono::steady_clock::now();
            if (cancels)
                progress.cancel();
        });
        const auto database = openDatabase(to, Password, progress);
        other.join();
        const qint64 took = milliseconds(asked);
        QVERIFY(!database.ok());
        QVERIFY2(took <= (cancels ? 200 : 2000), qPrintable(QString::number(took)));
        if (cancels)
            QCOMPARE(database.error().code, ErrorCode::Cancelled);
        else
            QCOMPARE(database.error().arguments.front(), std::string("timed_out"));
    }

    /// Parts of an answer, none of which is late by itself, are late together.
    void lateTogether()
    {
        Connection to = connection(QStringLiteral("odbc"));
        to.querySeconds = 1;
        Progress progress;
        auto database = openDatabase(to, Password, progress);
        QVERIFY(database.ok());
        Kept kept;
        kept.act = [](std::size_t rows) {
            if (rows == 1)
                std::this_thread::sleep_for(std::chrono::milliseconds(1200));
        };
        const auto done = (*database)->run("SELECT n FROM generate_series(1, 3000) AS n", kept, progress);
        QVERIFY(!done.ok());
        QCOMPARE(done.error().arguments.front(), std::string("timed_out"));
        QVERIFY(kept.rows.size() < 3000u);
    }

    void forecast_data() { eachDriver(); }
    void forecast()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(connection(driver), Password, progress);
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

    void answer_data() { eachDriver(); }
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
            const auto answer = fetchAnswer(connection(driver), query, Password, days, 1000, progress);
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

    void tooManyRows_data() { eachDriver(); }
    void tooManyRows()
    {
        QFETCH(QString, driver);
        Progress progress;
        const QueryDays days{std::nullopt, *Date::fromIso("2026-10-31")};
        const SavedQuery query{
            "many", "warehouse", "SELECT n FROM generate_series(1, 1001) AS n", {}, {}, {}, {}, "many"};
        const auto more = fetchAnswer(connection(driver), query, Password, days, 1000, progress);
        QVERIFY(!more.ok());
        QVERIFY(asksToFetchMore(more.error()));
        const auto all = fetchAnswer(connection(driver), query, Password, days, 1001, progress);
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
        const auto answer = fetchAnswer(connection(QStringLiteral("postgresql")), query, Password,
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
        const auto answer = fetchAnswer(connection(QStringLiteral("postgresql")), query, Password,
            {std::nullopt, *Date::fromIso("2026-10-31")}, 100, progress);
        QVERIFY(!answer.ok());
        QVERIFY(asksToFetchMore(answer.error()));
        QVERIFY(workEnds());
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
        const auto answer = fetchAnswer(connection(QStringLiteral("postgresql")), shipped->query, Password,
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

    void unknownDriver()
    {
        Progress progress;
        Connection to = connection(QStringLiteral("odbc"));
        to.odbc = "Driver={No such driver};Server=localhost";
        const auto database = openDatabase(to, Password, progress);
        QVERIFY(!database.ok());
        QCOMPARE(database.error().arguments.front(), std::string("no_library"));
        QVERIFY(database.error().message.english().find(Password) == std::string::npos);
    }

    /// The last, for afterwards there is no server.
    void stopped()
    {
        m_server.stop();
        Progress progress;
        for (const QString &driver : {QStringLiteral("postgresql"), QStringLiteral("odbc")}) {
            const auto database = openDatabase(connection(driver), Password, progress);
            QVERIFY(!database.ok());
            QCOMPARE(database.error().arguments.front(), std::string("no_server"));
        }
    }
};

QTEST_GUILESS_MAIN(TestDatabases)
#include "tst_databases.moc"
