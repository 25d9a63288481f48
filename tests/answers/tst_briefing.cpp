#include "core/answers/briefing.h"
#include "core/answers/headline.h"
#include "core/answers/late_sources.h"
#include "core/answers/rate_warnings.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/arr_on_day.h"
#include "core/session/actions.h"
#include "tests/support/workspace_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace qd;
using namespace qd::answers;

namespace {

/// 1,000 since 2025; another 500 from 10 October; a third customer, of SMB, with 300.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.account("billing", "A", "Acme", "segment=Enterprise");
    data.account("billing", "B", "Bolt", "segment=Enterprise");
    data.account("billing", "C", "Corvo", "segment=SMB");
    data.subscription("billing", "a", "A", "1000", "2025-01-01");
    data.subscription("billing", "b", "B", "500", "2026-10-10");
    data.subscription("billing", "c", "C", "300", "2025-01-01");
    data.settle();
}

Briefing briefingOn(test::WorkspaceFixture &data, const char *day, const revenue::Filters &filters = {},
    revenue::FxMode fx = revenue::FxMode::Constant)
{
    BriefingOptions options;
    if (day)
        options.asOf = Date::fromIso(day);
    options.grouping.filters = filters;
    options.only = [filters](const identity::Account &account) { return revenue::passes(account, filters); };
    options.fx = fx;
    Progress progress;
    auto made = briefing(data.workspace(), options, progress);
    if (!made)
        qFatal("%s", made.error().message.english().c_str());
    return *made;
}

} // namespace

