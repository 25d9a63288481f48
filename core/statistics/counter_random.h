#pragma once
#include <array>
#include <cstdint>
#include <span>

namespace qd::statistics {

/// What each of the ten rounds of Philox4x32-10 multiplies the counter by and adds to the key.
inline constexpr std::array<std::uint32_t, 2> PhiloxMultipliers{0xD2511F53, 0xCD9E8D57};
inline constexpr std::array<std::uint32_t, 2> PhiloxSteps{0x9E3779B9, 0xBB67AE85};
inline constexpr int PhiloxRounds = 10;

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011): 128 random bits
/// that are a pure function of a counter and a key. Draws need no order, so that threads cannot change them.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox(
    std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < PhiloxRounds; ++round) {
        const std::uint64_t a = std::uint64_t(PhiloxMultipliers[0]) * counter[0];
        const std::uint64_t b = std::uint64_t(PhiloxMultipliers[1]) * counter[2];
        counter = {std::uint32_t(b >> 32) ^ counter[1] ^ key[0], std::uint32_t(b),
            std::uint32_t(a >> 32) ^ counter[3] ^ key[1], std::uint32_t(a)};
        key[0] += PhiloxSteps[0];
        key[1] += PhiloxSteps[1];
    }
    return counter;
}

/// A number strictly between 0 and 1 with 53 random bits: a pure function of the seed and of where it is drawn, here
/// three numbers that together name the draw, such as run, segment and rate.
[[nodiscard]] constexpr double uniformDraw(
    std::uint64_t seed, std::uint32_t first, std::uint32_t second, std::uint32_t third)
{
    const auto bits = philox({first, second, third, 0}, {std::uint32_t(seed & 0xFFFFFFFF), std::uint32_t(seed >> 32)});
    const std::uint64_t mantissa = (std::uint64_t(bits[0] >> 5) << 26) | (bits[1] >> 6);
    return (double(mantissa) + 0.5) * 0x1p-53;
}

/// The numbers uniformDraw(seed, first, second + i, third) for i from 0, one for each place of `numbers`: the same to
/// the last bit, several at once where the processor can.
void uniformDraws(
    std::uint64_t seed, std::uint32_t first, std::uint32_t second, std::uint32_t third, std::span<double> numbers);

} // namespace qd::statistics
