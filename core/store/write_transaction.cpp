#include "core/store/write_transaction.h"

#include "core/store/audit.h"
#include "core/store/row_seals.h"
#include "core/store/workspace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

void markChange(SQLite::Database &db, const std::string &what)
{
    SQLite::Statement mark(db,
        "UPDATE workspace_change SET number = number + 1, writer = ?1, what = ?2, at = ?3,"
        " audit_entries = (SELECT count(*) FROM audit_log),"
        " audit_head = coalesce((SELECT hash FROM audit_log ORDER BY audit_id DESC LIMIT 1), '')");
    mark.bind(1, currentWriter());
    mark.bind(2, what);
    mark.bind(3, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    mark.exec();
}

} // namespace

ChangeMark lastChange(const Workspace &workspace)
{
    SQLite::Statement row(workspace.db(), "SELECT number, writer, what, at FROM workspace_change");
    if (!row.executeStep())
        return {};
    return {row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
        row.getColumn(3).getString()};
}

FileState stateOf(const Workspace &workspace)
{
    FileState state{lastChange(workspace).number, stampOf(workspace.path()), stampOf(workspace.path() + "-wal"),
        sqlite3_total_changes64(workspace.handle())};
    if (state.log.size == 0)
        state.log = {}; // readers leave empty ones
    return state;
}

ReadTransaction::ReadTransaction(const Workspace &workspace)
{
    if (!workspace.isInTransaction())
        m_transaction = std::make_unique<SQLite::Transaction>(workspace.db());
}

ReadTransaction::~ReadTransaction() = default; // rolls back, where nothing was written

Error changedMeanwhile(const ChangeMark &change)
{
    return {ErrorCode::Conflict,
        {QD_WORDS("Workspace",
             "The workspace was changed meanwhile (%1, by %2, %3). Your change was not made; look at what stands there "
             "now and make it again."),
            {change.what, change.writer, change.at}},
        {change.what, change.writer, change.at}};
}

std::string currentWriter()
{
    const QString program = QFileInfo(QCoreApplication::applicationFilePath()).completeBaseName();
    return systemUser() + " (" + (program.isEmpty() ? std::string("a program") : program.toStdString()) + ", process "
        + std::to_string(QCoreApplication::applicationPid()) + ")";
}

WriteTransaction::WriteTransaction(Workspace &workspace, std::string what)
    : m_workspace(workspace)
    , m_what(std::move(what))
    , m_transaction(std::make_unique<SQLite::Transaction>(workspace.db(), SQLite::TransactionBehavior::IMMEDIATE))
{
    m_lastBatch = lastBatch(workspace.db());
}

WriteTransaction::~WriteTransaction() = default;

void WriteTransaction::commit()
{
    sealWritten(m_workspace.db(), m_workspace.writtenTables(), m_lastBatch);
    markChange(m_workspace.db(), m_what);
    m_transaction->commit();
}

} // namespace qd::store
