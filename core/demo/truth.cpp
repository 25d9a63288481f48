#include "core/demo/truth.h"

#include "core/demo/drivers.h"
#include "core/demo/terms.h"

#include <nlohmann/json.hpp>

namespace qd::demo {

namespace {

using Json = nlohmann::ordered_json;

Json monthJson(const MonthTotals &totals)
{
    return {{"month", totals.month.iso()}, {"opening", totals.opening}, {"new", totals.fresh},
        {"reactivation", totals.reactivation}, {"expansion", totals.expansion}, {"contraction", totals.contraction},
        {"churn", totals.churn}, {"fx", totals.fx}, {"closing", totals.closing}, {"opening_logos", totals.openingLogos},
        {"new_logos", totals.newLogos}, {"reactivated_logos", totals.reactivatedLogos},
        {"churned_logos", totals.churnedLogos}, {"closing_logos", totals.closingLogos}};
}

Json share(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? Json() : Json(static_cast<double>(part) / static_cast<double>(whole));
}

Json retentionJson(const RetentionTotals &totals)
{
    return {{"source", "stripe"}, {"variant", "point"}, {"fx", "constant"}, {"from", totals.from.iso()},
        {"to", totals.to.iso()}, {"opening", totals.opening}, {"closing", totals.closing}, {"kept", totals.kept},
        {"logos", totals.logos}, {"churned_logos", totals.churnedLogos}, {"nrr", share(totals.closing, totals.opening)},
        {"grr", share(totals.kept, totals.opening)}, {"logo_churn", share(totals.churnedLogos, totals.logos)}};
}

Json bridgeJson(const Oracle &oracle)
{
    Json steps = Json::array();
    for (const auto &[cause, step] : oracle.bridge())
        steps.push_back({{"cause", cause}, {"amount", step.amount}, {"count", step.count}});
    return {{"left", "salesforce"}, {"right", "stripe"}, {"left_total", oracle.crmTotal()},
        {"right_total", oracle.billingTotal()}, {"compared", oracle.compared()}, {"bridge", std::move(steps)}};
}

Json faultJson(const PlantedFault &fault)
{
    Json json{{"id", fault.id}, {"kind", fault.kind}, {"records", fault.records}};
    if (!fault.file.empty())
        json["file"] = fault.file;
    if (fault.hasAmount)
        json["amount"] = fault.amount;
    if (!fault.note.empty())
        json["note"] = fault.note;
    return json;
}

/// A number, a word, or null.
Json seenJson(const Seen &seen)
{
    if (const auto *number = std::get_if<double>(&seen))
        return Json(*number);
    const auto *word = std::get_if<std::string>(&seen);
    return word ? Json(*word) : Json();
}

Json leakJson(const PlantedLeak &leak)
{
    Json json{{"kind", leak.kind}};
    if (!leak.file.empty())
        json.update({{"file", leak.file}, {"record", leak.record}});
    json.update({{"account", leak.account}, {"shows", leak.shows}, {"day", leak.day.iso()}, {"known", leak.known.iso()},
        {"then", seenJson(leak.then)}, {"later", seenJson(leak.later)}});
    if (leak.due)
        json["due"] = leak.due->iso();
    return json;
}

Json pastJson(const PastMonth &past)
{
    return {{"as_of", past.world.asOf.iso()}, {"folder", historyName(past.month, "")},
        {"accounts", past.accounts.counts().written}, {"opportunities", past.opportunities.counts().written}};
}

Json driverJson(const Driver &driver)
{
    return {{"signal", driver.signal}, {"loading", driver.loading}, {"noise", driver.noise},
        {"strength", driver.strength()}};
}

} // namespace

TruthFile::TruthFile(const std::string &dir, const World &world)
    : m_world(world)
    , m_out(dir, std::string(Name))
{
    const DemoOptions &options = world.options;
    const Json chosen{
        {"accounts", options.accounts}, {"months", options.months}, {"end", options.end.iso()}, {"seed", options.seed}};
    m_out.text(Opening);
    m_out.text("\"format\":1,\"company\":" + Json(OurName).dump() + ",\n\"options\":" + chosen.dump()
        + ",\n\"as_of\":\"" + world.asOf.iso() + "\",\"base_currency\":\"USD\",\n\"customers\":[");
}

void TruthFile::addCustomer(const Account &account, const Book &crm, const Oracle &oracle)
{
    const Month end = m_world.options.end;
    const bool known = inCrm(account);
    Json json{{"name", account.plainName}};
    json["salesforce"] = known ? Json(account.crmId) : Json();
    json["stripe"] = inBilling(account) ? Json(account.billingId) : Json();
    json["gainsight"] = known ? Json(account.gainsightId) : Json();
    json["zendesk"] = known ? Json(account.zendeskId) : Json();
    json["pendo"] = known ? Json(account.crmId) : Json(); // Pendo's and Delighted's account id is the CRM's
    json["stripe_link"] = known && inBilling(account) ? Json(billingLink(m_world, account)) : Json();
    json["arr_salesforce"] = known ? Json(m_world.toBase(crm.arrMinor, crm.currency, end)) : Json();
    json["arr_stripe"] =
        inBilling(account) ? Json(oracle.arr(account.subscriptions, account.currency, end, end)) : Json();
    if (account.fault != FaultKind::None)
        json["fault"] = nameOf(account.fault);
    m_out.text(m_first ? "\n" : ",\n");
    m_out.text(json.dump());
    m_first = false;
}

Result<void> TruthFile::finish(const Writing &written, const std::vector<DemoFile> &files)
{
    const Oracle &oracle = written.oracle;
    const auto list = [this](std::string_view key, const auto &items, auto toJson) {
        m_out.text("],\n\"" + std::string(key) + "\":[");
        const char *before = "\n";
        for (const auto &item : items) {
            m_out.text(before + toJson(item).dump());
            before = ",\n";
        }
    };
    list("movements", oracle.months(), monthJson);
    list("faults", written.faults, faultJson);
    list("files", files, [](const DemoFile &file) -> Json {
        return {{"file", file.name}, {"written", file.written},
            {"accepted", file.written - file.unchanged - file.quarantined - file.skipped},
            {"unchanged", file.unchanged}, {"quarantined", file.quarantined}, {"skipped", file.skipped}};
    });
    list("history", written.files.history, pastJson);
    list("leaks", written.leaks, leakJson);
    std::vector<Json> biases;
    for (std::size_t csm = 0; csm < m_world.team.size(); ++csm)
        biases.push_back(
            {{"author", m_world.team[csm].name}, {"bias", static_cast<double>(forecastBias(m_world, csm)) / 1000}});
    list("forecast_bias", biases, [](const Json &bias) { return bias; });
    list("drivers", Drivers, driverJson);
    const Json arr{{"salesforce", oracle.crmTotal()}, {"stripe", oracle.billingTotal()}};
    m_out.text("],\n\"arr\":" + arr.dump() + ",\n\"crm_records\":" + std::to_string(oracle.crmRecords())
        + ",\n\"retention\":" + retentionJson(oracle.retention()).dump()
        + ",\n\"reconcile\":" + bridgeJson(oracle).dump() + "}\n");
    return m_out.finish();
}

} // namespace qd::demo
