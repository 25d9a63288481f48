#include "app/cli/health_incidents.h"

#include "app/cli/health_json.h"

#include "core/base/text.h"
#include "core/health/quiet_inputs.h"

#include <iostream>

namespace qd::cli {

namespace {

Result<std::vector<health::Incident>> lately(const signs::Signals &history, std::optional<Date> from, Date day)
{
    return health::incidentsIn(history, from.value_or(day.plusDays(1 - health::IncidentDays)), day);
}

/// "Usage of product, 2026-10-18 to 2026-10-25: 40 of 54 accounts fell; 12 have another colour for it, ARR 1200.00
/// USD."
std::string sentenceOf(const health::IncidentEffect &effect, Currency currency)
{
    const health::Incident &incident = effect.incident;
    return "Usage of " + incident.source + ", " + incident.from.iso()
        + (incident.from == incident.to ? std::string() : " to " + incident.to.iso()) + ": "
        + std::to_string(incident.fallen) + " of " + std::to_string(incident.expected) + " accounts fell; "
        + std::to_string(effect.changed.size()) + " have another colour for it, ARR "
        + scalarText(money(effect.changedArr, currency)) + ' ' + currency.code() + '.';
}

/// "tickets of zendesk: 3 rows in the 35 days to 2026-10-31, 60 are usual, the last of 2026-10-04. Told from it:
/// tickets_90, csat_90."
std::string sentenceOf(const health::QuietInput &quiet, Date day)
{
    const std::string touched =
        quiet.touched.empty() ? std::string("no signal of the model") : joined(quiet.touched, ", ");
    return quiet.input + " of " + quiet.source + ": " + std::to_string(quiet.rows) + " rows in the "
        + std::to_string(health::QuietDays) + " days to " + day.iso() + ", " + scalarText(Json(quiet.usual))
        + " are usual, the last of " + quiet.last.iso() + ". Told from it: " + touched + '.';
}

Json quietJson(const std::vector<health::QuietInput> &all)
{
    Json rows = Json::array();
    for (const health::QuietInput &quiet : all)
        rows.push_back({{"input", quiet.input}, {"source", quiet.source}, {"last", quiet.last.iso()},
            {"rows", quiet.rows}, {"usual", quiet.usual}, {"signals", quiet.touched}});
    return rows;
}

} // namespace

Exit showIncidents(const store::Workspace &workspace, const ChosenModel &chosen, const signs::Signals &history,
    std::optional<Date> from, Date day, bool json)
{
    const auto scores = health::scoresOn(chosen.model, history, day);
    if (!scores)
        return fail(scores.error());
    const auto incidents = lately(history, from, day);
    if (!incidents)
        return fail(incidents.error());
    const auto effects = health::effectsOf(*incidents, chosen.model, history, *scores);
    if (!effects)
        return fail(effects.error());
    const Currency currency = history.book().currency();
    Json rows = Json::array();
    for (const health::IncidentEffect &effect : *effects) {
        const health::Incident &incident = effect.incident;
        rows.push_back({{"input", "usage"}, {"source", incident.source}, {"from", incident.from.iso()},
            {"to", incident.to.iso()}, {"expected", incident.expected}, {"fallen", incident.fallen},
            {"accounts", incident.accounts.size()}, {"changed", changesJson(effect.changed, history)},
            {"changed_arr", money(effect.changedArr, currency)}});
        if (!json) {
            std::cout << sentenceOf(effect, currency) << '\n';
            printChanges(effect.changed, history);
        }
    }
    const auto quiet = health::quietInputs(workspace, chosen.model, day);
    for (const health::QuietInput &each : quiet) {
        if (!json)
            std::cout << sentenceOf(each, day) << '\n';
    }
    if (json)
        print({{"as_of", day.iso()}, {"model", textOrNull(chosen.model.name)},
            {"version", chosen.version ? Json(*chosen.version) : Json(nullptr)}, {"currency", currency.code()},
            {"incidents", rows}, {"quiet", quietJson(quiet)}});
    else if (effects->empty() && quiet.empty())
        std::cout << "No input fell away for many accounts at once.\n";
    return Exit::Done;
}

Result<void> warnOfIncidents(const store::Workspace &workspace, const health::HealthModel &model,
    const signs::Signals &history, const health::DayScores &scores)
{
    const auto incidents = lately(history, {}, scores.known.day);
    if (!incidents)
        return incidents.error();
    const auto effects = health::effectsOf(*incidents, model, history, scores);
    if (!effects)
        return effects.error();
    for (const health::IncidentEffect &effect : *effects) {
        if (!effect.changed.empty())
            std::cerr << "qdeck: " << sentenceOf(effect, history.book().currency())
                      << " That may be the input, not the customers; --incidents lists them.\n";
    }
    for (const health::QuietInput &quiet : health::quietInputs(workspace, model, scores.known.day)) {
        if (!quiet.touched.empty())
            std::cerr << "qdeck: " << sentenceOf(quiet, scores.known.day)
                      << " That may be the input, not the customers; --incidents lists them.\n";
    }
    return {};
}

} // namespace qd::cli
