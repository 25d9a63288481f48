#include "core/portfolio/portfolio_reading.h"

#include "core/base/text_map.h"
#include "core/identity/customer_groups.h"
#include "core/identity/golden_record.h"
#include "core/identity/identity_store.h"
#include "core/identity/mergers.h"
#include "core/portfolio/arr_contracts.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"

#include <set>
#include <unordered_map>

namespace qd::portfolio {

namespace {

using Records = std::shared_ptr<const identity::SourceRecords>; ///< nothing while they are still to be read

/// Records of all sources by source, and the customers they are linked to, whom it gives back.
std::shared_ptr<identity::AccountDirectory> readRecords(
    const store::Workspace &workspace, Records known, PortfolioParts &parts, RecordLines &lines)
{
    std::vector<store::CustomerRow> customers;
    store::forEachCustomer(workspace, identity::goldenFieldNames(),
        [&](store::CustomerRow &customer) { customers.push_back(std::move(customer)); });
    auto directory = std::make_shared<identity::AccountDirectory>(
        std::move(customers), known ? known->texts : std::make_shared<TextPool>());
    const auto add = [&](const store::RecordRow &row) {
        const int account = directory->link(row);
        if (row.hasArr && row.line > 0)
            valueAt(lines, row.source.str()).emplace(row.id.str(), row.line);
        valueAt(parts.records, row.source.str())
            .push_back({account, row.id, row.method, row.name, row.domain, row.parentId, row.crmId, row.createdDate,
                row.owner, row.segment, row.region, row.lifecycleStage, row.status, row.health, row.renewalDate,
                row.contractStart, row.hasArr, row.bare, row.firstSight});
    };
    if (!known)
        store::forEachRecord(workspace, directory->texts(), {}, add);
    else {
        for (const identity::SourceRecord &record : known->rows) {
            add(record);
            valueAt(parts.marks, record.source.str()).push_back(record);
        }
    }
    std::optional<Date> latest;
    for (const ArrSource &source : parts.sources) {
        if (source.asOf != Date())
            latest = std::max(latest.value_or(source.asOf), source.asOf);
    }
    directory->merge(identity::mergersOf(workspace), latest);
    identity::readCustomerLists(workspace, *directory);
    for (auto &[source, ofSource] : parts.records) {
        for (CustomerRecord &record : ofSource)
            record.account = record.account < 0 ? record.account : directory->customerNow(record.account);
    }
    parts.accounts = directory;
    return directory;
}

HealthHistory readHealth(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    std::vector<HealthHistory::Score> scores;
    std::string source; // of the last row, whose scores follow one another
    std::string record;
    int account = -1;
    store::forEachHealthScore(workspace, [&](const store::HealthRow &row) {
        if (row.recordId != record || row.source != source) {
            account = accounts.ownerOfRecord(row.source, row.recordId);
            source = row.source;
            record = row.recordId;
        }
        if (account >= 0) // a score is of whom its customer counted to on its own day
            scores.push_back({row.date, accounts.customerOn(account, row.date), healthColourOf(row.colour)});
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

/// First sights of records, by source and record.
using FirstSights = TextMap<std::unordered_map<std::string_view, Date>>;

FirstSights firstSights(const PortfolioParts &parts)
{
    FirstSights sights;
    for (const auto &[source, records] : parts.records) {
        auto &ofSource = valueAt(sights, source);
        for (const CustomerRecord &record : records) {
            if (record.firstSight)
                ofSource.emplace(record.id.str(), *record.firstSight);
        }
    }
    return sights;
}

/// The history of `accounts` in one pass: amounts of sources that have their ARR from there; of all other fields those
/// that ever changed, because what never did is what the record says now; and what the last snapshots changed.
class HistoryReading {
public:
    HistoryReading(const std::vector<store::SourceRow> &sources, const ArrSources &arr, FirstSights sights,
        identity::AccountDirectory &texts, SnapshotReading &snapshots, AnnualValues &annualValues)
        : m_sights(std::move(sights))
        , m_texts(texts)
        , m_snapshots(snapshots)
        , m_annualValues(annualValues)
    {
        for (const store::SourceRow &source : sources)
            m_lastSnapshot[source.name] = source.accountsAsOf;
        for (const ArrSource &source : arr) {
            if (source.basis == ArrBasis::Accounts)
                m_fromAccounts.insert(source.name);
        }
    }
    void add(const store::FieldChangeRow &row)
    {
        if (row.field == "annual") {
            // A snapshot that gave no value counts nothing from then on.
            valueAt(m_annualValues, row.source)[std::string(row.recordId)].push_back(
                {row.asOf, amountOf(row.value).value_or(Money())});
            return;
        }
        if (const auto last = m_lastSnapshot.find(row.source);
            !row.first && last != m_lastSnapshot.end() && last->second == row.asOf)
            ++valueAt(m_latest, row.field);
        if (row.field == "arr") {
            if (m_fromAccounts.contains(row.source))
                m_snapshots.add(row);
            return;
        }
        const FieldChange last = m_changes.empty() ? FieldChange() : m_changes.back();
        const auto keep = [this](const PooledText &before, std::string_view text) {
            return before == text ? before : m_texts.keep(text);
        };
        const FieldChange change{keep(last.source, row.source), keep(last.recordId, row.recordId),
            keep(last.field, row.field), row.asOf, keep(last.value, row.value)};
        if (m_changes.size() > m_start && !ofOneRecord(last, change))
            closeRecord();
        m_changes.push_back(change);
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
        if (m_changes.size() > m_start) {
            FieldChange first = m_changes[m_start];
            const Date seen = firstSight(first).value_or(first.asOf);
            if (seen < first.asOf) { // it was seen before without a value
                first.asOf = seen;
                first.value = m_texts.keep({});
                m_changes.insert(m_changes.begin() + std::ptrdiff_t(m_start), first);
            } else if (m_changes.size() == m_start + 1) {
                m_changes.pop_back(); // seen once and never changed
            }
        }
        m_start = m_changes.size();
    }
    std::optional<Date> firstSight(const FieldChange &change) const
    {
        const auto source = m_sights.find(change.source.str());
        if (source == m_sights.end())
            return std::nullopt;
        const auto record = source->second.find(change.recordId.str());
        return record == source->second.end() ? std::nullopt : std::optional(record->second);
    }
    FirstSights m_sights;
    identity::AccountDirectory &m_texts;
    SnapshotReading &m_snapshots;
    AnnualValues &m_annualValues;
    TextMap<std::optional<Date>> m_lastSnapshot; ///< by source
    std::set<std::string, std::less<>> m_fromAccounts;
    std::vector<FieldChange> m_changes;
    std::size_t m_start = 0; ///< of the entries of one field of one record
    TextMap<int> m_latest;
};

/// Settings, customers, records and contracts.
PortfolioParts readBooks(const store::Workspace &workspace, store::ChangedFields fields, Records records)
{
    PortfolioParts parts;
    parts.change = store::lastChange(workspace);
    parts.settings = store::storedSettings(workspace);
    parts.currency = workspace.baseCurrency();
    parts.fiscalYearStart = workspace.fiscalYearStart();
    parts.graceDays = store::graceDays(workspace);
    const std::vector<store::SourceRow> sources = store::sourceRows(workspace);
    parts.sources = arrSources(sources);
    parts.rates = store::rateRows(workspace);
    parts.negativeRows = store::negativeRows(workspace);
    RecordLines lines;
    const auto directory = readRecords(workspace, std::move(records), parts, lines);
    SnapshotReading snapshots(*directory, lines, parts.currency);
    AnnualValues annualValues;
    HistoryReading history(sources, parts.sources, firstSights(parts), *directory, snapshots, annualValues);
    store::forEachFieldChange(workspace, fields, [&](const store::FieldChangeRow &row) { history.add(row); });
    history.moveTo(parts);
    const auto stated = parts.settings.find("subscriptions.values");
    if (stated != parts.settings.end() && stated->second == "restated")
        annualValues.clear(); // the present row for all days
    for (auto &[source, contracts] : readContracts(workspace, *directory, snapshots, annualValues,
             [&](std::string_view source, std::string_view record, std::string_view product) {
                 identity::groupByProduct(*directory, source, record, product);
             }))
        parts.contracts.emplace(source, std::make_shared<const ArrContracts>(std::move(contracts)));
    parts.csms = store::csmRows(workspace);
    return parts;
}

} // namespace

PortfolioParts readParts(const store::Workspace &workspace)
{
    const store::ReadTransaction transaction(workspace);
    PortfolioParts parts = readBooks(workspace, store::ChangedFields::All, nullptr);
    parts.decisions = identity::decisionsInForce(workspace);
    parts.health = readHealth(workspace, *parts.accounts);
    parts.leave = store::leaveRows(workspace);
    parts.assignments = readAssignments(workspace, *parts.accounts);
    return parts;
}

PortfolioParts readBookParts(const store::Workspace &workspace, std::shared_ptr<const identity::SourceRecords> records)
{
    const store::ReadTransaction transaction(workspace);
    return readBooks(workspace, store::ChangedFields::Amounts, std::move(records));
}

} // namespace qd::portfolio
