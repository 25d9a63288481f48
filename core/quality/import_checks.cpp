#include "core/quality/findings.h"

#include "core/sources/freshness.h"
#include "core/sources/sources_store.h"
#include "core/statistics/population_stability.h"
#include "core/store/customer_rows.h"
#include "core/store/import_batches.h"
#include "core/store/workspace.h"

#include <array>
#include <cmath>
#include <span>

namespace qd::quality {

namespace {

using store::ImportBatch;

/// A last file may differ from the one before by one part in so many, or so many points, before it counts as drift.
constexpr int DriftParts = 5;
constexpr double MostDrift = 1.0 / DriftParts;

/// Whether a share is over MostDrift, without the rounding that fractions bring: 9 of 10 after 7 of 10 is not.
bool isDrift(std::int64_t share, std::int64_t whole)
{
    return share > whole / DriftParts; // whole numbers: over the fifth is over its floor
}

void checkFreshness(const QualityData &data, Findings &findings)
{
    TextMap<std::string> latest; // as-of date on the day, by source; also of batches without rows
    for (const ImportBatch &batch : store::importBatches(data.workspace.db())) {
        if (batch.undone || batch.asOf > data.day.iso())
            continue;
        std::string &asOf = latest.try_emplace(batch.source).first->second;
        asOf = std::max(asOf, batch.asOf);
    }
    std::vector<sources::SourceState> states;
    for (const auto &[source, asOf] : latest)
        states.push_back({source, data.portfolio->kindOf(source), asOf, {}});
    const auto settingOf = [&data](const std::string &key) { return data.portfolio->setting(key); };
    for (const sources::SourceFreshness &source : sources::freshnessOn(states, data.day, settingOf)) {
        const int index = findings.begin(Check::Freshness, source.name, {}, {}, 1);
        const Count days{source.ageDays.value_or(0)};
        if (source.late())
            findings.fail(index, -1, -1,
                findings.detail({QD_WORDS_N("Quality", "Its data are %1 days old; %2 are its limit.",
                                     "Its data are %1 day old; %2 are its limit."),
                    {days, std::to_string(source.limits.warn)}}));
        CheckFigure &figure = findings.at(index);
        figure.threshold = source.limits.warn;
        figure.amount = double(days.value);
        figure.status = source.tooOld() ? Status::Fail : source.late() ? Status::Warn : Status::Ok;
    }
}

void checkValidity(const QualityData &data, const ImportBatch &last, Findings &findings)
{
    const int figure = findings.begin(Check::Validity, last.source, last.entity, {}, last.counts.read);
    if (last.counts.quarantined == 0)
        return;
    sources::forEachQuarantined(data.workspace, last.batch, [&](const sources::QuarantinedRow &row) {
        findings.fail(figure, -1, findings.place({}, row.batch, int(row.line)), findings.detail(row.message));
    });
}

/// What the last file of a source and entity is compared with.
struct Pair {
    const ImportBatch &before;
    const ImportBatch &last;
};

/// What was measured of a file against the one before.
struct Moved {
    double by = 0;
    double limit = MostDrift;
    bool tooFar = false; ///< over the limit
};

/// A figure of drift: fails over its limit.
void addDrift(const Pair &pair, const std::string &field, const Moved &moved, Message detail, Findings &findings)
{
    const int index = findings.begin(Check::Drift, pair.last.source, pair.last.entity, field, 1);
    findings.at(index).amount = moved.by;
    findings.at(index).threshold = moved.limit;
    if (moved.tooFar)
        findings.fail(index, -1, -1, findings.detail(std::move(detail)));
}

/// Of two sums, of which the first is above 0.
Moved movedFrom(std::int64_t before, std::int64_t last)
{
    return {std::abs(double(last) / double(before) - 1), MostDrift,
        isDrift(last > before ? last - before : before - last, before)};
}

void checkRows(const Pair &pair, Findings &findings)
{
    const std::int64_t before = pair.before.counts.read;
    const std::int64_t last = pair.last.counts.read;
    addDrift(pair, "rows", movedFrom(before, last),
        {QD_WORDS_N("Quality", "%1 rows in %2, after %3 in %4.", "%1 row in %2, after %3 in %4."),
            {Count{last}, pair.last.file, Count{before}, pair.before.file}},
        findings);
}

/// Of each column that both files have: the part of rows without a value, in points.
void checkEmptyFields(const QualityData &data, const Pair &pair, Findings &findings)
{
    const auto taken = [](const ImportBatch &batch) { return batch.counts.accepted + batch.counts.unchanged; };
    if (taken(pair.before) == 0 || taken(pair.last) == 0)
        return;
    const store::EmptyFields before = store::emptyFields(data.workspace.db(), pair.before.batch);
    for (const auto &[field, empty] : store::emptyFields(data.workspace.db(), pair.last.batch)) {
        const auto was = before.find(field);
        if (was == before.end())
            continue;
        const Share now{double(empty) / double(taken(pair.last))};
        const Share then{double(was->second) / double(taken(pair.before))};
        const std::int64_t points = std::abs(empty * taken(pair.before) - was->second * taken(pair.last));
        addDrift(pair, field,
            {std::abs(now.value - then.value), MostDrift, isDrift(points, taken(pair.before) * taken(pair.last))},
            {QD_WORDS("Quality", "%1 of the rows of %2 have no %3, after %4 in %5."),
                {now, pair.last.file, field, then, pair.before.file}},
            findings);
    }
}

/// The entity that a source's ARR is read from.
std::string arrEntity(portfolio::ArrBasis basis)
{
    switch (basis) {
    case portfolio::ArrBasis::History:
        return "arr_history";
    case portfolio::ArrBasis::Subscriptions:
        return "subscriptions";
    case portfolio::ArrBasis::Accounts:
        return "accounts";
    case portfolio::ArrBasis::None:
        break;
    }
    return {};
}

/// Sum on a day at the rates of another; nothing where it cannot be told.
std::optional<std::int64_t> arrOn(const portfolio::ArrBook &book, Date day, Date rateDay)
{
    const auto values = book.accountValues(std::min(day, book.lastKnownDay()), rateDay);
    if (!values)
        return std::nullopt;
    std::int64_t sum = 0;
    for (const std::int64_t value : *values) {
        if (__builtin_add_overflow(sum, value, &sum))
            return std::nullopt;
    }
    return sum;
}

void checkArr(const QualityData &data, const Pair &pair, Findings &findings)
{
    for (const portfolio::ArrSource &source : data.portfolio->sources()) {
        if (source.name != pair.last.source || arrEntity(source.basis) != pair.last.entity)
            continue;
        const Date day = *Date::fromIso(pair.last.asOf);
        const auto book = data.portfolio->book(source, day);
        if (!book)
            return;
        const auto before = arrOn(*book, *Date::fromIso(pair.before.asOf), day);
        const auto last = arrOn(*book, day, day);
        if (!before || !last || *before == 0)
            return;
        const Currency currency = data.portfolio->currency();
        addDrift(pair, "arr_total", movedFrom(*before, *last),
            {QD_WORDS("Quality", "ARR is %1, after %2 on %3."),
                {Money{*last, currency}, Money{*before, currency}, *Date::fromIso(pair.before.asOf)}},
            findings);
    }
}

/// Green, yellow, red of a source's records on two days, each by its last score.
using Colours = std::array<double, 3>;
struct ColourMix {
    Colours before{};
    Colours last{};
};

ColourMix coloursOf(const QualityData &data, const Pair &pair)
{
    const Date before = *Date::fromIso(pair.before.asOf);
    const Date last = *Date::fromIso(pair.last.asOf);
    ColourMix mix;
    std::string record;
    std::array<portfolio::HealthColour, 2> now{};
    const auto count = [&] {
        for (const auto &[colour, colours] : {std::pair(now[0], &mix.before), std::pair(now[1], &mix.last)}) {
            if (colour != portfolio::HealthColour::None)
                ++(*colours)[std::size_t(colour) - std::size_t(portfolio::HealthColour::Green)];
        }
        now = {};
    };
    store::forEachHealthScore(data.workspace, [&](const store::HealthRow &row) {
        if (row.source != pair.last.source)
            return;
        if (row.recordId != record) {
            count();
            record = row.recordId;
        }
        if (row.date <= before)
            now[0] = portfolio::healthColourOf(row.colour);
        if (row.date <= last)
            now[1] = portfolio::healthColourOf(row.colour);
    });
    count();
    return mix;
}

void checkColours(const QualityData &data, const Pair &pair, Findings &findings)
{
    if (pair.last.entity != "health_scores")
        return;
    const ColourMix mix = coloursOf(data, pair);
    const auto stability = statistics::populationStability(mix.before, mix.last);
    if (!stability)
        return;
    addDrift(pair, "colours", {stability->index, stability->limit, stability->index > stability->limit},
        {QD_WORDS("Quality", "%1 green, %2 yellow, %3 red, after %4, %5, %6 on %7."),
            {Count{std::int64_t(mix.last[0])}, Count{std::int64_t(mix.last[1])}, Count{std::int64_t(mix.last[2])},
                Count{std::int64_t(mix.before[0])}, Count{std::int64_t(mix.before[1])},
                Count{std::int64_t(mix.before[2])}, *Date::fromIso(pair.before.asOf)}},
        findings);
}

} // namespace

Result<void> checkImports(const QualityData &data, Findings &findings)
{
    checkFreshness(data, findings);
    for (std::size_t i = 0; i < data.batches.size(); ++i) {
        const ImportBatch &last = data.batches[i];
        const auto isSame = [&last](const ImportBatch &other) {
            return other.source == last.source && other.entity == last.entity;
        };
        if (i + 1 < data.batches.size() && isSame(data.batches[i + 1]))
            continue;
        checkValidity(data, last, findings);
        if (i == 0 || !isSame(data.batches[i - 1]))
            continue;
        const Pair pair{data.batches[i - 1], last};
        checkRows(pair, findings);
        checkEmptyFields(data, pair, findings);
        checkArr(data, pair, findings);
        checkColours(data, pair, findings);
    }
    return {};
}

} // namespace qd::quality
