#pragma once
#include "core/base/text_map.h"
#include "core/identity/identity_report.h"
#include "core/identity/person_index.h"
#include "core/identity/source_record.h"
#include "core/portfolio/arr_book.h"
#include "core/portfolio/health.h"
#include "core/store/contract_rows.h"
#include "core/store/customer_rows.h"
#include "core/store/negative_rows.h"
#include "core/store/team_rows.h"
#include "core/store/write_transaction.h"

#include <mutex>

namespace qd::store {
class Workspace;
}

namespace qd::portfolio {

/// What one source's record says about its customer; missing texts are empty. Texts are of the directory's pool.
struct CustomerRecord {
    int account = -1; ///< index in the directory
    PooledText id;
    PooledText method; ///< of its link: own, id, domain, name, probable, manual
    PooledText name;
    PooledText domain;
    PooledText parentId; ///< id in the same source
    PooledText crmId;
    PooledText createdDate;
    PooledText owner;
    PooledText segment;
    PooledText region;
    PooledText lifecycleStage;
    PooledText status;
    PooledText health;
    std::optional<Date> renewalDate;
    std::optional<Date> contractStart;
    bool hasArr = false; ///< arr is given, be it 0
    bool bare = false; ///< made for an account_id nobody described
    std::optional<Date> firstSight = std::nullopt; ///< as store::RecordRow
};

/// A CSM's row about a customer.
struct Assignment {
    int account = -1; ///< index in the directory
    std::string csmId; ///< as imported: an id, mail or name
    Date start;
    std::optional<Date> end; ///< last day
    std::string role;
};

/// A kept field of a record from one snapshot on; texts are of the directory's pool.
struct FieldChange {
    PooledText source;
    PooledText recordId;
    PooledText field;
    Date asOf;
    PooledText value; ///< empty when it was taken away
};
/// Whether both are of one field of one record.
[[nodiscard]] bool ofOneRecord(const FieldChange &a, const FieldChange &b);

/// What a portfolio is made of; tests make it without a file.
struct PortfolioParts {
    Currency currency; ///< base currency of every figure
    int fiscalYearStart = 1; ///< first month, 1..12
    TextMap<std::string> settings; ///< those that were set
    Result<int> graceDays = 0; ///< BadData where another program wrote no number of days
    std::shared_ptr<const identity::AccountDirectory> accounts;
    ArrSources sources;
    std::vector<store::RateRow> rates;
    std::map<std::string, std::shared_ptr<const ArrContracts>> contracts; ///< by source
    TextMap<std::vector<CustomerRecord>> records; ///< by source, each by id
    HealthHistory health;
    std::vector<store::NegativeRow> negativeRows; ///< as store::negativeRows()
    TextMap<std::vector<identity::CompanyMarks>> marks; ///< of the records, where they are known already
    std::vector<identity::LinkDecision> decisions; ///< of persons about pairs of records, those in force
    std::vector<FieldChange> fieldChanges; ///< of fields of records that ever changed, but `arr`; by record and time
    TextMap<int> latestChanges; ///< by field: records that changed it in their source's last snapshot
    std::vector<store::CsmRow> csms; ///< as store::csmRows()
    std::vector<store::LeaveRow> leave;
    std::vector<Assignment> assignments; ///< of several in force on a day the last holds
    store::ChangeMark change; ///< the workspace's last, when it was read
};

/// Everything the analyses ask about customers: who they are, what every source says of them, their contracts and ARR,
/// rates, health and people on any day. Read once for a state of the workspace and then never changed, so that every
/// page, job and command shares it; safe from any thread. An analysis is a function of it and needs no file.
class Portfolio {
public:
    explicit Portfolio(PortfolioParts parts);

    /// Reads each table once, in one read transaction. A few hundred milliseconds for 10,000 customers.
    [[nodiscard]] static std::shared_ptr<const Portfolio> read(const store::Workspace &workspace);
    /// The portfolio of the workspace as it stands now. The last one is kept, and given again while neither change
    /// number nor file differ; while one thread reads it the others wait. Within a write transaction it is read afresh.
    [[nodiscard]] static std::shared_ptr<const Portfolio> of(const store::Workspace &workspace);
    /// One for comparing systems as of their last days, in half the time: without health scores, without the history of
    /// any field but ARR, without people's leave and books. Of `records`, all there are and as they are linked now; its
    /// texts are in their pool, and they are let go as soon as they are read. Never kept.
    [[nodiscard]] static std::shared_ptr<const Portfolio> ofBooks(
        const store::Workspace &workspace, std::shared_ptr<const identity::SourceRecords> records);

