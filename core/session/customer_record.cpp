#include "core/session/customer_record.h"

#include "core/store/usage_reader.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cmath>

namespace qd::session {

namespace {

constexpr const char *OfAccount =
    " t JOIN account_link l ON l.source = t.source AND l.record_id = t.account_id AND l.status = 'accepted' "
    "WHERE l.account = ? ";

void readTickets(const store::Workspace &workspace, CustomerRecord &record)
{
    SQLite::Statement query(workspace.db(),
        std::string("SELECT t.ticket_id, t.created_at, coalesce(t.solved_at, ''), coalesce(t.priority, ''), "
                    "coalesce(t.status, ''), t.line, (SELECT file FROM import_batch b WHERE b.batch_id = t.batch_id) "
                    "FROM tickets")
            + OfAccount + "ORDER BY t.created_at DESC");
    query.bind(1, record.account.id);
    while (query.executeStep()) {
        CustomerRecord::Ticket ticket{query.getColumn(0).getString(), query.getColumn(1).getString(),
            query.getColumn(2).getString(), query.getColumn(3).getString(), query.getColumn(4).getString(),
            query.getColumn(6).getString(), query.getColumn(5).getInt()};
        record.openTickets += ticket.solved.empty() ? 1 : 0;
        if (record.tickets.size() < 200)
            record.tickets.push_back(std::move(ticket));
    }
}

void readHealth(const store::Workspace &workspace, CustomerRecord &record)
{
    SQLite::Statement query(workspace.db(),
        std::string("SELECT t.date, t.model, coalesce(t.colour, ''), t.score FROM health_scores") + OfAccount
            + "ORDER BY t.date, t.model");
    query.bind(1, record.account.id);
    while (query.executeStep())
        record.health.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
            query.getColumn(2).getString(), query.getColumn(3).getDouble()});
}

void readSurveys(const store::Workspace &workspace, CustomerRecord &record)
{
    SQLite::Statement query(workspace.db(),
        std::string("SELECT coalesce(t.respondent, t.response_id), t.score FROM surveys") + OfAccount
            + "AND t.kind = 'nps' ORDER BY t.date");
    query.bind(1, record.account.id);
    std::map<std::string, double> latest;
    while (query.executeStep())
        latest[query.getColumn(0).getString()] = query.getColumn(1).getDouble();
    double sum = 0;
    for (const auto &[respondent, score] : latest)
        sum += score;
    record.npsAnswers = int(latest.size());
    if (!latest.empty())
        record.nps = sum / double(latest.size());
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

Result<void> readArr(const store::Workspace &workspace, int account, std::optional<Date> asOf, CustomerRecord &record)
{
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace, asOf);
    if (!book)
        return book.error().code == ErrorCode::NoData ? Result<void>() : Result<void>(book.error());
    record.arrSource = book->source().name;
    const Month last = Month::lastEndedBy(std::min(book->asOf(), book->lastKnownDay()));
    Month first = last;
    for (const revenue::ArrPiece &piece : book->pieces()) {
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

} // namespace

Result<CustomerRecord> customerRecord(
    const store::Workspace &workspace, const std::string &account, std::optional<Date> asOf, Progress &progress)
{
    progress.begin("Opening " + account);
    const auto overview = revenue::accountOverview(workspace, asOf);
    if (!overview)
        return overview.error();
    const int index = overview->accounts->indexOf(account);
    if (index < 0)
        return Error{ErrorCode::NotFound, "There is no customer " + account + "."};
    CustomerRecord record;
    record.account = overview->accounts->at(index);
    if (record.account.parent >= 0)
        record.parentName = overview->accounts->at(record.account.parent).name;
    record.currency = overview->currency;
    record.asOf = overview->asOf;
    record.arr = overview->rows[std::size_t(index)].arr;
    record.renewalDate = overview->rows[std::size_t(index)].renewalDate;
    record.golden = identity::goldenFields(workspace, account);
    if (auto done = readArr(workspace, index, asOf, record); !done)
        return done.error();
    if (auto done = readUsage(workspace, record); !done)
        return done.error();
    readTickets(workspace, record);
    readHealth(workspace, record);
    readSurveys(workspace, record);
    auto rows = allSourceRows(workspace, account);
    if (!rows)
        return rows.error();
    record.rows = std::move(*rows);
    if (progress.isCancelled())
        return cancelled();
    return record;
}

} // namespace qd::session
