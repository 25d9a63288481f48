#include "core/portfolio/portfolio.h"
#include "core/revenue/arr_on_day.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::revenue;

namespace {

const Date JuneEnd = *Date::of(2026, 6, 30);

/// "A 1" of each customer with ARR at the end of June, in their order.
QStringList customersOf(test::WorkspaceFixture &data, const GroupingOptions &grouping = {})
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    const auto book = portfolio->book(Date::of(2026, 10, 31));
    const auto customers = arrOnDay(*portfolio, *book, JuneEnd, grouping);
    if (!customers)
        return {QString::fromStdString(customers.error().message.english())};
    QStringList lines;
    for (const CustomerArr &customer : *customers)
        lines << QStringLiteral("%1 %2")
                     .arg(QString::fromStdString(portfolio->accounts().at(customer.account).name))
                     .arg(customer.arr);
    return lines;
}

/// A has a cent and belongs to F; B is on trial; C left the day before; D stays to that day; E comes the next.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.account("billing", "A", "A", "segment=SMB;parent_account_id=F");
    data.account("billing", "D", "D", "segment=Mid");
    for (const char *id : {"B", "C", "E", "F"})
        data.account("billing", id, id);
    data.subscription("billing", "a", "A", "0.01", "2026-01-01");
    data.subscription("billing", "b", "B", "0", "2026-01-01");
    data.subscription("billing", "c", "C", "5", "2026-01-01", "2026-06-29");
    data.subscription("billing", "d1", "D", "7", "2026-01-01", "2026-06-30");
    data.subscription("billing", "d2", "D", "2", "2026-01-01");
    data.subscription("billing", "e", "E", "3", "2026-07-01");
    data.settle();
}

} // namespace

/// The customers behind a total of ARR.
class TestArrOnDay : public QObject {
    Q_OBJECT
private slots:
    void thoseWithArrAboveZero()
    {
        test::WorkspaceFixture data;
        fill(data);
        QCOMPARE(customersOf(data), (QStringList{"A 1", "D 900"}));
    }

    void familiesAreTheirParent()
    {
        test::WorkspaceFixture data;
        fill(data);
        GroupingOptions grouping;
        grouping.grain = Grain::Parent;
        QCOMPARE(customersOf(data, grouping), (QStringList{"D 900", "F 1"})); // F stands behind D
    }

    void withinAFilter()
    {
        test::WorkspaceFixture data;
        fill(data);
        GroupingOptions grouping;
        grouping.by = "segment"; // of no matter
        grouping.filters = {{"segment", "Mid"}};
        QCOMPARE(customersOf(data, grouping), QStringList{"D 900"});
    }

    void aMissingRateIsAnError()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.subscription("billing", "x", "C", "5", "2026-01-01", "", "", "EUR");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        QCOMPARE(arrOnDay(*portfolio, *portfolio->book(), JuneEnd, {}).error().code, ErrorCode::NoRate);
    }
};

QTEST_GUILESS_MAIN(TestArrOnDay)
#include "tst_arr_on_day.moc"
