#pragma once
#include "core/connect/database.h"
#include "tests/support/postgres_server.h"

#include <QFile>
#include <QtTest>

#include <functional>

namespace qd::test {

/// The password of the reader, with all that connection strings stumble over.
inline const std::string Password = "c0rrect horse;=}'";

/// Keeps what comes; at the row `act` does something.
class Kept final : public connect::AnswerSink {
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

/// A server with the tables of shop.sql, and a user who may read them.
class Shop {
public:
    /// Whether it runs and has its tables; what was said otherwise.
    QString open()
    {
        if (!server.start())
            return QStringLiteral("the server does not start");
        server.sql(QStringLiteral("create role reader login password 'c0rrect horse;=}'''"));
        server.shell(QStringLiteral("createdb shop"));
        QFile tables(QStringLiteral(QD_SHOP));
        if (!tables.open(QIODevice::ReadOnly))
            return tables.errorString();
        return server.shell(
            QStringLiteral("psql -Xq -d shop 2>&1 <<'EOF'\n%1EOF").arg(QString::fromUtf8(tables.readAll())));
    }
    /// A connection to it: postgresql or odbc.
    [[nodiscard]] connect::Connection connection(const QString &driver) const
    {
        connect::Connection made;
        made.name = "warehouse";
        made.user = "reader";
        if (driver == QStringLiteral("odbc")) {
            made.driver = connect::Driver::Odbc;
            made.odbc = "Driver={PostgreSQL Unicode};Server=" + server.host.toStdString()
                + ";Port=" + std::to_string(server.port) + ";Database=shop;UseDeclareFetch=1;Fetch=100;BoolsAsChar=0";
        } else {
            made.host = server.host.toStdString();
            made.port = server.port;
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
    /// Whether the server is done, or is within a moment, with all that the reader asked.
    bool workEnds()
    {
        for (int i = 0; i < 40; ++i) {
            if (server.sql(QStringLiteral(
                    "select count(*) from pg_stat_activity where usename = 'reader' and state = 'active'"))
                == QStringLiteral("0"))
                return true;
            QTest::qWait(50);
        }
        return false;
    }

    PostgresServer server;
};

} // namespace qd::test
