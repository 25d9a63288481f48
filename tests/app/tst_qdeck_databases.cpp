#include "tests/app/qdeck_run.h"
#include "tests/support/keyring_session.h"
#include "tests/support/postgres_server.h"

#include <QRegularExpression>

#include <csignal>

namespace {

const QByteArray Subscriptions = R"(subscription_id,account_id,product,start_date,end_date,arr,currency
S-1,A-1,Core,2025-11-01,2026-10-31,12000.50,EUR
S-2,A-2,"Core, ""Süd""",2026-01-01,2026-12-31,900.00,EUR
S-3,A-2,"Add-on
of two lines",2026-01-01,,10.00,EUR
S-4,A-3,Core,2026-01-01,2026-12-31,much,EUR
S-5,A-4,Core,2026-02-01,2027-01-31,55.00,EUR
)";

/// 120 events: four of each of 30 days, of one account and feature on odd days and of another on even ones.
constexpr const char *Events = "select 'A-' || (1 + n % 2) as account, date '2026-09-01' + n % 30 as day,"
                               " case when n % 2 = 0 then 'login' else 'export' end as feature"
                               " from generate_series(0, 119) as n";

} // namespace

/// `qdeck import --query` against a real PostgreSQL, by libpq and by ODBC, beside the same rows as CSV.
class TestQdeckDatabases : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    qd::test::PostgresServer m_server;

    using Run = qd::test::QdeckRun;
    QString path(const QString &name) const { return m_dir.filePath(name); }
    static Run qdeck(const QStringList &arguments, const QString &password = QStringLiteral("s3cr3t-w0rd"))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QUARTERDECK_PASSWORD"), password);
        return qd::test::runQdeck(arguments, environment);
    }
    /// A workspace with both connections, and the queries of it by `driver`.
    QString workspace(const QString &name, const QString &driver)
    {
        const QString file = path(name);
        const QString odbc =
            QStringLiteral("Driver={PostgreSQL Unicode};Server=%1;Port=%2;Database=shop;UseDeclareFetch=1")
                .arg(m_server.host)
                .arg(m_server.port);
        const QString subs = qd::test::writeFile(m_dir, QStringLiteral("subs.sql"),
            "SELECT subscription_id, account_id, product, start_date, end_date, arr, currency FROM subs\n"
            "WHERE changed >= :since AND changed <= :as_of ORDER BY subscription_id");
        const QString events = qd::test::writeFile(m_dir, QStringLiteral("events.sql"),
            "SELECT account AS account_id, day AS date, feature, count(*) AS events FROM events\n"
            "GROUP BY account, day, feature ORDER BY 1, 2, 3; ");
        bool fine = qdeck({"init", file, "--currency", "EUR"}).status == 0;
        fine = fine
            && qdeck({"connections", file, "--save", "postgresql", "--host", m_server.host, "--port",
                         QString::number(m_server.port), "--database", "shop", "--user", "reader"})
                    .status
                == 0;
        fine = fine
            && qdeck({"connections", file, "--save", "odbc", "--driver", "odbc", "--odbc", odbc, "--user", "reader"})
                    .status
                == 0;
        fine = fine
            && qdeck({"source-queries", file, "--save", "subs", "--connection", driver, "--sql", subs, "--entity",
                         "subscriptions", "--source", "billing", "--kind", "billing"})
                    .status
                == 0;
        fine = fine
            && qdeck({"source-queries", file, "--save", "events", "--connection", driver, "--sql", events, "--entity",
                         "usage", "--source", "product", "--kind", "usage"})
                    .status
                == 0;
        return fine ? file : QString();
    }
    /// What analyses see: rows without the names of files and the places in them.
    static QByteArray contents(const QString &workspace)
    {
        QByteArray all;
        for (const char *sql :
            {"SELECT source, subscription_id, account_id, product, start_date, end_date, annual_minor, currency, extra,"
             " content_hash, as_of FROM subscriptions ORDER BY subscription_id",
                "SELECT source, account_id, name, extra, as_of FROM accounts ORDER BY source, account_id",
                "SELECT source, account_id, date, feature, events FROM usage ORDER BY account_id, date, feature",
                "SELECT source, entity, rows_read, accepted, unchanged, quarantined, skipped FROM import_batch"})
            all += qdeck({"query", workspace, QString::fromUtf8(sql)}).out;
        return all;
    }
    /// All but SQLite's header, whose counters move where a file is opened for writing.
    static QByteArray pages(const QString &file) { return bytes(file).mid(100); }
    static QByteArray bytes(const QString &file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = qd::test::PostgresServer::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY(m_server.start());
        m_server.sql(QStringLiteral("create role reader login password 's3cr3t-w0rd'"));
        m_server.shell(QStringLiteral("createdb shop"));
        const QString csv = qd::test::writeFile(m_dir, QStringLiteral("subs.csv"), Subscriptions);
        QFile(csv).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        const QString said = m_server.shell(QStringLiteral(R"(psql -Xq -v ON_ERROR_STOP=1 -d shop 2>&1 <<EOF
create table subs (subscription_id text, account_id text, product text, start_date date, end_date date, arr text,
    currency text, changed date default '2026-10-01');
\copy subs (subscription_id, account_id, product, start_date, end_date, arr, currency) from '%1' with (format csv, header)
create table events as %2;
create table hidden as select 1 as n;
grant select on subs, events to reader;
analyze;
EOF
)")
                                                .arg(csv, QString::fromUtf8(Events)));
        QCOMPARE(said, QString());
    }

    /// The same rows by libpq, by ODBC and from CSV give the same workspace, with the same row in quarantine.
    void sameRows()
    {
        const QString byCsv = path(QStringLiteral("csv.qdeck"));
        QCOMPARE(qdeck({"init", byCsv, "--currency", "EUR"}).status, 0);
        QByteArray usage = "account_id,date,feature,events\n";
        for (int account = 1; account <= 2; ++account) {
            for (int day = account - 1; day < 30; day += 2)
                usage += QStringLiteral("A-%1,2026-09-%2,%3,4\n")
                             .arg(account)
                             .arg(day + 1, 2, 10, QLatin1Char('0'))
                             .arg(account == 1 ? QStringLiteral("login") : QStringLiteral("export"))
                             .toUtf8();
        }
        const QString usageFile = qd::test::writeFile(m_dir, QStringLiteral("usage.csv"), usage);
        QCOMPARE(qdeck({"import", byCsv, path(QStringLiteral("subs.csv")), "--entity", "subscriptions", "--source",
                           "billing", "--kind", "billing", "--as-of", "2026-10-31"})
                     .status,
            0);
        QCOMPARE(qdeck({"import", byCsv, usageFile, "--entity", "usage", "--source", "product", "--kind", "usage",
                           "--as-of", "2026-10-31"})
                     .status,
            0);
        const QByteArray expected = contents(byCsv);
        QVERIFY(expected.contains("S-5"));
        QVERIFY(expected.contains("export"));
        for (const QString &driver : {QStringLiteral("postgresql"), QStringLiteral("odbc")}) {
            const QString file = workspace(driver + QStringLiteral(".qdeck"), driver);
            QVERIFY(!file.isEmpty());
            for (const char *query : {"subs", "events"}) {
                const Run run = qdeck({"import", file, "--query", QString::fromUtf8(query), "--as-of", "2026-10-31"});
                QVERIFY2(run.status == 0, run.err);
            }
            QCOMPARE(contents(file), expected);
            // Row 4, whatever lines the texts before it take.
            const QByteArray held = qdeck({"quarantine", file}).out;
            QVERIFY2(held.contains(driver.toUtf8() + ": subs,4,arr,bad_number"), held);
        }
    }

    void lineage()
    {
        const QString file = workspace(QStringLiteral("lineage.qdeck"), QStringLiteral("postgresql"));
        const Run run = qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31", "--json"});
        QVERIFY2(run.status == 0, run.err);
        const auto json = run.json();
        QCOMPARE(json["query"]["name"], "subs");
        QCOMPARE(json["query"]["connection"], "postgresql");
        QVERIFY(json["query"]["since"].is_null());
        QCOMPARE(json["query"]["rows"], 5);
        QCOMPARE(json["batches"][0]["file"], "postgresql: subs");
        const QByteArray rows = qdeck({"query", file,
                                          "SELECT b.file, s.line, s.subscription_id FROM subscriptions s"
                                          " JOIN import_batch b USING (batch_id) ORDER BY s.subscription_id"})
                                    .out;
        QCOMPARE(rows,
            QByteArray("file,line,subscription_id\npostgresql: subs,1,S-1\npostgresql: subs,2,S-2\n"
                       "postgresql: subs,3,S-3\npostgresql: subs,5,S-5\n"));
        const QByteArray mapping = qdeck({"query", file, "SELECT mapping FROM import_batch"}).out;
        QVERIFY(mapping.contains("--query-sha256 " + QByteArray::fromStdString(json["query"]["sha256"])));
    }

    /// What is new since the last import, then everything again by choice.
    void incremental()
    {
        const QString file = workspace(QStringLiteral("since.qdeck"), QStringLiteral("postgresql"));
        QCOMPARE(qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-10"}).status, 0);
        m_server.shell(QStringLiteral("psql -Xq -d shop -c \"insert into subs values ('S-9', 'A-9', 'Core',"
                                      " '2026-10-15', '2027-10-14', '7.00', 'EUR', '2026-10-15')\""));
        const Run second = qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31", "--json"});
        QVERIFY2(second.status == 0, second.err);
        QCOMPARE(second.json()["query"]["since"], "2026-10-10");
        QCOMPARE(second.json()["query"]["rows"], 1);
        const Run day = qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31", "--since", "2026-10-16",
            "--dry-run", "--json"});
        QVERIFY2(day.status == 0, day.err);
        QCOMPARE(day.json()["query"]["rows"], 0);
        // A day that was imported begins with itself; one before all imports with the beginning.
        const Run same = qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31", "--dry-run", "--json"});
        QVERIFY2(same.status == 0, same.err);
        QCOMPARE(same.json()["query"]["since"], "2026-10-31");
        const Run early = qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-09", "--dry-run", "--json"});
        QVERIFY2(early.status == 0, early.err);
        QVERIFY(early.json()["query"]["since"].is_null());
        QCOMPARE(early.json()["query"]["rows"], 5);
        QCOMPARE(
            qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31", "--since", "2026-11-01"}).status, 2);
        const Run all = qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31", "--full", "--json"});
        QVERIFY2(all.status == 0, all.err);
        QVERIFY(all.json()["query"]["since"].is_null());
        QCOMPARE(all.json()["query"]["rows"], 6);
        m_server.shell(QStringLiteral("psql -Xq -d shop -c \"delete from subs where subscription_id = 'S-9'\""));
        QCOMPARE(qdeck({"import", file, "--query", "events", "--since", "2026-10-01"}).status, 2);
        // What it brought as subscriptions says nothing of a table.
        QCOMPARE(qdeck({"source-queries", file, "--save", "subs", "--connection", "postgresql", "--sql",
                           path(QStringLiteral("subs.sql")), "--table", "kept"})
                     .status,
            0);
        const Run table = qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31", "--dry-run", "--json"});
        QVERIFY2(table.status == 0, table.err);
        QVERIFY(table.json()["query"]["since"].is_null());
    }

    void failures_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("says");
        const QString right = QStringLiteral("s3cr3t-w0rd");
        QTest::newRow("wrong password") << QStringLiteral("SELECT 1") << QStringLiteral("wr0ng-w0rd") << QStringList()
                                        << QByteArray("user or password is wrong");
        QTest::newRow("no rights") << QStringLiteral("SELECT * FROM hidden") << right << QStringList()
                                   << QByteArray("no right to read");
        QTest::newRow("changed column") << QStringLiteral("SELECT arr_eur FROM subs") << right << QStringList()
                                        << QByteArray("no column that the query names");
        QTest::newRow("missing column") << QStringLiteral("SELECT subscription_id FROM subs") << right << QStringList()
                                        << QByteArray("postgresql: q is taken for subscriptions but lacks");
        QTest::newRow("too many rows") << QStringLiteral("SELECT * FROM events") << right
                                       << QStringList{"--most-rows", "119"} << QByteArray("allowed");
        QTest::newRow("no query") << QString() << right << QStringList() << QByteArray("has no query \"q\"");
    }
    void failures()
    {
        QFETCH(QString, sql);
        QFETCH(QString, password);
        QFETCH(QStringList, more);
        QFETCH(QByteArray, says);
        const QString file =
            workspace(QStringLiteral("failing %1.qdeck").arg(QString::fromUtf8(QTest::currentDataTag())),
                QStringLiteral("postgresql"));
        QVERIFY(!file.isEmpty());
        if (!sql.isEmpty()) {
            const QString text = qd::test::writeFile(m_dir, QStringLiteral("q.sql"), sql.toUtf8());
            QCOMPARE(qdeck({"source-queries", file, "--save", "q", "--connection", "postgresql", "--sql", text,
                               "--entity", "subscriptions"})
                         .status,
                0);
        }
        const QByteArray before = pages(file);
        const Run run = qdeck(QStringList{"import", file, "--query", "q"} + more, password);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains(says), run.err);
        QVERIFY2(!run.err.contains(password.toUtf8()), run.err);
        QCOMPARE(pages(file), before);
    }

    /// No password comes into the file, which an import with one has written.
    void noPasswordIsKept()
    {
        const QString file = workspace(QStringLiteral("kept.qdeck"), QStringLiteral("odbc"));
        QCOMPARE(qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31"}).status, 0);
        QVERIFY(bytes(file).contains("reader"));
        QVERIFY(!bytes(file).contains("s3cr3t-w0rd"));
        QCOMPARE(
            qdeck({"connections", file, "--save", "x", "--driver", "odbc", "--odbc", "DSN=x;PWD=s3cr3t"}).status, 2);
    }

    /// While a query runs no process shows the password. Ctrl+C ends the query there too; however the program ends,
    /// the workspace is as before, and neither rows nor a password stay in any file.
    /// Kept once, it is found without a variable or a file; forgotten, it is not.
    void passwordInTheKeyring()
    {
        if (const QString missing = qd::test::KeyringSession::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        qd::test::KeyringSession keyring;
        QVERIFY(keyring.start());
        const QString file = workspace(QStringLiteral("keyring.qdeck"), QStringLiteral("postgresql"));
        const QString none;
        const QStringList asks{"connections", file, "--test", "postgresql"};
        QCOMPARE(qdeck(asks, none).status, 1);
        QCOMPARE(qdeck({"connections", file, "--keep-password", "postgresql"}, none).status, 2); // nothing to keep
        QCOMPARE(qdeck({"connections", file, "--keep-password", "postgresql"}).status, 0);
        QCOMPARE(qdeck(asks, none).status, 0);
        QCOMPARE(qdeck({"import", file, "--query", "subs", "--as-of", "2026-10-31"}, none).status, 0);
        QVERIFY(!bytes(file).contains("s3cr3t-w0rd"));
        QCOMPARE(qdeck({"connections", file, "--forget-password", "postgresql"}, none).status, 0);
        QCOMPARE(qdeck(asks, none).status, 1);
    }

    void interrupted_data()
    {
        QTest::addColumn<QString>("driver");
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C, libpq") << QStringLiteral("postgresql") << SIGINT;
        QTest::newRow("Ctrl+C, ODBC") << QStringLiteral("odbc") << SIGINT;
        QTest::newRow("killed, libpq") << QStringLiteral("postgresql") << SIGKILL;
    }
    void interrupted()
    {
        QFETCH(QString, driver);
        QFETCH(int, signal);
        const QByteArray password = "s3cr3t-w0rd";
        const QString working =
            QStringLiteral("select count(*) from pg_stat_activity where usename = 'reader' and state = 'active'");
        const QString file = workspace(QStringLiteral("interrupted.qdeck"), driver);
        const QString sql = qd::test::writeFile(m_dir, QStringLiteral("slow.sql"),
            "SELECT subscription_id, account_id, pg_sleep(60)::text AS product FROM subs");
        QCOMPARE(qdeck({"source-queries", file, "--save", "slow", "--connection", driver, "--sql", sql, "--entity",
                           "subscriptions"})
                     .status,
            0);
        const QByteArray before = bytes(file);
        const QTemporaryDir temporary;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QUARTERDECK_PASSWORD"), QString::fromUtf8(password));
        environment.insert(QStringLiteral("TMPDIR"), temporary.path());
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(QDECK), {"import", file, "--query", "slow"});
        QVERIFY(process.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(m_server.sql(working), QStringLiteral("1"), 30'000);

        bool seen = false;
        for (const QString &id : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
            const QByteArray words = bytes(QStringLiteral("/proc/%1/cmdline").arg(id));
            QVERIFY2(!words.contains(password), words);
            seen = seen || (id == QString::number(process.processId()) && words.contains("slow"));
        }
        QVERIFY(seen);

        QVERIFY(::kill(pid_t(process.processId()), signal) == 0);
        QVERIFY(process.waitForFinished(10'000));
        const QByteArray said = process.readAllStandardError() + process.readAllStandardOutput();
        if (signal == SIGINT) {
            QVERIFY(process.exitStatus() == QProcess::NormalExit);
            QCOMPARE(process.exitCode(), 1);
            QVERIFY2(said.contains("Cancelled; nothing was changed."), said);
            QTRY_COMPARE_WITH_TIMEOUT(m_server.sql(working), QStringLiteral("0"), 10'000);
        } else {
            m_server.sql(
                QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reader'"));
        }
        QVERIFY2(!said.contains(password), said);
        QCOMPARE(bytes(file), before);
        QVERIFY(QDir(temporary.path()).isEmpty(QDir::Files | QDir::Hidden));
        for (const QString &name : QDir(m_dir.path()).entryList(QDir::Files))
            QVERIFY2(!bytes(path(name)).contains(password), qPrintable(name));
        QVERIFY(QFile::remove(file));
    }

    void examples()
    {
        const QString file = workspace(QStringLiteral("examples.qdeck"), QStringLiteral("postgresql"));
        QCOMPARE(qdeck({"source-queries", file, "--examples"}).json()["examples"].size(), std::size_t(6));
        const QByteArray sql = qdeck({"source-queries", file, "--example", "events-usage"}).out;
        QVERIFY2(sql.contains("GROUP BY account_id"), sql);
        QCOMPARE(qdeck({"source-queries", file, "--example", "event-usage"}).status, 1);
        QCOMPARE(qdeck({"source-queries", file, "--save", "added up", "--example", "events-usage", "--connection",
                           "postgresql", "--source", "app"})
                     .status,
            0);
        const auto saved = qdeck({"source-queries", file}).json()["queries"][0];
        QCOMPARE(saved["name"], "added up");
        QCOMPARE(saved["entity"], "usage");
        QCOMPARE(saved["source"], "app");
        QCOMPARE(saved["sql"], sql.toStdString());
        QVERIFY(saved["asks_since"] == true);
        QCOMPARE(qdeck({"source-queries", file, "--remove", "added up"}).status, 0);
        QCOMPARE(qdeck({"source-queries", file}).json()["queries"].size(), std::size_t(2));
        QCOMPARE(qdeck({"connections", file, "--remove", "postgresql"}).status, 1); // queries go by it
    }

    /// The last, for afterwards there is no server.
    void stopped()
    {
        const QString file = workspace(QStringLiteral("stopped.qdeck"), QStringLiteral("postgresql"));
        m_server.stop();
        const QByteArray before = bytes(file);
        const Run run = qdeck({"import", file, "--query", "subs"});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("no server takes connections"), run.err);
        QCOMPARE(bytes(file), before);
    }
};

QTEST_GUILESS_MAIN(TestQdeckDatabases)
#include "tst_qdeck_databases.moc"
