#include "ui/renewals/register_view.h"

#include "core/base/text.h"
#include "core/base/words.h"
#include "core/signals/account_events.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "ui/paint/formatting.h"

#include <algorithm>

namespace qd::ui {

Result<std::shared_ptr<const RegisterView>> computeRegisterView(const store::Workspace &workspace,
    const PageContext &context, const renewals::DueWindow &window, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto data = renewals::RenewalData::read(workspace, *portfolio);
    if (!data)
        return data.error();
    auto known = renewals::KnownRenewals::on(portfolio, *data, context.asOf);
    if (!known)
        return known.error();
    auto view = std::make_shared<RegisterView>();
    view->known = std::move(*known);
    view->isLatest = !context.asOf || *context.asOf >= portfolio->latestAsOf().value_or(view->day());
    auto cases = view->known->casesIn(window);
    if (!cases)
        return cases.error();
    std::erase_if(*cases,
        [&](const renewals::RenewalCase &renewal) { return !context.passes(view->accounts().at(renewal.account)); });
    const signs::AccountEvents events(workspace, portfolio->accounts());
    const auto scored = health::coloursInForce(workspace, events, progress);
    if (!scored)
        return scored.error();
    const health::KnownColours colours(*scored, health::overrides(workspace), portfolio->accounts());
    auto rows = backtest::riskRegister(*view->known, *cases, colours);
    if (!rows)
        return rows.error();
    view->rows = std::move(*rows);
    auto groups = backtest::riskGroups(view->rows, portfolio->fiscalYearStart());
    if (!groups)
        return groups.error();
    view->groups = std::move(*groups);
    return std::shared_ptr<const RegisterView>(view);
}

const backtest::RegisterRow *registerRowOf(const RegisterView &view, const QString &account)
{
    const int index = account.isEmpty() ? -1 : view.accounts().indexOf(account.toStdString());
    const auto found = std::ranges::find(view.rows, index, &backtest::RegisterRow::account);
    return found == view.rows.end() ? nullptr : &*found;
}

renewals::RiskEntry entryOf(const RegisterView &view, const backtest::RegisterRow &row)
{
    renewals::RiskEntry entry{view.accounts().at(row.account).id, view.day(), store::currentUser(), "monitor"};
    if (!row.risk)
        return entry;
    entry.status = lowered(row.risk->status);
    entry.reason = row.risk->reason;
    entry.nextAction = row.risk->nextAction;
    entry.nextActionDate = row.risk->nextActionDate;
    entry.call = lowered(row.risk->call);
    return entry;
}

} // namespace qd::ui
