#include "core/connect/connection.h"
#include "core/connect/database_failure.h"
#include "core/connect/query_answer.h"
#include "core/connect/query_text.h"
#include "core/connect/saved_queries.h"

#include <QtTest>

using namespace qd;
using namespace qd::connect;

/// What is saved of databases and queries, and how a query is sent; no database is needed.
class TestQueryText : public QObject {
    Q_OBJECT

    static QueryDays days() { return {Date::fromIso("2026-09-30"), *Date::fromIso("2026-10-31")}; }
    static Connection postgres()
    {
        Connection made;
        made.name = "warehouse";
        made.host = "db.example.com";
        return made;
    }

private Q_SLOTS:
    void parameters_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("sent"); // empty: refused
        QTest::addColumn<bool>("since");
        const auto row = [](const char *name, const char *sql, const char *sent, bool since) {
            QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(sent) << since;
        };
        row("none", "SELECT 1", "SELECT 1", false);
        row("both", "SELECT 1 WHERE d >= :since AND d <= :as_of",
            "SELECT 1 WHERE d >= DATE '2026-09-30' AND d <= DATE '2026-10-31'", true);
        row("as_of alone", "SELECT :as_of", "SELECT DATE '2026-10-31'", false);
        row("a semicolon at the end", "SELECT 1 ; \n", "SELECT 1", false);
        row("in quotes", "SELECT ':since', \":since\", 'it''s :since'", "SELECT ':since', \":since\", 'it''s :since'",
            false);
        row("backslashes of E''", "SELECT E'\\':since', :since", "SELECT E'\\':since', DATE '2026-09-30'", true);
        row("backslashes of others", "SELECT '\\', :since", "SELECT '\\', DATE '2026-09-30'", true);
        row("in a remark", "SELECT 1 -- :since\n, :as_of", "SELECT 1 -- :since\n, DATE '2026-10-31'", false);
        row("in remarks within remarks", "SELECT /* :x /* ' */ :y */ :since",
            "SELECT /* :x /* ' */ :y */ DATE '2026-09-30'", true);
        row("between dollars", "SELECT $a$ :since ' $$ $a$, :since", "SELECT $a$ :since ' $$ $a$, DATE '2026-09-30'",
            true);
        row("casts", "SELECT x::since, y::date", "SELECT x::since, y::date", false);
        row("paths", "SELECT data:since, \"d\":as_of", "SELECT data:since, \"d\":as_of", false);
        row("slices", "SELECT a[1:2]", "SELECT a[1:2]", false);
        row("longer names", "SELECT :sinces", "", false);
        row("other parameters", "SELECT :until", "", false);
        row("nothing", " ; ", "", false);
        row("open quotes", "SELECT 'x", "", false);
        row("an open remark", "SELECT /* x", "", false);
        row("open dollars", "SELECT $$ x", "", false);
    }
    void parameters()
    {
        QFETCH(QString, sql);
        QFETCH(QString, sent);
        QFETCH(bool, since);
        const auto text = withDays(sql.toStdString(), days());
        QCOMPARE(text.ok(), !sent.isEmpty());
        if (text)
            QCOMPARE(QString::fromStdString(*text), sent);
        else
            QCOMPARE(text.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(asksSince(sql.toStdString()), since);
    }

    void everythingSinceTheBeginning()
    {
        const auto text = withDays("SELECT :since", {std::nullopt, *Date::fromIso("2026-10-31")});
        QVERIFY(text.ok());
        QCOMPARE(*text, std::string("SELECT DATE '1900-01-01'"));
    }

    /// Of sha256sum: printf 'SELECT 1' | sha256sum
    void digest()
    {
        QCOMPARE(
            queryDigest("SELECT 1"), std::string("e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5"));
    }

    void connections_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *field, const char *text, bool good) {
            QTest::addRow("%s: %s", field, text) << QString::fromUtf8(field) << QString::fromUtf8(text) << good;
        };
        row("name", "warehouse of 2026", true);
        row("name", "", false);
        row("name", " warehouse", false);
        row("name", "a: b", false);
        row("host", "10.0.0.1", true);
        row("host", "postgres://u:p@h/d", false);
        row("host", "me:secret@db.example.com", false);
        row("host", "@/run/postgresql", true);
        row("database", "dbname;password=x", false);
        row("database", "dbname=shop password = x", false);
        row("user", "Zoë", true);
        row("tls", "verify-full", true);
        row("tls", "verify", false);
        row("port", "0", true);
        row("port", "65535", true);
        row("port", "65536", false);
        row("port", "-1", false);
        row("connect", "1", true);
        row("connect", "0", false);
        row("connect", "3600", true);
        row("connect", "3601", false);
        row("query", "86400", true);
        row("query", "86401", false);
        row("query", "0", false);
        row("odbc", "DSN=warehouse", true);
        row("odbc", "DSN=warehouse;UID=me", true);
        row("odbc", "", false);
        row("odbc", "DSN=warehouse;PWD=x", false);
        row("odbc", "DSN=warehouse; pwd =x", false);
        row("odbc", "Driver=Snowflake;AccessToken=abc", false);
        row("odbc", "DSN=a\nPWD=b", false);
        row("odbc", "Server=tcp:db,1433;UID=me@tenant", true);
        row("odbc", "DSN=turkey;UID=me", true);
    }
    void connections()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(bool, good);
        Connection made = postgres();
        const std::string value = text.toStdString();
        if (field == QStringLiteral("name"))
            made.name = value;
        else if (field == QStringLiteral("host"))
            made.host = value;
        else if (field == QStringLiteral("database"))
            made.database = value;
        else if (field == QStringLiteral("user"))
            made.user = value;
        else if (field == QStringLiteral("tls"))
            made.tls = value;
        else if (field == QStringLiteral("port"))
            made.port = text.toInt();
        else if (field == QStringLiteral("connect"))
            made.connectSeconds = text.toInt();
        else if (field == QStringLiteral("query"))
            made.querySeconds = text.toInt();
        else {
            made.driver = Driver::Odbc;
            made.odbc = value;
        }
        const auto fine = checkConnection(made);
        QCOMPARE(fine.ok(), good);
        if (!good)
            QCOMPARE(fine.error().code, ErrorCode::InvalidArgument);
    }

    void savedAndRead()
    {
        Connection odbc;
        odbc.name = "Archive";
        odbc.driver = Driver::Odbc;
        odbc.odbc = "DSN=archive";
        odbc.user = "me";
        odbc.connectSeconds = 3;
        odbc.querySeconds = 7;
        const auto one = withConnection({}, postgres());
        QVERIFY(one.ok());
        const auto two = withConnection(*one, odbc);
        QVERIFY(two.ok());
        QCOMPARE(two->size(), 2u);
        QCOMPARE(two->front(), odbc); // by name
        QVERIFY(connectionsFrom(textOf(*two)) == *two);
        Connection renamed = odbc;
        renamed.name = "archive"; // the same one
        const auto still = withConnection(*two, renamed);
        QVERIFY(still.ok());
        QCOMPARE(still->size(), 2u);

        const SavedQuery query{"subs", "WAREHOUSE", "SELECT 'ü'", "subscriptions", "billing", "billing", "p", {}};
        const auto queries = withQuery({}, query, *two);
        QVERIFY(queries.ok());
        QCOMPARE(queries->front().connection, std::string("warehouse")); // as it is saved
        QVERIFY(queriesFrom(textOf(*queries)) == *queries);
        QVERIFY(textOf(std::vector<SavedQuery>()).empty());
        QVERIFY(textOf(std::vector<Connection>()).empty());
    }

    /// What another program wrote there: what is none is passed over, a password is not taken.
    void strangeTexts()
    {
        QVERIFY(connectionsFrom("").empty());
        QVERIFY(connectionsFrom("{}").empty());
        QVERIFY(connectionsFrom("[1, {\"name\": 3}]").empty());
        QVERIFY(connectionsFrom(R"([{"name": "a", "driver": "odbc", "odbc": "DSN=a;PWD=b"}])").empty());
        QVERIFY(queriesFrom("[null, {}]").empty());
    }

    void queries_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("connection");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("table");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *what, const char *name, const char *connection, const char *sql,
                             const char *entity, const char *table, bool good) {
            QTest::newRow(what) << QString::fromUtf8(name) << QString::fromUtf8(connection) << QString::fromUtf8(sql)
                                << QString::fromUtf8(entity) << QString::fromUtf8(table) << good;
        };
        row("of an entity", "q", "warehouse", "SELECT 1", "accounts", "", true);
        row("of no entity", "q", "warehouse", "SELECT 1", "acounts", "", false);
        row("of a table", "q", "warehouse", "SELECT 1", "", "things", true);
        row("of nothing", "q", "warehouse", "SELECT 1", "", "", false);
        row("without a name", "", "warehouse", "SELECT 1", "accounts", "", false);
        row("with a blank", "q ", "warehouse", "SELECT 1", "accounts", "", false);
        row("of an unknown connection", "q", "warehose", "SELECT 1", "accounts", "", false);
        row("with a parameter there is not", "q", "warehouse", "SELECT :x", "accounts", "", false);
    }
    void queries()
    {
        QFETCH(QString, name);
        QFETCH(QString, connection);
        QFETCH(QString, sql);
        QFETCH(QString, entity);
        QFETCH(QString, table);
        QFETCH(bool, good);
        const auto saved = withQuery({},
            {name.toStdString(), connection.toStdString(), sql.toStdString(), entity.toStdString(), {}, {}, {},
                table.toStdString()},
            {postgres()});
        QCOMPARE(saved.ok(), good);
    }

    void nameInLineage()
    {
        QCOMPARE(answerName({"subs", "warehouse", {}, {}, {}, {}, {}, {}}), std::string("warehouse: subs"));
    }

    void nearestNames()
    {
        const auto none = findConnection({postgres()}, "warehose");
        QVERIFY(!none.ok());
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY(none.error().message.english().find("did you mean \"warehouse\"") != std::string::npos);
        QVERIFY(findConnection({postgres()}, "Warehouse").ok());
        QVERIFY(!findQuery({}, "subs").ok());
    }

    /// A connection that a query goes by stays, however its name is written; others go, and nothing else does.
    void removed()
    {
        Connection other = postgres();
        other.name = "archive";
        const std::vector<Connection> both{other, postgres()};
        const SavedQuery query{"subs", "WAREHOUSE", "SELECT 1", "subscriptions", {}, {}, {}, {}};
        const auto held = withoutConnection(both, "warehouse", {query});
        QVERIFY(!held.ok());
        QCOMPARE(int(held.error().code), int(ErrorCode::Conflict));
        QCOMPARE(held.error().message.english(),
            std::string("Query subs goes by connection warehouse; remove it first, or give it another one. Nothing was "
                        "removed."));
        QCOMPARE(withoutConnection(both, "Archive", {query}).value(), std::vector<Connection>{postgres()});
        QCOMPARE(int(withoutConnection(both, "none", {}).error().code), int(ErrorCode::NotFound));
        SavedQuery second = query;
        second.name = "usage";
        QCOMPARE(withoutQuery({query, second}, "SUBS").value(), std::vector<SavedQuery>{second});
        QCOMPARE(int(withoutQuery({query}, "sub").error().code), int(ErrorCode::NotFound));
    }

    void states_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *state, const char *says, const char *kind) {
            QTest::addRow("%s %s", state, says)
                << QString::fromUtf8(state) << QString::fromUtf8(says) << QString::fromUtf8(kind);
        };
        row("28P01", "", "wrong_login");
        row("28000", "", "wrong_login");
        row("08001", "FATAL: password authentication failed for user", "wrong_login");
        row("08001", "fe_sendauth: no password supplied", "wrong_login");
        row("08001", "could not connect", "no_server");
        row("08001", "FATAL:  database \"x\" does not exist", "no_database");
        row("57P03", "starting up", "no_server");
        row("3D000", "", "no_database");
        row("42501", "", "no_rights");
        row("42P01", "", "no_table");
        row("42S02", "", "no_table");
        row("42703", "", "no_column");
        row("42S22", "", "no_column");
        row("57014", "", "timed_out");
        row("HYT00", "", "timed_out");
        row("08S01", "", "lost");
        row("57P01", "", "lost");
        row("IM002", "", "no_library");
        row("01000", "Can't open lib 'x.so'", "no_library");
        row("42601", "", "refused");
        row("", "", "refused");
    }
    void states()
    {
        QFETCH(QString, state);
        QFETCH(QString, says);
        QFETCH(QString, kind);
        const FailureKind found = failureKind(state.toStdString(), says.toStdString());
        QCOMPARE(QString::fromUtf8(toString(found)), kind);
        QCOMPARE(isWrongLogin(databaseError(found, postgres(), {}, {})), kind == QStringLiteral("wrong_login"));
    }

    void errorsHaveNoPassword()
    {
        const Error error = databaseError(FailureKind::Refused, postgres(), "bad \"se,cret\"\nnear se,cret", "se,cret");
        QCOMPARE(error.message.english(),
            std::string("warehouse does not take the query. Correct it. Nothing was written. It says: bad \"***\" near "
                        "***"));
        QCOMPARE(error.arguments, (std::vector<std::string>{"refused", "warehouse"}));
    }
};

QTEST_GUILESS_MAIN(TestQueryText)
#include "tst_query_text.moc"
