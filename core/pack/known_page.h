#pragma once
#include "core/backtest/known_before.h"
#include "core/pack/pack_document.h"

namespace qd::pack {

/// What was known before renewals, and of whom.
struct KnownMeasures {
    backtest::KnownBefore known;
    std::shared_ptr<const identity::AccountDirectory> accounts;
};

/// Of the renewals due in the 24 months to `month`, as known at its end, of the customers for which `filters` hold.
/// Nothing where there is no ARR to look at; errors as backtest::knownBefore().
[[nodiscard]] Result<std::optional<KnownMeasures>> measureKnown(
    const store::Workspace &workspace, Month month, const revenue::Filters &filters, Progress &progress);

/// "Usage trend \u2264 -20 %".
[[nodiscard]] Message nameOf(const backtest::Sign &sign);

/// Signs among lost and kept renewals; pure. Nothing where no renewal was lost or none was kept.
[[nodiscard]] std::optional<Page> knownPage(const KnownMeasures &measures);

} // namespace qd::pack
