#pragma once
#include "core/base/date.h"
#include "core/governance/governance_texts.h"

namespace qd::governance {

/// A document that is written out from the workspace, or that the company keeps in it.
struct Document {
    std::string id; ///< of writtenDocumentIds(), or of a kept one
    std::string title;
    int entries = 0; ///< fields, parts, metrics, conventions or records it tells of; 1 of a kept one
    std::string text;
    std::string kind = {}; ///< of a kept one, "playbook"; empty of those written out
    int version = 0; ///< of a kept one
};

/// Those written out in the order of writtenDocumentIds(), as in force on `day`, by default the latest as-of date of
/// any source, else today; then the kept ones by id, as they are now: Markdown as it was given, in HTML as plain text.
/// customer-360 is of now, and not among them before anything was imported; convention-changes is there only while one
/// is proposed. E-mail addresses are masked. Errors as toolingConfiguration() and conventionChanges().
[[nodiscard]] Result<std::vector<Document>> documentsOf(
    const store::Workspace &workspace, std::optional<Date> day, DocumentFormat format);

/// Writes each as ID.md or ID.html into a folder, which is made where it is not there, and notes each in the audit log,
/// but for a workspace that cannot be written. Gives the paths. Errors as documentsOf() and store::writeOutput(); those
/// written before an error stay.
[[nodiscard]] Result<std::vector<std::string>> writeDocuments(
    store::Workspace &workspace, std::optional<Date> day, DocumentFormat format, const std::string &folder);

} // namespace qd::governance
