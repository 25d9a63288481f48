#include "core/session/source_rows.h"

#include "core/store/entities.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::session {

namespace {

std::string rowQuery(const store::Entity &entity, const std::string &order)
{
    std::string columns;
    for (const store::Column &column : entity.columns)
        columns += ", t.\"" + std::string(column.name) + "\"";
    return "SELECT t.source, b.file, t.line, t.as_of" + columns + " FROM account_link l JOIN "
        + std::string(entity.name)
        + " t ON t.source = l.source AND t.account_id = l.record_id JOIN import_batch b ON b.batch_id = t.batch_id "
          "WHERE l.account = ?1 AND l.status = 'accepted' AND (?2 = '' OR t.source = ?2)"
        + (entity.name == "accounts" ? " AND t.bare = 0" : "") + " ORDER BY " + order + " LIMIT ?3";
}

} // namespace

std::vector<SourceRow> sourceRows(
    const store::Workspace &workspace, const std::string &account, const std::string &source, int limit)
{
    std::vector<SourceRow> rows;
    const std::pair<const char *, const char *> wanted[]{{"accounts", "t.source"},
        {"subscriptions", "t.start_date DESC, t.subscription_id"}, {"arr_history", "t.month DESC"}};
    for (const auto &[name, order] : wanted) {
        const store::Entity &entity = *store::findEntity(name);
        SQLite::Statement query(workspace.db(), rowQuery(entity, order));
        query.bind(1, account);
        query.bind(2, source);
        query.bind(3, limit);
        while (query.executeStep()) {
            SourceRow row;
            row.entity = name;
            row.source = query.getColumn(0).getString();
            row.file = query.getColumn(1).getString();
            row.line = query.getColumn(2).getInt();
            row.asOf = query.getColumn(3).getString();
            for (std::size_t i = 0; i < entity.columns.size(); ++i) {
                const SQLite::Column value = query.getColumn(int(i) + 4);
                if (entity.columns[i].key && row.recordId.empty() && entity.columns[i].name != "month")
                    row.recordId = value.getString();
                if (!value.isNull() && value.getBytes() > 0)
                    row.fields.emplace_back(std::string(entity.columns[i].name), value.getString());
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

} // namespace qd::session
