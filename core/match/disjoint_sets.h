#pragma once
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace qd::match {

/// Numbers 0..count-1 in sets that grow together; the least number of a set names it.
class DisjointSets {
public:
    explicit DisjointSets(std::size_t count)
        : m_above(count)
    {
        std::iota(m_above.begin(), m_above.end(), std::uint32_t{0});
    }
    [[nodiscard]] std::uint32_t setOf(std::uint32_t number)
    {
        while (m_above[number] != number)
            number = m_above[number] = m_above[m_above[number]];
        return number;
    }
    void join(std::uint32_t a, std::uint32_t b)
    {
        a = setOf(a);
        b = setOf(b);
        if (a > b)
            std::swap(a, b);
        m_above[b] = a;
    }

private:
    std::vector<std::uint32_t> m_above;
};

} // namespace qd::match
