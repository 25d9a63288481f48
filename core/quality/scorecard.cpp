#include "core/quality/scorecard.h"

#include "core/quality/findings.h"

#include <algorithm>

namespace qd::quality {

const std::vector<std::string> &tierOne()
{
    static const std::vector<std::string> fields{"renewal_date", "arr", "lifecycle_stage", "owner", "segment"};
    return fields;
}

std::optional<double> CheckFigure::rate() const
{
    return n > 0 ? std::optional(double(failed) / double(n)) : std::nullopt;
}

std::optional<double> Scorecard::score() const
{
    double sum = 0;
    int rated = 0;
    for (const CheckFigure &figure : figures) {
        if (const auto rate = figure.rate()) {
            sum += 1 - *rate;
            ++rated;
        }
    }
    return rated > 0 ? std::optional(sum / rated) : std::nullopt;
}

Message Scorecard::sentence(const Failure &failure) const
{
    if (failure.detail >= 0)
        return details[std::size_t(failure.detail)];
    return {QD_WORDS("Quality", "%1 has no value."), {figures[std::size_t(failure.figure)].field}};
}

Waiver Scorecard::waiverOf(const identity::AccountDirectory &accounts, const Failure &failure) const
{
    const CheckFigure &figure = figures[std::size_t(failure.figure)];
    Waiver waiver;
    waiver.check = figure.check;
    waiver.source = figure.source;
    waiver.entity = figure.entity;
    waiver.field = figure.field;
    waiver.from = asOf.value_or(Date());
    const Place place = failure.place < 0 ? Place() : places[std::size_t(failure.place)];
    if (!place.id.empty()) {
        waiver.record = {figure.source, place.id};
    } else if (place.batch > 0) {
        waiver.record = {std::to_string(place.batch), std::to_string(place.line)};
    } else if (failure.account >= 0) {
        const identity::LinkedRecord *named = nullptr; // rather one that says more than an id
        for (const identity::LinkedRecord &each : accounts.at(accounts.customerNow(failure.account)).records) {
            const bool isIts =
                accounts.holderOfRecord(each.source.str(), each.id.str(), waiver.from) == failure.account;
            if (isIts && (!named || (named->bare && !each.bare)))
                named = &each;
        }
        if (named)
            waiver.record = {named->source, named->id};
    }
    return waiver;
}

Result<Scorecard> scorecard(const store::Workspace &workspace, std::shared_ptr<const portfolio::Portfolio> portfolio,
    std::optional<Date> asOf, Progress &progress)
{
    const auto day = asOf ? asOf : portfolio->latestAsOf();
    if (!day) {
        Scorecard empty;
        empty.currency = portfolio->currency();
        return empty;
    }
    progress.begin(QD_WORDS("Quality", "Checking the data"));
    const auto data = QualityData::read(workspace, std::move(portfolio), *day, progress);
    if (!data)
        return data.error();
    Findings findings(*data);
    if (data->noArr)
        findings.note(*data->noArr);
    for (const auto check : {checkCompleteness, checkRecords, checkContracts, checkImports, checkStages}) {
        if (progress.isCancelled())
            return cancelled();
        if (const auto done = check(*data, findings); !done)
            return done.error();
    }
    return findings.finished();
}

} // namespace qd::quality
