#include "core/connect/database.h"
#include "core/connect/database_failure.h"
#include "tests/connect/shop.h"
#include "tests/support/silent_server.h"

#include <QtTest>

#include <chrono>
#include <thread>

using namespace qd;
using namespace qd::connect;
using test::Kept;
using test::Password;

namespace {

qint64 milliseconds(std::chrono::steady_clock::time_point since)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - since).count();
}

} // namespace

/// libpq and unixODBC against a real server: the same rows, the same sentences.
class TestDatabases : public QObject {
    Q_OBJECT

    test::Shop m_shop;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = test::PostgresServer::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QCOMPARE(m_shop.open(), QString());
    }

    void rows_data() { test::Shop::eachDriver(); }
    void rows()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(m_shop.connection(driver), Password, progress);
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

    void noRows_data() { test::Shop::eachDriver(); }
    void noRows()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(m_shop.connection(driver), Password, progress);
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
        Connection to = m_shop.connection(driver);
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

    void nothingAnswers_data() { test::Shop::eachDriver(); }
    void nothingAnswers()
    {
        QFETCH(QString, driver);
        Progress progress;
        Connection to = m_shop.connection(driver);
        to.port = 1; // where nothing listens
        to.odbc = "Driver={PostgreSQL Unicode};Server=localhost;Port=1;Database=shop";
        const auto database = openDatabase(to, Password, progress);
        QVERIFY(!database.ok());
        QCOMPARE(database.error().arguments.front(), std::string("no_server"));
        QVERIFY(database.error().message.english().find(Password) == std::string::npos);
    }

    void cancel_data() { test::Shop::eachDriver(); }
    void cancel()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(m_shop.connection(driver), Password, progress);
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
        QVERIFY(m_shop.workEnds());
    }

    void lostInTheMiddle_data() { test::Shop::eachDriver(); }
    void lostInTheMiddle()
    {
        QFETCH(QString, driver);
        Progress progress;
        auto database = openDatabase(m_shop.connection(driver), Password, progress);
        QVERIFY(database.ok());
        Kept kept;
        kept.act = [this](std::size_t rows) {
            if (rows == 50)
                m_shop.server.sql(
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
        Connection to = m_shop.connection(driver);
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
        Connection to = m_shop.connection(QStringLiteral("odbc"));
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
    void unknownDriver()
    {
        Progress progress;
        Connection to = m_shop.connection(QStringLiteral("odbc"));
        to.odbc = "Driver={No such driver};Server=localhost";
        const auto database = openDatabase(to, Password, progress);
        QVERIFY(!database.ok());
        QCOMPARE(database.error().arguments.front(), std::string("no_library"));
        QVERIFY(database.error().message.english().find(Password) == std::string::npos);
    }

    /// The last, for afterwards there is no server.
    void stopped()
    {
        m_shop.server.stop();
        Progress progress;
        for (const QString &driver : {QStringLiteral("postgresql"), QStringLiteral("odbc")}) {
            const auto database = openDatabase(m_shop.connection(driver), Password, progress);
            QVERIFY(!database.ok());
            QCOMPARE(database.error().arguments.front(), std::string("no_server"));
        }
    }
};

QTEST_GUILESS_MAIN(TestDatabases)
#include "tst_databases.moc"