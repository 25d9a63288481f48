#pragma once
#include "core/reconcile/reconciliation.h"

#include <string_view>

namespace qd::reconcile {

/// Counts who agrees, field by field.
class FieldCounts {
public:
    FieldCounts();
    void add(std::string_view field, bool agrees);
    /// The key fields, then those that somebody was compared in, in one order whoever came first.
    [[nodiscard]] std::vector<FieldMatch> inOrder() const;

private:
    std::vector<FieldMatch> m_fields;
};

} // namespace qd::reconcile
