#include "core/sources/lookup_table.h"

#include "core/base/text.h"
#include "core/sources/entity_writer.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/no_value.h"
#include "core/sources/salesforce_id.h"
#include "core/sources/sources_store.h"

#include <algorithm>

namespace qd::sources {

namespace {

std::string compared(const std::string &text, bool isId)
{
    return isId ? std::string(trimmed(text)) : caseFolded(trimmed(text));
}

std::string converted(const std::string &text, Conversion convert)
{
    if (convert == Conversion::SalesforceId)
        return salesforceId(trimmed(text)).value_or(text);
    return convert == Conversion::Domain ? domainOf(text) : text;
}

} // namespace

LookupTable::LookupTable(const store::Workspace &workspace, const LookupRule &rule)
    : m_rule(rule)
{
    const store::Entity &entity = *store::findEntity(rule.entity);
    std::vector<std::string> columns;
    for (const LookupKey &key : rule.by) {
        columns.push_back(key.column);
        m_isId.push_back(isId(entity.columns[std::size_t(entity.indexOf(key.column))]));
    }
    for (std::vector<std::string> &row : lookupRows(workspace, entity, columns, rule.give, rule.source)) {
        std::string value = std::move(row.back());
        row.pop_back();
        if (std::ranges::any_of(row, &std::string::empty))
            continue;
        const auto [known, isNew] = m_found.try_emplace(keyOf(row), Found{value, false});
        known->second.isAmbiguous = known->second.isAmbiguous || known->second.value != value;
    }
}

std::string LookupTable::keyOf(const std::vector<std::string> &texts) const
{
    KeyText key;
    for (std::size_t i = 0; i < texts.size(); ++i)
        key.add(compared(texts[i], m_isId[i]));
    return std::move(key).text();
}

MadeValue LookupTable::find(const std::vector<std::string> &key) const
{
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < key.size(); ++i)
        texts.push_back(converted(key[i], m_rule.by[i].convert));
    const auto found = m_found.find(keyOf(texts));
    if (found == m_found.end())
        return {{}, MadeValue::Lookup::Unmatched, joined(key, ", ")};
    if (found->second.isAmbiguous)
        return {{}, MadeValue::Lookup::Ambiguous, joined(key, ", ")};
    return {found->second.value, MadeValue::Lookup::Matched, {}};
}

void bindLookups(Mapping &mapping, const store::Workspace &workspace)
{
    for (MappedColumn &column : mapping.columns) {
        for (MappedField &field : column.fields) {
            if (field.rule->lookup)
                field.table = std::make_shared<const LookupTable>(workspace, *field.rule->lookup);
        }
    }
    for (Mapping &part : mapping.also)
        bindLookups(part, workspace);
}

} // namespace qd::sources
