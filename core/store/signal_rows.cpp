#include "core/store/signal_rows.h"

#include "core/store/row_cursor.h"
#include "core/store/workspace.h"

namespace qd::store {

namespace {

/// Null says so; RowCursor reads it as 0.
std::optional<double> numberAt(const RowCursor &row, int isNull, int column)
{
    return row.integer(isNull) != 0 ? std::nullopt : std::optional(row.real(column));
}

} // namespace

bool hasSignalRows(const Workspace &workspace)
{
    RowCursor row(workspace,
        "SELECT EXISTS (SELECT 1 FROM usage_account) OR EXISTS (SELECT 1 FROM activities) "
        "OR EXISTS (SELECT 1 FROM tickets) OR EXISTS (SELECT 1 FROM surveys) OR EXISTS (SELECT 1 FROM invoices) "
        "OR EXISTS (SELECT 1 FROM milestones) OR EXISTS (SELECT 1 FROM escalations) "
        "OR EXISTS (SELECT 1 FROM contacts)");
    return row.next() && row.integer(0) != 0;
}

void forEachActivity(const Workspace &workspace, const std::function<void(const ActivityRow &)> &visit)
{
    RowCursor row(
        workspace, "SELECT source, account_id, date, type, outcome, coalesce(first_as_of, as_of) FROM activities");
    while (row.next()) {
        if (const auto date = row.date(2))
            visit({{row.text(0), row.text(1), row.date(5)}, *date, row.text(3), row.text(4)});
    }
}

void forEachTicket(const Workspace &workspace, const std::function<void(const TicketRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, substr(created_at, 1, 10), substr(solved_at, 1, 10), priority, csat IS NULL, csat, "
        "coalesce(first_as_of, as_of) FROM tickets");
    while (row.next()) {
        if (const auto created = row.date(2))
            visit({{row.text(0), row.text(1), row.date(7)}, *created, row.date(3), row.text(4), numberAt(row, 5, 6)});
    }
}

void forEachSurvey(const Workspace &workspace, const std::function<void(const SurveyRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, response_id, date, kind, score, respondent, coalesce(first_as_of, as_of) FROM "
        "surveys");
    while (row.next()) {
        if (const auto date = row.date(3))
            visit({{row.text(0), row.text(1), row.date(7)}, row.text(2), *date, row.text(4), row.real(5), row.text(6)});
    }
}

void forEachInvoice(const Workspace &workspace, const std::function<void(const InvoiceRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, issued_date, due_date, paid_date, amount_minor, coalesce(first_as_of, as_of) FROM "
        "invoices");
    while (row.next()) {
        if (const auto issued = row.date(2))
            visit({{row.text(0), row.text(1), row.date(6)}, *issued, row.date(3), row.date(4), row.integer(5)});
    }
}

void forEachMilestone(const Workspace &workspace, const std::function<void(const MilestoneRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, due_date, completed_date, milestone, coalesce(first_as_of, as_of) FROM milestones");
    while (row.next())
        visit({{row.text(0), row.text(1), row.date(5)}, row.date(2), row.date(3), row.text(4)});
}

void forEachEscalation(const Workspace &workspace, const std::function<void(const EscalationRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_source') ELSE source END, "
        "CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_id') ELSE account_id END, "
        "substr(opened_at, 1, 10), substr(resolved_at, 1, 10), coalesce(first_as_of, as_of) FROM escalations");
    while (row.next()) {
        if (const auto opened = row.date(2))
            visit({{row.text(0), row.text(1), row.date(4)}, *opened, row.date(3)});
    }
}

void forEachContact(const Workspace &workspace, const std::function<void(const ContactRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, contact_id, is_exec_sponsor, last_contacted, first_as_of, left_date, "
        "coalesce(first_as_of, as_of), role FROM contacts");
    while (row.next())
        visit({{row.text(0), row.text(1), row.date(7)}, row.text(2), row.integer(3) != 0, row.date(4), row.date(5),
            row.date(6), row.text(8)});
}

void forEachStage(const Workspace &workspace, const std::function<void(const StageRow &)> &visit)
{
    RowCursor row(workspace, "SELECT source, account_id, stage, entered_date FROM lifecycle");
    while (row.next()) {
        if (const auto entered = row.date(3))
            visit({{row.text(0), row.text(1)}, row.text(2), *entered});
    }
}

void forEachVendorScore(const Workspace &workspace, const std::function<void(const VendorScoreRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, date, model, score, colour, coalesce(first_as_of, as_of) FROM health_scores");
    while (row.next()) {
        if (const auto date = row.date(2))
            visit({{row.text(0), row.text(1), row.date(6)}, *date, row.text(3), row.real(4), row.text(5)});
    }
}

void forEachSubscriptionKnown(
    const Workspace &workspace, const std::function<void(const SubscriptionKnownRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, subscription_id, start_date, end_date, cancelled_date, notice_date, created_date, "
        "coalesce(first_as_of, as_of) FROM subscriptions");
    while (row.next()) {
        if (const auto start = row.date(2))
            visit({row.text(0), row.text(1), *start, row.date(3), row.date(4), row.date(5), row.date(6), row.date(7)});
    }
}

} // namespace qd::store
