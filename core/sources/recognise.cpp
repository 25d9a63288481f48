#include "core/sources/recognise.h"

#include "core/base/own_exports.h"
#include "core/base/text.h"
#include "core/sources/header_row.h"
#include "core/sources/profile_reading.h"
#include "core/sources/reason_header.h"
#include "core/sources/reasons.h"

#include <algorithm>
#include <array>

namespace qd::sources {

namespace {

using Profiles = std::vector<std::shared_ptr<const Profile>>;

std::string fileName(const std::string &path)
{
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

Result<void> checkHeader(const std::string &path, const HeaderRow &row)
{
    if (row.wellFormed)
        return {};
    std::size_t column = 0;
    while (column < row.headers.size() && isUtf8(row.headers[column])
        && row.headers[column].find('\0') == std::string::npos)
        ++column;
    return Error{ErrorCode::BadData,
        {QD_WORDS("Sources",
             "%1 line %2, column %3: the header holds bytes that are no text. Save the file as UTF-8 and import it "
             "again."),
            {path, std::to_string(row.line), std::to_string(column + 1)}},
        {path}};
}

/// The profiles that may apply under the hints.
Result<Profiles> candidates(const FileHints &hints, const std::string &entity, const Profiles &profiles)
{
    if (hints.given) {
        if (!entity.empty() && hints.given->entity != entity)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Sources", "The profile in %1 is for %2, not for %3."),
                    {hints.profile.empty() ? hints.given->name : hints.profile, hints.given->entity, entity}},
                {hints.given->name}};
        return Profiles{hints.given};
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
    const bool guessed = !guess.empty() && guess != hints.profile;
    const MessageWords words = entity.empty() ? guessed
            ? QD_WORDS("Sources", "There is no profile \"%1\"; did you mean \"%3\"?")
            : QD_WORDS("Sources", "There is no profile \"%1\".")
        : guessed ? QD_WORDS("Sources", "There is no profile \"%1\" for %2; did you mean \"%3\"?")
                  : QD_WORDS("Sources", "There is no profile \"%1\" for %2.");
    return Error{ErrorCode::InvalidArgument, {words, {hints.profile, entity, guess}}, {hints.profile}};
}

Error lacksColumns(const std::string &path, const std::string &entity, const Profiles &profiles, const HeaderRow &row)
{
    for (const auto &profile : profiles) {
        if (profile->entity != entity)
            continue;
        const auto missing = mapHeaders(profile, row.headers).missing();
        if (!missing.empty())
            return fileError(ErrorCode::NotRecognised, path,
                QD_WORDS_N("Sources", "%1 is taken for %2 but lacks the columns %4; its headers (line %5) are \"%6\".",
                    "%1 is taken for %2 but lacks the column %4; its headers (line %5) are \"%6\"."),
                {entity, Count{std::int64_t(missing.size())}, joined(missing, ", "), std::to_string(row.line),
                    shortened(joined(row.headers, ", "))});
    }
    return fileError(
        ErrorCode::NotRecognised, path, QD_WORDS("Sources", "%1 does not have the headers of that profile."));
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
        if (auto good = checkHeader(file.shownPath(), row); !good)
            return good;
        file.mapping = std::move(*mapping);
        file.headerLine = row.line;
        file.rowsAbove = &row - rows.data();
        return {};
    }
    if (!entity.empty())
        return lacksColumns(file.shownPath(), entity, canonicalFirst, widest(rows));
    return fileError(ErrorCode::NotRecognised, file.shownPath(),
        QD_WORDS("Sources",
            "%1 is not recognised: its headers (\"%2\") fit no known export. Name it <source>.<entity>.csv, or give "
            "--entity, --profile or --table."),
        {shortened(joined(widest(rows).headers, ", "))});
}

/// The hints with the profile that they name: read from its file, or the only one of its name; and what it says of how
/// its files are read.
Result<FileHints> withProfile(FileHints hints, const Profiles &profiles)
{
    if (!hints.table.empty())
        return hints;
    if (!hints.given && lowered(hints.profile).ends_with(".json")) {
        auto own = profileFromFile(hints.profile);
        if (!own)
            return own.error();
        hints.given = std::make_shared<const Profile>(std::move(*own));
    }
    if (hints.given) {
        hints.read = filledFrom(hints.read, hints.given->read);
    } else if (!hints.profile.empty()) {
        const auto named =
            std::ranges::find(profiles, hints.profile, [](const auto &profile) { return profile->name; });
        if (named != profiles.end())
            hints.read = filledFrom(hints.read, (*named)->read);
    }
    return hints;
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

/// The rows among which the header is: the first ones, or the one the user names.
Result<std::vector<HeaderRow>> headerRows(const RecognisedFile &file, RecordReader &reader)
{
    const auto line = file.read.answer ? std::optional<std::int64_t>(0) // its first row, with nothing above
        : file.read.header && *file.read.header > 0 ? file.read.header
                                                    : std::nullopt;
    auto rows = firstRows(reader, line);
    if (!rows)
        return rows;
    if (rows->empty())
        return Error{ErrorCode::BadData, {QD_WORDS("Sources", "%1 is empty."), {file.shownPath()}}, {file.shownPath()}};
    if (line && rows->front().line != *line)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Sources", "%1 has no record that begins on line %2, where its header should be."),
                {file.shownPath(), std::to_string(*line)}},
            {file.shownPath()}};
    return rows;
}

