#include "core/health/score_moves.h"

#include <algorithm>
#include <cmath>

namespace qd::health {

namespace {

/// The better the higher; 0 without a colour.
int rankOf(HealthColour colour)
{
    switch (colour) {
    case HealthColour::Green:
        return 3;
    case HealthColour::Yellow:
        return 2;
    case HealthColour::Red:
        return 1;
    case HealthColour::None:
        break;
    }
    return 0;
}

} // namespace

int AccountMove::direction() const
{
    const int before = rankOf(from);
    const int after = rankOf(to);
    if (before == 0 || after == 0 || before == after)
        return 0;
    return after > before ? 1 : -1;
}

std::optional<double> AccountMove::change() const
{
    return score.from && score.to ? std::optional(*score.to - *score.from) : std::nullopt;
}

const ScorePart *AccountMove::largestPart() const
{
    const ScorePart *largest = nullptr;
    for (const ScorePart &part : score.parts) {
        if (part.change != 0 && (!largest || std::abs(part.change) > std::abs(largest->change)))
            largest = &part;
    }
    return largest;
}

std::vector<AccountMove> scoreMoves(const HealthModel &model, const DayScores &then, const DayScores &now,
    const std::vector<std::vector<SignalInput>> &oldInputs)
{
    std::vector<AccountMove> moves;
    for (const AccountScore &after : now.accounts) {
        if (const AccountScore *before = then.find(after.account))
            moves.push_back({after.account, before->score.colour, after.score.colour,
                moveOf(model, before, &after, oldInputs[std::size_t(after.account)])});
    }
    return moves;
}

} // namespace qd::health
