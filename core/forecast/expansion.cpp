#include "core/forecast/expansion.h"

#include "core/base/checked_sum.h"
#include "core/base/rounding.h"
#include "core/base/text.h"
#include "core/base/words.h"
#include "core/forecast/pipeline.h"
#include "core/forecast/targets.h"
#include "core/revenue/grouping.h"
#include "core/signals/signals.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace qd::forecast {

namespace {

using renewals::KnownRenewals;
using renewals::Opportunity;

/// How opportunities are split.
struct Breakdown {
    std::function<std::string(int account, const Opportunity &)> groupOf = {}; ///< nothing for `total` alone
    std::vector<std::string> names = {}; ///< groups that there are, with or without a pipeline
};

/// A row in the making.
struct Part {
    ExpansionRow row;
    double weighted = 0; ///< minor units, unrounded
};
using Groups = std::map<std::pair<bool, std::string>, Part>; ///< those without a value last

Result<Breakdown> breakdownBy(const std::string &by, const KnownRenewals &known)
{
    if (by.empty())
        return Breakdown();
    if (by == "product")
        return Breakdown{
            [](int, const Opportunity &each) { return each.product.empty() ? std::string(NoGroup) : each.product; },
            known.book().products()};
    revenue::GroupingOptions options;
    options.by = by;
    if (known.day() < known.portfolio().latestAsOf().value_or(known.day()))
        options.groupAsOf = known.day();
    auto grouping = revenue::groupAccounts(known.portfolio(), options);
    if (!grouping)
        return grouping.error();
    std::vector<std::string> names = grouping->names;
    return Breakdown{[grouping = std::move(*grouping)](int account, const Opportunity &) {
                         return grouping.names[std::size_t(grouping.group[std::size_t(account)])];
                     },
        std::move(names)};
}

Part &partOf(Groups &groups, const std::string &group)
{
    Part &part = groups[{group == NoGroup, group}];
    part.row.group = group;
    return part;
}

Error opportunitiesTooLarge()
{
    return {ErrorCode::Overflow, QD_WORDS("Forecast", "The opportunities are too large to add up.")};
}

/// Adds the opportunities of one customer.
Result<void> addPipeline(const KnownRenewals &known, int account, const Period &period, const Breakdown &breakdown,
    Part &total, Groups &groups)
{
    for (const Opportunity &each : known.data().opportunitiesOf(account, known.day())) {
        if (!each.isExpansion() || !each.isKnownOn(known.day()))
            continue;
        const renewals::OpportunityState state = each.on(known.day());
        if (!state.isOpen || !state.close || *state.close < period.from || *state.close > period.to)
            continue;
        const Money amount = state.amount.value_or(Money{0, known.book().currency()});
        const auto value = known.book().rates().toBase(amount.minor, amount.currency, known.day());
        if (!value)
            return value.error();
        const auto add = [&](Part &part) {
            part.weighted += double(*value) * shareOf(state.probability);
            return addTo(part.row.pipeline, *value);
        };
        if (!add(total) || (breakdown.groupOf && !add(partOf(groups, breakdown.groupOf(account, each)))))
            return opportunitiesTooLarge();
    }
    return {};
}

/// Groups that have a target and nothing in the pipeline stand there too.
void addTargets(const Targets &targets, const Breakdown &breakdown, Groups &groups)
{
    for (const std::string &group : breakdown.names) {
        if (targets.of(group))
            (void)partOf(groups, group);
    }
    for (auto &[key, part] : groups)
        part.row.target = targets.of(part.row.group);
}

/// `total` and the groups, whose weighted parts are rounded to add up to that of the total.
std::vector<ExpansionRow> rounded(Part total, Groups groups)
{
    total.row.weighted = std::int64_t(shownValue(total.weighted, 0));
    std::vector<ExpansionRow> rows{std::move(total.row)};
    std::vector<double> parts;
    for (const auto &[key, part] : groups)
        parts.push_back(part.weighted);
    const std::vector<double> whole = wholeParts(parts, double(rows.front().weighted));
    std::size_t at = 0;
    for (auto &[key, part] : groups) {
        part.row.weighted = std::int64_t(whole[at++]);
        rows.push_back(std::move(part.row));
    }
    return rows;
}

/// Which customers of a segment have which products.
struct SegmentProducts {
    std::vector<int> accounts; ///< with ARR
    std::map<std::string, std::set<int>> having; ///< by product
};

Result<std::vector<WhiteSpace>> whiteSpaceOf(const KnownRenewals &known, const signs::KnownFields &fields)
{
    const portfolio::ArrBook &book = known.book();
    if (book.source().basis != portfolio::ArrBasis::Subscriptions)
        return std::vector<WhiteSpace>();
    const auto arr = book.accountValues(known.day(), known.day());
    if (!arr)
        return arr.error();
    const std::vector<std::string> &segments = fields.on("segment", known.day());
    const auto segmentOf = [&](std::size_t account) {
        return segments[account].empty() ? std::string(NoGroup) : segments[account];
    };
    std::map<std::string, SegmentProducts> found;
    for (std::size_t account = 0; account < arr->size(); ++account) {
        if ((*arr)[account] > 0)
            found[segmentOf(account)].accounts.push_back(int(account));
    }
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        const auto account = std::size_t(piece.account);
        if (piece.product >= 0 && piece.inForceOn(known.day()) && (*arr)[account] > 0)
            found[segmentOf(account)].having[book.products()[std::size_t(piece.product)]].insert(piece.account);
    }
    std::vector<WhiteSpace> pairs;
    for (const auto &[segment, products] : found) {
        const int of = int(products.accounts.size());
        for (const auto &[product, having] : products.having) {
            if (int(having.size()) * WhiteSpaceShare < of)
                continue;
            for (const int account : products.accounts) {
                if (!having.contains(account))
                    pairs.push_back({account, product, segment, int(having.size()), of});
            }
        }
    }
    const auto &accounts = book.accounts();
    std::ranges::sort(pairs, [&accounts](const WhiteSpace &a, const WhiteSpace &b) {
        return std::tie(accounts.at(a.account).id, a.product) < std::tie(accounts.at(b.account).id, b.product);
    });
    return pairs;
}

} // namespace

