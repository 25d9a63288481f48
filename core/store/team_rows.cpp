#include "core/store/team_rows.h"

#include "core/store/row_values.h"
#include "core/store/workspace.h"

namespace qd::store {

std::vector<CsmRow> csmRows(const Workspace &workspace)
{
    const Currency base = workspace.baseCurrency();
    std::vector<CsmRow> csms;
    SQLite::Statement row(workspace.db(),
        "SELECT c.source, c.csm_id, c.name, c.email, c.team, c.region, c.languages, c.segments, c.start_date, "
        "c.end_date, c.fte, c.annual_cost_minor, c.currency FROM csms c JOIN source s ON s.name = c.source "
        "ORDER BY c.csm_id, s.kind <> 'people', c.source");
    while (row.executeStep()) {
        CsmRow csm{textAt(row, 0), textAt(row, 1), textAt(row, 2), textAt(row, 3), textAt(row, 4), textAt(row, 5),
            textAt(row, 6), textAt(row, 7), dateAt(row, 8), dateAt(row, 9), {}, integerAt(row, 11),
            currencyAt(row, 12, base)};
        if (const SQLite::Column fte = row.getColumn(10); !fte.isNull())
            csm.fte = fte.getDouble();
        csms.push_back(std::move(csm));
    }
    return csms;
}

std::vector<LeaveRow> leaveRows(const Workspace &workspace)
{
    std::vector<LeaveRow> leave;
    SQLite::Statement row(
        workspace.db(), "SELECT DISTINCT csm_id, start_date, end_date FROM leave ORDER BY csm_id, start_date");
    while (row.executeStep()) {
        const auto from = dateAt(row, 1);
        const auto to = dateAt(row, 2);
        if (from && to)
            leave.push_back({textAt(row, 0), *from, *to});
    }
    return leave;
}

std::vector<AssignmentRow> assignmentRows(const Workspace &workspace)
{
    std::vector<AssignmentRow> assignments;
    SQLite::Statement row(workspace.db(),
        "SELECT source, account_id, csm_id, start_date, end_date, role FROM assignments "
        "ORDER BY start_date, csm_id DESC, source");
    while (row.executeStep()) {
        if (const auto start = dateAt(row, 3))
            assignments.push_back(
                {textAt(row, 0), textAt(row, 1), textAt(row, 2), *start, dateAt(row, 4), textAt(row, 5)});
    }
    return assignments;
}

} // namespace qd::store
