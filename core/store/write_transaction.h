#pragma once
#include "core/base/input_file.h"
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace SQLite {
class Transaction;
}

namespace qd::store {

class Workspace;

/// What the last transaction that wrote to a workspace was. SQLite's data_version compares only within one connection;
/// this number compares between programs, and nobody has to keep the file open to see it change.
struct ChangeMark {
    std::int64_t number = 0; ///< one more with each
    std::string writer; ///< as currentWriter() of that program
    std::string what; ///< "import", "decide breaks"
    std::string at; ///< UTC, ISO 8601 to the second

    bool operator==(const ChangeMark &) const = default;
};

[[nodiscard]] ChangeMark lastChange(const Workspace &workspace);

/// What tells one state of a workspace from another: its change number, and the file and its log for what another
/// program wrote past that.
struct FileState {
    std::int64_t change = -1;
    FileStamp file;
    FileStamp log;
    std::int64_t ownChanges = 0; ///< rows this connection changed, committed or not

    bool operator==(const FileState &) const = default;
};
[[nodiscard]] FileState stateOf(const Workspace &workspace);

/// Holds the workspace as it stands for a reader who asks several times, beside whatever writes; within a transaction
/// of this connection it is that one's. Throws SQLite::Exception.
class ReadTransaction {
public:
    explicit ReadTransaction(const Workspace &workspace);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction &) = delete;
    ReadTransaction &operator=(const ReadTransaction &) = delete;

private:
    std::unique_ptr<SQLite::Transaction> m_transaction;
};

/// Conflict, with who changed what and when: what a change is refused with whose maker has not seen that.
[[nodiscard]] Error changedMeanwhile(const ChangeMark &change);

/// Account, program and process: "anna (quarterdeck, process 4711)". The same as long as the process runs.
[[nodiscard]] std::string currentWriter();

/// The one way to write to a workspace: all of it or nothing, after waiting for another writer. commit() raises the
/// change number, names the writer, keeps the head of the audit log and seals the rows of what was written
/// (row_seals.h). Rolled back unless committed. Both throw SQLite::Exception.
class WriteTransaction {
public:
    WriteTransaction(Workspace &workspace, std::string what);
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction &) = delete;
    WriteTransaction &operator=(const WriteTransaction &) = delete;

    void commit();

private:
    Workspace &m_workspace;
    std::string m_what;
    std::unique_ptr<SQLite::Transaction> m_transaction;
    std::int64_t m_lastBatch = 0; ///< batches above it are this transaction's
};

} // namespace qd::store
