#include "core/base/checked_sum.h"
#include "core/explain/definition_change.h"
#include "core/explain/explain_store.h"
#include "core/explain/other_figures.h"
#include "core/store/settings.h"

#include <algorithm>

namespace qd::explain {

namespace {

Error wrong(const MessageWords &words, const Request &request)
{
    return {ErrorCode::InvalidArgument, {words, {request.metric.text}}, {request.metric.text}};
}

Result<void> checkRequest(const Request &request)
{
    const bool hasMonths = request.from && request.to;
    const bool hasDays = request.firstDay && request.lastDay;
    const bool hasAny = request.from || request.to || request.firstDay || request.lastDay;
    if (hasAny && !request.metric.isOfWindow())
        return wrong(QD_WORDS("Explain", "%1 is told on a day: give --as-of, not --from and --to."), request);
    if (hasAny && request.metric.kind == MetricKind::RenewalRate && !hasMonths && !hasDays)
        return wrong(QD_WORDS("Explain", "%1 wants --from and --to, both of them months or both days."), request);
    if (hasAny && request.metric.kind != MetricKind::RenewalRate && !hasMonths)
        return wrong(QD_WORDS("Explain", "%1 wants months as --from and --to, YYYY-MM."), request);
    return {};
}

Result<void> compute(const Scene &scene, Explanation &told)
{
    switch (scene.request.metric.kind) {
    case MetricKind::Arr:
        return explainArr(scene, told);
    case MetricKind::Nrr:
    case MetricKind::Grr:
    case MetricKind::LogoChurn:
        return explainRetention(scene, told);
    case MetricKind::Movement:
        return explainMovement(scene, told);
    case MetricKind::Bridge:
        return explainBridge(scene, told);
    case MetricKind::RenewalRate:
        return explainRenewalRate(scene, told);
    case MetricKind::Cohort:
        return explainCohort(scene, told);
    case MetricKind::Survival:
        return explainSurvival(scene, told);
    case MetricKind::Hours:
        return explainHours(scene, told);
    case MetricKind::DueArr:
        return explainDueArr(scene, told);
    }
    return {};
}

Result<void> addUp(Explanation &told)
{
    if (told.metric.isRate())
        told.denominator = 0;
    for (const ExplainedAccount &account : told.accounts) {
        told.hours += account.hours;
        if (!addTo(told.numerator, account.numerator)
            || (told.denominator && !addTo(*told.denominator, account.denominator.value_or(0))))
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Explain", "The parts of %1 are too large to add up."), {told.metric.text}}};
    }
    return {};
}

/// Ids of arr_history hold the month, so that order by id is by month.
void sort(Explanation &told)
{
    std::ranges::stable_sort(told.accounts, {}, &ExplainedAccount::account);
    std::ranges::stable_sort(told.rows, [](const ExplainedRow &a, const ExplainedRow &b) {
        return std::tie(a.account, a.source, a.entity, a.id, a.month, b.end)
            < std::tie(b.account, b.source, b.entity, b.id, b.month, a.end); // opening before closing
    });
}

void nameFiles(const store::Workspace &workspace, std::vector<ExplainedRow> &rows)
{
    std::map<std::int64_t, BatchOrigin> origins;
    for (ExplainedRow &row : rows) {
        const auto [at, isNew] = origins.try_emplace(row.batch);
        if (isNew)
            at->second = originOf(workspace, row.batch);
        row.file = at->second.file;
        row.sha256 = at->second.sha256;
        row.sheet = at->second.sheet;
        row.profile = at->second.profile;
    }
}

void nameDefinition(const store::Workspace &workspace, Explanation &told)
{
    const auto dictionary = dictionary::Dictionary::read(workspace);
    told.definition = told.metric.text.substr(0, told.metric.text.find(':'));
    if (const auto *inForce = dictionary.inForce(told.definition, told.window.end()))
        told.version = inForce->version;
    const auto grace = store::graceDays(workspace);
    if (auto other = otherConvention(dictionary, told.definition, told.window.end(), grace ? *grace : 0))
        told.warnings.push_back(std::move(*other));
}

/// A figure without customers that ends before the ARR source says anything is none; of one that it has nobody in, it
/// is 0.
Result<void> checkThereIsData(const portfolio::Portfolio &portfolio, const Explanation &told)
{
    const auto book = portfolio.book();
    if (!told.accounts.empty() || !book || book->pieces().empty())
        return {};
    const Date first = std::ranges::min_element(book->pieces(), {}, &portfolio::ArrPiece::from)->from;
    const Date end = told.window.end();
    if (end >= first)
        return {};
    return Error{ErrorCode::NoData,
        {QD_WORDS("Explain",
             "There is no %1 on %2: what %3 has begins on %4. Ask for a day from then on, or import what was before."),
            {told.metric.text, end, book->source().name, first}},
        {end.iso()}};
}

} // namespace

Date ExplainedWindow::end() const
{
    return to ? to->lastDay() : lastDay ? *lastDay : asOf.value_or(Date());
}

std::optional<double> Explanation::rate() const
{
    if (metric.kind == MetricKind::Survival)
        return survival;
    if (denominator.value_or(0) == 0)
        return std::nullopt;
    return double(numerator) / double(*denominator);
}

std::set<int> Explanation::customers() const
{
    std::set<int> customers;
    for (const ExplainedAccount &each : accounts)
        customers.insert(each.account);
    return customers;
}

Result<Explanation> explain(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, Progress &progress)
{
    auto told = explainOrNothing(workspace, portfolio, request, progress);
    if (!told)
        return told;
    if (auto fine = checkThereIsData(*portfolio, *told); !fine)
        return fine.error();
    return told;
}

Result<Explanation> explainOrNothing(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, Progress &progress)
{
    if (auto fine = checkRequest(request); !fine)
        return fine.error();
    const auto choice = GroupChoice::of(*portfolio, request.by, request.group);
    if (!choice)
        return choice.error();
    Explanation told{request.metric, portfolio->currency(), {}, choice->name()};
    if (auto done = compute({workspace, portfolio, request, *choice, progress}, told); !done)
        return done.error();
    if (auto done = addUp(told); !done)
        return done.error();
    sort(told);
    nameFiles(workspace, told.rows);
    nameDefinition(workspace, told);
    return told;
}

} // namespace qd::explain
