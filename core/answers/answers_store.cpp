#include "core/answers/answers_store.h"

#include "core/store/entities.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

namespace qd::answers {

namespace {

using store::textAt;

constexpr const char *OfAccount =
    " t JOIN account_link l ON l.source = t.source AND l.record_id = t.account_id AND l.status = 'accepted' "
    "WHERE l.account = ? ";

/// A column of contacts as it was on the day ?1: the value kept then, before the first one that; the present one where
/// none is kept.
std::string keptOfContact(const std::string &column)
{
    const std::string kept = "(SELECT coalesce(h.new_value, '') FROM record_history h WHERE h.entity = 'contacts' AND "
                             "h.field = '"
        + column + "' AND h.source = t.source AND h.record_id = t.contact_id ";
    return "coalesce(" + kept + "AND h.as_of <= ?1 ORDER BY h.as_of DESC, h.history_id DESC LIMIT 1), " + kept
        + "ORDER BY h.as_of, h.history_id LIMIT 1), t." + column + ", '')";
}

/// Newest first by the entity's first date; accounts by source.
std::string newestFirst(const store::Entity &entity)
{
    using store::ValueType;
    for (const store::Column &column : entity.columns) {
        const bool dated =
            column.type == ValueType::Date || column.type == ValueType::Month || column.type == ValueType::Time;
        if (dated && !entity.mayBeBare())
            return "t.\"" + std::string(column.name) + "\" DESC, t.source, t.line";
    }
    return "t.source, t.line";
}

std::string rowQuery(const store::Entity &entity)
{
    std::string columns;
    for (const store::Column &column : entity.columns)
        columns += ", t.\"" + std::string(column.name) + "\"";
    return "SELECT t.source, b.file, t.line, t.as_of" + columns + " FROM account_link l JOIN "
        + std::string(entity.name)
        + " t ON t.source = l.source AND t.account_id = l.record_id JOIN import_batch b ON b.batch_id = t.batch_id "
          "WHERE l.account = ?1 AND l.status = 'accepted' AND (?2 = '' OR t.source = ?2)"
        + (entity.mayBeBare() ? " AND t.bare = 0" : "") + " ORDER BY " + newestFirst(entity) + " LIMIT ?3";
}

SourceRow sourceRow(SQLite::Statement &query, const store::Entity &entity)
{
    SourceRow row;
    row.entity = entity.name;
    row.source = textAt(query, 0);
    row.file = textAt(query, 1);
    row.line = query.getColumn(2).getInt();
    row.asOf = textAt(query, 3);
    for (std::size_t i = 0; i < entity.columns.size(); ++i) {
        const SQLite::Column value = query.getColumn(int(i) + 4);
        if (entity.columns[i].key && row.recordId.empty() && entity.columns[i].name != "month")
            row.recordId = value.getString();
        if (!value.isNull() && value.getBytes() > 0)
            row.fields.emplace_back(std::string(entity.columns[i].name), value.getString());
    }
    return row;
}

} // namespace

std::vector<CustomerRecord::Ticket> ticketsOf(const store::Workspace &workspace, const std::string &account)
{
    std::vector<CustomerRecord::Ticket> tickets;
    SQLite::Statement row(workspace.db(),
        std::string("SELECT t.ticket_id, t.created_at, t.solved_at, t.priority, t.status, (SELECT file FROM "
                    "import_batch b WHERE b.batch_id = t.batch_id), t.line FROM tickets")
            + OfAccount + "ORDER BY t.created_at DESC");
    row.bind(1, account);
    while (row.executeStep())
        tickets.push_back({textAt(row, 0), textAt(row, 1), textAt(row, 2), textAt(row, 3), textAt(row, 4),
            textAt(row, 5), row.getColumn(6).getInt()});
    return tickets;
}

std::vector<CustomerRecord::HealthPoint> healthScoresOf(const store::Workspace &workspace, const std::string &account)
{
    std::vector<CustomerRecord::HealthPoint> scores;
    SQLite::Statement row(workspace.db(),
        std::string("SELECT t.date, t.model, t.colour, t.score FROM health_scores") + OfAccount
            + "ORDER BY t.date, t.model");
    row.bind(1, account);
    while (row.executeStep())
        scores.push_back({textAt(row, 0), textAt(row, 1), textAt(row, 2), row.getColumn(3).getDouble()});
    return scores;
}

std::vector<double> npsAnswersOf(const store::Workspace &workspace, const std::string &account)
{
    SQLite::Statement row(workspace.db(),
        std::string("SELECT coalesce(t.respondent, t.response_id), t.score FROM surveys") + OfAccount
            + "AND t.kind = 'nps' ORDER BY t.date");
    row.bind(1, account);
    std::map<std::string, double> latest;
    while (row.executeStep())
        latest[textAt(row, 0)] = row.getColumn(1).getDouble();
    std::vector<double> scores;
    for (const auto &[respondent, score] : latest)
        scores.push_back(score);
    return scores;
}

std::vector<CustomerRecord::Stakeholder> contactsOf(
    const store::Workspace &workspace, const std::string &account, Date day)
{
    const auto knownBy = [day](std::optional<Date> date) { return date && *date <= day ? date : std::nullopt; };
    const auto isTrue = [](const std::string &flag) { return flag == "1" || flag == "true"; };
    SQLite::Statement row(workspace.db(),
        "SELECT t.contact_id, t.role, t.title, " + keptOfContact("is_champion") + ", "
            + keptOfContact("is_exec_sponsor") + ", t.last_contacted, " + keptOfContact("left_date")
            + ", t.closed_on FROM contacts" + OfAccount
            + "AND coalesce(t.first_as_of, t.as_of) <= ?1 ORDER BY t.contact_id");
    row.bind(1, day.iso());
    row.bind(2, account);
    std::vector<CustomerRecord::Stakeholder> contacts;
    while (row.executeStep()) {
        CustomerRecord::Stakeholder contact{textAt(row, 0), textAt(row, 1), textAt(row, 2), isTrue(textAt(row, 3)),
            isTrue(textAt(row, 4)), knownBy(store::dateAt(row, 5)), knownBy(store::dateAt(row, 6))};
        if (!contact.left)
            contact.left = knownBy(store::dateAt(row, 7));
        contacts.push_back(std::move(contact));
    }
    return contacts;
}

std::vector<SourceRow> rowsOf(const store::Workspace &workspace, const store::Entity &entity,
    const std::string &account, const std::string &source, int limit)
{
    std::vector<SourceRow> rows;
    SQLite::Statement query(workspace.db(), rowQuery(entity));
    query.bind(1, account);
    query.bind(2, source);
    query.bind(3, limit);
    while (query.executeStep())
        rows.push_back(sourceRow(query, entity));
    return rows;
}

std::vector<std::string> customersOfBatch(
    const store::Workspace &workspace, const store::Entity &entity, std::int64_t batch)
{
    std::vector<std::string> customers;
    SQLite::Statement row(workspace.db(),
        "SELECT DISTINCT l.account FROM " + std::string(entity.name)
            + " t JOIN account_link l ON l.source = t.source AND l.record_id = t.account_id AND l.status = 'accepted' "
              "WHERE t.batch_id = ? ORDER BY l.account");
    row.bind(1, batch);
    while (row.executeStep())
        customers.push_back(textAt(row, 0));
    return customers;
}

std::int64_t acceptedRecords(const store::Workspace &workspace)
{
    return workspace.db()
        .execAndGet("SELECT coalesce(sum(accepted), 0) FROM import_batch WHERE state IS NULL")
        .getInt64();
}

} // namespace qd::answers
