#include "core/reconcile/break_work.h"

#include "core/base/month.h"
#include "core/reconcile/systems.h"

#include <algorithm>

namespace qd::reconcile {

namespace {

constexpr int OldAfterDays = 30;

/// A break's days as dates; nothing where it was first seen after `day`. What went after it is still there.
struct Stay {
    Date found;
    std::optional<Date> gone;
};

std::optional<Stay> stayOf(const RegisterEntry &entry, Date day)
{
    const auto found = Date::fromIso(entry.known.firstSeen);
    if (!found || *found > day)
        return std::nullopt;
    const auto gone = Date::fromIso(entry.closed);
    return Stay{*found, gone && *gone <= day ? gone : std::nullopt};
}

/// Days of breaks that are gone, and counts of those that are there.
struct Gathered {
    std::vector<int> days;
    int open = 0;
    int overdue = 0;
    std::array<int, AgeBands.size()> ages{};

    void add(const RegisterEntry &entry, const Stay &stay, Date day)
    {
        if (stay.gone)
            days.push_back(daysBetween(stay.found, *stay.gone));
        else {
            ++open;
            overdue += isOverdue(entry.known, day) ? 1 : 0;
            ++ages[ageBandOf(daysBetween(stay.found, day))];
        }
    }
    [[nodiscard]] FixTime time(const std::string &system, const std::string &owner)
    {
        FixTime time{system, owner, int(days.size()), 0, 0, open, overdue, ages};
        if (days.empty())
            return time;
        std::ranges::sort(days);
        const std::size_t half = days.size() / 2;
        time.medianDays = days.size() % 2 == 1 ? days[half] : (days[half - 1] + days[half]) / 2.0;
        time.longestDays = days.back();
        return time;
    }
};

} // namespace

std::vector<RegisterEntry> entriesOf(std::vector<RegisterEntry> entries, const identity::AccountDirectory &accounts,
    const std::function<bool(const identity::Account &)> &only)
{
    std::erase_if(entries, [&](const RegisterEntry &entry) {
        const int account = accounts.indexOf(entry.account);
        return !only(account < 0 ? identity::Account() : accounts.at(account));
    });
    return entries;
}

std::map<std::string, RegisteredBreak> registeredOn(std::span<const RegisterEntry> entries, Date day)
{
    std::map<std::string, RegisteredBreak> known;
    for (const RegisterEntry &entry : entries) {
        const auto gone = Date::fromIso(entry.closed);
        if (!gone || *gone > day)
            known.emplace(entry.key, entry.known);
    }
    return known;
}

std::size_t ageBandOf(int days)
{
    const auto *band =
        std::ranges::find_if(AgeBands, [days](const AgeBand &each) { return !each.to || days <= *each.to; });
    return std::size_t(band - AgeBands.begin());
}

std::optional<int> ageOf(const RegisteredBreak &known, Date day)
{
    const auto found = Date::fromIso(known.firstSeen);
    return found && *found <= day ? std::optional<int>(daysBetween(*found, day)) : std::nullopt;
}

bool isToDo(const RegisteredBreak &known)
{
    return known.state == "open" || known.state == "to_fix";
}

bool isOverdue(const RegisteredBreak &known, Date day)
{
    const auto due = Date::fromIso(known.dueDate);
    return due && *due < day && isToDo(known);
}

std::vector<AgeCount> agesOf(const Reconciliation &reconciliation, const std::map<std::string, RegisteredBreak> &known)
{
    std::vector<AgeCount> ages;
    for (std::size_t band = 0; band < AgeBands.size(); ++band)
        ages.push_back({band, 0, 0});
    for (const Break &found : reconciliation.breaks) {
        const auto entry = known.find(breakKey(reconciliation, found));
        const auto age = entry == known.end() ? std::nullopt : ageOf(entry->second, reconciliation.asOf);
        if (!age)
            continue;
        AgeCount &count = ages[ageBandOf(*age)];
        ++count.count;
        count.overdue += isOverdue(entry->second, reconciliation.asOf) ? 1 : 0;
    }
    return ages;
}

FixTimes fixTimes(
    const portfolio::Portfolio &portfolio, const Reconciliation &pair, std::span<const RegisterEntry> entries)
{
    std::map<std::string, bool> leftTrusted; // by field: an answer reads settings
    std::map<std::pair<std::string, std::string>, Gathered> groups;
    Gathered all;
    for (const RegisterEntry &entry : entries) {
        const auto stay = stayOf(entry, pair.asOf);
        if (!stay)
            continue;
        auto trusted = leftTrusted.find(entry.field);
        if (trusted == leftTrusted.end())
            trusted = leftTrusted.emplace(entry.field, isLeftTrusted(portfolio, pair, entry.field)).first;
        const int account = portfolio.accounts().indexOf(entry.account);
        const std::string owner =
            account < 0 ? entry.known.owner : ownerOf(entry.known, portfolio.accounts().at(account));
        groups[{trusted->second ? pair.right.name : pair.left.name, owner}].add(entry, *stay, pair.asOf);
        all.add(entry, *stay, pair.asOf);
    }
    FixTimes times{all.time({}, {}), {}};
    for (auto &[key, gathered] : groups)
        times.rows.push_back(gathered.time(key.first, key.second));
    return times;
}

std::vector<RegisterMonth> registerMonths(std::span<const RegisterEntry> entries, Date day)
{
    std::vector<Stay> stays;
    for (const RegisterEntry &entry : entries) {
        if (const auto stay = stayOf(entry, day))
            stays.push_back(*stay);
    }
    std::vector<RegisterMonth> months;
    if (stays.empty())
        return months;
    const Month last = Month::of(day);
    for (Month month = Month::of(std::ranges::min(stays, {}, &Stay::found).found); month <= last;
         month = month.plus(1)) {
        RegisterMonth row{month};
        const Date end = std::min(month.lastDay(), day);
        for (const Stay &stay : stays) {
            row.found += Month::of(stay.found) == month ? 1 : 0;
            row.gone += stay.gone && Month::of(*stay.gone) == month ? 1 : 0;
            const bool there = stay.found <= end && (!stay.gone || *stay.gone > end);
            row.open += there ? 1 : 0;
            row.old += there && daysBetween(stay.found, end) > OldAfterDays ? 1 : 0;
        }
        months.push_back(row);
    }
    return months;
}

} // namespace qd::reconcile
