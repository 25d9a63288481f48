#include "core/coverage/books.h"
#include "core/coverage/segment_preview.h"
#include "core/coverage/segment_rules.h"

#include "core/base/text.h"
#include "core/portfolio/subscription_terms.h"

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
    std::vector<std::vector<portfolio::ContractEnd>> renewals; ///< due after the as-of date
    std::vector<std::set<std::string>> products; ///< of contracts in force
    std::vector<std::optional<Date>> leaves; ///< a day from which nothing is in force, by cancellation
    std::vector<std::optional<Date>> joins; ///< a day from which something is, with nothing before
    std::vector<Message> warnings;
};

Result<RevenueView> viewWithoutArr(const portfolio::Portfolio &portfolio, std::optional<Date> asOf)
{
    RevenueView view;
    view.accounts = portfolio.accountsPtr();
    if (!asOf && !portfolio.latestAsOf())
        return Error{
            ErrorCode::NoData, QD_WORDS("Coverage", "The workspace has no data yet. Import accounts and csms first.")};
    view.asOf = asOf ? *asOf : *portfolio.latestAsOf();
    const auto count = std::size_t(view.accounts->size());
    view.arr.assign(count, 0);
    view.hadArr.assign(count, 0);
    view.renewals.resize(count);
    view.products.resize(count);
    view.leaves.resize(count);
    view.joins.resize(count);
    for (int i = 0; i < view.accounts->size(); ++i) {
        const auto end = Date::fromIso(view.accounts->at(i).field("renewal_date"));
        if (end && *end > view.asOf)
            view.renewals[std::size_t(i)].push_back({*end, 0});
    }
    return view;
}

/// What subscriptions say about the days after `day`. One that merely runs out is taken to be renewed.
void addOutlook(const portfolio::ArrBook &book, Date day, RevenueView &view)
{
    if (book.source().basis != portfolio::ArrBasis::Subscriptions)
        return;
    std::vector<char> stays(view.arr.size(), 0);
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        const auto at = std::size_t(piece.account);
        if (piece.annualMinor <= 0 || piece.until <= day)
            continue;
        if (piece.from > day) {
            stays[at] = 1;
            view.joins[at] = view.joins[at] ? std::min(*view.joins[at], piece.from) : piece.from;
        } else if (piece.until == portfolio::EndOfTime || (piece.statedEnd && piece.until > *piece.statedEnd)) {
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

Result<RevenueView> revenueOf(const portfolio::Portfolio &portfolio, std::optional<Date> asOf)
{
    const auto book = portfolio.book(asOf);
    if (!book && book.error().code == ErrorCode::NoData)
        return viewWithoutArr(portfolio, asOf);
    if (!book)
        return book.error();
    const Date day = book->day(); // an ARR history stops somewhere
    auto values = book->accountValues(day, day);
    if (!values)
        return values.error();
    auto renewals = portfolio::contractEnds(*book, book->asOf(), day);
    if (!renewals)
        return renewals.error();
    RevenueView view{book->accountsPtr(), book->asOf(), std::move(*values), {}, std::move(*renewals), {}, {}, {},
        book->staleRates(day)};
    if (day < view.asOf)
        view.warnings.push_back({QD_WORDS("Coverage", "The ARR of %1 ends on %2; its last value stands for %3."),
            {book->source().name, day, view.asOf}});
    view.hadArr.assign(view.arr.size(), 0);
    view.products.resize(view.arr.size());
    view.leaves.resize(view.arr.size());
    view.joins.resize(view.arr.size());
    addOutlook(*book, day, view);
    for (const portfolio::ArrPiece &piece : book->pieces()) {
        const auto at = std::size_t(piece.account);
        if (piece.annualMinor > 0 && piece.from < std::min(day, piece.until))
            view.hadArr[at] = 1;
        if (piece.inForceOn(day) && piece.annualMinor > 0 && piece.product >= 0)
            view.products[at].insert(book->products()[std::size_t(piece.product)]);
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

AccountLoad loadOf(
    const CoverageInput &input, const RevenueView &view, int index, int csm, portfolio::HealthColour health)
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
    load.renewals = view.renewals[at];
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
    const MessageWords named =
        QD_WORDS_N("Coverage", "%1 accounts of segment %2 have no touch model and count 0 hours.",
            "%1 account of segment %2 has no touch model and counts 0 hours.");
    const MessageWords unnamed =
        QD_WORDS_N("Coverage", "%1 accounts of segment (none) have no touch model and count 0 hours.",
            "%1 account of segment (none) has no touch model and counts 0 hours.");
    std::map<std::string, int> uncovered;
    for (const AccountLoad &load : input.loads) {
        if (load.segment < 0)
            ++uncovered[load.segmentName];
    }
    for (const auto &[segment, count] : uncovered)
        input.warnings.push_back({segment.empty() ? unnamed : named, {Count{count}, segment}});
}

/// What the model in force gives, if anybody asks for it; a model that fails takes the colours, and nothing else.
std::vector<portfolio::HealthColour> healthOn(
    const portfolio::Portfolio &portfolio, const ColoursOn &colours, Date day, std::vector<Message> &warnings)
{
    if (!colours)
        return portfolio.healthOn(day);
    auto found = colours(day);
    if (found)
        return std::move(*found);
    warnings.push_back({QD_WORDS("Coverage", "The health model in force gives no scores, so health adds no hours: %1"),
        {Sentences(found.error().message)}});
    return std::vector<portfolio::HealthColour>(
        std::size_t(portfolio.accounts().size()), portfolio::HealthColour::None);
}

} // namespace

double hoursOf(const CapacityModel &model, int segment, const std::string &stage, portfolio::HealthColour health)
{
    return model.segments[std::size_t(segment)].hoursPerAccount * model.lifecycleFactor(stage)
        * model.riskFactor(health);
}

bool isAtRisk(const AccountLoad &load)
{
    return portfolio::isAtRisk(load.health);
}

std::optional<std::int64_t> dueAhead(const AccountLoad &load, Date asOf, int days)
{
    return portfolio::arrDue(load.renewals, asOf.plusDays(1), asOf.plusDays(days));
}

Result<CoverageInput> coverageOf(const portfolio::Portfolio &portfolio, const CapacityModel &model,
    std::optional<Date> asOf, const ColoursOn &colours)
{
    if (auto good = check(model); !good)
        return good.error();
    auto roster = rosterOf(portfolio);
    if (!roster)
        return roster.error();
    auto view = revenueOf(portfolio, asOf);
    if (!view)
        return view.error();
    if (view->accounts->size() == 0)
        return Error{ErrorCode::NoData, QD_WORDS("Coverage", "The workspace has no accounts. Import them first.")};

    CoverageInput input{model, view->asOf, portfolio.currency(), view->accounts, std::move(*roster), {}, {}, {}};
    const identity::AccountDirectory &accounts = *input.accounts;
    const std::vector<portfolio::HealthColour> health = healthOn(portfolio, colours, input.asOf, view->warnings);
    const std::vector<int> held = csmOfAccounts(portfolio, input.roster, input.asOf);
    for (int i = 0; i < accounts.size(); ++i) {
        const auto at = std::size_t(i);
        const AccountLoad load = loadOf(input, *view, i, held[at], health[at]);
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
    for (Message &overlap : overlappingRules(input, model))
        input.warnings.push_back(std::move(overlap));
    return input;
}

} // namespace qd::coverage
