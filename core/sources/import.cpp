#include "core/sources/import.h"

#include "core/base/text.h"
#include "core/sources/full_file.h"
#include "core/sources/lookup_table.h"
#include "core/sources/own_profiles.h"
#include "core/store/bare_accounts.h"
#include "core/store/failure.h"
#include "core/store/settled_images.h"
#include "core/store/write_transaction.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace qd::sources {

namespace {

/// From recognition to reading; a folder may have thousands, and a workbook holds its texts.
constexpr std::size_t FilesHeldOpen = 16;

struct GivenFile {
    std::string path;
    bool byName = true; ///< given itself, not found in a directory
};

Result<std::vector<GivenFile>> expand(const std::vector<std::string> &paths)
{
    std::vector<GivenFile> files;
    for (const std::string &path : paths) {
        const QFileInfo info(QString::fromStdString(path));
        if (!info.exists())
            return Error{
                ErrorCode::NotFound, {QD_WORDS("Sources", "%1 does not exist; nothing was imported."), {path}}, {path}};
        if (!info.isDir()) {
            files.push_back({path, true});
            continue;
        }
        const QDir folder(info.filePath());
        if (!info.isReadable())
            return Error{ErrorCode::Io,
                {QD_WORDS("Sources", "%1 cannot be read: you may not open this folder."), {path}}, {path}};
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
            files.push_back({folder.filePath(name).toStdString(), false});
    }
    return files;
}

bool isUnknown(const Error &error)
{
    return error.code == ErrorCode::NotRecognised || error.code == ErrorCode::BadData;
}

/// Files of a directory that are none of ours are passed over; everything else that fails, fails the import.
bool mayBePassedOver(const GivenFile &given, const std::string &name, const Error &error)
{
    if (given.byName || fromFileName(name))
        return false;
    return isUnknown(error);
}

/// Names the first files that were passed over, with the reason; a folder of thousands is not listed.
Error nothingKnown(const std::vector<Message> &reasons)
{
    constexpr std::size_t Named = 5;
    std::vector<Message> sentences{
        QD_WORDS("Sources", "There is no file that Quarterdeck knows; nothing was imported.")};
    const std::size_t named = std::min(reasons.size(), Named);
    sentences.insert(sentences.end(), reasons.begin(), reasons.begin() + std::ptrdiff_t(named));
    if (reasons.size() > named)
        sentences.push_back({QD_WORDS("Sources", "And %1 more."), {Count{std::int64_t(reasons.size() - named)}}});
    return {ErrorCode::NotRecognised, {QD_WORDS("Sources", "%1"), {Sentences(std::move(sentences))}}};
}

/// Several files given by name that cannot be taken, as one error that names them all.
Error unknownFiles(const std::vector<Error> &errors, const std::vector<std::string> &paths, std::size_t given)
{
    if (errors.size() == 1)
        return errors.front();
    std::vector<std::string> names;
    for (const std::string &path : paths)
        names.push_back(QFileInfo(QString::fromStdString(path)).fileName().toStdString());
    return {ErrorCode::NotRecognised,
        {QD_WORDS("Sources", "%1 of %2 files cannot be taken; nothing was imported: %3. Of the first: %4"),
            {Count{std::int64_t(errors.size())}, Count{std::int64_t(given)}, joined(names, ", "),
                Sentences(errors.front().message)}},
        paths};
}

Result<std::vector<RecognisedFile>> recogniseAll(const store::Workspace &workspace, const std::vector<GivenFile> &given,
    const ImportOptions &options, ImportReport &report)
{
    const auto profiles = profilesOf(workspace);
    std::vector<RecognisedFile> files;
    std::vector<Error> errors;
    std::vector<std::string> paths; // of the errors
    for (const GivenFile &file : given) {
        const std::string name = QFileInfo(QString::fromStdString(file.path)).fileName().toStdString();
        if (!file.byName && !looksLikeTable(name)) {
            report.unknownFiles.push_back({QD_WORDS("Sources", "%1 is no table."), {name}});
            continue;
        }
        auto recognised = recognise(file.path, options.hintsFor(file.path), profiles);
        if (recognised) {
            if (files.size() >= FilesHeldOpen)
                recognised->reader.reset();
            auto parts = partsOf(*recognised);
            files.push_back(std::move(*recognised));
            std::ranges::move(parts, std::back_inserter(files));
        } else if (mayBePassedOver(file, name, recognised.error())
            || (options.passOverUnknown && isUnknown(recognised.error()))) {
            report.unknownFiles.push_back(recognised.error().message);
        } else if (!isUnknown(recognised.error())) {
            return recognised.error();
        } else {
            errors.push_back(recognised.error());
            paths.push_back(file.path);
        }
    }
    if (!errors.empty())
        return unknownFiles(errors, paths, given.size());
    if (files.empty())
        return nothingKnown(report.unknownFiles);
    return files;
}

/// Accounts that rows of this call refer to and nobody has: bare, so that nothing is lost and `quality` lists them.
void makeBareAccounts(const ImportCall &call, const BatchReport &report)
{
    const store::Entity *entity = store::findEntity(report.entity);
    if (entity && entity->hasAccount && report.accepted > 0)
        store::makeBareAccounts(call.workspace.db(), *entity, report.source, report.batch);
}

/// What the files changed: by source and entity with its last file, since several files may be parts of one.
void noteChanges(const ImportCall &call, ImportReport &report)
{
    std::map<SourceEntity, BatchReport *> last;
    std::set<SourceEntity> unread; // some file was known before, and its records were not looked at
    for (BatchReport &batch : report.batches) {
        const SourceEntity which{batch.source, batch.entity};
        if (batch.accepted + batch.unchanged + batch.quarantined > 0)
            last[which] = &batch;
        else if (batch.skipped > 0)
            unread.insert(which);
    }
    for (const auto &[which, batch] : last) {
        const auto seen = call.seen.find(which);
        const auto held = call.held.find(which);
        const auto first = std::find_if(report.batches.begin(), report.batches.end(), [&which = which](const auto &b) {
            return SourceEntity{b.source, b.entity} == which && b.accepted + b.unchanged + b.quarantined > 0;
        });
        batch->changes = importChanges(call.workspace, first->batch, seen == call.seen.end() ? nullptr : &seen->second,
            held == call.held.end() ? nullptr : &held->second);
        if (unread.contains(which) || call.parts.contains(which))
            batch->changes.missing.clear();
        for (auto other = std::next(first); other != report.batches.end(); ++other) {
            if (SourceEntity{other->source, other->entity} != which)
                continue;
            const ImportChanges more = importChanges(call.workspace, other->batch);
            batch->changes.changes.insert(batch->changes.changes.end(), more.changes.begin(), more.changes.end());
            batch->changes.vanished.insert(batch->changes.vanished.end(), more.vanished.begin(), more.vanished.end());
        }
    }
}

Error strictError(const ImportReport &report, const Message &firstFault)
{
    std::int64_t bad = 0;
    for (const BatchReport &batch : report.batches)
        bad += batch.quarantined;
    return {ErrorCode::BadData,
        {QD_WORDS_N("Sources",
             "%1 rows are wrong, the first is %2 Nothing was imported; correct the file, or import without --strict to "
             "put bad rows in quarantine.",
             "%1 row is wrong, the first is %2 Nothing was imported; correct the file, or import without --strict to "
             "put bad rows in quarantine."),
            {Count{bad}, Sentences(firstFault)}},
        {std::to_string(bad)}};
}

/// What others look into is taken before them, also where it looks up something itself; among those that look into one
/// another, and only there, the order in which files are given decides.
void orderByLookups(std::vector<RecognisedFile> &files)
{
    auto rest = std::stable_partition(
        files.begin(), files.end(), [](const RecognisedFile &file) { return !file.mapping.hasLookups(); });
    const auto waits = [&](const RecognisedFile &file) {
        return std::any_of(rest, files.end(),
            [&](const RecognisedFile &other) { return &other != &file && file.mapping.looksInto(other.entity()); });
    };
    for (; rest != files.end(); ++rest) {
        const auto next = std::find_if_not(rest, files.end(), waits);
        if (next != files.end())
            std::rotate(rest, next, next + 1);
    }
}

/// The answer of a query speaks of the day it was asked for, whatever day is chosen afterwards.
Result<void> checkDays(const std::vector<RecognisedFile> &files, Date asOf)
{
    for (const RecognisedFile &file : files) {
        const auto asked = file.read.answer ? file.read.answer->asOf : std::nullopt;
        if (asked && *asked != asOf)
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Sources",
                     "%1 was asked as of %2, so its rows cannot be taken as of %3; nothing was imported. Ask again for "
                     "that day, or import as of the day it was asked for."),
                    {file.name, *asked, asOf}},
                {file.name}};
    }
    return {};
}

