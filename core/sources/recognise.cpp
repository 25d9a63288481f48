#include "core/sources/recognise.h"

#include "core/base/text.h"
#include "core/sources/reasons.h"

#include <algorithm>
#include <array>
#include <map>

namespace qd::sources {

namespace {

constexpr std::size_t BannerRows = 30; ///< how far down a header may stand

using Profiles = std::vector<std::shared_ptr<const Profile>>;

struct HeaderRow {
    std::vector<std::string> headers;
    std::int64_t line = 0;
};

std::string fileName(const std::string &path)
{
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// The first records of a file, copied.
Result<std::vector<HeaderRow>> firstRows(RecordReader &reader)
{
    std::vector<HeaderRow> rows;
    Record record;
    while (rows.size() < BannerRows) {
        const auto step = reader.next(record);
        if (step == RecordReader::Step::Failed)
            return reader.error();
        if (step == RecordReader::Step::End)
            break;
        HeaderRow row{{}, record.line};
        for (const std::string_view field : record.fields)
            row.headers.emplace_back(trimmed(field));
        rows.push_back(std::move(row));
    }
    return rows;
}

const HeaderRow &widest(const std::vector<HeaderRow> &rows)
{
    return *std::max_element(rows.begin(), rows.end(),
        [](const HeaderRow &a, const HeaderRow &b) { return a.headers.size() < b.headers.size(); });
}

/// The header of a table nobody described: the first row that is as wide as most rows are. Banner rows are narrower,
/// and a single row with a field too many is a fault of that row.
const HeaderRow &headerOfTable(const std::vector<HeaderRow> &rows)
{
    std::map<std::size_t, int> withWidth;
    for (const HeaderRow &row : rows)
        ++withWidth[row.headers.size()];
    return *std::max_element(rows.begin(), rows.end(), [&](const HeaderRow &a, const HeaderRow &b) {
        return withWidth[a.headers.size()] < withWidth[b.headers.size()];
    });
}

Error notRecognised(const std::string &path, const std::string &why)
{
    return {ErrorCode::NotRecognised, path + " " + why, {path}};
}

/// The profiles that may apply under the hints.
Result<Profiles> candidates(const FileHints &hints, const std::string &entity, const Profiles &profiles)
{
    if (lowered(hints.profile).ends_with(".json")) {
        auto own = profileFromFile(hints.profile);
        if (!own)
            return own.error();
        if (!entity.empty() && own->entity != entity)
            return Error{ErrorCode::InvalidArgument,
                "The profile in " + hints.profile + " is for " + own->entity + ", not for " + entity + ".",
                {hints.profile}};
        return Profiles{std::make_shared<const Profile>(std::move(*own))};
    }
    Profiles chosen;
    for (const auto &profile : profiles) {
        if ((hints.profile.empty() || profile->name == hints.profile) && (entity.empty() || profile->entity == entity))
            chosen.push_back(profile);
    }
    if (!chosen.empty())
        return chosen;
    std::vector<std::string> names;
    for (const auto &profile : profiles)
        names.push_back(profile->name);
    const std::string guess = nearest(hints.profile, names);
    return Error{ErrorCode::InvalidArgument,
        "There is no profile \"" + hints.profile + "\"" + (entity.empty() ? "" : " for " + entity)
            + (guess.empty() || guess == hints.profile ? "." : "; did you mean \"" + guess + "\"?"),
        {hints.profile}};
}

std::string missingSentence(const std::string &entity, const Profiles &profiles, const HeaderRow &row)
{
    for (const auto &profile : profiles) {
        if (profile->entity != entity)
            continue;
        const auto missing = mapHeaders(profile, row.headers).missing();
        if (!missing.empty())
            return "is taken for " + entity + " but lacks the column" + (missing.size() > 1 ? "s " : " ")
                + joined(missing, ", ") + "; its headers (line " + std::to_string(row.line) + ") are "
                + inQuotes(joined(row.headers, ", ")) + ".";
    }
    return "does not have the headers of that profile.";
}

Result<void> findMapping(
    RecognisedFile &file, const std::vector<HeaderRow> &rows, const Profiles &profiles, const std::string &entity)
{
    Profiles canonicalFirst = profiles;
    if (!entity.empty())
        std::stable_partition(canonicalFirst.begin(), canonicalFirst.end(),
            [](const auto &profile) { return profile->name == CanonicalProfile; });
    for (const HeaderRow &row : rows) {
        auto mapping = detect(canonicalFirst, row.headers, entity.empty());
        if (!mapping)
            continue;
        file.mapping = std::move(*mapping);
        file.headerLine = row.line;
        return {};
    }
    if (!entity.empty())
        return notRecognised(file.path, missingSentence(entity, canonicalFirst, widest(rows)));
    return notRecognised(file.path,
        "is not recognised: its headers (" + inQuotes(joined(widest(rows).headers, ", "))
            + ") fit no known export. Name it <source>.<entity>.csv, or give --entity, --profile or --table.");
}

std::string kindOf(const std::string &source, const std::string &profileKind, const std::string &hint)
{
    const auto &kinds = store::sourceKinds();
    if (std::find(kinds.begin(), kinds.end(), source) != kinds.end())
        return source;
    if (!profileKind.empty())
        return profileKind;
    return hint.empty() ? "other" : hint;
}

Result<void> checkHints(const FileHints &hints)
{
    const auto &kinds = store::sourceKinds();
    if (!hints.kind.empty() && hints.kind != "other"
        && std::find(kinds.begin(), kinds.end(), hints.kind) == kinds.end())
        return Error{ErrorCode::InvalidArgument,
            "There is no kind \"" + hints.kind
                + "\"; the kinds are crm, cs_platform, billing, support, usage, survey, people, finance, other.",
            {hints.kind}};
    if (!hints.entity.empty() && !store::findEntity(hints.entity)) {
        std::vector<std::string> names;
        for (const store::Entity &entity : store::entities())
            names.emplace_back(entity.name);
        const std::string guess = nearest(hints.entity, names);
        return Error{ErrorCode::InvalidArgument,
            "There is no entity \"" + hints.entity + "\""
                + (guess.empty() ? "; the entities are " + joined(names, ", ") + "." : "; did you mean " + guess + "?"),
            {hints.entity}};
    }
    return {};
}

} // namespace

std::string RecognisedFile::entity() const
{
    return table.empty() ? std::string(mapping.entity->name) : table;
}

const std::vector<std::shared_ptr<const Profile>> &knownProfiles()
{
    static const Profiles known = [] {
        Profiles made;
        for (const Profile &profile : shippedProfiles())
            made.push_back(std::make_shared<const Profile>(profile));
        for (const store::Entity &entity : store::entities())
            made.push_back(std::make_shared<const Profile>(canonicalProfile(entity.name)));
        return made;
    }();
    return known;
}

std::optional<NamedFile> fromFileName(const std::string &name)
{
    const auto parts = split(lowered(name), '.');
    if (parts.size() < 3 || parts.front().empty() || !looksLikeTable(name) || !store::findEntity(parts[1]))
        return std::nullopt;
    return NamedFile{parts[0], parts[1]};
}

bool looksLikeTable(const std::string &name)
{
    const std::string lower = lowered(name);
    constexpr std::array<std::string_view, 4> Endings{".csv", ".tsv", ".txt", ".xlsx"};
    return std::any_of(
        Endings.begin(), Endings.end(), [&lower](std::string_view ending) { return lower.ends_with(ending); });
}

Result<RecognisedFile> recognise(const std::string &path, const FileHints &hints, const Profiles &profiles)
{
    if (auto fine = checkHints(hints); !fine)
        return fine.error();
    RecognisedFile file;
    file.path = path;
    file.name = fileName(path);
    file.table = hints.table;
    const auto named = fromFileName(file.name);
    file.named = named.has_value();
    auto reader = openRecords(path);
    if (!reader)
        return reader.error();
    file.format = (*reader)->format();
    const auto rows = firstRows(**reader);
    if (!rows)
        return rows.error();
    if (rows->empty())
        return Error{ErrorCode::BadData, path + " is empty.", {path}};
    std::string profileKind;
    if (!file.table.empty()) {
        const HeaderRow &header = headerOfTable(*rows);
        file.mapping.headers = header.headers;
        file.headerLine = header.line;
        file.source = !hints.source.empty() ? lowered(hints.source) : "custom";
    } else {
        // A profile says by itself what its entity is; a file name does not overrule it.
        const std::string entity = !hints.entity.empty() ? lowered(hints.entity)
            : named && hints.profile.empty()             ? named->entity
                                                         : std::string();
        const auto fitting = candidates(hints, entity, profiles);
        if (!fitting)
            return fitting.error();
        // One profile to go by says what is missing, where several could only all be wrong.
        const std::string wanted = entity.empty() && fitting->size() == 1 ? fitting->front()->entity : entity;
        if (auto found = findMapping(file, *rows, *fitting, wanted); !found)
            return found.error();
        profileKind = file.mapping.profile->kind;
        file.source = !hints.source.empty() ? lowered(hints.source)
            : named                         ? named->source
                                            : file.mapping.profile->source;
    }
    file.kind = kindOf(file.source, profileKind, lowered(hints.kind));
    return file;
}

} // namespace qd::sources
