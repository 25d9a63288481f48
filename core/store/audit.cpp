#include "core/store/audit.h"

#include "core/base/text.h"
#include "core/store/workspace.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdlib>
#include <mutex>

namespace qd::store {

namespace {

std::mutex chosenUserGuard; // of the next: edits run on workers
std::string chosenUser;

/// Fields are told apart by their length, so that no two entries have one text.
std::string entryHash(const std::string &previous, const AuditEntry &entry)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const std::string &field) {
        hash.addData(QByteArray::number(qulonglong(field.size())) + ':' + QByteArray::fromStdString(field));
    };
    for (const std::string *field : {&previous, &entry.at, &entry.who, &entry.action, &entry.subject})
        add(*field);
    for (const auto &value : {entry.before, entry.after})
        value ? add(*value) : hash.addData("null");
    return hash.result().toHex().toStdString();
}

std::optional<std::string> textOrNothing(const SQLite::Column &column)
{
    return column.isNull() ? std::nullopt : std::optional(column.getString());
}

AuditEntry readEntry(SQLite::Statement &row)
{
    return {row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
        row.getColumn(3).getString(), row.getColumn(4).getString(), textOrNothing(row.getColumn(5)),
        textOrNothing(row.getColumn(6))};
}

const char *const EntryColumns = "SELECT audit_id, at, who, action, subject, before, after, previous_hash, hash ";

} // namespace

std::string systemUser()
{
    for (const char *variable : {"USER", "USERNAME", "LOGNAME"}) {
        if (const char *value = std::getenv(variable); value && *value)
            return value;
    }
    return "unknown";
}

std::string currentUser()
{
    const std::lock_guard lock(chosenUserGuard);
    return chosenUser.empty() ? systemUser() : chosenUser;
}

void setCurrentUser(const std::string &name)
{
    const std::lock_guard lock(chosenUserGuard);
    chosenUser = trimmed(name);
}

void recordChange(Workspace &workspace, const std::string &action, const std::string &subject,
    const std::optional<std::string> &before, const std::optional<std::string> &after)
{
    std::string previous;
    SQLite::Statement last(workspace.db(), "SELECT hash FROM audit_log ORDER BY audit_id DESC LIMIT 1");
    if (last.executeStep())
        previous = last.getColumn(0).getString();
    const AuditEntry entry{0, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), currentUser(),
        action, subject, before, after};
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO audit_log (at, who, action, subject, before, after, previous_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, entry.at);
    insert.bind(2, entry.who);
    insert.bind(3, entry.action);
    insert.bind(4, entry.subject);
    if (before)
        insert.bind(5, *before);
    if (after)
        insert.bind(6, *after);
    insert.bind(7, previous);
    insert.bind(8, entryHash(previous, entry));
    insert.exec();
}

std::vector<AuditEntry> auditTrail(const Workspace &workspace, int limit)
{
    std::vector<AuditEntry> trail;
    SQLite::Statement row(workspace.db(), std::string(EntryColumns) + "FROM audit_log ORDER BY audit_id DESC LIMIT ?");
    row.bind(1, limit);
    while (row.executeStep())
        trail.push_back(readEntry(row));
    return trail;
}

std::optional<std::int64_t> brokenAuditEntry(const Workspace &workspace)
{
    std::string previous;
    SQLite::Statement row(workspace.db(), std::string(EntryColumns) + "FROM audit_log ORDER BY audit_id");
    while (row.executeStep()) {
        const AuditEntry entry = readEntry(row);
        const std::string hash = row.getColumn(8).getString();
        if (row.getColumn(7).getString() != previous || hash != entryHash(previous, entry))
            return entry.id;
        previous = hash;
    }
    return std::nullopt;
}

} // namespace qd::store
