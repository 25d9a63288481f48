#include "core/lifecycle/origins.h"

#include "core/base/words.h"
#include "core/lifecycle/stated_texts.h"
#include "core/renewals/renewal_data.h"
#include "core/revenue/grouping.h"
#include "core/store/reason_rows.h"

#include <map>

namespace qd::lifecycle {

namespace {

std::vector<std::string> onboardingPaths(const store::Workspace &workspace, const portfolio::Portfolio &portfolio)
{
    std::vector<std::string> paths = statedTexts(workspace, portfolio, ByOnboardingPath, &store::forEachOnboardingPath);
    for (std::string &path : paths) {
        if (path.empty())
            path = NoGroup;
    }
    return paths;
}

Result<std::vector<std::string>> leadSources(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Date day)
{
    const auto data = renewals::RenewalData::read(workspace, portfolio);
    if (!data)
        return data.error();
    std::map<std::pair<std::string, std::string>, std::string> given; // by source and opportunity
    store::forEachLeadSource(workspace, [&](const store::ReasonRow &row) {
        given.emplace(std::pair(std::string(row.source), std::string(row.id)), row.reason);
    });
    std::vector<std::string> sources;
    for (int account = 0; account < portfolio.accounts().size(); ++account) {
        const renewals::Opportunity *first = nullptr;
        std::optional<std::pair<Date, std::string_view>> earliest;
        for (const renewals::Opportunity &each : (*data)->opportunitiesOf(account, day)) {
            if (!each.isKnownOn(day))
                continue;
            const renewals::OpportunityState state = each.on(day);
            if (!state.isWon || !state.close || *state.close > day)
                continue;
            const std::pair<Date, std::string_view> place(*state.close, each.id);
            if (!earliest || place < *earliest) {
                earliest = place;
                first = &each;
            }
        }
        const auto found = first ? given.find({first->source, first->id}) : given.end();
        sources.push_back(found == given.end() ? NoGroup : found->second);
    }
    return sources;
}

} // namespace

bool isOrigin(std::string_view by)
{
    return by == ByOnboardingPath || by == ByLeadSource;
}

Result<void> checkDimensionOrOrigin(const std::string &by)
{
    std::vector<std::string> known = revenue::dimensions();
    known.insert(known.end(), {ByOnboardingPath, ByLeadSource});
    return revenue::checkDimension(by, known);
}

Result<std::vector<std::string>> originsOf(
    const std::string &by, const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Date day)
{
    if (by == ByOnboardingPath)
        return onboardingPaths(workspace, portfolio);
    if (by == ByLeadSource)
        return leadSources(workspace, portfolio, day);
    return revenue::checkDimension(by.empty() ? "(none)" : by, {ByOnboardingPath, ByLeadSource}).error();
}

} // namespace qd::lifecycle
