#include "core/store/accepted_links.h"
#include "core/store/customer_rows.h"
#include "core/store/failure.h"
#include "core/store/statement_watch.h"
#include "tests/support/workspace_fixture.h"

#include <sqlite3.h>

#include <QtTest>

using namespace qd;
using namespace qd::store;

class TestRowCursor : public QObject {
    Q_OBJECT
private slots:
    void readsEachKindOfValue()
    {
        test::WorkspaceFixture data;
        RowCursor row(data.workspace(),
            "SELECT 'a', NULL, 7, 1.5, '2026-10-31', 'soon', 'KWD', 'cash', x'00ff' UNION ALL SELECT "
            "'', 'b', NULL, NULL, NULL, NULL, NULL, NULL, NULL");
        QVERIFY(row.next());
        QCOMPARE(row.text(0), std::string_view("a"));
        QVERIFY(row.text(1).empty());
        QCOMPARE(row.integer(2), 7);
        QCOMPARE(row.real(3), 1.5);
        QCOMPARE(row.date(4), Date::fromIso("2026-10-31"));
        QVERIFY(!row.date(5));
        const Currency base = *Currency::fromCode("USD");
        QCOMPARE(row.currency(6, base).code(), std::string("KWD"));
        QCOMPARE(row.currency(7, base).code(), std::string("USD"));
        QCOMPARE(row.blob(8), std::string_view("\0\xff", 2));
        QVERIFY(row.next());
        QCOMPARE(row.text(1), std::string_view("b"));
        QCOMPARE(row.integer(2), 0);
        QVERIFY(!row.date(4));
        QVERIFY(row.blob(8).empty());
        QVERIFY(!row.next());
        QVERIFY(!row.next());
        QCOMPARE(row.status(), SQLITE_OK);
    }

    void bindsTextsAndNumbers()
    {
        test::WorkspaceFixture data;
        RowCursor row(data.workspace(), "SELECT ?1 || '!', ?2 + 1");
        row.bind(1, std::string("O'Neil"));
        row.bind(2, std::int64_t(41));
        QVERIFY(row.next());
        QCOMPARE(row.text(0), std::string_view("O'Neil!"));
        QCOMPARE(row.integer(1), 42);
    }

    void failuresAreNotTheEnd()
    {
        test::WorkspaceFixture data;
        RowCursor wrong(data.workspace(), "SELECT nothing FROM nowhere");
        QVERIFY(!wrong.step());
        QCOMPARE(wrong.status(), SQLITE_ERROR);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, wrong.next());
    }

    void aWishToCancelEndsAStatement()
    {
        test::WorkspaceFixture data;
        constexpr const char *Long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                                     "SELECT sum(i) FROM n";
        const auto sum = [&data] { return data.db().execAndGet(Long).getInt64(); };
        Progress progress;
        {
            const StatementWatch watch(data.workspace(), &progress);
            QCOMPARE(sum(), 200'010'000); // 20,000 x 20,001 / 2
            progress.cancel();
            try {
                sum();
                QFAIL("went on");
            } catch (const Failure &failure) {
                QCOMPARE(describe(failure).code, ErrorCode::Cancelled);
            }
        }
        QCOMPARE(sum(), 200'010'000); // nobody watches any more
        const StatementWatch none(data.workspace(), nullptr);
        QCOMPARE(sum(), 200'010'000);
    }

    /// The walk beside the records finds what a join of both tables does: links that are not accepted, records without
    /// one, links of records that are gone, ids whose order depends on their case and length.
    void linksAreThoseOfTheJoin()
    {
        test::WorkspaceFixture data;
        data.source("b", "billing");
        data.source("a", "crm");
        for (const char *id : {"1", "10", "2", "A", "a", "Zürich", "with space", "last"}) {
            data.account("a", id, id, "");
            data.account("b", id, id, "");
        }
        data.settle();
        data.run("UPDATE account_link SET status = 'rejected' WHERE source = 'a' AND record_id IN ('10', 'last')", {});
        data.run("DELETE FROM account_link WHERE source = 'b' AND record_id IN ('1', 'A')", {});
        data.run("DELETE FROM accounts WHERE source = 'b' AND account_id = '2'", {});
        QStringList walked;
        TextPool texts;
        forEachRecord(data.workspace(), texts, {"line", "name"}, [&](const RecordRow &row) {
            const auto text = [](const std::string &kept) { return QString::fromStdString(kept); };
            QCOMPARE(row.fields.size(), std::size_t(2));
            QCOMPARE(text(row.fields.at(0)), QStringLiteral("2"));
            QCOMPARE(row.fields.at(1).str(), row.name.str());
            walked << QStringList{text(row.source), text(row.kind), text(row.id), text(row.account), text(row.method)}
                          .join(u'|');
        });
        QStringList joined;
        SQLite::Statement row(data.db(),
            "SELECT a.source, s.kind, a.account_id, l.account, l.method FROM accounts a JOIN source s ON s.name = "
            "a.source LEFT JOIN account_link l ON l.source = a.source AND l.record_id = a.account_id AND l.status = "
            "'accepted' ORDER BY a.source, a.account_id");
        while (row.executeStep()) {
            QStringList cells;
            for (int i = 0; i < row.getColumnCount(); ++i)
                cells << QString::fromStdString(row.getColumn(i).getString());
            joined << cells.join(u'|');
        }
        QCOMPARE(walked.size(), 15);
        QCOMPARE(walked, joined);
    }
};

QTEST_GUILESS_MAIN(TestRowCursor)
#include "tst_row_cursor.moc"
