#pragma once
#include "core/health/health_model.h"
#include "core/portfolio/health.h"
#include "core/signals/signals.h"

#include <cstdint>

namespace qd::health {

using portfolio::HealthColour;

/// Where the value of a signal comes from.
enum class SignalState : std::uint8_t {
    Present, ///< of the day
    Last, ///< of a day before, by `last:N`
    Neutral, ///< there is none and it counts as NeutralScore
    Worst, ///< there is none and it counts as the lowest of its bands
    Dropped, ///< there is none and it counts nothing
};
/// "present", "last", "neutral", "worst", "dropped".
[[nodiscard]] const char *toString(SignalState state);
/// Present or Last: the signal has a value.
[[nodiscard]] constexpr bool hasValue(SignalState state)
{
    return state == SignalState::Present || state == SignalState::Last;
}

/// What goes into a score for one signal.
struct SignalInput {
    double value = signs::Empty; ///< Empty without one
    SignalState state = SignalState::Dropped;
};

/// What comes out for it.
struct SignalScore {
    SignalInput input;
    double score = signs::Empty; ///< Empty for a dropped one
    double weight = 0;
    double effectiveWeight = 0; ///< weight / sum over the signals used; 0 for a dropped one
};

/// A score as a model gives it. Bounds and the lowest coverage are met within 1e-9, so that no digit of a binary number
/// decides a colour.
struct Score {
    std::optional<double> raw; ///< unrounded, whatever the coverage; nothing where no signal is used
    std::optional<double> coverage; ///< weight of signals with a value / weight of all; nothing without signals
    std::optional<double> score; ///< rounded as the model says; nothing under its coverage_min
    HealthColour colour = HealthColour::None; ///< None without a score
};
/// The colour of a score, rounded as it is shown.
[[nodiscard]] HealthColour colourOf(const HealthModel &model, double score);
/// Of `inputs` in the order of the segment's signals. `parts`, where given, gets a row for each.
[[nodiscard]] Score scoreOf(const HealthModel &model, const HealthSegment &segment, std::span<const SignalInput> inputs,
    std::vector<SignalScore> *parts = nullptr);

/// Of a raw score and its coverage: rounding, least coverage and colour as the model has them.
[[nodiscard]] Score scoreOf(const HealthModel &model, std::optional<double> raw, std::optional<double> coverage);

/// An account on a day.
struct AccountScore {
    int account = -1; ///< index in the directory
    int segment = -1; ///< index in the model; -1 where none takes it: it has no score
    std::vector<SignalInput> inputs; ///< by signal of the segment
    Score score;
};

/// The accounts with ARR above 0 on a day, as known then, by account index.
struct DayScores {
    signs::KnownDay known;
    std::vector<AccountScore> accounts;

    /// nullptr for an account that is not among them.
    [[nodiscard]] const AccountScore *find(int account) const;
};

/// Errors as Signals::known() and values(), with the signal and its segment. Signals that no account needs are not
/// asked for. 10,000 accounts take some 30 ms.
[[nodiscard]] Result<DayScores> scoresOn(const HealthModel &model, const signs::Signals &history, Date day);

/// Of `accounts`, which ascend, those with ARR above 0 on the day, by index. Others cost nothing. Errors as scoresOn().
[[nodiscard]] Result<std::vector<AccountScore>> scoresOf(const HealthModel &model, const signs::Signals &history,
    const signs::KnownDay &known, std::span<const int> accounts);

/// The inputs of some accounts for the signals of one segment, whatever segment they are in. Others' are empty.
[[nodiscard]] Result<std::vector<std::vector<SignalInput>>> inputsFor(const HealthSegment &segment,
    const signs::Signals &history, const signs::KnownDay &known, std::span<const int> accounts);

/// How many accounts have each colour, and how many none.
struct ColourCounts {
    int green = 0;
    int yellow = 0;
    int red = 0;
    int none = 0;

    void add(HealthColour colour);
    [[nodiscard]] int of(HealthColour colour) const;
    [[nodiscard]] int scored() const { return green + yellow + red; }
    [[nodiscard]] int all() const { return scored() + none; }
};
[[nodiscard]] ColourCounts coloursOf(const DayScores &scores);

} // namespace qd::health
