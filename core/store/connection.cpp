#include "core/store/connection.h"

#include "core/store/file_header.h"
#include "core/store/message_function.h"
#include "core/store/usage_table.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QUrl>

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Opens and reads the schema, so that what is wrong with the file shows here. Without SQLite's own locks: a connection
/// belongs to one thread, and a lock for each value read is a tenth of reading.
std::unique_ptr<SQLite::Database> openAndRead(const std::string &name, int flags, const std::string &vfs)
{
    auto db = std::make_unique<SQLite::Database>(name, flags | SQLite::OPEN_NOMUTEX, BusyTimeoutMs, vfs);
    db->exec("PRAGMA foreign_keys = ON");
    if (!(flags & SQLite::OPEN_READONLY)) {
        // A long transaction else writes its pages to the log time and again.
        db->exec("PRAGMA cache_size = -131072"); // 128 MiB
        // Once one statement changes 64 KiB, such as that of a segment of usage, what each later one of the transaction
        // may have to take back else goes to a file: 7 GB for the sample of 10,000 customers.
        db->exec("PRAGMA temp_store = MEMORY");
    }
    db->execAndGet("SELECT count(*) FROM sqlite_master");
    registerUsageTables(db->getHandle());
    registerSentence(db->getHandle());
    return db;
}

std::unique_ptr<SQLite::Database> openImmutable(const std::string &path, const std::string &vfs)
{
    const std::string uri = "file:" + QUrl::toPercentEncoding(qt(path), "/").toStdString() + "?immutable=1";
    return openAndRead(uri, SQLite::OPEN_READONLY | SQLite::OPEN_URI, vfs);
}

/// A copy of the file with its log and journal, which SQLite recovers as it would have in place.
Connection recoveredCopy(const std::string &path, const std::string &vfs)
{
    Connection connection;
    connection.readOnly = true;
    connection.copyFolder = std::make_unique<QTemporaryDir>();
    const QString copy = connection.copyFolder->filePath(QFileInfo(qt(path)).fileName());
    bool copied = connection.copyFolder->isValid() && QFile::copy(qt(path), copy);
    for (const QString &ending : {QStringLiteral("-wal"), QStringLiteral("-journal")}) {
        if (QFileInfo::exists(qt(path) + ending))
            copied = copied && QFile::copy(qt(path) + ending, copy + ending);
    }
    if (!copied)
        throw SQLite::Exception("it has a log beside it and could not be copied to be recovered", SQLITE_CANTOPEN);
    for (const QString &name : {copy, copy + QStringLiteral("-wal"), copy + QStringLiteral("-journal")})
        QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner);
    connection.db = openAndRead(copy.toStdString(), SQLite::OPEN_READWRITE, vfs);
    connection.db->exec("PRAGMA query_only = ON");
    return connection;
}

/// A reader cannot take back the journal of a writer that was killed: a writer does it for it.
std::unique_ptr<SQLite::Database> openForReading(const std::string &path, const std::string &vfs)
{
    try {
        return openAndRead(path, SQLite::OPEN_READONLY, vfs);
    } catch (const SQLite::Exception &failure) {
        if (failure.getErrorCode() != SQLITE_READONLY && failure.getErrorCode() != SQLITE_CANTOPEN)
            throw;
    }
    openAndRead(path, SQLite::OPEN_READWRITE, {});
    return openAndRead(path, SQLite::OPEN_READONLY, vfs);
}

} // namespace

Connection::Connection() = default;
Connection::Connection(Connection &&) noexcept = default;
Connection &Connection::operator=(Connection &&) noexcept = default;
Connection::~Connection() = default;

bool nobodyMayWrite(const std::string &path)
{
    const QFileInfo info(qt(path));
    const auto anyWrite = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    return !info.isWritable() || !(info.permissions() & anyWrite) || !QFileInfo(info.absolutePath()).isWritable();
}

Connection connectTo(const std::string &path, bool readOnly, const std::string &vfs)
{
    if (nobodyMayWrite(path)) {
        if (hasUnfinishedLog(path))
            return recoveredCopy(path, vfs);
        Connection connection;
        connection.readOnly = true;
        connection.db = openImmutable(path, vfs);
        return connection;
    }
    foldLog(path);
    Connection connection;
    connection.readOnly = readOnly;
    connection.db = readOnly ? openForReading(path, vfs) : openAndRead(path, SQLite::OPEN_READWRITE, vfs);
    return connection;
}

bool makeEmptyLike(const std::string &path, const std::string &model)
{
    for (const char *ending : {"", "-journal", "-wal", "-shm"}) // left by an attempt that was killed
        QFile::remove(qt(path + ending));
    QFile file(qt(path));
    // Also where the model may only be read: the program has to fill it.
    const auto mode = QFileInfo(qt(model)).permissions() | QFile::ReadOwner | QFile::WriteOwner;
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly, mode);
}

void foldLog(const std::string &path)
{
    // Also an empty log: a killed writer's file stays in its mode, and whoever mails it wonders.
    if (!QFileInfo::exists(qt(path + "-wal")) && !hasUnfinishedLog(path))
        return;
    try {
        SQLite::Database db(path, SQLite::OPEN_READWRITE);
        db.execAndGet("SELECT count(*) FROM sqlite_master");
        db.exec("PRAGMA journal_mode = DELETE"); // refused at once while another connection is open
    } catch (const SQLite::Exception &) {
        return; // in use, or damaged: whoever opens it next is told
    }
}

} // namespace qd::store
