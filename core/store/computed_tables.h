#pragma once
#include "core/store/query_extras.h"

#include <map>

struct sqlite3;

namespace qd::store {

/// Computed tables as virtual tables of one connection; outlives it.
class ComputedTables {
public:
    explicit ComputedTables(std::vector<ComputedTable> tables);
    ~ComputedTables();
    ComputedTables(const ComputedTables &) = delete;
    ComputedTables &operator=(const ComputedTables &) = delete;

    /// Makes them known to the connection, with their columns, which an authorizer set later would deny. Returns
    /// SQLite's code.
    [[nodiscard]] int registerAt(sqlite3 *db);
    /// Why one of them could not be computed, where that is why a statement failed.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    /// What one table has computed so far; SQLite's callbacks find it by its module.
    struct Kept;

private:
    std::vector<std::unique_ptr<Kept>> m_tables;
    std::optional<Error> m_failure;
};

} // namespace qd::store
