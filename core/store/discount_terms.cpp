#include "core/store/discount_terms.h"

#include "core/base/decimal.h"

#include <algorithm>
#include <cmath>

namespace qd::store {

std::int64_t discounted(std::int64_t annual, const DiscountTerms &terms, std::int64_t stated)
{
    constexpr std::int64_t Whole = 100'000'000; // percentages to six decimals
    std::int64_t left = annual;
    if (const double given = terms.percent.value_or(0); given > 0) {
        const double percent = given < 1 ? given * 100 : given;
        const std::int64_t kept = Whole - std::llround(std::min(percent, 100.0) * (double(Whole) / 100));
        left = scaleHalfEven(annual, kept, Whole, 0).value_or(annual);
    }
    if (const std::int64_t off = terms.amountMinor.value_or(0); off > 0 && stated > 0)
        left -= scaleHalfEven(off, annual, stated, 0).value_or(left); // past 64 bits it is more than all
    return std::max<std::int64_t>(left, 0);
}

} // namespace qd::store
