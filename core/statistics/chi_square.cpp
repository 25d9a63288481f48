#include "core/statistics/chi_square.h"

#include <boost/math/distributions/chi_squared.hpp>

namespace qd::statistics {

double chiSquareTail(double x, double degrees)
{
    return boost::math::cdf(complement(boost::math::chi_squared(degrees), x));
}

double chiSquareQuantile(double share, double degrees)
{
    return degrees > 0 ? boost::math::quantile(boost::math::chi_squared(degrees), share) : 0.0;
}

} // namespace qd::statistics
