#pragma once
#include "core/sources/mapping.h"
#include "core/sources/typed_row.h"
#include "core/store/import_batches.h"

namespace qd::sources {

/// How many of the rows that were taken have no value of the columns that the file has.
class EmptyCounts {
public:
    explicit EmptyCounts(const Mapping &mapping)
        : m_mapping(mapping)
        , m_empty(mapping.columns.size(), 0)
    {
    }
    /// A row as it is stored, which stands for so many of the file.
    void add(const TypedRow &row, std::int64_t rows)
    {
        for (std::size_t i = 0; i < m_empty.size(); ++i)
            m_empty[i] += row.values[i].isNull() ? rows : 0;
    }
    [[nodiscard]] store::EmptyFields fields() const
    {
        store::EmptyFields fields;
        for (std::size_t i = 0; i < m_empty.size(); ++i) {
            if (m_mapping.columns[i].present())
                fields.emplace(m_mapping.entity->columns[i].name, m_empty[i]);
        }
        return fields;
    }

private:
    const Mapping &m_mapping;
    std::vector<std::int64_t> m_empty; ///< as the entity's columns
};

} // namespace qd::sources