    [[nodiscard]] Currency currency() const { return m_parts.currency; }
    [[nodiscard]] int fiscalYearStart() const { return m_parts.fiscalYearStart; }
    /// Empty when it was never set.
    [[nodiscard]] const std::string &setting(std::string_view key) const;
    [[nodiscard]] const store::ChangeMark &change() const { return m_parts.change; }

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return *m_parts.accounts; }
    [[nodiscard]] std::shared_ptr<const identity::AccountDirectory> accountsPtr() const { return m_parts.accounts; }
    [[nodiscard]] const ArrSources &sources() const { return m_parts.sources; }
    /// As portfolio::findSource() among them.
    [[nodiscard]] Result<ArrSource> findSource(const std::string &nameOrKind) const;
    /// Kind of the source of that very name; empty for none.
    [[nodiscard]] std::string kindOf(const std::string &source) const;
    /// As portfolio::systemOfRecord() among them, by the setting.
    [[nodiscard]] Result<ArrSource> systemOfRecord() const;
    /// As portfolio::defaultPair() of them.
    [[nodiscard]] std::optional<SourcePair> defaultPair() const;
    /// Latest as-of date of all sources; nothing before anything was imported.
    [[nodiscard]] std::optional<Date> latestAsOf() const;

    /// The rates that serve `arrSource`, by its name. ConflictingRates, BadData.
    [[nodiscard]] Result<FxRates> ratesFor(const std::string &arrSource) const;
    /// The ARR of `source`. `asOf` decides pending renewals; nothing means the latest as-of of its batches. Empty where
    /// the source has none. ConflictingRates, BadData for rates or a grace that are none.
    [[nodiscard]] Result<ArrBook> book(const ArrSource &source, std::optional<Date> asOf = std::nullopt) const;
    /// The book of the system of record. NoData without ARR.
    [[nodiscard]] Result<ArrBook> book(std::optional<Date> asOf = std::nullopt) const;

    /// What `source` says of its customers, by its ids.
    [[nodiscard]] const std::vector<CustomerRecord> &recordsOf(const std::string &source) const;
    /// The same with owner, segment, lifecycle stage, status and renewal date as they stood on an earlier day: the
    /// value in force then, before the first one that first one.
    [[nodiscard]] std::vector<CustomerRecord> recordsOn(const std::string &source, Date day) const;
    /// Rows that quarantine holds because their value is below zero.
    [[nodiscard]] const std::vector<store::NegativeRow> &negativeRows() const { return m_parts.negativeRows; }
    /// What tells the companies of recordsOf(source) from one another, for each of them. Worked out for all sources
    /// when first asked for.
    [[nodiscard]] const std::vector<identity::CompanyMarks> &marksOf(const std::string &source) const;
    /// Last health colour of each customer known on a day, by directory index.
    [[nodiscard]] std::vector<HealthColour> healthOn(Date day) const { return m_parts.health.on(day); }
    /// The golden value of each customer's `field` on a day, by directory index: of its records that had one then the
    /// most trusted one's; empty where none had. A record seen first without a value had none until its first entry.
    /// Fields without history, customers of whom no record changed it, and days from the latest as-of date on have
    /// today's, with what people set by hand.
    [[nodiscard]] std::vector<std::string> goldenValuesOn(const std::string &field, Date day) const;

    /// Pairs of records that may be one customer, counts of links, circles of parents. Found when first asked for (a
    /// few hundred milliseconds for 10,000 customers), by whichever thread asks first.
    [[nodiscard]] const identity::IdentityReport &identity() const;

    /// How many records changed each kept field in the latest snapshot of their source, by field.
    [[nodiscard]] const TextMap<int> &latestChanges() const { return m_parts.latestChanges; }

    [[nodiscard]] const identity::PersonIndex &people() const { return m_people; }
    [[nodiscard]] const std::vector<store::CsmRow> &csms() const { return m_parts.csms; }
    [[nodiscard]] const std::vector<store::LeaveRow> &leave() const { return m_parts.leave; }
    [[nodiscard]] const std::vector<Assignment> &assignments() const { return m_parts.assignments; }

private:
    PortfolioParts m_parts;
    identity::PersonIndex m_people;
    mutable std::once_flag m_marksFound;
    mutable TextPool m_markTexts; ///< of marks that were worked out here
    mutable TextMap<std::vector<identity::CompanyMarks>> m_marks; ///< by source
    mutable std::once_flag m_identityFound;
    mutable identity::IdentityReport m_identity;
};

} // namespace qd::portfolio
