#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr std::string_view Touches[] = {"meeting", "call", "email", "qbr", "exec_touch", "training"};
constexpr std::string_view Outcomes[] = {"Positive", "Neutral", "Follow-up agreed", "Concern raised", ""};

void writeContacts(Writing &to, const Account &account)
{
    const World &world = to.world;
    Random random(world.options.seed, account.index, "contacts");
    static constexpr std::string_view Titles[] = {"VP Operations", "Head of IT", "Analyst", "Programme Lead"};
    static constexpr std::string_view Roles[] = {"Executive Sponsor", "Champion", "User", "Administrator"};
    const int people = account.segment == Segment::Smb ? 2 : account.segment == Segment::MidMarket ? 3 : 4;
    Date sponsorLost = account.firstStart;
    for (std::size_t i = 0; i < account.states.size(); ++i) {
        if (account.states[i].sponsorLost)
            sponsorLost = account.firstMonth().plus(static_cast<int>(i)).firstDay();
    }
    const bool gone = daysBetween(sponsorLost, world.asOf) < 180 && sponsorLost > account.firstStart;
    for (int i = gone ? 1 : 0; i < people; ++i) {
        Random who(world.options.seed, account.index * 8 + i, "respondent");
        const std::string name = personName(who, account.place->region);
        const auto at = static_cast<std::size_t>(i);
        const int quiet = static_cast<int>(
            14 * expMilli(random.normalMilli() - account.stateIn(world.options.end).health / 2) / 1000);
        const Date seen = std::max(std::min(account.firstStart, world.asOf), world.asOf.plusDays(-quiet));
        to.files.crmContacts << salesforceId("003", world.options.seed, ++to.contacts) << account.crmId << name
                             << mailName(name) + "@" + account.mailDomain
                             << (account.index % 211 == 30 && i == 1 ? "=1+1" : Titles[at]) << Roles[at]
                             << (i == 1 ? "true" : "false") << (i == 0 ? "true" : "false") << seen;
        to.files.crmContacts.end();
    }
}

void writeActivities(Writing &to, const Account &account)
{
    const World &world = to.world;
    Random random(world.options.seed, account.index, "activities");
    const int touches = account.segment == Segment::Enterprise ? 3200
        : account.segment == Segment::MidMarket                ? 1300
                                                               : 350;
    for (Month month = std::max(account.firstMonth(), world.firstMonth); month <= world.options.end;
         month = month.plus(1)) {
        if (account.annualOn(month.lastDay()) == 0)
            continue;
        const int health = account.stateIn(month).health;
        const int count = touches / 1000 + (random.chance(touches % 1000 * 1000) ? 1 : 0);
        for (int i = 0; i < count; ++i) {
            const bool quarterly =
                account.segment == Segment::Enterprise && month.month() % 3 == account.index % 3 && i == 0;
            const std::string_view kind = quarterly ? Touches[3] : Touches[static_cast<std::size_t>(random.below(6))];
            const std::string_view outcome =
                health < -1000 && random.chance(500'000) ? Outcomes[3] : random.pick(Outcomes);
            std::string id = std::to_string(++to.activities);
            id.insert(0, id.size() < 8 ? 8 - id.size() : 0, '0');
            to.files.activities << id << account.gainsightId << month.firstDay().plusDays(random.below(28)) << kind
                                << world.team[account.csm].name << outcome;
            to.files.activities.end();
        }
    }
}

} // namespace

void writePeople(Writing &to, const Account &account)
{
    if (!inCrm(account))
        return;
    writeContacts(to, account);
    writeActivities(to, account);
}

void writeTeam(Writing &to)
{
    for (const Csm &csm : to.world.team) {
        const std::string fte = csm.ftePercent == 100 ? "1.0" : "0." + std::to_string(csm.ftePercent / 10);
        to.files.csms << csm.id << csm.name << csm.email
                      << std::string(nameOf(csm.region)) + " " + std::string(nameOf(csm.segment)) << nameOf(csm.region)
                      << csm.languages << nameOf(csm.segment) << csm.start << "" << fte << csm.annualCost << "USD"
                      << csm.manager;
        to.files.csms.end();
    }
}

void writeRates(Writing &to)
{
    const World &world = to.world;
    for (std::size_t currency = 1; currency < Currencies.size(); ++currency) {
        const int places = World::rateScale(currency);
        for (Month month = world.earliest; month <= world.lastRateMonth(currency); month = month.plus(1)) {
            std::string digits = std::to_string(world.rate(currency, month));
            if (digits.size() <= static_cast<std::size_t>(places))
                digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
            digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
            to.files.rates << Currencies[currency] << month.lastDay() << digits;
            to.files.rates.end();
        }
    }
    PlantedFault &stale = to.plant("stale_rate", "finance.fx_rates.csv", {"KWD"});
    stale.note = "The last rate of KWD is older than 45 days on the as-of date.";
}

} // namespace qd::demo
