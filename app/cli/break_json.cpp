#include "app/cli/break_json.h"

#include "core/statistics/wilson_interval.h"

#include <algorithm>
#include <tuple>

namespace qd::cli {

namespace {

Json fixTimeJson(const reconcile::FixTime &time)
{
    Json ages = Json::array();
    for (std::size_t band = 0; band < reconcile::AgeBands.size(); ++band)
        ages.push_back({{"age", reconcile::AgeBands[band].name}, {"breaks", time.ages[band]}});
    return {{"system", textOrNull(time.system)}, {"owner", textOrNull(time.owner)}, {"fixed", time.fixed},
        {"median_days", time.fixed > 0 ? Json(time.medianDays) : Json(nullptr)},
        {"longest_days", time.fixed > 0 ? Json(time.longestDays) : Json(nullptr)}, {"open", time.open},
        {"overdue", time.overdue}, {"ages", ages}};
}

Json withRegister(Json json, const reconcile::RegisteredBreak &known, const identity::Account &account, Date day)
{
    const auto age = reconcile::ageOf(known, day);
    json["break"] = textOrNull(known.name());
    json["first_seen"] = textOrNull(known.firstSeen);
    json["age_days"] = age ? Json(*age) : Json(nullptr);
    json["age"] = age ? Json(reconcile::AgeBands[reconcile::ageBandOf(*age)].name) : Json(nullptr);
    json["owner"] = textOrNull(ownerOf(known, account));
    json["due_date"] = textOrNull(known.dueDate);
    json["overdue"] = isOverdue(known, day);
    json["state"] = known.state.empty() ? reconcile::breakStates().front() : known.state;
    json["note"] = textOrNull(known.note);
    return json;
}

/// Differences too small to be breaks: the rule that closes them is the tolerance.
Json withinToleranceJson(const reconcile::Reconciliation &result)
{
    Json rows = Json::array();
    for (const reconcile::AmountPair &pair : result.amounts) {
        if (pair.cause != reconcile::Cause::Rounding)
            continue;
        const identity::Account &account = result.accounts->at(pair.account);
        rows.push_back({{"account", account.id}, {"name", account.name}, {"left", money(pair.left, result.currency)},
            {"right", money(pair.right, result.currency)}, {"delta", money(pair.delta(), result.currency)}});
    }
    return rows;
}

Json fieldJson(const reconcile::FieldMatch &field, const std::string &right)
{
    const auto limits = statistics::wilsonInterval(field.matched, field.compared);
    return {{"field", field.field}, {"right", right}, {"compared", field.compared}, {"matched", field.matched},
        {"rate", limits ? Json(double(field.matched) / field.compared) : Json(nullptr)},
        {"lower", limits ? Json(limits->first) : Json(nullptr)},
        {"upper", limits ? Json(limits->second) : Json(nullptr)}};
}

} // namespace

Json breakJson(const reconcile::Break &found, const reconcile::Reconciliation &result)
{
    const identity::Account &account = result.accounts->at(found.account);
    const bool amount = found.isAmount();
    return {{"account", account.id}, {"name", account.name}, {"field", found.field}, {"type", toString(found.type)},
        {"cause", toString(found.finding.cause)},
        {"left", amount ? optionalMoney(found.leftAmount, result.currency) : textOrNull(found.leftValue)},
        {"right", amount ? optionalMoney(found.rightAmount, result.currency) : textOrNull(found.rightValue)},
        {"delta", amount ? money(found.delta, result.currency) : Json(nullptr)}, {"left_id", textOrNull(found.leftId)},
        {"right_id", textOrNull(found.rightId)}};
}

Json reconciliationJson(const reconcile::Reconciliation &result)
{
    Json bridge = Json::array();
    for (const reconcile::BridgeStep &step : result.bridge)
        bridge.push_back(
            {{"cause", toString(step.cause)}, {"amount", money(step.amount, result.currency)}, {"count", step.count}});
    Json breaks = Json::array();
    for (const reconcile::Break &found : result.breaks)
        breaks.push_back(breakJson(found, result));
    return {{"left", result.left.name}, {"right", result.right.name}, {"as_of", result.asOf.iso()},
        {"currency", result.currency.code()}, {"left_total", money(result.leftTotal, result.currency)},
        {"right_total", money(result.rightTotal, result.currency)}, {"compared", result.compared},
        {"matched", result.matched}, {"bridge", bridge}, {"breaks", breaks}};
}

Json systemsJson(const reconcile::SystemsComparison &comparison)
{
    Json systems = Json::array();
    for (const reconcile::SystemTotal &system : comparison.systems)
        systems.push_back({{"source", system.source.name}, {"total", money(system.total, comparison.currency)}});
    Json pairs = Json::array();
    Json fields = Json::array();
    for (const reconcile::Reconciliation &pair : comparison.pairs) {
        pairs.push_back(reconciliationJson(pair));
        for (const reconcile::FieldMatch &field : pair.fields)
            fields.push_back(fieldJson(field, pair.right.name));
    }
    std::stable_sort(fields.begin(), fields.end(), [](const Json &a, const Json &b) {
        return std::tie(a["field"].get_ref<const std::string &>(), a["right"].get_ref<const std::string &>())
            < std::tie(b["field"].get_ref<const std::string &>(), b["right"].get_ref<const std::string &>());
    });
    return {{"as_of", comparison.asOf.iso()}, {"currency", comparison.currency.code()}, {"systems", systems},
        {"pairs", pairs}, {"fields", fields}};
}

Json registerJson(const portfolio::Portfolio &portfolio, const reconcile::Reconciliation &result,
    const std::vector<reconcile::RegisterEntry> &entries)
{
    const auto known = reconcile::registeredOn(entries, result.asOf);
    Json breaks = Json::array();
    for (const reconcile::Break &found : result.breaks) {
        const auto entry = known.find(breakKey(result, found));
        Json json = breakJson(found, result);
        json["nearest"] = found.finding.nearest ? Json(toString(*found.finding.nearest)) : Json(nullptr);
        breaks.push_back(
            withRegister(std::move(json), entry == known.end() ? reconcile::RegisteredBreak() : entry->second,
                result.accounts->at(found.account), result.asOf));
    }
    Json ages = Json::array();
    for (const reconcile::AgeCount &age : agesOf(result, known))
        ages.push_back({{"age", reconcile::AgeBands[age.band].name}, {"breaks", age.count}, {"overdue", age.overdue}});
    const reconcile::FixTimes times = fixTimes(portfolio, result, entries);
    Json fixed = Json::array();
    for (const reconcile::FixTime &time : times.rows)
        fixed.push_back(fixTimeJson(time));
    Json months = Json::array();
    for (const reconcile::RegisterMonth &month : reconcile::registerMonths(entries, result.asOf))
        months.push_back({{"month", month.month.iso()}, {"found", month.found}, {"gone", month.gone},
            {"open", month.open}, {"over_30_days", month.old}});
    return {{"left", result.left.name}, {"right", result.right.name}, {"as_of", result.asOf.iso()},
        {"currency", result.currency.code()}, {"breaks", breaks}, {"ages", ages},
        {"time_to_fix", {{"total", fixTimeJson(times.total)}, {"rows", fixed}}}, {"months", months},
        {"within_tolerance", withinToleranceJson(result)}};
}

} // namespace qd::cli
