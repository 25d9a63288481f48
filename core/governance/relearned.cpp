#include "core/governance/relearned.h"

#include "core/governance/governance_store.h"
#include "core/session/undo.h"
#include "core/signoff/signoff.h"
#include "core/store/import_batches.h"

#include <QTemporaryDir>

#include <algorithm>
#include <map>
#include <tuple>

namespace qd::governance {

namespace {

using explain::ExplainedRow;
using explain::Explanation;

std::int64_t importOf(const store::ImportBatch &batch)
{
    return batch.import > 0 ? batch.import : batch.batch;
}

/// The later imports that stand, the last one first, each by its last batch.
Result<std::vector<std::int64_t>> laterImports(const store::Workspace &workspace, std::int64_t batch)
{
    const auto last = store::findBatch(workspace.db(), batch);
    if (!last)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Governance", "There is no batch %1; qdeck sources lists them."), {std::to_string(batch)}},
            {std::to_string(batch)}};
    if (last->undone)
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Governance",
                 "Batch %1 was taken back, so nothing is told as it was known with it. Name one that stands; qdeck "
                 "sources lists them."),
                {std::to_string(batch)}},
            {std::to_string(batch)}};
    std::map<std::int64_t, std::int64_t, std::greater<>> later; // last batch by import
    for (const store::ImportBatch &each : store::importBatches(workspace.db())) {
        if (!each.undone && importOf(each) > importOf(*last))
            later[importOf(each)] = each.batch;
    }
    if (later.empty())
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Governance", "Nothing was imported after batch %1, so nothing was learned since."),
                {std::to_string(batch)}},
            {std::to_string(batch)}};
    std::vector<std::int64_t> batches;
    for (const auto &[import, of] : later)
        batches.push_back(of);
    return batches;
}

/// Customers of another state of the workspace by their records, which both have; -1 for those without any.
std::vector<int> customersNow(const identity::AccountDirectory &then, const identity::AccountDirectory &now)
{
    std::vector<int> customers;
    for (const identity::Account &account : then.accounts()) {
        int found = now.indexOf(account.id);
        for (const identity::LinkedRecord &record : account.records) {
            if (const int holder = now.indexOfRecord(record.source.str(), record.id.str()); holder >= 0) {
                found = holder;
                break;
            }
        }
        customers.push_back(found);
    }
    return customers;
}

Explanation withCustomers(Explanation told, const std::vector<int> &customers)
{
    for (explain::ExplainedAccount &each : told.accounts)
        each.account = customers[std::size_t(each.account)];
    for (ExplainedRow &row : told.rows)
        row.account = customers[std::size_t(row.account)];
    return told;
}

auto keyOf(const ExplainedRow &row)
{
    return std::tuple(row.source, row.entity, row.id, std::string(row.end), row.month, row.amount);
}

/// Rows of `some` that `others` do not have with the same amount.
std::vector<ExplainedRow> without(const std::vector<ExplainedRow> &some, const std::vector<ExplainedRow> &others)
{
    std::vector<decltype(keyOf(some.front()))> known;
    for (const ExplainedRow &row : others)
        known.push_back(keyOf(row));
    std::ranges::sort(known);
    std::vector<ExplainedRow> rows;
    std::ranges::copy_if(some, std::back_inserter(rows),
        [&known](const ExplainedRow &row) { return !std::ranges::binary_search(known, keyOf(row)); });
    return rows;
}

/// The window of a figure said in full, so that another state of the file tells the same one.
explain::Request overWindow(explain::Request request, const explain::ExplainedWindow &window)
{
    request.from = window.from;
    request.to = window.to;
    request.firstDay = window.firstDay;
    request.lastDay = window.lastDay;
    if (window.asOf)
        request.asOf = window.asOf;
    return request;
}

} // namespace

