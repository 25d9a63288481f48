#include "core/economics/retention_economics.h"

#include "core/base/checked_sum.h"
#include "core/coverage/model_store.h"
#include "core/economics/served_hours.h"
#include "core/health/shown_colours.h"
#include "core/lifecycle/origins.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <map>

namespace qd::economics {

namespace {

constexpr int MostMonths = 60;

double majorOf(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

std::optional<double> share(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? std::optional(double(part) / double(whole)) : std::nullopt;
}

/// Groups of the opening set, by which its rows are made.
struct Groups {
    std::vector<std::string> values; ///< by directory index; empty where products or nothing tells them apart
    bool isByProduct = false;
};

Result<Groups> groupsOf(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, const EconomicsOptions &options)
{
    if (auto known = lifecycle::checkDimensionOrOrigin(options.by); !known)
        return known.error();
    if (options.by.empty() || options.by == "product")
        return Groups{{}, options.by == "product"};
    if (lifecycle::isOrigin(options.by)) {
        auto values = lifecycle::originsOf(options.by, workspace, portfolio, options.from.lastDay());
        if (!values)
            return values.error();
        return Groups{std::move(*values)};
    }
    Groups groups{portfolio.goldenValuesOn(options.by, options.from.lastDay())};
    for (std::string &value : groups.values)
        value = value.empty() ? NoGroup : std::move(value);
    return groups;
}

/// Puts customers under rows as they come.
class Rows {
public:
    explicit Rows(RetentionEconomics &result)
        : m_result(result)
    {
        m_result.rows.push_back({"total"});
    }
    [[nodiscard]] int of(const std::string &group)
    {
        const auto [place, isNew] = m_places.try_emplace({group == NoGroup, group}, int(m_result.rows.size()));
        if (isNew)
            m_result.rows.push_back({group});
        return place->second;
    }
    /// Brings the groups into their order, with their customers.
    void sort()
    {
        std::vector<int> placeOf(m_result.rows.size(), 0);
        std::vector<EconomicsRow> sorted{m_result.rows.front()};
        for (const auto &[key, place] : m_places) {
            placeOf[std::size_t(place)] = int(sorted.size());
            sorted.push_back(m_result.rows[std::size_t(place)]);
        }
        m_result.rows = std::move(sorted);
        for (CustomerEconomics &customer : m_result.customers)
            customer.group = placeOf[std::size_t(customer.group)];
        std::ranges::stable_sort(m_result.customers, {},
            [](const CustomerEconomics &customer) { return std::pair(customer.group, customer.account); });
    }

private:
    RetentionEconomics &m_result;
    std::map<std::pair<bool, std::string>, int> m_places; ///< NoGroup last
};

Result<void> add(EconomicsRow &row, const CustomerEconomics &customer)
{
    ++row.customers;
    row.left += customer.closing == 0 ? 1 : 0;
    const bool fits = addTo(row.opening, customer.opening) && addTo(row.kept, customer.kept())
        && addTo(row.expansion, customer.expansion());
    if (!fits)
        return Error{ErrorCode::Overflow,
            {QD_WORDS("Economics", "The ARR of %1 is too large to add up."), {groupValue(row.group)}}};
    return {};
}

/// The opening set with its ARR, under rows without hours yet.
Result<RetentionEconomics> openingSet(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const Groups &groups, const EconomicsOptions &options, Progress &progress)
{
    revenue::RetentionOptions asked{options.from, options.to, {}, revenue::RetentionVariant::Point, options.fx};
    asked.grouping.by = groups.isByProduct ? "product" : "";
    asked.grouping.filters = options.filters;
    const auto retention = computeRetention(portfolio, book, asked, progress);
    if (!retention)
        return retention.error();
    RetentionEconomics result{options.from, options.to, book.currency(), {}, {}, {}, {}};
    Rows rows(result);
    const auto take = [&](const revenue::RetentionPair &pair, int row) {
        result.customers.push_back({pair.account, row, pair.opening, pair.closing});
        return add(result.rows[std::size_t(row)], result.customers.back());
    };
    for (const revenue::RetentionPair &pair : retention->pairs) {
        const bool isTotal = pair.group == 0;
        if (auto done = take(pair, isTotal ? 0 : rows.of(retention->rows[std::size_t(pair.group)].group)); !done)
            return done.error();
        if (!isTotal || groups.values.empty())
            continue;
        if (auto done = take(pair, rows.of(groups.values[std::size_t(pair.account)])); !done)
            return done.error();
    }
    rows.sort();
    return result;
}

/// The hours of customers by directory index; of a product the part that it has of the opening ARR.
void addHours(RetentionEconomics &result, const std::vector<double> &hours, bool isByProduct)
{
    std::map<int, std::int64_t> whole; // opening ARR of customers over their products
    for (const CustomerEconomics &customer : result.customers) {
        if (customer.group > 0)
            whole[customer.account] += customer.opening;
    }
    for (EconomicsRow &row : result.rows)
        row.hours = 0;
    for (CustomerEconomics &customer : result.customers) {
        const bool isPart = isByProduct && customer.group > 0;
        const double part = isPart ? double(customer.opening) / double(whole[customer.account]) : 1.0;
        customer.hours = hours[std::size_t(customer.account)] * part;
        *result.rows[std::size_t(customer.group)].hours += customer.hours;
    }
}

void addCost(RetentionEconomics &result, const ServedHours &served)
{
    if (!served.hourCost) {
        result.notes.push_back({QD_WORDS("Economics",
                                    "No CSM in force on %1 has an annual_cost in %2, so hours have no cost; import it "
                                    "with the roster, or state the yearly cost of one FTE under Coverage."),
            {result.to.lastDay(), result.currency.code()}});
        return;
    }
    result.hourCost = served.hourCost;
    for (EconomicsRow &row : result.rows)
        row.cost = *row.hours * *served.hourCost;
}

} // namespace

std::optional<double> EconomicsRow::keptRate() const
{
    return share(kept, opening);
}

std::optional<double> EconomicsRow::expansionRate() const
{
    return share(expansion, opening);
}

std::optional<double> RetentionEconomics::costRate(const EconomicsRow &row) const
{
    return row.cost && row.opening > 0 ? std::optional(*row.cost / majorOf(row.opening, currency)) : std::nullopt;
}

std::optional<double> RetentionEconomics::arrPerCost(const EconomicsRow &row) const
{
    if (!row.cost || !(*row.cost > 0))
        return std::nullopt;
    return (majorOf(row.kept, currency) + majorOf(row.expansion, currency)) / *row.cost;
}

Result<RetentionEconomics> retentionEconomics(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const EconomicsOptions &options, Progress &progress)
{
    if (monthsBetween(options.from, options.to) > MostMonths)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Economics", "The window from %1 to %2 is longer than %3 months; choose a shorter one."),
                {options.from, options.to, std::to_string(MostMonths)}}};
    const auto groups = groupsOf(workspace, portfolio, options);
    if (!groups)
        return groups.error();
    auto result = openingSet(portfolio, book, *groups, options, progress);
    if (!result)
        return result.error();
    const auto saved = coverage::currentModel(workspace);
    if (!saved)
        return saved.error();
    const auto colours = health::ShownColours::read(workspace, portfolio, progress);
    const auto coloursOn = [&](Date day) -> Result<std::vector<portfolio::HealthColour>> {
        if (!colours)
            return colours.error();
        auto found = colours->on(day);
        if (!found)
            return found.error();
        return std::move(found->shown);
    };
    const auto served = servedHours(portfolio, saved->model, coloursOn, options.from, options.to, progress);
    if (!served && served.error().code != ErrorCode::NoData)
        return served.error();
    if (!served) {
        result->notes.push_back(served.error().message); // ARR can be told without a team
        return result;
    }
    addHours(*result, served->hours, groups->isByProduct);
    addCost(*result, *served);
    result->notes.insert(result->notes.end(), served->warnings.begin(), served->warnings.end());
    return result;
}

} // namespace qd::economics
