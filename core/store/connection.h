#pragma once
#include <memory>
#include <string>

class QTemporaryDir;
namespace SQLite {
class Database;
}

namespace qd::store {

/// How long a connection waits for another one, in milliseconds: also for one that folds a large log back on close.
inline constexpr int BusyTimeoutMs = 5'000;

/// An open database, and the folder it was copied to where it could not be recovered in its own.
struct Connection {
    Connection();
    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    ~Connection();

    std::unique_ptr<QTemporaryDir> copyFolder;
    std::unique_ptr<SQLite::Database> db; ///< closed before its folder goes
    bool readOnly = false;
};

/// Connects to a workspace file in whatever state its last writer left it. A journal or log of a writer that was killed
/// is taken back or read as SQLite does, also by readers: it is part of the file. A file nobody may write is opened
/// immutable, or with such a log beside it from a copy of both in a temporary folder. Readers beside a writer, also one
/// that closes, read or wait. `vfs` names the one to open it by, the system's where it is empty. Throws
/// SQLite::Exception for damage, a lock held too long, a full disk.
[[nodiscard]] Connection connectTo(const std::string &path, bool readOnly, const std::string &vfs = {});

/// Whether the system, or the file's own mode, lets nobody write the file or its folder. Also true for root, whom the
/// system lets write a file marked read-only.
[[nodiscard]] bool nobodyMayWrite(const std::string &path);

/// Makes `path` an empty file that only those may read or write who may `model`, for a database that will hold the
/// same. False where it cannot be made.
[[nodiscard]] bool makeEmptyLike(const std::string &path, const std::string &model);

/// Folds the log of `path`, if there is one, into it where nobody else is connected, so that the one file can be
/// mailed; else leaves it to whoever closes last. Never throws.
void foldLog(const std::string &path);

} // namespace qd::store
