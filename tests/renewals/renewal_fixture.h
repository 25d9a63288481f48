#pragma once
#include "core/renewals/renewal_report.h"
#include "tests/support/workspace_fixture.h"

#include <QStringList>

namespace qd::test {

inline Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// A workspace whose ARR is read from the contracts of `billing`, as of 31 October 2026 unless a row says otherwise.
/// Customer A is Acme; amounts are USD.
class RenewalFixture : public WorkspaceFixture {
public:
    RenewalFixture()
    {
        source("billing", "billing");
        account("billing", "A", "Acme");
        subscription("billing", "far", "Z", "1", "2020-01-01", "2039-12-31"); // so that the source has ARR
        source("people", "people");
    }

    /// "annual start end [column=value ...]" of customer `of`; `-` for no end.
    void contract(const char *id, const char *text, const char *of = "A")
    {
        const QStringList part = QString::fromLatin1(text).split(u' ');
        subscription("billing", id, of, part[0].toStdString(), part[1].toStdString(),
            part[2] == QStringLiteral("-") ? std::string() : part[2].toStdString());
        for (qsizetype i = 3; i < part.size(); ++i)
            set("subscriptions", "subscription_id", id, part[i].section(u'=', 0, 0), part[i].section(u'=', 1));
    }
    /// A renewal opportunity of customer `of`: "column=value ...".
    void opportunity(const char *id, const char *text, const char *of = "A")
    {
        run("INSERT INTO opportunities (source, opportunity_id, account_id, type, currency, content_hash, as_of, "
            "batch_id, line) VALUES ('billing', ?, ?, 'renewal', 'USD', 0, '2026-10-31', 1, 2)",
            {id, of});
        for (const QString &pair : QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts))
            set("opportunities", "opportunity_id", id, pair.section(u'=', 0, 0), pair.section(u'=', 1));
    }
    void won(const char *id, const char *text, const char *of = "A")
    {
        opportunity(id, (std::string("is_closed=1 is_won=1 created_date=2025-01-01 ") + text).c_str(), of);
    }
    void risk(const char *date, const char *author, const char *status, const char *nextAction, const char *of = "A")
    {
        run("INSERT INTO risks (source, account_id, date, author, status, next_action, content_hash, as_of, batch_id, "
            "line) VALUES ('billing', ?, ?, ?, ?, nullif(?, ''), 0, '2026-10-31', 1, 2)",
            {of, date, author, status, nextAction});
    }
    void kept(const char *entity, const char *id, const char *field, const char *value, const char *asOf)
    {
        run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) "
            "VALUES ('billing', ?, ?, ?, nullif(?, ''), ?, 1)",
            {entity, id, field, value, asOf});
    }
    void csm(const char *id, const char *name, const char *end = "")
    {
        run("INSERT INTO csms (source, csm_id, name, start_date, end_date, content_hash, as_of, batch_id, line) "
            "VALUES ('people', ?, ?, '2020-01-01', nullif(?, ''), 0, '2026-10-31', 1, 2)",
            {id, name, end});
    }

    /// All as known on `asOf`.
    renewals::KnownRenewals known(Date asOf)
    {
        settle();
        m_portfolio = portfolio::Portfolio::read(workspace());
        const auto data = renewals::RenewalData::read(workspace(), *m_portfolio);
        if (!data)
            qFatal("%s", data.error().message.english().c_str());
        auto known = renewals::KnownRenewals::on(m_portfolio, *data, asOf);
        if (!known)
            qFatal("%s", known.error().message.english().c_str());
        return std::move(*known);
    }
    std::vector<renewals::RenewalCase> cases(const char *from, const char *to, const char *asOf)
    {
        m_known.emplace(known(day(asOf))); // what the cases point into
        auto found = m_known->casesIn({day(from), day(to)});
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return std::move(*found);
    }
    renewals::RenewalReport report(const char *from, const char *to, const char *asOf)
    {
        m_known.emplace(known(day(asOf)));
        auto found = renewals::renewalReport(*m_known, {{day(from), day(to)}});
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return std::move(*found);
    }
    /// "due-date due-arr state renewed-arr" of the only case, in whole USD; empty for none.
    QString only(const char *from, const char *to, const char *asOf)
    {
        const auto found = cases(from, to, asOf);
        if (found.size() > 1)
            return QStringLiteral("several");
        return found.empty() ? QString()
                             : QStringLiteral("%1 %2 %3 %4")
                                   .arg(QString::fromStdString(found[0].due.iso()))
                                   .arg(found[0].dueArr / 100)
                                   .arg(QString::fromLatin1(renewals::toString(found[0].state)))
                                   .arg(found[0].renewedArr / 100);
    }

private:
    void set(const char *table, const char *key, const char *id, const QString &column, const QString &value)
    {
        const bool number =
            QStringList{"auto_renew", "is_closed", "is_won", "billing_period_months", "amount_minor", "annual_minor"}
                .contains(column);
        run("UPDATE " + std::string(table) + " SET " + column.toStdString() + " = "
                + (number ? "CAST(?1 AS INTEGER)" : "?1") + " WHERE " + key + " = ?2",
            {value.toStdString(), id});
    }

    std::shared_ptr<const portfolio::Portfolio> m_portfolio;
    std::optional<renewals::KnownRenewals> m_known;
};

} // namespace qd::test
