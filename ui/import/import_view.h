#pragma once
#include "core/base/progress.h"
#include "core/sources/import.h"
#include "ui/import/import_texts.h"
#include "ui/shell/account_list.h"

#include <QStringList>

#include <memory>

namespace qd::ui {

/// Looks into one file again, with what a person said it is. A name that no table may have is a refusal. For a worker.
[[nodiscard]] Result<AddedFile> previewAs(const std::string &workspacePath, const std::string &path,
    const sources::ImportOptions &options, const sources::FileHints &hints, Progress &progress);

/// Looks into files, and into the tables of folders, as an import with `options` would: the first rows, typed, or why a
/// file cannot be imported. Cancelled is the only error. For a worker.
[[nodiscard]] Result<std::shared_ptr<const std::vector<AddedFile>>> previewFiles(
    const QStringList &paths, const sources::ImportOptions &options, Progress &progress);

/// Looks again into files whose dates were asked about, with what was said of each and the answer of `options`; what
/// was asked stays with the file, so that the answer can be changed. For a worker.
[[nodiscard]] Result<std::shared_ptr<const std::vector<AddedFile>>> previewAgain(
    const std::vector<AddedFile> &files, const sources::ImportOptions &options, Progress &progress);

/// The customers that a batch brought rows of, titled by its file. For a worker.
[[nodiscard]] Result<AccountList> accountsOfBatch(
    const std::string &workspacePath, std::int64_t batch, const QString &title);

/// What these batches changed, by batch. For a worker.
[[nodiscard]] Result<std::vector<BatchChanges>> readChanges(
    const std::string &workspacePath, const std::vector<std::int64_t> &batches, Progress &progress);

} // namespace qd::ui
