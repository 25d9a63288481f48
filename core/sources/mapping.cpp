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

void mapColumn(MappedColumn &mapped, const ProfileColumn &rule, std::span<const std::string> loweredHeaders)
{
    mapped.rule = &rule;
    for (const FieldRule &from : rule.from) {
        const int field = indexOf(loweredHeaders, from.header);
        if (field < 0)
            continue;
        MappedField made{field, -1, &from};
        for (auto times = from.times.begin(); made.timesField < 0 && times != from.times.end(); ++times)
            made.timesField = indexOf(loweredHeaders, *times);
        mapped.fields.push_back(made);
    }
}

bool isUsed(const Mapping &mapping, int field)
{
    const auto by = [field](const MappedField &mapped) { return mapped.field == field || mapped.timesField == field; };
    return std::any_of(mapping.columns.begin(), mapping.columns.end(),
        [&by](const MappedColumn &column) { return std::any_of(column.fields.begin(), column.fields.end(), by); });
}

/// Headers of the extra fields; one that stands twice is "City" and "City (2)".
std::vector<std::string> distinctNames(const Mapping &mapping)
{
    std::vector<std::string> names;
    std::unordered_set<std::string> used;
    std::unordered_map<std::string, int> next; // thousands of one name take no search
    for (const int field : mapping.extraFields) {
        const std::string &header = mapping.headers[std::size_t(field)];
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
    return double(std::size_t(named) - std::min(extraFields.size(), std::size_t(named))) / double(named);
}

std::vector<std::string> Mapping::missing() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (entity->columns[i].required && !columns[i].present())
            names.emplace_back(entity->columns[i].name);
    }
    return names;
}

std::string Mapping::text() const
{
    nlohmann::ordered_json json;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string from;
        for (const MappedField &field : columns[i].fields)
            from += (from.empty() ? "" : " | ") + headers[std::size_t(field.field)];
        if (columns[i].present())
            json[std::string(entity->columns[i].name)] = from.empty() ? "=" + columns[i].rule->constant : from;
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
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
        mapColumn(mapping.columns[std::size_t(column)], rule, lower);
    }
    if (profile->zeroWhen)
        mapping.zeroField = indexOf(lower, profile->zeroWhen->header);
    if (profile->onceWhen)
        mapping.onceField = indexOf(lower, profile->onceWhen->header);
    if (profile->skipWhen)
        mapping.skipField = indexOf(lower, profile->skipWhen->header);
    for (int field = 0; field < int(lower.size()); ++field) {
        if (!lower[std::size_t(field)].empty() && !isUsed(mapping, field))
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
        if (!hasRequiredGroups(*profile, lower))
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
