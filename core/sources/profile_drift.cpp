#include "core/sources/profile_drift.h"

#include "core/base/text.h"
#include "core/sources/column_likeness.h"
#include "core/sources/made_values.h"
#include "core/sources/own_profiles.h"
#include "core/sources/row_typing.h"
#include "core/sources/row_walk.h"
#include "core/sources/sources_store.h"
#include "core/store/import_batches.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace qd::sources {

namespace {

using Json = nlohmann::ordered_json;

constexpr int StoredValues = 5000;
constexpr double LeastLikeness = 0.4;

/// Keeps the first rows as they stand.
class SampleRows final : public RowSink {
public:
    SampleRows(FileSample &sample, std::size_t maxRows)
        : m_sample(sample)
        , m_maxRows(maxRows)
    {
    }
    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        std::vector<std::string> row(record.fields.begin(), record.fields.end());
        row.resize(m_sample.headers.size());
        m_sample.rows.push_back(std::move(row));
        m_sample.lines.push_back(record.line);
        return m_sample.rows.size() < m_maxRows ? Step::Next : Step::Enough;
    }

private:
    FileSample &m_sample;
    std::size_t m_maxRows;
};

/// What the last file of a profile was.
struct LastFile {
    std::string file;
    std::string asOf;
    struct From {
        std::vector<std::string> headers; ///< as they were written
        std::size_t alternatives = 1; ///< of which row by row the first with a value counts
    };
    std::map<std::string, From> columns; ///< by canonical column
    std::set<std::string> beside; ///< headers kept in `extra`
};

bool isIn(const std::vector<std::string> &headers, const std::string &header)
{
    return std::ranges::any_of(
        headers, [&header](const std::string &each) { return equalsIgnoringCase(trimmed(each), trimmed(header)); });
}

