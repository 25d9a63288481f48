#include "core/health/scoring.h"

#include "core/coverage/segment_rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::health {

namespace {

constexpr double Tolerance = 1e-9; // far below what anybody writes as a bound, far above what binary numbers miss

/// The score of the signals used, for those with an effective weight.
std::optional<double> rawScore(const HealthModel &model, std::span<const SignalScore> parts)
{
    double weight = 0;
    double weighted = 0;
    double sum = 0;
    std::optional<double> lowest;
    for (const SignalScore &part : parts) {
        if (part.input.state == SignalState::Dropped)
            continue;
        weight += part.weight;
        weighted += part.weight * part.score;
        sum += part.score;
        lowest = std::min(lowest.value_or(part.score), part.score);
    }
    if (!lowest)
        return std::nullopt;
    switch (model.type) {
    case ModelType::Weighted:
        return weight > 0 ? std::optional(weighted / weight) : std::nullopt;
    case ModelType::WorstOf:
        return lowest;
    case ModelType::Points:
        break;
    }
    return std::clamp(model.start + sum, model.lowest, model.highest);
}

double rounded(const HealthModel &model, double score)
{
    if (!model.round)
        return score;
    const double unit = std::pow(10.0, *model.round);
    return std::floor(score * unit + 0.5 + Tolerance) / unit;
}

double scoreOfInput(const SignalModel &signal, const SignalInput &input)
{
    switch (input.state) {
    case SignalState::Present:
    case SignalState::Last:
        return signal.scoreOf(input.value);
    case SignalState::Neutral:
        return NeutralScore;
    case SignalState::Worst:
        return signal.lowestScore();
    case SignalState::Dropped:
        break;
    }
    return signs::Empty;
}

SignalState stateWithout(MissingRule rule)
{
    switch (rule) {
    case MissingRule::Neutral:
        return SignalState::Neutral;
    case MissingRule::Worst:
        return SignalState::Worst;
    case MissingRule::Drop:
    case MissingRule::Last:
        break;
    }
    return SignalState::Dropped;
}

bool isOfBook(const signs::Signal &signal)
{
    return signal.kind >= signs::SignalKind::TenureMonths && signal.kind <= signs::SignalKind::DueInDays;
}

/// Looks for the accounts that lack a value on the days before, the latest first.
Result<void> fillFromBefore(const SignalModel &signal, const signs::Signals &all, const signs::KnownDay &known,
    std::vector<int> lacking, std::vector<std::vector<SignalInput>> &inputs, std::size_t place)
{
    signs::KnownDay before = known;
    for (int back = 1; back <= signal.lastDays && !lacking.empty(); ++back) {
        before.day = known.day.plusDays(-back);
        if (isOfBook(signal.signal)) { // the other signals ask for the day alone
            auto then = all.known(before.day);
            if (!then)
                return then.error();
            before = std::move(*then);
        }
        const auto values = all.values(signal.signal, before, lacking);
        if (!values)
            return values.error();
        std::erase_if(lacking, [&](int account) {
            const double value = (*values)[std::size_t(account)];
            if (std::isnan(value))
                return false;
            inputs[std::size_t(account)][place] = {value, SignalState::Last};
            return true;
        });
    }
    return {};
}

/// The segment that takes each of `accounts`, by directory index; -1 for none.
std::vector<int> segmentsOf(const HealthModel &model, const signs::Signals &history, const signs::KnownDay &known,
    const std::vector<int> &accounts)
{
    const bool asksProduct = std::ranges::any_of(model.segments, [](const HealthSegment &segment) {
        return std::ranges::any_of(segment.when, [](const auto &condition) { return condition.field == "product"; });
    });
    const auto products = asksProduct ? history.products(known) : std::vector<std::vector<std::string>>();
    const double minorUnits = std::pow(10.0, known.book.currency().digits());
    std::vector<int> segments(known.arr.size(), -1);
    for (const int account : accounts) {
        const auto at = std::size_t(account);
        const coverage::FieldValues valuesOf = [&](const std::string &field) {
            return field == "product" ? products[at]
                                      : std::vector<std::string>{history.fields().on(field, known.day)[at]};
        };
        for (std::size_t i = 0; i < model.segments.size() && segments[at] < 0; ++i) {
            if (coverage::holds(model.segments[i].when, double(known.arr[at]) / minorUnits, valuesOf))
                segments[at] = int(i);
        }
    }
    return segments;
}

} // namespace

const char *toString(SignalState state)
{
    static constexpr const char *Names[] = {"present", "last", "neutral", "worst", "dropped"};
    return Names[std::size_t(state)];
}

HealthColour colourOf(const HealthModel &model, double score)
{
    if (score >= model.green - Tolerance)
        return HealthColour::Green;
    return score >= model.yellow - Tolerance ? HealthColour::Yellow : HealthColour::Red;
}

