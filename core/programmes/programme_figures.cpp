#include "core/programmes/programme_figures.h"

#include "core/programmes/touch.h"

#include <algorithm>
#include <cmath>

namespace qd::programmes {

namespace {

/// Those asked about that `also` holds for.
Asked narrowed(Asked asked, const std::function<bool(std::size_t)> &also)
{
    for (std::size_t i = 0; i < asked.isAsked.size(); ++i)
        asked.isAsked[i] = asked.isAsked[i] != 0 && also(i) ? 1 : 0;
    return asked;
}

std::vector<VoiceRow> voiceRows(const std::vector<VoiceAnswer> &answers, const Asked &asked)
{
    constexpr int Steps = 3;
    std::array<std::vector<VoiceFigures>, Steps> before;
    for (int step = 0; step < Steps; ++step) {
        Asked earlier = asked;
        earlier.day = asked.day.plusDays(-VoiceBeforeDays * (step + 1));
        before[std::size_t(step)] = voiceFigures(answers, earlier);
    }
    std::vector<VoiceRow> rows;
    for (const VoiceFigures &now : voiceFigures(answers, asked)) {
        const auto valueIn = [&](const std::vector<VoiceFigures> &figures) -> std::optional<double> {
            const auto same = std::ranges::find_if(
                figures, [&](const VoiceFigures &each) { return each.kind == now.kind && each.group == now.group; });
            return same == figures.end() ? std::nullopt : same->value();
        };
        rows.push_back({now, valueIn(before[0]), {valueIn(before[1]), valueIn(before[2])}});
    }
    return rows;
}

/// The next ends of contracts, from days to due.
std::vector<std::optional<Date>> renewalsOf(const std::vector<double> &days, Date day)
{
    std::vector<std::optional<Date>> renewals;
    for (const double each : days)
        renewals.push_back(std::isnan(each) ? std::nullopt : std::optional(day.plusDays(int(each))));
    return renewals;
}

} // namespace

Result<ProgrammeFigures> programmesOn(const store::Workspace &workspace, const signs::Signals &history, Date day,
    const std::string &by, const std::function<bool(int)> &only)
{
    const identity::AccountDirectory &accounts = history.accounts();
    const auto known = history.known(day);
    if (!known)
        return known.error();
    const auto tiers = tierRules(workspace);
    if (!tiers)
        return tiers.error();
    const auto touch = touchOn(workspace, history, *known);
    if (!touch)
        return touch.error();
    const auto contact = history.values({signs::SignalKind::DaysSinceContact, {}}, *known);
    const auto sponsor = history.values({signs::SignalKind::DaysSinceExec, {}}, *known);
    const auto due = history.values({signs::SignalKind::DueInDays, {}}, *known);
    for (const auto *values : {&contact, &sponsor, &due}) {
        if (!*values)
            return values->error();
    }
    Asked all{
        day, std::vector<char>(std::size_t(accounts.size()), 1), by == ByTouch ? *touch : history.fields().on(by, day)};
    all = narrowed(std::move(all), [&](std::size_t i) { return only(int(i)); });
    const Asked paying = narrowed(all, [&](std::size_t i) { return known->arr[i] > 0; });
    const Asked digital = narrowed(all, [&](std::size_t i) { return (*touch)[i] == TechTouch; });
    auto outcomes = yearOutcomes(workspace, history, day, only);
    if (!outcomes && outcomes.error().code != ErrorCode::NoRate)
        return outcomes.error();
    const std::vector<VoiceAnswer> voice = readVoice(workspace, accounts, day);
    ProgrammeFigures figures;
    figures.day = day;
    figures.plans = planFigures(readPlans(workspace, accounts, day), paying);
    const std::vector<Escalation> escalations = readEscalations(workspace, accounts, day);
    figures.escalations = tierFigures(escalations, hoursOf(*tiers), all);
    figures.openEscalations = openEscalations(escalations, hoursOf(*tiers), all);
    figures.tiers = *tiers;
    figures.digital = engagementFigures(readEngagements(workspace, accounts, day), digital);
    if (outcomes) {
        figures.outcomes = std::move(outcomes->byTouch);
        figures.books = std::move(outcomes->byOwner);
    } else {
        figures.withoutOutcomes = outcomes.error().message;
    }
    figures.voice = voiceRows(voice, all);
    figures.detractors = detractors(voice, paying);
    figures.contacts = contactFigures(readTouches(workspace, accounts, day), *contact, *sponsor, paying);
    figures.silent = silentCustomers(*contact, *sponsor, paying, LeastSilentDays);
    figures.arr = known->arr;
    figures.renewals = renewalsOf(*due, day);
    const auto arrOf = [&](const auto &each) { return figures.arr[std::size_t(each.account)]; };
    std::ranges::stable_sort(figures.detractors, std::greater<>(), arrOf);
    std::ranges::stable_sort(figures.silent, std::greater<>(), arrOf);
    return figures;
}

} // namespace qd::programmes
