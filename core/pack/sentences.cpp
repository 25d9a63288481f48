#include "core/pack/sentences.h"

#include "core/base/rounding.h"
#include "core/pack/wording.h"
#include "core/statistics/wilson_interval.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

/// "12.4 points", "1.0 point": how far, without direction.
Message pointsInWords(std::int64_t tenths)
{
    const std::int64_t size = std::abs(tenths);
    const Figure number = Figure::percentNumber(size);
    if (size == 10)
        return {QD_WORDS("Packs", "%1 point"), {number}};
    return {QD_WORDS("Packs", "%1 points"), {number}};
}

/// Tenths of a percent by which `closing` differs from `opening`.
std::int64_t growthTenths(std::int64_t opening, std::int64_t closing)
{
    return shownTenths(double(closing - opening) / double(opening));
}

struct MovementParts {
    std::vector<Message> gains;
    std::vector<Message> losses;
};

MovementParts movementParts(const revenue::MovementRow &month, Currency currency)
{
    const auto shown = stepsOf(inWholeUnits(month, currency));
    const auto amount = [&](std::size_t i) { return Figure::fullMoney(std::abs(shown[i].second), currency); };
    MovementParts parts;
    if (month.newAmount != 0)
        parts.gains.push_back({QD_WORDS_N("Packs", "%1 from %2 new customers", "%1 from %2 new customer"),
            {amount(0), Count{month.newLogos}}});
    if (month.reactivation != 0)
        parts.gains.push_back({QD_WORDS_N("Packs", "%1 from %2 returning customers", "%1 from %2 returning customer"),
            {amount(1), Count{month.reactivatedLogos}}});
    if (month.expansion != 0)
        parts.gains.push_back({QD_WORDS("Packs", "%1 of expansion"), {amount(2)}});
    if (month.contraction != 0)
        parts.losses.push_back({QD_WORDS("Packs", "%1 of contraction"), {amount(3)}});
    if (month.churn != 0)
        parts.losses.push_back({QD_WORDS_N("Packs", "%1 of churn (%2 customers)", "%1 of churn (%2 customer)"),
            {amount(4), Count{month.churnedLogos}}});
    if (month.fx != 0)
        (month.fx > 0 ? parts.gains : parts.losses).push_back({QD_WORDS("Packs", "%1 of exchange rates"), {amount(5)}});
    return parts;
}

Message changeOfArr(std::int64_t change, Currency currency, Month month)
{
    const MonthName when{month, MonthName::Form::Alone};
    const Figure size = Figure::fullMoney(std::abs(change), currency);
    if (change == 0)
        return {QD_WORDS("Packs", "ARR ended %1 where it began"), {when}};
    if (change > 0)
        return {QD_WORDS("Packs", "ARR rose by %1 in %2"), {size, when}};
    return {QD_WORDS("Packs", "ARR fell by %1 in %2"), {size, when}};
}

Message growth(std::int64_t opening, std::int64_t closing, Currency currency)
{
    const Figure arr = Figure::shortMoney(closing, currency);
    if (opening == 0)
        return {QD_WORDS("Packs", "ARR reached %1"), {arr}};
    const std::int64_t tenths = growthTenths(opening, closing);
    const Figure size = Figure::percentOfTenths(std::abs(tenths));
    if (tenths == 0)
        return {QD_WORDS("Packs", "ARR held at %1"), {arr}};
    if (tenths > 0)
        return {QD_WORDS("Packs", "ARR grew %1 to %2"), {size, arr}};
    return {QD_WORDS("Packs", "ARR fell %1 to %2"), {size, arr}};
}

Message grrClause(const ShownRate &grr)
{
    const Figure now = Figure::percentOfTenths(*grr.now);
    if (!grr.before)
        return {QD_WORDS("Packs", "gross retention is %1"), {now}};
    if (*grr.now > *grr.before)
        return {QD_WORDS("Packs", "gross retention rose to %1"), {now}};
    if (*grr.now < *grr.before)
        return {QD_WORDS("Packs", "gross retention slipped to %1"), {now}};
    return {QD_WORDS("Packs", "gross retention held at %1"), {now}};
}

Message yearClause(const ShownRate &grr)
{
    if (!grr.before)
        return {QD_WORDS("Packs", "GRR over twelve months is %1"), {Figure::percentOfTenths(*grr.now)}};
    const std::int64_t change = *grr.now - *grr.before;
    if (change == 0)
        return QD_WORDS("Packs", "Retention of the installed base is where it was a year ago");
    if (change > 0)
        return {QD_WORDS("Packs", "Retention of the installed base gained %1 in a year"),
            {Sentences(pointsInWords(change))}};
    return {QD_WORDS("Packs", "Retention of the installed base lost %1 in a year"), {Sentences(pointsInWords(change))}};
}