/// What Home is told: figures of the day, of the filter, of this workspace.
class TestBriefing : public QObject {
    Q_OBJECT
private slots:
    void arrIsOfTheDay_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<qint64>("arr");
        QTest::addColumn<QString>("since");
        QTest::addColumn<qint64>("before");
        QTest::newRow("in mid-month") << "2026-10-15" << qint64(180000) << "2026-09-30" << qint64(130000);
        QTest::newRow("before the change") << "2026-10-09" << qint64(130000) << "2026-09-30" << qint64(130000);
        QTest::newRow("at a month's end") << "2026-10-31" << qint64(180000) << "2026-09-30" << qint64(130000);
    }
    void arrIsOfTheDay()
    {
        QFETCH(QString, day);
        QFETCH(qint64, arr);
        QFETCH(QString, since);
        QFETCH(qint64, before);
        test::WorkspaceFixture data;
        fill(data);
        const Briefing made = briefingOn(data, day.toLatin1().constData());
        QCOMPARE(QString::fromStdString(made.arrDay.iso()), day);
        QCOMPARE(qint64(made.arr.value_or(-1)), arr);
        const ArrChange change = arrChange(made);
        QCOMPARE(QString::fromStdString(change.from.iso()), since);
        QCOMPARE(qint64(change.before), before);
        QCOMPARE(qint64(change.now), arr);
    }

    void countsAndArrObeyTheFilter()
    {
        test::WorkspaceFixture data;
        fill(data);
        const Briefing made = briefingOn(data, "2026-10-15", {{"segment", "SMB"}});
        QCOMPARE(made.customers, 1);
        QCOMPARE(made.accounts->size(), 3);
        QCOMPARE(made.arr.value_or(-1), std::int64_t(30000));
    }

    void withoutArrTheDayIsThatOfTheData()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm", "2026-10-31");
        data.account("crm", "A", "Acme");
        data.settle();
        const Briefing made = briefingOn(data, nullptr);
        QCOMPARE(made.asOf.iso(), std::string("2026-10-31"));
        QVERIFY(!made.arr);
    }

    /// At constant rates a weaker euro is no loss; at the rates of each day it is one.
    void ratesOfRetentionAreThoseAskedFor()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2024-01-01", "1.20");
        data.rate("billing", "EUR", "2026-10-01", "0.60");
        data.account("billing", "A", "Acme");
        data.subscription("billing", "a", "A", "1000", "2025-01-01", "", "", "EUR");
        data.settle();
        QCOMPARE(briefingOn(data, nullptr).trend.back().rate(metrics::Nrr).value_or(0), 1.0);
        QCOMPARE(briefingOn(data, nullptr, {}, revenue::FxMode::AsOf).trend.back().rate(metrics::Nrr).value_or(0), 0.5);
    }

    void oldRatesAreFoundOnce()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(staleRates(*portfolio::Portfolio::of(data.workspace())).empty());
        data.rate("billing", "EUR", "2026-08-01", "1.20");
        data.subscription("billing", "e", "A", "10", "2026-09-01", "", "", "EUR");
        const auto stale = staleRates(*portfolio::Portfolio::of(data.workspace()));
        QCOMPARE(stale.size(), std::size_t(1));
        QCOMPARE(stale[0].age(), 91);
        QCOMPARE(briefingOn(data, nullptr).staleRates.size(), std::size_t(1));
        QVERIFY(staleRates(*portfolio::Portfolio::of(data.workspace()), Date::of(2026, 9, 1)).empty());
    }

    /// A file imported again answers for its rows anew: what waits is what its latest import held back, everywhere.
    void quarantineIsOneFigure()
    {
        test::WorkspaceFixture data;
        fill(data);
        for (const int held : {6, 10}) {
            data.run(
                "INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, rows_read, "
                "accepted, unchanged, quarantined, skipped, imported_at, imported_by) VALUES "
                "('again.csv', '', 0, 'billing', 'accounts', '', '', '2026-10-31', CAST(?1 AS INTEGER), 0, 0, CAST(?1 "
                "AS INTEGER), 0, '', '')",
                {std::to_string(held)});
            for (int line = 0; line < held; ++line)
                data.run("INSERT INTO quarantine (batch_id, line, \"column\", code, message, record) VALUES ((SELECT "
                         "max(batch_id) "
                         "FROM import_batch), CAST(? AS INTEGER), '', 'bad_date', 'no date', '')",
                    {std::to_string(line + 2)});
        }
        QCOMPARE(sources::rowsInQuarantine(data.workspace()), std::int64_t(10));
        QCOMPARE(briefingOn(data, nullptr).quarantined, std::int64_t(10));
        Progress progress;
        QCOMPARE(headline(data.workspace(), progress)->quarantined, std::int64_t(10));
        std::int64_t byReason = 0;
        for (const sources::QuarantineCount &reason : sources::quarantineByReason(data.workspace()))
            byReason += reason.rows;
        QCOMPARE(byReason, std::int64_t(10));
    }

    /// Of three open actions one is past due, by ten days, and one is ten days old, which its rule calls too long; what
    /// is due today is not late.
    void lateAndEscalatedActionsAreFound()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("INSERT INTO action_rules VALUES (1, ?, '', '')",
            {R"({"rules": [{"id": "r", "escalate": [{"after_days": 10, "to": "manager"}]}]})"});
        const auto add = [&](const char *id, const char *account, const char *opened, const char *due,
                             const char *status) {
            data.run("INSERT INTO actions (source, action_id, account_id, \"trigger\", opened_date, due_date, status, "
                     "content_hash, as_of, batch_id, line) VALUES ('billing', ?, ?, 'r', ?, ?, ?, 0, '2026-10-31', 1, "
                     "2)",
                {id, account, opened, due, status});
        };
        const auto told = [&](const revenue::Filters &filters) {
            QStringList texts;
            for (const Finding &finding : briefingOn(data, nullptr, filters).findings) {
                if (finding.rule.starts_with("actions_"))
                    texts << QString::fromStdString(finding.title.english() + "; " + finding.detail.english());
            }
            return texts;
        };
        QCOMPARE(told({}), QStringList());
        add("1", "A", "2026-10-22", "2026-10-21", "open");
        add("2", "C", "2026-10-21", "2026-10-31", "open");
        add("3", "B", "2026-10-22", "2026-11-30", "open");
        add("4", "B", "2026-09-01", "2026-09-30", "done");
        QCOMPARE(told({}),
            (QStringList{"1 action is escalated; Open for longer than their rules allow",
                "1 action is late; The oldest by 10 days"}));
        QCOMPARE(told({{"segment", "Enterprise"}}), QStringList{"1 action is late; The oldest by 10 days"});
        const auto counted = [&](const char *day, const revenue::Filters &filters) {
            const BriefingActions found = briefingOn(data, day, filters).actions;
            return QStringLiteral("%1 %2 %3 %4")
                .arg(found.open)
                .arg(found.late)
                .arg(found.oldest)
                .arg(found.escalated.value_or(-1));
        };
        QCOMPARE(counted(nullptr, {}), QStringLiteral("3 1 10 1"));
        QCOMPARE(counted(nullptr, {{"segment", "Enterprise"}}), QStringLiteral("2 1 10 0")); // C is of SMB
        data.run("INSERT INTO action_rules VALUES (2, ?, '', '')", {R"({"rules": 5})"}); // no rules to read
        QCOMPARE(counted(nullptr, {}), QStringLiteral("3 1 10 -1"));
    }

    /// On 2026-10-31: billing of the day, a CRM of 12 days before, support of 40, a survey of 14, which may be so old.
    void lateSourcesAreNamed()
    {
        test::WorkspaceFixture data;
        const QTemporaryDir folder;
        Progress progress;
        const auto take = [&](const char *name, const char *text, const char *day) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
            file.close();
            sources::ImportOptions options;
            options.asOf = Date::fromIso(day);
            QVERIFY(session::importExports(data.workspace(), {file.fileName().toStdString()}, options, progress).ok());
        };
        take("billing.accounts.csv", "account_id,name\nA1,Acme\n", "2026-10-31");
        take("crm.accounts.csv", "account_id,name\nA1,Acme\n", "2026-10-19");
        take("support.tickets.csv", "ticket_id,account_id,created_at\nT1,A1,2026-09-01\n", "2026-09-21");
        take("survey.surveys.csv", "response_id,account_id,date,kind,score\nR1,A1,2026-10-01,nps,9\n", "2026-10-17");
        const auto said = [&](std::optional<Date> day) {
            QStringList sentences;
            for (const auto &late : lateSources(data.workspace(), *portfolio::Portfolio::of(data.workspace()), day))
                sentences << QString::fromStdString(sentence(late).english());
            return sentences;
        };
        QCOMPARE(said(std::nullopt),
            (QStringList{
                QStringLiteral("support is 40 days behind, more than the 30 after which its figures should not "
                               "be used."),
                QStringLiteral("crm is 12 days behind.")}));
        QCOMPARE(said(Date::fromIso("2026-09-29")), QStringList{QStringLiteral("support is 8 days behind.")});
        const SourceAges ages = sourceAges(data.workspace(), *portfolio::Portfolio::of(data.workspace()), std::nullopt);
        const auto behind = [&ages](const RestOn &on) {
            QStringList names;
            for (const auto &late : lateBehind(ages, on))
                names << QString::fromStdString(late.name);
            return names;
        };
        QCOMPARE(ages.arrSource, std::string()); // nobody has brought ARR
        QCOMPARE(behind({}), QStringList());
        QCOMPARE(behind({.arr = true}), QStringList());
        QCOMPARE(behind({.health = true}), QStringList{"support"}); // of tickets and surveys
        QCOMPARE(behind({.entities = {"accounts"}}), QStringList{"crm"});
        QCOMPARE(behind({.health = true, .entities = {"accounts"}}), (QStringList{"support", "crm"}));
        data.workspace().setSetting("freshness.support", "8,9");
        QCOMPARE(said(Date::fromIso("2026-09-29")), QStringList());
    }

    /// A figure is as old as what it rests on, and no older.
    void lateBehindAFigure_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QStringList>("entities");
        QTest::addColumn<QStringList>("late");
        QTest::newRow("by name") << QStringList{"crm"} << QStringList() << QStringList{"crm"};
        QTest::newRow("not late") << QStringList{"billing"} << QStringList() << QStringList();
        QTest::newRow("on the last day") << QStringList{"usage"} << QStringList() << QStringList();
        QTest::newRow("without data") << QStringList{"empty"} << QStringList() << QStringList();
        QTest::newRow("by entity, oldest first")
            << QStringList() << QStringList{"accounts"} << QStringList{"cs", "crm"};
        QTest::newRow("of one that has none") << QStringList() << QStringList{"tickets"} << QStringList();
        QTest::newRow("once") << QStringList{"crm"} << QStringList{"accounts", "contacts"} << QStringList{"cs", "crm"};
        QTest::newRow("of nothing") << QStringList() << QStringList() << QStringList();
    }
    void lateBehindAFigure()
    {
        QFETCH(QStringList, names);
        QFETCH(QStringList, entities);
        QFETCH(QStringList, late);
        const std::vector<sources::SourceState> states{{"billing", "billing", "2026-10-31", {{"subscriptions", 3, 0}}},
            {"crm", "crm", "2026-10-23", {{"accounts", 2, 0}, {"contacts", 1, 0}, {"tickets", 0, 4}}},
            {"cs", "cs_platform", "2026-10-01", {{"accounts", 1, 0}}}, {"empty", "crm", "", {}},
            {"usage", "usage", "2026-10-24", {{"usage", 9, 0}}}};
        const auto all = sources::freshnessOn(
            states, *Date::fromIso("2026-10-31"), [](const std::string &) { return std::string(); });
        const auto texts = [](const QStringList &from) {
            std::vector<std::string> made;
            for (const QString &each : from)
                made.push_back(each.toStdString());
            return made;
        };
        QStringList found;
        for (const auto &source : lateBehind(all, texts(names), texts(entities)))
            found << QString::fromStdString(source.name);
        QCOMPARE(found, late);
    }

    /// Colours of a system are as old as it; the model's as old as the oldest it scores.
    void lateBehindTheHealth()
    {
        std::vector<sources::SourceState> states{{"crm", "crm", "2026-10-01", {{"accounts", 2, 0}}},
            {"helpdesk", "support", "2026-10-02", {{"tickets", 9, 0}}},
            {"usage", "usage", "2026-10-31", {{"usage", 9, 0}}}};
        const auto late = [&states] {
            QStringList names;
            for (const auto &source : lateBehindHealth(sources::freshnessOn(
                     states, *Date::fromIso("2026-10-31"), [](const std::string &) { return std::string(); })))
                names << QString::fromStdString(source.name);
            return names;
        };
        QCOMPARE(late(), QStringList{"helpdesk"});
        states.push_back({"cs", "cs_platform", "2026-10-31", {{"health_scores", 5, 0}}});
        QCOMPARE(late(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestBriefing)
#include "tst_briefing.moc"
