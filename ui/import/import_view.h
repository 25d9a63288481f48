#pragma once
#include "core/base/progress.h"
#include "core/sources/file_set.h"
#include "core/sources/import.h"
#include "ui/import/import_texts.h"
#include "ui/shell/account_list.h"

#include <QStringList>

#include <memory>

namespace qd::ui {

/// What the page shows of a workspace beside the files that were added.
struct StoredImport {
    sources::SourceList list;
    std::vector<QuarantineReason> reasons;
    std::vector<answers::Answer> answers;
    std::vector<sources::FileSet> sets;
    std::int64_t held = 0; ///< sources::rowsInQuarantine()
};
using StoredImportPtr = std::shared_ptr<const StoredImport>;

/// Reads it. For a worker.
[[nodiscard]] Result<StoredImportPtr> readStoredImport(const std::string &path, Progress &progress);

/// Looks into one file again, with what a person said it is. A name that no table may have is a refusal. For a worker.
[[nodiscard]] Result<AddedFile> previewAs(const std::string &workspacePath, const std::string &path,
    const sources::ImportOptions &options, const sources::FileHints &hints, Progress &progress);

/// Looks into files, and into the tables of folders, as an import into the workspace with `options` would: the first
/// rows, typed, what lookups find, how the columns differ from those of the last file, or why it cannot be imported.
/// Cancelled is the only error. For a worker.
[[nodiscard]] Result<std::shared_ptr<const std::vector<AddedFile>>> previewFiles(const std::string &workspacePath,
    const QStringList &paths, const sources::ImportOptions &options, Progress &progress);

/// Looks again into files whose dates were asked about, with what was said of each and the answer of `options`; what
/// was asked stays with the file, so that the answer can be changed. For a worker.
[[nodiscard]] Result<std::shared_ptr<const std::vector<AddedFile>>> previewAgain(const std::string &workspacePath,
    const std::vector<AddedFile> &files, const sources::ImportOptions &options, Progress &progress);

/// The files that are ready and left their dates open.
[[nodiscard]] std::vector<AddedFile> askedFiles(const std::vector<AddedFile> &files);
/// The paths of the files that are ready, with what was said of each put into `options`.
[[nodiscard]] std::vector<std::string> takeReady(const std::vector<AddedFile> &files, sources::ImportOptions &options);
/// Notes with the files what became of them; of a file that fills several entities the first batch.
void noteReports(std::vector<AddedFile> &files, const sources::ImportReport &report);
/// Imports files, settles what follows, and notes in the sets of files what was taken of them: where that fails, the
/// import stands, and the sets offer the files again. For a worker.
[[nodiscard]] Result<sources::ImportReport> importAndNote(const std::string &workspacePath,
    const std::vector<std::string> &paths, const sources::ImportOptions &options, Progress &progress);

/// The customers that a batch brought rows of, titled by its file. For a worker.
[[nodiscard]] Result<AccountList> accountsOfBatch(
    const std::string &workspacePath, std::int64_t batch, const QString &title);

/// What these batches changed, by batch. For a worker.
[[nodiscard]] Result<std::vector<BatchChanges>> readChanges(
    const std::string &workspacePath, const std::vector<std::int64_t> &batches, Progress &progress);

/// The same by entity and field, with the effect on ARR. For a worker.
[[nodiscard]] Result<std::vector<sources::ChangedField>> readChangedFields(
    const std::string &workspacePath, const std::vector<std::int64_t> &batches, Progress &progress);

} // namespace qd::ui
