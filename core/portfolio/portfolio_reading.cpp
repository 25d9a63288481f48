#include "core/portfolio/arr_contracts.h"
#include "core/portfolio/portfolio.h"

#include "core/identity/golden_record.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"

#include <mutex>
#include <set>

namespace qd::portfolio {

namespace {

/// Records of all sources by source, and the customers they are linked to.
void readRecords(const store::Workspace &workspace, PortfolioParts &parts, RecordLines &lines)
{
    std::vector<store::CustomerRow> customers;
    store::forEachCustomer(workspace, identity::goldenFieldNames(),
        [&](store::CustomerRow &customer) { customers.push_back(std::move(customer)); });
    auto directory = std::make_shared<identity::AccountDirectory>(std::move(customers));
    store::forEachRecord(workspace, [&](store::RecordRow &row) {
        const int account = directory->link(row);
        if (row.hasArr && row.line > 0)
            lines[row.source].emplace(row.id, row.line);
        const auto keep = [&](const std::string &text) { return directory->keep(text); };
        parts.records[row.source].push_back(
            {account, keep(row.id), keep(row.method), keep(row.name), keep(row.domain), keep(row.parentId),
                keep(row.crmId), keep(row.createdDate), keep(row.owner), keep(row.segment), keep(row.lifecycleStage),
                keep(row.status), keep(row.health), row.renewalDate, row.contractStart, row.hasArr, row.bare});
    });
    parts.accounts = std::move(directory);
}

HealthHistory readHealth(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    std::vector<HealthHistory::Score> scores;
    store::HealthRow last; // whose scores follow one another
    int account = -1;
    store::forEachHealthScore(workspace, [&](store::HealthRow &row) {
        if (row.recordId != last.recordId || row.source != last.source) {
            account = accounts.indexOfRecord(row.source, row.recordId);
            last = row;
        }
        if (account >= 0)
            scores.push_back({row.date, account, healthColourOf(row.colour)});
    });
    std::vector<HealthColour> undated;
    for (const identity::Account &customer : accounts.accounts())
        undated.push_back(healthColourOf(customer.field("health")));
    return {std::move(scores), std::move(undated)};
}

std::vector<Assignment> readAssignments(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    std::vector<Assignment> assignments;
    for (store::AssignmentRow &row : store::assignmentRows(workspace)) {
        if (const int account = accounts.indexOfRecord(row.source, row.accountId); account >= 0)
            assignments.push_back({account, std::move(row.csmId), row.start, row.end, std::move(row.role)});
    }
    return assignments;
}

/// The history of `accounts` in one pass: amounts of sources that have their ARR from there; of all other fields those
/// that ever changed, because what never did is what the record says now; and what the last snapshots changed.
class HistoryReading {
public:
    HistoryReading(const std::vector<store::SourceRow> &sources, const ArrSources &arr, SnapshotReading &snapshots,
        AnnualValues &annualValues)
        : m_snapshots(snapshots)
        , m_annualValues(annualValues)
    {
        for (const store::SourceRow &source : sources)
            m_lastSnapshot[source.name] = source.accountsAsOf;
        for (const ArrSource &source : arr) {
            if (source.basis == ArrBasis::Accounts)
                m_fromAccounts.insert(source.name);
        }
    }
    void add(store::FieldChangeRow &row)
    {
        if (row.field == "annual") {
            // A snapshot that gave no value counts nothing from then on.
            m_annualValues[row.source][row.recordId].push_back({row.asOf, amountOf(row.value).value_or(Money())});
            return;
        }
        if (const auto last = m_lastSnapshot.find(row.source);
            !row.first && last != m_lastSnapshot.end() && last->second == row.asOf)
            ++m_latest[row.field];
        if (row.field == "arr") {
            if (m_fromAccounts.contains(row.source))
                m_snapshots.add(row);
            return;
        }
        if (m_changes.size() > m_start && !ofOneRecord(m_changes.back(), row))
            closeRecord();
        m_changes.push_back(std::move(row));
    }
    void moveTo(PortfolioParts &parts)
    {
        closeRecord();
        parts.fieldChanges = std::move(m_changes);
        parts.latestChanges = std::move(m_latest);
    }

private:
    void closeRecord()
    {
        if (m_changes.size() == m_start + 1)
            m_changes.pop_back(); // seen once and never changed
        m_start = m_changes.size();
    }
    SnapshotReading &m_snapshots;
    AnnualValues &m_annualValues;
    std::map<std::string, std::optional<Date>> m_lastSnapshot; ///< by source
    std::set<std::string> m_fromAccounts;
    std::vector<store::FieldChangeRow> m_changes;
    std::size_t m_start = 0; ///< of the entries of one field of one record
    std::map<std::string, int> m_latest;
};

/// The last portfolio that was read, and what state of which file it is of.
struct Kept {
    std::mutex mutex;
    store::FileState state;
    std::shared_ptr<const Portfolio> portfolio;
};

Kept &kept()
{
    static Kept last;
    return last;
}

} // namespace

std::shared_ptr<const Portfolio> Portfolio::read(const store::Workspace &workspace)
{
    const store::ReadTransaction transaction(workspace);
    PortfolioParts parts;
    parts.change = store::lastChange(workspace);
    parts.settings = store::storedSettings(workspace);
    parts.currency = workspace.baseCurrency();
    parts.fiscalYearStart = workspace.fiscalYearStart();
    parts.graceDays = store::graceDays(workspace);
    const std::vector<store::SourceRow> sources = store::sourceRows(workspace);
    parts.sources = arrSources(sources);
    parts.rates = store::rateRows(workspace);
    RecordLines lines;
    readRecords(workspace, parts, lines);
    SnapshotReading snapshots(*parts.accounts, lines, parts.currency);
    AnnualValues annualValues;
    HistoryReading history(sources, parts.sources, snapshots, annualValues);
    store::forEachFieldChange(workspace, [&](store::FieldChangeRow &row) { history.add(row); });
    history.moveTo(parts);
    const auto stated = parts.settings.find("subscriptions.values");
    if (stated != parts.settings.end() && stated->second == "restated")
        annualValues.clear(); // the present row for all days
    for (auto &[source, contracts] : readContracts(workspace, *parts.accounts, snapshots, annualValues))
        parts.contracts.emplace(source, std::make_shared<const ArrContracts>(std::move(contracts)));
    parts.health = readHealth(workspace, *parts.accounts);
    parts.csms = store::csmRows(workspace);
    parts.leave = store::leaveRows(workspace);
    parts.assignments = readAssignments(workspace, *parts.accounts);
    return std::make_shared<const Portfolio>(std::move(parts));
}

std::shared_ptr<const Portfolio> Portfolio::of(const store::Workspace &workspace)
{
    if (workspace.isInTransaction())
        return read(workspace);
    const std::scoped_lock lock(kept().mutex);
    const store::FileState state = store::stateOf(workspace);
    if (!kept().portfolio || kept().state != state) {
        kept().portfolio.reset(); // before the next one takes its place in memory
        kept().portfolio = read(workspace);
        kept().state = state;
    }
    return kept().portfolio;
}

} // namespace qd::portfolio
