#include "core/reconcile/words.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <utility>

namespace qd::reconcile {

const char *nameOf(Cause cause)
{
    switch (cause) {
    case Cause::MonthlyAsAnnual:
        return QT_TRANSLATE_NOOP("Words", "Monthly as annual");
    case Cause::Currency:
        return QT_TRANSLATE_NOOP("Words", "Not converted");
    case Cause::Timing:
        return QT_TRANSLATE_NOOP("Words", "Timing");
    case Cause::ParentChild:
        return QT_TRANSLATE_NOOP("Words", "Parent and child");
    case Cause::Duplicate:
        return QT_TRANSLATE_NOOP("Words", "Duplicate");
    case Cause::Missing:
        return QT_TRANSLATE_NOOP("Words", "Missing");
    case Cause::WrongSign:
        return QT_TRANSLATE_NOOP("Words", "Wrong sign");
    case Cause::CancelledInOne:
        return QT_TRANSLATE_NOOP("Words", "Cancelled in one");
    case Cause::NotYetBilled:
        return QT_TRANSLATE_NOOP("Words", "Not yet billed");
    case Cause::PartialSum:
        return QT_TRANSLATE_NOOP("Words", "Part of the contracts");
    case Cause::MultiYearTotal:
        return QT_TRANSLATE_NOOP("Words", "Total of several years");
    case Cause::PriceUplift:
        return QT_TRANSLATE_NOOP("Words", "Price uplift");
    case Cause::DiscountExpiry:
        return QT_TRANSLATE_NOOP("Words", "Discount ended");
    case Cause::DigitTransposition:
        return QT_TRANSLATE_NOOP("Words", "Digits exchanged");
    case Cause::Date1904:
        return QT_TRANSLATE_NOOP("Words", "Counted from 1904");
    case Cause::DayMonthSwapped:
        return QT_TRANSLATE_NOOP("Words", "Day and month exchanged");
    case Cause::ExclusiveEnd:
        return QT_TRANSLATE_NOOP("Words", "Day after the last");
    case Cause::PreviousTerm:
        return QT_TRANSLATE_NOOP("Words", "Earlier contract");
    case Cause::Rounding:
        return QT_TRANSLATE_NOOP("Words", "Rounding");
    case Cause::Unexplained:
        return QT_TRANSLATE_NOOP("Words", "Unexplained");
    }
    return QT_TRANSLATE_NOOP("Words", "Unexplained");
}

const char *nameOf(BreakType type)
{
    switch (type) {
    case BreakType::MissingLeft:
        return QT_TRANSLATE_NOOP("Words", "Only in right");
    case BreakType::MissingRight:
        return QT_TRANSLATE_NOOP("Words", "Only in left");
    case BreakType::DuplicateLeft:
        return QT_TRANSLATE_NOOP("Words", "Duplicate in left");
    case BreakType::DuplicateRight:
        return QT_TRANSLATE_NOOP("Words", "Duplicate in right");
    case BreakType::Amount:
        return QT_TRANSLATE_NOOP("Words", "Amount");
    case BreakType::RenewalDate:
        return QT_TRANSLATE_NOOP("Words", "Renewal date");
    case BreakType::Owner:
        return QT_TRANSLATE_NOOP("Words", "Owner");
    case BreakType::Segment:
        return QT_TRANSLATE_NOOP("Words", "Segment");
    case BreakType::LifecycleStage:
        return QT_TRANSLATE_NOOP("Words", "Lifecycle stage");
    case BreakType::Status:
        return QT_TRANSLATE_NOOP("Words", "Status");
    }
    return QT_TRANSLATE_NOOP("Words", "Amount");
}

const char *stateName(std::string_view state)
{
    static constexpr std::array<std::pair<std::string_view, const char *>, 4> names{
        {{"explained", QT_TRANSLATE_NOOP("Words", "Explained")}, {"to_fix", QT_TRANSLATE_NOOP("Words", "To fix")},
            {"accepted", QT_TRANSLATE_NOOP("Words", "Accepted")}, {"fixed", QT_TRANSLATE_NOOP("Words", "Fixed")}}};
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto &name) { return name.first == state; });
    return found == names.end() ? QT_TRANSLATE_NOOP("Words", "Open") : found->second;
}

} // namespace qd::reconcile
