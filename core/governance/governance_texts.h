#pragma once
#include "core/base/document_text.h"
#include "core/governance/change_records.h"
#include "core/governance/tooling_configuration.h"

namespace qd::governance {

/// What a document can be written as.
enum class DocumentFormat { Markdown, Html };

/// A document of title, lead and sections, without e-mail addresses in any cell or text of a section.
[[nodiscard]] std::string documentText(
    const std::string &title, const std::string &lead, std::vector<document::Section> sections, DocumentFormat format);

/// The configuration for people to read, in English. E-mail addresses are masked (CONTRACT-ROOMS, "Personal data").
[[nodiscard]] std::string configurationText(const ToolingConfiguration &configuration, DocumentFormat format);

/// Change records likewise, as they come. What is longer than a line can hold is cut and says so: the audit log has all
/// of it.
[[nodiscard]] std::string changesText(const std::vector<ChangeRecord> &records, DocumentFormat format);

} // namespace qd::governance
