#pragma once
#include "core/base/progress.h"
#include "core/signals/account_events.h"
#include "core/signals/known_book.h"
#include "core/signals/known_fields.h"
#include "core/signals/usage_days.h"

namespace qd::signs {

/// What is known of accounts on a day before anything is measured.
struct KnownDay {
    Date day;
    portfolio::ArrBook book; ///< as known then
    std::vector<std::int64_t> arr; ///< base minor units, by directory index
};

/// The day of figures that no day was named for: the latest as-of date, or the last day the ARR source knows.
[[nodiscard]] Date latestDay(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book);

/// All signals of all accounts on any day, as known on that day and no later. What accounts did is read once, so that
/// a day costs no SQL but that of `sql:` signals. It uses the workspace's connection and keeps what it worked out: one
/// of these stays on its thread, and the workspace must outlive it.
class Signals {
public:
    /// NoData without ARR; ConflictingRates, BadData; Damaged, Io for usage that cannot be read.
    /// With Knowing::Seen what a late file brought is unknown before it came; `sql:` signals are their author's to see
    /// to.
    [[nodiscard]] static Result<std::unique_ptr<const Signals>> read(
        const store::Workspace &workspace, Progress &progress, Knowing knowing = Knowing::ByDates);

    [[nodiscard]] const portfolio::Portfolio &portfolio() const { return *m_portfolio; }
    [[nodiscard]] const identity::AccountDirectory &accounts() const { return m_portfolio->accounts(); }
    /// Of all rows.
    [[nodiscard]] const AccountEvents &events() const { return m_events; }
    /// Of the rows that are known on a day; days after it are not to be asked for.
    [[nodiscard]] const AccountEvents &eventsOn(Date day) const;
    /// The same. Damaged, Io.
    [[nodiscard]] Result<const UsageDays *> usageOn(Date day) const;
    [[nodiscard]] const KnownFields &fields() const { return m_fields; }
    /// The book as known now, by which accounts churned or not.
    [[nodiscard]] const portfolio::ArrBook &book() const { return m_contracts.book(); }
    /// As signs::latestDay() of what it was read from.
    [[nodiscard]] Date latestDay() const;

    /// NoRate, Overflow.
    [[nodiscard]] Result<KnownDay> known(Date day) const;

    /// A signal on `known.day`, by directory index, Empty where there is none. Vendor models without scores give Empty.
    /// BadData for a query; NoRate for the ARR of a year before; Cancelled.
    [[nodiscard]] Result<std::vector<double>> values(const Signal &signal, const KnownDay &known) const;
    /// The same for some accounts only; of the others nothing is said.
    [[nodiscard]] Result<std::vector<double>> values(
        const Signal &signal, const KnownDay &known, std::span<const int> accounts) const;

    /// Names of the products that each account has contracts of in force, by directory index.
    [[nodiscard]] std::vector<std::vector<std::string>> products(const KnownDay &known) const;

private:
    Signals(const store::Workspace &workspace, std::shared_ptr<const portfolio::Portfolio> portfolio,
        KnownContracts contracts, UsageDays usage, Progress &progress, Knowing knowing);
    /// The last day by `day` on which rows were first seen; BeginningOfTime before the first.
    [[nodiscard]] Date lastSeen(Date day) const;
    [[nodiscard]] Result<std::vector<double>> bookValues(SignalKind kind, const KnownDay &known) const;

    const store::Workspace &m_workspace;
    std::shared_ptr<const portfolio::Portfolio> m_portfolio;
    KnownContracts m_contracts;
    UsageDays m_usage;
    AccountEvents m_events;
    KnownFields m_fields;
    Progress &m_progress;
    std::vector<Date> m_seenDays; ///< as-of dates of batches, ascending; empty for Knowing::ByDates
    mutable std::map<Date, std::unique_ptr<const AccountEvents>> m_eventsBy; ///< by lastSeen()
    mutable std::map<Date, std::unique_ptr<const UsageDays>> m_usageBy;
};

} // namespace qd::signs
