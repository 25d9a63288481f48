#pragma once
#include "core/renewals/kept_values.h"

namespace qd::renewals {

/// The term of a subscription, and what of it was known on a day (CONTRACT-ROOMS, "Known on day D"). Dates are as the
/// last file has them; what earlier ones said of end, cancellation and notice stands beside them.
struct Term {
    Date start;
    std::optional<Date> end; ///< last day
    std::optional<Date> cancelled; ///< first day no longer billed
    std::optional<Date> notice; ///< the day notice was given
    std::optional<Date> created;
    Date firstSeen; ///< as-of date of the batch that first held it
    std::string parentId = {}; ///< subscription it adds to or follows; empty for none
    bool autoRenew = false;
    int billingMonths = 0; ///< 0 for none
    KeptValues ends = {};
    KeptValues cancellations = {};
    KeptValues notices = {};
    std::optional<Date> heldBackUntil = {}; ///< firstSeen where a row counts only once a batch held it

    /// From created_date on, else from the earlier of its start and firstSeen; not before heldBackUntil.
    [[nodiscard]] bool isKnownOn(Date day) const;
    /// Its end as the files said until then.
    [[nodiscard]] std::optional<Date> endOn(Date day) const;
    /// The day a cancellation known on `day` takes effect: known from the notice, else from its own day, at the latest
    /// from the as-of date of the batch that first held it. A cancellation that is not known yet is none.
    [[nodiscard]] std::optional<Date> cancelledOn(Date day) const;
    /// The notice known on `day`: from its own day, or from that of the batch that first held it.
    [[nodiscard]] std::optional<Date> noticeOn(Date day) const;
    /// Whether a notice or a cancellation is known on `day`.
    [[nodiscard]] bool isUnderNotice(Date day) const { return noticeOn(day) || cancelledOn(day); }
    /// Without an end and billed by the month, or of a term up to 31 days, both included: no renewal to prepare.
    [[nodiscard]] bool isMonthToMonth(Date day) const;
};

} // namespace qd::renewals
