#pragma once
#include "core/base/currency.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/store/connection.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

struct sqlite3;

namespace qd::store {

/// A workspace on disk: one SQLite file, `NAME.qdeck`. Every job opens its own; a Workspace stays on its thread.
///
/// Opening refuses, and leaves untouched, a file that is missing, not a workspace, damaged, from a later schema, or
/// held by another program; each refusal is an Error with a sentence. What a killed writer left beside the file is
/// recovered (connection.h), an older file migrated (upgrade.h). For writing a file with foreign triggers or views is
/// refused, since they would act in the program's name. A file nobody may write is opened immutable. SQL errors after
/// opening (disk full, file gone) are thrown as SQLite::Exception and end in the job or the program; describe() makes
/// the sentence.
class Workspace {
public:
    enum class Mode {
        ReadWrite,
        ReadOnly, ///< changes nothing in the file; writing throws
    };

    struct NewWorkspace {
        Currency currency; ///< base currency of every analysis
        int fiscalYearStart = 1; ///< first month of the fiscal year, 1..12
    };

    /// Makes `path` with the current schema and no data; all or nothing. AlreadyExists if there is such a file.
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> create(
        const std::string &path, const NewWorkspace &options);
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const std::string &path, Mode mode = Mode::ReadWrite);
    /// Read-only, by the named VFS (temporary_space.h). As open().
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> openForQuery(
        const std::string &path, const std::string &vfs);
    /// Closes; folds the write-ahead log back, so that the one file can be mailed.
    ~Workspace();
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;

    [[nodiscard]] SQLite::Database &db() const { return *m_connection.db; }
    [[nodiscard]] sqlite3 *handle() const;
    [[nodiscard]] const std::string &path() const { return m_path; }
    /// Whether a transaction of this connection is open.
    [[nodiscard]] bool isInTransaction() const;
    [[nodiscard]] bool isReadOnly() const { return m_connection.readOnly; }

    /// Tables this connection has prepared statements to write to.
    [[nodiscard]] const std::set<std::string> &writtenTables() const { return m_writtenTables; }

    /// A setting of the workspace; nothing when it was never set.
    [[nodiscard]] std::optional<std::string> setting(std::string_view key) const;
    /// Sets it for good (within the open transaction, if there is one).
    void setSetting(std::string_view key, std::string_view value);
    [[nodiscard]] Currency baseCurrency() const;
    /// 1..12.
    [[nodiscard]] int fiscalYearStart() const;

    /// Copies the workspace, as it stands, to a new file while others go on using it; who may read or write the copy
    /// follows the file. AlreadyExists, Io, Cancelled.
    [[nodiscard]] Result<void> backupTo(const std::string &target, Progress &progress) const;

    /// Stops a statement that runs on this connection, from any thread.
    void interrupt() const;

private:
    Workspace(std::string path, Connection connection);
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> openBy(
        const std::string &vfs, const std::string &path, Mode mode);

    std::string m_path;
    std::set<std::string> m_writtenTables;
    Connection m_connection;
};

/// What an SQLite failure means to a person: disk full, file gone, locked, read-only, damaged, interrupted.
[[nodiscard]] Error describe(const std::exception &failure);

} // namespace qd::store
