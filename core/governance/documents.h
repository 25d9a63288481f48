#pragma once
#include "core/base/date.h"
#include "core/governance/governance_texts.h"

namespace qd::governance {

/// A document that is written out from the workspace.
struct Document {
    std::string id; ///< "customer-360", "tooling-configuration", "metric-dictionary", "change-records"
    std::string title;
    int entries = 0; ///< fields, parts, metrics or records it tells of
    std::string text;
};

/// All of them in that order, as in force on `day`, by default the latest as-of date of any source, else today;
/// customer-360 is of now, and not among them before anything was imported. E-mail addresses are masked. Errors as
/// toolingConfiguration().
[[nodiscard]] Result<std::vector<Document>> documentsOf(
    const store::Workspace &workspace, std::optional<Date> day, DocumentFormat format);

/// Writes each as ID.md or ID.html into a folder, which is made where it is not there, and notes each in the audit log.
/// Gives the paths. Errors as documentsOf() and store::writeOutput(); those written before an error stay.
[[nodiscard]] Result<std::vector<std::string>> writeDocuments(
    store::Workspace &workspace, std::optional<Date> day, DocumentFormat format, const std::string &folder);

} // namespace qd::governance
