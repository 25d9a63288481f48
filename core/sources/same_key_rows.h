#pragma once
#include "core/sources/mapping.h"
#include "core/sources/typed_row.h"

#include <unordered_map>

namespace qd::sources {

/// Rows of a file whose profile makes one of all that have the same key: they are gathered until its end, in memory.
class SameKeyRows {
public:
    struct Source {
        std::int64_t line = 0;
        std::string text; ///< of the record, for the quarantine
    };
    struct Gathered {
        TypedRow row;
        std::vector<Source> sources; ///< the rows it is made of, the first one first
    };

    /// `mapping` outlives it.
    explicit SameKeyRows(const Mapping &mapping);

    /// Adds a row without a fault to the one of its key; where they cannot be one, false and a fault of `row`.
    [[nodiscard]] bool add(TypedRow &row, Source source);
    /// All rows, in the order in which their keys came first.
    [[nodiscard]] std::vector<Gathered> &rows() { return m_rows; }

private:
    [[nodiscard]] bool mayJoin(const TypedRow &first, TypedRow &row) const;
    [[nodiscard]] bool join(TypedRow &first, TypedRow &row) const;

    const Mapping &m_mapping;
    std::vector<bool> m_adds; ///< by column: whether its numbers are added up
    bool m_addsAnnual = false;
    int m_currency = -1; ///< column whose values must agree; -1 where no amounts are added up
    std::unordered_map<std::string, std::size_t> m_places; ///< by key
    std::vector<Gathered> m_rows;
};

} // namespace qd::sources
