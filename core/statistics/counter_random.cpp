#include "core/statistics/counter_random.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace qd::statistics {

namespace {

#if defined(__SSE2__)

constexpr std::size_t Together = 4; ///< two pairs: while one waits for its products the other goes on

/// Counters of two draws, one in each half. The upper 32 bits of a half are leftovers, which products do not read.
struct PairOfCounters {
    __m128i words[4];
};

__m128i both(std::uint32_t value)
{
    return _mm_set1_epi64x(std::int64_t(value));
}

PairOfCounters counters(std::uint32_t first, std::uint32_t second, std::uint32_t third)
{
    return {{both(first), _mm_set_epi64x(std::int64_t(second + 1), std::int64_t(second)), both(third),
        _mm_setzero_si128()}};
}

/// A round of philox() for both.
void mix(PairOfCounters &pair, __m128i keyA, __m128i keyB)
{
    __m128i(&words)[4] = pair.words;
    const __m128i a = _mm_mul_epu32(words[0], both(PhiloxMultipliers[0]));
    const __m128i b = _mm_mul_epu32(words[2], both(PhiloxMultipliers[1]));
    words[0] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(b, 32), words[1]), keyA);
    words[1] = b;
    words[2] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(a, 32), words[3]), keyB);
    words[3] = a;
}

/// The upper bits of the lower word of each half, as numbers.
template <int Dropped>
__m128d upperBits(__m128i word)
{
    const __m128i bits = _mm_srli_epi64(_mm_and_si128(word, both(0xFFFFFFFF)), Dropped);
    return _mm_cvtepi32_pd(_mm_shuffle_epi32(bits, _MM_SHUFFLE(3, 1, 2, 0)));
}

/// As uniformDraw() makes a number of the first two words: every step is exact but the one that is not there either.
__m128d numbersOf(const PairOfCounters &pair)
{
    const __m128d upper = _mm_mul_pd(upperBits<5>(pair.words[0]), _mm_set1_pd(0x1p26));
    const __m128d mantissa = _mm_add_pd(upper, upperBits<6>(pair.words[1]));
    return _mm_mul_pd(_mm_add_pd(mantissa, _mm_set1_pd(0.5)), _mm_set1_pd(0x1p-53));
}

/// Draws as many as go together; how many that were.
std::size_t drawTogether(
    std::uint64_t seed, std::uint32_t first, std::uint32_t second, std::uint32_t third, std::span<double> numbers)
{
    std::size_t drawn = 0;
    for (; drawn + Together <= numbers.size(); drawn += Together) {
        const std::uint32_t at = second + std::uint32_t(drawn);
        PairOfCounters left = counters(first, at, third);
        PairOfCounters right = counters(first, at + 2, third);
        std::uint32_t keyA = std::uint32_t(seed & 0xFFFFFFFF);
        std::uint32_t keyB = std::uint32_t(seed >> 32);
        for (int round = 0; round < PhiloxRounds; ++round) {
            mix(left, both(keyA), both(keyB));
            mix(right, both(keyA), both(keyB));
            keyA += PhiloxSteps[0];
            keyB += PhiloxSteps[1];
        }
        _mm_storeu_pd(&numbers[drawn], numbersOf(left));
        _mm_storeu_pd(&numbers[drawn + 2], numbersOf(right));
    }
    return drawn;
}

#else

std::size_t drawTogether(std::uint64_t, std::uint32_t, std::uint32_t, std::uint32_t, std::span<double>)
{
    return 0;
}

#endif

} // namespace

void uniformDraws(
    std::uint64_t seed, std::uint32_t first, std::uint32_t second, std::uint32_t third, std::span<double> numbers)
{
    for (std::size_t i = drawTogether(seed, first, second, third, numbers); i < numbers.size(); ++i)
        numbers[i] = uniformDraw(seed, first, second + std::uint32_t(i), third);
}

} // namespace qd::statistics
