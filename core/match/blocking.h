#pragma once
#include "core/match/column_values.h"

#include <cstdint>
#include <span>
#include <vector>

namespace qd::match {

/// Pairs on one value of a key beyond which the value is split by the next key.
inline constexpr std::int64_t MostPairsOfValue = 5'000;

/// One blocking key, of one column: two records that have the same value of it are compared. Keys come in the order
/// domain, a name's first word, its sorted words, its first six letters, postcode, phone digits; of two columns of a
/// kind the one named first comes first.
struct BlockingKey {
    static constexpr std::int32_t None = -1; ///< a record without a value

    std::size_t column = 0;
    std::vector<std::int32_t> left; ///< the key's value by record
    std::vector<std::int32_t> right;
};

/// The keys of the compared columns; linear in values and records.
[[nodiscard]] std::vector<BlockingKey> blockingKeys(std::span<const ColumnValues> columns);

/// The blocks of one key: who is compared with whom.
class Blocks {
public:
    /// Of the key at `at`: its values, and those with over MostPairsOfValue pairs split by the keys after it, one after
    /// another; what is as large after the last key is compared with nobody by this key. Within one table the right
    /// side of `keys` is empty and pairs are those of the left.
    Blocks(std::span<const BlockingKey> keys, std::size_t at, bool within);

    /// Right records of the block of a left record, rising; within one table all records of its block.
    [[nodiscard]] std::span<const std::uint32_t> partners(std::size_t left) const
    {
        const std::int32_t block = m_blockOf[left];
        if (block < 0)
            return {};
        return std::span(m_members).subspan(
            m_begins[std::size_t(block)], m_begins[std::size_t(block) + 1] - m_begins[std::size_t(block)]);
    }
    /// Values of the key that had to be split.
    [[nodiscard]] std::int64_t splitValues() const { return m_splitValues; }

private:
    using Members = std::vector<std::uint32_t>;
    struct Split;

    /// Makes blocks of these records by their values of a key.
    void divide(const Split &split, const Members &left, const Members &right, std::size_t key);
    void add(const Members &left, const Members &partners);

    std::vector<std::int32_t> m_blockOf; ///< by left record; -1 for none
    std::vector<std::uint32_t> m_begins{0};
    Members m_members; ///< of the blocks, one after another
    std::int64_t m_splitValues = 0;
};

} // namespace qd::match
