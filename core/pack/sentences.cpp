#include "core/pack/sentences.h"

#include "core/base/rounding.h"
#include "core/pack/wording.h"
#include "core/reconcile/match_rate.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

/// "up 0.9 points on August", "unchanged on August"; empty without both.
std::string moved(const ShownRate &rate, const std::string &againstWhat)
{
    if (!rate.now || !rate.before)
        return {};
    const std::int64_t change = *rate.now - *rate.before;
    if (change == 0)
        return "unchanged " + againstWhat;
    return std::string(change > 0 ? "up " : "down ") + pointsInWords(change) + " " + againstWhat;
}

/// Tenths of a percent by which `closing` differs from `opening`.
std::int64_t growthTenths(std::int64_t opening, std::int64_t closing)
{
    return shownTenths(double(closing - opening) / double(opening));
}

std::string customersIn(int n, const char *adjective)
{
    return counted(n, std::string(adjective) + "customer");
}

struct MovementParts {
    std::vector<std::string> gains;
    std::vector<std::string> losses;
};

MovementParts movementParts(const revenue::MovementRow &month, Currency currency)
{
    const auto shown = stepsOf(inWholeUnits(month, currency));
    const auto amount = [&](std::size_t i) { return fullMoney(std::abs(shown[i].second), currency); };
    MovementParts parts;
    if (month.newAmount != 0)
        parts.gains.push_back(amount(0) + " from " + customersIn(month.newLogos, "new "));
    if (month.reactivation != 0)
        parts.gains.push_back(amount(1) + " from " + customersIn(month.reactivatedLogos, "returning "));
    if (month.expansion != 0)
        parts.gains.push_back(amount(2) + " of expansion");
    if (month.contraction != 0)
        parts.losses.push_back(amount(3) + " of contraction");
    if (month.churn != 0)
        parts.losses.push_back(amount(4) + " of churn (" + counted(month.churnedLogos, "customer") + ")");
    if (month.fx != 0)
        (month.fx > 0 ? parts.gains : parts.losses).push_back(amount(5) + " of exchange rates");
    return parts;
}

} // namespace

std::string summaryTitle(std::int64_t opening, std::int64_t closing, Currency currency, const ShownRate &grr)
{
    std::string text;
    if (opening == 0) {
        text = "ARR reached " + shortMoney(closing, currency);
    } else {
        const std::int64_t growth = growthTenths(opening, closing);
        if (growth == 0)
            text = "ARR held at " + shortMoney(closing, currency);
        else
            text = std::string(growth > 0 ? "ARR grew " : "ARR fell ") + percentOfTenths(std::abs(growth)) + " to "
                + shortMoney(closing, currency);
    }
    if (!grr.now)
        return text;
    if (!grr.before)
        return text + "; gross retention is " + percentOfTenths(*grr.now);
    const std::int64_t change = *grr.now - *grr.before;
    const char *verb = change > 0 ? "rose to " : change < 0 ? "slipped to " : "held at ";
    return text + "; gross retention " + verb + percentOfTenths(*grr.now);
}

std::string carrierSentence(const revenue::MovementRow &month)
{
    struct Part {
        const char *name;
        std::int64_t amount;
    };
    const Part gains[]{
        {"New business", month.newAmount}, {"Expansion", month.expansion}, {"Reactivation", month.reactivation}};
    const Part losses[]{{"Churn", month.churn}, {"Contraction", month.contraction},
        {"Exchange rates", std::max(-month.fx, std::int64_t(0))}};
    const auto less = [](const Part &a, const Part &b) { return a.amount < b.amount; };
    if (month.closing >= month.opening) {
        const Part &most = *std::max_element(std::begin(gains), std::end(gains), less);
        return most.amount > 0 ? std::string(most.name) + " carried the month." : std::string();
    }
    const Part &most = *std::max_element(std::begin(losses), std::end(losses), less);
    return most.amount > 0 ? std::string(most.name) + " weighed most on the month." : std::string();
}

