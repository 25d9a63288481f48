#include "core/store/customer_rows.h"

#include "core/store/row_values.h"
#include "core/store/workspace.h"

namespace qd::store {

bool ofOneRecord(const FieldChangeRow &a, const FieldChangeRow &b)
{
    return a.recordId == b.recordId && a.source == b.source && a.field == b.field;
}

void forEachCustomer(const Workspace &workspace, const std::vector<std::string> &columns,
    const std::function<void(CustomerRow &)> &visit)
{
    std::string list;
    for (const std::string &column : columns)
        list += ", " + column;
    SQLite::Statement row(
        workspace.db(), "SELECT account, parent, ultimate_parent" + list + " FROM account ORDER BY account");
    while (row.executeStep()) {
        CustomerRow customer{textAt(row, 0), textAt(row, 1), textAt(row, 2), {}};
        for (int column = 3; column < row.getColumnCount(); ++column)
            customer.fields.push_back(textAt(row, column));
        visit(customer);
    }
}

void forEachRecord(const Workspace &workspace, const std::function<void(RecordRow &)> &visit)
{
    SQLite::Statement row(workspace.db(),
        "SELECT a.source, s.kind, a.account_id, l.account, l.method, l.score, a.name, a.domain, a.parent_account_id, "
        "a.crm_account_id, a.created_date, a.owner, a.segment, a.lifecycle_stage, a.status, a.health, a.renewal_date, "
        "a.contract_start_date, a.arr_minor IS NOT NULL, a.bare, a.line FROM accounts a JOIN source s ON s.name = "
        "a.source LEFT JOIN account_link l ON l.source = a.source AND l.record_id = a.account_id AND l.status = "
        "'accepted' ORDER BY a.source, a.account_id");
    while (row.executeStep()) {
        RecordRow record;
        std::string *const texts[] = {&record.source, &record.kind, &record.id, &record.account, &record.method,
            nullptr, &record.name, &record.domain, &record.parentId, &record.crmId, &record.createdDate, &record.owner,
            &record.segment, &record.lifecycleStage, &record.status, &record.health};
        int column = 0;
        for (std::string *text : texts) {
            if (text)
                *text = textAt(row, column);
            ++column;
        }
        record.score = row.getColumn(5).getDouble();
        record.renewalDate = dateAt(row, column++);
        record.contractStart = dateAt(row, column++);
        record.hasArr = row.getColumn(column++).getInt() != 0;
        record.bare = row.getColumn(column++).getInt() != 0;
        record.line = row.getColumn(column).getInt();
        visit(record);
    }
}

void forEachFieldChange(const Workspace &workspace, const std::function<void(FieldChangeRow &)> &visit)
{
    SQLite::Statement row(workspace.db(),
        "SELECT source, record_id, field, as_of, old_value IS NULL, new_value, batch_id FROM record_history "
        "WHERE entity IN ('accounts', 'subscriptions') AND (entity = 'accounts' OR field = 'annual') "
        "ORDER BY entity, field, source, record_id, as_of, history_id");
    while (row.executeStep()) {
        if (const auto asOf = dateAt(row, 3)) {
            FieldChangeRow change{textAt(row, 0), textAt(row, 1), textAt(row, 2), *asOf, row.getColumn(4).getInt() != 0,
                textAt(row, 5), row.getColumn(6).getInt64()};
            visit(change);
        }
    }
}

void forEachHealthScore(const Workspace &workspace, const std::function<void(HealthRow &)> &visit)
{
    SQLite::Statement row(workspace.db(),
        "SELECT source, account_id, date, colour FROM health_scores ORDER BY source, account_id, date, model");
    while (row.executeStep()) {
        if (const auto date = dateAt(row, 2)) {
            HealthRow score{textAt(row, 0), textAt(row, 1), *date, textAt(row, 3)};
            visit(score);
        }
    }
}

} // namespace qd::store
