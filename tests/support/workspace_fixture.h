#pragma once
#include "core/base/money.h"
#include "core/identity/account_register.h"
#include "core/identity/mergers.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace qd::test {

/// A fresh workspace in a temporary folder, filled row by row as an import would. Empty texts become NULL.
class WorkspaceFixture {
public:
    explicit WorkspaceFixture(const char *currency = "USD")
    {
        auto made = store::Workspace::create(
            m_dir.filePath(QStringLiteral("test.qdeck")).toStdString(), {.currency = *Currency::fromCode(currency)});
        if (!made.ok())
            qFatal("%s", made.error().message.english().c_str());
        m_workspace = std::move(*made);
        db().exec("PRAGMA synchronous = OFF"); // a fixture need not survive a power cut
    }

    store::Workspace &workspace() { return *m_workspace; }
    SQLite::Database &db() { return m_workspace->db(); }

    void source(const std::string &name, const std::string &kind, const std::string &asOf = "2026-10-31")
    {
        run("INSERT OR IGNORE INTO source (name, kind) VALUES (?, ?)", {name, kind});
        run("INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, rows_read, "
            "accepted, "
            "unchanged, quarantined, skipped, imported_at, imported_by) VALUES ('fixture', '', 0, ?, '', '', '', ?, 0, "
            "0, 0, "
            "0, 0, '', '')",
            {name, asOf});
    }
    /// `fields` as in "segment=SMB;arr=100.00;currency=EUR;renewal_date=2026-12-31".
    void account(
        const std::string &source, const std::string &id, const std::string &name, const std::string &fields = {})
    {
        run("INSERT INTO accounts (source, account_id, name, currency, content_hash, as_of, batch_id, line) "
            "VALUES (?1, ?2, ?3, (SELECT value FROM setting WHERE key = 'base_currency'), 0, '2026-10-31', 1, 2)",
            {source, id, name});
        std::string arr;
        std::string currency = m_workspace->baseCurrency().code();
        for (const QString &pair : QString::fromStdString(fields).split(u';', Qt::SkipEmptyParts)) {
            const std::string key = pair.section(u'=', 0, 0).toStdString();
            const std::string value = pair.section(u'=', 1).toStdString();
            if (key == "arr")
                arr = value;
            else
                run("UPDATE accounts SET " + key + " = ?3 WHERE source = ?1 AND account_id = ?2", {source, id, value});
            if (key == "currency")
                currency = value;
        }
        if (!arr.empty())
            snapshot(source, id, arr, currency, "2026-10-31");
    }
    /// One more dated value of accounts.arr, which becomes the present one.
    void snapshot(const std::string &source, const std::string &id, const std::string &arr, const std::string &currency,
        const std::string &asOf)
    {
        const auto money = Money::fromDecimal(*Decimal::parse(arr), *Currency::fromCode(currency));
        run("UPDATE accounts SET arr_minor = CAST(?3 AS INTEGER), currency = ?4 WHERE source = ?1 AND account_id = ?2",
            {source, id, std::to_string(money->minor), currency});
        run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) "
            "VALUES (?, 'accounts', ?, 'arr', ?, ?, 1)",
            {source, id, money->text() + " " + currency, asOf});
    }
    void subscription(const std::string &source, const std::string &id, const std::string &account,
        const std::string &annual, const std::string &start, const std::string &end = {},
        const std::string &cancelled = {}, const std::string &currency = "USD", const std::string &product = {})
    {
        const auto money = Money::fromDecimal(*Decimal::parse(annual), *Currency::fromCode(currency));
        run("INSERT INTO subscriptions (source, subscription_id, account_id, annual_minor, start_date, end_date, "
            "cancelled_date, currency, product, content_hash, as_of, batch_id, line) "
            "VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), ?5, nullif(?6, ''), nullif(?7, ''), ?8, nullif(?9, ''), 0, "
            "'2026-10-31', 1, 2)",
            {source, id, account, std::to_string(money->minor), start, end, cancelled, currency, product});
    }
    void monthEnd(
        const std::string &source, const std::string &account, const std::string &month, const std::string &arr)
    {
        const auto money = Money::fromDecimal(*Decimal::parse(arr), Currency());
        run("INSERT INTO arr_history (source, account_id, month, arr_minor, currency, content_hash, as_of, batch_id, "
            "line) "
            "VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), 'USD', 0, '2026-10-31', 1, 2)",
            {source, account, month, std::to_string(money->minor)});
    }
    void rate(const std::string &source, const std::string &currency, const std::string &date, const std::string &rate)
    {
        run("INSERT INTO fx_rates (source, currency, date, rate, content_hash, as_of, batch_id, line) "
            "VALUES (?, ?, ?, ?, 0, '2026-10-31', 1, 2)",
            {source, currency, date, rate});
    }
    /// From that day on the customer of `from` is a part of the one of `into`, for whoever reads it from now on.
    void becomesPart(const std::string &source, const std::string &from, const std::string &into, const char *on)
    {
        auto mergers = identity::mergersOf(*m_workspace);
        mergers.push_back({{source, from}, {source, into}, *Date::fromIso(on), false, "Ann"});
        m_workspace->setSetting(identity::MergersSetting, identity::textOf(mergers));
    }
    /// Bare records for account ids nobody described, then customers for all, as at the end of an import.
    void settle()
    {
        for (const char *table : {"subscriptions", "arr_history"})
            db().exec(std::string("INSERT OR IGNORE INTO accounts (source, account_id, name, bare, content_hash, "
                                  "as_of, batch_id, line) "
                                  "SELECT source, account_id, account_id, 1, 0, '2026-10-31', 1, 2 FROM ")
                + table);
        identity::settleAccounts(*m_workspace);
    }

    void run(const std::string &sql, const std::vector<std::string> &values)
    {
        SQLite::Statement statement(db(), sql);
        for (std::size_t i = 0; i < values.size(); ++i)
            statement.bind(int(i) + 1, values[i]);
        statement.exec();
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Workspace> m_workspace;
};

} // namespace qd::test
