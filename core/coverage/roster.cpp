#include "core/coverage/roster.h"

#include "core/base/month.h"
#include "core/base/text.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

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

/// Who answers to a name. Those who have not left come before those who have, then csm_id order decides.
class NameIndex {
public:
    explicit NameIndex(const std::vector<Csm> &csms)
    {
        for (const bool left : {false, true}) {
            for (std::size_t i = 0; i < csms.size(); ++i) {
                if (csms[i].end.has_value() == left)
                    add(csms[i], int(i));
            }
        }
    }

    [[nodiscard]] int find(const std::string &text) const
    {
        const std::string name(trimmed(text));
        if (name.empty())
            return -1;
        if (const auto found = m_byId.find(name); found != m_byId.end())
            return found->second;
        const std::string folded = caseFolded(name);
        for (const auto *map : {&m_byMail, &m_byName}) {
            if (const auto found = map->find(folded); found != map->end())
                return found->second;
        }
        return -1;
    }

private:
    void add(const Csm &csm, int index)
    {
        m_byId.emplace(csm.id, index);
        if (!csm.email.empty())
            m_byMail.emplace(caseFolded(trimmed(csm.email)), index);
        m_byName.emplace(caseFolded(trimmed(csm.name)), index);
    }

    std::unordered_map<std::string, int> m_byId, m_byMail, m_byName;
};

Csm csmOf(SQLite::Statement &row)
{
    Csm csm;
    csm.id = row.getColumn(0).getString();
    csm.name = row.getColumn(1).getString();
    csm.email = row.getColumn(2).getString();
    csm.team = row.getColumn(3).getString();
    csm.regions = listOf(row.getColumn(4).getString());
    csm.languages = listOf(row.getColumn(5).getString());
    csm.segments = listOf(row.getColumn(6).getString());
    csm.start = Date::fromIso(row.getColumn(7).getString());
    csm.end = Date::fromIso(row.getColumn(8).getString());
    if (!row.getColumn(9).isNull())
        csm.fte = row.getColumn(9).getDouble();
    if (!row.getColumn(10).isNull())
        csm.annualCostMinor = row.getColumn(10).getInt64();
    if (const auto currency = Currency::fromCode(row.getColumn(11).getString()))
        csm.currency = *currency;
    return csm;
}

/// Leave of everybody, by csm_id; ids nobody has are passed over.
void addLeave(const store::Workspace &workspace, Roster &roster)
{
    SQLite::Statement rows(
        workspace.db(), "SELECT DISTINCT csm_id, start_date, end_date FROM leave ORDER BY csm_id, start_date");
    while (rows.executeStep()) {
        const std::string id = rows.getColumn(0).getString();
        const auto from = Date::fromIso(rows.getColumn(1).getString());
        const auto to = Date::fromIso(rows.getColumn(2).getString());
        const auto csm =
            std::find_if(roster.csms.begin(), roster.csms.end(), [&](const Csm &at) { return at.id == id; });
        if (csm != roster.csms.end() && from && to)
            csm->leave.push_back({*from, *to});
    }
}

void warnAboutNames(Roster &roster)
{
    std::unordered_map<std::string, const Csm *> seen;
    for (const Csm &csm : roster.csms) {
        const auto [first, fresh] = seen.emplace(caseFolded(trimmed(csm.name)), &csm);
        if (!fresh)
            roster.warnings.push_back("CSMs " + first->second->id + " and " + csm.id + " are both named " + csm.name
                + "; accounts owned by that name count for the one who has not left, else the first.");
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

int Roster::find(const std::string &idMailOrName) const
{
    return NameIndex(csms).find(idMailOrName);
}

Result<Roster> loadRoster(const store::Workspace &workspace)
{
    Roster roster;
    SQLite::Statement rows(workspace.db(),
        "SELECT c.csm_id, c.name, coalesce(c.email, ''), coalesce(c.team, ''), coalesce(c.region, ''), "
        "coalesce(c.languages, ''), coalesce(c.segments, ''), coalesce(c.start_date, ''), coalesce(c.end_date, ''), "
        "c.fte, c.annual_cost_minor, coalesce(c.currency, ''), c.source FROM csms c JOIN source s ON s.name = c.source "
        "ORDER BY c.csm_id, s.kind <> 'people', c.source");
    while (rows.executeStep()) {
        Csm csm = csmOf(rows);
        if (!roster.csms.empty() && roster.csms.back().id == csm.id) {
            roster.warnings.push_back("CSM " + csm.id + " is in more than one source; the row of "
                + rows.getColumn(12).getString() + " is not used.");
            continue;
        }
        if (csm.fte < 0)
            return Error{ErrorCode::BadData,
                "CSM " + csm.id + " (" + csm.name
                    + ") has a negative fte. Correct the csms file and import it again; nothing was computed.",
                {csm.id}};
        roster.csms.push_back(std::move(csm));
    }
    if (roster.csms.empty())
        return Error{ErrorCode::NoData,
            "The workspace has no CSMs. Import a csms table first (csm_id, name, email, region, segments, fte ...)."};
    addLeave(workspace, roster);
    warnAboutNames(roster);
    return roster;
}

std::vector<int> csmOfAccounts(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, const Roster &roster, Date day)
{
    const NameIndex names(roster.csms);
    std::vector<int> held(std::size_t(accounts.size()), -1);
    for (int i = 0; i < accounts.size(); ++i)
        held[std::size_t(i)] = names.find(accounts.at(i).field("owner"));
    // Ascending by start, so that the latest row is the one that stays.
    SQLite::Statement rows(workspace.db(),
        "SELECT source, account_id, csm_id FROM assignments WHERE start_date <= ?1 AND (end_date IS NULL OR end_date "
        ">= "
        "?1) AND lower(coalesce(role, '')) NOT IN ('backup', 'secondary') ORDER BY start_date, csm_id DESC, source");
    rows.bind(1, day.iso());
    while (rows.executeStep()) {
        const int account = accounts.indexOfRecord(rows.getColumn(0).getString(), rows.getColumn(1).getString());
        const int csm = names.find(rows.getColumn(2).getString());
        if (account >= 0 && csm >= 0)
            held[std::size_t(account)] = csm;
    }
    return held;
}

} // namespace qd::coverage
