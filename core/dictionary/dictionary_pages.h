#pragma once
#include "core/dictionary/dictionary_export.h"

namespace qd::dictionary {

/// The dictionary for people to read: every metric with its definition and its versions, then the register of
/// conflicts. Texts are shown as they are written, whatever signs they hold.

/// Markdown with tables (GitHub's); what Markdown would take for markup is escaped.
[[nodiscard]] std::string markdownPage(const ExportedDictionary &dictionary);
/// One HTML file, without scripts and without anything from elsewhere.
[[nodiscard]] std::string htmlPage(const ExportedDictionary &dictionary);

} // namespace qd::dictionary
