#include "core/quality/scorecard.h"

#include "core/base/words.h"
#include "core/quality/findings.h"

#include <array>

namespace qd::quality {

namespace {

constexpr std::array<const char *, Checks> Keys{"completeness", "drift", "duplicates", "freshness", "gaps", "orphans",
    "overlap", "stale_rates", "stale_stage", "validity"};

constexpr std::array<const char *, Checks> Names{QT_TRANSLATE_NOOP("Words", "Completeness"),
    QT_TRANSLATE_NOOP("Words", "Drift"), QT_TRANSLATE_NOOP("Words", "Duplicates"),
    QT_TRANSLATE_NOOP("Words", "Freshness"), QT_TRANSLATE_NOOP("Words", "Gaps"), QT_TRANSLATE_NOOP("Words", "Orphans"),
    QT_TRANSLATE_NOOP("Words", "Overlap"), QT_TRANSLATE_NOOP("Words", "Stale rates"),
    QT_TRANSLATE_NOOP("Words", "Stale stages"), QT_TRANSLATE_NOOP("Words", "Validity")};

} // namespace

const char *nameOf(Check check)
{
    return Names[std::size_t(check)];
}

std::string keyOf(Check check)
{
    return Keys[std::size_t(check)];
}

std::string keyOf(Status status)
{
    return std::array{"ok", "warn", "fail"}[std::size_t(status)];
}

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
