#pragma once
#include "core/renewals/renewal_data.h"

namespace qd::renewals {

/// The ARR of `source` as it was known on `day` (CONTRACT-ROOMS, "Known on day D"): subscriptions that were known, with
/// the ends, cancellations and annual values of the files until then; months of a history that had ended; snapshots of
/// accounts.arr until then. The last value goes on. On the last as-of date of the source's batches it is the book of
/// every other analysis. ConflictingRates, BadData.
[[nodiscard]] Result<portfolio::ArrBook> knownBook(
    const portfolio::Portfolio &portfolio, const RenewalData &data, const portfolio::ArrSource &source, Date day);

/// The golden renewal date of each customer on an earlier day, by directory index: of its records that had one then the
/// most trusted one's; from the last as-of date on the present one.
[[nodiscard]] std::vector<std::optional<Date>> goldenRenewalDates(const portfolio::Portfolio &portfolio, Date day);

} // namespace qd::renewals
