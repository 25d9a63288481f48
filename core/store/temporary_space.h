#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace qd::store {

/// What one connection writes to SQLite's temporary files (sorting, grouping, results kept aside), counted and limited
/// apart from all others: a query that wants more ends with SQLITE_FULL, and nobody else is hurt. A VFS of its own,
/// which opens all other files as the default one does. Outlives the connection.
class TemporarySpace {
public:
    explicit TemporarySpace(std::int64_t limit);
    ~TemporarySpace();
    TemporarySpace(const TemporarySpace &) = delete;
    TemporarySpace &operator=(const TemporarySpace &) = delete;

    /// Of the VFS to open the connection with.
    [[nodiscard]] const std::string &name() const { return m_name; }
    /// Whether more than the limit was asked for.
    [[nodiscard]] bool isExhausted() const { return m_exhausted; }

    /// Grows or shrinks what is taken; false, and nothing changed, beyond the limit.
    [[nodiscard]] bool take(std::int64_t bytes);

private:
    struct Vfs;

    std::string m_name;
    std::unique_ptr<Vfs> m_vfs;
    std::int64_t m_limit;
    std::int64_t m_taken = 0;
    bool m_exhausted = false;
};

} // namespace qd::store
