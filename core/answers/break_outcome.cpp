#include "core/answers/break_outcome.h"

#include "core/identity/golden_record.h"
#include "core/identity/source_record.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/reconcile/reconciliation.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <memory>

namespace qd::answers {

namespace {

using reconcile::Break;
using reconcile::Reconciliation;

/// The books as they were if the records of `right` were `left`'s; null where one of them has no record.
std::shared_ptr<const portfolio::Portfolio> linkedBooks(
    const store::Workspace &workspace, const std::string &left, const std::string &right)
{
    auto records =
        std::make_shared<identity::SourceRecords>(identity::loadSourceRecords(workspace, identity::goldenFieldNames()));
    const auto isOf = [](const std::string &account) {
        return [&account](const identity::SourceRecord &record) { return record.account.str() == account; };
    };
    const auto first = std::ranges::find_if(records->rows, isOf(left));
    if (first == records->rows.end() || std::ranges::none_of(records->rows, isOf(right)))
        return nullptr;
    for (identity::SourceRecord &record : records->rows) {
        if (record.account.str() == right)
            record.account = first->account;
    }
    return portfolio::Portfolio::ofBooks(workspace, std::move(records));
}

/// The two systems of a register compared in those customers; nothing where they cannot be.
Result<Reconciliation> compared(const portfolio::Portfolio &portfolio, const reconcile::SourceNames &pair,
    const std::string &left, const std::string &right, Progress &progress)
{
    const auto first = portfolio.findSource(pair.first);
    const auto second = portfolio.findSource(pair.second);
    if (!first || !second)
        return (first ? second : first).error();
    reconcile::ReconcileOptions options;
    options.left = *first;
    options.right = *second;
    options.only = [&left, &right](
                       const identity::Account &account) { return account.id == left || account.id == right; };
    return reconcile::reconcile(portfolio, options, progress);
}

/// The break that a comparison has in a field. A customer that one side lacks has one break only, of its ARR.
const Break *breakIn(const Reconciliation &comparison, const std::string &field)
{
    const auto found = std::ranges::find(comparison.breaks, field, &Break::field);
    return found == comparison.breaks.end() ? nullptr : &*found;
}

void addOutcomes(const Reconciliation &before, const Reconciliation &after,
    const std::map<std::string, reconcile::RegisteredBreak> &known, std::vector<BreakOutcome> &outcomes)
{
    for (const Break &each : before.breaks) {
        const auto registered = known.find(breakKey(before, each));
        const Break *then = breakIn(after, each.field);
        outcomes.push_back({registered == known.end() ? std::string() : registered->second.name(), each.field,
            each.finding.cause, then ? std::optional(then->finding.cause) : std::nullopt});
    }
    for (const Break &each : after.breaks) {
        if (!breakIn(before, each.field))
            outcomes.push_back({{}, each.field, std::nullopt, each.finding.cause});
    }
}

} // namespace

Result<std::vector<BreakOutcome>> breaksAfterLink(
    const store::Workspace &workspace, const std::string &left, const std::string &right, Progress &progress)
{
    std::vector<BreakOutcome> outcomes;
    if (progress.isCancelled()) // who walks down a list asks for each row, and waits for the last alone
        return cancelled();
    const auto pairs = reconcile::registeredPairs(workspace);
    if (left == right || pairs.empty())
        return outcomes;
    const auto linked = linkedBooks(workspace, left, right);
    if (progress.isCancelled())
        return cancelled();
    if (!linked)
        return outcomes;
    const auto now = portfolio::Portfolio::of(workspace);
    for (const reconcile::SourceNames &pair : pairs) {
        const auto before = compared(*now, pair, left, right, progress);
        const auto after = compared(*linked, pair, left, right, progress);
        if (progress.isCancelled())
            return cancelled();
        if (before && after)
            addOutcomes(*before, *after, reconcile::registeredBreaks(workspace, pair.first, pair.second), outcomes);
    }
    return outcomes;
}

} // namespace qd::answers
