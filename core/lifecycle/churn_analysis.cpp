#include "core/lifecycle/churn_analysis.h"

#include "core/base/checked_sum.h"
#include "core/base/words.h"
#include "core/lifecycle/stays.h"
#include "core/portfolio/portfolio.h"
#include "core/signals/signals.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace qd::lifecycle {

namespace {

using revenue::MovementKind;

/// Where customers belong by how long they had been there.
struct TenureBand {
    int below = 0; ///< months
    const char *name = "";
};
constexpr std::array Bands{TenureBand{12, QT_TRANSLATE_NOOP("Words", "Under 1 year")},
    TenureBand{24, QT_TRANSLATE_NOOP("Words", "1 to 2 years")},
    TenureBand{36, QT_TRANSLATE_NOOP("Words", "2 to 3 years")},
    TenureBand{60, QT_TRANSLATE_NOOP("Words", "3 to 5 years")},
    TenureBand{std::numeric_limits<int>::max(), QT_TRANSLATE_NOOP("Words", "Over 5 years")}};

bool isOwn(const std::string &by)
{
    return by == ByReason || by == ByTenure || by == ByQuarter;
}

/// The first month in force of every customer.
class FirstMonths {
public:
    static Result<FirstMonths> read(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book)
    {
        const auto everybody = revenue::groupAccounts(portfolio, {});
        if (!everybody)
            return everybody.error();
        const revenue::ArrCells cells = revenue::totalCells(book, *everybody);
        const auto stays = firstStays(book, cells, Counted::Value);
        if (!stays)
            return stays.error();
        FirstMonths first(book.accountsPtr());
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            if (const auto &stay = (*stays)[cell])
                first.m_months[std::size_t(cells.unitOfCell[cell])] = Month::of(stay->from);
        }
        return first;
    }
    /// Of a customer as it is at the end of `month`: what became a part of it by then brought its own time along.
    [[nodiscard]] std::optional<Month> of(int customer, Month month) const
    {
        std::optional<Month> first = m_months[std::size_t(customer)];
        for (const int part : m_parts) {
            const auto &own = m_months[std::size_t(part)];
            if (own && m_accounts->customerOn(part, month.lastDay()) == customer)
                first = std::min(first.value_or(*own), *own);
        }
        return first;
    }

private:
    explicit FirstMonths(std::shared_ptr<const identity::AccountDirectory> accounts)
        : m_accounts(std::move(accounts))
        , m_months(std::size_t(m_accounts->size()))
    {
        for (int account = 0; m_accounts->hasMergers() && account < m_accounts->size(); ++account) {
            if (m_accounts->holdingsOf(account).back().account != account)
                m_parts.push_back(account);
        }
    }

    std::shared_ptr<const identity::AccountDirectory> m_accounts;
    std::vector<std::optional<Month>> m_months; ///< by directory index, each apart before its merger
    std::vector<int> m_parts; ///< customers that become a part of another some day
};

/// Groups in the order of a key that says where they stand.
using Groups = std::map<std::pair<std::int64_t, std::string>, ChurnGroup>;

/// False where the sum is too large.
[[nodiscard]] bool add(Groups &groups, std::int64_t place, const std::string &key, const Message::Value &name,
    std::size_t customer, std::int64_t arr)
{
    ChurnGroup &group = groups[{place, key}];
    group.name = name;
    group.parts.push_back({customer, arr});
    return addTo(group.arr, arr);
}

bool addOwn(Groups &groups, const std::string &by, const ChurnedCustomer &one, std::size_t place)
{
    if (by == ByReason)
        return add(groups, 0, one.reason, groupValue(one.reason), place, one.arr);
    if (by == ByQuarter)
        return add(groups, 0, one.quarter.text(), one.quarter.text(), place, one.arr);
    if (!one.tenureMonths)
        return add(groups, std::int64_t(Bands.size()), NoGroup, groupValue(NoGroup), place, one.arr);
    const auto band =
        std::ranges::find_if(Bands, [&](const TenureBand &each) { return *one.tenureMonths < each.below; });
    return add(groups, band - Bands.begin(), band->name, Word{band->name}, place, one.arr);
}

