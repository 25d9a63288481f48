#include "core/actions/words.h"

#include "core/base/words.h"

#include <algorithm>
#include <array>

namespace qd::actions {

namespace {

struct FieldWord {
    std::string_view field;
    const char *name;
};

constexpr std::array FieldWords{FieldWord{"arr", QT_TRANSLATE_NOOP("Words", "ARR")},
    FieldWord{"arr_change_365", QT_TRANSLATE_NOOP("Words", "ARR change in a year")},
    FieldWord{"product", QT_TRANSLATE_NOOP("Words", "Product")},
    FieldWord{"segment", QT_TRANSLATE_NOOP("Words", "Segment")},
    FieldWord{"region", QT_TRANSLATE_NOOP("Words", "Region")},
    FieldWord{"country", QT_TRANSLATE_NOOP("Words", "Country")},
    FieldWord{"industry", QT_TRANSLATE_NOOP("Words", "Industry")},
    FieldWord{"owner", QT_TRANSLATE_NOOP("Words", "Owner")}, FieldWord{"colour", QT_TRANSLATE_NOOP("Words", "Health")},
    FieldWord{"colour_before", QT_TRANSLATE_NOOP("Words", "Health 30 days before")},
    FieldWord{"due_in_days", QT_TRANSLATE_NOOP("Words", "Renewal in days")},
    FieldWord{"usage_trend", QT_TRANSLATE_NOOP("Words", "Usage trend")},
    FieldWord{"active_users", QT_TRANSLATE_NOOP("Words", "Active users")},
    FieldWord{"licence_use", QT_TRANSLATE_NOOP("Words", "Licences used")},
    FieldWord{"breadth", QT_TRANSLATE_NOOP("Words", "Features used")},
    FieldWord{"days_since_usage", QT_TRANSLATE_NOOP("Words", "Days without usage")},
    FieldWord{"tickets_90", QT_TRANSLATE_NOOP("Words", "Tickets in 90 days")},
    FieldWord{"urgent_90", QT_TRANSLATE_NOOP("Words", "Urgent tickets in 90 days")},
    FieldWord{"escalations_open", QT_TRANSLATE_NOOP("Words", "Open escalations")},
    FieldWord{"csat_90", QT_TRANSLATE_NOOP("Words", "CSAT in 90 days")},
    FieldWord{"days_since_contact", QT_TRANSLATE_NOOP("Words", "Days without contact")},
    FieldWord{"days_since_exec", QT_TRANSLATE_NOOP("Words", "Days without the sponsor")},
    FieldWord{"nps", QT_TRANSLATE_NOOP("Words", "NPS")},
    FieldWord{"nps_trend", QT_TRANSLATE_NOOP("Words", "NPS trend")},
    FieldWord{"overdue_days", QT_TRANSLATE_NOOP("Words", "Days overdue")},
    FieldWord{"milestones_late", QT_TRANSLATE_NOOP("Words", "Late milestones")},
    FieldWord{"tenure_months", QT_TRANSLATE_NOOP("Words", "Tenure in months")}};

} // namespace

const char *nameOf(WorkState state)
{
    switch (state) {
    case WorkState::Open:
        return QT_TRANSLATE_NOOP("Words", "Open");
    case WorkState::InWork:
        return QT_TRANSLATE_NOOP("Words", "In work");
    case WorkState::Snoozed:
        return QT_TRANSLATE_NOOP("Words", "Snoozed");
    case WorkState::Done:
        return QT_TRANSLATE_NOOP("Words", "Done");
    case WorkState::Dismissed:
        return QT_TRANSLATE_NOOP("Words", "Dismissed");
    case WorkState::Closed:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Closed");
}

const char *nameOf(EditKind kind)
{
    switch (kind) {
    case EditKind::Opened:
        return QT_TRANSLATE_NOOP("Words", "Opened");
    case EditKind::Commented:
        return QT_TRANSLATE_NOOP("Words", "Comment");
    case EditKind::OwnerChanged:
        return QT_TRANSLATE_NOOP("Words", "Owner changed");
    case EditKind::Started:
        return QT_TRANSLATE_NOOP("Words", "Started");
    case EditKind::Snoozed:
        return QT_TRANSLATE_NOOP("Words", "Snoozed");
    case EditKind::Done:
        return QT_TRANSLATE_NOOP("Words", "Done");
    case EditKind::Stepped:
        return QT_TRANSLATE_NOOP("Words", "Step done");
    case EditKind::Dismissed:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Dismissed");
}

Message fieldName(const std::string &field)
{
    const auto *found = std::ranges::find(FieldWords, field, &FieldWord::field);
    return found == FieldWords.end() ? Message::data(field) : Message(Word{found->name});
}

} // namespace qd::actions
