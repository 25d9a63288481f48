#include "core/store/workspace.h"

#include "core/store/schema.h"
#include "core/store/usage_table.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

namespace qd::store {

namespace {

constexpr int BusyTimeoutMs = 5000;

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

Error refuse(ErrorCode code, const std::string &path, const std::string &why)
{
    return {code, path + " " + why, {path}};
}

/// Also true for root, whom the system lets write a file marked read-only.
bool nobodyMayWrite(const std::string &path)
{
    const QFileInfo info(qt(path));
    const auto anyWrite = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    return !info.isWritable() || !(info.permissions() & anyWrite) || !QFileInfo(info.absolutePath()).isWritable();
}

Result<void> inspect(const std::string &path)
{
    using Kind = FileHeader::Kind;
    const FileHeader header = readFileHeader(path);
    switch (header.kind) {
    case Kind::Missing:
        return refuse(ErrorCode::NotFound, path, "does not exist.");
    case Kind::Unreadable:
        return refuse(ErrorCode::Io, path, "cannot be read: it is a folder, or you may not open it.");
    case Kind::Empty:
        return refuse(ErrorCode::NotAWorkspace, path, "is empty, not a Quarterdeck workspace.");
    case Kind::NotSqlite:
    case Kind::NotAWorkspace:
        return refuse(ErrorCode::NotAWorkspace, path, "is not a Quarterdeck workspace. It was left untouched.");
    case Kind::Truncated:
        return refuse(ErrorCode::Damaged, path,
            "is damaged: the file ends before its last page. It was left untouched; use a backup or import again.");
    case Kind::Workspace:
        break;
    }
    if (header.schema > currentSchema())
        return refuse(ErrorCode::NewerSchema, path,
            "was written by a newer Quarterdeck (schema " + std::to_string(header.schema) + "; this one knows "
                + std::to_string(currentSchema()) + "). It was left untouched; update Quarterdeck to open it.");
    return {};
}

std::unique_ptr<SQLite::Database> connect(const std::string &path, bool readOnly, bool immutable)
{
    const std::string uri =
        immutable ? "file:" + QUrl::toPercentEncoding(qt(path), "/").toStdString() + "?immutable=1" : path;
    const int flags = (readOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) | (immutable ? SQLite::OPEN_URI : 0);
    auto db = std::make_unique<SQLite::Database>(uri, flags, BusyTimeoutMs);
    db->exec("PRAGMA foreign_keys = ON");
    db->execAndGet("SELECT count(*) FROM sqlite_master"); // reads the schema, so that damage shows here
    registerUsageTable(db->getHandle());
    return db;
}

void copyDatabase(const std::string &from, const std::string &to)
{
    SQLite::Database source(from, SQLite::OPEN_READWRITE, BusyTimeoutMs); // closing it folds a write-ahead log back
    SQLite::Database target(to, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(target, source).executeStep();
}

/// A name for the old file that nothing has yet: an attempt that was killed may have left one.
std::string keptName(const QString &stem, int schema)
{
    QString name = stem + QStringLiteral(".schema-%1.qdeck").arg(schema);
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = stem + QStringLiteral(".schema-%1-%2.qdeck").arg(schema).arg(number);
    return name.toStdString();
}

/// Migrates a copy, keeps the old file under its schema number, and puts the copy in its place by one rename, so that
/// at every moment of a kill `path` is a whole workspace, old or new.
Result<void> migrateCopy(const std::string &path, int schema)
{
    const QFileInfo info(qt(path));
    const QString stem = info.absolutePath() + QLatin1Char('/') + info.completeBaseName();
    const std::string copy = (stem + QStringLiteral(".migrating.qdeck")).toStdString();
    const std::string kept = keptName(stem, schema);
    QFile::remove(qt(copy));
    copyDatabase(path, copy);
    {
        SQLite::Database target(copy, SQLite::OPEN_READWRITE);
        if (auto done = migrate(target, migrations()); !done) {
            QFile::remove(qt(copy));
            return done;
        }
    }
    std::error_code failure;
    if (QFile::copy(qt(path), qt(kept)))
        std::filesystem::rename(std::filesystem::u8path(copy), std::filesystem::u8path(path), failure);
    if (failure || !QFileInfo::exists(qt(kept)))
        return refuse(ErrorCode::Io, path,
            "has an older schema, and the migrated copy could not take its place beside " + kept + ".");
    return {};
}

} // namespace

Error describe(const std::exception &failure)
{
    const auto *sql = dynamic_cast<const SQLite::Exception *>(&failure);
    const std::string detail = std::string(" (") + failure.what() + ")";
    switch (sql ? sql->getErrorCode() : SQLITE_OK) {
    case SQLITE_FULL:
        return {ErrorCode::Io, "The disk is full; nothing was changed. Free some space and try again." + detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Locked,
            "Another program holds the workspace; nothing was changed. Close it there and try again." + detail};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::ReadOnly,
            "The workspace cannot be written; nothing was changed. Copy it to a folder of yours." + detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Damaged,
            "The workspace is damaged; nothing was changed. Use a backup or import again." + detail};
    case SQLITE_INTERRUPT:
        return cancelled();
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io, "The system would not read or write the workspace; nothing was changed." + detail};
    default:
        return {ErrorCode::Internal, std::string("Unexpected failure: ") + failure.what()};
    }
}

