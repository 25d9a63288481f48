#include "core/health/colour_mix.h"

#include "core/base/words.h"

#include <algorithm>
#include <map>

namespace qd::health {

namespace {

std::size_t placeOf(HealthColour colour)
{
    return std::size_t(std::ranges::find(AllColours, colour) - AllColours.begin());
}

void add(MixRow &row, HealthColour colour, bool isScored, std::int64_t arr)
{
    MixRow::Part &part = row.parts[placeOf(colour)];
    ++part.n;
    part.arr += arr;
    row.scored += isScored ? 1 : 0;
}

} // namespace

HealthColour shownColour(const AccountScore &score, const OverridesOn &overrides)
{
    const Override *given = overrides.find(score.account);
    return given ? given->colour : score.score.colour;
}

const MixRow::Part &MixRow::of(HealthColour colour) const
{
    return parts[placeOf(colour)];
}

MixRow::Part MixRow::all() const
{
    Part sum;
    for (const Part &part : parts) {
        sum.n += part.n;
        sum.arr += part.arr;
    }
    return sum;
}

std::optional<double> MixRow::coverage() const
{
    const int active = all().n;
    return active > 0 ? std::optional(double(scored) / active) : std::nullopt;
}

std::optional<double> MixRow::atRiskShare() const
{
    const std::int64_t arr = all().arr;
    const std::int64_t atRisk = of(HealthColour::Yellow).arr + of(HealthColour::Red).arr;
    return arr > 0 ? std::optional(double(atRisk) / double(arr)) : std::nullopt;
}

std::vector<MixRow> colourMix(const DayScores &scores, const OverridesOn &overrides, const GroupOf &groupOf)
{
    std::vector<MixRow> rows{{"total"}};
    std::map<std::pair<bool, std::string>, MixRow> groups; // NoGroup after all others
    for (const AccountScore &each : scores.accounts) {
        const HealthColour colour = shownColour(each, overrides);
        const std::int64_t arr = scores.known.arr[std::size_t(each.account)];
        add(rows.front(), colour, each.score.score.has_value(), arr);
        if (!groupOf)
            continue;
        const std::string group = groupOf(each.account);
        MixRow &row = groups[{group == NoGroup, group}];
        row.group = group;
        add(row, colour, each.score.score.has_value(), arr);
    }
    for (auto &group : groups)
        rows.push_back(std::move(group.second));
    return rows;
}

} // namespace qd::health