Result<void> takeTableHeader(RecognisedFile &file, const std::vector<HeaderRow> &rows)
{
    if (file.read.header == 0) {
        std::size_t width = 0;
        for (const HeaderRow &row : rows)
            width = std::max(width, row.width());
        file.mapping.headers.resize(width);
        return {};
    }
    const HeaderRow &header = file.read.header ? rows.front() : headerOfTable(rows);
    if (auto good = checkHeader(file.shownPath(), header); !good)
        return good;
    file.mapping.headers = header.headers;
    const bool hasAbove = !file.read.header && &header != &rows.front();
    const HeaderRow *above = hasAbove ? &header - 1 : nullptr;
    if (above && above->lastLine + 1 == header.line && !looksLikeValue(above->headers.front()))
        file.mapping.headers = namesFromAbove(header.headers, *above);
    if (file.workbook) // whose empty fields are none of the file's
        file.mapping.headers.resize(header.width());
    file.headerLine = header.line;
    file.rowsAbove = &header - rows.data();
    return {};
}

/// The rows are of the file that held them back, and somebody looked at each.
void takeAsHeldBack(RecognisedFile &file, const ReasonColumn &reason)
{
    leaveReasonOut(file.mapping, reason);
    file.name = reason.file;
    file.reasonField = reason.field;
    file.read.keepFooters = true;
}

/// Gives the first row of a file without a header the names of an entity's columns, in the entity's order.
Result<void> nameByPlace(HeaderRow &row, const std::string &entity, const std::string &path)
{
    const store::Entity *known = store::findEntity(entity);
    if (!known)
        return fileError(ErrorCode::NotRecognised, path,
            QD_WORDS("Sources",
                "%1 cannot be recognised without a header. Say what it holds by --entity, with its columns in the "
                "order of that entity, or import it as a table by --table."));
    for (std::size_t i = 0; i < row.headers.size(); ++i)
        row.headers[i] =
            i < known->columns.size() ? std::string(known->columns[i].name) : "column_" + std::to_string(i + 1);
    row.wellFormed = true;
    return {};
}

} // namespace

std::string RecognisedFile::entity() const
{
    return table.empty() ? std::string(mapping.entity->name) : table;
}

