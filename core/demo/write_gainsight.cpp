#include "core/demo/demo.h"
#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr std::string_view Milestones[] = {"Kickoff held", "Integration live", FirstValue, "Success plan agreed"};

void writeScores(Writing &to, const Account &account)
{
    const World &world = to.world;
    for (Month month = std::max(account.firstMonth(), world.firstMonth); month <= world.options.end;
         month = month.plus(1)) {
        if (account.annualOn(month.lastDay()) == 0)
            continue;
        const int score = vendorScore(world, account, month);
        to.files.healthScores << account.gainsightId << month.lastDay() << "Scorecard 2" << score << colourOf(score);
        to.files.healthScores.end();
    }
}

void writeMilestones(Writing &to, const Account &account)
{
    const World &world = to.world;
    Random random(world.options.seed, account.index, "milestones");
    int due = 0;
    for (const std::string_view step : Milestones) {
        due += random.range(12, 35);
        const Date planned = account.firstStart.plusDays(due);
        const int late =
            std::max(-8, random.normalMilli() * 14 / 1000 - account.stateIn(account.firstMonth()).health * 8 / 1000);
        const Date done = planned.plusDays(late);
        std::optional<Date> completed;
        if (done <= world.asOf && !random.chance(40'000))
            completed = done;
        to.files.milestones << account.gainsightId << step << planned << completed << world.team[account.csm].name;
        to.files.milestones.end();
    }
}

} // namespace

void writeGainsight(Writing &to, const Account &account, const Book &book)
{
    if (!inCrm(account))
        return;
    const World &world = to.world;
    const Csm &csm = world.team[book.csm];
    const int score = vendorScore(world, account, world.options.end);
    to.files.companies << account.gainsightId << account.plainName << account.crmId << parentCrmId(world, account)
                       << csm.name << csm.email << book.stage << book.status << book.segment
                       << nameOf(account.place->region) << account.industry << account.employees
                       << amountText(book.arrMinor, book.currency) << Currencies[book.currency] << account.firstStart
                       << book.renewal << score << colourOf(score)
                       << std::min(account.firstStart.plusDays(-3), world.asOf);
    to.files.companies.end();
    writeScores(to, account);
    writeMilestones(to, account);
}

} // namespace qd::demo
