#include "core/base/rounding.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/source_label.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

using Better = metrics::TargetTerms::Better;

/// Which way a metric is better, as its target has it.
Better betterOf(std::string_view metric)
{
    const metrics::Metric *found = metrics::find(metric);
    return found && found->target ? found->target->better : Better::Higher;
}

/// A miss by no more than this share is "watch": one point of a rate, one percent of an amount.
constexpr double WatchWithin = 0.01;

void judge(ScorecardRow &row, double value, double target, std::string_view metric, double scale)
{
    const Better better = betterOf(metric);
    const double miss = better == Better::Higher ? target - value : value - target;
    if (miss <= 0) {
        row.status = QD_WORDS("Packs", "on target");
        row.statusIs = Judgement::Good;
    } else if (miss <= WatchWithin * scale + 1e-12) {
        row.status = QD_WORDS("Packs", "watch");
        row.statusIs = Judgement::Warn;
    } else {
        row.status = better == Better::Higher ? QD_WORDS("Packs", "below") : QD_WORDS("Packs", "above");
        row.statusIs = Judgement::Bad;
    }
}

Judgement judgementOf(std::int64_t change, Better better)
{
    if (change == 0)
        return Judgement::None;
    return (change > 0) == (better == Better::Higher) ? Judgement::Good : Judgement::Bad;
}

const double *targetOf(const MonthMeasures &measures, std::string_view metric)
{
    const auto found = measures.targets.find(metric);
    return found == measures.targets.end() ? nullptr : &found->second;
}

ScorecardRow arrRow(const MonthMeasures &measures)
{
    ScorecardRow row{QD_WORDS("Packs", "ARR"), Figure::shortMoney(measures.flow.closing, measures.currency)};
    row.origin = Origin::at(Origin::Of::Arr, measures.month);
    if (measures.flow.opening != 0) {
        const std::int64_t growth =
            shownTenths(double(measures.flow.closing - measures.flow.opening) / double(measures.flow.opening));
        row.change = Figure::percentOfTenths(growth).withSign();
        row.changeIs = judgementOf(growth, betterOf(metrics::Arr));
    }
    for (const revenue::RetentionPoint &point : measures.trend)
        row.trend.emplace_back(double(point.arr));
    const double unit = double(minorPerMajor(measures.currency));
    if (const double *target = targetOf(measures, metrics::Arr)) {
        row.reference = Figure::shortMoney(
            static_cast<std::int64_t>(shownUnits(*target, measures.currency.digits())), measures.currency);
        judge(row, double(measures.flow.closing) / unit, *target, metrics::Arr, *target);
    } else if (measures.targets.empty() && measures.trend.front().arr > 0) {
        row.reference = Figure::shortMoney(measures.trend.front().arr, measures.currency);
    }
    return row;
}

ScorecardRow rateRow(const MonthMeasures &measures, const metrics::Metric &metric)
{
    const ShownRate now = monthlyRate(measures, metric.key);
    ScorecardRow row{{QD_WORDS("Packs", "%1, 12 months"), {Sentences(metric.name)}},
        now.now ? Message(Figure::percentOfTenths(*now.now)) : Message(QD_WORDS("Packs", "none yet"))};
    row.origin = Origin::at(Origin::Of::Retention, measures.month);
    if (now.now && now.before) {
        row.change = Figure::points(*now.now - *now.before);
        row.changeIs = judgementOf(*now.now - *now.before, betterOf(metric.key));
    }
    for (const revenue::RetentionPoint &point : measures.trend)
        row.trend.push_back(point.rate(metric.key));
    const double *target = targetOf(measures, metric.key);
    if (target && now.now) {
        row.reference = Share{*target};
        judge(row, double(*now.now) / 1000, *target, metric.key, 1);
    } else if (measures.targets.empty() && measures.trend.front().rate(metric.key)) {
        row.reference = Share{*measures.trend.front().rate(metric.key)};
    }
    return row;
}

Origin renewalOrigin(const MonthMeasures &measures)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    origin.title = QD_WORDS("Packs", "Renewals due in 90 days");
    for (const int account : measures.renewals.back().accounts)
        origin.accounts.push_back(measures.accounts->at(account).id);
    return origin;
}

