#include "core/answers/customer_record.h"
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
