#pragma once
#include "core/sources/profile_drift.h"
#include "ui/import/import_texts.h"

#include <memory>

namespace qd::ui {

/// A file as the mapping editor takes it up.
struct MappedFile {
    sources::FileSample sample;
    sources::Profile start; ///< what the editor begins with
    sources::Drift drift; ///< against the profile it begins with; of a file that nothing knows none
    std::vector<std::string> knownSources; ///< systems of the workspace
};
using MappedFilePtr = std::shared_ptr<const MappedFile>;

/// The first rows of a file under a draft, or why it cannot be read by it.
struct MappingPreview {
    std::optional<sources::Preview> preview;
    std::optional<sources::Profile> profile; ///< the draft as it would be saved; nothing where it is not ready
    QString refusal;
};

/// Reads the head of a file and chooses a profile to begin with: the one that it is read by, else the one that knows
/// most of its headers, else one made of its headers. For a worker.
[[nodiscard]] Result<MappedFilePtr> openMapping(
    const std::string &workspacePath, const AddedFile &file, Progress &progress);

/// What a draft would make of the file, with what its lookups find in the workspace. For a worker.
[[nodiscard]] Result<MappingPreview> previewDraft(
    const std::string &workspacePath, const AddedFile &file, const sources::Profile &draft, Progress &progress);

/// How the columns of a file differ from those of the last one, and the profile that was meant where none takes it.
/// Nothing for a table of its own. For a worker.
void lookForDrift(const store::Workspace &workspace, AddedFile &file, Progress &progress);

/// Files that are not recognised and have the headers of `mapped`, read by its profile. For a worker.
[[nodiscard]] Result<std::shared_ptr<const std::vector<AddedFile>>> previewAlike(const std::string &workspacePath,
    const std::vector<AddedFile> &files, const AddedFile &mapped, const sources::ImportOptions &options,
    Progress &progress);

} // namespace qd::ui
