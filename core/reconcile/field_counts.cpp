#include "core/reconcile/field_counts.h"

#include <algorithm>

namespace qd::reconcile {

FieldCounts::FieldCounts()
{
    for (const char *key : KeyFields)
        m_fields.push_back({key});
}

void FieldCounts::add(std::string_view field, bool agrees)
{
    auto found = std::ranges::find(m_fields, field, &FieldMatch::field);
    if (found == m_fields.end())
        found = m_fields.insert(m_fields.end(), {std::string(field)});
    ++found->compared;
    found->matched += agrees ? 1 : 0;
}

std::vector<FieldMatch> FieldCounts::inOrder() const
{
    constexpr std::array Order{"currency", "start_date", "segment", "lifecycle_stage", "status", "products"};
    std::vector<FieldMatch> fields(m_fields.begin(), m_fields.begin() + std::ptrdiff_t(KeyFields.size()));
    for (const char *name : Order) {
        if (const auto found = std::ranges::find(m_fields, name, &FieldMatch::field); found != m_fields.end())
            fields.push_back(*found);
    }
    return fields;
}

} // namespace qd::reconcile
