#include "core/lifecycle/origins.h"
#include "core/lifecycle/stated_texts.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::lifecycle;

namespace {

/// Amber was won twice, the later one first in the file; Birch lost one and won none; Cedar's first won one says
/// nothing of where it came from, its second does.
class Book : public test::LifecycleFixture {
public:
    Book()
    {
        source("crm", "crm");
        account("billing", "A", "Amber", "onboarding_path=Self");
        account("billing", "B", "Birch", "onboarding_path= ");
        account("billing", "C", "Cedar");
        for (const char *id : {"A", "B", "C"})
            contract(id, "2025-01-01");
        won("o1", "A", "2025-06-01", "Partner", "1");
        won("o2", "A", "2025-01-01", "Event", "1");
        won("o3", "B", "2025-01-01", "Event", "0");
        won("o4", "C", "2025-01-01", "", "1");
        won("o5", "C", "2025-02-01", "Web", "1");
    }
    void won(const char *id, const char *account, const char *close, const char *source, const char *isWon)
    {
        run("INSERT INTO opportunities (source, opportunity_id, account_id, type, stage, created_date, close_date, "
            "is_closed, is_won, lead_source, content_hash, as_of, batch_id, line) VALUES ('billing', ?, ?, 'new', "
            "'Closed', '2024-01-01', ?, 1, CAST(? AS INTEGER), nullif(?, ''), 0, '2026-10-31', 1, 2)",
            {id, account, close, isWon, source});
    }
    QStringList origins(const char *by, const char *day)
    {
        const auto all = portfolio();
        const auto values = originsOf(by, workspace(), *all, *Date::fromIso(day));
        if (!values)
            return {QString::fromStdString(values.error().message.english())};
        QStringList found;
        for (int i = 0; i < all->accounts().size(); ++i)
            found << QString::fromStdString(all->accounts().at(i).name + " " + (*values)[std::size_t(i)]);
        found.sort();
        return found;
    }
};

} // namespace

class TestOrigins : public QObject {
    Q_OBJECT
private slots:
    void customers_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QStringList>("values");
        QTest::newRow("path; blanks are none")
            << "onboarding_path"
            << "2026-10-31" << QStringList{"Amber Self", "Birch (none)", "Cedar (none)"};
        QTest::newRow("the first won opportunity decides")
            << "lead_source"
            << "2026-10-31" << QStringList{"Amber Event", "Birch (none)", "Cedar (none)"};
        QTest::newRow("none is won before it closed")
            << "lead_source"
            << "2024-12-31" << QStringList{"Amber (none)", "Birch (none)", "Cedar (none)"};
        QTest::newRow("on the day itself it is")
            << "lead_source"
            << "2025-01-01" << QStringList{"Amber Event", "Birch (none)", "Cedar (none)"};
        QTest::newRow("no origin") << "segment"
                                   << "2026-10-31"
                                   << QStringList{"There is no dimension segment. Known: onboarding_path, "
                                                  "lead_source."};
    }
    void customers()
    {
        QFETCH(QString, by);
        QFETCH(QString, day);
        QFETCH(QStringList, values);
        Book book;
        QCOMPARE(book.origins(qPrintable(by), qPrintable(day)), values);
    }

    /// The CRM is trusted before billing, whichever was read first.
    void theMostTrustedRecordDecides()
    {
        Book book;
        book.account("crm", "X", "Amber");
        book.run("UPDATE accounts SET onboarding_path = 'Guided' WHERE source = ? AND account_id = ?", {"crm", "X"});
        book.settle();
        book.run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE source = 'billing' AND "
                 "record_id = 'A') WHERE source = ? AND record_id = ?",
            {"crm", "X"});
        QVERIFY(book.origins("onboarding_path", "2026-10-31").contains(QStringLiteral("Amber Guided")));
        const auto portfolio = portfolio::Portfolio::of(book.workspace());
        const auto stated = statedTexts(book.workspace(), *portfolio, ByOnboardingPath, &store::forEachOnboardingPath);
        const auto of = [&](const char *id) {
            return stated.at(std::size_t(portfolio->accounts().indexOfRecord("billing", id)));
        };
        QCOMPARE(of("A"), std::string("Guided"));
        QCOMPARE(of("C"), std::string()); // "(none)" is a group's name
    }

    void names()
    {
        QVERIFY(isOrigin(ByLeadSource) && isOrigin(ByOnboardingPath) && !isOrigin("segment") && !isOrigin(""));
        QVERIFY(checkDimensionOrOrigin("").ok() && checkDimensionOrOrigin("product").ok());
        QVERIFY(checkDimensionOrOrigin(ByLeadSource).ok());
        const auto wrong = checkDimensionOrOrigin("lead_sourse");
        QVERIFY(!wrong.ok());
        QVERIFY(wrong.error().message.english().find("did you mean lead_source") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestOrigins)
#include "tst_origins.moc"
