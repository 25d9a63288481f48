#include "core/store/statement_watch.h"

#include "core/store/workspace.h"

#include <sqlite3.h>

namespace qd::store {

namespace {

int isCancelled(void *progress)
{
    return static_cast<const Progress *>(progress)->isCancelled() ? 1 : 0;
}

} // namespace

StatementWatch::StatementWatch(const Workspace &workspace, const Progress *progress)
    : m_db(progress ? workspace.handle() : nullptr)
{
    constexpr int StepsBetween = 1'000; // of SQLite's machine: a few microseconds
    if (m_db) // which asks for a pointer it may write through, and does not
        sqlite3_progress_handler(m_db, StepsBetween, isCancelled, const_cast<Progress *>(progress));
}

StatementWatch::~StatementWatch()
{
    if (m_db)
        sqlite3_progress_handler(m_db, 0, nullptr, nullptr);
}

} // namespace qd::store
