#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr std::string_view Objectives[] = {"Roll out to every team", "Replace the spreadsheet reports",
    "Halve the time to close a month", "Train two administrators", "Connect the warehouse"};
constexpr std::string_view PlanKinds[] = {"adoption", "value", "expansion"};
constexpr std::string_view Criteria[] = {
    "No answer for two weeks", "Ticket open beyond its target", "Executive complaint", "Integration down"};
constexpr std::string_view Programs[] = {"Getting started", "Feature of the month", "Admin webinar"};

/// An id of eight digits, leading zeros kept.
std::string numbered(std::string_view prefix, std::int64_t number)
{
    std::string digits = std::to_string(number);
    digits.insert(0, digits.size() < 8 ? 8 - digits.size() : 0, '0');
    return std::string(prefix) + digits;
}

/// A success plan a year for customers who have a CSM of their own.
void writePlans(Writing &to, const Account &account)
{
    const World &world = to.world;
    if (account.segment == Segment::Smb)
        return;
    Random random(world.options.seed, account.index, "plans");
    const Date since = historyMonths(world).front().firstDay();
    for (int months = 1; account.firstStart.plusMonths(months) <= world.asOf; months += 12) {
        const Date created = account.firstStart.plusMonths(months).plusDays(random.below(20));
        const Date due = created.plusDays(random.range(120, 240));
        const int late = random.normalMilli() * 25 / 1000 - account.stateIn(Month::of(due)).health * 15 / 1000;
        const Date closed = due.plusDays(std::max(-60, late));
        const bool open = closed > world.asOf;
        const std::string_view state = open ? "open" : late > 45 ? "missed" : random.chance(60'000) ? "dropped" : "met";
        const std::string_view objective = random.pick(Objectives);
        const std::string_view kind = random.pick(PlanKinds);
        const std::int64_t worth = account.annualOn(created) / 100 * random.range(5, 40);
        if (created < since || created > world.asOf || account.annualOn(created) == 0)
            continue;
        to.files.plans << numbered("PLN-", ++to.plans) << account.gainsightId << objective << kind
                       << world.team[account.csm].name << created << due
                       << (open ? std::optional<Date>() : std::optional(closed)) << state
                       << amountText(worth, account.currency) << Currencies[account.currency];
        to.files.plans.end();
    }
}

/// Customers without a CSM of their own are written to by programmes; who is well reads more of it.
void writeEngagements(Writing &to, const Account &account)
{
    const World &world = to.world;
    if (account.segment != Segment::Smb)
        return;
    Random random(world.options.seed, account.index, "engagements");
    for (const Month month : historyMonths(world, world.options.end)) {
        const Date sent = month.firstDay().plusDays(random.below(20));
        const int health = account.stateIn(month).health;
        const std::string_view program =
            daysBetween(account.firstStart, sent) < 90 ? Programs[0] : Programs[month.month() % 3 == 0 ? 2 : 1];
        const bool opened = random.chance(logisticMillion(-300 + health / 2));
        const bool acted = opened && random.chance(300'000);
        if (sent < account.firstStart || account.annualOn(sent) == 0)
            continue;
        const auto put = [&](std::string_view event, int days) {
            if (sent.plusDays(days) > world.asOf)
                return;
            to.files.engagements << numbered("ENG-", ++to.engagements) << account.gainsightId << sent.plusDays(days)
                                 << program << event;
            to.files.engagements.end();
        };
        put("sent", 0);
        if (opened)
            put("opened", 1);
        if (acted)
            put(program == Programs[2] ? "attended" : "clicked", 2);
    }
}

void writeEscalations(Writing &to, const Account &account)
{
    const World &world = to.world;
    Random random(world.options.seed, account.index, "escalations");
    for (const Month month : historyMonths(world, world.options.end)) {
        const int health = account.stateIn(month).health;
        const bool happens = random.chance(logisticMillion(-4600 - health * 12 / 10));
        const Date opened = month.firstDay().plusDays(random.below(27));
        const int tier = health < -1800 ? 3 : health < -600 ? 2 : 1;
        const std::string_view criterion = random.pick(Criteria);
        const Date answered = opened.plusDays(random.below(3));
        const Date solved = opened.plusDays(4 + random.below(12) + std::max(0, -health) * 8 / 1000);
        if (!happens || opened > world.asOf || opened < account.firstStart || account.annualOn(opened) == 0)
            continue;
        const bool open = solved > world.asOf;
        const Csm &csm = world.team[account.csm];
        to.files.escalations << numbered("ESC-", ++to.escalations) << account.gainsightId
                             << timeText(opened, "08:15:00") << tier << criterion
                             << (answered > world.asOf ? std::string() : timeText(answered, "16:40:00"))
                             << (open ? std::string() : timeText(solved, "15:05:00"))
                             << (tier > 1 ? csm.manager : csm.name) << (open ? "open" : "resolved");
        to.files.escalations.end();
    }
}

} // namespace

void writeSuccess(Writing &to, const Account &account)
{
    if (!inCrm(account))
        return;
    writePlans(to, account);
    writeEngagements(to, account);
    writeEscalations(to, account);
}

} // namespace qd::demo
