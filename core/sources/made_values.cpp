#include "core/sources/made_values.h"

#include "core/base/text.h"
#include "core/sources/lookup_table.h"
#include "core/sources/no_value.h"

#include <algorithm>

namespace qd::sources {

namespace {

std::vector<std::string> textsOf(const MappedField &field, const Record &record)
{
    std::vector<std::string> texts;
    for (const int part : field.parts) {
        const bool isThere = std::size_t(part) < record.fields.size();
        texts.emplace_back(isThere ? trimmed(record.fields[std::size_t(part)]) : std::string_view());
    }
    return texts;
}

/// The piece that the rule takes; empty where the text has fewer.
std::string pieceOf(const std::string &text, const FieldRule &rule)
{
    std::vector<std::string_view> pieces;
    std::string_view rest = text;
    for (std::size_t at = rest.find(rule.split); at != std::string_view::npos; at = rest.find(rule.split)) {
        pieces.push_back(rest.substr(0, at));
        rest.remove_prefix(at + rule.split.size());
    }
    pieces.push_back(rest);
    const std::ptrdiff_t place = rule.part > 0 ? rule.part - 1 : std::ptrdiff_t(pieces.size()) + rule.part;
    if (place < 0 || place >= std::ptrdiff_t(pieces.size()))
        return {};
    return std::string(trimmed(pieces[std::size_t(place)]));
}

MadeValue lookedUp(const MappedField &field, const std::vector<std::string> &key)
{
    const auto isNothing = [](const std::string &text) { return text.empty() || standsForNothing(text); };
    if (std::ranges::all_of(key, isNothing))
        return {};
    return field.table ? field.table->find(key) : MadeValue{joined(key, ", ")};
}

MadeValue valueOf(const MappedField &field, const Record &record)
{
    std::vector<std::string> texts = textsOf(field, record);
    if (field.rule->lookup)
        return lookedUp(field, texts);
    std::erase_if(texts, [](const std::string &text) { return text.empty(); });
    const std::string text = joined(texts, field.rule->with);
    return {field.rule->split.empty() ? text : pieceOf(text, *field.rule)};
}

} // namespace

void makeValues(const Mapping &mapping, Record &record)
{
    record.made.resize(std::size_t(mapping.made));
    for (const MappedColumn &column : mapping.columns) {
        for (const MappedField &field : column.fields) {
            if (field.made >= 0)
                record.made[std::size_t(field.made)] = valueOf(field, record);
        }
    }
}

} // namespace qd::sources
