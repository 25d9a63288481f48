#include "core/sources/profile_text.h"

#include "core/sources/profile_json.h"
#include "core/sources/profile_reading.h"
#include "core/sources/value_checks.h"

#include <algorithm>

namespace qd::sources {

namespace {

using Json = nlohmann::ordered_json;

Json conversionJson(Conversion convert)
{
    const auto known = std::ranges::find(conversions(), convert, &std::pair<std::string_view, Conversion>::second);
    return std::string(known->first);
}

Json lookupJson(const LookupRule &rule)
{
    Json by = Json::object();
    for (const LookupKey &key : rule.by) {
        if (key.convert == Conversion::None)
            by[key.column] = key.header;
        else
            by[key.column] = {{"header", key.header}, {"convert", conversionJson(key.convert)}};
    }
    Json json{{"entity", rule.entity}, {"by", by}, {"give", rule.give}};
    if (!rule.source.empty())
        json["source"] = rule.source;
    if (rule.mayFail)
        json["otherwise"] = "empty";
    return json;
}

Json ruleJson(const FieldRule &rule)
{
    if (rule == FieldRule{rule.header, Conversion::None, {}, {}})
        return rule.header;
    Json json = Json::object();
    if (rule.lookup)
        json["lookup"] = lookupJson(*rule.lookup);
    else if (!rule.join.empty())
        json["join"] = rule.join;
    else
        json["header"] = rule.header;
    if (rule.with != " ")
        json["with"] = rule.with;
    if (!rule.split.empty())
        json["split"] = rule.split;
    if (rule.part != 1)
        json["part"] = rule.part;
    if (rule.convert != Conversion::None)
        json["convert"] = conversionJson(rule.convert);
    if (!rule.times.empty())
        json["times"] = rule.times;
    if (!rule.contains.empty())
        json["contains"] = rule.contains;
    if (rule.multiplyBy != 1)
        json["multiply_by"] = rule.multiplyBy;
    if (rule.divideBy != 1)
        json["divide_by"] = rule.divideBy;
    return json;
}

Json columnJson(const ProfileColumn &column)
{
    Json from = Json::array();
    for (const FieldRule &rule : column.from)
        from.push_back(ruleJson(rule));
    if (column.constant.empty() && column.values.empty())
        return from.size() == 1 ? from.front() : from;
    Json json = Json::object();
    if (!from.empty())
        json["from"] = from;
    if (!column.constant.empty())
        json["constant"] = column.constant;
    for (const auto &[value, meaning] : column.values)
        json["values"][value] = meaning;
    return json;
}

Json rowRuleJson(const RowRule &rule)
{
    Json json{{"header", rule.header}};
    if (rule.isEmpty)
        json["empty"] = *rule.isEmpty;
    else if (!rule.contains.empty())
        json["contains"] = rule.contains;
    else
        json["values"] = rule.values;
    return json;
}

/// What a profile says of one entity, also of a further one.
void putEntity(const Profile &profile, Json &json)
{
    json["entity"] = profile.entity;
    Json columns = Json::object();
    for (const ProfileColumn &column : profile.columns)
        columns[column.column] = columnJson(column);
    json["columns"] = columns;
    for (const RowRule &rule : profile.skipWhen)
        json["skip_when"].push_back(rowRuleJson(rule));
    for (const RowRule &rule : profile.keepWhen)
        json["keep_when"].push_back(rowRuleJson(rule));
    if (profile.sameKey.rows == SameKey::Rows::Last)
        json["same_key"] = "last";
    else if (profile.sameKey.rows == SameKey::Rows::Sum)
        json["same_key"] = {{"sum", profile.sameKey.sum}};
}

/// Groups of `require` that the profile names itself: those of its rules for rows to keep come first, and those of
/// further entities last, of their own accord.
std::vector<std::vector<std::string>> ownGroups(const Profile &profile)
{
    std::size_t ofParts = 0;
    for (const Profile &part : profile.also)
        ofParts += part.require.size();
    const auto &all = profile.require;
    const std::size_t first = std::min(profile.keepWhen.size(), all.size());
    const std::size_t last = std::max(first, all.size() - std::min(ofParts, all.size()));
    return {all.begin() + std::ptrdiff_t(first), all.begin() + std::ptrdiff_t(last)};
}

} // namespace

std::string profileText(const Profile &profile)
{
    constexpr int Indent = 2;
    Json json{{"name", profile.name}, {"title", profile.title}, {"source", profile.source}};
    if (!profile.kind.empty())
        json["kind"] = profile.kind;
    if (const Json read = readingJson(profile); !read.empty())
        json["read"] = read;
    if (const auto groups = ownGroups(profile); !groups.empty())
        json["require"] = groups;
    if (!profile.without.empty())
        json["without"] = profile.without;
    putEntity(profile, json);
    for (const RowRule &rule : profile.zeroWhen)
        json["zero_when"].push_back(rowRuleJson(rule));
    if (profile.onceWhen)
        json["discount_once_when"] = rowRuleJson(*profile.onceWhen);
    if (profile.countsCredits)
        json["negative"] = "credit";
    for (const auto &[code, digits] : profile.minorDigits)
        json["minor_digits"][code] = digits;
    for (const ValueCheck &check : profile.checks)
        json["checks"].push_back(jsonOf(check));
    for (const Profile &part : profile.also) {
        Json more = Json::object();
        putEntity(part, more);
        json["also"].push_back(more);
    }
    return json.dump(Indent, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace qd::sources
