#include "core/demo/drivers.h"
#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr std::string_view Subjects[] = {"Export stops at 10,000 rows", "Single sign-on loop after update",
    "How do I add a seat?", "Dashboard shows yesterday's figures", "API returns 429 under light load",
    "Invoice address, please change", "Time zone wrong in report; \"UTC\" shown", "Crash when saving a view",
    "Question about roles, rights and guests", "Import of umlauts: Müller becomes MÃ¼ller"};

std::string clockOf(Random &random)
{
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const int hour = random.range(6, 19);
    const int minute = random.below(60);
    return two(hour) + ":" + two(minute) + ":" + two(random.below(60));
}

/// What a later look at a ticket has to go by.
struct SolvedTicket {
    std::string id;
    Date created;
    Date solved;
    int rating = 0; ///< 1 to 5; 0 without one
};

/// Share of 4 and 5 of the ratings of tickets solved in the 90 days to `day`; nothing without any.
Seen goodShare(const std::vector<SolvedTicket> &tickets, Date day)
{
    int rated = 0;
    int good = 0;
    for (const SolvedTicket &ticket : tickets) {
        if (ticket.rating == 0 || ticket.solved > day || ticket.solved <= day.plusDays(-90))
            continue;
        ++rated;
        good += ticket.rating >= 4 ? 1 : 0;
    }
    return rated == 0 ? Seen() : Seen(static_cast<double>(good) / rated);
}

/// A ticket that was rated days after it was opened: until then the rating was unknown.
void plantRating(Writing &to, const Account &account, const std::vector<SolvedTicket> &tickets)
{
    if (account.fault != FaultKind::None || !wanted(to.leaks, "ticket_rating"))
        return;
    for (const SolvedTicket &ticket : tickets) {
        const Date day = ticket.solved.plusDays(-1);
        if (ticket.rating == 0 || day < ticket.created || account.annualOn(day) == 0
            || account.annualOn(ticket.solved) == 0)
            continue;
        PlantedLeak leak{"ticket_rating", "zendesk_tickets.csv", ticket.id, account.crmId, "csat_90", day,
            ticket.solved, goodShare(tickets, day), goodShare(tickets, ticket.solved)};
        if (leak.then == leak.later)
            continue;
        to.leaks.push_back(std::move(leak));
        return;
    }
}

SolvedTicket putTicket(Writing &to, const Account &account, Date created, int health, Random &random)
{
    const World &world = to.world;
    const int draw = random.below(100) - health / 250;
    const std::string_view priority = draw > 95 ? "urgent" : draw > 78 ? "high" : draw > 15 ? "normal" : "low";
    const int days = std::max(0, 2 + random.normalMilli() * 2 / 1000 - health / 900);
    const Date solved = created.plusDays(days);
    const bool open = solved > world.asOf;
    const bool escalated = random.chance(logisticMillion(-3400 - health));
    const int reply = static_cast<int>(45 * expMilli(random.normalMilli() * 9 / 10 - health / 5) / 1000) + 1;
    int rating = 0; // none
    if (!open && random.chance(300'000))
        rating = std::clamp(
            4 + (random.normalMilli() * CsatDriver.noise / 1000 + health * CsatDriver.loading / 1000) / 900, 1, 5);
    std::string id = std::to_string(40'000 + ++to.tickets);
    const std::string clock = clockOf(random);
    const std::string answered = clock < "19:00:00" ? "19:40:00" : "23:10:00";
    to.files.tickets << id << account.zendeskId << random.pick(Subjects)
                     << (random.chance(300'000) ? "question" : "problem") << priority << (open ? "open" : "closed")
                     << timeText(created, clock) << timeText(open ? created : solved, answered)
                     << (open ? std::string() : timeText(solved, answered)) << reply
                     << (rating == 0 ? std::string() : std::to_string(rating)) << (escalated ? "escalated" : "")
                     << (random.chance(600'000) ? "email" : "web");
    to.files.tickets.end();
    return {id, created, solved, rating};
}

} // namespace

void writeZendesk(Writing &to, const Account &account)
{
    if (!inCrm(account))
        return;
    const World &world = to.world;
    Random random(world.options.seed, account.index, "tickets");
    // Most organisations carry the CRM id; the others are found by domain or name.
    const bool carries = !random.chance(120'000);
    const Date since = std::min(account.firstStart, world.asOf);
    to.files.organizations << account.zendeskId << account.plainName << account.domain
                           << (carries ? account.crmId : std::string()) << timeText(since, "07:00:00")
                           << timeText(since, "07:00:00") << "false"
                           << "";
    to.files.organizations.end();
    std::vector<SolvedTicket> tickets;
    for (Month month = std::max(account.firstMonth(), world.firstMonth); month <= world.options.end;
         month = month.plus(1)) {
        if (account.annualOn(month.lastDay()) == 0)
            continue;
        const MonthState &state = account.stateIn(month);
        for (int i = 0; i < state.tickets; ++i) {
            const Date created = month.firstDay().plusDays(random.below(28));
            if (created >= account.firstStart)
                tickets.push_back(putTicket(to, account, created, state.health, random));
        }
    }
    plantRating(to, account, tickets);
}

} // namespace qd::demo