Workspace::Workspace(std::string path, std::unique_ptr<SQLite::Database> db, bool readOnly)
    : m_path(std::move(path))
    , m_db(std::move(db))
    , m_readOnly(readOnly)
{
}

Workspace::~Workspace()
{
    if (m_readOnly)
        return;
    try {
        m_db->exec("PRAGMA journal_mode = DELETE"); // fails, harmlessly, while another connection is open
    } catch (const SQLite::Exception &) {
        return;
    }
}

Result<std::unique_ptr<Workspace>> Workspace::create(const std::string &path, const NewWorkspace &options)
{
    const QFileInfo info(qt(path));
    if (info.exists())
        return refuse(ErrorCode::AlreadyExists, path, "exists already; nothing was changed. Choose another name.");
    if (!QFileInfo(info.absolutePath()).isDir())
        return refuse(ErrorCode::NotFound, path, "cannot be made: its folder does not exist.");
    const std::string making = path + ".making";
    QFile::remove(qt(making));
    try {
        SQLite::Database db(making, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, BusyTimeoutMs);
        db.exec("PRAGMA application_id = " + std::to_string(ApplicationId));
        if (auto done = migrate(db, migrations()); !done)
            return done.error();
        SQLite::Statement insert(db, "INSERT INTO setting VALUES ('base_currency', ?), ('fiscal_year_start', ?)");
        insert.bind(1, options.currency.code());
        insert.bind(2, std::to_string(options.fiscalYearStart));
        insert.exec();
    } catch (const SQLite::Exception &failure) {
        QFile::remove(qt(making));
        return refuse(ErrorCode::Io, path, std::string("cannot be made: ") + failure.what() + ".");
    }
    if (!QFile::rename(qt(making), qt(path)))
        return refuse(ErrorCode::Io, path, "cannot be made: the folder cannot be written.");
    return open(path);
}

Result<std::unique_ptr<Workspace>> Workspace::open(const std::string &path, Mode mode)
{
    if (auto fine = inspect(path); !fine)
        return fine.error();
    try {
        const bool immutable = nobodyMayWrite(path);
        const int schema = readFileHeader(path).schema;
        if (schema < currentSchema()) {
            if (immutable)
                return refuse(ErrorCode::ReadOnly, path, "has an older schema and cannot be written; copy it first.");
            if (auto done = migrateCopy(path, schema); !done)
                return done.error();
        }
        const bool readOnly = immutable || mode == Mode::ReadOnly;
        auto db = connect(path, readOnly, immutable);
        if (!readOnly)
            db->exec("PRAGMA journal_mode = WAL");
        return std::unique_ptr<Workspace>(new Workspace(path, std::move(db), readOnly));
    } catch (const SQLite::Exception &failure) {
        Error error = describe(failure);
        error.message = path + ": " + error.message;
        return error;
    }
}

sqlite3 *Workspace::handle() const
{
    return m_db->getHandle();
}

std::optional<std::string> Workspace::setting(std::string_view key) const
{
    SQLite::Statement query(*m_db, "SELECT value FROM setting WHERE key = ?");
    query.bind(1, std::string(key));
    if (!query.executeStep())
        return std::nullopt;
    return query.getColumn(0).getString();
}

void Workspace::setSetting(std::string_view key, std::string_view value)
{
    SQLite::Statement upsert(
        *m_db, "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    upsert.bind(1, std::string(key));
    upsert.bind(2, std::string(value));
    upsert.exec();
}

Currency Workspace::baseCurrency() const
{
    return Currency::fromCode(setting("base_currency").value_or("USD")).value_or(Currency());
}

int Workspace::fiscalYearStart() const
{
    return std::stoi(setting("fiscal_year_start").value_or("1"));
}

Result<void> Workspace::backupTo(const std::string &target, Progress &progress) const
{
    if (QFileInfo::exists(qt(target)))
        return refuse(ErrorCode::AlreadyExists, target, "exists already; nothing was changed. Choose another name.");
    const QString making = qt(target) + QStringLiteral(".making");
    QFile::remove(making);
    try {
        SQLite::Database copy(making.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup backup(copy, *m_db);
        constexpr int PagesAtOnce = 1024;
        progress.begin("Copying " + m_path);
        while (backup.executeStep(PagesAtOnce) != SQLITE_DONE) {
            if (!progress.step(
                    backup.getTotalPageCount() - backup.getRemainingPageCount(), backup.getTotalPageCount())) {
                QFile::remove(making);
                return cancelled();
            }
        }
    } catch (const SQLite::Exception &failure) {
        QFile::remove(making);
        return describe(failure);
    }
    if (!QFile::rename(making, qt(target)))
        return refuse(ErrorCode::Io, target, "cannot be written.");
    return {};
}

void Workspace::interrupt() const
{
    sqlite3_interrupt(m_db->getHandle());
}

} // namespace qd::store
