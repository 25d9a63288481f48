#include "core/signals/signal.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::signs {

const std::vector<std::string> &signalNames()
{
    static const std::vector<std::string> names{"usage_trend", "active_users", "licence_use", "breadth",
        "days_since_usage", "tickets_90", "urgent_90", "escalations_open", "csat_90", "days_since_contact",
        "days_since_exec", "nps", "nps_trend", "overdue_days", "milestones_late", "tenure_months", "arr",
        "arr_change_365", "due_in_days", "vendor:", "sql:"};
    return names;
}

std::string Signal::name() const
{
    return signalNames()[std::size_t(kind)] + argument;
}

std::optional<Signal> signalOf(std::string_view name)
{
    const std::vector<std::string> &names = signalNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto kind = SignalKind(i);
        if (kind != SignalKind::Vendor && kind != SignalKind::Sql) {
            if (names[i] == name)
                return Signal{kind, {}};
        } else if (name.starts_with(names[i])) {
            const std::string_view argument = trimmed(name.substr(names[i].size()));
            if (kind == SignalKind::Sql && argument.empty())
                return std::nullopt;
            return Signal{kind, std::string(argument)};
        }
    }
    return std::nullopt;
}

} // namespace qd::signs