/// "its GRR is 88.0 %, down 1.8 points in a year"
Message groupRateClause(const ShownRate &grr)
{
    const Figure now = Figure::percentOfTenths(*grr.now);
    if (!grr.before)
        return {QD_WORDS("Packs", "its GRR is %1"), {now}};
    const std::int64_t change = *grr.now - *grr.before;
    if (change == 0)
        return {QD_WORDS("Packs", "its GRR is %1, unchanged in a year"), {now}};
    const Sentences points(pointsInWords(change));
    if (change > 0)
        return {QD_WORDS("Packs", "its GRR is %1, up %2 in a year"), {now, points}};
    return {QD_WORDS("Packs", "its GRR is %1, down %2 in a year"), {now, points}};
}

} // namespace

Message summaryTitle(std::int64_t opening, std::int64_t closing, Currency currency, const ShownRate &grr)
{
    const Message arr = growth(opening, closing, currency);
    return grr.now ? clauses(arr, grrClause(grr)) : arr;
}

Message carrierSentence(const revenue::MovementRow &month)
{
    struct Part {
        MessageWords sentence;
        std::int64_t amount;
    };
    const Part gains[]{{QD_WORDS("Packs", "New business carried the month."), month.newAmount},
        {QD_WORDS("Packs", "Expansion carried the month."), month.expansion},
        {QD_WORDS("Packs", "Reactivation carried the month."), month.reactivation}};
    const Part losses[]{{QD_WORDS("Packs", "Churn weighed most on the month."), month.churn},
        {QD_WORDS("Packs", "Contraction weighed most on the month."), month.contraction},
        {QD_WORDS("Packs", "Exchange rates weighed most on the month."), std::max(-month.fx, std::int64_t(0))}};
    const auto less = [](const Part &a, const Part &b) { return a.amount < b.amount; };
    const Part &most = month.closing >= month.opening ? *std::max_element(std::begin(gains), std::end(gains), less)
                                                      : *std::max_element(std::begin(losses), std::end(losses), less);
    return most.amount > 0 ? Message(most.sentence) : Message();
}

Message yearSentence(const ShownRate &grr, const Message &lowestGroup, std::optional<std::int64_t> lowest)
{
    if (!grr.now)
        return {};
    const Message rate = yearClause(grr);
    if (!lowest || lowestGroup.isEmpty())
        return sentenceOf(rate);
    return sentenceOf(clauses(rate,
        {QD_WORDS("Packs", "%1 stands lowest at %2"), {Sentences(lowestGroup), Figure::percentOfTenths(*lowest)}}));
}

Message movementSentence(const revenue::MovementRow &month, Currency currency)
{
    const MovementParts parts = movementParts(month, currency);
    if (parts.gains.empty() && parts.losses.empty())
        return {QD_WORDS("Packs", "ARR did not change in %1: no customer joined, left, grew or shrank."),
            {MonthName{month.month, MonthName::Form::Alone}}};
    const std::int64_t change = wholeUnits(month.closing, currency) - wholeUnits(month.opening, currency);
    const Sentences head(changeOfArr(change, currency, month.month));
    const Sentences gains(listed(parts.gains));
    const Sentences losses(listed(parts.losses));
    if (parts.losses.empty())
        return {QD_WORDS("Packs", "%1: %2."), {head, gains}};
    if (parts.gains.empty())
        return {QD_WORDS("Packs", "%1: a loss of %2."), {head, losses}};
    return {QD_WORDS("Packs", "%1: %2, less %3."), {head, gains, losses}};
}

Message nrrSentence(const ShownRate &rate, Month before)
{
    if (!rate.now)
        return {};
    const Figure now = Figure::percentOfTenths(*rate.now);
    if (!rate.before)
        return {QD_WORDS("Packs", "NRR is %1."), {now}};
    const std::int64_t change = *rate.now - *rate.before;
    const MonthName on{before, MonthName::Form::Alone};
    if (change == 0)
        return {QD_WORDS("Packs", "NRR is %1, unchanged on %2."), {now, on}};
    const Sentences points(pointsInWords(change));
    if (change > 0)
        return {QD_WORDS("Packs", "NRR is %1, up %2 on %3."), {now, points, on}};
    return {QD_WORDS("Packs", "NRR is %1, down %2 on %3."), {now, points, on}};
}

Message grrSentence(const ShownRate &rate)
{
    if (!rate.now)
        return {};
    const Figure now = Figure::percentOfTenths(*rate.now);
    if (!rate.before)
        return {QD_WORDS("Packs", "GRR is %1."), {now}};
    const std::int64_t change = *rate.now - *rate.before;
    if (change == 0)
        return {QD_WORDS("Packs", "GRR is %1, unchanged in a year."), {now}};
    const Sentences points(pointsInWords(change));
    if (change > 0)
        return {QD_WORDS("Packs", "GRR is %1, up %2 in a year."), {now, points}};
    return {QD_WORDS("Packs", "GRR is %1, down %2 in a year."), {now, points}};
}

Message lossSentence(std::int64_t lost, Currency currency, std::optional<std::int64_t> grrTenths)
{
    if (!grrTenths)
        return {};
    if (lost == 0)
        return QD_WORDS("Packs", "No customer left or shrank over twelve months.");
    return {QD_WORDS("Packs", "Customers who left or shrank over twelve months took %1, or %2 of opening ARR."),
        {Figure::fullMoney(lost, currency), Figure::percentOfTenths(1000 - *grrTenths)}};
}

