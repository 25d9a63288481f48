#include "core/base/month.h"
#include "core/revenue/arr_book.h"
#include "core/revenue/subscription_terms.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::revenue {

namespace {

struct Reading {
    std::vector<ArrPiece> pieces;
    std::vector<std::string> products;
    Date lastKnownDay = EndOfTime;
};

std::optional<Date> dateAt(SQLite::Statement &row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    return value.isNull() ? std::nullopt : Date::fromIso(value.getText());
}

Currency currencyAt(SQLite::Statement &row, int column, Currency base)
{
    return Currency::fromCode(row.getColumn(column).getText()).value_or(base);
}

/// Consecutive pieces of one account become in force together, because grace looks at successors.
void applyTerms(std::vector<ArrPiece> &pieces, std::vector<SubscriptionDates> &dates, int graceDays, Date asOf)
{
    const std::vector<InForce> days = daysInForce(dates, graceDays, asOf);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        pieces[i].from = days[i].from;
        pieces[i].until = days[i].until;
        pieces[i].pendingRenewal = days[i].pendingRenewal;
    }
}

Reading readSubscriptions(const store::Workspace &workspace, const ArrSource &source,
    const identity::AccountDirectory &accounts, int grace, Date asOf)
{
    Reading reading;
    std::map<std::string, int> products;
    std::map<int, std::vector<ArrPiece>> pieces; // by account, all its sources' records together
    std::map<int, std::vector<SubscriptionDates>> dates;
    SQLite::Statement row(workspace.db(),
        "SELECT account_id, subscription_id, start_date, end_date, cancelled_date, annual_minor, currency, product, "
        "batch_id, line FROM subscriptions WHERE source = ? AND annual_minor IS NOT NULL ORDER BY subscription_id");
    row.bind(1, source.name);
    while (row.executeStep()) {
        ArrPiece piece;
        piece.accountId = row.getColumn(0).getString();
        piece.account = accounts.indexOfRecord(source.name, piece.accountId);
        const auto start = dateAt(row, 2);
        if (piece.account < 0 || !start)
            continue;
        piece.recordId = row.getColumn(1).getString();
        piece.annualMinor = row.getColumn(5).getInt64();
        piece.currency = currencyAt(row, 6, workspace.baseCurrency());
        if (const SQLite::Column product = row.getColumn(7); !product.isNull() && product.getBytes() > 0) {
            const auto [it, isNew] = products.try_emplace(product.getString(), int(products.size()));
            if (isNew)
                reading.products.push_back(it->first);
            piece.product = it->second;
        }
        piece.batchId = row.getColumn(8).getInt64();
        piece.line = row.getColumn(9).getInt();
        piece.statedEnd = dateAt(row, 3);
        dates[piece.account].push_back({*start, piece.statedEnd, dateAt(row, 4)});
        pieces[piece.account].push_back(std::move(piece));
    }
    for (auto &[account, own] : pieces) {
        applyTerms(own, dates[account], grace, asOf);
        reading.pieces.insert(
            reading.pieces.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    }
    return reading;
}

/// A month's row holds from its month-end until the next month-end; no row is 0 up to the source's last month.
Reading readHistory(
    const store::Workspace &workspace, const ArrSource &source, const identity::AccountDirectory &accounts)
{
    Reading reading;
    SQLite::Statement row(workspace.db(),
        "SELECT account_id, month, arr_minor, currency, batch_id, line FROM arr_history WHERE source = ? "
        "ORDER BY account_id, month");
    row.bind(1, source.name);
    std::optional<Month> last;
    while (row.executeStep()) {
        const auto month = Month::fromIso(row.getColumn(1).getText());
        const int account = accounts.indexOfRecord(source.name, row.getColumn(0).getText());
        if (!month || account < 0)
            continue;
        last = std::max(last.value_or(*month), *month);
        ArrPiece piece;
        piece.account = account;
        piece.from = month->lastDay();
        piece.until = month->plus(1).lastDay();
        piece.annualMinor = row.getColumn(2).getInt64();
        piece.currency = currencyAt(row, 3, workspace.baseCurrency());
        piece.recordId = piece.accountId = row.getColumn(0).getString();
        piece.batchId = row.getColumn(4).getInt64();
        piece.line = row.getColumn(5).getInt();
        reading.pieces.push_back(std::move(piece));
    }
    if (last)
        reading.lastKnownDay = last->plus(1).lastDay().plusDays(-1);
    return reading;
}

/// "26400.00 USD", as record_history keeps an amount.
std::optional<Money> amountOf(const std::string &text)
{
    const auto gap = text.find(' ');
    const auto amount = Decimal::parse(text.substr(0, gap));
    const auto currency = gap == std::string::npos ? std::nullopt : Currency::fromCode(text.substr(gap + 1));
    return amount && currency ? Money::fromDecimal(*amount, *currency) : std::nullopt;
}

/// Each snapshot holds from its as-of date until the next; the first one also before it.
Reading readSnapshots(
    const store::Workspace &workspace, const ArrSource &source, const identity::AccountDirectory &accounts)
{
    Reading reading;
    SQLite::Statement row(workspace.db(),
        "SELECT h.record_id, h.as_of, coalesce(h.new_value, ''), h.batch_id, coalesce(a.line, 0) FROM record_history h "
        "LEFT JOIN accounts a ON a.source = h.source AND a.account_id = h.record_id "
        "WHERE h.entity = 'accounts' AND h.field = 'arr' AND h.source = ? ORDER BY h.record_id, h.as_of, h.history_id");
    SQLite::Statement earliest(workspace.db(),
        "SELECT min(as_of) FROM record_history WHERE entity = 'accounts' AND field = 'arr' AND source = ?");
    earliest.bind(1, source.name);
    const auto firstSnapshot = earliest.executeStep() ? Date::fromIso(earliest.getColumn(0).getText()) : std::nullopt;
    row.bind(1, source.name);
    std::string previous;
    while (row.executeStep()) {
        ArrPiece piece;
        piece.recordId = piece.accountId = row.getColumn(0).getString();
        piece.account = accounts.indexOfRecord(source.name, piece.recordId);
        const auto asOf = Date::fromIso(row.getColumn(1).getText());
        if (piece.account < 0 || !asOf)
            continue;
        const bool first = piece.recordId != previous;
        if (!first)
            reading.pieces.back().until = *asOf;
        previous = piece.recordId;
        const auto amount = amountOf(row.getColumn(2).getString());
        // Who was not yet in the source's first snapshot begins with its own.
        piece.from = first && *asOf == *firstSnapshot ? BeginningOfTime : *asOf;
        piece.until = EndOfTime;
        piece.annualMinor = amount ? amount->minor : 0;
        piece.currency = amount ? amount->currency : workspace.baseCurrency();
        piece.batchId = row.getColumn(3).getInt64();
        piece.line = row.getColumn(4).getInt();
        reading.pieces.push_back(std::move(piece));
    }
    return reading;
}

} // namespace

