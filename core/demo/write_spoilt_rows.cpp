#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

/// A billing row given as text, so that any of it can be wrong.
struct RawSubscription {
    std::string id;
    std::string customer;
    std::string start;
    std::string end;
    std::string currency = "usd";
    std::string amount = "1200000";
};

void put(CsvFile &file, const RawSubscription &row)
{
    file << row.id << "subscription" << row.customer << "active" << row.start << row.start << row.start << row.end << ""
         << ""
         << ""
         << "false"
         << "send_invoice" << row.currency << "plan_Core_year"
         << "prod_Core"
         << "Larkfield Core" << row.amount << "year" << 1 << 1 << "true";
}

/// Subscriptions whose customer no file has: an import makes bare accounts, and their ARR counts.
void writeOrphans(Writing &to)
{
    const World &world = to.world;
    for (int i = 0; i < 3; ++i) {
        Random random(world.options.seed, i, "orphan");
        Subscription subscription;
        subscription.id = "sub_1" + random.token(15);
        subscription.product = "Larkfield Core";
        subscription.start = world.options.end.plus(-7 - i).firstDay();
        subscription.end = subscription.start.plusMonths(12).plusDays(-1);
        subscription.created = subscription.start.plusDays(-4);
        subscription.unitMinor = 340'000 + 55'500 * i;
        const std::string customer = "cus_0" + random.token(13);
        putSubscription(to.files.billingSubscriptions, world, subscription, customer, "USD");
        to.files.billingSubscriptions.end();
        to.oracle.addBilling({subscription}, 0);
        to.oracle.addOrphan(subscription.annualMinor());
        PlantedFault &fault = to.plant("orphan_account", "stripe_subscriptions.csv", {subscription.id, customer});
        fault.hasAmount = true;
        fault.amount = subscription.annualMinor();
    }
}

void writeBadSubscriptions(Writing &to)
{
    CsvFile &file = to.files.billingSubscriptions;
    const std::string year = std::to_string(to.world.options.end.year() - 1);
    const std::string start = year + "-03-01T00:00:00Z";
    const std::string end = std::to_string(to.world.options.end.year() + 1) + "-02-27T23:59:59Z";
    const std::string customer = makeAccount(to.world, 0).billingId;
    struct Bad {
        std::string_view kind;
        RawSubscription row;
    };
    const Bad bad[] = {
        {"missing_required", {"sub_BAD000000000001", "", start, end}},
        {"bad_date", {"sub_BAD000000000002", customer, year + "-02-30T00:00:00Z", end}},
        {"negative_amount", {"sub_BAD000000000003", customer, start, end, "usd", "-250000"}},
        {"unknown_currency", {"sub_BAD000000000004", customer, start, end, "xqx"}},
        {"end_before_start", {"sub_BAD000000000005", customer, end, start}},
    };
    for (const Bad &one : bad) {
        put(file, one.row);
        file.endQuarantined();
        to.plant(one.kind, file.counts().name, {one.row.id});
    }
}

/// One record three times: the second to the byte as the first, the third with another price.
void writeRepeatedKeys(Writing &to)
{
    CsvFile &file = to.files.billingCustomers;
    const std::string id = "cus_0Repeated00001";
    const auto row = [&](std::string_view name) {
        file << id << "customer" << name << "office@repeated.example"
             << ""
             << "2024-01-09T08:01:33Z"
             << ""
             << "Denver"
             << "US"
             << "false"
             << "true"
             << "";
    };
    row("Repeated Records");
    file.end();
    file.repeatLast();
    to.plant("duplicate_key_equal", file.counts().name, {id});
    row("Repeated Records, other spelling");
    file.endQuarantined();
    to.plant("duplicate_key_different", file.counts().name, {id});
}