/// By the values of a dimension: movements of the groups, of the customers who left, or pay less, in that month. Of a
/// product that a customer gives up while it stays that is a churn.
bool addByDimension(Groups &groups, const ChurnAnalysis &analysis, const revenue::Movements &movements)
{
    std::map<std::pair<Month, int>, std::size_t> places;
    for (std::size_t i = 0; i < analysis.customers.size(); ++i)
        places.emplace(std::pair(analysis.customers[i].month, analysis.customers[i].account), i);
    for (const revenue::AccountMovement &movement : movements.details) {
        const auto place = places.find({movement.month, movement.account});
        const bool isLoss = movement.kind == MovementKind::Churn || movement.kind == MovementKind::Contraction;
        if (movement.group == 0 || !isLoss || place == places.end())
            continue;
        const std::string &name = movements.groups[std::size_t(movement.group)];
        if (!add(groups, 0, name, groupValue(name), place->second, movement.amount))
            return false;
    }
    return true;
}

/// Nothing where a sum is too large.
std::optional<Groups> groupsOf(
    const ChurnAnalysis &analysis, const std::string &by, const revenue::Movements &movements)
{
    Groups groups;
    bool fits = true;
    if (!isOwn(by))
        fits = addByDimension(groups, analysis, movements);
    for (std::size_t i = 0; isOwn(by) && i < analysis.customers.size(); ++i)
        fits = addOwn(groups, by, analysis.customers[i], i) && fits;
    return fits ? std::optional(std::move(groups)) : std::nullopt;
}

std::vector<FiscalQuarter> quartersOf(Month from, Month to, int yearStart)
{
    std::vector<FiscalQuarter> quarters;
    for (Month month = from; month <= to; month = month.plus(1)) {
        const FiscalQuarter quarter = FiscalQuarter::of(month, yearStart);
        if (quarters.empty() || quarters.back() != quarter)
            quarters.push_back(quarter);
    }
    return quarters;
}

Error tooLarge()
{
    return {ErrorCode::Overflow, QD_WORDS("Lifecycle", "The churn of the window is too large to add up.")};
}

} // namespace

std::optional<double> ChurnAnalysis::shareOf(const ChurnGroup &group) const
{
    return arr > 0 ? std::optional(double(group.arr) / double(arr)) : std::nullopt;
}

Result<ChurnAnalysis> analyseChurn(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const ChurnOptions &options, Progress &progress)
{
    if (options.kind != MovementKind::Churn && options.kind != MovementKind::Contraction)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Lifecycle", "Churn and contraction are told apart, not %1."), {Word{nameOf(options.kind)}}}};
    revenue::GroupingOptions grouping = options.grouping;
    grouping.grain = revenue::Grain::Account;
    grouping.by = isOwn(options.by) ? std::string() : options.by;
    const auto movements = revenue::computeMovements(portfolio, book, {options.from, options.to, grouping}, progress);
    if (!movements)
        return movements.error();
    const auto reasons =
        ChurnReasons::read(workspace, portfolio, options.knownOn.value_or(signs::latestDay(portfolio, book)));
    if (!reasons)
        return reasons.error();
    const auto first = FirstMonths::read(portfolio, book);
    if (!first)
        return first.error();
    ChurnAnalysis analysis;
    analysis.kind = options.kind;
    analysis.currency = movements->currency;
    analysis.quarters = quartersOf(options.from, options.to, portfolio.fiscalYearStart());
    for (const revenue::AccountMovement &movement : movements->details) {
        if (movement.group != 0 || movement.kind != options.kind)
            continue;
        ChurnedCustomer one{movement.month, FiscalQuarter::of(movement.month, portfolio.fiscalYearStart()),
            movement.account, movement.amount, reasons->of(movement.account, movement.month)};
        if (const auto from = first->of(movement.account, movement.month))
            one.tenureMonths = monthsBetween(*from, movement.month);
        if (!addTo(analysis.arr, movement.amount))
            return tooLarge();
        analysis.customers.push_back(std::move(one));
    }
    auto groups = groupsOf(analysis, options.by, *movements);
    if (!groups)
        return tooLarge();
    for (auto &[key, group] : *groups)
        analysis.groups.push_back(std::move(group));
    if (options.by != ByTenure && options.by != ByQuarter)
        std::ranges::stable_sort(analysis.groups, std::ranges::greater(), &ChurnGroup::arr);
    return analysis;
}

} // namespace qd::lifecycle
