#include "core/signals/signals.h"

#include "core/portfolio/joined_book.h"
#include "core/signals/sql_signal.h"
#include "core/store/import_batches.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace qd::signs {

namespace {

double majorUnits(Currency currency)
{
    return std::pow(10.0, currency.digits());
}

std::vector<double> numbers(const std::vector<std::optional<int>> &values)
{
    std::vector<double> all;
    all.reserve(values.size());
    for (const std::optional<int> &value : values)
        all.push_back(value ? double(*value) : Empty);
    return all;
}

} // namespace

Signals::Signals(const store::Workspace &workspace, std::shared_ptr<const portfolio::Portfolio> portfolio,
    KnownContracts contracts, UsageDays usage, Progress &progress, Knowing knowing)
    : m_workspace(workspace)
    , m_portfolio(std::move(portfolio))
    , m_contracts(std::move(contracts))
    , m_usage(std::move(usage))
    , m_events(workspace, m_portfolio->accounts())
    , m_fields(workspace, m_portfolio, knowing)
    , m_progress(progress)
{
    if (knowing == Knowing::ByDates)
        return;
    std::set<Date> days{portfolio::BeginningOfTime};
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        if (const auto asOf = Date::fromIso(batch.asOf))
            days.insert(*asOf);
    }
    m_seenDays.assign(days.begin(), days.end());
}

Date Signals::lastSeen(Date day) const
{
    return *std::prev(std::ranges::upper_bound(m_seenDays, day));
}

const AccountEvents &Signals::eventsOn(Date day) const
{
    if (m_seenDays.empty())
        return m_events;
    auto &known = m_eventsBy[lastSeen(day)];
    if (!known)
        known = std::make_unique<const AccountEvents>(m_workspace, m_portfolio->accounts(), lastSeen(day));
    return *known;
}

Result<const UsageDays *> Signals::usageOn(Date day) const
{
    if (m_seenDays.empty())
        return &m_usage;
    auto &known = m_usageBy[lastSeen(day)];
    if (!known) {
        auto read = UsageDays::read(m_workspace, m_portfolio->accounts(), lastSeen(day));
        if (!read)
            return read.error();
        known = std::make_unique<const UsageDays>(std::move(*read));
    }
    return known.get();
}

Result<std::unique_ptr<const Signals>> Signals::read(
    const store::Workspace &workspace, Progress &progress, Knowing knowing)
{
    auto portfolio = portfolio::Portfolio::of(workspace); // kept for others; within a transaction it would not be
    const store::ReadTransaction transaction(workspace);
    auto contracts = KnownContracts::read(workspace, *portfolio, knowing);
    if (!contracts)
        return contracts.error();
    auto usage = UsageDays::read(workspace, portfolio->accounts());
    if (!usage)
        return usage.error();
    return std::unique_ptr<const Signals>(
        new Signals(workspace, std::move(portfolio), std::move(*contracts), std::move(*usage), progress, knowing));
}

Date latestDay(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book)
{
    return std::min(portfolio.latestAsOf().value_or(book.asOf()), book.lastKnownDay());
}

Date Signals::latestDay() const
{
    return signs::latestDay(*m_portfolio, book());
}

Result<KnownDay> Signals::known(Date day) const
{
    KnownDay known{day, m_contracts.bookOn(day), {}};
    auto arr = known.book.accountValues(day, day);
    if (!arr)
        return arr.error();
    known.arr = std::move(*arr);
    return known;
}

Result<std::vector<double>> Signals::bookValues(SignalKind kind, const KnownDay &known) const
{
    if (kind == SignalKind::TenureMonths)
        return numbers(monthsOfTenure(known.book, known.day, m_fields.contractStarts()));
    if (kind == SignalKind::DueInDays)
        return numbers(daysToDue(known.book, known.day, known.arr, m_fields.renewalDates(known.day)));
    std::vector<double> values(known.arr.size(), Empty);
    if (kind == SignalKind::Arr) {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = double(known.arr[i]) / majorUnits(known.book.currency());
        return values;
    }
    const Date before = known.day.plusDays(-YearDays);
    const auto then = portfolio::countedOn(known.book.accountValues(before, before), known.book.accounts(), known.day);
    if (!then)
        return then.error();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if ((*then)[i] > 0)
            values[i] = double(known.arr[i]) / double((*then)[i]) - 1;
    }
    return values;
}

Result<std::vector<double>> Signals::values(const Signal &signal, const KnownDay &known) const
{
    std::vector<int> all(known.arr.size());
    std::iota(all.begin(), all.end(), 0);
    return values(signal, known, all);
}

Result<std::vector<double>> Signals::values(
    const Signal &signal, const KnownDay &known, std::span<const int> accounts) const
{
    const SignalKind kind = signal.kind;
    if (kind == SignalKind::Sql)
        return sqlSignal(m_workspace, m_portfolio->accounts(), signal.argument, known.day, m_progress);
    if (kind >= SignalKind::TenureMonths && kind <= SignalKind::DueInDays)
        return bookValues(kind, known);
    std::vector<double> values(known.arr.size(), Empty);
    const int model = kind == SignalKind::Vendor ? m_events.vendorModel(signal.argument) : -1;
    const AccountEvents &events = eventsOn(known.day);
    const auto usage = usageOn(known.day);
    if (!usage)
        return usage.error();
    for (const int account : accounts) {
        double &value = values[std::size_t(account)];
        if (kind <= SignalKind::DaysSinceUsage) {
            value = (*usage)->value(kind, account, known.day);
        } else if (kind != SignalKind::Vendor) {
            value = events.value(kind, account, known.day);
        } else if (model >= 0) {
            if (const VendorScore *score = events.vendorScore(model, account, known.day))
                value = score->score;
        }
    }
    return values;
}

std::vector<std::vector<std::string>> Signals::products(const KnownDay &known) const
{
    std::vector<std::vector<std::string>> products(known.arr.size());
    for (const portfolio::ArrPiece &piece : known.book.pieces()) {
        if (piece.product >= 0 && piece.inForceOn(known.day))
            products[std::size_t(piece.account)].push_back(known.book.products()[std::size_t(piece.product)]);
    }
    return products;
}

} // namespace qd::signs
