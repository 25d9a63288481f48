#pragma once
#include "core/demo/csv_file.h"
#include "core/demo/leaks.h"
#include "core/demo/oracle.h"

#include <list>

namespace qd::demo {

/// Below the folder of a demo: what the CRM said at earlier month-ends, a folder for each day with its two files.
inline constexpr std::string_view HistoryFolder = "history";
inline constexpr char CrmAccounts[] = "salesforce_accounts.csv";
inline constexpr char CrmOpportunities[] = "salesforce_opportunities.csv";
inline constexpr int HistoryMonths = 24; ///< before the last one; fewer in a demo of fewer months

/// What the CRM said at the end of a month.
struct PastMonth {
    PastMonth(const std::string &dir, const World &world, Month which);

    Month month;
    World world; ///< as it was then: the as-of date is the month's last day
    CsvFile accounts;
    CsvFile opportunities; ///< open, or closed in the month
};

/// Every file of a demo, open at once, so that each customer is made once and then forgotten. What the columns mean
/// is in docs/demo.md; exports.cpp has them.
struct Exports {
    Exports(const std::string &dir, const World &world);

    CsvFile crmAccounts;
    CsvFile crmOpportunities;
    CsvFile crmContacts;
    CsvFile billingCustomers;
    CsvFile billingSubscriptions;
    CsvFile companies;
    CsvFile healthScores;
    CsvFile activities;
    CsvFile milestones;
    CsvFile organizations;
    CsvFile tickets;
    CsvFile usage;
    CsvFile surveys;
    CsvFile csms;
    CsvFile rates;
    CsvFile invoices;
    CsvFile risks;
    CsvFile forecasts;
    CsvFile plans;
    CsvFile engagements;
    CsvFile escalations;
    std::list<PastMonth> history; ///< oldest first; not in all()

    [[nodiscard]] std::vector<CsvFile *> all();
};

/// What the writers share while a demo is written.
struct Writing {
    const World &world;
    Exports &files;
    Oracle &oracle;
    std::vector<PlantedFault> &faults;
    std::vector<PlantedLeak> &leaks;
    std::int64_t opportunities = 0; ///< serial numbers that become ids
    std::int64_t tickets = 0;
    std::int64_t activities = 0;
    std::int64_t surveys = 0;
    std::int64_t contacts = 0;
    std::int64_t plans = 0;
    std::int64_t engagements = 0;
    std::int64_t escalations = 0;

    /// Notes a planted fault and numbers it.
    PlantedFault &plant(std::string_view kind, std::string_view file, std::vector<std::string> records);
};

/// One customer's rows in each system.
void writeSalesforce(Writing &to, const Account &account, const Book &crm);
void writeStripe(Writing &to, const Account &account);
void writeGainsight(Writing &to, const Account &account, const Book &book);
void writeZendesk(Writing &to, const Account &account);
void writeUsage(Writing &to, const Account &account);
void writePeople(Writing &to, const Account &account);
void writeInvoices(Writing &to, const Account &account);
/// Risks and forecasts, as its CSM judged it.
void writeJudgements(Writing &to, const Account &account);
/// Plans, engagements, escalations.
void writeSuccess(Writing &to, const Account &account);
/// Its lines in what the CRM said at earlier month-ends; its opportunities are written with those of today.
void writeHistory(Writing &to, const Account &account);

/// Rows that belong to no customer: the team, the rates.
void writeTeam(Writing &to);
void writeRates(Writing &to);
/// The bad rows of DESIGN section 3 (quality), each quarantined, unchanged or skipped by an import, and the orphans.
void writeSpoiltRows(Writing &to);

/// One row of salesforce_accounts.csv as of world.asOf.
void putCrmAccount(CsvFile &file, const World &world, const Account &account, const Book &book, const std::string &id,
    const std::string &name);
/// The months before the last one of which there is history, oldest first; and on to `last`.
[[nodiscard]] std::vector<Month> historyMonths(const World &world);
[[nodiscard]] std::vector<Month> historyMonths(const World &world, Month last);
/// Where a file of history stands below the folder of the demo: "history/2026-03-31/NAME".
[[nodiscard]] std::string historyName(Month month, std::string_view file);

/// One row of stripe_subscriptions.csv; `customer` and `currencyCode` as they shall stand.
void putSubscription(CsvFile &file, const World &world, const Subscription &subscription, std::string_view customer,
    std::string_view currencyCode);
/// `day` at `clock` ("09:30:00") in UTC, ISO 8601.
[[nodiscard]] std::string timeText(Date day, std::string_view clock);
/// Day of the week (Sunday) on which usage is counted, that the telemetry of all customers missed.
[[nodiscard]] Date missedUsageDay(const World &world);

} // namespace qd::demo
