#include "app/cli/health_json.h"

#include "app/cli/text_table.h"
#include "core/base/words.h"
#include "core/health/known_colours.h"

#include <cmath>
#include <iomanip>
#include <iostream>

namespace qd::cli {

namespace {

Json numberOrNull(double value)
{
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json signalsJson(const health::HealthModel &model, const health::AccountScore &each)
{
    Json rows = Json::array();
    if (each.segment < 0)
        return rows;
    const health::HealthSegment &segment = model.segments[std::size_t(each.segment)];
    std::vector<health::SignalScore> parts;
    (void)health::scoreOf(model, segment, each.inputs, &parts);
    for (std::size_t i = 0; i < parts.size(); ++i)
        rows.push_back({{"signal", segment.measures[i].signal.name()}, {"value", numberOrNull(parts[i].input.value)},
            {"score", numberOrNull(parts[i].score)}, {"weight", parts[i].weight},
            {"effective_weight", parts[i].effectiveWeight}, {"state", toString(parts[i].input.state)}});
    return rows;
}

Json overrideJson(const health::Override *override)
{
    return override ? textOrNull(portfolio::toString(override->colour)) : Json(nullptr);
}

Json scoreJson(const HealthAnswer &answer, const health::AccountScore &each)
{
    const health::Override *override = answer.overrides.find(each.account);
    Json json{{"account", answer.history.accounts().at(each.account).id},
        {"segment", each.segment < 0 ? Json(nullptr) : Json(answer.model.segments[std::size_t(each.segment)].name)},
        {"score", optionalNumber(each.score.score)}, {"colour", textOrNull(portfolio::toString(each.score.colour))},
        {"coverage", optionalNumber(each.score.coverage)}, {"override", overrideJson(override)},
        {"signals", signalsJson(answer.model, each)}};
    if (override)
        json["override_by"] = {{"reason", override->reason}, {"by", override->author}, {"from", override->made.iso()},
            {"until", override->until.iso()}};
    return json;
}

Json coloursJson(const health::ColourCounts &colours)
{
    return {{"green", colours.green}, {"yellow", colours.yellow}, {"red", colours.red}, {"none", colours.none}};
}

std::vector<health::EntityScore> entitiesOf(const HealthAnswer &answer)
{
    return health::rolledUp(answer.model, answer.scores, answer.history.accounts(), *answer.rollUp);
}

Json entitiesJson(const HealthAnswer &answer)
{
    Json rows = Json::array();
    for (const health::EntityScore &each : entitiesOf(answer))
        rows.push_back({{"parent", answer.history.accounts().at(each.parent).id}, {"accounts", each.accounts},
            {"scored", each.scored}, {"arr", money(each.arr, answer.scores.known.book.currency())},
            {"score", optionalNumber(each.score.score)}, {"colour", textOrNull(portfolio::toString(each.score.colour))},
            {"coverage", optionalNumber(each.score.coverage)}});
    return rows;
}

void printEntities(const HealthAnswer &answer)
{
    std::cout << '\n'
              << padded("Parent", 36) << std::right << std::setw(9) << "Accounts" << std::setw(8) << "Scored"
              << std::setw(8) << "Score"
              << "  " << padded("Colour", 9) << std::right << std::setw(9) << "Coverage"
              << "   roll-up: " << toString(answer.rollUp->rollUp)
              << (answer.rollUp->withParent ? "" : ", without the parent") << '\n';
    for (const health::EntityScore &each : entitiesOf(answer))
        std::cout << padded(answer.history.accounts().at(each.parent).name, 36) << std::right << std::setw(9)
                  << each.accounts << std::setw(8) << each.scored << std::setw(8) << cellText(each.score.score, 1)
                  << "  " << padded(health::tierName(each.score.colour), 9) << std::right << std::setw(9)
                  << cellText(each.score.coverage, 2) << '\n';
}

void count(ColourGroup &group, const HealthAnswer &answer, const health::AccountScore &each)
{
    const health::Override *override = answer.overrides.find(each.account);
    group.colours.add(override ? override->colour : each.score.colour);
    group.scored += each.score.score ? 1 : 0;
    ++group.active;
}

} // namespace

std::optional<double> ColourGroup::rate() const
{
    return active > 0 ? std::optional(double(scored) / active) : std::nullopt;
}

std::vector<ColourGroup> colourGroups(const HealthAnswer &answer)
{
    ColourGroup all;
    std::map<std::string, ColourGroup> groups;
    for (const health::AccountScore &each : answer.scores.accounts) {
        count(all, answer, each);
        if (answer.by.empty())
            continue;
        const std::string &value =
            answer.history.fields().on(answer.by, answer.scores.known.day)[std::size_t(each.account)];
        count(groups[value.empty() ? NoGroup : value], answer, each);
    }
    std::vector<ColourGroup> rows{all};
    for (auto &[name, group] : groups) {
        group.group = name;
        rows.push_back(group);
    }
    return rows;
}

void printScores(const HealthAnswer &answer, const Json &definitions)
{
    const std::vector<ColourGroup> groups = colourGroups(answer);
    Json json{{"model", textOrNull(answer.model.name)},
        {"version", answer.version ? Json(*answer.version) : Json(nullptr)}, {"as_of", answer.scores.known.day.iso()},
        {"definitions", definitions}, {"scores", Json::array()}, {"distribution", coloursJson(groups.front().colours)},
        {"coverage",
            {{"scored", groups.front().scored}, {"active", groups.front().active},
                {"rate", optionalNumber(groups.front().rate())}}}};
    if (!answer.by.empty()) {
        Json rows = Json::array();
        for (std::size_t i = 1; i < groups.size(); ++i) {
            Json row{{"group", groups[i].group}};
            row.update(coloursJson(groups[i].colours));
            row.update({{"scored", groups[i].scored}, {"active", groups[i].active},
                {"rate", optionalNumber(groups[i].rate())}});
            rows.push_back(row);
        }
        json["by"] = rows;
    }
    if (answer.rollUp)
        json["entities"] = entitiesJson(answer);
    print(json, {"scores", answer.scores.accounts.size(), [&answer](std::size_t i) {
                     return scoreJson(answer, answer.scores.accounts[i]);
                 }});
}

void printTable(const HealthAnswer &answer)
{
    std::cout << "Health on " << answer.scores.known.day.iso() << " by "
              << (answer.model.name.empty() ? "the model" : answer.model.name)
              << (answer.version ? " version " + std::to_string(*answer.version) : std::string()) << '\n'
              << padded("Account", 36) << padded("Segment", 18) << std::right << std::setw(8) << "Score"
              << "  " << padded("Colour", 9) << padded("Override", 10) << std::setw(9) << "Coverage" << '\n';
    for (const health::AccountScore &each : answer.scores.accounts) {
        const health::Override *override = answer.overrides.find(each.account);
        std::cout << padded(answer.history.accounts().at(each.account).name, 36)
                  << padded(each.segment < 0 ? "-" : answer.model.segments[std::size_t(each.segment)].name, 18)
                  << std::right << std::setw(8) << cellText(each.score.score, 1) << "  "
                  << padded(health::tierName(each.score.colour), 9)
                  << padded(override ? portfolio::toString(override->colour) : "", 10) << std::setw(9)
                  << cellText(each.score.coverage, 2) << '\n';
    }
    std::cout << '\n'
              << padded("Group", 24) << std::right << std::setw(8) << "Green" << std::setw(8) << "Yellow"
              << std::setw(8) << "Red" << std::setw(8) << "None" << std::setw(10) << "Coverage" << '\n';
    for (const ColourGroup &group : colourGroups(answer))
        std::cout << padded(group.group.empty() ? "total" : group.group, 24) << std::right << std::setw(8)
                  << group.colours.green << std::setw(8) << group.colours.yellow << std::setw(8) << group.colours.red
                  << std::setw(8) << group.colours.none << std::setw(10) << cellText(group.rate()) << '\n';
    if (answer.rollUp)
        printEntities(answer);
}

Json whyJson(const health::ScoreMove &move, const std::string &account, Date from, Date to)
{
    Json parts = nullptr;
    if (move.from && move.to) {
        parts = Json::array();
        for (const health::ScorePart &part : move.parts)
            parts.push_back({{"part", part.part}, {"change", part.change}});
    }
    return {{"account", account}, {"from", from.iso()}, {"to", to.iso()}, {"score_from", optionalNumber(move.from)},
        {"score_to", optionalNumber(move.to)}, {"parts", parts}};
}

Json changesJson(const std::vector<health::ColourChange> &changes, const signs::Signals &history)
{
    Json changed = Json::array();
    for (const health::ColourChange &each : changes)
        changed.push_back(
            {{"account", history.accounts().at(each.account).id}, {"from", health::tierName(each.before.colour)},
                {"to", health::tierName(each.after.colour)}, {"score_from", optionalNumber(each.before.score)},
                {"score_to", optionalNumber(each.after.score)}, {"arr", money(each.arr, history.book().currency())}});
    return changed;
}

void printChanges(const std::vector<health::ColourChange> &changes, const signs::Signals &history)
{
    for (const health::ColourChange &each : changes)
        std::cout << "  " << padded(history.accounts().at(each.account).name, 36)
                  << padded(std::string(health::tierName(each.before.colour)) + " to "
                             + health::tierName(each.after.colour),
                         18)
                  << std::right << std::setw(8) << cellText(each.before.score, 1) << std::setw(8)
                  << cellText(each.after.score, 1) << std::setw(15)
                  << scalarText(money(each.arr, history.book().currency())) << '\n';
}

Json effectJson(const health::ModelEffect &effect, const signs::Signals &history, Date day)
{
    const Currency currency = history.book().currency();
    const auto sums = [&](const health::ColourSums &each) {
        return Json{{"distribution", coloursJson(each.accounts)},
            {"arr",
                {{"green", money(each.green, currency)}, {"yellow", money(each.yellow, currency)},
                    {"red", money(each.red, currency)}, {"none", money(each.none, currency)}}}};
    };
    return {{"as_of", day.iso()}, {"currency", currency.code()}, {"before", sums(effect.before)},
        {"after", sums(effect.after)}, {"changed", changesJson(effect.changed, history)},
        {"changed_arr", money(effect.changedArr, currency)}};
}

void printEffect(const health::ModelEffect &effect, const signs::Signals &history)
{
    const Currency currency = history.book().currency();
    const auto row = [&](const char *name, const health::ColourSums &each) {
        std::cout << padded(name, 10);
        const std::pair<int, std::int64_t> cells[] = {{each.accounts.green, each.green},
            {each.accounts.yellow, each.yellow}, {each.accounts.red, each.red}, {each.accounts.none, each.none}};
        for (const auto &[accounts, arr] : cells)
            std::cout << std::right << std::setw(7) << accounts << std::setw(15) << scalarText(money(arr, currency));
        std::cout << '\n';
    };
    std::cout << padded("", 10);
    for (const char *colour : {"Green", "Yellow", "Red", "None"})
        std::cout << std::right << std::setw(7) << colour << std::setw(15) << "ARR";
    std::cout << '\n';
    row("before", effect.before);
    row("after", effect.after);
    std::cout << "\n"
              << effect.changed.size() << " accounts change colour, ARR "
              << scalarText(money(effect.changedArr, currency)) << ' ' << currency.code() << '\n';
    printChanges(effect.changed, history);
}

Json stabilityJson(const health::Stability &stability)
{
    Json steps = Json::array();
    for (const health::StabilityStep &step : stability.steps)
        steps.push_back({{"step", step.step}, {"psi", step.psi}});
    Json matrix = Json::array();
    for (const health::Transition &each : stability.matrix)
        matrix.push_back({{"from", health::tierName(each.from)}, {"to", health::tierName(each.to)}, {"n", each.n}});
    return {{"psi", optionalNumber(stability.psi)}, {"limit", optionalNumber(stability.limit)},
        {"n_from", stability.nFrom}, {"n_to", stability.nTo}, {"steps", steps}, {"matrix", matrix},
        {"moved", optionalNumber(stability.moved)}};
}

Json accuracyJson(const health::Accuracy &accuracy, const std::string &model, Date from, Date to)
{
    return {{"model", textOrNull(model)}, {"from", from.iso()}, {"to", to.iso()}, {"churned", accuracy.churned},
        {"flagged", accuracy.flagged}, {"unscorable", accuracy.unscorable}, {"rate", optionalNumber(accuracy.rate())},
        {"precision", optionalNumber(accuracy.precision())},
        {"share_flagged", optionalNumber(accuracy.shareFlagged())}};
}

} // namespace qd::cli
