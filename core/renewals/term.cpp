#include "core/renewals/term.h"

#include <algorithm>

namespace qd::renewals {

namespace {

/// What a batch with an as-of date on or before `day` held; nothing where none said it.
std::optional<Date> heldOn(const KeptValues &kept, const std::optional<Date> &present, Date firstSeen, Date day)
{
    if (kept.isEmpty())
        return firstSeen <= day ? present : std::nullopt;
    return *kept.since(day) <= day ? Date::fromIso(*kept.on(day)) : std::nullopt;
}

/// The first value that batches after `day` brought.
std::optional<Date> heldLater(const KeptValues &kept, const std::optional<Date> &present, Date firstSeen, Date day)
{
    if (kept.isEmpty())
        return firstSeen > day ? present : std::nullopt;
    for (const auto &[asOf, value] : kept.all()) {
        if (asOf > day && !value.empty())
            return Date::fromIso(value);
    }
    return std::nullopt;
}

} // namespace

bool Term::isKnownOn(Date day) const
{
    return day >= heldBackUntil.value_or(day) && created.value_or(std::min(start, firstSeen)) <= day;
}

std::optional<Date> Term::endOn(Date day) const
{
    const std::string *kept = ends.on(day);
    return kept ? Date::fromIso(*kept) : end;
}

std::optional<Date> Term::cancelledOn(Date day) const
{
    if (const auto held = heldOn(cancellations, cancelled, firstSeen, day))
        return held;
    const auto later = heldLater(cancellations, cancelled, firstSeen, day);
    return later && notice.value_or(*later) <= day ? later : std::nullopt;
}

std::optional<Date> Term::noticeOn(Date day) const
{
    if (const auto held = heldOn(notices, notice, firstSeen, day))
        return held;
    const auto later = heldLater(notices, notice, firstSeen, day);
    return later && *later <= day ? later : std::nullopt;
}

bool Term::isMonthToMonth(Date day) const
{
    constexpr int LongestMonth = 31;
    const std::optional<Date> last = endOn(day);
    return last ? daysBetween(start, *last) < LongestMonth : billingMonths == 1;
}

} // namespace qd::renewals
