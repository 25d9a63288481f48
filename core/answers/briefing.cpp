#include "core/answers/briefing.h"

#include "core/actions/action_figures.h"
#include "core/actions/actions_store.h"
#include "core/answers/answers_store.h"
#include "core/health/colour_shift.h"
#include "core/portfolio/account_overview.h"
#include "core/reconcile/words.h"
#include "core/revenue/arr_on_day.h"

#include <set>

namespace qd::answers {

namespace {

constexpr int TrendMonths = 13;

template <typename Things>
Count countOf(const Things &things)
{
    return {std::int64_t(things.size())};
}

void readSources(const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Briefing &result)
{
    const sources::SourceList list = sources::listSources(workspace);
    result.sources =
        sources::freshnessOn(list.sources, result.asOf, [&](const std::string &key) { return portfolio.setting(key); });
    result.quarantined = sources::rowsInQuarantine(workspace);
    for (const sources::BatchReport &batch : list.batches)
        result.rowsRead += batch.undone ? 0 : batch.read;
}

Result<void> addRevenue(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const BriefingOptions &options, Briefing &result, Progress &progress)
{
    const Month month = Month::lastEndedBy(book.day());
    result.arrDay = book.day();
    result.arrSource = book.source().name;
    const auto today = revenue::arrOnDay(portfolio, book, result.arrDay, options.grouping);
    if (!today)
        return today.error();
    Money arr{0, result.currency};
    for (const revenue::CustomerArr &customer : *today) {
        const auto sum = arr.plus({customer.arr, result.currency});
        if (!sum)
            return Error{ErrorCode::Overflow, QD_WORDS("Accounts", "The ARR of all customers is too large to add up.")};
        arr = *sum;
    }
    result.arr = arr.minor;
    result.staleRates = book.staleRatesOn(result.arrDay);
    auto trend = revenue::retentionTrend(
        portfolio, book, month.plus(1 - TrendMonths), month, options.grouping, progress, options.fx);
    if (!trend)
        return trend.error();
    auto movements = revenue::computeMovements(portfolio, book, {month, month, options.grouping}, progress);
    if (!movements)
        return movements.error();
    result.month = month;
    result.trend = std::move(*trend);
    if (!movements->rows.empty())
        result.monthTotal = movements->rows.front();
    result.movements = std::move(movements->details);
    return {};
}

void findHealth(const BriefingHealth &health, Briefing &result)
{
    if (health.worse.empty())
        return;
    const health::ColourCounts &counts = health.mix.accounts;
    result.findings.push_back({Finding::Weight::Information, "health_worse",
        {QD_WORDS_N("Briefing", "%1 customers have a worse colour than %2 days before",
             "%1 customer has a worse colour than %2 days before"),
            {countOf(health.worse), std::to_string(HealthShiftDays)}},
        {QD_WORDS("Briefing", "%1 a better one; %2 of %3 are not scored"),
            {std::to_string(health.better.size()), std::to_string(counts.none), std::to_string(counts.all())}},
        std::nullopt, {}, health.worse});
}

/// Who has which colour, of the customers with ARR, and who moved; nothing where nobody has one.
Result<void> addHealth(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const health::ShownColours &colours, const health::DayColours &today, const BriefingOptions &options,
    Briefing &result)
{
    BriefingHealth health;
    health.since = result.asOf.plusDays(-HealthShiftDays);
    const auto now = revenue::arrOnDay(portfolio, book, result.arrDay, options.grouping);
    if (!now)
        return now.error();
    std::set<int> both;
    for (const revenue::CustomerArr &each : *now) {
        const portfolio::HealthColour colour = today.shown[std::size_t(each.account)];
        health.mix.add(colour, each.arr);
        if (portfolio::isAtRisk(colour))
            health.atRisk.push_back({portfolio.accounts().at(each.account).id, each.arr});
        both.insert(each.account);
    }
    if (health.mix.accounts.scored() == 0)
        return {};
    const auto before = revenue::arrOnDay(portfolio, book, health.since, options.grouping);
    const auto then = colours.on(health.since);
    if (!then && then.error().code == ErrorCode::Cancelled)
        return then.error();
    if (before && then) { // what cannot be told of that day is not told, and the day stands
        std::set<int> old;
        for (const revenue::CustomerArr &each : *before)
            old.insert(each.account);
        const health::ColourShift shift = health::colourShift(
            *then, today, [&](int account) { return both.contains(account) && old.contains(account); });
        for (const int account : shift.better)
            health.better.push_back(portfolio.accounts().at(account).id);
        for (const int account : shift.worse)
            health.worse.push_back(portfolio.accounts().at(account).id);
    }
    findHealth(health, result);
    result.health = std::move(health);
    return {};
}

/// The colours of the day, and what they say; a model that asks for what is gone takes the colours, and nothing else.
Result<health::DayColours> addColours(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const BriefingOptions &options, Briefing &result, Progress &progress)
{
    const auto colours = health::ShownColours::read(workspace, portfolio, progress);
    if (!colours)
        return colours.error();
    auto today = colours->on(result.asOf);
    if (today) {
        const auto added = addHealth(portfolio, book, *colours, *today, options, result);
        return added ? today : Result<health::DayColours>(added.error());
    }
    if (today.error().code == ErrorCode::Cancelled)
        return today.error();
    result.findings.push_back({Finding::Weight::Warning, "health_model",
        Message(QD_WORDS("Briefing", "The health model in force gives no scores")), today.error().message, std::nullopt,
        {}, {}});
    health::DayColours none;
    none.shown.assign(std::size_t(portfolio.accounts().size()), portfolio::HealthColour::None);
    return none;
}

/// Renewals that are due soon, and those of them with red health as a finding.
Result<void> addRenewals(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const health::DayColours &health, const BriefingOptions &options, Briefing &result)
{
    const auto due = portfolio::renewalsAhead(book, result.asOf);
    if (!due)
        return due.error();
    Finding red{Finding::Weight::Urgent, "red_renewals", {}, Message(QD_WORDS("Briefing", "Red health")),
        std::int64_t(0), {}, {}};
    for (const portfolio::RenewalDue &renewal : *due) {
        const identity::Account &account = portfolio.accounts().at(renewal.account);
        if (options.only && !options.only(account))
            continue;
        ++result.renewalsDue;
        result.renewalArr += renewal.arr;
        result.renewalAccounts.push_back(account.id);
        const portfolio::HealthColour colour = health.shown[std::size_t(renewal.account)];
        if (portfolio::isAtRisk(colour))
            result.renewalArrAtRisk += renewal.arr;
        if (colour != portfolio::HealthColour::Red)
            continue;
        red.accounts.push_back(account.id);
        *red.amount += renewal.arr;
    }
    red.title = Message(
        QD_WORDS_N("Briefing", "%1 red customers renew within %2 days", "%1 red customer renews within %2 days"),
        {countOf(red.accounts), Count{portfolio::RenewalsAheadDays}});
    if (!red.accounts.empty())
        result.findings.push_back(std::move(red));
    return {};
}

void findAmongSources(Briefing &result)
{
    for (const sources::SourceFreshness &source : result.sources) {
        if (source.late() && source.ageDays)
            result.findings.push_back({Finding::Weight::Warning, "late_source",
                Message(QD_WORDS_N("Briefing", "%1 is %2 days behind", "%1 is %2 day behind"),
                    {source.name, Count{*source.ageDays}}),
                Message(QD_WORDS_N("Briefing", "Limit %1 days; import its next export",
                            "Limit %1 day; import its next export"),
                    {Count{source.limits.warn}}),
                std::nullopt, {}, {}});
    }
    if (result.quarantined > 0)
        result.findings.push_back({Finding::Weight::Warning, "quarantine",
            Message(QD_WORDS_N("Briefing", "%1 rows wait in quarantine", "%1 row waits in quarantine"),
                {Count{result.quarantined}}),
            Message(QD_WORDS_N("Briefing", "Of %1 rows read; each has a reason", "Of %1 row read; each has a reason"),
                {Count{result.rowsRead}}),
            std::nullopt, {}, {}});
}

void findAmongBreaks(Briefing &result)
{
    if (!result.reconciliation)
        return;
    std::vector<const reconcile::Break *> amounts;
    for (const reconcile::Break &found : result.reconciliation->breaks) {
        using reconcile::Cause;
        const bool passing = found.finding.cause == Cause::ParentChild || found.finding.cause == Cause::Timing;
        if (found.isAmount() && found.delta != 0 && !passing) // those settle themselves within family or days
            amounts.push_back(&found);
    }
    std::stable_sort(amounts.begin(), amounts.end(),
        [](const auto *a, const auto *b) { return std::llabs(a->delta) > std::llabs(b->delta); });
    for (std::size_t i = 0; i < std::min<std::size_t>(amounts.size(), 4); ++i) {
        const reconcile::Break &found = *amounts[i];
        const identity::Account &account = result.accounts->at(found.account);
        result.findings.push_back({Finding::Weight::Urgent, "largest_break",
            Message(QD_WORDS("Briefing", "%1: %2"), {account.name, Word{nameOf(found.finding.cause)}}),
            Message(QD_WORDS("Briefing", "%1 against %2"),
                {result.reconciliation->left.name, result.reconciliation->right.name}),
            std::llabs(found.delta), account.field("owner"), {account.id}});
    }
}

void findProposals(const portfolio::Portfolio &portfolio, Briefing &result)
{
    const identity::AccountDirectory &accounts = portfolio.accounts();
    const auto &proposals = portfolio.identity().proposals;
    std::set<std::string> customers;
    for (const identity::Proposal &proposal : proposals) {
        for (const identity::RecordName *record : {&proposal.left, &proposal.right}) {
            if (const int account = accounts.indexOfRecord(record->source, record->id); account >= 0)
                customers.insert(accounts.at(account).id);
        }
    }
    if (!proposals.empty())
        result.findings.push_back({Finding::Weight::Information, "identity_proposals",
            Message(QD_WORDS_N(
                        "Briefing", "%1 identity proposals wait for review", "%1 identity proposal waits for review"),
                {countOf(proposals)}),
            Message(QD_WORDS("Briefing", "Same company twice, or not unique enough to link")), std::nullopt, {},
            {customers.begin(), customers.end()}});
}

void findOwnerless(const portfolio::Overview &overview, const BriefingOptions &options, Briefing &result)
{
    Finding ownerless{Finding::Weight::Warning, "no_owner", {}, Message(QD_WORDS("Briefing", "No source names one")),
        std::int64_t(0), {}, {}};
    for (const portfolio::AccountOverview &row : overview.rows) {
        const identity::Account &account = overview.accounts->at(row.account);
        if (row.arr.value_or(0) <= 0 || (options.only && !options.only(account)) || !account.field("owner").empty())
            continue;
        ownerless.accounts.push_back(account.id);
        *ownerless.amount += *row.arr;
    }
    ownerless.title =
        Message(QD_WORDS_N("Briefing", "%1 customers with ARR have no owner", "%1 customer with ARR has no owner"),
            {countOf(ownerless.accounts)});
    if (!ownerless.accounts.empty())
        result.findings.push_back(std::move(ownerless));
}

void findLoops(const portfolio::Portfolio &portfolio, Briefing &result)
{
    for (const auto &loop : portfolio.identity().loops)
        result.findings.push_back({Finding::Weight::Warning, "parent_loop",
            Message(QD_WORDS_N(
                        "Briefing", "Parents lead in a circle: %1 customers", "Parents lead in a circle: %1 customer"),
                {countOf(loop)}),
            Message(QD_WORDS("Briefing", "They count as their own parents until corrected")), std::nullopt, {}, loop});
}

/// ARR and what follows from it; nothing of it where no source has ARR.
Result<void> addArr(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const BriefingOptions &options, Briefing &result, Progress &progress)
{
    const auto book = portfolio.book(options.asOf);
    if (!book)
        return book.error().code == ErrorCode::NoData ? Result<void>() : Result<void>(book.error());
    if (auto done = addRevenue(portfolio, *book, options, result, progress); !done)
        return done;
    const auto colours = addColours(workspace, portfolio, *book, options, result, progress);
    if (!colours)
        return colours.error();
    if (auto added = addRenewals(portfolio, *book, *colours, options, result); !added)
        return added;
    std::function<bool(int)> only;
    if (options.only)
        only = [&](int account) { return options.only(portfolio.accounts().at(account)); };
    auto outlook = renewalOutlook(workspace, result.asOf, only, progress);
    if (outlook)
        result.outlook = std::move(*outlook);
    else if (outlook.error().code == ErrorCode::Cancelled)
        return outlook.error();
    return {}; // what cannot be told of them is not told, and the rest stands
}

/// Of unknown customers where no chip leaves any out. Rules that cannot be read say nothing of levels: `qdeck actions`
/// says why.
BriefingActions actionsOf(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, const BriefingOptions &options, Date day)
{
    const auto saved = actions::rulesInForce(workspace);
    const auto log = actions::ActionLog::read(workspace, portfolio.accounts()).passing([&](int account) {
        return account < 0 ? options.grouping.filters.empty()
                           : !options.only || options.only(portfolio.accounts().at(account));
    });
    BriefingActions found;
    std::int64_t escalated = 0;
    for (const actions::OpenAction &open : actions::openOn(log, saved ? saved->rules : actions::RuleSet(), day)) {
        const int days = open.action.due ? daysBetween(*open.action.due, day) : 0;
        ++found.open;
        found.late += days > 0 ? 1 : 0;
        found.oldest = std::max(found.oldest, days);
        escalated += open.level > 0 ? 1 : 0;
    }
    if (saved)
        found.escalated = escalated;
    return found;
}

/// Open actions that are past due, and those that went up to somebody.
void findAmongActions(Briefing &result)
{
    const std::int64_t escalated = result.actions.escalated.value_or(0);
    if (escalated > 0)
        result.findings.push_back({Finding::Weight::Urgent, "actions_escalated",
            {QD_WORDS_N("Briefing", "%1 actions are escalated", "%1 action is escalated"), {Count{escalated}}},
            QD_WORDS("Briefing", "Open for longer than their rules allow"), std::nullopt, {}, {}});
    if (result.actions.late > 0)
        result.findings.push_back({Finding::Weight::Warning, "actions_late",
            {QD_WORDS_N("Briefing", "%1 actions are late", "%1 action is late"), {Count{result.actions.late}}},
            {QD_WORDS_N("Briefing", "The oldest by %1 days", "The oldest by %1 day"), {Count{result.actions.oldest}}},
            std::nullopt, {}, {}});
}

} // namespace

std::optional<double> BriefingHealth::atRiskShare() const
{
    const double all = double(mix.green) + double(mix.yellow) + double(mix.red) + double(mix.none);
    return all > 0 ? std::optional((double(mix.yellow) + double(mix.red)) / all) : std::nullopt;
}

ArrChange arrChange(const Briefing &briefing)
{
    const bool onMonthEnd = briefing.arrDay == briefing.month->lastDay();
    return {(onMonthEnd ? briefing.month->plus(-1) : *briefing.month).lastDay(),
        onMonthEnd ? briefing.monthTotal.opening : briefing.monthTotal.closing, briefing.arr.value_or(0)};
}

Result<Briefing> briefing(const store::Workspace &workspace, const BriefingOptions &options, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    Briefing result;
    const auto overview = portfolio::accountOverview(*portfolio, options.asOf);
    if (!overview)
        return overview.error();
    if (overview->rows.empty())
        return Error{ErrorCode::NoData, QD_WORDS("Accounts", "Nothing was imported yet.")};
    result.accounts = overview->accounts;
    result.currency = overview->currency;
    result.asOf = overview->asOf.value_or(portfolio->latestAsOf().value_or(Date()));
    result.fx = options.fx;
    result.customers = int(std::count_if(overview->rows.begin(), overview->rows.end(),
        [&](const auto &row) { return !options.only || options.only(overview->accounts->at(row.account)); }));
    readSources(workspace, *portfolio, result);
    for (const auto &[field, records] : portfolio->latestChanges())
        result.changes.push_back({field, records});
    if (auto done = addArr(workspace, *portfolio, options, result, progress); !done)
        return done.error();
    if (const auto pair = portfolio->defaultPair()) {
        auto found =
            reconcile::reconcile(*portfolio, {pair->left, pair->right, options.asOf, {}, {}, options.only}, progress);
        if (found)
            result.reconciliation = std::move(*found);
    }
    findAmongBreaks(result);
    findOwnerless(*overview, options, result);
    findProposals(*portfolio, result);
    findLoops(*portfolio, result);
    findAmongSources(result);
    result.actions = actionsOf(workspace, *portfolio, options, result.asOf);
    findAmongActions(result);
    std::stable_sort(result.findings.begin(), result.findings.end(),
        [](const Finding &a, const Finding &b) { return a.weight > b.weight; });
    if (progress.isCancelled())
        return cancelled();
    return result;
}

} // namespace qd::answers
