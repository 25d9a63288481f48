#pragma once
#include "core/demo/csv_file.h"
#include "core/demo/oracle.h"

namespace qd::demo {

/// Every file of a demo, open at once, so that each customer is made once and then forgotten. What the columns mean
/// is in docs/demo.md; headers.cpp has them.
struct Exports {
    explicit Exports(const std::string &dir);

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

    [[nodiscard]] std::vector<CsvFile *> all();
};

/// What the writers share while a demo is written.
struct Writing {
    const World &world;
    Exports &files;
    Oracle &oracle;
    std::vector<PlantedFault> &faults;
    std::int64_t opportunities = 0; ///< serial numbers that become ids
    std::int64_t tickets = 0;
    std::int64_t activities = 0;
    std::int64_t surveys = 0;
    std::int64_t contacts = 0;

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

/// Rows that belong to no customer: the team, the rates.
void writeTeam(Writing &to);
void writeRates(Writing &to);
/// The bad rows of DESIGN section 3 (quality), each quarantined, unchanged or skipped by an import, and the orphans.
void writeSpoiltRows(Writing &to);

/// One row of stripe_subscriptions.csv; `customer` and `currencyCode` as they shall stand.
void putSubscription(CsvFile &file, const World &world, const Subscription &subscription, std::string_view customer,
    std::string_view currencyCode);
/// `day` at `clock` ("09:30:00") in UTC, ISO 8601.
[[nodiscard]] std::string timeText(Date day, std::string_view clock);
/// Day of the week (Sunday) on which usage is counted, that the telemetry of all customers missed.
[[nodiscard]] Date missedUsageDay(const World &world);

} // namespace qd::demo
