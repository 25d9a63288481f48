#include "core/forecast/waterfall.h"

#include "core/base/checked_sum.h"

#include <QtGlobal>

#include <algorithm>
#include <map>

namespace qd::forecast {

namespace {

using renewals::RenewalState;

/// A renewal as it stands in both snapshots; nullptr where one has none.
struct Both {
    const SnapshotRow *then = nullptr;
    const SnapshotRow *now = nullptr;
};

/// Nothing where it counts the same for the same reason.
std::optional<WaterfallStep> stepOf(const Both &both, const std::set<std::string> &knownThen)
{
    if (!both.now)
        return WaterfallStep::PushedOut;
    if (!both.then) {
        const bool wasKnown = std::ranges::any_of(
            both.now->contracts, [&knownThen](const std::string &contract) { return knownThen.contains(contract); });
        return wasKnown ? WaterfallStep::PulledIn : WaterfallStep::New;
    }
    if (both.then->state != RenewalState::Pending)
        return both.then->amount == both.now->amount ? std::nullopt : std::optional(WaterfallStep::Settled);
    if (both.now->state == RenewalState::Renewed)
        return WaterfallStep::Won;
    if (both.now->state == RenewalState::Lost)
        return WaterfallStep::Lost;
    if (both.then->amount == both.now->amount)
        return std::nullopt;
    return both.now->amount > both.then->amount ? WaterfallStep::AmountUp : WaterfallStep::AmountDown;
}

std::map<std::string, Both> joined(const Snapshot &then, const Snapshot &now)
{
    std::map<std::string, Both> all;
    for (const SnapshotRow &row : then.rows)
        all[row.account].then = &row;
    for (const SnapshotRow &row : now.rows)
        all[row.account].now = &row;
    return all;
}

/// Adds what became of a renewal; false where it is too large.
bool add(WaterfallPart &part, const std::string &account, const Both &both)
{
    const WaterfallMove move{account, both.then ? both.then->amount : 0, both.now ? both.now->amount : 0};
    part.moves.push_back(move);
    std::int64_t change = move.now;
    return addTo(change, -move.then) && addTo(part.amount, change);
}

} // namespace

const char *toString(WaterfallStep step)
{
    switch (step) {
    case WaterfallStep::Won:
        return "won";
    case WaterfallStep::Lost:
        return "lost";
    case WaterfallStep::New:
        return "new";
    case WaterfallStep::PulledIn:
        return "pulled_in";
    case WaterfallStep::PushedOut:
        return "pushed_out";
    case WaterfallStep::AmountUp:
        return "amount_up";
    case WaterfallStep::AmountDown:
        return "amount_down";
    case WaterfallStep::Settled:
        break;
    }
    return "settled";
}

const char *nameOf(WaterfallStep step)
{
    switch (step) {
    case WaterfallStep::Won:
        return QT_TRANSLATE_NOOP("Words", "Won");
    case WaterfallStep::Lost:
        return QT_TRANSLATE_NOOP("Words", "Lost");
    case WaterfallStep::New:
        return QT_TRANSLATE_NOOP("Words", "New");
    case WaterfallStep::PulledIn:
        return QT_TRANSLATE_NOOP("Words", "Pulled in");
    case WaterfallStep::PushedOut:
        return QT_TRANSLATE_NOOP("Words", "Pushed out");
    case WaterfallStep::AmountUp:
        return QT_TRANSLATE_NOOP("Words", "Up");
    case WaterfallStep::AmountDown:
        return QT_TRANSLATE_NOOP("Words", "Down");
    case WaterfallStep::Settled:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Settled");
}

Result<Waterfall> waterfallOf(const Snapshot &then, const Snapshot &now, const std::set<std::string> &knownThen)
{
    const auto opening = totalOf(then);
    const auto closing = totalOf(now);
    if (!opening || !closing)
        return (opening ? closing : opening).error();
    Waterfall waterfall{then.day, now.day, *opening, {}, *closing};
    for (const WaterfallStep step : AllWaterfallSteps)
        waterfall.parts[std::size_t(step)].step = step;
    for (const auto &[account, both] : joined(then, now)) {
        const auto step = stepOf(both, knownThen);
        if (step && !add(waterfall.parts[std::size_t(*step)], account, both))
            return Error{ErrorCode::Overflow, QD_WORDS("Forecast", "The forecasts are too large to add up.")};
    }
    return waterfall;
}

Result<std::set<std::string>> contractsKnownOn(const ForecastData &data, Date day)
{
    const auto known = data.known(day);
    if (!known)
        return known.error();
    std::set<std::string> contracts;
    for (const portfolio::ArrPiece &piece : known->book().pieces())
        contracts.insert(piece.recordId);
    return contracts;
}

} // namespace qd::forecast
