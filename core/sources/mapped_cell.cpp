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

std::string_view valueOf(const MappedColumn &mapped, const MappedField &field, const Record &record)
{
    const std::string_view text = fieldOf(record, field.field);
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
            return {text, field.rule->convert, fieldOf(record, field.timesField)};
    }
    return {mapped.rule ? std::string_view(mapped.rule->constant) : std::string_view(), Conversion::None, {}};
}

bool applies(const std::optional<RowRule> &rule, int field, const Record &record)
{
    if (!rule || field < 0)
        return false;
    const std::string value = lowered(fieldOf(record, field));
    return std::find(rule->values.begin(), rule->values.end(), value) != rule->values.end();
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
