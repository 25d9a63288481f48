#include "core/sources/held_back.h"

#include "core/sources/mapped_cell.h"
#include "core/sources/salesforce_id.h"

#include <QString>

namespace qd::sources {

std::string storableText(const Record &record, std::string_view text)
{
    if (record.wellFormed)
        return std::string(text);
    return QString::fromUtf8(text.data(), qsizetype(text.size())).remove(QChar(0)).toStdString();
}

std::vector<std::string> heldKey(const Mapping &mapping, const Record &record, const TypedRow &row)
{
    std::vector<std::string> key;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        if (!mapping.entity->columns[i].key)
            continue;
        if (!row.values[i].isNull()) {
            key.push_back(row.values[i].text);
            continue;
        }
        const Cell cell = cellOf(mapping, record, i);
        const auto id = cell.convert == Conversion::SalesforceId ? salesforceId(cell.text) : std::nullopt;
        key.push_back(id ? *id : storableText(record, cell.text));
    }
    return key;
}

} // namespace qd::sources
