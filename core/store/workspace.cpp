#include "core/store/workspace.h"

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/store/file_header.h"
#include "core/store/row_seals.h"
#include "core/store/schema.h"
#include "core/store/upgrade.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

Result<void> inspect(const std::string &path)
{
    using Kind = FileHeader::Kind;
    const FileHeader header = readFileHeader(path);
    switch (header.kind) {
    case Kind::Missing:
        return fileError(ErrorCode::NotFound, path, QD_WORDS("Workspace", "%1 does not exist."));
    case Kind::Unreadable:
        return fileError(
            ErrorCode::Io, path, QD_WORDS("Workspace", "%1 cannot be read: it is a folder, or you may not open it."));
    case Kind::Empty:
        return fileError(
            ErrorCode::NotAWorkspace, path, QD_WORDS("Workspace", "%1 is empty, not a Quarterdeck workspace."));
    case Kind::NotSqlite:
    case Kind::NotAWorkspace:
        return fileError(ErrorCode::NotAWorkspace, path,
            QD_WORDS("Workspace", "%1 is not a Quarterdeck workspace. It was left untouched."));
    case Kind::Workspace:
        break;
    }
    if (header.schema > currentSchema())
        return fileError(ErrorCode::NewerSchema, path,
            QD_WORDS("Workspace",
                "%1 was written by a newer Quarterdeck (schema %2; this one knows %3). It was left untouched; update "
                "Quarterdeck to open it."),
            {Count{header.schema}, Count{currentSchema()}});
    return {};
}

/// What stands in the file and is not the program's would run when it writes.
Result<void> checkOwn(SQLite::Database &db, const std::string &path)
{
    const auto foreign = foreignTriggersAndViews(db);
    if (foreign.empty())
        return {};
    return fileError(ErrorCode::Damaged, path,
        QD_WORDS("Workspace",
            "%1 holds what Quarterdeck did not make: %2. It can be read, but was not opened for writing, since that "
            "would run in Quarterdeck's name. Remove it with an SQLite tool, or use a backup."),
        {joined(foreign, ", ")});
}

std::optional<int> fiscalMonth(const std::optional<std::string> &text)
{
    const auto number = Decimal::parse(text.value_or("1"));
    const bool month = number && number->scale == 0 && number->mantissa >= 1 && number->mantissa <= 12;
    return month ? std::optional(int(number->mantissa)) : std::nullopt;
}

/// What a workspace is made with and nothing in the program changes: without it no figure would be right.
Result<void> checkMade(const Workspace &workspace)
{
    const std::string currency = workspace.setting("base_currency").value_or("USD");
    const std::string month = workspace.setting("fiscal_year_start").value_or("1");
    if (Currency::fromCode(currency) && fiscalMonth(month))
        return {};
    return fileError(ErrorCode::Damaged, workspace.path(),
        QD_WORDS("Workspace",
            "%1 is damaged: its base currency is \"%2\" and its fiscal year starts in month \"%3\". Another program "
            "wrote that. It was left untouched; use a backup."),
        {currency, month});
}

/// Others may be reading just now, which a change of mode has to wait for: then this writer goes without a log.
void useLog(SQLite::Database &db)
{
    try {
        db.exec("PRAGMA journal_mode = WAL");
    } catch (const SQLite::Exception &failure) {
        if (failure.getErrorCode() != SQLITE_BUSY)
            throw;
    }
}

/// Called while a statement is prepared: remembers which tables it writes to.
int noteWrittenTable(void *tables, int action, const char *table, const char *, const char *, const char *)
{
    if ((action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE) && table)
        static_cast<std::set<std::string> *>(tables)->insert(table);
    return SQLITE_OK;
}

} // namespace

Error describe(const std::exception &failure)
{
    const auto *sql = dynamic_cast<const SQLite::Exception *>(&failure);
    const std::string detail = failure.what();
    switch (sql ? sql->getErrorCode() : SQLITE_OK) {
    case SQLITE_FULL:
        return {ErrorCode::Io,
            {QD_WORDS("Workspace", "The disk is full; nothing was changed. Free some space and try again. (%1)"),
                {detail}}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Locked,
            {QD_WORDS("Workspace",
                 "Another program holds the workspace; nothing was changed. Close it there and try again. (%1)"),
                {detail}}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::ReadOnly,
            {QD_WORDS("Workspace",
                 "The workspace cannot be written; nothing was changed. Copy it to a folder of yours. (%1)"),
                {detail}}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Damaged,
            {QD_WORDS("Workspace", "The workspace is damaged; nothing was changed. Use a backup or import again. (%1)"),
                {detail}}};
    case SQLITE_NOMEM:
        return {ErrorCode::Io,
            {QD_WORDS(
                 "Workspace", "There is not enough memory for this; nothing was changed. Close other programs. (%1)"),
                {detail}}};
    case SQLITE_INTERRUPT:
        return cancelled();
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io,
            {QD_WORDS("Workspace", "The system would not read or write the workspace; nothing was changed. (%1)"),
                {detail}}};
    default:
        return {ErrorCode::Internal, {QD_WORDS("Workspace", "Unexpected failure: %1"), {std::string(failure.what())}}};
    }
}

