#pragma once
#include "core/base/text_hash.h"

#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_set>

namespace qd {

/// A text that is kept once in a TextPool: eight bytes wherever it is repeated, as ids, owners and segments are in the
/// records of several systems. Empty by default. Valid while its pool lives.
class PooledText {
public:
    PooledText() = default;

    [[nodiscard]] const std::string &str() const { return *m_text; }
    operator const std::string &() const { return *m_text; } // NOLINT: reads as the text it stands for
    [[nodiscard]] bool empty() const { return m_text->empty(); }
    /// By their letters, also of different pools.
    [[nodiscard]] bool operator==(const PooledText &other) const
    {
        return m_text == other.m_text || *m_text == *other.m_text;
    }
    [[nodiscard]] bool operator==(std::string_view text) const { return *m_text == text; }

private:
    friend class TextPool;
    explicit PooledText(const std::string *text)
        : m_text(text)
    {
    }
    static const std::string Empty;
    const std::string *m_text = &Empty;
};

/// Texts, each kept once and as long as the pool lives. Filled by one thread; what it gave out may be read by any.
class TextPool {
public:
    TextPool() = default;
    TextPool(const TextPool &) = delete; // what it gave out points into it
    TextPool &operator=(const TextPool &) = delete;

    /// The text as the pool has it; looked up by its letters. Constant time on average.
    [[nodiscard]] PooledText keep(std::string_view text);
    /// The text if it is kept, else the empty one.
    [[nodiscard]] PooledText find(std::string_view text) const;
    /// Different texts kept, without the empty one.
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    std::pmr::monotonic_buffer_resource m_memory; ///< nothing leaves the pool before all does
    std::pmr::unordered_set<std::string, TextHash, std::equal_to<>> m_texts{&m_memory};
};

} // namespace qd