void writeBadTickets(Writing &to)
{
    CsvFile &file = to.files.tickets;
    const Date day = to.world.asOf.plusDays(-20);
    const auto row = [&](std::string_view id, std::string_view organization, const std::string &created) {
        file << id << organization << "Where is the manual?"
             << "question"
             << "normal"
             << "closed" << created << created << created << 30 << ""
             << ""
             << "web";
    };
    row("39001", "009999999999", timeText(day, "10:00:00"));
    file.end();
    to.plant("orphan_account", file.counts().name, {"39001", "009999999999"});
    row("39002", "009999999999", std::to_string(day.year()) + "-02-30T10:00:00Z");
    file.endQuarantined();
    to.plant("bad_date", file.counts().name, {"39002"});
}

void writeOddAccounts(Writing &to)
{
    const World &world = to.world;
    CsvFile &file = to.files.crmAccounts;
    const std::string nameless = salesforceId("001", world.options.seed, 30'000'001);
    file << nameless << ""
         << ""
         << "" << world.team[0].name << world.team[0].email << "Customer"
         << "SMB"
         << "AMER"
         << ""
         << ""
         << ""
         << ""
         << "en"
         << ""
         << ""
         << ""
         << "USD"
         << ""
         << ""
         << "2025-05-05T09:00:00.000Z"
         << "2025-05-05T09:00:00.000Z"
         << "false";
    file.endQuarantined();
    to.plant("missing_required", file.counts().name, {nameless}).note = "No name.";
}

/// What a Salesforce report puts under its rows, and a name that a spreadsheet would run.
void finishOpportunities(Writing &to)
{
    CsvFile &file = to.files.crmOpportunities;
    const World &world = to.world;
    const Account first = makeAccount(world, 0);
    const std::string id = salesforceId("006", world.options.seed, ++to.opportunities);
    file << id << first.crmId << "=HYPERLINK(\"http://larkfield.example\",\"open\")"
         << "Expansion"
         << "Prospecting"
         << "1500.00"
         << "USD" << 10 << "Pipeline" << timeText(world.asOf.plusDays(-9), "10:30:00.000") << world.asOf.plusDays(80)
         << ""
         << "false"
         << "false" << world.team[first.csm].name;
    file.end();
    to.plant("formula_text", file.counts().name, {id});
    const auto rows = std::to_string(file.counts().written);
    file.footer("Grand Total (" + rows + " records)");
    file.footer("\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"");
    file.footer("Confidential Information - Do Not Distribute");
    file.footer("Generated By:  " + std::string(OurName) + "  " + world.asOf.iso());
    to.plant("report_footer", file.counts().name, {});
}

/// What is right but often read wrong: names the first record of each sort.
void noteOddValues(Writing &to)
{
    const int count = std::min(to.world.options.accounts, 500);
    bool shortId = false;
    bool script = false;
    for (std::int64_t index = 0; index < count && !(shortId && script); ++index) {
        const Account account = makeAccount(to.world, index);
        if (!shortId && inBilling(account) && crmIdInBilling(to.world, account).size() == 15) {
            shortId = true;
            to.plant("short_salesforce_id", to.files.billingCustomers.counts().name, {account.billingId});
        }
        if (!script && inCrm(account) && account.place->language == "ja"
            && account.name.find("株式会社") != std::string::npos) {
            script = true;
            to.plant("other_script_name", to.files.crmAccounts.counts().name, {account.crmId});
        }
    }
    to.plant("leading_zero_id", to.files.csms.counts().name, {to.world.team[0].id});
}

} // namespace

void writeSpoiltRows(Writing &to)
{
    writeOrphans(to);
    writeBadSubscriptions(to);
    writeRepeatedKeys(to);
    writeBadTickets(to);
    writeOddAccounts(to);
    finishOpportunities(to);
    noteOddValues(to);
    to.files.usage.repeatLast();
    to.plant("duplicate_key_equal", to.files.usage.counts().name, {});
    to.plant("missing_telemetry_day", to.files.usage.counts().name, {missedUsageDay(to.world).iso()});
}

} // namespace qd::demo
