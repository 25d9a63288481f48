#include "core/demo/drivers.h"
#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr std::string_view Features[] = {"dashboards", "reports", "automation"};
constexpr std::string_view Comments[] = {"Does what it says.", "Support is quick, thank you", "Too many clicks, really",
    "Reports: good; exports, less so", "とても使いやすい", "Très bien", ""};

int licensedOn(const Account &account, Date day)
{
    int seats = 0;
    for (const Subscription &subscription : account.subscriptions) {
        if (subscription.product == "Larkfield Core" && subscription.inForce(day))
            seats += std::max(subscription.quantity, 5);
    }
    return seats;
}

void putWeek(Writing &to, const Account &account, Date day, int licensed, Random &random)
{
    const int health = account.stateIn(Month::of(day)).health;
    const int holidays = (day.month() == 12 && day.day() > 20) || (day.month() == 8 && day.day() < 22) ? 780 : 1000;
    // Share of seats in use: about two thirds in ordinary health; new customers take a quarter to get there.
    const int tenure = daysBetween(account.firstStart, day);
    const int start = tenure < 90 ? 350 + tenure * 650 / 90 : 1000;
    const std::int64_t share =
        logisticMillion(700 + health * UsageDriver.loading / 1000 + random.normalMilli() * UsageDriver.noise / 1000)
        * start / 1000 * holidays / 1000;
    for (std::size_t feature = 0; feature < std::size(Features); ++feature) {
        static constexpr std::int64_t Reach[] = {1000, 620, 340};
        const std::int64_t active = licensed * share / 1'000'000 * Reach[feature] / 1000;
        const std::int64_t events = active * (18 + random.below(14)) * (1000 + health / 4) / 1000;
        to.files.usage << day << account.crmId << Features[feature] << active << licensed
                       << std::max<std::int64_t>(0, events) << active * (35 + random.below(30));
        to.files.usage.end();
    }
}

void writeSurveys(Writing &to, const Account &account)
{
    const World &world = to.world;
    Random random(world.options.seed, account.index, "surveys");
    const int people = account.segment == Segment::Enterprise ? 4 : account.segment == Segment::MidMarket ? 2 : 1;
    for (Month month = std::max(account.firstMonth(), world.firstMonth); month <= world.options.end;
         month = month.plus(1)) {
        // Twice a year, each customer in months of its own.
        if (month.index() % 6 != account.index % 6 || account.annualOn(month.lastDay()) == 0)
            continue;
        for (int i = 0; i < people; ++i) {
            if (!random.chance(330'000))
                continue;
            const int score = std::clamp(8
                    + (random.normalMilli() * NpsDriver.noise + account.stateIn(month).health * NpsDriver.loading)
                        / 10'000,
                0, 10);
            Random who(world.options.seed, account.index * 8 + i, "respondent");
            const std::string person = personName(who, account.place->region);
            to.files.surveys << std::to_string(700'000 + ++to.surveys) << "nps" << score << random.pick(Comments)
                             << person << mailName(person) + "@" + account.mailDomain << account.crmId
                             << timeText(month.firstDay().plusDays(random.below(28)), "12:00:00");
            to.files.surveys.end();
        }
    }
}

} // namespace

void writeUsage(Writing &to, const Account &account)
{
    if (!inCrm(account))
        return;
    const World &world = to.world;
    Random random(world.options.seed, account.index, "usage");
    const Date missed = missedUsageDay(world);
    const Date first = std::max(account.firstStart, world.firstMonth.firstDay());
    for (Date day = first.plusDays((7 - first.weekday() % 7) % 7); day <= world.asOf; day = day.plusDays(7)) {
        const int licensed = licensedOn(account, day);
        if (licensed > 0 && day != missed)
            putWeek(to, account, day, licensed, random);
    }
    writeSurveys(to, account);
}

} // namespace qd::demo
