#include "core/answers/headline.h"

#include "core/answers/answers_store.h"
#include "core/answers/held_back_values.h"
#include "core/answers/rate_warnings.h"
#include "core/sources/source_list.h"

namespace qd::answers {

namespace {

/// Keeps the value, or the reason why there is none.
template <typename T>
void keep(std::optional<T> &target, Result<T> result, std::vector<Message> &notes)
{
    if (result)
        target = std::move(*result);
    else
        notes.push_back(result.error().message);
}

} // namespace

Result<Headline> headline(const store::Workspace &workspace, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    Headline numbers;
    numbers.currency = workspace.baseCurrency();
    numbers.recordsIn = acceptedRecords(workspace);
    numbers.customers = portfolio->accounts().customers();
    numbers.quarantined = sources::rowsInQuarantine(workspace);

    for (const portfolio::ArrSource &source : portfolio->sources()) {
        if (source.basis == portfolio::ArrBasis::None)
            continue;
        const auto book = portfolio->book(source);
        const auto values = book ? book->accountValues(book->day(), book->day()) : book.error();
        if (!values) {
            numbers.notes.push_back({QD_WORDS("Headline", "%1: %2"), {source.name, Sentences(values.error().message)}});
            continue;
        }
        std::int64_t total = 0;
        for (const std::int64_t value : *values)
            total += value;
        numbers.arrBySource.emplace_back(source.name, total);
    }
    for (const HeldBackValues &held : heldBackValues(*portfolio))
        numbers.notes.push_back(sentence(held));
    if (const auto pair = portfolio->defaultPair())
        keep(numbers.reconciliation,
            reconcile::reconcile(*portfolio, {pair->left, pair->right, std::nullopt, {}, {}, {}}, progress),
            numbers.notes);
    const auto book = portfolio->book();
    if (book) {
        const Month month = Month::lastEndedBy(book->day());
        numbers.month = month;
        keep(numbers.retention, revenue::computeRetention(*portfolio, *book, {month.plus(-12), month, {}}, progress),
            numbers.notes);
    } else {
        numbers.notes.push_back(book.error().message);
    }
    for (const portfolio::StaleRate &rate : staleRates(*portfolio))
        numbers.notes.push_back(sentence(rate));
    if (progress.isCancelled())
        return cancelled();
    return numbers;
}

} // namespace qd::answers
