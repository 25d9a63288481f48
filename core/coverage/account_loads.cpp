#include "core/coverage/books.h"
#include "core/coverage/segment_preview.h"
#include "core/coverage/segment_rules.h"

#include "core/base/text.h"
#include "core/revenue/health_colours.h"
#include "core/revenue/subscription_terms.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>
#include <set>

namespace qd::coverage {

namespace {

/// What revenue knows about the customers, by directory index.
struct RevenueView {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    Date asOf;
    std::vector<std::int64_t> arr;
    std::vector<char> hadArr; ///< some value before the as-of date
    std::vector<std::optional<Date>> ends; ///< latest end of a contract in force
    std::vector<std::set<std::string>> products; ///< of contracts in force
    std::vector<std::optional<Date>> leaves; ///< a day from which nothing is in force, by cancellation
    std::vector<std::optional<Date>> joins; ///< a day from which something is, with nothing before
    std::vector<std::string> warnings;
};

Result<Date> latestBatchDate(const store::Workspace &workspace)
{
    SQLite::Statement query(workspace.db(), "SELECT max(as_of) FROM import_batch");
    query.executeStep();
    if (const auto date = Date::fromIso(query.getColumn(0).getString()))
        return *date;
    return Error{ErrorCode::NoData, "The workspace has no data yet. Import accounts and csms first."};
}

Result<RevenueView> viewWithoutArr(const store::Workspace &workspace, std::optional<Date> asOf)
{
    RevenueView view;
    view.accounts = std::make_shared<const identity::AccountDirectory>(identity::AccountDirectory::load(workspace));
    if (!asOf) {
        const auto latest = latestBatchDate(workspace);
        if (!latest)
            return latest.error();
        asOf = *latest;
    }
    view.asOf = *asOf;
    const auto count = std::size_t(view.accounts->size());
    view.arr.assign(count, 0);
    view.hadArr.assign(count, 0);
    view.ends.resize(count);
    view.products.resize(count);
    view.leaves.resize(count);
    view.joins.resize(count);
    return view;
}

/// What subscriptions say about the days after `day`. One that merely runs out is taken to be renewed.
void addOutlook(const revenue::ArrBook &book, Date day, RevenueView &view)
{
    if (book.source().basis != revenue::ArrBasis::Subscriptions)
        return;
    std::vector<char> stays(view.arr.size(), 0);
    for (const revenue::ArrPiece &piece : book.pieces()) {
        const auto at = std::size_t(piece.account);
        if (piece.annualMinor <= 0 || piece.until <= day)
            continue;
        if (piece.from > day) {
            stays[at] = 1;
            view.joins[at] = view.joins[at] ? std::min(*view.joins[at], piece.from) : piece.from;
        } else if (piece.until == revenue::EndOfTime || (piece.statedEnd && piece.until > *piece.statedEnd)) {
            stays[at] = 1;
        } else {
            view.leaves[at] = view.leaves[at] ? std::max(*view.leaves[at], piece.until) : piece.until;
        }
    }
    for (std::size_t i = 0; i < stays.size(); ++i) {
        if (stays[i])
            view.leaves[i].reset();
    }
}

Result<RevenueView> readRevenue(const store::Workspace &workspace, std::optional<Date> asOf)
{
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace, asOf);
    if (!book && book.error().code == ErrorCode::NoData)
        return viewWithoutArr(workspace, asOf);
    if (!book)
        return book.error();
    const Date day = std::min(book->asOf(), book->lastKnownDay()); // an ARR history stops somewhere
    auto values = book->accountValues(day, day);
    if (!values)
        return values.error();
    RevenueView view{book->accountsPtr(), book->asOf(), std::move(*values), {}, {}, {}, {}, {}, book->staleRates(day)};
    if (day < view.asOf)
        view.warnings.push_back("The ARR of " + book->source().name + " ends on " + day.iso()
            + "; its last value stands for " + view.asOf.iso() + ".");
    view.hadArr.assign(view.arr.size(), 0);
    view.ends.resize(view.arr.size());
    view.products.resize(view.arr.size());
    view.leaves.resize(view.arr.size());
    view.joins.resize(view.arr.size());
    addOutlook(*book, day, view);
    for (const revenue::ArrPiece &piece : book->pieces()) {
        const auto at = std::size_t(piece.account);
        if (piece.annualMinor > 0 && piece.from <= day)
            view.hadArr[at] = 1;
        if (piece.inForceOn(day) && piece.annualMinor > 0 && piece.product >= 0)
            view.products[at].insert(book->products()[std::size_t(piece.product)]);
        if (piece.inForceOn(day) && piece.statedEnd)
            view.ends[at] = view.ends[at] ? std::max(*view.ends[at], *piece.statedEnd) : *piece.statedEnd;
    }
    return view;
}

/// CONTRACT asks for hours of accounts; those that have gone, or have not come, need none.
bool isCustomer(const RevenueView &view, int account)
{
    const auto at = std::size_t(account);
    if (view.arr[at] > 0)
        return true;
    if (view.hadArr[at])
        return false;
    const std::string status = lowered(view.accounts->at(account).field("status"));
    return status != "churned" && status != "prospect";
}

AccountLoad loadOf(const CoverageInput &input, const RevenueView &view, int index, int csm, const std::string &health)
{
    const identity::Account &account = view.accounts->at(index);
    const auto at = std::size_t(index);
    AccountLoad load;
    load.account = index;
    load.arr = view.arr[at];
    load.csm = csm;
    load.segmentName = account.field("segment");
    load.region = account.field("region");
    load.language = account.field("language");
    load.stage = account.field("lifecycle_stage");
    load.health = health;
    load.renewal = view.ends[at] ? view.ends[at] : Date::fromIso(account.field("renewal_date"));
    load.family = account.ultimateParent;
    load.products.assign(view.products[at].begin(), view.products[at].end());
    load.segment = segmentOf(input.model, account, load.arr, input.currency, load.products);
    if (load.segment >= 0) {
        load.segmentName = input.model.segments[std::size_t(load.segment)].name;
        load.hours = hoursOf(input.model, load.segment, load.stage, load.health);
    }
    return load;
}

void warnAboutUncovered(CoverageInput &input)
{
    std::map<std::string, int> uncovered;
    for (const AccountLoad &load : input.loads) {
        if (load.segment < 0)
            ++uncovered[load.segmentName.empty() ? "(none)" : load.segmentName];
    }
    for (const auto &[segment, count] : uncovered)
        input.warnings.push_back(std::to_string(count) + (count == 1 ? " account" : " accounts") + " of segment "
            + segment + (count == 1 ? " has" : " have") + " no touch model and count 0 hours.");
}

} // namespace

