#include "core/store/schema.h"

#include "core/base/text.h"

#include <QFile>

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
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
        {3, readResource(QStringLiteral(":/quarterdeck/migrations/0003_changes.sql"))},
        {4, readResource(QStringLiteral(":/quarterdeck/migrations/0004_remembered.sql"))},
        {5, readResource(QStringLiteral(":/quarterdeck/migrations/0005_complete.sql"))},
        {6, readResource(QStringLiteral(":/quarterdeck/migrations/0006_messages.sql"))},
        {7, readResource(QStringLiteral(":/quarterdeck/migrations/0007_signoffs.sql"))},
        {8, readResource(QStringLiteral(":/quarterdeck/migrations/0008_identity_decisions.sql"))},
        {9, readResource(QStringLiteral(":/quarterdeck/migrations/0009_health.sql"))},
        {10, readResource(QStringLiteral(":/quarterdeck/migrations/0010_action_rules.sql"))},
        {11, readResource(QStringLiteral(":/quarterdeck/migrations/0011_dictionary.sql"))},
        {12, readResource(QStringLiteral(":/quarterdeck/migrations/0012_health_models.sql"))},
        {13, readResource(QStringLiteral(":/quarterdeck/migrations/0013_break_register.sql"))},
        {14, readResource(QStringLiteral(":/quarterdeck/migrations/0014_batch_fields.sql"))}};
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

/// Also those that an import replaced and that are kept.
std::set<std::string> customTables(SQLite::Database &db)
{
    std::set<std::string> names;
    SQLite::Statement row(
        db, "SELECT 'table ' || name FROM custom_table UNION SELECT 'table ' || kept_as FROM custom_table_image");
    while (row.executeStep())
        names.insert(row.getColumn(0).getString());
    return names;
}

bool has(SQLite::Database &db, const std::string &name)
{
    SQLite::Statement row(db, "SELECT 1 FROM sqlite_master WHERE name = ? COLLATE NOCASE");
    row.bind(1, name);
    return row.executeStep();
}

/// The triggers and views that this build makes, listed by hand: every opening asks, and expectedObjects() takes as
/// long as opening itself. One that is missing here keeps every new workspace from opening for writing.
constexpr std::string_view OwnViews[]{"view record_history_full"};

/// Whether this build makes a table, view or index of that name, in whatever case.
bool isOurs(const std::string &name)
{
    return std::ranges::any_of(expectedObjects(), [wanted = lowered(name)](const auto &object) {
        return lowered(object.first.substr(object.first.find(' ') + 1)) == wanted;
    });
}

void run(SQLite::Database &db, const std::string &sql, const std::vector<std::string> &values)
{
    SQLite::Statement statement(db, sql);
    for (std::size_t i = 0; i < values.size(); ++i)
        statement.bind(int(i) + 1, values[i]);
    statement.exec();
}

/// A custom table of an older file may have the name of a table that was made since: it gets another one.
void makeRoom(SQLite::Database &db)
{
    if (!has(db, "custom_table"))
        return;
    std::vector<std::string> taken;
    {
        SQLite::Statement row(db, "SELECT name FROM custom_table");
        while (row.executeStep())
            taken.push_back(row.getColumn(0).getString());
    }
    std::erase_if(taken, [](const std::string &name) { return !isOurs(name); });
    for (const std::string &name : taken) {
        std::string free = name + "_table";
        for (int number = 2; has(db, free) || isOurs(free); ++number)
            free = name + "_table_" + std::to_string(number);
        db.exec("ALTER TABLE \"" + name + "\" RENAME TO \"" + free + '"');
        run(db, "UPDATE custom_table SET name = ? WHERE name = ?", {free, name});
        run(db, "UPDATE import_batch SET entity = ? WHERE entity = ? AND profile = 'custom'", {free, name});
    }
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
            makeRoom(db);
            db.exec(step.sql); // sqlite3_exec walks the script statement by statement and stops at the first failure
            db.exec("PRAGMA user_version = " + std::to_string(step.version));
            transaction.commit();
        } catch (const SQLite::Exception &failure) {
            return Error{ErrorCode::Internal,
                {QD_WORDS("Workspace", "Could not bring the workspace to schema %1: %2. It was left as it was."),
                    {Count{step.version}, std::string(failure.what())}},
                {std::to_string(step.version)}};
        }
    }
    return {};
}

std::vector<Message> schemaDifferences(SQLite::Database &db)
{
    std::vector<Message> differences;
    const Objects found = objectsOf(db);
    const std::set<std::string> custom = customTables(db);
    for (const auto &[name, sql] : expectedObjects()) {
        const auto there = found.find(name);
        if (there == found.end())
            differences.push_back({QD_WORDS("Integrity", "The %1 is missing from the schema."), {name}});
        else if (there->second != sql)
            differences.push_back({QD_WORDS("Integrity", "The %1 is not as the program makes it."), {name}});
    }
    for (const auto &[name, sql] : found) {
        if (!expectedObjects().contains(name) && !custom.contains(name))
            differences.push_back({QD_WORDS("Integrity", "The %1 is not of the program's making."), {name}});
    }
    for (const std::string &name : custom) {
        if (!found.contains(name))
            differences.push_back({QD_WORDS("Integrity", "The custom %1 is missing from the schema."), {name}});
    }
    return differences;
}

std::vector<std::string> foreignTriggersAndViews(SQLite::Database &db)
{
    std::vector<std::string> foreign;
    SQLite::Statement row(db, "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('trigger', 'view')");
    while (row.executeStep()) {
        if (const std::string name = row.getColumn(0).getString();
            std::ranges::find(OwnViews, name) == std::end(OwnViews))
            foreign.push_back(name);
    }
    return foreign;
}

} // namespace qd::store