ScorecardRow renewalRow(const MonthMeasures &measures)
{
    const RenewalsAhead &now = measures.renewals.back().sum;
    ScorecardRow row{QD_WORDS("Packs", "Renewals due, 90 days"), Figure::shortMoney(now.due, measures.currency)};
    row.origin = renewalOrigin(measures);
    for (const RenewalsDue &due : measures.renewals)
        row.trend.emplace_back(double(due.sum.due));
    if (now.atRisk && now.due > 0)
        row.change = {QD_WORDS("Packs", "%1 at risk"), {Figure::wholePercent(double(*now.atRisk) / double(now.due))}};
    const double *target = targetOf(measures, metrics::AtRiskShare);
    if (target && now.atRisk && now.due > 0) {
        row.reference = {QD_WORDS("Packs", "under %1"), {Figure::wholePercent(*target)}};
        judge(row, double(*now.atRisk) / double(now.due), *target, metrics::AtRiskShare, 1);
    } else if (measures.targets.empty()) {
        row.reference = Figure::shortMoney(measures.renewals.front().sum.due, measures.currency);
    }
    return row;
}

std::optional<double> share(const HealthCoverage &coverage)
{
    return coverage.customers > 0 ? std::optional(double(coverage.scored) / coverage.customers) : std::nullopt;
}

ScorecardRow healthRow(const MonthMeasures &measures)
{
    const auto now = share(measures.health.back());
    ScorecardRow row{QD_WORDS("Packs", "Health coverage"), now ? Message(Share{*now}) : none()};
    row.origin = Origin::at(Origin::Of::Arr, measures.month);
    for (const HealthCoverage &coverage : measures.health)
        row.trend.push_back(share(coverage));
    const auto before = share(measures.health[measures.health.size() - 2]);
    if (now && before) {
        const std::int64_t change = shownTenths(*now) - shownTenths(*before);
        row.change = Figure::points(change);
        row.changeIs = judgementOf(change, betterOf(metrics::HealthCoverage));
    }
    const auto yearAgo = share(measures.health.front());
    if (const double *target = targetOf(measures, metrics::HealthCoverage); target && now) {
        row.reference = Share{*target};
        judge(row, *now, *target, metrics::HealthCoverage, 1);
    } else if (measures.targets.empty() && yearAgo) {
        row.reference = Share{*yearAgo};
    }
    return row;
}

ScorecardRow matchRow(const MonthMeasures &measures)
{
    const reconcile::Reconciliation &found = *measures.reconciliation;
    const auto [left, right] = pairLabels(found);
    ScorecardRow row{{QD_WORDS("Packs", "ARR match, %1\u2013%2"), {left.within, right.within}}, none()};
    row.origin = Origin::from(Origin::Of::Reconciliation);
    if (found.inEither == 0)
        return row;
    const double rate = double(found.matched) / found.inEither;
    row.value = Share{rate};
    row.change = {QD_WORDS("Packs", "%1 of %2"), {Count{found.matched}, Count{found.inEither}}};
    if (const double *target = targetOf(measures, metrics::ArrMatch)) {
        row.reference = Share{*target};
        judge(row, rate, *target, metrics::ArrMatch, 1);
    }
    return row;
}

} // namespace

Scorecard scorecard(const MonthMeasures &measures)
{
    const bool targets = !measures.targets.empty();
    Scorecard card;
    card.title = QD_WORDS("Packs", "Scorecard");
    card.subtitle = {targets ? QD_WORDS("Packs", "change on %1, target, last 13 months")
                             : QD_WORDS("Packs", "change on %1, a year ago, last 13 months"),
        {monthAlone(measures.month.plus(-1))}};
    card.valueHeader = monthAlone(measures.month);
    card.referenceHeader =
        targets ? Message(QD_WORDS("Packs", "Target")) : Message(shortMonth(measures.month.plus(-12)));
    card.hasStatus = targets;
    card.rows.push_back(arrRow(measures));
    for (const metrics::Metric *metric : revenue::retentionMetrics())
        card.rows.push_back(rateRow(measures, *metric));
    if (measures.renewals.back().known)
        card.rows.push_back(renewalRow(measures));
    if (!measures.health.empty())
        card.rows.push_back(healthRow(measures));
    if (measures.reconciliation)
        card.rows.push_back(matchRow(measures));
    return card;
}

} // namespace qd::pack
