#include "ui/cohorts/cohorts_view.h"

#include "core/lifecycle/origins.h"
#include "core/renewals/renewal_calendar.h"
#include "core/store/workspace.h"

namespace qd::ui {

namespace {

/// What every view is read from.
struct Read {
    const store::Workspace &workspace;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    const portfolio::ArrBook &book;
    const PageContext &context;

    [[nodiscard]] bool passes(int account) const { return context.passes(portfolio->accounts().at(account)); }
};

pack::CohortChartOptions shownOf(retention::CohortPeriod period, bool isSplit)
{
    pack::CohortChartOptions shown;
    shown.mostRows = isSplit ? 8 : 24;
    shown.mostColumns = period == retention::CohortPeriod::Quarter ? 25 : 37;
    return shown;
}

Result<RetentionFigures> readRetention(const Read &read, const CohortsChoice::Retention &choice, Progress &progress)
{
    RetentionFigures figures;
    figures.options.measure = choice.measure;
    figures.options.period = choice.period;
    figures.options.base = choice.base;
    figures.options.group = choice.group;
    figures.options.asOf = read.context.asOf;
    figures.options.fx = read.context.fx;
    figures.options.grouping = read.context.grouping();
    figures.options.fiscalYearStart = read.portfolio->fiscalYearStart();
    figures.shown = shownOf(choice.period, !choice.group.empty());
    if (choice.measure == retention::CohortMeasure::Usage) {
        auto used = retention::UsedMonths::read(read.workspace, read.portfolio->accounts());
        if (!used && used.error().code == ErrorCode::NoData) {
            figures.missing = used.error().message;
            return figures;
        }
        if (!used)
            return used.error();
        figures.options.used = std::make_shared<const retention::UsedMonths>(std::move(*used));
    }
    if (lifecycle::isOrigin(choice.group)) {
        auto values = lifecycle::originsOf(choice.group, read.workspace, *read.portfolio, read.book.day());
        if (!values)
            return values.error();
        figures.options.groupValues = std::make_shared<const std::vector<std::string>>(std::move(*values));
    }
    auto cohorts = retention::computeCohorts(*read.portfolio, read.book, figures.options, progress);
    if (!cohorts)
        return cohorts.error();
    figures.cohorts = std::move(*cohorts);
    return figures;
}

/// The curves of lives, as they are to be shown.
void addCurves(SurvivalFigures &figures, const CohortsChoice::Survival &choice)
{
    survival::SurvivalOptions options;
    options.interval = choice.interval;
    figures.interval = choice.interval;
    figures.shown = choice.shown;
    figures.curves = pack::monthlyCurves({figures.lives.begin(), figures.lives.end()}, options);
}

Result<SurvivalFigures> readLandmark(const Read &read, const CohortsChoice::Survival &choice)
{
    const auto customers = lifecycle::KnownCustomers::read(read.workspace, read.portfolio, read.context.asOf);
    if (!customers)
        return customers.error();
    auto lives =
        lifecycle::landmarkLives(*customers, choice.landmark, [&](int account) { return read.passes(account); });
    if (!lives)
        return lives.error();
    SurvivalFigures figures;
    figures.landmark = choice.landmark;
    figures.lives = std::move(*lives);
    addCurves(figures, choice);
    return figures;
}

/// Customers by what they began with; a model that cannot be is no fault of the page.
Result<HazardFigures> readHazard(
    const Read &read, const CohortsChoice::Survival &choice, const std::vector<lifecycle::CustomerLife> &lives)
{
    std::vector<std::string> dimensions = choice.drivers;
    if (choice.landmark > 0)
        dimensions.insert(dimensions.begin(), lifecycle::ByLifeGroup);
    auto drivers = lifecycle::churnDrivers(read.workspace, *read.portfolio, read.book, lives, dimensions);
    if (!drivers)
        return drivers.error();
    HazardFigures figures{std::move(*drivers), {}};
    if (figures.drivers.inputs.empty()) {
        figures.missing = lifecycle::withoutDrivers();
        return figures;
    }
    auto model = survival::fitHazards(figures.drivers.data, statistics::CoxTies::Efron, true);
    if (model)
        figures.model = std::move(*model);
    else
        figures.missing = model.error().message;
    return figures;
}

Result<SurvivalFigures> readCurves(const Read &read, const CohortsChoice::Survival &choice)
{
    if (choice.landmark > 0)
        return readLandmark(read, choice);
    lifecycle::LifeOptions options{choice.by, choice.strata, {}};
    if (choice.model)
        options = {}; // customers as such, by their inputs
    if (choice.after == AfterValue) {
        const auto settings = lifecycle::LifecycleSettings::read(read.workspace);
        if (!settings)
            return settings.error();
        options.after = lifecycle::LifeEvent{lifecycle::LifeEvent::Kind::Milestone, settings->milestone};
    } else if (!choice.after.empty()) {
        auto event = lifecycle::LifeEvent::fromText(choice.after);
        if (!event)
            return event.error();
        options.after = std::move(*event);
    }
    auto lives = lifecycle::customerLives(read.workspace, read.portfolio, read.book, options);
    if (!lives)
        return lives.error();
    SurvivalFigures figures;
    figures.by = options.by;
    figures.strata = options.strata;
    for (lifecycle::CustomerLife &life : *lives) {
        if (read.passes(life.account))
            figures.lives.push_back(std::move(life));
    }
    addCurves(figures, choice);
    return figures;
}

Result<SurvivalFigures> readSurvival(const Read &read, const CohortsChoice::Survival &choice)
{
    auto figures = readCurves(read, choice);
    if (!figures || !choice.model)
        return figures;
    auto hazard = readHazard(read, choice, figures->lives);
    if (!hazard)
        return hazard.error();
    figures->hazard = std::move(*hazard);
    return figures;
}

Result<ValueFigures> readValue(const Read &read, const std::string &by)
{
    const auto customers = lifecycle::KnownCustomers::read(read.workspace, read.portfolio, read.context.asOf);
    if (!customers)
        return customers.error();
    const std::function<bool(int)> only = [&](int account) { return read.passes(account); };
    ValueFigures figures;
    figures.settings = customers->settings;
    figures.day = customers->day;
    figures.by = by;
    const auto groups = lifecycle::valueGroups(read.workspace, *customers, by);
    if (!groups)
        return groups.error();
    figures.cases = lifecycle::groupedCases(*customers, *groups, only);
    figures.rows = lifecycle::timeToValue(figures.cases);
    figures.curves = pack::dailyCurves(livesOf(figures.cases));
    const renewals::DueWindow year =
        windowOf(renewals::NamedWindow::LastYear, customers->day, read.portfolio->fiscalYearStart());
    figures.window = {year.from, year.to};
    auto funnel = lifecycle::funnelOf(read.workspace, *customers, figures.window, {}, only);
    if (!funnel)
        return funnel.error();
    figures.funnel = std::move(*funnel);
    auto open = lifecycle::openCases(read.workspace, *customers, figures.window, only);
    if (!open)
        return open.error();
    figures.open = std::move(*open);
    return figures;
}

Result<ChurnFigures> readChurn(const Read &read, const CohortsChoice::Churn &choice, Progress &progress)
{
    lifecycle::ChurnOptions options;
    options.to = Month::lastEndedBy(read.book.day());
    options.from = options.to.plus(1 - choice.months);
    options.by = choice.by;
    options.kind = choice.kind;
    options.grouping = read.context.grouping();
    options.knownOn = read.context.asOf;
    auto analysis = lifecycle::analyseChurn(read.workspace, *read.portfolio, read.book, options, progress);
    if (!analysis)
        return analysis.error();
    return ChurnFigures{std::move(*analysis), choice.by, options.from, options.to};
}

Result<EconomicsFigures> readEconomics(const Read &read, const CohortsChoice::Economics &choice, Progress &progress)
{
    economics::EconomicsOptions options;
    options.to = Month::lastEndedBy(std::min(read.book.day(), read.book.lastKnownDay()));
    options.from = options.to.plus(-choice.months);
    options.by = choice.by;
    options.filters = read.context.grouping().filters;
    options.fx = read.context.fx;
    auto found = economics::retentionEconomics(read.workspace, *read.portfolio, read.book, options, progress);
    if (!found)
        return found.error();
    return EconomicsFigures{std::move(*found), choice.by};
}

/// Moves a result into its place in the view; what went wrong, else nothing.
template <typename T>
Result<void> take(Result<T> result, std::optional<T> &place)
{
    if (!result)
        return result.error();
    place = std::move(*result);
    return {};
}

} // namespace

Result<std::shared_ptr<const CohortsView>> computeCohortsView(
    const PageContext &context, const CohortsChoice &choice, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    const auto book = portfolio->book(context.asOf);
    if (!book)
        return book.error();
    const Read read{**workspace, portfolio, *book, context};
    auto view = std::make_shared<CohortsView>();
    view->accounts = book->accountsPtr();
    view->currency = book->currency();
    view->fx = context.fx;
    view->stale = book->staleRatesOn(book->day());
    view->part = choice.part;
    Result<void> done;
    switch (choice.part) {
    case CohortsPart::Retention:
        done = take(readRetention(read, choice.retention, progress), view->retention);
        break;
    case CohortsPart::Survival:
        done = take(readSurvival(read, choice.survival), view->survival);
        break;
    case CohortsPart::Value:
        done = take(readValue(read, choice.valueBy), view->value);
        break;
    case CohortsPart::Churn:
        done = take(readChurn(read, choice.churn, progress), view->churn);
        break;
    case CohortsPart::Economics:
        done = take(readEconomics(read, choice.economics, progress), view->economics);
        break;
    }
    if (!done)
        return done.error();
    return std::shared_ptr<const CohortsView>(view);
}

Result<std::vector<retention::CohortMember>> cellMembers(const PageContext &context,
    const retention::CohortOptions &options, const pack::CohortRow &row, bool ofAllBlocks, int k, Progress &progress)
{
    const auto portfolio = portfolioOf(context);
    if (!portfolio)
        return portfolio.error();
    const auto book = (*portfolio)->book(context.asOf);
    if (!book)
        return book.error();
    return retention::cohortMembers(
        **portfolio, *book, options, row.label, k, progress, ofAllBlocks ? std::nullopt : std::optional(row.group));
}

Result<std::shared_ptr<const KnownBeforeView>> computeKnownBefore(
    const PageContext &context, Month from, Month to, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto data = backtest::Lookback::read(**workspace, progress, context.asOf);
    if (!data)
        return data.error();
    auto known = backtest::knownBefore(
        *data, from.firstDay(), to.lastDay(), [&](int account) { return context.passes(data->accounts().at(account)); },
        progress);
    if (!known)
        return known.error();
    return std::make_shared<const KnownBeforeView>(KnownBeforeView{std::move(*known), data->portfolio->accountsPtr()});
}

} // namespace qd::ui
