#pragma once
#include "core/base/result.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::governance {

/// A document of the company as it was kept once.
struct KeptVersion {
    int version = 1;
    std::string kind; ///< "playbook", "policy": any word of small letters, digits, - and _
    std::string by; ///< who kept it, as said
    std::string at; ///< UTC, ISO 8601 to the second
    std::string text; ///< Markdown
};

/// A document of the company (a playbook, a policy, a process) with all its versions; the last one holds.
struct KeptDocument {
    std::string id;
    std::vector<KeptVersion> versions; ///< oldest first, never empty

    [[nodiscard]] const KeptVersion &last() const { return versions.back(); }
    /// The first heading of its last version, without its marks; the id where it has none.
    [[nodiscard]] std::string title() const;
};

/// By id. Throws store::Failure.
[[nodiscard]] std::vector<KeptDocument> keptDocuments(const store::Workspace &workspace);

/// What to keep: the next version of the document of this id, or a new one.
struct DocumentToKeep {
    std::string id; ///< small letters, digits, - and _, 1 to 64, a letter first; none of writtenDocumentIds()
    std::string kind; ///< the same signs
    std::string text; ///< Markdown, UTF-8, not empty
};

/// Whether it can be kept: InvalidArgument and BadData as keepDocument().
[[nodiscard]] Result<void> checkDocument(const DocumentToKeep &document);

/// Keeps it under the name of store::currentUser(), in one transaction and with an entry in the audit log that has what
/// stood before and after. The kind and text of the last version once more make none. Gives the version that holds.
/// InvalidArgument for an id or kind of other signs or the id of a document that is written out from the workspace,
/// BadData for a text that is empty or no UTF-8, ReadOnly; nothing is kept then.
[[nodiscard]] Result<int> keepDocument(store::Workspace &workspace, const DocumentToKeep &document);

/// Takes later versions of a document back, so that `versions` of them are left; with 0 there is none. In one
/// transaction, with an entry in the audit log; where there are no more nothing is written. ReadOnly.
[[nodiscard]] Result<void> takeBackDocument(store::Workspace &workspace, const std::string &id, int versions);

/// Ids of the documents that are written out from the workspace (documents.h), in their order.
[[nodiscard]] const std::vector<std::string> &writtenDocumentIds();

} // namespace qd::governance
