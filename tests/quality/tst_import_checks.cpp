#include "core/store/import_batches.h"
#include "tests/quality/checked.h"

using namespace qd;
using namespace qd::quality;

namespace {

/// Batches of a workspace, one file each.
class Imports : public test::WorkspaceFixture {
public:
    Imports()
    {
        for (const auto &[name, kind] : {std::pair("crm", "crm"), std::pair("billing", "billing"),
                 std::pair("survey", "survey"), std::pair("finance", "finance")})
            run("INSERT INTO source (name, kind) VALUES (?, ?)", {name, kind});
    }
    /// Its number.
    std::int64_t batch(const std::string &source, const std::string &entity, const std::string &asOf, int read,
        int quarantined = 0, bool undone = false)
    {
        run("INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, rows_read, "
            "accepted, unchanged, quarantined, skipped, imported_at, imported_by, state) VALUES (?1 || '.csv', '', 0, "
            "?1, ?2, '', '', ?3, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), 0, CAST(?6 AS INTEGER), 0, '', '', "
            "nullif(?7, ''))",
            {source, entity, asOf, std::to_string(read), std::to_string(read - quarantined),
                std::to_string(quarantined), undone ? "undone" : ""});
        return db().getLastInsertRowid();
    }
    void held(std::int64_t batch, int line)
    {
        run("INSERT INTO quarantine (batch_id, line, \"column\", code, message, record) VALUES (CAST(?1 AS INTEGER), "
            "CAST(?2 AS INTEGER), 'name', 'missing_value', 'name is missing.', '')",
            {std::to_string(batch), std::to_string(line)});
    }
};

} // namespace

