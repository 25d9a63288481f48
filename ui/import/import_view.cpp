#include "ui/import/import_view.h"

#include "core/answers/figure_accounts.h"
#include "core/session/actions.h"
#include "core/session/file_sets.h"
#include "core/sources/custom_table.h"
#include "ui/import/mapping_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QDir>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr std::size_t PreviewRows = 50;

/// The tables of a folder, or the file itself.
std::vector<std::string> filesOf(const QStringList &paths)
{
    std::vector<std::string> files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files.push_back(path.toStdString());
            continue;
        }
        for (const QFileInfo &file : QDir(path).entryInfoList(QDir::Files, QDir::Name)) {
            if (sources::looksLikeTable(file.fileName().toStdString()))
                files.push_back(file.absoluteFilePath().toStdString());
        }
    }
    return files;
}

Result<AddedFile> previewOne(const store::Workspace &workspace, const std::string &path,
    const sources::ImportOptions &options, Progress &progress)
{
    AddedFile file;
    file.path = path;
    file.hints = options.hints;
    auto preview = sources::previewFile(workspace, path, options, PreviewRows, progress);
    if (preview) {
        file.preview = std::move(*preview);
        file.asked = file.preview->questions;
    } else if (preview.error().code == ErrorCode::Cancelled) {
        return preview.error();
    } else if (preview.error().code == ErrorCode::NotRecognised && options.hints.entity.empty()
        && options.hints.profile.empty()) {
        file.refusal = QObject::tr("%1 is no export that Quarterdeck knows; nothing was imported. Say what it is with "
                                   "Import as.")
                           .arg(QFileInfo(qt(path)).fileName());
    } else {
        file.refusal = messageText(preview.error().message);
    }
    lookForDrift(workspace, file, progress);
    return file;
}

} // namespace

Result<AddedFile> previewAs(const std::string &workspacePath, const std::string &path,
    const sources::ImportOptions &options, const sources::FileHints &hints, Progress &progress)
{
    sources::ImportOptions said = options;
    said.hints = hints;
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    if (!hints.table.empty()) {
        if (const auto named = sources::checkTableName(**workspace, hints.table); !named) {
            AddedFile refused;
            refused.path = path;
            refused.hints = hints;
            refused.refusal = messageText(named.error().message);
            return refused;
        }
    }
    return previewOne(**workspace, path, said, progress);
}

Result<std::shared_ptr<const std::vector<AddedFile>>> previewFiles(const std::string &workspacePath,
    const QStringList &paths, const sources::ImportOptions &options, Progress &progress)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto added = std::make_shared<std::vector<AddedFile>>();
    const std::vector<std::string> files = filesOf(paths);
    for (const std::string &path : files) {
        progress.begin({QD_WORDS("Progress", "First rows of file %1 of %2"),
            {Count{std::int64_t(added->size()) + 1}, Count{std::int64_t(files.size())}}});
        auto file = previewOne(**workspace, path, options, progress);
        if (!file)
            return file.error();
        added->push_back(std::move(*file));
    }
    return std::shared_ptr<const std::vector<AddedFile>>(added);
}

Result<std::shared_ptr<const std::vector<AddedFile>>> previewAgain(const std::string &workspacePath,
    const std::vector<AddedFile> &files, const sources::ImportOptions &options, Progress &progress)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto again = std::make_shared<std::vector<AddedFile>>();
    for (const AddedFile &before : files) {
        sources::ImportOptions said = options;
        said.hints = before.hints;
        auto file = previewOne(**workspace, before.path, said, progress);
        if (!file)
            return file.error();
        file->asked = before.asked;
        file->driftDecided = before.driftDecided;
        again->push_back(std::move(*file));
    }
    return std::shared_ptr<const std::vector<AddedFile>>(again);
}

Result<StoredImportPtr> readStoredImport(const std::string &path, Progress &progress)
{
    auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto stored = std::make_shared<StoredImport>();
    stored->list = sources::listSources(**workspace);
    stored->sets = sources::fileSetsFrom((*workspace)->setting(sources::FileSetsSetting).value_or(std::string()));
    stored->held = sources::rowsInQuarantine(**workspace);
    for (const sources::QuarantineCount &count : sources::quarantineByReason(**workspace))
        stored->reasons.push_back({count.code, count.entity, count.example, count.rows});
    auto answers = answers::possibleAnswers(**workspace, progress);
    if (!answers)
        return answers.error();
    stored->answers = std::move(*answers);
    return StoredImportPtr(stored);
}

std::vector<AddedFile> askedFiles(const std::vector<AddedFile> &files)
{
    std::vector<AddedFile> asked;
    std::ranges::copy_if(
        files, std::back_inserter(asked), [](const AddedFile &file) { return file.isReady() && !file.asked.empty(); });
    return asked;
}

std::vector<std::string> takeReady(const std::vector<AddedFile> &files, sources::ImportOptions &options)
{
    std::vector<std::string> paths;
    for (const AddedFile &file : files) {
        if (!file.isReady())
            continue;
        paths.push_back(file.path);
        options.hintsOf[file.path] = file.hints;
    }
    return paths;
}

void noteReports(std::vector<AddedFile> &files, const sources::ImportReport &report)
{
    for (const sources::BatchReport &batch : report.batches) {
        for (AddedFile &file : files) {
            if (!file.report && file.path == batch.path)
                file.report = batch;
        }
    }
}

Result<sources::ImportReport> importAndNote(const std::string &workspacePath, const std::vector<std::string> &paths,
    const sources::ImportOptions &options, Progress &progress)
{
    const auto workspace = store::Workspace::open(workspacePath);
    if (!workspace)
        return workspace.error();
    auto report = session::importAndResolve(**workspace, paths, options, progress);
    std::vector<std::string> files; // answers of databases are in no set of files
    std::ranges::copy_if(paths, std::back_inserter(files), [&options](const std::string &path) {
        const auto hints = options.hintsOf.find(path);
        return hints == options.hintsOf.end() || !hints->second.read.answer;
    });
    if (report)
        static_cast<void>(session::noteTaken(**workspace, files)); // an error would say that nothing was imported
    return report;
}

Result<AccountList> accountsOfBatch(const std::string &workspacePath, std::int64_t batch, const QString &title)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto accounts = answers::batchAccounts(**workspace, batch);
    if (!accounts)
        return accounts.error();
    AccountList list{title, {}};
    for (const std::string &account : *accounts)
        list.add(qt(account));
    return list;
}

Result<std::vector<BatchChanges>> readChanges(
    const std::string &workspacePath, const std::vector<std::int64_t> &batches, Progress &progress)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    std::vector<BatchChanges> changes;
    for (const sources::BatchReport &batch : sources::listSources(**workspace).batches) {
        if (progress.isCancelled())
            return cancelled();
        if (std::ranges::find(batches, batch.batch) != batches.end())
            changes.push_back({batch.file, sources::importChanges(**workspace, batch.batch), {}, {}, {}, batch.batch});
    }
    return changes;
}

Result<std::vector<sources::ChangedField>> readChangedFields(
    const std::string &workspacePath, const std::vector<std::int64_t> &batches, Progress &progress)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    return sources::changedFields(**workspace, batches, progress);
}

} // namespace qd::ui
