#include "core/store/upgrade.h"

#include "core/store/connection.h"
#include "core/store/row_seals.h"
#include "core/store/schema.h"

#include <QFile>
#include <QFileInfo>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

namespace qd::store {

namespace {

namespace fs = std::filesystem;

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

/// A name for the old file that nothing has yet: an attempt that was killed may have left one.
std::string keptName(const QString &stem, int schema)
{
    QString name = stem + QStringLiteral(".schema-%1.qdeck").arg(schema);
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = stem + QStringLiteral(".schema-%1-%2.qdeck").arg(schema).arg(number);
    return name.toStdString();
}

/// A second name for the old file rather than a copy where the disk can: to copy it would mean to open and close it,
/// which drops this process's lock on it.
bool keep(const std::string &path, const std::string &kept)
{
    std::error_code failure;
    fs::create_hard_link(fs::u8path(path), fs::u8path(kept), failure);
    if (!failure)
        return true;
    return QFile::copy(qt(path), qt(kept));
}

Result<void> migrateCopy(SQLite::Database &source, const std::string &copy)
{
    SQLite::Database target(copy, SQLite::OPEN_READWRITE);
    SQLite::Backup(target, source).executeStep();
    if (auto done = migrate(target, migrations()); !done)
        return done;
    sealAll(target);
    return {};
}

void removeCopy(const std::string &copy)
{
    for (const char *ending : {"", "-journal", "-wal", "-shm"})
        QFile::remove(qt(copy + ending));
}

} // namespace

Result<void> upgradeFile(const std::string &path, int schema)
{
    const QFileInfo info(qt(path));
    const QString stem = info.absolutePath() + QLatin1Char('/') + info.completeBaseName();
    const std::string copy = (stem + QStringLiteral(".migrating.qdeck")).toStdString();
    // Held to the end, so that nobody commits to the old file after it was copied, and without a log: one left beside
    // the new file would be taken for its own.
    SQLite::Database source(path, SQLite::OPEN_READWRITE, BusyTimeoutMs);
    source.exec("PRAGMA locking_mode = EXCLUSIVE");
    source.execAndGet("SELECT count(*) FROM sqlite_master");
    if (source.execAndGet("PRAGMA journal_mode = DELETE").getString() != "delete")
        return Error{ErrorCode::Locked,
            {QD_WORDS("Workspace",
                 "%1 has an older schema and is open elsewhere; nothing was changed. Close it there and try again."),
                {path}},
            {path}};
    if (!makeEmptyLike(copy, path))
        return Error{ErrorCode::Io,
            {QD_WORDS("Workspace", "%1 has an older schema, and %2 cannot be made to migrate it."), {path, copy}},
            {path}};
    if (auto done = migrateCopy(source, copy); !done) {
        removeCopy(copy);
        return done;
    }
    const std::string kept = keptName(stem, schema);
    std::error_code failure;
    if (keep(path, kept))
        fs::rename(fs::u8path(copy), fs::u8path(path), failure);
    if (failure || !QFileInfo::exists(qt(kept))) {
        removeCopy(copy);
        if (failure) // the file still stands under its own name
            QFile::remove(qt(kept));
        return Error{ErrorCode::Io,
            {QD_WORDS("Workspace", "%1 has an older schema, and the migrated copy could not take its place beside %2."),
                {path, kept}},
            {path}};
    }
    return {};
}

} // namespace qd::store