Score scoreOf(const HealthModel &model, const HealthSegment &segment, std::span<const SignalInput> inputs,
    std::vector<SignalScore> *parts)
{
    std::vector<SignalScore> own;
    std::vector<SignalScore> &all = parts ? *parts : own;
    all.clear();
    double weight = 0;
    double present = 0;
    double used = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const SignalModel &signal = segment.measures[i];
        all.push_back({inputs[i], scoreOfInput(signal, inputs[i]), signal.weight, 0});
        weight += signal.weight;
        present += hasValue(inputs[i].state) ? signal.weight : 0;
        used += inputs[i].state == SignalState::Dropped ? 0 : signal.weight;
    }
    for (SignalScore &part : all) {
        if (part.input.state != SignalState::Dropped && used > 0)
            part.effectiveWeight = part.weight / used;
    }
    return scoreOf(model, rawScore(model, all), weight > 0 ? std::optional(present / weight) : std::nullopt);
}

Score scoreOf(const HealthModel &model, std::optional<double> raw, std::optional<double> coverage)
{
    Score score{raw, coverage, {}, HealthColour::None};
    if (score.raw && score.coverage && *score.coverage >= model.coverageMin - Tolerance) {
        score.score = rounded(model, *score.raw);
        score.colour = colourOf(model, *score.score);
    }
    return score;
}

const AccountScore *DayScores::find(int account) const
{
    const auto found = std::ranges::lower_bound(accounts, account, {}, &AccountScore::account);
    return found != accounts.end() && found->account == account ? &*found : nullptr;
}

Result<std::vector<std::vector<SignalInput>>> inputsFor(const HealthSegment &segment, const signs::Signals &history,
    const signs::KnownDay &known, std::span<const int> accounts)
{
    std::vector<std::vector<SignalInput>> inputs(known.arr.size());
    for (const int account : accounts)
        inputs[std::size_t(account)].resize(segment.measures.size());
    for (std::size_t i = 0; i < segment.measures.size() && !accounts.empty(); ++i) {
        const SignalModel &signal = segment.measures[i];
        const auto placed = [&](const Error &error) {
            return Error{error.code,
                {QD_WORDS("Health", "Signal %1 of segment %2: %3"),
                    {signal.signal.name(), segment.name, Sentences(error.message)}}};
        };
        const auto values = history.values(signal.signal, known, accounts);
        if (!values)
            return placed(values.error());
        std::vector<int> lacking;
        for (const int account : accounts) {
            const double value = (*values)[std::size_t(account)];
            inputs[std::size_t(account)][i] = {
                value, std::isnan(value) ? stateWithout(signal.missing) : SignalState::Present};
            if (std::isnan(value))
                lacking.push_back(account);
        }
        if (signal.missing != MissingRule::Last)
            continue;
        if (const auto filled = fillFromBefore(signal, history, known, std::move(lacking), inputs, i); !filled)
            return placed(filled.error());
    }
    return inputs;
}

Result<std::vector<AccountScore>> scoresOf(const HealthModel &model, const signs::Signals &history,
    const signs::KnownDay &known, std::span<const int> accounts)
{
    std::vector<int> active;
    std::ranges::copy_if(
        accounts, std::back_inserter(active), [&](int account) { return known.arr[std::size_t(account)] > 0; });
    const std::vector<int> segments = segmentsOf(model, history, known, active);
    std::vector<AccountScore> scores;
    scores.reserve(active.size());
    for (const int account : active)
        scores.push_back({account, segments[std::size_t(account)], {}, {}});
    for (std::size_t i = 0; i < model.segments.size(); ++i) {
        std::vector<int> members;
        std::ranges::copy_if(
            active, std::back_inserter(members), [&](int account) { return segments[std::size_t(account)] == int(i); });
        auto inputs = inputsFor(model.segments[i], history, known, members);
        if (!inputs)
            return inputs.error();
        for (AccountScore &each : scores) {
            if (each.segment != int(i))
                continue;
            each.inputs = std::move((*inputs)[std::size_t(each.account)]);
            each.score = scoreOf(model, model.segments[i], each.inputs);
        }
    }
    return scores;
}

Result<DayScores> scoresOn(const HealthModel &model, const signs::Signals &history, Date day)
{
    auto known = history.known(day);
    if (!known)
        return known.error();
    std::vector<int> all(known->arr.size());
    std::iota(all.begin(), all.end(), 0);
    auto scores = scoresOf(model, history, *known, all);
    if (!scores)
        return scores.error();
    return DayScores{std::move(*known), std::move(*scores)};
}

void ColourCounts::add(HealthColour colour)
{
    switch (colour) {
    case HealthColour::Green:
        ++green;
        break;
    case HealthColour::Yellow:
        ++yellow;
        break;
    case HealthColour::Red:
        ++red;
        break;
    case HealthColour::None:
        ++none;
        break;
    }
}

int ColourCounts::of(HealthColour colour) const
{
    switch (colour) {
    case HealthColour::Green:
        return green;
    case HealthColour::Yellow:
        return yellow;
    case HealthColour::Red:
        return red;
    case HealthColour::None:
        break;
    }
    return none;
}

ColourCounts coloursOf(const DayScores &scores)
{
    ColourCounts counts;
    for (const AccountScore &each : scores.accounts)
        counts.add(each.score.colour);
    return counts;
}

} // namespace qd::health
