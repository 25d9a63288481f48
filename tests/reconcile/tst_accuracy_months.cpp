#include "core/reconcile/accuracy_months.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

/// Months of which nothing is known (docs/calculation.md, Reconciliation, "Accuracy by month").
class TestAccuracyMonths : public QObject {
    Q_OBJECT
private slots:
    /// The first rate of the euro is of October; who cancels has no months at all.
    void aMonthWithoutARate()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-10-01", "1.10");
        data.account("crm", "A", "Acme", "arr=11");
        data.subscription("billing", "a", "A", "10", "2026-01-01", "", "", "EUR");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress progress;
        const Reconciliation pair = reconcile::reconcile(*portfolio,
            {*portfolio->findSource("crm"), *portfolio->findSource("billing"), Date::of(2026, 10, 31)}, progress)
                                        .value();
        const std::vector<Month> months{Month(2026, 9), Month(2026, 10)};
        const auto accuracy = accuracyMonths(*portfolio, pair, months, {}, progress);
        QVERIFY2(accuracy.ok(), accuracy ? "" : accuracy.error().message.english().c_str());
        QCOMPARE(accuracy->size(), std::size_t(2));
        QCOMPARE(accuracy->at(0).day, *Date::of(2026, 9, 30));
        QVERIFY(accuracy->at(0).fields.empty());
        QCOMPARE(accuracy->at(1).fields.size(), KeyFields.size());
        QCOMPARE(accuracy->at(1).fields.front().matched, 1);
        Progress given;
        given.cancel();
        const auto none = accuracyMonths(*portfolio, pair, std::span(months).last(1), {}, given);
        QVERIFY(!none.ok());
        QCOMPARE(int(none.error().code), int(ErrorCode::Cancelled));
    }
};

QTEST_GUILESS_MAIN(TestAccuracyMonths)
#include "tst_accuracy_months.moc"