Message groupLossSentence(const std::vector<GroupLoss> &groups)
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
    const Message share{QD_WORDS("Packs", "%1, %2 of opening ARR, makes %3 of the loss"),
        {Sentences(most.name), Figure::wholePercent(double(most.opening) / double(opening)),
            Figure::wholePercent(double(most.lost) / double(lost))}};
    return sentenceOf(most.grr.now ? clauses(share, groupRateClause(most.grr)) : share);
}

Message renewalSentence(const RenewalsAhead &renewals, Currency currency)
{
    const Day until{renewals.until, Day::Form::Long};
    if (renewals.customers == 0)
        return {QD_WORDS("Packs", "No contract comes up for renewal by %1."), {until}};
    const Message due{QD_WORDS_N("Packs", "%1 customers with %2 renew by %3", "%1 customer with %2 renews by %3"),
        {Count{renewals.customers}, Figure::shortMoney(renewals.due, currency), until}};
    if (!renewals.atRisk || renewals.due <= 0)
        return sentenceOf(due);
    if (*renewals.atRisk == 0)
        return sentenceOf(clauses(due, QD_WORDS("Packs", "none of it is yellow or red")));
    return sentenceOf(clauses(due,
        {QD_WORDS("Packs", "%1 (%2) is yellow or red"),
            {Figure::shortMoney(*renewals.atRisk, currency),
                Figure::wholePercent(double(*renewals.atRisk) / double(renewals.due))}}));
}

Message arrTitle(Month month, std::int64_t closing, Currency currency, const ShownRate &nrr, const ShownRate &grr)
{
    std::vector<Message> rates;
    if (nrr.now)
        rates.push_back({QD_WORDS("Packs", "NRR %1"), {Figure::percentOfTenths(*nrr.now)}});
    if (grr.now)
        rates.push_back({QD_WORDS("Packs", "GRR %1"), {Figure::percentOfTenths(*grr.now)}});
    const Message arr{QD_WORDS("Packs", "ARR closes %1 at %2"),
        {MonthName{month, MonthName::Form::Alone}, Figure::shortMoney(closing, currency)}};
    return rates.empty() ? arr : clauses(arr, enumerated(rates));
}

Message causeSentence(int causes, int unexplainedCount, std::int64_t unexplained, Currency currency)
{
    if (causes == 0 && unexplainedCount == 0)
        return QD_WORDS("Packs", "No difference stands between the two.");
    if (unexplainedCount == 0)
        return {QD_WORDS_N("Packs", "%1 causes explain the difference to the cent; nothing is unexplained.",
                    "%1 cause explains the difference to the cent; nothing is unexplained."),
            {Count{causes}}};
    const Figure amount = Figure::exactMoney(unexplained, currency);
    if (causes == 0)
        return {QD_WORDS_N(
                    "Packs", "None of it is explained: %1 customers, %2.", "None of it is explained: %1 customer, %2."),
            {Count{unexplainedCount}, amount}};
    const Message rest{
        QD_WORDS_N("Packs", "an unexplained rest of %1 customers, %2", "an unexplained rest of %1 customer, %2"),
        {Count{unexplainedCount}, amount}};
    return {QD_WORDS_N("Packs", "%1 causes and %2, add up to the difference to the cent.",
                "%1 cause and %2, add up to the difference to the cent."),
        {Count{causes}, Sentences(rest)}};
}

Message matchSentence(int matched, int inEither)
{
    const auto interval = statistics::wilsonInterval(matched, inEither);
    if (!interval)
        return {};
    return {QD_WORDS_N("Packs", "%2 of %1 customers agree on ARR: %3 (interval %4\u2013%5).",
                "%2 of %1 customer agrees on ARR: %3 (interval %4\u2013%5)."),
        {Count{inEither}, Count{matched}, Share{double(matched) / inEither},
            Figure::percentNumber(shownTenths(interval->first)), Figure::percentNumber(shownTenths(interval->second))}};
}

Message cohortTitle(int months, int cohorts, std::optional<double> nrr)
{
    if (!nrr || cohorts == 0)
        return {QD_WORDS_N("Packs", "No cohort is old enough yet for a value at %1 months",
                    "No cohort is old enough yet for a value at %1 month"),
            {Count{months}}};
    const Figure rate = Figure::wholePercent(*nrr);
    if (cohorts == 1)
        return {QD_WORDS_N("Packs", "At %1 months the one cohort old enough keeps %2 of starting ARR",
                    "At %1 month the one cohort old enough keeps %2 of starting ARR"),
            {Count{months}, rate}};
    return {QD_WORDS_N("Packs", "At %1 months the %2 cohorts old enough keep %3 of starting ARR",
                "At %1 month the %2 cohorts old enough keep %3 of starting ARR"),
        {Count{months}, Count{cohorts}, rate}};
}

} // namespace qd::pack