class TestImportChecks : public QObject {
    Q_OBJECT

private slots:
    void freshness_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("status");
        const int ok = int(Status::Ok);
        const int warn = int(Status::Warn);
        const int fail = int(Status::Fail);
        QTest::newRow("seven days") << "billing"
                                    << "2026-10-24"
                                    << "" << 7 << ok;
        QTest::newRow("eight") << "billing"
                               << "2026-10-23"
                               << "" << 8 << warn;
        QTest::newRow("thirty") << "billing"
                                << "2026-10-01"
                                << "" << 30 << warn;
        QTest::newRow("thirty-one") << "billing"
                                    << "2026-09-30"
                                    << "" << 31 << fail;
        QTest::newRow("a survey has longer") << "survey"
                                             << "2026-10-17"
                                             << "" << 14 << ok;
        QTest::newRow("finance has a month") << "finance"
                                             << "2026-09-30"
                                             << "" << 31 << ok;
        QTest::newRow("as set") << "billing"
                                << "2026-10-29"
                                << "1,2" << 2 << warn;
    }
    void freshness()
    {
        QFETCH(QString, source);
        QFETCH(QString, asOf);
        QFETCH(QString, setting);
        QFETCH(int, days);
        QFETCH(int, status);
        Imports book;
        book.batch("crm", "accounts", "2026-10-31", 1);
        book.batch(source.toStdString(), "accounts", asOf.toStdString(), 1);
        if (!setting.isEmpty())
            book.workspace().setSetting("freshness." + source.toStdString(), setting.toStdString());
        const test::Checked checked(book);
        const CheckFigure &figure = checked.figure(Check::Freshness, source.toStdString());
        QCOMPARE(figure.n, 1);
        QCOMPARE(figure.failed, status == int(Status::Ok) ? 0 : 1);
        QCOMPARE(int(figure.status), status);
        QCOMPARE(std::get<double>(figure.amount), double(days));
    }
    /// A batch of a later day was not there yet.
    void freshnessOnAPastDay()
    {
        Imports book;
        book.batch("crm", "accounts", "2026-08-31", 1);
        book.batch("crm", "accounts", "2026-10-31", 1);
        book.batch("billing", "accounts", "2026-10-31", 1);
        const test::Checked checked(book, "2026-10-30");
        QCOMPARE(checked.figures(Check::Freshness), QStringList("crm 1 of 1"));
        QCOMPARE(std::get<double>(checked.figure(Check::Freshness, "crm").amount), 60.0);
    }
    void validityOfTheLastBatch()
    {
        Imports book;
        const auto before = book.batch("crm", "accounts", "2026-09-30", 10, 2);
        book.held(before, 3);
        book.held(before, 4);
        const auto last = book.batch("crm", "accounts", "2026-10-31", 8, 1);
        book.held(last, 5);
        const auto undone = book.batch("crm", "accounts", "2026-10-31", 8, 1, true);
        book.held(undone, 6);
        const auto again = book.batch("crm", "accounts", "2026-10-31", 8); // the same file: all is skipped
        book.run("UPDATE import_batch SET accepted = 0, skipped = 8 WHERE batch_id = CAST(? AS INTEGER)",
            {std::to_string(again)});
        book.batch("crm", "contacts", "2026-10-31", 4);
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::Validity), QStringList({"crm accounts 1 of 8", "crm contacts 0 of 4"}));
        QCOMPARE(checked.failures(Check::Validity), QStringList(QStringLiteral("- b%1:5  name is missing.").arg(last)));
        QCOMPARE(test::Checked(book, "2026-10-30").figures(Check::Validity), QStringList("crm accounts 2 of 10"));
    }
    void driftOfRows_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("last");
        QTest::addColumn<int>("failed");
        QTest::newRow("a fifth more is well") << 100 << 120 << 0;
        QTest::newRow("more than that is not") << 100 << 121 << 1;
        QTest::newRow("a fifth less is well") << 100 << 80 << 0;
        QTest::newRow("less than that is not") << 100 << 79 << 1;
    }
    void driftOfRows()
    {
        QFETCH(int, before);
        QFETCH(int, last);
        QFETCH(int, failed);
        Imports book;
        book.batch("crm", "accounts", "2026-08-31", 5);
        book.batch("crm", "accounts", "2026-09-30", before);
        book.batch("crm", "accounts", "2026-10-31", last);
        book.batch("crm", "contacts", "2026-10-31", 7);
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::Drift), QStringList(QStringLiteral("crm accounts rows %1 of 1").arg(failed)));
        const CheckFigure &figure = checked.figure(Check::Drift, "crm", "rows");
        QCOMPARE(std::get<double>(figure.amount), std::abs(double(last) / before - 1));
        QCOMPARE(*figure.threshold, 0.2);
        QCOMPARE(int(figure.status), failed ? int(Status::Fail) : int(Status::Ok));
    }
    /// 100 in September, 100 + 50 in October: half as much again.
    void driftOfArr()
    {
        Imports book;
        book.batch("billing", "subscriptions", "2026-09-30", 2);
        book.account("billing", "A", "Amber");
        book.subscription("billing", "s1", "A", "100", "2026-01-01");
        book.subscription("billing", "s2", "A", "50", "2026-10-01");
        book.batch("billing", "subscriptions", "2026-10-31", 2);
        book.settle();
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::Drift),
            QStringList({"billing subscriptions arr_total 1 of 1", "billing subscriptions rows 0 of 1"}));
        QCOMPARE(std::get<double>(checked.figure(Check::Drift, "billing", "arr_total").amount), 0.5);
        QCOMPARE(
            checked.failures(Check::Drift), QStringList("- b0:0  ARR is 150.00 USD, after 100.00 USD on 2026-09-30."));
    }
    /// Of ten rows each, in points; a column that one file lacks is no drift.
    void driftOfEmptyFields_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("last");
        QTest::addColumn<int>("failed");
        QTest::newRow("twenty points are well") << 1 << 3 << 0;
        QTest::newRow("twenty, which fractions make more") << 7 << 9 << 0;
        QTest::newRow("thirty are not") << 1 << 4 << 1;
        QTest::newRow("nor are thirty less") << 4 << 1 << 1;
    }
    void driftOfEmptyFields()
    {
        QFETCH(int, before);
        QFETCH(int, last);
        QFETCH(int, failed);
        Imports book;
        auto &db = book.db();
        store::keepEmptyFields(db, book.batch("crm", "accounts", "2026-09-30", 12, 2), {{"owner", before}, {"arr", 0}});
        store::keepEmptyFields(db, book.batch("crm", "accounts", "2026-10-31", 10), {{"owner", last}, {"city", 10}});
        const test::Checked checked(book);
        QCOMPARE(checked.figures(Check::Drift),
            QStringList({QStringLiteral("crm accounts owner %1 of 1").arg(failed), "crm accounts rows 0 of 1"}));
        QCOMPARE(std::get<double>(checked.figure(Check::Drift, "crm", "owner").amount),
            std::abs(last / 10.0 - before / 10.0));
        if (failed)
            QCOMPARE(checked.failures(Check::Drift),
                QStringList(QStringLiteral(
                    "- b0:0  %1.0\u00a0% of the rows of crm.csv have no owner, after %2.0\u00a0% in crm.csv.")
                                .arg(last * 10)
                                .arg(before * 10)));
    }
    /// From ten green to two green and eight red: PSI of (10.5/11.5, 0.5/11.5, 0.5/11.5) and (2.5/11.5, 0.5/11.5,
    /// 8.5/11.5), for with empty bands each share is (n + 0.5) / (N + 1.5).
    void driftOfColours()
    {
        Imports book;
        book.batch("crm", "health_scores", "2026-09-30", 10);
        for (int i = 0; i < 10; ++i) {
            const std::string id = "a" + std::to_string(i);
            book.account("crm", id, id);
            const auto scored = [&book, &id](const char *day, const char *colour) {
                book.run(
                    "INSERT INTO health_scores (source, account_id, date, model, score, colour, content_hash, as_of, "
                    "batch_id, line) VALUES ('crm', ?, ?, 'm', 50, ?, 0, '2026-10-31', 1, 2)",
                    {id, day, colour});
            };
            scored("2026-09-30", "Green");
            scored("2026-10-31", i < 2 ? "green" : "red");
        }
        book.batch("crm", "health_scores", "2026-10-31", 10);
        book.settle();
        const test::Checked checked(book);
        const CheckFigure &figure = checked.figure(Check::Drift, "crm", "colours");
        const double psi = (10.5 - 2.5) / 11.5 * std::log(10.5 / 2.5) + (0.5 - 8.5) / 11.5 * std::log(0.5 / 8.5);
        QVERIFY(std::abs(std::get<double>(figure.amount) - psi) < 1e-12);
        QVERIFY(std::abs(*figure.threshold - 5.991464547107979 * 0.2) < 1e-9); // chi-square, two degrees of freedom
        QCOMPARE(figure.failed, 1);
    }
    void figuresStandInTheirOrder()
    {
        Imports book;
        book.batch("crm", "contacts", "2026-10-31", 1);
        book.batch("crm", "accounts", "2026-10-31", 1);
        book.batch("billing", "accounts", "2026-10-31", 1);
        QCOMPARE(test::Checked(book).figures(Check::Validity),
            QStringList({"billing accounts 0 of 1", "crm accounts 0 of 1", "crm contacts 0 of 1"}));
    }
};

QTEST_GUILESS_MAIN(TestImportChecks)
#include "tst_import_checks.moc"
