#include "core/renewals/kept_values.h"

namespace qd::renewals {

const std::pair<Date, std::string> *KeptValues::entryOn(Date day) const
{
    if (m_values.empty())
        return nullptr;
    const auto *entry = &m_values.front();
    for (const auto &each : m_values) {
        if (each.first <= day)
            entry = &each;
    }
    return entry;
}

const std::string *KeptValues::on(Date day) const
{
    const auto *entry = entryOn(day);
    return entry ? &entry->second : nullptr;
}

std::optional<Date> KeptValues::since(Date day) const
{
    const auto *entry = entryOn(day);
    return entry ? std::optional(entry->first) : std::nullopt;
}

} // namespace qd::renewals
