#pragma once
#include "core/base/progress.h"

struct sqlite3;

namespace qd::store {

class Workspace;

/// Lets a person's wish to cancel end the statement that runs on a workspace's connection, for as long as it lives: the
/// statement throws Failure, which describe() calls cancelled. A statement that writes takes its transaction with it,
/// so that nothing may be written after one has failed. One at a time on a connection.
class StatementWatch {
public:
    /// Nothing is watched without a progress; one that is given outlives this.
    StatementWatch(const Workspace &workspace, const Progress *progress);
    ~StatementWatch();
    StatementWatch(const StatementWatch &) = delete;
    StatementWatch &operator=(const StatementWatch &) = delete;

private:
    sqlite3 *m_db; ///< null when nothing is watched
};

} // namespace qd::store
