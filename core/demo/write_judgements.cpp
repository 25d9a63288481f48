#include "core/demo/exports.h"
#include "core/demo/terms.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr int LookedAhead = 180; // days before due from which on a renewal is judged every month
constexpr int Unwell = -900; // judged health, in thousandths of a deviation
constexpr int Lost = -1700;
constexpr std::string_view RollUp = "CS operations"; ///< who hands in all forecasts as they are

constexpr std::string_view Reasons[] = {"Price", "Low adoption", "Sponsor left", "Missing feature", "Budget cut"};
constexpr std::string_view NextSteps[] = {
    "Meet the sponsor", "Adoption plan with the admins", "Offer two-year terms", "Roadmap call with product"};

std::string_view callOf(int judged, bool noticed)
{
    return noticed || judged < Lost ? "churn" : judged < Unwell ? "contract" : "renew";
}

void putRisk(Writing &to, const Account &account, Date day, int judged, bool noticed, Random &random)
{
    const bool risky = noticed || judged < Unwell;
    const bool acted = risky && !random.chance(200'000); // some know of a risk and do nothing
    to.files.risks << account.gainsightId << day << to.world.team[account.csm].name
                   << (noticed                ? "lost"
                              : risky         ? "at_risk"
                              : judged < -200 ? "monitor"
                                              : "on_track")
                   << (risky ? random.pick(Reasons) : std::string_view()) << (acted ? random.pick(NextSteps) : "")
                   << (acted ? std::optional(day.plusDays(random.range(5, 25))) : std::nullopt)
                   << callOf(judged, noticed) << "";
    to.files.risks.end();
}

/// Hindsight: after a customer was lost that everybody thought would renew, its row is written anew.
void plantCall(Writing &to, const Account &account, const Term &term, std::string_view before)
{
    const Date written = term.end.plusDays(6);
    if (before != "renew" || term.renewed || account.fault != FaultKind::None || written > to.world.asOf || !term.notice
        || *term.notice <= term.end.plusDays(-60) || !wanted(to.leaks, "call"))
        return;
    to.files.risks << account.gainsightId << written << to.world.team[account.csm].name << "lost"
                   << "Sponsor left"
                   << "" << std::optional<Date>() << "churn"
                   << "We saw this coming.";
    to.files.risks.end();
    to.leaks.push_back({"call", "gainsight.risks.csv", account.gainsightId + " " + written.iso(), account.crmId, "call",
        term.end.plusDays(-60), written, std::string("renew"), std::string("churn"), term.end});
}

void writeRisks(Writing &to, const Account &account, const Term &term)
{
    const World &world = to.world;
    Random random(world.options.seed, account.index * 64 + term.end.year() % 64, "risks");
    const Month since = historyMonths(world).front();
    std::string_view before; // the call 60 days before the end
    bool isRisky = false; // what was said last
    for (Month month = std::max(since, Month::of(term.end.plusDays(-LookedAhead)));
         month.lastDay() < term.end && month <= world.options.end; month = month.plus(1)) {
        const Date day = month.lastDay();
        if (day < account.firstStart || account.annualOn(day) == 0)
            continue;
        const bool noticed = term.notice && *term.notice <= day;
        const int judged = judgedHealth(world, account, month);
        putRisk(to, account, day, judged, noticed, random);
        isRisky = noticed || judged < Unwell;
        if (day <= term.end.plusDays(-60))
            before = callOf(judged, noticed);
    }
    // Once it has renewed, nothing is at risk any more.
    if (const Date after = Month::of(term.end.plusDays(1)).lastDay(); isRisky && term.renewed && after <= world.asOf)
        putRisk(to, account, after, 0, false, random);
    plantCall(to, account, term, before);
}

std::string quarterOf(Date day)
{
    return std::to_string(day.year()) + "Q" + std::to_string((day.month() + 2) / 3);
}

/// What the owner says will be renewed, 90, 60 and 30 days before the quarter ends.
void writeForecasts(Writing &to, const Account &account, const Term &term)
{
    const World &world = to.world;
    const Date since = historyMonths(world).front().lastDay();
    const Date quarterEnd = Month(term.end.year(), (term.end.month() + 2) / 3 * 3).lastDay();
    for (const int lead : {90, 60, 30}) {
        const Date day = quarterEnd.plusDays(-lead);
        if (day < since || day > world.asOf || day > term.end || account.annualOn(day) == 0)
            continue;
        const int judged = judgedHealth(world, account, Month::of(day));
        const std::string_view call = callOf(judged, term.notice && *term.notice <= day);
        const std::int64_t share = call == "churn" ? 0 : call == "contract" ? 750 : 1000;
        const std::int64_t said =
            dividedHalfEven(term.annualMinor * share * (1000 + forecastBias(world, account.csm)), 1'000'000);
        for (const std::string_view author : {std::string_view(world.team[account.csm].name), RollUp}) {
            to.files.forecasts << quarterOf(term.end) << account.gainsightId << day << author
                               << amountText(said, account.currency) << Currencies[account.currency]
                               << (call == "renew"             ? "commit"
                                          : call == "contract" ? "best_case"
                                                               : "omitted");
            to.files.forecasts.end();
        }
    }
}

/// A colour that a person gives a customer in the program, made after the day on which it must not be seen. It is in
/// no file: who wants it makes it, as docs/demo.md says.
void plantOverride(Writing &to, const Account &account)
{
    const Date known = to.world.asOf.plusDays(-10);
    const Date day = to.world.asOf.plusDays(-30);
    if (account.fault != FaultKind::None || account.rolling || account.annualOn(day) == 0
        || account.annualOn(known) == 0 || !wanted(to.leaks, "override"))
        return;
    to.leaks.push_back({"override", "", "", account.crmId, "override", day, known, {}, std::string("green")});
}

} // namespace

void writeJudgements(Writing &to, const Account &account)
{
    if (!inCrm(account))
        return;
    for (const Term &term : termsOf(account)) {
        writeRisks(to, account, term);
        writeForecasts(to, account, term);
    }
    plantOverride(to, account);
}

} // namespace qd::demo
