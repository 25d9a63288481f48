#pragma once
#include "core/forecast/snapshot.h"

#include <array>
#include <set>

namespace qd::forecast {

/// Why the forecast of a quarter is another than before. Every renewal that stands in either snapshot is in exactly one
/// of them, or unchanged.
enum class WaterfallStep {
    Won, ///< open then, renewed now: what it renewed for less what it counted
    Lost, ///< open then, lost now: what it counted
    New, ///< not there then, nor any of its contracts known
    PulledIn, ///< a contract known then is due in the quarter now
    PushedOut, ///< no longer due in the quarter
    AmountUp, ///< open both times, and counts more
    AmountDown, ///< open both times, and counts less
    Settled, ///< settled then already, and counts something else now
};
inline constexpr std::array AllWaterfallSteps{WaterfallStep::Won, WaterfallStep::Lost, WaterfallStep::New,
    WaterfallStep::PulledIn, WaterfallStep::PushedOut, WaterfallStep::AmountUp, WaterfallStep::AmountDown,
    WaterfallStep::Settled};
/// "won", "lost", "new", "pulled_in" ...: its name in files.
[[nodiscard]] const char *toString(WaterfallStep step);
/// "Won", "Pulled in" ...: its name, for context Words.
[[nodiscard]] const char *nameOf(WaterfallStep step);

/// A renewal that a step is made of.
struct WaterfallMove {
    std::string account;
    std::int64_t then = 0; ///< what it counted; 0 where it was not there
    std::int64_t now = 0;
};

struct WaterfallPart {
    WaterfallStep step = WaterfallStep::Won;
    std::int64_t amount = 0; ///< sum of now - then
    std::vector<WaterfallMove> moves; ///< by account
};

/// From one snapshot of a quarter to another, in base minor units: opening + all parts = closing, exactly.
struct Waterfall {
    Date from;
    Date to;
    std::int64_t opening = 0;
    std::array<WaterfallPart, AllWaterfallSteps.size()> parts; ///< as AllWaterfallSteps
    std::int64_t closing = 0;
};

/// `knownThen` are contracts known on the day of `then`, by which a renewal that was not there is new or pulled in.
/// Overflow.
[[nodiscard]] Result<Waterfall> waterfallOf(
    const Snapshot &then, const Snapshot &now, const std::set<std::string> &knownThen);

/// Ids of the contracts of the system of record that were known on a day. Errors as KnownRenewals::on().
[[nodiscard]] Result<std::set<std::string>> contractsKnownOn(const ForecastData &data, Date day);

} // namespace qd::forecast
