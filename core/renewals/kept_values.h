#pragma once
#include "core/base/date.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qd::renewals {

/// The values of one field of a record over its snapshots, as record_history keeps them once it changes. What never
/// changed has none: the record says what it always was. Dates are ISO; an empty value is none.
class KeptValues {
public:
    /// By time; of one day the last holds.
    void add(Date asOf, std::string value) { m_values.emplace_back(asOf, std::move(value)); }

    [[nodiscard]] bool isEmpty() const { return m_values.empty(); }
    [[nodiscard]] const std::vector<std::pair<Date, std::string>> &all() const { return m_values; }
    /// The value in force on `day`, before the first entry the first one's; nullptr where nothing is kept.
    [[nodiscard]] const std::string *on(Date day) const;
    /// As-of date of the entry in force on `day`; of the first one before it; nothing where nothing is kept.
    [[nodiscard]] std::optional<Date> since(Date day) const;

private:
    [[nodiscard]] const std::pair<Date, std::string> *entryOn(Date day) const;
    std::vector<std::pair<Date, std::string>> m_values;
};

} // namespace qd::renewals
