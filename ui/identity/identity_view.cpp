#include "ui/identity/identity_view.h"

#include "core/reconcile/break_store.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::ui {

namespace {

bool passes(const PageContext &context, const answers::IdentityReview &review, int record)
{
    const int customer = record < 0 ? -1 : review.customerOf(record);
    return customer >= 0 && context.passes(review.accounts->at(customer));
}

/// Of two customers one is enough: the other may lack the very field the chip asks for.
template <typename Pair>
bool passesEither(const PageContext &context, const answers::IdentityReview &review, const Pair &pair)
{
    return context.filters.empty() || passes(context, review, pair.left) || passes(context, review, pair.right);
}

} // namespace

Result<std::shared_ptr<const IdentityView>> computeIdentityView(
    const PageContext &context, double least, std::shared_ptr<const answers::WeighedRecords> before, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto review = answers::identityReview(**workspace, context.asOf, std::move(before), progress);
    if (!review)
        return review.error();
    auto view = std::make_shared<IdentityView>();
    view->least = least;
    for (const answers::ReviewPair &pair : (*review)->queue) {
        if (!passesEither(context, **review, pair))
            continue;
        view->weights.push_back(pair);
        if (pair.probability >= least)
            view->queue.push_back(pair);
    }
    for (const answers::ReviewedPair &pair : (*review)->decided) {
        if (passesEither(context, **review, pair))
            view->decided.push_back(pair);
    }
    for (const answers::IdentityConflict &conflict : (*review)->conflicts) {
        if (context.passes((*review)->accounts->at(conflict.account)))
            view->conflicts.push_back(conflict);
    }
    for (const identity::HierarchyFault &fault : (*review)->hierarchy) {
        if (std::ranges::any_of(fault.accounts, [&](const std::string &account) {
                const int customer = (*review)->accounts->indexOf(account);
                return customer >= 0 && context.passes((*review)->accounts->at(customer));
            }))
            view->hierarchy.push_back(fault);
    }
    const identity::AccountDirectory &accounts = *(*review)->accounts;
    for (const identity::Merger &merger : identity::mergersOf(**workspace)) {
        const int from = accounts.ownerOfRecord(merger.from.source, merger.from.id);
        const int into = accounts.ownerOfRecord(merger.into.source, merger.into.id);
        if (from >= 0 && into >= 0)
            view->mergers.push_back({accounts.at(from).id, accounts.at(from).name, accounts.at(into).name, merger.on});
    }
    view->day = context.asOf.value_or((*review)->asOf.value_or(Date::today()));
    view->openBreaks = reconcile::openBreakNames(**workspace);
    view->review = std::move(*review);
    return std::shared_ptr<const IdentityView>(std::move(view));
}

} // namespace qd::ui