Workspace::Workspace(std::string path, Connection connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
{
    if (!m_connection.readOnly)
        sqlite3_set_authorizer(handle(), noteWrittenTable, &m_writtenTables);
}

Workspace::~Workspace()
{
    if (!m_connection.readOnly) {
        try { // most of the log while others still read; the rest needs the file for itself for a moment
            m_connection.db->exec("PRAGMA wal_checkpoint(PASSIVE)");
            m_connection.db->exec("PRAGMA journal_mode = DELETE");
        } catch (const SQLite::Exception &) {
            return; // in use: whoever closes last folds the log
        }
        return;
    }
    const bool ownFolder = m_connection.copyFolder != nullptr;
    m_connection.db.reset();
    if (!ownFolder && !nobodyMayWrite(m_path))
        foldLog(m_path);
}

Result<std::unique_ptr<Workspace>> Workspace::create(const std::string &path, const NewWorkspace &options)
{
    const QFileInfo info(qt(path));
    if (info.exists())
        return fileError(ErrorCode::AlreadyExists, path,
            QD_WORDS("Workspace", "%1 exists already; nothing was changed. Choose another name."));
    if (!QFileInfo(info.absolutePath()).isDir())
        return fileError(
            ErrorCode::NotFound, path, QD_WORDS("Workspace", "%1 cannot be made: its folder does not exist."));
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
        sealAll(db);
    } catch (const SQLite::Exception &failure) {
        QFile::remove(qt(making));
        return fileError(
            ErrorCode::Io, path, QD_WORDS("Workspace", "%1 cannot be made: %2."), {std::string(failure.what())});
    }
    if (!QFile::rename(qt(making), qt(path))) {
        QFile::remove(qt(making));
        return fileError(
            ErrorCode::Io, path, QD_WORDS("Workspace", "%1 cannot be made: the folder cannot be written."));
    }
    return open(path);
}

Result<std::unique_ptr<Workspace>> Workspace::open(const std::string &path, Mode mode)
{
    return openBy({}, path, mode);
}

Result<std::unique_ptr<Workspace>> Workspace::openForQuery(const std::string &path, const std::string &vfs)
{
    return openBy(vfs, path, Mode::ReadOnly);
}

Result<std::unique_ptr<Workspace>> Workspace::openBy(const std::string &vfs, const std::string &path, Mode mode)
{
    if (auto fine = inspect(path); !fine)
        return fine.error();
    try {
        const int schema = readFileHeader(path).schema;
        if (schema < currentSchema()) {
            if (nobodyMayWrite(path))
                return fileError(ErrorCode::ReadOnly, path,
                    QD_WORDS("Workspace", "%1 has an older schema and cannot be written; copy it first."));
            if (auto done = upgradeFile(path, schema); !done)
                return done.error();
        }
        Connection connection = connectTo(path, mode == Mode::ReadOnly, vfs);
        if (!connection.readOnly) {
            if (auto own = checkOwn(*connection.db, path); !own)
                return own.error();
            useLog(*connection.db);
        }
        std::unique_ptr<Workspace> workspace(new Workspace(path, std::move(connection)));
        if (auto made = checkMade(*workspace); !made)
            return made.error();
        return workspace;
    } catch (const SQLite::Exception &failure) {
        Error error = describe(failure);
        const bool endsEarly = error.code == ErrorCode::Damaged && readFileHeader(path).endsEarly;
        error.message = {
            endsEarly ? QD_WORDS("Workspace", "%1 ends before its last page. %2") : QD_WORDS("Workspace", "%1: %2"),
            {path, Sentences(error.message)}};
        return error;
    }
}

sqlite3 *Workspace::handle() const
{
    return m_connection.db->getHandle();
}

bool Workspace::isInTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}

std::optional<std::string> Workspace::setting(std::string_view key) const
{
    SQLite::Statement query(*m_connection.db, "SELECT value FROM setting WHERE key = ?");
    query.bind(1, std::string(key));
    if (!query.executeStep())
        return std::nullopt;
    return query.getColumn(0).getString();
}

void Workspace::setSetting(std::string_view key, std::string_view value)
{
    SQLite::Statement upsert(
        *m_connection.db, "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
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
    return fiscalMonth(setting("fiscal_year_start")).value_or(1);
}

Result<void> Workspace::backupTo(const std::string &target, Progress &progress) const
{
    if (QFileInfo::exists(qt(target)))
        return fileError(ErrorCode::AlreadyExists, target,
            QD_WORDS("Workspace", "%1 exists already; nothing was changed. Choose another name."));
    const QString making = qt(target) + QStringLiteral(".making");
    if (!makeEmptyLike(making.toStdString(), m_path))
        return fileError(ErrorCode::Io, target, QD_WORDS("Workspace", "%1 cannot be written."));
    try {
        SQLite::Database copy(making.toStdString(), SQLite::OPEN_READWRITE);
        SQLite::Backup backup(copy, *m_connection.db);
        constexpr int PagesAtOnce = 1024;
        progress.begin({QD_WORDS("Progress", "Copying %1"), {m_path}});
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
    if (!QFile::rename(making, qt(target))) {
        QFile::remove(making);
        return fileError(ErrorCode::Io, target, QD_WORDS("Workspace", "%1 cannot be written."));
    }
    return {};
}

void Workspace::interrupt() const
{
    sqlite3_interrupt(m_connection.db->getHandle());
}

} // namespace qd::store
