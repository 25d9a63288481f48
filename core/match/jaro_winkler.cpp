#include "core/match/jaro_winkler.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstdint>

namespace qd::match {

namespace {

constexpr std::size_t LongestBeginning = 4;
constexpr double BeginningWeight = 0.1;
constexpr double BeginningThreshold = 0.7;

std::size_t commonBeginning(std::u32string_view a, std::u32string_view b)
{
    const std::size_t most = std::min({a.size(), b.size(), LongestBeginning});
    std::size_t length = 0;
    while (length < most && a[length] == b[length])
        ++length;
    return length;
}

double withBeginning(double jaro, std::size_t beginning)
{
    return jaro > BeginningThreshold ? jaro + BeginningWeight * double(beginning) * (1 - jaro) : jaro;
}

/// How far apart a letter may stand in both.
std::size_t reachOf(std::u32string_view a, std::u32string_view b)
{
    const std::size_t half = std::max(a.size(), b.size()) / 2;
    return half > 0 ? half - 1 : 0;
}

double jaroOf(std::size_t common, std::size_t moved, std::size_t a, std::size_t b)
{
    if (common == 0)
        return 0;
    const double m = double(common);
    const double transpositions = double(moved / 2);
    return (m / double(a) + m / double(b) + (m - transpositions) / m) / 3;
}

constexpr std::size_t WordBits = 64;
constexpr std::size_t AsciiLetters = 128;

/// The bits below `count`.
constexpr std::uint64_t bitsBelow(std::size_t count)
{
    return count >= WordBits ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// Where the letters of `b` stand as bits of a word: a letter's nearest free place is found without going over them.
double jaroOfShortAscii(std::u32string_view a, std::u32string_view b)
{
    static thread_local std::array<std::uint64_t, AsciiLetters> places{}; // all 0 between two calls
    for (std::size_t j = 0; j < b.size(); ++j)
        places[b[j]] |= std::uint64_t{1} << j;
    const std::size_t reach = reachOf(a, b);
    std::uint64_t taken = 0;
    std::array<char32_t, WordBits> inA; // NOLINT: filled as far as it is read
    std::size_t common = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::uint64_t within = bitsBelow(i + reach + 1) & ~bitsBelow(i > reach ? i - reach : 0);
        const std::uint64_t free = places[a[i]] & within & ~taken;
        if (free != 0) {
            taken |= free & (~free + 1);
            inA[common++] = a[i];
        }
    }
    for (const char32_t letter : b)
        places[letter] = 0;
    std::size_t moved = 0;
    for (std::size_t next = 0; taken != 0; taken &= taken - 1)
        moved += b[std::size_t(std::countr_zero(taken))] != inA[next++] ? 1 : 0;
    return jaroOf(common, moved, a.size(), b.size());
}

double jaro(std::u32string_view a, std::u32string_view b)
{
    const std::size_t reach = reachOf(a, b);
    std::bitset<MostComparedLetters> taken;
    std::array<char32_t, MostComparedLetters> inA{}; // letters of a in common, in its order
    std::size_t common = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t from = i > reach ? i - reach : 0;
        const std::size_t to = std::min(b.size(), i + reach + 1);
        for (std::size_t j = from; j < to; ++j) {
            if (b[j] == a[i] && !taken[j]) {
                taken[j] = true;
                inA[common++] = a[i];
                break;
            }
        }
    }
    std::size_t moved = 0;
    std::size_t next = 0;
    for (std::size_t j = 0; j < b.size() && next < common; ++j) {
        if (taken[j])
            moved += b[j] != inA[next++] ? 1 : 0;
    }
    return jaroOf(common, moved, a.size(), b.size());
}

} // namespace

bool isShortAscii(std::u32string_view text)
{
    return text.size() <= WordBits
        && std::all_of(text.begin(), text.end(), [](char32_t c) { return c < AsciiLetters; });
}

double jaroWinklerOfShortAscii(std::u32string_view a, std::u32string_view b)
{
    if (a.empty() || b.empty())
        return a.size() == b.size() ? 1 : 0;
    return withBeginning(jaroOfShortAscii(a, b), commonBeginning(a, b));
}

double jaroWinkler(std::u32string_view a, std::u32string_view b)
{
    if (isShortAscii(a) && isShortAscii(b))
        return jaroWinklerOfShortAscii(a, b);
    a = a.substr(0, MostComparedLetters);
    b = b.substr(0, MostComparedLetters);
    if (a == b)
        return 1;
    if (a.empty() || b.empty())
        return 0;
    return withBeginning(jaro(a, b), commonBeginning(a, b));
}

double jaroWinklerBound(std::size_t a, std::size_t b, std::size_t common, std::size_t beginning)
{
    if (a == 0 || b == 0)
        return a == b ? 1 : 0;
    return withBeginning(jaroOf(common, 0, a, b), std::min(beginning, LongestBeginning));
}

} // namespace qd::match
