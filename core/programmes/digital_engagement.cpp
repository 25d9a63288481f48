#include "core/programmes/digital_engagement.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/store/programme_rows.h"

#include <map>

namespace qd::programmes {

namespace {

/// By customer: whether it reacted.
using Reached = std::map<int, bool>;

EngagementFigures figuresOf(const std::string &program, const Reached &reached)
{
    EngagementFigures figures{program, int(reached.size()), 0};
    for (const auto &[account, reacted] : reached)
        figures.engaged += reacted ? 1 : 0;
    return figures;
}

} // namespace

std::vector<Engagement> readEngagements(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::vector<Engagement> engagements;
    store::forEachEngagement(workspace, [&](const store::EngagementRow &row) {
        const int account = accounts.holderOfRecord(row.source, row.accountId, day);
        const std::string event = lowered(trimmed(row.event));
        const bool isReaction = event == "opened" || event == "clicked" || event == "attended" || event == "completed";
        if (account >= 0 && (isReaction || event == "sent"))
            engagements.push_back({account, row.date, std::string(row.program), isReaction});
    });
    return engagements;
}

std::optional<double> EngagementFigures::rate() const
{
    return reached > 0 ? std::optional(double(engaged) / reached) : std::nullopt;
}

std::vector<EngagementFigures> engagementFigures(const std::vector<Engagement> &engagements, const Asked &asked)
{
    Reached all;
    std::map<std::string, Reached> byProgram;
    for (const Engagement &each : engagements) {
        if (!asked.has(each.account) || each.day > asked.day || each.day <= asked.day.plusDays(-EngagementDays))
            continue;
        for (Reached *reached : {&all, &byProgram[each.program]}) {
            bool &reacted = (*reached)[each.account];
            reacted = reacted || each.isReaction;
        }
    }
    std::vector<EngagementFigures> rows{figuresOf("total", all)};
    for (const auto &[program, reached] : byProgram)
        rows.push_back(figuresOf(program, reached));
    return rows;
}

} // namespace qd::programmes
