#pragma once
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QStringList>

#include <map>
#include <set>

/// Every row of every table of a workspace, by table and key, each value with its type; of sqlite_master the
/// statements.
using WholeFile = std::map<QString, QString>;

inline QString shownCell(const SQLite::Column &cell)
{
    if (cell.isNull())
        return QStringLiteral("-");
    const QByteArray bytes(static_cast<const char *>(cell.getBlob()), cell.getBytes());
    return QString::number(cell.getType()) + QLatin1Char(':')
        + (cell.isBlob() ? QString::fromLatin1(bytes.toHex()) : QString::fromUtf8(bytes));
}

inline QStringList keyOfTable(SQLite::Database &db, const std::string &table)
{
    QStringList key;
    SQLite::Statement column(db, "SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0 ORDER BY pk");
    column.bind(1, table);
    while (column.executeStep())
        key << QString::fromStdString(column.getColumn(0).getString());
    return key;
}

/// Of tables without a key the place is the key. What is in `without` is left out, and what marks each change.
inline WholeFile wholeFile(const qd::store::Workspace &workspace, std::set<std::string> without = {})
{
    without.insert({"workspace_change", "row_seal"});
    SQLite::Database &db = workspace.db();
    WholeFile file;
    SQLite::Statement object(db, "SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY name");
    std::vector<std::string> tables;
    while (object.executeStep()) {
        const std::string name = object.getColumn(1).getString();
        file[QStringLiteral("sqlite_master ") + QString::fromStdString(name)] =
            QString::fromStdString(object.getColumn(2).getString());
        if (object.getColumn(0).getString() == "table" && !name.starts_with("sqlite_") && !without.contains(name))
            tables.push_back(name);
    }
    for (const std::string &table : tables) {
        const QStringList key = keyOfTable(db, table);
        SQLite::Statement row(db, "SELECT * FROM \"" + table + '"');
        for (int number = 0; row.executeStep(); ++number) {
            QString name = QString::fromStdString(table);
            QString values;
            for (int i = 0; i < row.getColumnCount(); ++i) {
                const QString column = QString::fromUtf8(row.getColumnName(i));
                const QString shown = shownCell(row.getColumn(i));
                if (key.contains(column))
                    name += QLatin1Char('|') + shown;
                values += column + QLatin1Char('=') + shown + QLatin1Char('|');
            }
            file[key.isEmpty() ? name + QLatin1Char('|') + QString::number(number) : name] = values;
        }
    }
    return file;
}

/// What differs, "-" gone and "+" come; empty for none.
inline QStringList differences(const WholeFile &before, const WholeFile &after)
{
    QStringList found;
    for (const auto &[key, values] : before) {
        const auto now = after.find(key);
        if (now == after.end() || now->second != values)
            found << QStringLiteral("- ") + key + QStringLiteral(" ") + values;
    }
    for (const auto &[key, values] : after) {
        const auto was = before.find(key);
        if (was == before.end() || was->second != values)
            found << QStringLiteral("+ ") + key + QStringLiteral(" ") + values;
    }
    return found;
}
