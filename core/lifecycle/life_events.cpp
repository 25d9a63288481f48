#include "core/lifecycle/life_events.h"

#include "core/base/text.h"
#include "core/lifecycle/milestones.h"
#include "core/lifecycle/stage_history.h"
#include "core/portfolio/portfolio.h"
#include "core/renewals/kept_values.h"
#include "core/store/kept_values.h"
#include "core/store/signal_rows.h"

#include <algorithm>
#include <map>

namespace qd::lifecycle {

namespace {

using Days = std::vector<std::vector<Date>>; ///< by directory index
using Record = std::pair<std::string, std::string>; ///< source and id
using Kept = std::map<Record, renewals::KeptValues>;

Kept keptField(const store::Workspace &workspace, const char *entity, const char *field)
{
    Kept kept;
    store::forEachKeptValue(workspace, entity, [&](const store::KeptValueRow &row) {
        if (row.field == field)
            kept[{std::string(row.source), std::string(row.recordId)}].add(row.asOf, std::string(row.value));
    });
    return kept;
}

/// Days on which a record's owner became another than its file before had; one it never had before counts too.
void addOwnerChanges(const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Days &days)
{
    const Kept kept = keptField(workspace, "accounts", "owner");
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        for (const portfolio::CustomerRecord &record : portfolio.recordsOf(source.name)) {
            const auto found = kept.find({source.name, record.id.str()});
            if (record.account < 0 || found == kept.end())
                continue;
            const auto &values = found->second.all();
            const bool seenWithout = record.firstSight && values.front().first > *record.firstSight;
            std::string before = seenWithout ? std::string() : values.front().second;
            for (const auto &[asOf, owner] : values) {
                if (owner != before)
                    days[std::size_t(record.account)].push_back(asOf);
                before = owner;
            }
        }
    }
}

/// Days from which `assignments` have another CSM than on the start before.
void addAssignmentChanges(const portfolio::Portfolio &portfolio, Days &days)
{
    struct Last {
        Date firstStart;
        std::string csm;
    };
    std::map<int, Last> last; // by customer
    for (const portfolio::Assignment &assignment : portfolio.assignments()) { // by start
        if (assignment.account < 0)
            continue;
        const auto [known, isFirst] = last.try_emplace(assignment.account, Last{assignment.start, assignment.csmId});
        if (!isFirst && known->second.csm != assignment.csmId && assignment.start > known->second.firstStart)
            days[std::size_t(assignment.account)].push_back(assignment.start);
        known->second.csm = assignment.csmId;
    }
}

/// Who was a sponsor by the file in force on the day of leaving; later files may no longer say so.
void addLostSponsors(const store::Workspace &workspace, const identity::AccountDirectory &accounts, Days &days)
{
    const Kept kept = keptField(workspace, "contacts", "is_exec_sponsor");
    store::forEachContact(workspace, [&](const store::ContactRow &row) {
        const int account = accounts.indexOfRecord(row.source, row.accountId);
        if (account < 0 || !row.left)
            return;
        const auto found = kept.find({std::string(row.source), std::string(row.id)});
        const std::string *const then = found == kept.end() ? nullptr : found->second.on(*row.left);
        if (then ? *then == "1" : row.isExecSponsor)
            days[std::size_t(account)].push_back(*row.left);
    });
}

} // namespace

Result<LifeEvent> LifeEvent::fromText(const std::string &text)
{
    using Kind = LifeEvent::Kind;
    if (text == "csm_change")
        return LifeEvent{Kind::CsmChange};
    if (text == "sponsor_lost")
        return LifeEvent{Kind::SponsorLost};
    const std::size_t colon = text.find(':');
    const std::string kind = text.substr(0, colon);
    const std::string name(
        colon == std::string::npos ? std::string_view() : trimmed(std::string_view(text).substr(colon + 1)));
    for (const auto &[word, known] :
        {std::pair("milestone", Kind::Milestone), {"activity", Kind::Activity}, {"stage", Kind::Stage}}) {
        if (kind == word && !name.empty())
            return LifeEvent{known, name};
    }
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Lifecycle",
             "There is no event \"%1\". There are: milestone:NAME, activity:TYPE, stage:NAME, csm_change, "
             "sponsor_lost."),
            {text}},
        {text}};
}

Result<std::vector<std::vector<Date>>> eventDays(const LifeEvent &event, const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, Date day)
{
    const identity::AccountDirectory &accounts = portfolio->accounts();
    Days days{std::size_t(accounts.size())};
    switch (event.kind) {
    case LifeEvent::Kind::Milestone: {
        const Milestones milestones(workspace, accounts);
        for (int account = 0; account < accounts.size(); ++account)
            days[std::size_t(account)] = milestones.completions(account, event.name);
        break;
    }
    case LifeEvent::Kind::Activity:
        store::forEachActivity(workspace, [&](const store::ActivityRow &row) {
            const int account = accounts.indexOfRecord(row.source, row.accountId);
            if (account >= 0 && equalsIgnoringCase(row.type, event.name))
                days[std::size_t(account)].push_back(row.date);
        });
        break;
    case LifeEvent::Kind::Stage: {
        const auto settings = LifecycleSettings::read(workspace);
        if (!settings)
            return settings.error();
        const auto histories = stageHistories(workspace, portfolio, *settings, day);
        for (std::size_t account = 0; account < histories.size(); ++account) {
            for (const StageEntry &entry : histories[account]) {
                if (equalsIgnoringCase(entry.stage, event.name))
                    days[account].push_back(entry.day);
            }
        }
        break;
    }
    case LifeEvent::Kind::CsmChange:
        addOwnerChanges(workspace, *portfolio, days);
        addAssignmentChanges(*portfolio, days);
        break;
    case LifeEvent::Kind::SponsorLost:
        addLostSponsors(workspace, accounts, days);
        break;
    }
    for (std::vector<Date> &each : days) {
        std::erase_if(each, [day](Date at) { return at > day; });
        std::ranges::sort(each);
    }
    return days;
}

} // namespace qd::lifecycle
