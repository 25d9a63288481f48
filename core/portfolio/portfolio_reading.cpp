#include "core/portfolio/arr_contracts.h"
#include "core/portfolio/portfolio.h"

#include "core/identity/golden_record.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"

#include <mutex>

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
        parts.records[row.source].push_back({account, std::move(row.id), std::move(row.name), std::move(row.domain),
            std::move(row.owner), std::move(row.segment), std::move(row.lifecycleStage), std::move(row.status),
            std::move(row.health), row.renewalDate, row.contractStart, row.hasArr, row.bare});
    });
    parts.accounts = std::move(directory);
}

HealthHistory readHealth(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    std::vector<HealthHistory::Score> scores;
    store::forEachHealthScore(workspace, [&](const store::HealthRow &row) {
        if (const int account = accounts.indexOfRecord(row.source, row.recordId); account >= 0)
            scores.push_back({row.date, account, healthColourOf(row.colour)});
    });
    std::vector<HealthColour> undated;
    for (const identity::Account &account : accounts.accounts())
        undated.push_back(healthColourOf(account.field("health")));
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
    parts.sources = arrSources(store::sourceRows(workspace));
    parts.rates = store::rateRows(workspace);
    RecordLines lines;
    readRecords(workspace, parts, lines);
    for (auto &[source, contracts] : readContracts(workspace, parts.sources, *parts.accounts, lines))
        parts.contracts.emplace(source, std::make_shared<const ArrContracts>(std::move(contracts)));
    parts.health = readHealth(workspace, *parts.accounts);
    parts.fieldChanges = store::fieldChanges(workspace);
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
