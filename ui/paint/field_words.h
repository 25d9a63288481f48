#pragma once
#include <QString>

#include <string>

namespace qd::ui {

/// What people call a field of a customer's records: "Renewal date" of "renewal_date"; "Field" of one without a name.
[[nodiscard]] QString fieldTitle(const std::string &field);
/// A field's value as people read it: days and counts by the locale, all else as the source has it.
[[nodiscard]] QString fieldValue(const std::string &field, const std::string &value);
/// The day a text of a file or of the workspace begins with, by the locale; the text itself where it is none.
[[nodiscard]] QString dayText(const std::string &iso);

} // namespace qd::ui