std::string yearSentence(const ShownRate &grr, const std::string &lowestGroup, std::optional<std::int64_t> lowest)
{
    std::string text;
    if (grr.now && grr.before) {
        const std::int64_t change = *grr.now - *grr.before;
        text = "Retention of the installed base ";
        if (change == 0)
            text += "is where it was a year ago";
        else
            text += (change > 0 ? "gained " : "lost ") + pointsInWords(change) + " in a year";
    } else if (grr.now) {
        text = "GRR over twelve months is " + percentOfTenths(*grr.now);
    }
    if (text.empty())
        return {};
    if (lowest && !lowestGroup.empty())
        text += "; " + lowestGroup + " stands lowest at " + percentOfTenths(*lowest);
    return text + ".";
}

std::string movementSentence(const revenue::MovementRow &month, Currency currency)
{
    const std::string when = monthName(month.month);
    const MovementParts parts = movementParts(month, currency);
    if (parts.gains.empty() && parts.losses.empty())
        return "ARR did not change in " + when + ": no customer joined, left, grew or shrank.";
    const std::int64_t change = wholeUnits(month.closing, currency) - wholeUnits(month.opening, currency);
    std::string text = change == 0 ? "ARR ended " + when + " where it began"
                                   : std::string(change > 0 ? "ARR rose by " : "ARR fell by ")
            + fullMoney(std::abs(change), currency) + " in " + when;
    text += ": ";
    if (!parts.gains.empty())
        text += listed(parts.gains);
    if (!parts.gains.empty() && !parts.losses.empty())
        text += ", less ";
    if (parts.gains.empty())
        text += "a loss of ";
    return text + listed(parts.losses) + ".";
}

std::string rateSentence(const std::string &name, const ShownRate &rate, const std::string &againstWhat)
{
    if (!rate.now)
        return {};
    const std::string change = moved(rate, againstWhat);
    return name + " is " + percentOfTenths(*rate.now) + (change.empty() ? "." : ", " + change + ".");
}

std::string lossSentence(std::int64_t lost, Currency currency, std::optional<std::int64_t> grrTenths)
{
    if (!grrTenths)
        return {};
    if (lost == 0)
        return "No customer left or shrank over twelve months.";
    return "Customers who left or shrank over twelve months took " + fullMoney(lost, currency) + ", or "
        + percentOfTenths(1000 - *grrTenths) + " of opening ARR.";
}

std::string groupLossSentence(const std::vector<GroupLoss> &groups)
{
    std::int64_t opening = 0;
    std::int64_t lost = 0;
    for (const GroupLoss &group : groups) {
        opening += group.opening;
        lost += group.lost;
    }
    if (groups.size() < 2 || lost <= 0 || opening <= 0)
        return {};
    const GroupLoss &most = *std::max_element(
        groups.begin(), groups.end(), [](const GroupLoss &a, const GroupLoss &b) { return a.lost < b.lost; });
    std::string text = most.name + ", " + wholePercent(double(most.opening) / double(opening))
        + " of opening ARR, makes " + wholePercent(double(most.lost) / double(lost)) + " of the loss";
    if (most.grr.now) {
        text += "; its GRR is " + percentOfTenths(*most.grr.now);
        if (const std::string change = moved(most.grr, "in a year"); !change.empty())
            text += ", " + change;
    }
    return text + ".";
}

std::string renewalSentence(const RenewalsAhead &renewals, Currency currency)
{
    const std::string until = longDay(renewals.until);
    if (renewals.customers == 0)
        return "No contract comes up for renewal by " + until + ".";
    std::string text = counted(renewals.customers, "customer") + " with " + shortMoney(renewals.due, currency)
        + (renewals.customers == 1 ? " renews by " : " renew by ") + until;
    if (renewals.atRisk && renewals.due > 0) {
        if (*renewals.atRisk == 0)
            text += "; none of it is yellow or red";
        else
            text += "; " + shortMoney(*renewals.atRisk, currency) + " ("
                + wholePercent(double(*renewals.atRisk) / double(renewals.due)) + ") is yellow or red";
    }
    return text + ".";
}

