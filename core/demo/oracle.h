#pragma once
#include "core/demo/books.h"

#include <map>

namespace qd::demo {

/// One month of billing's ARR over all customers, in USD cents (CONTRACT section 2, "Movements").
struct MonthTotals {
    Month month;
    std::int64_t opening = 0;
    std::int64_t fresh = 0; ///< `new`
    std::int64_t reactivation = 0;
    std::int64_t expansion = 0;
    std::int64_t contraction = 0;
    std::int64_t churn = 0;
    std::int64_t fx = 0;
    std::int64_t closing = 0;
    int openingLogos = 0;
    int newLogos = 0;
    int reactivatedLogos = 0;
    int churnedLogos = 0;
    int closingLogos = 0;
};

/// The last twelve months point to point at constant rates, over those who paid at their start.
struct RetentionTotals {
    Month from;
    Month to;
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    std::int64_t kept = 0; ///< sum of min(closing, opening)
    int logos = 0;
    int churnedLogos = 0;
};

struct BridgeStep {
    std::int64_t amount = 0; ///< billing - CRM
    int count = 0;
};

/// Works out what an analysis of the exports must say. Plain sums over plain records, sharing no code with the rooms
/// that it will be compared with.
class Oracle {
public:
    explicit Oracle(const World &world);

    /// Adds one billing customer's history (also one of an orphan, which no other system knows).
    void addBilling(const std::vector<Subscription> &subscriptions, std::size_t currency);
    /// Adds a customer found in CRM, billing or both; gives billing - CRM in cents.
    std::int64_t addPair(const Account &account, const Book &crm);
    /// Adds a CRM record that billing lacks because it stands twice; cents.
    void addDuplicate(const Book &crm);
    void addOrphan(std::int64_t billingCents);

    /// ARR of the subscriptions on the last day of `day`, each valued at the rates of the end of `rates`.
    [[nodiscard]] std::int64_t arr(
        const std::vector<Subscription> &subscriptions, std::size_t currency, Month day, Month rates) const;

    [[nodiscard]] const std::vector<MonthTotals> &months() const { return m_months; }
    [[nodiscard]] const RetentionTotals &retention() const { return m_retention; }
    [[nodiscard]] const std::map<std::string, BridgeStep> &bridge() const { return m_bridge; }
    [[nodiscard]] std::int64_t crmTotal() const { return m_crmTotal; }
    [[nodiscard]] std::int64_t billingTotal() const { return m_billingTotal; }
    [[nodiscard]] std::int64_t crmRecords() const { return m_crmRecords; }
    [[nodiscard]] std::int64_t compared() const { return m_compared; }

private:
    void step(const std::string &cause, std::int64_t amount);

    const World &m_world;
    std::vector<MonthTotals> m_months;
    RetentionTotals m_retention;
    std::map<std::string, BridgeStep> m_bridge;
    std::int64_t m_crmTotal = 0;
    std::int64_t m_billingTotal = 0;
    std::int64_t m_crmRecords = 0;
    std::int64_t m_compared = 0;
};

} // namespace qd::demo
