#include "core/sources/mapped_cell.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::sources {

namespace {

std::string_view fieldOf(const Record &record, int field)
{
    if (field < 0 || std::size_t(field) >= record.fields.size())
        return {};
    return trimmed(record.fields[std::size_t(field)]);
}

/// Without a RowWalk nothing is made.
std::string_view madeText(const Record &record, int made)
{
    return std::size_t(made) < record.made.size() ? std::string_view(record.made[std::size_t(made)].text)
                                                  : std::string_view();
}

std::string_view valueOf(const MappedColumn &mapped, const MappedField &field, const Record &record)
{
    const std::string_view text = field.made < 0 ? fieldOf(record, field.field) : madeText(record, field.made);
    if (!field.rule->contains.empty())
        return lowered(text).find(field.rule->contains) != std::string::npos ? "true" : "false";
    if (mapped.rule->values.empty() || text.empty())
        return text;
    const auto translated = mapped.rule->values.find(lowered(text));
    return translated == mapped.rule->values.end() ? text : std::string_view(translated->second);
}

} // namespace

Cell cellOf(const Mapping &mapping, const Record &record, std::size_t column)
{
    const MappedColumn &mapped = mapping.columns[column];
    for (const MappedField &field : mapped.fields) {
        const std::string_view text = valueOf(mapped, field, record);
        if (!text.empty())
            return {text, field.rule->convert, fieldOf(record, field.timesField), field.rule->multiplyBy,
                field.rule->divideBy};
    }
    return {mapped.rule ? std::string_view(mapped.rule->constant) : std::string_view(), Conversion::None, {}};
}

const MadeValue *failedLookup(const Mapping &mapping, const Record &record, std::size_t column)
{
    const MadeValue *failed = nullptr;
    for (const MappedField &field : mapping.columns[column].fields) {
        if (!field.rule->lookup || field.rule->lookup->mayFail || std::size_t(field.made) >= record.made.size())
            continue;
        const MadeValue &made = record.made[std::size_t(field.made)];
        if (made.lookup == MadeValue::Lookup::Unmatched || made.lookup == MadeValue::Lookup::Ambiguous)
            failed = failed ? failed : &made;
    }
    return failed && cellOf(mapping, record, column).text.empty() ? failed : nullptr;
}

bool applies(const RowRule &rule, int field, const Record &record)
{
    if (field < 0)
        return false;
    const std::string value = lowered(fieldOf(record, field));
    if (rule.isEmpty)
        return value.empty() == *rule.isEmpty;
    if (!rule.contains.empty())
        return value.find(rule.contains) != std::string::npos;
    return std::find(rule.values.begin(), rule.values.end(), value) != rule.values.end();
}

bool applies(const std::optional<RowRule> &rule, int field, const Record &record)
{
    return rule && applies(*rule, field, record);
}

bool anyApplies(const std::vector<RowRule> &rules, const std::vector<int> &fields, const Record &record)
{
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (applies(rules[i], fields[i], record))
            return true;
    }
    return false;
}

bool isPassedOver(const Mapping &mapping, const Record &record)
{
    const Profile &profile = *mapping.profile;
    if (anyApplies(profile.skipWhen, mapping.skipFields, record))
        return true;
    for (std::size_t i = 0; i < profile.keepWhen.size(); ++i) {
        if (!applies(profile.keepWhen[i], mapping.keepFields[i], record))
            return true;
    }
    return false;
}

std::string domainOf(std::string_view text)
{
    std::string host = lowered(text);
    if (const auto scheme = host.find("://"); scheme != std::string::npos)
        host.erase(0, scheme + 3);
    host.erase(std::min(host.find_first_of("/?#:,; "), host.size()));
    if (const auto at = host.rfind('@'); at != std::string::npos)
        host.erase(0, at + 1);
    return host.starts_with("www.") ? host.substr(4) : host;
}

} // namespace qd::sources
