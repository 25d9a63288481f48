#include "core/coverage/roster.h"

#include "core/base/month.h"
#include "core/base/text.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <array>

namespace qd::coverage {

namespace {

std::vector<std::string> listOf(const std::string &cell)
{
    std::vector<std::string> parts;
    for (const std::string &part : split(cell, ';')) {
        if (const std::string_view word = trimmed(part); !word.empty())
            parts.emplace_back(word);
    }
    return parts;
}

bool contains(const std::vector<std::string> &list, const std::string &word)
{
    return std::any_of(
        list.begin(), list.end(), [&](const std::string &entry) { return equalsIgnoringCase(entry, word); });
}

Csm csmOf(const store::CsmRow &row)
{
    Csm csm;
    csm.id = row.id;
    csm.name = row.name;
    csm.email = row.email;
    csm.team = row.team;
    csm.regions = listOf(row.regions);
    csm.languages = listOf(row.languages);
    csm.segments = listOf(row.segments);
    csm.start = row.start;
    csm.end = row.end;
    csm.fte = row.fte.value_or(1);
    csm.annualCostMinor = row.annualCostMinor;
    csm.currency = row.currency;
    return csm;
}

/// Leave of everybody; ids nobody has are passed over.
void addLeave(const std::vector<store::LeaveRow> &leave, Roster &roster)
{
    for (const store::LeaveRow &row : leave) {
        if (const int csm = roster.indexOf(row.csmId); csm >= 0)
            roster.csms[std::size_t(csm)].leave.push_back({row.from, row.to});
    }
}

void warnAboutNames(Roster &roster)
{
    std::unordered_map<std::string, const Csm *> seen;
    for (const Csm &csm : roster.csms) {
        const auto [first, fresh] = seen.emplace(caseFolded(trimmed(csm.name)), &csm);
        if (!fresh)
            roster.warnings.push_back({QD_WORDS("Coverage",
                                           "CSMs %1 and %2 are both named %3; accounts owned by that name count for "
                                           "the one who has not left, "
                                           "else the first."),
                {first->second->id, csm.id, csm.name}});
    }
}

} // namespace

bool Csm::inForceOn(Date day) const
{
    return (!start || *start <= day) && (!end || day <= *end);
}

double Csm::rampedFte(const CapacityModel &model, Date day) const
{
    if (!inForceOn(day))
        return 0;
    const int tenure = start ? monthsBetween(Month::of(*start), Month::of(day)) : int(model.ramp.size());
    return fte * model.rampAt(tenure);
}

double Csm::leaveShare(Date day) const
{
    if (leave.empty())
        return 0;
    int weekdays = 0;
    int away = 0;
    for (Date at = Month::of(day).firstDay(); at <= Month::of(day).lastDay(); at = at.plusDays(1)) {
        if (at.weekday() > 5)
            continue;
        ++weekdays;
        away +=
            std::any_of(leave.begin(), leave.end(), [&](const Leave &off) { return off.from <= at && at <= off.to; });
    }
    return double(away) / weekdays;
}

bool Csm::servesRegion(const std::string &region) const
{
    return regions.empty() || contains(regions, region);
}

bool Csm::servesSegment(const std::string &segment) const
{
    return segments.empty() || contains(segments, segment);
}

bool Csm::serves(const std::string &region, const std::string &segment, const std::string &language) const
{
    return servesRegion(region) && servesSegment(segment)
        && (language.empty() || languages.empty() || contains(languages, language));
}

int Roster::indexOf(const std::string &csmId) const
{
    const auto found = std::lower_bound(
        csms.begin(), csms.end(), csmId, [](const Csm &csm, const std::string &id) { return csm.id < id; });
    return found == csms.end() || found->id != csmId ? -1 : int(found - csms.begin());
}

int Roster::find(const std::string &idMailOrName) const
{
    const std::string *id = people.find(idMailOrName);
    return id ? indexOf(*id) : -1;
}

Result<Roster> rosterOf(const portfolio::Portfolio &portfolio)
{
    Roster roster;
    roster.people = portfolio.people();
    for (const store::CsmRow &row : portfolio.csms()) {
        if (!roster.csms.empty() && roster.csms.back().id == row.id) {
            roster.warnings.push_back(
                {QD_WORDS("Coverage",
                     "CSM %1 is in more than one source; of the row of %2 only name and mail serve, to know the person "
                     "by."),
                    {row.id, row.source}});
            continue;
        }
        Csm csm = csmOf(row);
        if (csm.fte < 0)
            return Error{ErrorCode::BadData,
                {QD_WORDS("Coverage",
                     "CSM %1 (%2) has a negative fte. Correct the csms file and import it again; nothing was "
                     "computed."),
                    {csm.id, csm.name}},
                {csm.id}};
        roster.csms.push_back(std::move(csm));
    }
    if (roster.csms.empty())
        return Error{ErrorCode::NoData,
            QD_WORDS("Coverage",
                "The workspace has no CSMs. Import a csms table first (csm_id, name, email, region, segments, fte "
                "...).")};
    addLeave(portfolio.leave(), roster);
    warnAboutNames(roster);
    return roster;
}

std::vector<int> csmOfAccounts(const portfolio::Portfolio &portfolio, const Roster &roster, Date day)
{
    const auto isBackup = [](const std::string &role) {
        return equalsIgnoringCase(role, "backup") || equalsIgnoringCase(role, "secondary");
    };
    std::vector<int> held;
    for (const identity::Account &account : portfolio.accounts().accounts())
        held.push_back(roster.find(account.field("owner")));
    for (const portfolio::Assignment &row : portfolio.assignments()) { // the last in force holds
        if (row.start > day || (row.end && *row.end < day) || isBackup(row.role))
            continue;
        if (const int csm = roster.find(row.csmId); csm >= 0)
            held[std::size_t(row.account)] = csm;
    }
    return held;
}

} // namespace qd::coverage
