#include "core/session/briefing.h"

#include "core/identity/hierarchy.h"
#include "core/identity/identity_report.h"
#include "core/revenue/arr_on_day.h"
#include "core/session/actions.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <set>

namespace qd::session {

namespace {

constexpr int TrendMonths = 13;

/// Days after which a kind of source is late, unless the source has a limit of its own (FEATURES 2.1, freshness).
int usualLimit(const std::string &kind)
{
    if (kind == "people" || kind == "finance")
        return 31;
    return kind == "survey" ? 14 : 7;
}

void readSources(const store::Workspace &workspace, Briefing &result)
{
    const sources::SourceList list = sources::listSources(workspace);
    std::optional<Date> latest;
    for (const sources::SourceState &source : list.sources) {
        if (const auto asOf = Date::fromIso(source.asOf))
            latest = std::max(latest.value_or(*asOf), *asOf);
    }
    for (const sources::SourceState &source : list.sources) {
        SourceFreshness state{source.name, source.kind, Date::fromIso(source.asOf), 0, usualLimit(source.kind), 0};
        if (state.asOf && latest)
            state.ageDays = daysBetween(*state.asOf, *latest);
        for (const sources::EntityCount &count : source.entities)
            state.rows += count.rows;
        result.sources.push_back(std::move(state));
    }
    if (latest)
        result.asOf = *latest;
    result.quarantined = sources::rowsInQuarantine(workspace);
    for (const sources::BatchReport &batch : list.batches)
        result.rowsRead += batch.read;
}

void readChanges(const store::Workspace &workspace, Briefing &result)
{
    SQLite::Statement query(workspace.db(),
        "SELECT h.field, count(*) FROM record_history h WHERE h.entity = 'accounts' AND h.old_value IS NOT NULL "
        "AND h.as_of = (SELECT max(b.as_of) FROM import_batch b WHERE b.source = h.source AND b.entity = 'accounts') "
        "GROUP BY h.field ORDER BY h.field");
    while (query.executeStep())
        result.changes.push_back({query.getColumn(0).getString(), query.getColumn(1).getInt()});
}

Result<void> readRevenue(
    const store::Workspace &workspace, const BriefingOptions &options, Briefing &result, Progress &progress)
{
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace, options.asOf);
    if (!book)
        return book.error().code == ErrorCode::NoData ? Result<void>() : Result<void>(book.error());
    const Month month = Month::lastEndedBy(std::min(book->asOf(), book->lastKnownDay()));
    result.arrDay = std::min(book->asOf(), book->lastKnownDay());
    const auto today = arrOnDay(workspace, *book, result.arrDay, options.grouping);
    if (!today)
        return today.error();
    Money arr{0, result.currency};
    for (const revenue::CustomerArr &customer : *today) {
        const auto sum = arr.plus({customer.arr, result.currency});
        if (!sum)
            return Error{ErrorCode::Overflow, "The ARR of all customers is too large to add up."};
        arr = *sum;
    }
    result.arr = arr.minor;
    result.staleRates = book->staleRatesOn(result.arrDay);
    auto trend =
        retentionTrend(workspace, *book, month.plus(1 - TrendMonths), month, options.grouping, progress, options.fx);
    if (!trend)
        return trend.error();
    auto movements = computeMovements(workspace, *book, {month, month, options.grouping}, progress);
    if (!movements)
        return movements.error();
    result.month = month;
    result.trend = std::move(*trend);
    if (!movements->rows.empty())
        result.monthTotal = movements->rows.front();
    result.movements = std::move(movements->details);
    return {};
}

void sumRenewals(const revenue::Overview &overview, const BriefingOptions &options, Briefing &result)
{
    for (const revenue::AccountOverview &row : overview.rows) {
        const identity::Account &account = overview.accounts->at(row.account);
        if (!row.renewalDate || row.arr.value_or(0) <= 0 || (options.only && !options.only(account)))
            continue;
        const int days = daysBetween(result.asOf, *row.renewalDate);
        if (days <= 0 || days > RenewalDays)
            continue;
        ++result.renewalsDue;
        result.renewalArr += *row.arr;
        result.renewalAccounts.push_back(account.id);
        const std::string &health = account.field("health");
        if (health == "yellow" || health == "red" || health == "Yellow" || health == "Red")
            result.renewalArrAtRisk += *row.arr;
    }
}

void findAmongSources(Briefing &result)
{
    for (const SourceFreshness &source : result.sources) {
        if (source.late())
            result.findings.push_back({Finding::Weight::Warning, "late_source",
                source.name + " is " + std::to_string(source.ageDays) + " days behind",
                "Limit " + std::to_string(source.limitDays) + " days; import its next export", std::nullopt, {}, {}});
    }
    if (result.quarantined > 0)
        result.findings.push_back(
            {Finding::Weight::Warning, "quarantine", std::to_string(result.quarantined) + " rows wait in quarantine",
                "Of " + std::to_string(result.rowsRead) + " rows read; each has a reason", std::nullopt, {}, {}});
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
        std::string cause = toString(found.finding.cause);
        std::replace(cause.begin(), cause.end(), '_', ' ');
        result.findings.push_back({Finding::Weight::Urgent, "largest_break", account.name + ": " + cause,
            result.reconciliation->left.name + " against " + result.reconciliation->right.name, std::llabs(found.delta),
            account.field("owner"), {account.id}});
    }
}

