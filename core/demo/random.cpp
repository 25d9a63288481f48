#include "core/demo/random.h"

#include <algorithm>
#include <array>

namespace qd::demo {

namespace {

constexpr std::uint64_t mixed(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// e^(k/10) x 10^6 for k = 0..51.
constexpr auto ExpTenths = [] {
    std::array<std::int64_t, 52> table{};
    table[0] = 1'000'000;
    for (std::size_t k = 1; k < table.size(); ++k)
        table[k] = table[k - 1] * 1'105'171 / 1'000'000;
    return table;
}();

} // namespace

Random::Random(std::uint64_t seed, std::int64_t index, std::string_view purpose)
    : m_state(mixed(seed + 0x9E3779B97F4A7C15ULL))
{
    m_state = mixed(m_state ^ static_cast<std::uint64_t>(index));
    for (const char c : purpose)
        m_state = mixed(m_state + static_cast<unsigned char>(c));
}

std::uint64_t Random::next()
{
    m_state += 0x9E3779B97F4A7C15ULL;
    return mixed(m_state);
}

int Random::below(int n)
{
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(n)) >> 32);
}

int Random::normalMilli()
{
    int sum = -6000;
    for (int i = 0; i < 12; ++i)
        sum += below(1001);
    return sum;
}

std::string Random::token(int length)
{
    static constexpr std::string_view Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string text;
    for (int i = 0; i < length; ++i)
        text += Letters[static_cast<std::size_t>(below(static_cast<int>(Letters.size())))];
    return text;
}

std::int64_t expMilli(std::int64_t x)
{
    const std::int64_t size = std::min<std::int64_t>(x < 0 ? -x : x, 5000);
    const auto tenth = static_cast<std::size_t>(size / 100);
    const std::int64_t low = ExpTenths[tenth];
    const std::int64_t value = low + (ExpTenths[tenth + 1] - low) * (size % 100) / 100;
    return x < 0 ? 1'000'000'000 / value : value / 1000;
}

std::int64_t logisticMillion(std::int64_t x)
{
    return 1'000'000'000 / (1000 + expMilli(-x));
}

} // namespace qd::demo