std::string arrTitle(Month month, std::int64_t closing, Currency currency, const ShownRate &nrr, const ShownRate &grr)
{
    std::vector<std::string> rates;
    if (nrr.now)
        rates.push_back("NRR " + percentOfTenths(*nrr.now));
    if (grr.now)
        rates.push_back("GRR " + percentOfTenths(*grr.now));
    const std::string text = "ARR closes " + monthName(month) + " at " + shortMoney(closing, currency);
    return rates.empty() ? text : text + "; " + rates.front() + (rates.size() > 1 ? ", " + rates.back() : "");
}

std::string reconcileTitle(const std::string &left, const std::string &right, std::int64_t leftTotal,
    std::int64_t rightTotal, Currency currency)
{
    if (leftTotal == rightTotal)
        return capitalised(left + " and " + right + " agree on " + exactMoney(leftTotal, currency));
    const bool leftHigher = leftTotal > rightTotal;
    return capitalised(leftHigher ? left : right) + " is " + exactMoney(std::abs(leftTotal - rightTotal), currency)
        + " higher than " + (leftHigher ? right : left);
}

std::string causeSentence(int causes, int unexplainedCount, std::int64_t unexplained, Currency currency)
{
    if (causes == 0 && unexplainedCount == 0)
        return "No difference stands between the two.";
    const std::string rest = counted(unexplainedCount, "customer") + ", " + exactMoney(unexplained, currency);
    if (causes == 0)
        return "None of it is explained: " + rest + ".";
    const std::string named = counted(causes, "cause");
    if (unexplainedCount == 0)
        return named + (causes == 1 ? " explains" : " explain")
            + " the difference to the cent; nothing is unexplained.";
    return named + " and an unexplained rest of " + rest + ", add up to the difference to the cent.";
}

std::string matchSentence(int matched, int inEither)
{
    const auto interval = reconcile::wilsonInterval(matched, inEither);
    if (!interval)
        return {};
    return countText(matched) + " of " + counted(inEither, "customer") + (inEither == 1 ? " agrees" : " agree")
        + " on ARR: " + percentText(double(matched) / inEither) + " (interval "
        + percentOfTenths(shownTenths(interval->first), false) + "\u2013"
        + percentOfTenths(shownTenths(interval->second), false) + ").";
}

std::string cohortTitle(int months, int cohorts, std::optional<double> nrr)
{
    if (!nrr || cohorts == 0)
        return "No cohort is old enough yet for a value at " + counted(months, "month");
    return "At " + counted(months, "month") + " the " + (cohorts == 1 ? "one cohort" : counted(cohorts, "cohort"))
        + " old enough" + (cohorts == 1 ? " keeps " : " keep ") + wholePercent(*nrr) + " of starting ARR";
}

std::string freshnessTitle(const std::vector<SourceAge> &sources)
{
    std::vector<std::string> late;
    for (const SourceAge &source : sources) {
        if (source.late)
            late.push_back(
                source.label + " (" + (source.days ? counted(*source.days, "day") : std::string("no data")) + ")");
    }
    const std::int64_t n = std::int64_t(sources.size());
    if (n == 0)
        return "No source has been imported";
    if (late.empty())
        return n == 1 ? "The one source is fresh"
            : n == 2  ? "Both sources are fresh"
                      : "All " + countText(n) + " sources are fresh";
    const std::string names = late.size() <= 3 ? ": " + listed(late) : std::string();
    return countText(std::int64_t(late.size())) + " of " + counted(n, "source") + (late.size() == 1 ? " is" : " are")
        + " late" + names;
}

} // namespace qd::pack
