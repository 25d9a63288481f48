#include "core/store/programme_rows.h"

#include "core/store/own_rows.h"
#include "core/store/row_cursor.h"
#include "core/store/workspace.h"

namespace qd::store {

namespace {

/// Null says so; RowCursor reads it as 0.
std::optional<std::int64_t> integerAt(const RowCursor &row, int isNull, int column)
{
    return row.integer(isNull) != 0 ? std::nullopt : std::optional(row.integer(column));
}

} // namespace

void forEachPlan(const Workspace &workspace, const std::function<void(const PlanRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT p.source, p.account_id, coalesce(p.first_as_of, p.as_of), p.plan_id, p.objective, p.kind, p.owner, "
        "coalesce(p.created_date, p.first_as_of, p.as_of), p.due_date, p.closed_date, p.status, p.value_minor IS NULL, "
        "p.value_minor, p.currency, coalesce(b.as_of, p.as_of) FROM plans p LEFT JOIN import_batch b "
        "ON b.batch_id = p.batch_id ORDER BY p.source, p.plan_id");
    while (row.next()) {
        const auto created = row.date(7);
        const auto changed = row.date(14);
        if (!created || !changed)
            continue;
        std::optional<Money> value;
        if (const auto minor = integerAt(row, 11, 12))
            value = Money{*minor, row.currency(13, workspace.baseCurrency())};
        visit({{row.text(0), row.text(1), row.date(2)}, row.text(3), row.text(4), row.text(5), row.text(6), *created,
            row.date(8), row.date(9), row.text(10), value, *changed});
    }
}

void forEachEngagement(const Workspace &workspace, const std::function<void(const EngagementRow &)> &visit)
{
    RowCursor row(
        workspace, "SELECT source, account_id, coalesce(first_as_of, as_of), date, program, event FROM engagements");
    while (row.next()) {
        if (const auto date = row.date(3))
            visit({{row.text(0), row.text(1), row.date(2)}, *date, row.text(4), row.text(5)});
    }
}

void forEachEscalationTimes(const Workspace &workspace, const std::function<void(const EscalationTimesRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_source') ELSE source END, "
        "CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_id') ELSE account_id END, "
        "coalesce(first_as_of, as_of), escalation_id, unixepoch(opened_at) IS NULL, "
        "unixepoch(opened_at), unixepoch(responded_at) IS NULL, unixepoch(responded_at), unixepoch(resolved_at) IS "
        "NULL, unixepoch(resolved_at), coalesce(tier, 0), criterion, owner, source, "
        "CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.edits') END FROM escalations");
    while (row.next()) {
        if (const auto opened = integerAt(row, 4, 5))
            visit({{row.text(0), row.text(1), row.date(2)}, row.text(3), *opened, integerAt(row, 6, 7),
                integerAt(row, 8, 9), int(row.integer(10)), row.text(11), row.text(12), row.text(13) == OwnSource,
                row.text(13), row.text(14)});
    }
}

} // namespace qd::store
