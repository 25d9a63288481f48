#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace qd::demo {

/// Random numbers that are the same on every platform: splitmix64 and integers only. No library distribution and no
/// floating point, whose last bits differ between compilers.
class Random {
public:
    /// A stream of its own for each (seed, index, purpose), so that what is added to one purpose moves no other.
    Random(std::uint64_t seed, std::int64_t index, std::string_view purpose);

    [[nodiscard]] std::uint64_t next();
    /// 0 .. n-1, n >= 1.
    [[nodiscard]] int below(int n);
    /// low .. high, both included.
    [[nodiscard]] int range(int low, int high) { return low + below(high - low + 1); }
    /// True `perMillion` times in a million.
    [[nodiscard]] bool chance(std::int64_t perMillion) { return below(1'000'000) < perMillion; }
    /// Normal with mean 0 and deviation 1000 (sum of twelve uniforms).
    [[nodiscard]] int normalMilli();
    /// One of `choices`.
    template <typename T>
    [[nodiscard]] const T &pick(std::span<const T> choices)
    {
        return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
    }
    template <typename T, std::size_t N>
    [[nodiscard]] const T &pick(const T (&choices)[N])
    {
        return choices[static_cast<std::size_t>(below(static_cast<int>(N)))];
    }
    /// `length` letters and digits, as in the ids of billing systems.
    [[nodiscard]] std::string token(int length);

private:
    std::uint64_t m_state;
};

/// 1000 x e^(x/1000), to about 0.2 %; x is held within +-5000.
[[nodiscard]] std::int64_t expMilli(std::int64_t x);
/// 1,000,000 / (1 + e^(-x/1000)): a chance per million.
[[nodiscard]] std::int64_t logisticMillion(std::int64_t x);

} // namespace qd::demo
