#include "core/answers/customer_record.h"
#include "core/answers/customer_ties.h"
#include "core/portfolio/portfolio.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

class TestCustomerRecord : public QObject {
    Q_OBJECT
private slots:
    /// A page shows it while others read the workspace anew; the sanitizers see a text that went with its portfolio.
    void outlivesThePortfolioItIsOf()
    {
        test::WorkspaceFixture data;
        data.source("a system with a long name", "crm");
        data.account("a system with a long name", "an id of some length", "Alpha", "segment=Enterprise customers");
        data.settle();
        Progress progress;
        const auto record = answers::customerRecord(data.workspace(), "AC-00001", std::nullopt, progress);
        QVERIFY(record.ok());
        data.account("a system with a long name", "b", "Beta");
        data.settle();
        QCOMPARE(portfolio::Portfolio::of(data.workspace())->accounts().size(), 2); // the first one is let go
        QCOMPARE(record->account.field("segment"), std::string("Enterprise customers"));
        QCOMPARE(record->account.records.size(), std::size_t(1));
        QCOMPARE(record->account.records[0].source.str(), std::string("a system with a long name"));
        QCOMPARE(record->account.records[0].id.str(), std::string("an id of some length"));
        QCOMPARE(record->rows.size(), std::size_t(1));
    }

    /// As of 31 October 2026. The sponsor was met 61 days before, which is silence, or 60, which is not; a champion
    /// left on the day; who left later is still there, and who was met later was not met yet.
    void people()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Alpha");
        data.settle();
        const auto contact = [&](const char *id, const char *role, int champion, int sponsor, const char *met,
                                 const char *left) {
            data.run("INSERT INTO contacts (source, contact_id, account_id, name, role, last_contacted, left_date, "
                     "content_hash, as_of, batch_id, line) VALUES ('crm', ?, 'A', 'Somebody', ?, nullif(?, ''), "
                     "nullif(?, ''), 0, '2026-10-31', 1, 2)",
                {id, role, met, left});
            data.db().exec("UPDATE contacts SET is_champion = " + std::to_string(champion)
                + ", is_exec_sponsor = " + std::to_string(sponsor) + " WHERE contact_id = '" + id + "'");
        };
        contact("1", "User", 0, 0, "2026-01-01", "");
        contact("2", "CIO", 0, 1, "2026-08-31", "");
        contact("3", "CFO", 0, 1, "2026-09-01", "");
        contact("4", "Lead", 1, 0, "2026-10-01", "2026-10-31");
        contact("5", "Head", 1, 1, "2026-11-01", "2026-11-01");
        Progress progress;
        const auto record = answers::customerRecord(data.workspace(), "AC-00001", std::nullopt, progress);
        QVERIFY(record.ok());
        QStringList lines;
        for (const auto &each : record->stakeholders)
            lines << QStringLiteral("%1%2%3%4%5")
                         .arg(QString::fromStdString(each.role), each.isSilent ? QStringLiteral(" silent") : QString(),
                             each.hasChampionLeft ? QStringLiteral(" gone") : QString(),
                             each.left ? QStringLiteral(" left") : QString(),
                             each.lastContacted ? QStringLiteral(" met") : QString());
        QCOMPARE(lines, (QStringList{"Head silent", "Lead gone left met", "CFO met", "CIO silent met", "User met"}));
    }

    /// Made champion on 15 September and no sponsor any more, and said on 20 October to have left on the 1st: each is
    /// so from the day it was kept, and before its first one as at first.
    void whatPeopleWereThen()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Alpha");
        data.settle();
        data.run("INSERT INTO contacts (source, contact_id, account_id, role, is_champion, is_exec_sponsor, left_date, "
                 "content_hash, as_of, batch_id, line, first_as_of) VALUES ('crm', '1', 'A', 'CIO', 1, 0, "
                 "'2026-10-01', 0, '2026-10-31', 1, 2, '2026-08-01')",
            {});
        const auto kept = [&](const char *field, const char *value, const char *on) {
            data.run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) "
                     "VALUES ('crm', 'contacts', '1', ?, nullif(?, ''), ?, 1)",
                {field, value, on});
        };
        kept("is_champion", "0", "2026-08-01");
        kept("is_champion", "1", "2026-09-15");
        kept("is_exec_sponsor", "1", "2026-08-15");
        kept("is_exec_sponsor", "0", "2026-09-15");
        kept("left_date", "", "2026-08-01");
        kept("left_date", "2026-10-01", "2026-10-20");
        const auto on = [&](const char *day) {
            answers::CustomerRecord record;
            record.account.id = "AC-00001";
            answers::addStakeholders(data.workspace(), *Date::fromIso(day), record);
            if (record.stakeholders.empty())
                return QStringLiteral("nobody");
            const auto &each = record.stakeholders.front();
            return QStringLiteral("%1 %2 %3").arg(each.isChampion).arg(each.isSponsor).arg(each.left.has_value());
        };
        QCOMPARE(on("2026-07-31"), QStringLiteral("nobody"));
        QCOMPARE(on("2026-08-01"), QStringLiteral("0 1 0"));
        QCOMPARE(on("2026-09-14"), QStringLiteral("0 1 0"));
        QCOMPARE(on("2026-09-15"), QStringLiteral("1 0 0"));
        QCOMPARE(on("2026-10-19"), QStringLiteral("1 0 0"));
        QCOMPARE(on("2026-10-20"), QStringLiteral("1 0 1"));
    }

    void contracts()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "Alpha");
        data.account("billing", "B", "Beta");
        data.subscription("billing", "1", "A", "100.00", "2025-01-01", "2025-12-31");
        data.subscription("billing", "2", "A", "120.00", "2026-01-01", "2026-10-31");
        data.subscription("billing", "3", "A", "130.00", "2026-11-01", "2027-10-31");
        data.subscription("billing", "4", "B", "7.00", "2026-01-01");
        data.settle();
        Progress progress;
        const auto record = answers::customerRecord(data.workspace(), "AC-00001", std::nullopt, progress);
        QVERIFY(record.ok());
        using State = answers::CustomerRecord::Contract::State;
        QCOMPARE(record->contracts.size(), std::size_t(3));
        const State expected[] = {State::Ended, State::InForce, State::Ahead}; // its last day is in force
        const std::int64_t arr[] = {10000, 12000, 13000};
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(record->contracts[i].id, std::to_string(i + 1));
            QVERIFY(record->contracts[i].state == expected[i]);
            QCOMPARE(record->contracts[i].arr, arr[i]);
        }
    }

    void unknownCustomersAreNotFound()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "a", "Alpha");
        data.settle();
        Progress progress;
        const auto record = answers::customerRecord(data.workspace(), "AC-00002", std::nullopt, progress);
        QVERIFY(!record);
        QCOMPARE(record.error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestCustomerRecord)
#include "tst_customer_record.moc"
