#include "core/store/schema.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <array>

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
        {2, readResource(QStringLiteral(":/quarterdeck/migrations/0002_plans.sql"))}};
}

quint32 bigEndian(const QByteArray &bytes, int at)
{
    quint32 value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8 | quint8(bytes[at + i]);
    return value;
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

FileHeader readFileHeader(const std::string &path)
{
    using Kind = FileHeader::Kind;
    const QString name = QString::fromStdString(path);
    const QFileInfo info(name);
    if (!info.exists())
        return {Kind::Missing};
    QFile file(name);
    if (info.isDir() || !file.open(QIODevice::ReadOnly))
        return {Kind::Unreadable};
    if (file.size() == 0)
        return {Kind::Empty};
    const QByteArray bytes = file.read(100);
    if (bytes.size() < 100 || !bytes.startsWith(QByteArray("SQLite format 3\0", 16)))
        return {Kind::NotSqlite};
    if (bigEndian(bytes, 68) != quint32(ApplicationId))
        return {Kind::NotAWorkspace};
    const quint32 rawPageSize = quint32(quint8(bytes[16])) << 8 | quint8(bytes[17]);
    const qint64 pageSize = rawPageSize == 1 ? 65536 : rawPageSize;
    const bool pageCountValid = bigEndian(bytes, 24) == bigEndian(bytes, 92);
    if (pageCountValid && pageSize * bigEndian(bytes, 28) > file.size())
        return {Kind::Truncated};
    return {Kind::Workspace, int(bigEndian(bytes, 60))};
}

} // namespace qd::store
