#include "core/sources/mapping.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace qd::sources {

namespace {

int indexOf(std::span<const std::string> loweredHeaders, std::string_view header)
{
    const auto at = std::find(loweredHeaders.begin(), loweredHeaders.end(), header);
    return header.empty() || at == loweredHeaders.end() ? -1 : int(at - loweredHeaders.begin());
}

std::vector<std::string> loweredAll(std::span<const std::string> headers)
{
    std::vector<std::string> result;
    for (const std::string &header : headers)
        result.push_back(lowered(trimmed(header)));
    return result;
}

bool hasRequiredGroups(const Profile &profile, std::span<const std::string> loweredHeaders)
{
    return std::all_of(profile.require.begin(), profile.require.end(), [&](const std::vector<std::string> &group) {
        return std::any_of(group.begin(), group.end(),
            [&](const std::string &header) { return indexOf(loweredHeaders, header) >= 0; });
    });
}

/// Whether a header says that the file is none of the profile's.
bool isAnothers(const Profile &profile, std::span<const std::string> loweredHeaders)
{
    return std::ranges::any_of(
        profile.without, [&](const std::string &header) { return indexOf(loweredHeaders, header) >= 0; });
}

/// Positions of the headers; empty where one is missing.
std::vector<int> indexesOf(std::span<const std::string> loweredHeaders, const std::vector<std::string> &headers)
{
    std::vector<int> fields;
    for (const std::string &header : headers)
        fields.push_back(indexOf(loweredHeaders, header));
    return std::ranges::find(fields, -1) == fields.end() ? fields : std::vector<int>();
}

void mapColumn(MappedColumn &mapped, const ProfileColumn &rule, std::span<const std::string> loweredHeaders, int &made)
{
    mapped.rule = &rule;
    for (const FieldRule &from : rule.from) {
        std::vector<int> fields = indexesOf(loweredHeaders, from.headers());
        if (fields.empty())
            continue;
        MappedField field{fields.front(), -1, &from};
        for (auto times = from.times.begin(); field.timesField < 0 && times != from.times.end(); ++times)
            field.timesField = indexOf(loweredHeaders, *times);
        if (from.isMade()) {
            field.made = made++;
            field.parts = std::move(fields);
        }
        mapped.fields.push_back(std::move(field));
    }
}

bool isUsed(const Mapping &mapping, int field)
{
    const auto by = [field](const MappedField &mapped) {
        return mapped.field == field || mapped.timesField == field
            || std::ranges::find(mapped.parts, field) != mapped.parts.end();
    };
    const auto inColumn = [&by](const MappedColumn &column) {
        return std::any_of(column.fields.begin(), column.fields.end(), by);
    };
    const auto inPart = [field](const Mapping &part) { return isUsed(part, field); };
    return std::any_of(mapping.columns.begin(), mapping.columns.end(), inColumn)
        || std::any_of(mapping.also.begin(), mapping.also.end(), inPart);
}

std::vector<int> fieldsOf(const std::vector<RowRule> &rules, std::span<const std::string> loweredHeaders)
{
    std::vector<int> fields;
    for (const RowRule &rule : rules)
        fields.push_back(indexOf(loweredHeaders, rule.header));
    return fields;
}

/// Headers of the extra fields; one that stands twice is "City" and "City (2)", none is "column_5".
std::vector<std::string> distinctNames(const Mapping &mapping)
{
    std::vector<std::string> names;
    std::unordered_set<std::string> used;
    std::unordered_map<std::string, int> next; // thousands of one name take no search
    for (const int field : mapping.extraFields) {
        const std::string &named = mapping.headers[std::size_t(field)];
        const std::string header = named.empty() ? "column_" + std::to_string(field + 1) : named;
        std::string name = header;
        int &number = next.try_emplace(header, 2).first->second;
        while (!used.insert(name).second)
            name = header + " (" + std::to_string(number++) + ')';
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace

double Mapping::confidence() const
{
    const auto named = std::count_if(headers.begin(), headers.end(), [](const std::string &h) { return !h.empty(); });
    if (named == 0)
        return 0;
    const auto extra =
        std::ranges::count_if(extraFields, [this](int field) { return !headers[std::size_t(field)].empty(); });
    return double(named - std::min(extra, named)) / double(named);
}

std::vector<std::string> Mapping::missing() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (entity->columns[i].required && !columns[i].present())
            names.emplace_back(entity->columns[i].name);
    }
    for (const Mapping &part : also) {
        for (const std::string &name : part.missing())
            names.push_back(std::string(part.entity->name) + '.' + name);
    }
    return names;
}

std::string Mapping::text() const
{
    nlohmann::ordered_json json;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string from;
        for (const MappedField &field : columns[i].fields) {
            std::string of;
            for (const int each : field.fields())
                of += (of.empty() ? "" : " + ") + headers[std::size_t(each)];
            from += (from.empty() ? "" : " | ") + of;
        }
        if (columns[i].present())
            json[std::string(entity->columns[i].name)] = from.empty() ? "=" + columns[i].rule->constant : from;
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool Mapping::hasLookups() const
{
    const auto looksUp = [](const MappedField &field) { return field.rule->lookup.has_value(); };
    return std::ranges::any_of(
        columns, [&looksUp](const MappedColumn &column) { return std::ranges::any_of(column.fields, looksUp); });
}

bool Mapping::looksInto(std::string_view name) const
{
    const auto looks = [name](const MappedField &field) {
        return field.rule->lookup && field.rule->lookup->entity == name;
    };
    return std::ranges::any_of(
        columns, [&looks](const MappedColumn &column) { return std::ranges::any_of(column.fields, looks); });
}

std::string Mapping::headerOf(std::size_t column) const
{
    const auto &fields = columns[column].fields;
    return fields.empty() ? std::string(entity->columns[column].name) : headers[std::size_t(fields.front().field)];
}

Mapping mapHeaders(std::shared_ptr<const Profile> profile, std::span<const std::string> headers)
{
    Mapping mapping;
    mapping.entity = store::findEntity(profile->entity);
    for (const std::string &header : headers)
        mapping.headers.emplace_back(trimmed(header));
    const auto lower = loweredAll(headers);
    mapping.columns.resize(mapping.entity->columns.size());
    for (const ProfileColumn &rule : profile->columns) {
        const int column = mapping.entity->indexOf(rule.column);
        mapColumn(mapping.columns[std::size_t(column)], rule, lower, mapping.made);
    }
    mapping.zeroFields = fieldsOf(profile->zeroWhen, lower);
    if (profile->onceWhen)
        mapping.onceField = indexOf(lower, profile->onceWhen->header);
    mapping.skipFields = fieldsOf(profile->skipWhen, lower);
    mapping.keepFields = fieldsOf(profile->keepWhen, lower);
    for (const Profile &part : profile->also) { // which lives in the profile, and keeps it alive
        mapping.also.push_back(mapHeaders(std::shared_ptr<const Profile>(profile, &part), headers));
        mapping.also.back().extraFields.clear();
        mapping.also.back().extraNames.clear();
    }
    for (int field = 0; field < int(lower.size()); ++field) {
        if (!isUsed(mapping, field))
            mapping.extraFields.push_back(field);
    }
    mapping.extraNames = distinctNames(mapping);
    mapping.profile = std::move(profile);
    return mapping;
}

std::optional<Mapping> detect(
    std::span<const std::shared_ptr<const Profile>> profiles, std::span<const std::string> headers, bool byHeadersAlone)
{
    std::optional<Mapping> best;
    const auto lower = loweredAll(headers);
    for (const auto &profile : profiles) {
        const bool isNamed = profiles.size() == 1; // whoever names one knows what the file is
        if (!hasRequiredGroups(*profile, lower) || (byHeadersAlone && !isNamed && isAnothers(*profile, lower)))
            continue;
        Mapping mapping = mapHeaders(profile, headers);
        if (!mapping.missing().empty() || (byHeadersAlone && mapping.confidence() < profile->leastShare))
            continue;
        if (!best || mapping.extraFields.size() < best->extraFields.size())
            best = std::move(mapping);
    }
    return best;
}

} // namespace qd::sources
