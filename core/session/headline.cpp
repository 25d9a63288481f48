#include "core/session/headline.h"

#include "core/session/rate_warnings.h"
#include "core/sources/source_list.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::session {

namespace {

/// Keeps the value, or the reason why there is none.
template <typename T>
void keep(std::optional<T> &target, Result<T> result, std::vector<std::string> &notes)
{
    if (result)
        target = std::move(*result);
    else
        notes.push_back(result.error().message);
}

} // namespace

Result<Headline> headline(const store::Workspace &workspace, Progress &progress)
{
    Headline numbers;
    numbers.currency = workspace.baseCurrency();
    SQLite::Statement counts(
        workspace.db(), "SELECT coalesce(sum(accepted), 0), (SELECT count(*) FROM account) FROM import_batch");
    counts.executeStep();
    numbers.recordsIn = counts.getColumn(0).getInt64();
    numbers.quarantined = sources::rowsInQuarantine(workspace);
    numbers.customers = counts.getColumn(1).getInt();

    const auto accounts =
        std::make_shared<const identity::AccountDirectory>(identity::AccountDirectory::load(workspace));
    for (const revenue::ArrSource &source : revenue::allSources(workspace)) {
        if (source.basis == revenue::ArrBasis::None)
            continue;
        const auto book = revenue::ArrBook::load(workspace, source, std::nullopt, accounts);
        const auto values = book ? book->accountValues(std::min(source.asOf, book->lastKnownDay()),
                                std::min(source.asOf, book->lastKnownDay()))
                                 : book.error();
        if (!values) {
            numbers.notes.push_back(source.name + ": " + values.error().message);
            continue;
        }
        std::int64_t total = 0;
        for (const std::int64_t value : *values)
            total += value;
        numbers.arrBySource.emplace_back(source.name, total);
    }
    if (const auto pair = defaultPair(workspace))
        keep(numbers.reconciliation,
            reconcile::reconcile(workspace, {pair->left, pair->right, std::nullopt, {}, 0, {}}, progress),
            numbers.notes);
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace);
    if (book) {
        const Month month = Month::lastEndedBy(std::min(book->asOf(), book->lastKnownDay()));
        numbers.month = month;
        keep(numbers.retention, computeRetention(workspace, *book, {month.plus(-12), month, {}}, progress),
            numbers.notes);
    } else {
        numbers.notes.push_back(book.error().message);
    }
    for (const revenue::StaleRate &rate : staleRates(workspace))
        numbers.notes.push_back(sentence(rate));
    if (progress.isCancelled())
        return cancelled();
    return numbers;
}

} // namespace qd::session
