#include "core/renewals/words.h"

#include "core/base/words.h"

namespace qd::renewals {

namespace {

struct Words {
    const char *name;
    const char *remedy;
};

Words wordsOf(Exception exception)
{
    switch (exception) {
    case Exception::NoDate:
        return {QT_TRANSLATE_NOOP("Words", "No renewal date"), QT_TRANSLATE_NOOP("Words", "Set a renewal date")};
    case Exception::NoOwner:
        return {QT_TRANSLATE_NOOP("Words", "No owner"), QT_TRANSLATE_NOOP("Words", "Assign an owner")};
    case Exception::OwnerLeft:
        return {QT_TRANSLATE_NOOP("Words", "Owner left"), QT_TRANSLATE_NOOP("Words", "Assign an owner who is there")};
    case Exception::NoOpportunity:
        return {QT_TRANSLATE_NOOP("Words", "No opportunity"),
            QT_TRANSLATE_NOOP("Words", "Create a renewal opportunity that closes by then")};
    case Exception::CloseAfterExpiry:
        return {QT_TRANSLATE_NOOP("Words", "Closes after expiry"),
            QT_TRANSLATE_NOOP("Words", "Move the close date before the term ends")};
    case Exception::StageStale:
        return {QT_TRANSLATE_NOOP("Words", "Stage is stale"), QT_TRANSLATE_NOOP("Words", "Review the stage")};
    case Exception::DateDiffers:
        return {QT_TRANSLATE_NOOP("Words", "Dates differ"),
            QT_TRANSLATE_NOOP("Words", "Give all systems the same renewal date")};
    case Exception::AmountDiffers:
        return {QT_TRANSLATE_NOOP("Words", "Amount differs"),
            QT_TRANSLATE_NOOP("Words", "Set the opportunity's amount to what is due")};
    case Exception::AutoRenewNoNoticeDate:
        return {QT_TRANSLATE_NOOP("Words", "No notice date"),
            QT_TRANSLATE_NOOP("Words", "Enter the notice date: it renews by itself")};
    case Exception::PastDueOpen:
        break;
    }
    return {QT_TRANSLATE_NOOP("Words", "Past due and open"), QT_TRANSLATE_NOOP("Words", "Close it as won or lost")};
}

} // namespace

const char *nameOf(Exception exception)
{
    return wordsOf(exception).name;
}

const char *remedyFor(Exception exception)
{
    return wordsOf(exception).remedy;
}

const char *nameOf(RenewalState state)
{
    switch (state) {
    case RenewalState::Renewed:
        return QT_TRANSLATE_NOOP("Words", "Renewed");
    case RenewalState::Pending:
        return QT_TRANSLATE_NOOP("Words", "Pending");
    case RenewalState::Lost:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Lost");
}

const char *nameOf(OpenEnded kind)
{
    return kind == OpenEnded::MonthToMonth ? QT_TRANSLATE_NOOP("Words", "Month to month")
                                           : QT_TRANSLATE_NOOP("Words", "Evergreen");
}

} // namespace qd::renewals