Result<void> importAll(ImportCall &call, std::vector<RecognisedFile> &files, ImportReport &report)
{
    if (auto fits = checkDays(files, call.asOf); !fits)
        return fits;
    for (const RecognisedFile &file : files) {
        if (file.reasonField || (file.read.answer && file.read.answer->isPart))
            call.parts.insert({file.source, file.entity()});
    }
    if (auto found = findParts(call, files); !found)
        return found;
    orderByLookups(files);
    for (RecognisedFile &file : files) {
        bindLookups(file.mapping, call.workspace);
        auto batch = importFile(call, file);
        file.reader.reset(); // is done with; the others would wait beside it
        if (!batch)
            return batch.error();
        report.batches.push_back(std::move(*batch));
    }
    for (const BatchReport &batch : report.batches)
        makeBareAccounts(call, batch);
    if (auto closed = closeMissing(call, report); !closed)
        return closed;
    noteChanges(call, report);
    if (call.options.strict && call.firstFault)
        return strictError(report, *call.firstFault);
    if (call.options.beforeCommit)
        return call.options.beforeCommit(call.workspace);
    return {};
}

} // namespace

const FileHints &ImportOptions::hintsFor(const std::string &path) const
{
    const auto found = hintsOf.find(path);
    return found == hintsOf.end() ? hints : found->second;
}

Result<ImportReport> importFiles(store::Workspace &workspace, const std::vector<std::string> &paths,
    const ImportOptions &options, Progress &progress)
{
    const auto given = expand(paths);
    if (!given)
        return given.error();
    ImportReport report;
    auto files = recogniseAll(workspace, *given, options, report);
    if (!files)
        return files.error();
    try {
        store::WriteTransaction transaction(workspace, "import");
        store::SettledImages settled(workspace.db());
        ImportCall call{workspace, options, progress, options.asOf.value_or(Date::today())};
        if (auto done = importAll(call, *files, report); !done)
            return done.error(); // the transaction rolls back
        if (call.import != 0)
            settled.keep(call.import);
        if (progress.isCancelled())
            return cancelled();
        if (!options.dryRun)
            transaction.commit();
    } catch (const store::Failure &failure) {
        return store::describe(failure);
    }
    return report;
}

} // namespace qd::sources
