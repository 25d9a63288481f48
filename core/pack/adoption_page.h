#pragma once
#include "core/pack/pack_document.h"
#include "core/retention/cohorts.h"

#include <memory>
#include <optional>
#include <vector>

namespace qd::pack {

/// How much customers use what they pay for: by cohort, and who does not.
struct AdoptionMeasures {
    Month month;
    Currency currency;
    std::shared_ptr<const identity::AccountDirectory> accounts;
    retention::Cohorts cohorts; ///< measure Usage, by quarter of the start
    int used = 0; ///< customers with ARR at the month's end and events above 0 in it
    struct Silent {
        int account = -1; ///< directory index
        std::int64_t arr = 0; ///< base minor units, at the month's end
        std::optional<Month> last = {}; ///< the last month in which it used the product before; nothing for never
    };
    std::vector<Silent> silent; ///< with ARR then and no events in the month; the most ARR first

    [[nodiscard]] int customers() const { return used + int(silent.size()); }
};

/// Measures as of the end of `month`, of the customers for which `filters` hold. Nothing where no customer with ARR has
/// any event in the month, of those left out either: then its usage was not imported. Errors as computeCohorts() and
/// UsedMonths::read().
[[nodiscard]] Result<std::optional<AdoptionMeasures>> measureAdoption(
    const store::Workspace &workspace, Month month, const revenue::Filters &filters, Progress &progress);

/// Use by cohort, and the largest customers who pay without using; pure. Nothing without a cohort.
[[nodiscard]] std::optional<Page> adoptionPage(const AdoptionMeasures &measures);

} // namespace qd::pack
