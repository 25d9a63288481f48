#include "core/store/own_judgements.h"

#include "core/base/money.h"
#include "core/store/own_rows.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <nlohmann/json.hpp>

namespace qd::store {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *ForecastKey = "source = ?1 AND account_id = ?2 AND date = ?3 AND author = ?4 AND period = ?5";
constexpr const char *RiskKey = "source = ?1 AND account_id = ?2 AND date = ?3 AND author = ?4";

void bindKey(SQLite::Statement &statement, const OwnSubject &subject, Date date, const std::string &author)
{
    statement.bind(1, OwnSource);
    statement.bind(2, subject.accountId);
    statement.bind(3, date.iso());
    statement.bind(4, author);
}

void bindOptional(SQLite::Statement &statement, int at, const std::string &text)
{
    if (text.empty())
        statement.bind(at);
    else
        statement.bind(at, text);
}

/// The record, which has no column of its own; empty for none.
std::string extraOf(const OwnSubject &subject)
{
    if (subject.recordId.empty())
        return {};
    return Json{{"record_source", subject.recordSource}, {"record_id", subject.recordId}}.dump();
}

/// Customer, day and author.
std::string whoseAndWhen(const auto &row)
{
    return row.subject.accountId + ' ' + row.date.iso() + ' ' + row.author;
}

} // namespace

std::optional<OwnForecastRow> ownRow(const Workspace &workspace, const OwnForecastRow &like)
{
    SQLite::Statement row(workspace.db(),
        std::string("SELECT coalesce(amount_minor, 0), currency, category, json_extract(extra, '$.record_source'), "
                    "json_extract(extra, '$.record_id') FROM forecasts WHERE ")
            + ForecastKey);
    bindKey(row, like.subject, like.date, like.author);
    row.bind(5, like.period);
    if (!row.executeStep())
        return std::nullopt;
    OwnForecastRow found = like;
    found.amountMinor = row.getColumn(0).getInt64();
    found.currency = currencyAt(row, 1, workspace.baseCurrency());
    found.category = textAt(row, 2);
    found.subject.recordSource = textAt(row, 3);
    found.subject.recordId = textAt(row, 4);
    return found;
}

std::optional<OwnRiskRow> ownRow(const Workspace &workspace, const OwnRiskRow &like)
{
    SQLite::Statement row(workspace.db(),
        std::string("SELECT status, reason, next_action, next_action_date, call, note, "
                    "json_extract(extra, '$.record_source'), json_extract(extra, '$.record_id') FROM risks WHERE ")
            + RiskKey);
    bindKey(row, like.subject, like.date, like.author);
    if (!row.executeStep())
        return std::nullopt;
    return OwnRiskRow{{like.subject.accountId, textAt(row, 6), textAt(row, 7)}, like.date, like.author, textAt(row, 0),
        textAt(row, 1), textAt(row, 2), dateAt(row, 3), textAt(row, 4), textAt(row, 5)};
}

std::string auditKey(const OwnForecastRow &row)
{
    return row.period + ' ' + whoseAndWhen(row);
}

std::string auditText(const OwnForecastRow &row)
{
    return row.category + ' ' + Money{row.amountMinor, row.currency}.text();
}

std::string auditKey(const OwnRiskRow &row)
{
    return whoseAndWhen(row);
}

std::string auditText(const OwnRiskRow &row)
{
    std::string text = row.status;
    for (const std::string &word : {row.reason, row.call})
        text += word.empty() ? "" : ", " + word;
    if (!row.nextAction.empty())
        text += "; " + row.nextAction + (row.nextActionDate ? " on " + row.nextActionDate->iso() : "");
    return text + (row.note.empty() ? "" : ": " + row.note);
}

void keepOwnRow(Workspace &workspace, const OwnForecastRow &row)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT OR REPLACE INTO forecasts (source, account_id, date, author, period, amount_minor, currency, category, "
        "extra, content_hash, as_of, batch_id, line, first_as_of, first_batch) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?3, ?10, 0, ?3, ?10)");
    bindKey(insert, row.subject, row.date, row.author);
    insert.bind(5, row.period);
    insert.bind(6, row.amountMinor);
    insert.bind(7, row.currency.code());
    bindOptional(insert, 8, row.category);
    bindOptional(insert, 9, extraOf(row.subject));
    insert.bind(10, batchOfOwnRows(workspace));
    insert.exec();
}

void removeOwnRow(Workspace &workspace, const OwnForecastRow &like)
{
    SQLite::Statement remove(workspace.db(), std::string("DELETE FROM forecasts WHERE ") + ForecastKey);
    bindKey(remove, like.subject, like.date, like.author);
    remove.bind(5, like.period);
    remove.exec();
}

void keepOwnRow(Workspace &workspace, const OwnRiskRow &row)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT OR REPLACE INTO risks (source, account_id, date, author, status, reason, next_action, "
        "next_action_date, call, note, extra, content_hash, as_of, batch_id, line, first_as_of, first_batch) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?3, ?12, 0, ?3, ?12)");
    bindKey(insert, row.subject, row.date, row.author);
    insert.bind(5, row.status);
    bindOptional(insert, 6, row.reason);
    bindOptional(insert, 7, row.nextAction);
    bindOptional(insert, 8, row.nextActionDate ? row.nextActionDate->iso() : std::string());
    bindOptional(insert, 9, row.call);
    bindOptional(insert, 10, row.note);
    bindOptional(insert, 11, extraOf(row.subject));
    insert.bind(12, batchOfOwnRows(workspace));
    insert.exec();
}

void removeOwnRow(Workspace &workspace, const OwnRiskRow &like)
{
    SQLite::Statement remove(workspace.db(), std::string("DELETE FROM risks WHERE ") + RiskKey);
    bindKey(remove, like.subject, like.date, like.author);
    remove.exec();
}

} // namespace qd::store