Result<ArrBook> ArrBook::load(const store::Workspace &workspace, const ArrSource &source, std::optional<Date> asOf,
    std::shared_ptr<const identity::AccountDirectory> accounts)
{
    auto rates = FxRates::load(workspace, source.name);
    if (!rates)
        return rates.error();
    if (!accounts)
        accounts = std::make_shared<const identity::AccountDirectory>(identity::AccountDirectory::load(workspace));
    const auto grace = store::graceDays(workspace);
    if (!grace)
        return grace.error();
    const Date day = asOf.value_or(source.asOf);
    Reading reading;
    if (source.basis == ArrBasis::History)
        reading = readHistory(workspace, source, *accounts);
    else if (source.basis == ArrBasis::Subscriptions)
        reading = readSubscriptions(workspace, source, *accounts, *grace, day);
    else if (source.basis == ArrBasis::Accounts)
        reading = readSnapshots(workspace, source, *accounts);
    ArrBook book(source, accounts, std::move(*rates), std::move(reading.pieces), std::move(reading.products), day);
    book.setLastKnownDay(reading.lastKnownDay);
    return book;
}

Result<ArrBook> ArrBook::loadSystemOfRecord(const store::Workspace &workspace, std::optional<Date> asOf)
{
    const auto source = systemOfRecord(workspace);
    if (!source)
        return source.error();
    return load(workspace, *source, asOf);
}

} // namespace qd::revenue
