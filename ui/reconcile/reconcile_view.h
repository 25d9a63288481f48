#pragma once
#include "core/base/progress.h"
#include "ui/reconcile/reconcile_texts.h"
#include "ui/shell/page_context.h"

#include <memory>

namespace qd::ui {

/// Compares two sources by name under the chips of `context`; empty names mean answers::defaultPair(). NoData without
/// two sources that have ARR; the errors of reconcile::reconcile() and signoff::standings(). For a worker: opens its
/// own workspace. A month that cannot be checked is no error: the view says why.
[[nodiscard]] Result<std::shared_ptr<const ReconcileView>> computeReconcileView(const PageContext &context,
    const std::string &left, const std::string &right, Progress &progress, ReconcilePart part = ReconcilePart::Breaks,
    const MonthAsked &month = {});

/// The inspector's content with the rows that `sources` have of the customer. For a worker.
[[nodiscard]] Result<InspectorContent> withSourceRows(InspectorContent content, const std::string &path,
    const std::string &account, const std::vector<std::string> &sources);

} // namespace qd::ui
