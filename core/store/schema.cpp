#include "core/store/schema.h"

#include <QFile>

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <set>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerMigrations()
{
    Q_INIT_RESOURCE(migrations);
}

namespace qd::store {

namespace {

std::string readResource(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("resource %s is missing from the build", qPrintable(name));
    return file.readAll().toStdString();
}

std::vector<Migration> loadMigrations()
{
    registerMigrations();
    return {{1, readResource(QStringLiteral(":/quarterdeck/migrations/0001_foundation.sql"))},
        {2, readResource(QStringLiteral(":/quarterdeck/migrations/0002_plans.sql"))},
        {3, readResource(QStringLiteral(":/quarterdeck/migrations/0003_changes.sql"))}};
}

/// "table setting" with the statement that made it; what SQLite makes for itself left out.
using Objects = std::map<std::string, std::string>;

Objects objectsOf(SQLite::Database &db)
{
    Objects objects;
    SQLite::Statement row(db,
        "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'");
    while (row.executeStep())
        objects.emplace(row.getColumn(0).getString(), row.getColumn(1).getString());
    return objects;
}

/// What migrating from nothing makes; computed once.
const Objects &expectedObjects()
{
    static const Objects objects = [] {
        SQLite::Database empty(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        if (!migrate(empty, migrations()))
            qFatal("the migrations of this build do not run");
        return objectsOf(empty);
    }();
    return objects;
}

std::set<std::string> customTables(SQLite::Database &db)
{
    std::set<std::string> names;
    SQLite::Statement row(db, "SELECT 'table ' || name FROM custom_table");
    while (row.executeStep())
        names.insert(row.getColumn(0).getString());
    return names;
}

} // namespace

const std::vector<Migration> &migrations()
{
    static const std::vector<Migration> steps = loadMigrations();
    return steps;
}

int currentSchema()
{
    return migrations().back().version;
}

Result<void> migrate(SQLite::Database &db, const std::vector<Migration> &steps)
{
    const int from = db.execAndGet("PRAGMA user_version").getInt();
    for (const Migration &step : steps) {
        if (step.version <= from)
            continue;
        try {
            SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
            db.exec(step.sql); // sqlite3_exec walks the script statement by statement and stops at the first failure
            db.exec("PRAGMA user_version = " + std::to_string(step.version));
            transaction.commit();
        } catch (const SQLite::Exception &failure) {
            return Error{ErrorCode::Internal,
                "Could not bring the workspace to schema " + std::to_string(step.version) + ": " + failure.what()
                    + ". It was left as it was.",
                {std::to_string(step.version)}};
        }
    }
    return {};
}

std::vector<std::string> schemaDifferences(SQLite::Database &db)
{
    std::vector<std::string> differences;
    const Objects found = objectsOf(db);
    const std::set<std::string> custom = customTables(db);
    for (const auto &[name, sql] : expectedObjects()) {
        const auto there = found.find(name);
        if (there == found.end())
            differences.push_back("The " + name + " is missing from the schema.");
        else if (there->second != sql)
            differences.push_back("The " + name + " is not as the program makes it.");
    }
    for (const auto &[name, sql] : found) {
        if (!expectedObjects().contains(name) && !custom.contains(name))
            differences.push_back("The " + name + " is not of the program's making.");
    }
    for (const std::string &name : custom) {
        if (!found.contains(name))
            differences.push_back("The custom " + name + " is missing from the schema.");
    }
    return differences;
}

std::vector<std::string> foreignTriggersAndViews(SQLite::Database &db)
{
    std::vector<std::string> foreign;
    SQLite::Statement row(db, "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('trigger', 'view')");
    while (row.executeStep()) {
        if (const std::string name = row.getColumn(0).getString(); !expectedObjects().contains(name))
            foreign.push_back(name);
    }
    return foreign;
}

} // namespace qd::store
