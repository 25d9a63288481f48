#include "ui/common/formatting.h"
#include "ui/coverage/optimise_view.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

QString reasonText(coverage::MoveReason reason)
{
    switch (reason) {
    case coverage::MoveReason::Vacancy:
        return Texts::tr("fills a vacancy");
    case coverage::MoveReason::NotServed:
        return Texts::tr("not served today");
    case coverage::MoveReason::FullBook:
        return Texts::tr("book is full");
    case coverage::MoveReason::Overload:
        return Texts::tr("book is overloaded");
    case coverage::MoveReason::Balance:
        return Texts::tr("evens out");
    case coverage::MoveReason::Exchange:
        return Texts::tr("makes room");
    }
    return {};
}

QString change(const QString &before, const QString &after)
{
    return Texts::tr("%1 \u2192 %2").arg(before, after);
}

} // namespace

QString statusText(const coverage::AssignmentPlan &plan)
{
    const QString gap = formatPercent(plan.assignment.gap(), 1);
    switch (plan.assignment.status) {
    case coverage::AssignStatus::Optimal:
        return Texts::tr("proven best");
    case coverage::AssignStatus::GapReached:
        return Texts::tr("gap %1, proven").arg(gap);
    case coverage::AssignStatus::TimeLimit:
        return Texts::tr("best found in the time, gap %1").arg(gap);
    case coverage::AssignStatus::Cancelled:
        return Texts::tr("stopped, best so far, gap %1").arg(gap);
    case coverage::AssignStatus::Heuristic:
        return Texts::tr("without the solver cbc, gap %1").arg(gap);
    }
    return {};
}

TableSpec proposalTable(const CoverageView &view, const Proposal &proposal, const QSet<int> &left)
{
    TableSpec spec;
    spec.id = QStringLiteral("coverage-proposal");
    spec.filterRow = false;
    spec.columns = {
        {QStringLiteral("take"), Texts::tr("Accept"), ColumnKind::State},
        {QStringLiteral("customer"), Texts::tr("Customer, from \u2192 to"), ColumnKind::TwoLine},
        {QStringLiteral("hours"), Texts::tr("h"), ColumnKind::Number, 1},
        {QStringLiteral("why"), Texts::tr("Why"), ColumnKind::Text, 0, Good::Unknown, 1},
    };
    for (const coverage::PlacedAccount &account : proposal.plan.accounts) {
        if (!account.isMove())
            continue;
        const bool isTaken = !left.contains(account.load);
        const StateValue take{isTaken ? Mark::Good : Mark::Open, isTaken ? Texts::tr("yes") : Texts::tr("no")};
        spec.rows << TableRow{QString::number(account.load),
            {QVariant::fromValue(take),
                QStringList{
                    accountName(view, account.load), change(csmName(view, account.from), csmName(view, account.to))},
                proposal.input.loads[std::size_t(account.load)].hours,
                account.why ? reasonText(*account.why) : QString()}};
    }
    spec.emptyText = Texts::tr("No move makes these books better.");
    return spec;
}

QVector<std::pair<QString, QString>> effectTexts(const coverage::PlanEffect &effect)
{
    const auto moved = [](double before, double after, int decimals) {
        return change(formatNumber(before, decimals), formatNumber(after, decimals));
    };
    return {
        {Texts::tr("Spread, pt"), moved(effect.before.spread * 100, effect.after.spread * 100, 0)},
        {Texts::tr("Gini"), moved(effect.before.gini, effect.after.gini, 2)},
        {Texts::tr("Hours over"), moved(effect.before.overloadHours, effect.after.overloadHours, 0)},
        {Texts::tr("Keep CSM"), formatPercent(effect.keptShare, 0)},
    };
}

} // namespace qd::ui