std::vector<RecognisedFile> partsOf(const RecognisedFile &file)
{
    std::vector<RecognisedFile> parts;
    for (const Mapping &mapping : file.mapping.also) {
        parts.push_back(file);
        parts.back().mapping = mapping;
    }
    return parts;
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

const std::vector<std::string> &tableEndings()
{
    static const std::vector<std::string> endings{
        ".csv", ".tsv", ".txt", ".xlsx", ".ods", ".csv.gz", ".tsv.gz", ".txt.gz", ".zip"};
    return endings;
}

bool looksLikeTable(const std::string &name)
{
    const std::string lower = lowered(name);
    return std::ranges::any_of(tableEndings(), [&lower](const std::string &ending) { return lower.ends_with(ending); });
}

Result<void> checkHints(const FileHints &hints)
{
    const auto &kinds = store::sourceKinds();
    if (!hints.kind.empty() && hints.kind != "other"
        && std::find(kinds.begin(), kinds.end(), hints.kind) == kinds.end())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Sources",
                 "There is no kind \"%1\"; the kinds are crm, cs_platform, billing, support, usage, survey, people, "
                 "finance, other."),
                {hints.kind}},
            {hints.kind}};
    if (!hints.entity.empty() && !store::findEntity(hints.entity)) {
        std::vector<std::string> names;
        for (const store::Entity &entity : store::entities())
            names.emplace_back(entity.name);
        const std::string guess = nearest(hints.entity, names);
        return Error{ErrorCode::InvalidArgument,
            {guess.empty() ? QD_WORDS("Sources", "There is no entity \"%1\"; the entities are %2.")
                           : QD_WORDS("Sources", "There is no entity \"%1\"; did you mean %3?"),
                {hints.entity, joined(names, ", "), guess}},
            {hints.entity}};
    }
    return {};
}

Result<RecognisedFile> recognise(const std::string &path, const FileHints &given, const Profiles &profiles)
{
    if (auto fine = checkHints(given); !fine)
        return fine.error();
    const auto filled = withProfile(given, profiles);
    if (!filled)
        return filled.error();
    const FileHints &hints = *filled;
    RecognisedFile file;
    file.path = path;
    file.read = hints.read;
    file.name = file.read.answer ? file.read.answer->name : fileName(path);
    file.table = hints.table;
    file.stamp = stampOf(path);
    auto opened = openRecords(path, hints.read);
    if (!opened)
        return opened.error();
    file.reader = std::move(*opened);
    auto named = file.read.answer ? std::nullopt : fromFileName(file.name);
    if (!named && !file.reader->packedName().empty())
        named = fromFileName(fileName(file.reader->packedName()));
    file.named = named.has_value();
    file.format = file.reader->format();
    file.workbook = file.reader->isWorkbook();
    file.delimiter = file.reader->delimiter();
    file.unreadSheets = file.reader->unread();
    auto rows = headerRows(file, *file.reader);
    if (!rows)
        return rows.error();
    if (!file.table.empty()) {
        if (auto found = takeTableHeader(file, *rows); !found)
            return found.error();
        file.source = !hints.source.empty() ? lowered(hints.source) : "custom";
        file.kind = kindOf(file.source, {}, lowered(hints.kind));
        file.ownExport = isOwnExport(file.mapping.headers);
        return file;
    }
    // A profile says by itself what its entity is; a file name does not overrule it.
    const std::string entity = !hints.entity.empty()     ? lowered(hints.entity)
        : named && hints.profile.empty() && !hints.given ? named->entity
                                                         : std::string();
    const auto fitting = candidates(hints, entity, profiles);
    if (!fitting)
        return fitting.error();
    // One profile to go by says what is missing, where several could only all be wrong.
    const std::string wanted = entity.empty() && fitting->size() == 1 ? fitting->front()->entity : entity;
    const bool headless = file.read.header == 0;
    if (headless) {
        if (auto placed = nameByPlace(rows->front(), wanted, file.shownPath()); !placed)
            return placed.error();
    }
    const auto reason = takeReason(*rows);
    if (auto found = findMapping(file, *rows, *fitting, wanted); !found)
        return found.error();
    if (headless)
        file.headerLine = file.rowsAbove = 0;
    // Recognised by its headers, a file is read as its profile says.
    const Profile &profile = *file.mapping.profile;
    if (!hints.given && hints.profile.empty() && filledFrom(hints.read, profile.read) != hints.read) {
        FileHints again = hints;
        again.profile = profile.name;
        return recognise(path, again, profiles);
    }
    file.source = !hints.source.empty() ? lowered(hints.source) : named ? named->source : file.mapping.profile->source;
    file.kind = kindOf(file.source, file.mapping.profile->kind, lowered(hints.kind));
    file.ownExport = reason || isOwnExport(file.mapping.headers);
    if (reason)
        takeAsHeldBack(file, *reason);
    return file;
}

} // namespace qd::sources