double hoursOf(const CapacityModel &model, int segment, const std::string &stage, const std::string &health)
{
    return model.segments[std::size_t(segment)].hoursPerAccount * model.lifecycleFactor(stage)
        * model.riskFactor(health);
}

bool isAtRisk(const AccountLoad &load)
{
    return load.health == "red" || load.health == "yellow";
}

Result<CoverageInput> loadCoverage(
    const store::Workspace &workspace, const CapacityModel &model, std::optional<Date> asOf)
{
    if (auto good = check(model); !good)
        return good.error();
    auto roster = loadRoster(workspace);
    if (!roster)
        return roster.error();
    auto view = readRevenue(workspace, asOf);
    if (!view)
        return view.error();
    if (view->accounts->size() == 0)
        return Error{ErrorCode::NoData, "The workspace has no accounts. Import them first."};

    CoverageInput input{model, view->asOf, workspace.baseCurrency(), view->accounts, std::move(*roster), {}, {}, {}};
    const identity::AccountDirectory &accounts = *input.accounts;
    const std::vector<std::string> colours = revenue::healthColours(workspace, accounts, input.asOf);
    const std::vector<int> held = csmOfAccounts(workspace, accounts, input.roster, input.asOf);
    for (int i = 0; i < accounts.size(); ++i) {
        const auto at = std::size_t(i);
        const AccountLoad load = loadOf(input, *view, i, held[at], colours[at]);
        if (isCustomer(*view, i)) {
            input.loads.push_back(load);
            if (view->leaves[at])
                input.changes.push_back({*view->leaves[at], false, load});
        } else if (view->joins[at]) {
            input.changes.push_back({*view->joins[at], true, load});
        }
    }
    input.warnings = std::move(view->warnings);
    input.warnings.insert(input.warnings.end(), input.roster.warnings.begin(), input.roster.warnings.end());
    warnAboutUncovered(input);
    for (std::string &overlap : overlappingRules(input, model))
        input.warnings.push_back(std::move(overlap));
    return input;
}

} // namespace qd::coverage
