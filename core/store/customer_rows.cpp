#include "core/store/customer_rows.h"

#include "core/store/accepted_links.h"
#include "core/store/workspace.h"

namespace qd::store {

void forEachCustomer(const Workspace &workspace, const std::vector<std::string> &columns,
    const std::function<void(CustomerRow &)> &visit)
{
    std::string list;
    for (const std::string &column : columns)
        list += ", " + column;
    RowCursor row(workspace, "SELECT account, parent, ultimate_parent" + list + " FROM account ORDER BY account");
    while (row.next()) {
        CustomerRow customer{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), {}};
        customer.fields.reserve(columns.size());
        for (int i = 0; i < int(columns.size()); ++i)
            customer.fields.emplace_back(row.text(i + 3));
        visit(customer);
    }
}

void forEachRecord(const Workspace &workspace, const std::function<void(const RecordRow &)> &visit)
{
    const TextMap<std::string> kinds = sourceKinds(workspace);
    AcceptedLinks links(workspace);
    RowCursor row(workspace,
        "SELECT source, account_id, name, domain, parent_account_id, crm_account_id, created_date, owner, segment, "
        "lifecycle_stage, status, health, renewal_date, contract_start_date, arr_minor IS NOT NULL, bare, line "
        "FROM accounts ORDER BY source, account_id");
    while (row.next()) {
        const auto kind = kinds.find(row.text(0));
        if (kind == kinds.end())
            continue;
        RecordRow record{row.text(0), kind->second, row.text(1), {}, {}, 0, row.text(2), row.text(3), row.text(4),
            row.text(5), row.text(6), row.text(7), row.text(8), row.text(9), row.text(10), row.text(11), row.date(12),
            row.date(13), row.integer(14) != 0, row.integer(15) != 0, int(row.integer(16))};
        if (links.goTo(record.source, record.id)) {
            record.account = links.account();
            record.method = links.method();
            record.score = links.score();
        }
        visit(record);
    }
}

void forEachFieldChange(
    const Workspace &workspace, ChangedFields fields, const std::function<void(const FieldChangeRow &)> &visit)
{
    const std::string which = fields == ChangedFields::All
        ? "(entity = 'accounts' OR field = 'annual')"
        : "field IN ('arr', 'annual') AND (entity = 'accounts') = (field = 'arr')";
    RowCursor row(workspace,
        "SELECT source, record_id, field, as_of, old_value IS NULL, new_value, batch_id FROM record_history "
        "WHERE entity IN ('accounts', 'subscriptions') AND "
            + which + " ORDER BY entity, field, source, record_id, as_of, history_id");
    while (row.next()) {
        if (const auto asOf = row.date(3))
            visit({row.text(0), row.text(1), row.text(2), *asOf, row.integer(4) != 0, row.text(5), row.integer(6)});
    }
}

void forEachHealthScore(const Workspace &workspace, const std::function<void(const HealthRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, date, colour FROM health_scores ORDER BY source, account_id, date, model");
    while (row.next()) {
        if (const auto date = row.date(2))
            visit({row.text(0), row.text(1), *date, row.text(3)});
    }
}

} // namespace qd::store
