#include "core/retention/cohort_comparison.h"

#include <algorithm>
#include <cmath>

namespace qd::retention {

namespace {

/// What a member adds to the numerator and to the denominator of its cell.
struct Share {
    double now = 0;
    double base = 0;
};

Share shareOf(CohortMeasure measure, const CohortMember &member)
{
    switch (measure) {
    case CohortMeasure::Logo:
        return {member.now > 0 ? 1.0 : 0.0, member.before > 0 ? 1.0 : 0.0};
    case CohortMeasure::Nrr:
        return {double(member.now), double(member.before)};
    case CohortMeasure::Grr:
        return {double(std::min(member.before, member.now)), double(member.before)};
    case CohortMeasure::Usage:
        return {member.used ? 1.0 : 0.0, member.usedBefore ? 1.0 : 0.0};
    case CohortMeasure::Arr:
        break;
    }
    return {double(member.now), 1.0};
}

Share sumOf(CohortMeasure measure, std::span<const CohortMember> members)
{
    Share sum;
    for (const CohortMember &member : members) {
        const Share one = shareOf(measure, member);
        sum.now += one.now;
        sum.base += one.base;
    }
    return sum;
}

} // namespace

Result<CohortComparison> compareCells(
    CohortMeasure measure, std::span<const CohortMember> first, std::span<const CohortMember> second)
{
    const Share ofFirst = sumOf(measure, first);
    const Share ofSecond = sumOf(measure, second);
    if (!(ofFirst.base > 0) || !(ofSecond.base > 0))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Cohorts",
                 "The %1 cell has nothing that it is compared with, so there is no difference; choose another cell."),
                {Sentences(ofFirst.base > 0 ? QD_WORDS("Cohorts", "second") : QD_WORDS("Cohorts", "first"))}}};
    const bool isAmount = measure == CohortMeasure::Arr;
    CohortComparison result;
    result.measure = measure;
    result.firstMembers = int(first.size());
    result.secondMembers = int(second.size());
    result.first = isAmount ? ofFirst.now : ofFirst.now / ofFirst.base;
    result.second = isAmount ? ofSecond.now : ofSecond.now / ofSecond.base;
    result.together = isAmount ? 0 : (ofFirst.now + ofSecond.now) / (ofFirst.base + ofSecond.base);
    const auto add = [&](std::span<const CohortMember> members, const Share &sum, bool isFirst) {
        for (const CohortMember &member : members) {
            const Share one = shareOf(measure, member);
            const double part = isAmount ? one.now : (one.now - result.together * one.base) / sum.base;
            result.parts.push_back({member, isFirst, isFirst ? part : -part});
        }
    };
    add(first, ofFirst, true);
    add(second, ofSecond, false);
    std::ranges::stable_sort(result.parts, [](const ComparedMember &left, const ComparedMember &right) {
        return std::abs(left.part) > std::abs(right.part);
    });
    return result;
}

} // namespace qd::retention
