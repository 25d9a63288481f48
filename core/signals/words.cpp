#include "core/signals/words.h"

#include "core/base/words.h"

namespace qd::signs {

namespace {

/// Of a signal without an argument.
const char *wordOf(SignalKind kind)
{
    switch (kind) {
    case SignalKind::UsageTrend:
        return QT_TRANSLATE_NOOP("Words", "Usage trend");
    case SignalKind::ActiveUsers:
        return QT_TRANSLATE_NOOP("Words", "Active users");
    case SignalKind::LicenceUse:
        return QT_TRANSLATE_NOOP("Words", "Licence use");
    case SignalKind::Breadth:
        return QT_TRANSLATE_NOOP("Words", "Breadth of use");
    case SignalKind::DaysSinceUsage:
        return QT_TRANSLATE_NOOP("Words", "Days since use");
    case SignalKind::Tickets90:
        return QT_TRANSLATE_NOOP("Words", "Tickets in 90 days");
    case SignalKind::Urgent90:
        return QT_TRANSLATE_NOOP("Words", "Urgent tickets");
    case SignalKind::EscalationsOpen:
        return QT_TRANSLATE_NOOP("Words", "Open escalations");
    case SignalKind::Csat90:
        return QT_TRANSLATE_NOOP("Words", "CSAT");
    case SignalKind::DaysSinceContact:
        return QT_TRANSLATE_NOOP("Words", "Days since contact");
    case SignalKind::DaysSinceExec:
        return QT_TRANSLATE_NOOP("Words", "Days since sponsor");
    case SignalKind::Nps:
        return QT_TRANSLATE_NOOP("Words", "NPS answers");
    case SignalKind::NpsTrend:
        return QT_TRANSLATE_NOOP("Words", "NPS trend");
    case SignalKind::OverdueDays:
        return QT_TRANSLATE_NOOP("Words", "Days overdue");
    case SignalKind::MilestonesLate:
        return QT_TRANSLATE_NOOP("Words", "Late milestones");
    case SignalKind::TenureMonths:
        return QT_TRANSLATE_NOOP("Words", "Months with us");
    case SignalKind::Arr:
        return QT_TRANSLATE_NOOP("Words", "ARR");
    case SignalKind::ArrChange365:
        return QT_TRANSLATE_NOOP("Words", "ARR in a year");
    case SignalKind::DueInDays:
        return QT_TRANSLATE_NOOP("Words", "Days to renewal");
    case SignalKind::Vendor:
    case SignalKind::Sql:
        break;
    }
    return "";
}

} // namespace

Message nameOf(const Signal &signal)
{
    if (signal.kind == SignalKind::Vendor)
        return {QD_WORDS("Health", "Score of %1"), {signal.argument}};
    if (signal.kind == SignalKind::Sql)
        return QD_WORDS("Health", "Query");
    return Word{wordOf(signal.kind)};
}

bool isShare(SignalKind kind)
{
    return kind == SignalKind::UsageTrend || kind == SignalKind::LicenceUse || kind == SignalKind::Breadth
        || kind == SignalKind::Csat90 || kind == SignalKind::ArrChange365;
}

} // namespace qd::signs
