#include "core/forecast/expansion_leads.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace qd::forecast {

namespace {

using signs::SignalKind;

std::optional<double> valueOf(const std::vector<double> &values, int account)
{
    const double value = values[std::size_t(account)];
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

std::vector<ExpansionReason> reasonsOf(const ExpansionLead &lead)
{
    std::vector<ExpansionReason> reasons;
    if (lead.licenceUse && *lead.licenceUse > ShortOfLicences)
        reasons.push_back(ExpansionReason::LicenceUse);
    if (lead.usageTrend && *lead.usageTrend >= GrowingUsage)
        reasons.push_back(ExpansionReason::UsageGrowth);
    if (!lead.teams.empty())
        reasons.push_back(ExpansionReason::NewTeams);
    if (reasons.empty())
        return reasons;
    if (lead.dueInDays && *lead.dueInDays <= ExpansionDueDays)
        reasons.push_back(ExpansionReason::ContractDue);
    if (!lead.products.empty())
        reasons.push_back(ExpansionReason::WhiteSpace);
    return reasons;
}

std::map<int, std::vector<std::string>> productsOf(const std::vector<WhiteSpace> &pairs)
{
    std::map<int, std::vector<std::string>> products;
    for (const WhiteSpace &pair : pairs)
        products[pair.account].push_back(pair.product);
    return products;
}

} // namespace

const char *nameOf(ExpansionReason reason)
{
    switch (reason) {
    case ExpansionReason::LicenceUse:
        return QT_TRANSLATE_NOOP("Words", "Short of licences");
    case ExpansionReason::UsageGrowth:
        return QT_TRANSLATE_NOOP("Words", "Usage grows");
    case ExpansionReason::NewTeams:
        return QT_TRANSLATE_NOOP("Words", "New teams");
    case ExpansionReason::ContractDue:
        return QT_TRANSLATE_NOOP("Words", "Contract due");
    case ExpansionReason::WhiteSpace:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "White space");
}

const char *toString(ExpansionReason reason)
{
    switch (reason) {
    case ExpansionReason::LicenceUse:
        return "short_of_licences";
    case ExpansionReason::UsageGrowth:
        return "usage_growth";
    case ExpansionReason::NewTeams:
        return "new_teams";
    case ExpansionReason::ContractDue:
        return "contract_due";
    case ExpansionReason::WhiteSpace:
        break;
    }
    return "white_space";
}

Result<std::vector<ExpansionLead>> expansionLeads(const signs::Signals &history,
    const std::vector<WhiteSpace> &whiteSpace, const std::vector<std::vector<std::string>> &teams, Date day,
    const std::function<bool(int)> &only)
{
    const auto known = history.known(day);
    if (!known)
        return known.error();
    const auto licences = history.values({SignalKind::LicenceUse, {}}, *known);
    if (!licences)
        return licences.error();
    const auto trends = history.values({SignalKind::UsageTrend, {}}, *known);
    if (!trends)
        return trends.error();
    const auto due = history.values({SignalKind::DueInDays, {}}, *known);
    if (!due)
        return due.error();
    std::map<int, std::vector<std::string>> products = productsOf(whiteSpace);
    std::vector<ExpansionLead> leads;
    for (int account = 0; account < int(known->arr.size()); ++account) {
        const std::int64_t arr = known->arr[std::size_t(account)];
        if (arr <= 0 || (only && !only(account)))
            continue;
        ExpansionLead lead{account, arr, valueOf(*licences, account), valueOf(*trends, account), std::nullopt,
            teams[std::size_t(account)], {}, {}};
        if (const auto days = valueOf(*due, account))
            lead.dueInDays = int(*days);
        if (const auto found = products.find(account); found != products.end())
            lead.products = std::move(found->second);
        lead.reasons = reasonsOf(lead);
        if (!lead.reasons.empty())
            leads.push_back(std::move(lead));
    }
    const auto &accounts = history.accounts();
    std::ranges::sort(leads, [&accounts](const ExpansionLead &a, const ExpansionLead &b) {
        return std::tuple(b.reasons.size(), b.arr, std::string_view(accounts.at(a.account).id))
            < std::tuple(a.reasons.size(), a.arr, std::string_view(accounts.at(b.account).id));
    });
    return leads;
}

std::vector<ProductSpace> spaceByProduct(const std::vector<WhiteSpace> &pairs)
{
    std::map<std::string, std::vector<int>> accounts;
    for (const WhiteSpace &pair : pairs)
        accounts[pair.product].push_back(pair.account);
    std::vector<ProductSpace> all;
    for (auto &[product, lacking] : accounts)
        all.push_back({product, std::move(lacking)});
    std::ranges::stable_sort(
        all, [](const ProductSpace &a, const ProductSpace &b) { return a.accounts.size() > b.accounts.size(); });
    return all;
}

} // namespace qd::forecast
