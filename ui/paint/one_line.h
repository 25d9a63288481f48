#pragma once
#include <QString>

namespace qd::ui {

/// A name as it stands in a line: line breaks and tabs as one space each run, so that "Newline\nCorp" reads "Newline
/// Corp". Other spaces stay as they are.
[[nodiscard]] QString oneLine(const QString &text);

} // namespace qd::ui
