#pragma once
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"

#include <array>
#include <string>
#include <vector>

namespace qd::sources {

/// Tells rows that could be a report's total without a word for it: they name nothing, neither by key nor by name, and
/// have a number.
class NamelessRows {
public:
    /// A mapping without an entity is of a table, whose first field is taken for the name. `mapping` outlives it.
    explicit NamelessRows(const Mapping &mapping);
    [[nodiscard]] bool contain(const Record &record) const;

private:
    const Mapping &m_mapping;
    std::vector<std::size_t> m_naming; ///< columns of the entity
};

/// Tells whether the last row of a file adds up the rows above it. Every record is shown to add(), in order; sums are
/// exact, and taken with a point and with a comma before decimals, since nobody has told yet which it is. O(fields) a
/// record.
class TotalCheck {
public:
    void add(const Record &record);
    /// Whether every number of the last record is the sum of at least three numbers above it, and there is one.
    [[nodiscard]] bool lastIsTotal() const;

private:
    struct Sum {
        std::array<long double, 2> sums{}; ///< in millionths; by DecimalMark
        std::array<bool, 2> valid{true, true};
        int numbers = 0;
    };
    void settleLast();

    std::vector<Sum> m_sums; ///< of all records but the last
    std::vector<std::string> m_last;
};

} // namespace qd::sources