std::vector<std::string> cutAt(const std::string &text, const std::string &mark)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, from)) {
        parts.push_back(text.substr(from, at - from));
        from = at + mark.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

/// The headers of a column out of Mapping::text(): "A | B + C"; none for a constant.
LastFile::From headersFrom(const std::string &text)
{
    LastFile::From from;
    if (text.starts_with('='))
        return from;
    const auto alternatives = cutAt(text, " | ");
    from.alternatives = alternatives.size();
    for (const std::string &each : alternatives) {
        for (std::string &part : cutAt(each, " + "))
            from.headers.push_back(std::move(part));
    }
    return from;
}

std::optional<LastFile> lastBatch(
    const store::Workspace &workspace, const Profile &profile, const store::Entity &entity, const std::string &source)
{
    const auto batches = store::importBatches(workspace.db());
    const auto last = std::find_if(batches.rbegin(), batches.rend(), [&](const store::ImportBatch &batch) {
        return !batch.undone && batch.source == source && batch.entity == entity.name && batch.profile == profile.name;
    });
    if (last == batches.rend())
        return std::nullopt;
    LastFile known{last->file, last->asOf, {}, {}};
    const auto begin = last->mapping.find('{');
    const auto end = last->mapping.rfind('}');
    const Json json = begin == std::string::npos || end == std::string::npos
        ? Json()
        : Json::parse(last->mapping.substr(begin, end - begin + 1), nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    for (const auto &[column, from] : json.items()) {
        if (from.is_string())
            known.columns[column] = headersFrom(from.get<std::string>());
    }
    for (const std::string &extra : storedExtras(workspace, entity, last->batch, StoredValues)) {
        const Json kept = Json::parse(extra, nullptr, false);
        if (!kept.is_object())
            continue;
        for (const auto &[header, value] : kept.items())
            known.beside.insert(header);
    }
    return known;
}

/// What a profile says its files have, where none was read yet.
LastFile asProfileSays(const Profile &profile)
{
    LastFile known;
    for (const ProfileColumn &column : profile.columns) {
        if (!column.from.empty())
            known.columns[column.column] = {column.from.front().headers(), 1};
    }
    return known;
}

/// The sample's values of one canonical column as they would be stored, and the share that can be.
struct ReadColumn {
    std::vector<std::string> values;
    double readable = 0;
};

ReadColumn readAs(
    const Profile &profile, const std::string &column, const std::string &header, const FileSample &sample)
{
    auto one = std::make_shared<Profile>();
    one->name = profile.name;
    one->entity = profile.entity;
    ProfileColumn rule{column, {{lowered(header), Conversion::None, {}, {}}}, {}, {}};
    for (const ProfileColumn &known : profile.columns) {
        if (known.column != column)
            continue;
        rule.values = known.values;
        if (!known.from.empty() && !known.from.front().isMade()) {
            rule.from.front() = known.from.front();
            rule.from.front().header = lowered(header);
            rule.from.front().times.clear();
        }
    }
    one->columns.push_back(std::move(rule));
    const Mapping mapping = mapHeaders(one, sample.headers);
    const auto at = std::size_t(mapping.entity->indexOf(column));
    std::vector<Record> records;
    for (std::size_t i = 0; i < sample.rows.size(); ++i)
        records.push_back({sample.lines[i], {sample.rows[i].begin(), sample.rows[i].end()}, {}});
    RowTyping typing(mapping, {Currency()});
    for (const Record &record : records)
        typing.observe(record);
    ReadColumn read;
    std::size_t given = 0;
    for (const Record &record : records) {
        if (trimmed(record.fields[std::size_t(mapping.columns[at].fields.front().field)]).empty())
            continue;
        ++given;
        const Value value = typing.typeOne(record, at);
        if (value.isNull())
            continue;
        read.values.push_back(value.kind == Value::Kind::Text ? value.text
                : value.kind == Value::Kind::Real             ? std::to_string(value.real)
                                                              : std::to_string(value.integer));
    }
    read.readable = given == 0 ? 0 : double(read.values.size()) / double(given);
    return read;
}

DriftColumn addedColumn(const FileSample &sample, std::size_t column)
{
    constexpr std::size_t Shown = 3;
    DriftColumn added{sample.headers[column], {}};
    std::size_t filled = 0;
    for (const auto &row : sample.rows) {
        const std::string value(trimmed(row[column]));
        filled += value.empty() ? 0 : 1;
        if (!value.empty() && added.values.size() < Shown
            && std::ranges::find(added.values, value) == added.values.end())
            added.values.push_back(value);
    }
    added.filled = sample.rows.empty() ? 0 : double(filled) / double(sample.rows.size());
    return added;
}

/// Each missing column with the added ones that are like it; each once, the likeliest first.
std::vector<Renaming> renamings(const store::Workspace &workspace, const Profile &profile, const std::string &source,
    const FileSample &sample, const Drift &drift)
{
    const store::Entity &entity = *store::findEntity(profile.entity);
    std::vector<Renaming> all;
    for (const DriftColumn &gone : drift.missing) {
        if (gone.column.empty())
            continue;
        const auto at = std::size_t(entity.indexOf(gone.column));
        const auto before = storedTexts(workspace, entity, at, source, StoredValues);
        for (const DriftColumn &added : drift.added) {
            const ReadColumn read = readAs(profile, gone.column, added.header, sample);
            ColumnLikeness like =
                likenessOf(entity.columns[at], gone.header, added.header, before, read.values, read.readable);
            constexpr double Grain = 1e-9; // 0.4 is one also where binary fractions add up to a little less
            if (like.value >= LeastLikeness - Grain)
                all.push_back({gone.column, gone.header, added.header, like.value, std::move(like.evidence)});
        }
    }
    std::ranges::stable_sort(all, std::ranges::greater(), &Renaming::likeness);
    std::vector<Renaming> chosen;
    for (Renaming &each : all) {
        const bool isTaken = std::ranges::any_of(
            chosen, [&each](const Renaming &other) { return other.column == each.column || other.now == each.now; });
        if (!isTaken)
            chosen.push_back(std::move(each));
    }
    return chosen;
}

} // namespace

Result<FileSample> sampleOf(const std::string &path, const ReadChoice &read, std::size_t maxRows, Progress &progress)
{
    FileHints hints;
    hints.table = "sample";
    hints.read = read;
    const auto file = recognise(path, hints, {});
    if (!file)
        return file.error();
    FileSample sample{file->mapping.headers, {}, {}};
    auto rows = RowWalk::open(*file, progress);
    if (!rows)
        return rows.error();
    SampleRows sink(sample, maxRows);
    if (auto done = rows->run(sink); !done)
        return done.error();
    return sample;
}

Drift driftOf(
    const store::Workspace &workspace, const Profile &profile, const std::string &source, const FileSample &sample)
{
    const store::Entity &entity = *store::findEntity(profile.entity);
    const Mapping mapping = mapHeaders(std::make_shared<const Profile>(profile), sample.headers);
    Drift drift{profile.name, {}, {}, {}, {}, {}};
    auto last = lastBatch(workspace, profile, entity, source);
    if (!last && profile.digest.empty())
        return drift; // a shipped profile names more headers than any file has
    const LastFile known = last ? std::move(*last) : asProfileSays(profile);
    drift.lastFile = known.file;
    drift.lastAsOf = known.asOf;
    for (const auto &[column, from] : known.columns) {
        const int at = entity.indexOf(column);
        const bool isWanted =
            std::ranges::find(profile.columns, column, &ProfileColumn::column) != profile.columns.end();
        if (at < 0 || !isWanted || mapping.columns[std::size_t(at)].fields.size() >= from.alternatives)
            continue;
        const auto gone = std::ranges::find_if(
            from.headers, [&sample](const std::string &header) { return !isIn(sample.headers, header); });
        if (gone != from.headers.end())
            drift.missing.push_back({*gone, column});
    }
    for (const std::string &header : known.beside) {
        if (!isIn(sample.headers, header))
            drift.missing.push_back({header, {}});
    }
    for (const int field : mapping.extraFields) {
        const std::string &header = sample.headers[std::size_t(field)];
        if (!header.empty() && !isIn({known.beside.begin(), known.beside.end()}, header)) // what has no name is no news
            drift.added.push_back(addedColumn(sample, std::size_t(field)));
    }
    drift.renamed = renamings(workspace, profile, source, sample, drift);
    return drift;
}

std::shared_ptr<const Profile> closestProfile(
    const store::Workspace &workspace, const std::vector<std::string> &headers)
{
    constexpr double Least = 0.5;
    std::set<std::string> used;
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        if (!batch.undone)
            used.insert(batch.profile);
    }
    std::shared_ptr<const Profile> closest;
    double most = 0;
    for (const auto &profile : profilesOf(workspace)) {
        const bool mayBe =
            !profile->digest.empty() || (used.contains(profile->name) && profile->name != CanonicalProfile);
        const double share = mayBe ? mapHeaders(profile, headers).confidence() : 0;
        if (share >= Least && share > most) {
            most = share;
            closest = profile;
        }
    }
    return closest;
}

} // namespace qd::sources