Result<Relearned> relearnedSince(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, explain::Request request, std::int64_t batch,
    Progress &progress)
{
    const auto later = laterImports(workspace, batch);
    if (!later)
        return later.error();
    const Explanation none{.metric = request.metric};
    if (const auto sum = explain::changeBetween(none, none, portfolio->accounts()); !sum)
        return sum.error(); // before anything is copied
    auto now = explain::explain(workspace, portfolio, request, progress);
    if (!now)
        return now.error();
    request = overWindow(std::move(request), now->window);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("then.qdeck")).toStdString();
    if (auto copied = workspace.backupTo(path, progress); !copied)
        return copied.error();
    const auto copy = store::Workspace::open(path, store::Workspace::Mode::ReadWrite);
    if (!copy)
        return copy.error();
    for (const std::int64_t each : *later) {
        if (const auto undone = session::undoImport(**copy, each, progress); !undone)
            return undone.error();
    }
    const auto before = portfolio::Portfolio::read(**copy);
    auto then = explain::explainOrNothing(**copy, before, request, progress);
    if (!then)
        return then.error();
    const std::vector<int> customers = customersNow(before->accounts(), portfolio->accounts());
    for (const explain::ExplainedAccount &each : then->accounts) {
        if (customers[std::size_t(each.account)] < 0)
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Governance",
                     "%1, which the figure had as known after batch %2, is no customer any more, so the two cannot be "
                     "compared customer by customer."),
                    {before->accounts().at(each.account).id, std::to_string(batch)}}};
    }
    *then = withCustomers(std::move(*then), customers);
    Relearned learned;
    learned.rows = without(now->rows, then->rows);
    learned.gone = without(then->rows, now->rows);
    auto change = explain::changeBetween(std::move(*then), std::move(*now), portfolio->accounts());
    if (!change)
        return change.error();
    learned.change = std::move(*change);
    return learned;
}

std::optional<std::int64_t> batchBeforeLastImport(const store::Workspace &workspace)
{
    std::int64_t last = 0;
    const std::vector<store::ImportBatch> batches = store::importBatches(workspace.db());
    for (const store::ImportBatch &each : batches)
        last = each.undone ? last : std::max(last, importOf(each));
    std::optional<std::int64_t> before;
    for (const store::ImportBatch &each : batches) {
        if (!each.undone && importOf(each) < last)
            before = each.batch;
    }
    return before;
}

Result<Relearned> relearnedSinceLastImport(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, explain::Request request, Progress &progress)
{
    const auto batch = batchBeforeLastImport(workspace);
    if (!batch)
        return Error{ErrorCode::Conflict,
            QD_WORDS("Governance", "There was one import, so there is nothing to compare it with.")};
    return relearnedSince(workspace, portfolio, std::move(request), *batch, progress);
}

Result<std::vector<ReopenedMonth>> reopenedMonths(
    const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio, Progress &progress)
{
    std::vector<ReopenedMonth> months;
    const auto standings = signoff::standings(workspace, {}, progress);
    if (!standings)
        return standings.error();
    for (const signoff::SignoffStanding &each : *standings) {
        if (each.state != signoff::SignoffState::ReviewAgain || each.signedBy.empty())
            continue;
        const auto day = signoff::lastDayOf(each.key.period, workspace.fiscalYearStart());
        const auto batch = lastBatchWhenPrepared(workspace, each.key.period, each.key.left, each.key.right);
        if (!day || !batch)
            continue;
        if (const auto later = laterImports(workspace, *batch); !later && later.error().code == ErrorCode::Conflict)
            continue; // no file came since
        explain::Request request{*explain::metricFromText("arr")};
        request.asOf = *day;
        auto learned = relearnedSince(workspace, portfolio, std::move(request), *batch, progress);
        if (!learned)
            return learned.error();
        if (!learned->change.parts.empty())
            months.push_back({each.key.period, each.key.left, each.key.right, *batch, std::move(*learned)});
    }
    return months;
}

} // namespace qd::governance
