#include "core/answers/customer_record.h"

#include "core/answers/answers_store.h"
#include "core/answers/customer_ties.h"
#include "core/identity/identity_store.h"
#include "core/store/usage_reader.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::answers {

namespace {

constexpr std::size_t MostTickets = 200;

void addTickets(const store::Workspace &workspace, CustomerRecord &record)
{
    record.tickets = ticketsOf(workspace, record.account.id);
    record.openTickets = int(std::count_if(
        record.tickets.begin(), record.tickets.end(), [](const auto &ticket) { return ticket.solved.empty(); }));
    if (record.tickets.size() > MostTickets)
        record.tickets.resize(MostTickets);
}

void addNps(const store::Workspace &workspace, CustomerRecord &record)
{
    const std::vector<double> scores = npsAnswersOf(workspace, record.account.id);
    record.npsAnswers = int(scores.size());
    if (!scores.empty())
        record.nps = std::accumulate(scores.begin(), scores.end(), 0.0) / double(scores.size());
}

Result<void> readUsage(const store::Workspace &workspace, CustomerRecord &record)
{
    std::map<Date, CustomerRecord::UsagePoint> days;
    for (const identity::LinkedRecord &linked : record.account.records) {
        store::UsageFilter filter;
        filter.source = linked.source;
        filter.accountId = linked.id;
        const auto totals = store::usageTotals(workspace, filter, store::UsageGrain::Day);
        if (!totals)
            return totals.error();
        for (const store::UsageTotal &total : *totals) {
            CustomerRecord::UsagePoint &point = days[total.first];
            point.day = total.first;
            point.activeUsers = std::max(point.activeUsers, std::isnan(total.activeUsers) ? 0.0 : total.activeUsers);
            point.licensedUsers =
                std::max(point.licensedUsers, std::isnan(total.licensedUsers) ? 0.0 : total.licensedUsers);
        }
    }
    for (const auto &[day, point] : days)
        record.usage.push_back(point);
    return {};
}

Result<void> readArr(
    const portfolio::Portfolio &portfolio, int account, std::optional<Date> asOf, CustomerRecord &record)
{
    const auto book = portfolio.book(asOf);
    if (!book)
        return book.error().code == ErrorCode::NoData ? Result<void>() : Result<void>(book.error());
    record.arrSource = book->source().name;
    if (auto added = addContracts(*book, account, record); !added)
        return added.error();
    const Month last = Month::lastEndedBy(book->day());
    Month first = last;
    for (const portfolio::ArrPiece &piece : book->pieces()) {
        if (piece.account == account && piece.annualMinor > 0 && piece.from.year() > 1900)
            first = std::min(first, Month::of(piece.from));
    }
    for (Month month = first; month <= last; month = month.plus(1)) {
        const auto values = book->accountValues(month.lastDay(), month.lastDay());
        if (!values)
            return values.error();
        record.arrByMonth.emplace_back(month, (*values)[std::size_t(account)]);
    }
    return {};
}

void addEvidence(const store::Workspace &workspace, CustomerRecord &record)
{
    const auto evidence = identity::linkEvidence(workspace, record.account.id);
    for (const identity::LinkedRecord &linked : record.account.records) {
        const auto known = evidence.find({linked.source.str(), linked.id.str()});
        record.evidence.push_back(known == evidence.end() ? Message() : known->second);
    }
}

/// What was chosen by hand of the customer's fields; the last choice of each.
std::map<std::string, identity::GoldenChoice> chosenFields(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, int account)
{
    std::map<std::string, identity::GoldenChoice> chosen;
    for (identity::GoldenChoice &choice : identity::goldenChoicesInForce(workspace)) {
        // What was said of a customer that became a part of this one is not said of this one.
        if (accounts.ownerOfRecord(choice.record.source, choice.record.id) == account) {
            std::string field = choice.field;
            chosen.insert_or_assign(std::move(field), std::move(choice));
        }
    }
    return chosen;
}

} // namespace

Result<CustomerRecord> customerRecord(
    const store::Workspace &workspace, const std::string &account, std::optional<Date> asOf, Progress &progress)
{
    progress.begin({QD_WORDS("Progress", "Opening %1"), {account}});
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto overview = portfolio::accountOverview(*portfolio, asOf);
    if (!overview)
        return overview.error();
    const int index = overview->accounts->indexOf(account);
    if (index < 0)
        return Error{ErrorCode::NotFound, {QD_WORDS("Accounts", "There is no customer %1."), {account}}};
    CustomerRecord record;
    record.accounts = overview->accounts;
    record.account = record.accounts->at(index);
    addEvidence(workspace, record);
    if (record.account.parent >= 0)
        record.parentName = overview->accounts->at(record.account.parent).name;
    record.currency = overview->currency;
    record.asOf = overview->asOf;
    const auto row = std::ranges::find(overview->rows, index, &portfolio::AccountOverview::account);
    if (row != overview->rows.end()) { // else it is a part of another by then
        record.arr = row->arr;
        record.renewalDate = row->renewalDate;
    }
    record.golden = identity::goldenFields(workspace, account);
    record.chosen = chosenFields(workspace, *record.accounts, index);
    if (auto done = readArr(*portfolio, index, asOf, record); !done)
        return done.error();
    if (auto done = readUsage(workspace, record); !done)
        return done.error();
    addTickets(workspace, record);
    record.health = healthScoresOf(workspace, account);
    addNps(workspace, record);
    if (const auto day = record.asOf ? record.asOf : portfolio->latestAsOf())
        addStakeholders(workspace, *day, record);
    auto rows = allSourceRows(workspace, account);
    if (!rows)
        return rows.error();
    record.rows = std::move(*rows);
    if (progress.isCancelled())
        return cancelled();
    return record;
}

} // namespace qd::answers
