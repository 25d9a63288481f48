#include "ui/import/mapping_view.h"

#include "core/sources/own_profiles.h"
#include "core/sources/profile_draft.h"
#include "ui/import/import_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <algorithm>

namespace qd::ui {

namespace {

constexpr std::size_t SampleRows = 500;
constexpr std::size_t PreviewRows = 50;

/// How the head of a file is read: its header where a preview found it.
sources::ReadChoice readOf(const AddedFile &file)
{
    sources::ReadChoice read = file.hints.read;
    if (file.preview && file.preview->headerLine > 0)
        read.header = file.preview->headerLine;
    return read;
}

std::shared_ptr<const sources::Profile> profileNamed(
    const store::Workspace &workspace, const std::string &name, const std::string &entity)
{
    for (const auto &profile : sources::profilesOf(workspace)) {
        if (profile->name == name && profile->entity == entity)
            return profile;
    }
    return nullptr;
}

/// The profile that a file is read by, or was meant for; nullptr where nothing is known.
std::shared_ptr<const sources::Profile> profileOf(
    const store::Workspace &workspace, const AddedFile &file, const sources::FileSample &sample)
{
    if (file.hints.given)
        return file.hints.given;
    if (file.hints.profile.ends_with(".json")) {
        auto own = sources::profileFromFile(file.hints.profile);
        return own ? std::make_shared<const sources::Profile>(std::move(*own)) : nullptr;
    }
    if (file.preview)
        return profileNamed(workspace, file.preview->profile, file.preview->entity);
    return sources::closestProfile(workspace, sample.headers);
}

/// The entity most columns of which have a header of the file's.
sources::Profile draftOf(const sources::FileSample &sample)
{
    sources::Profile best;
    for (const store::Entity &entity : store::entities()) {
        sources::Profile draft = sources::draftOf(entity, sample.headers);
        if (best.entity.empty() || draft.columns.size() > best.columns.size())
            best = std::move(draft);
    }
    return best;
}

std::string sourceOf(const AddedFile &file, const sources::Profile &profile)
{
    if (!file.hints.source.empty())
        return file.hints.source;
    return file.preview ? file.preview->source : profile.source;
}

} // namespace

Result<MappedFilePtr> openMapping(const std::string &workspacePath, const AddedFile &file, Progress &progress)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto sample = sources::sampleOf(file.path, readOf(file), SampleRows, progress);
    if (!sample)
        return sample.error();
    auto opened = std::make_shared<MappedFile>();
    opened->sample = std::move(*sample);
    const auto profile = profileOf(**workspace, file, opened->sample);
    if (profile) {
        opened->start = *profile;
        opened->drift = sources::driftOf(**workspace, *profile, sourceOf(file, *profile), opened->sample);
        std::vector<std::string> asked;
        for (const sources::DriftColumn &gone : opened->drift.missing)
            asked.push_back(gone.column);
        sources::keepPresent(opened->start, opened->sample.headers, asked);
    } else {
        opened->start = draftOf(opened->sample);
    }
    if (file.hints.read != sources::ReadChoice() && !file.hints.read.answer) // a profile is of files
        opened->start.read = file.hints.read;
    opened->start.source = sourceOf(file, opened->start);
    if (!file.hints.kind.empty() || file.preview)
        opened->start.kind = file.preview ? file.preview->kind : file.hints.kind;
    for (const sources::KnownSource &source : sources::knownSources(**workspace))
        opened->knownSources.push_back(source.name);
    return MappedFilePtr(opened);
}

Result<MappingPreview> previewDraft(
    const std::string &workspacePath, const AddedFile &file, const sources::Profile &draft, Progress &progress)
{
    MappingPreview made;
    sources::Profile named = draft;
    if (named.name.empty())
        named.name = "by-hand"; // of one file alone
    if (named.title.empty())
        named.title = named.name;
    if (named.source.empty())
        named.source = named.name;
    auto settled = sources::settledDraft(named);
    const auto allowed = settled ? sources::withProfile({}, *settled, {}, {}) : settled.error();
    if (!allowed) {
        made.refusal = messageText(allowed.error().message);
        return made;
    }
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    sources::ImportOptions options;
    options.hints.given = std::make_shared<const sources::Profile>(*settled);
    if (file.hints.read.answer)
        options.hints.read = file.hints.read;
    auto preview = sources::previewFile(**workspace, file.path, options, PreviewRows, progress);
    if (!preview && preview.error().code == ErrorCode::Cancelled)
        return preview.error();
    if (preview)
        made.preview = std::move(*preview);
    else
        made.refusal = messageText(preview.error().message);
    if (made.preview)
        made.profile = std::move(*settled);
    return made;
}

void lookForDrift(const store::Workspace &workspace, AddedFile &file, Progress &progress)
{
    if (!file.hints.table.empty() || (!file.preview && !file.hints.entity.empty()))
        return;
    const auto sample = sources::sampleOf(file.path, readOf(file), SampleRows, progress);
    if (!sample)
        return; // why it cannot be read is said already
    if (!file.preview)
        file.headers = sample->headers;
    const auto profile = profileOf(workspace, file, *sample);
    if (!profile)
        return;
    file.drift = sources::driftOf(workspace, *profile, sourceOf(file, *profile), *sample);
    if (!file.preview && file.drift->asks())
        file.refusal = QObject::tr("%1 has not the columns that %2 had. Say with Map columns what became of them.")
                           .arg(file.title(), qt(profile->name));
}

Result<std::shared_ptr<const std::vector<AddedFile>>> previewAlike(const std::string &workspacePath,
    const std::vector<AddedFile> &files, const AddedFile &mapped, const sources::ImportOptions &options,
    Progress &progress)
{
    auto alike = std::make_shared<std::vector<AddedFile>>();
    const auto pattern = sources::sampleOf(mapped.path, readOf(mapped), 1, progress);
    for (const AddedFile &file : files) {
        if (!pattern || file.path == mapped.path || file.preview || file.hints.read.answer || mapped.hints.read.answer)
            continue;
        const auto sample = sources::sampleOf(file.path, readOf(file), 1, progress);
        if (progress.isCancelled())
            return cancelled();
        if (!sample || sample->headers != pattern->headers)
            continue;
        auto again = previewAs(workspacePath, file.path, options, mapped.hints, progress);
        if (!again)
            return again.error();
        if (again->preview)
            alike->push_back(std::move(*again));
    }
    return std::shared_ptr<const std::vector<AddedFile>>(alike);
}

} // namespace qd::ui