Result<Period> periodOf(const std::string &text, int fiscalYearStart)
{
    if (const auto month = Month::fromIso(text))
        return Period{text, month->firstDay(), month->lastDay()};
    if (const auto quarter = FiscalQuarter::fromText(text))
        return Period{
            text, quarter->firstMonth(fiscalYearStart).firstDay(), quarter->lastMonth(fiscalYearStart).lastDay()};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Forecast", "A period is a month, YYYY-MM, or a fiscal quarter, YYYYQn, not \"%1\"."), {text}},
        {text}};
}

std::optional<double> ExpansionRow::coverage(Currency currency) const
{
    if (!target || !(*target > 0))
        return std::nullopt;
    return double(pipeline) / std::pow(10.0, currency.digits()) / *target;
}

Result<Expansion> expansion(
    const store::Workspace &workspace, const std::string &period, const std::string &by, std::optional<Date> asOf)
{
    const auto days = periodOf(period, workspace.fiscalYearStart());
    if (!days)
        return days.error();
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto data = renewals::RenewalData::read(workspace, *portfolio);
    if (!data)
        return data.error();
    if (!asOf) {
        const auto book = portfolio->book();
        if (!book)
            return book.error();
        asOf = signs::latestDay(*portfolio, *book);
    }
    const auto known = KnownRenewals::on(portfolio, *data, asOf);
    if (!known)
        return known.error();
    const auto breakdown = breakdownBy(by, *known);
    if (!breakdown)
        return breakdown.error();
    Part total;
    total.row.group = "total";
    Groups groups;
    for (int account = 0; account < portfolio->accounts().size(); ++account) {
        if (auto added = addPipeline(*known, account, *days, *breakdown, total, groups); !added)
            return added.error();
    }
    const Targets targets = Targets::read(workspace, "expansion", days->name);
    total.row.target = targets.of("");
    addTargets(targets, *breakdown, groups);
    const signs::KnownFields fields(workspace, portfolio);
    auto whiteSpace = whiteSpaceOf(*known, fields);
    if (!whiteSpace)
        return whiteSpace.error();
    return Expansion{*days, known->day(), rounded(std::move(total), std::move(groups)), std::move(*whiteSpace),
        known->book().staleRates(known->day())};
}

std::optional<Message> noCoverageNote(const Expansion &found)
{
    std::vector<std::string> idle;
    bool isAnyReal = false;
    for (const ExpansionRow &row : found.rows) {
        if (row.target && !(*row.target > 0))
            idle.push_back(row.group);
        isAnyReal = isAnyReal || row.target > 0.0;
    }
    if (!idle.empty())
        return Message(
            QD_WORDS("Forecast",
                "The target \"expansion\" of %1 is 0 or less for %2: there is no coverage of a target that is none."),
            {found.period.name, joined(idle, ", ")});
    if (isAnyReal)
        return std::nullopt;
    return Message(
        QD_WORDS("Forecast",
            "No target \"expansion\" of %1 was imported for any of these rows, so that there is no coverage."),
        {found.period.name});
}

} // namespace qd::forecast