void findProposals(const store::Workspace &workspace, const identity::AccountDirectory &accounts, Briefing &result)
{
    const auto proposals = identity::identityReport(workspace).proposals;
    std::set<std::string> customers;
    for (const identity::Proposal &proposal : proposals) {
        for (const identity::SourceRecord *record : {&proposal.left, &proposal.right}) {
            if (const int account = accounts.indexOfRecord(record->source, record->id); account >= 0)
                customers.insert(accounts.at(account).id);
        }
    }
    if (!proposals.empty())
        result.findings.push_back({Finding::Weight::Information, "identity_proposals",
            std::to_string(proposals.size()) + " identity proposals wait for review",
            "Same company twice, or not unique enough to link", std::nullopt, {},
            {customers.begin(), customers.end()}});
}

void findAmongCustomers(const store::Workspace &workspace, const revenue::Overview &overview,
    const BriefingOptions &options, Briefing &result)
{
    Finding red{Finding::Weight::Urgent, "red_renewals", {}, "Red health", std::int64_t(0), {}, {}};
    Finding ownerless{Finding::Weight::Warning, "no_owner", {}, "No source names one", std::int64_t(0), {}, {}};
    for (const revenue::AccountOverview &row : overview.rows) {
        const identity::Account &account = overview.accounts->at(row.account);
        if (row.arr.value_or(0) <= 0 || (options.only && !options.only(account)))
            continue;
        const int days = row.renewalDate ? daysBetween(result.asOf, *row.renewalDate) : -1;
        const bool isRed = account.field("health") == "red" || account.field("health") == "Red";
        for (auto &[finding, holds] : {std::pair<Finding *, bool>(&red, isRed && days > 0 && days <= RenewalDays),
                 std::pair<Finding *, bool>(&ownerless, account.field("owner").empty())}) {
            if (!holds)
                continue;
            finding->accounts.push_back(account.id);
            *finding->amount += *row.arr;
        }
    }
    red.title =
        std::to_string(red.accounts.size()) + " red customers renew within " + std::to_string(RenewalDays) + " days";
    ownerless.title = std::to_string(ownerless.accounts.size()) + " customers with ARR have no owner";
    for (Finding *finding : {&red, &ownerless}) {
        if (!finding->accounts.empty())
            result.findings.push_back(std::move(*finding));
    }
    findProposals(workspace, *overview.accounts, result);
    for (const auto &loop : identity::hierarchyLoops(workspace))
        result.findings.push_back({Finding::Weight::Warning, "parent_loop",
            "Parents lead in a circle: " + std::to_string(loop.size()) + " customers",
            "They count as their own parents until corrected", std::nullopt, {}, loop});
}

} // namespace

ArrChange arrChange(const Briefing &briefing)
{
    const bool onMonthEnd = briefing.arrDay == briefing.month->lastDay();
    return {(onMonthEnd ? briefing.month->plus(-1) : *briefing.month).lastDay(),
        onMonthEnd ? briefing.monthTotal.opening : briefing.monthTotal.closing, briefing.arr.value_or(0)};
}

Result<Briefing> briefing(const store::Workspace &workspace, const BriefingOptions &options, Progress &progress)
{
    Briefing result;
    const auto overview = revenue::accountOverview(workspace, options.asOf);
    if (!overview)
        return overview.error();
    if (overview->rows.empty())
        return Error{ErrorCode::NoData, "Nothing was imported yet."};
    result.accounts = overview->accounts;
    result.currency = overview->currency;
    readSources(workspace, result);
    if (overview->asOf)
        result.asOf = *overview->asOf;
    result.fx = options.fx;
    result.customers = int(std::count_if(overview->rows.begin(), overview->rows.end(),
        [&](const auto &row) { return !options.only || options.only(overview->accounts->at(row.account)); }));
    readChanges(workspace, result);
    if (auto done = readRevenue(workspace, options, result, progress); !done)
        return done.error();
    sumRenewals(*overview, options, result);
    if (const auto pair = defaultPair(workspace)) {
        auto found =
            reconcile::reconcile(workspace, {pair->left, pair->right, options.asOf, {}, 0, options.only}, progress);
        if (found)
            result.reconciliation = std::move(*found);
    }
    findAmongBreaks(result);
    findAmongCustomers(workspace, *overview, options, result);
    findAmongSources(result);
    std::stable_sort(result.findings.begin(), result.findings.end(),
        [](const Finding &a, const Finding &b) { return a.weight > b.weight; });
    if (progress.isCancelled())
        return cancelled();
    return result;
}

} // namespace qd::session
