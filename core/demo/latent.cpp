#include "core/demo/account.h"

namespace qd::demo {

namespace {

/// Tickets of an ordinary month, in thousandths.
constexpr int ticketsMilli(Segment segment)
{
    return segment == Segment::Enterprise ? 4200 : segment == Segment::MidMarket ? 1700 : 500;
}

} // namespace

void liveThrough(const World &world, Account &account)
{
    Random random(world.options.seed, account.index, "life");
    const int base = random.normalMilli() * 6 / 10;
    int health = base;
    for (Month month = account.firstMonth(); month <= world.options.end; month = month.plus(1)) {
        MonthState state;
        // Slow return to the customer's own level, with shocks: a lost sponsor is felt for about a year.
        health = health + (base - health) * 8 / 100 + random.normalMilli() * 28 / 100;
        state.sponsorLost = random.chance(11'000);
        if (state.sponsorLost)
            health -= 1300;
        const std::int64_t season = month.month() == 12 || month.month() == 8 ? 800 : 1000;
        const std::int64_t load = ticketsMilli(account.segment) * season / 1000 * expMilli(-health / 2) / 1000;
        state.tickets = static_cast<int>(load / 1000) + (random.chance(load % 1000 * 1000) ? 1 : 0);
        health -= state.tickets * 1000 > 2 * ticketsMilli(account.segment) + 2000 ? 60 : 0; // a heavy month hurts
        state.health = health;
        account.states.push_back(state);
    }
}

} // namespace qd::demo
