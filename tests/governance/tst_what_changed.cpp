#include "core/governance/what_changed.h"
#include "core/session/undo.h"
#include "tests/session/crm_files.h"

#include <QtTest>

using namespace qd;
using namespace qd::governance;

namespace {

const QByteArray Contracts = "subscription_id,account_id,start_date,end_date,arr,currency\n";
const QByteArray September = Contracts
    + "a,A,2025-01-01,2027-12-31,1200,USD\nb,B,2025-01-01,2027-12-31,500,USD\n"
      "d,D,2025-01-01,2027-12-31,800,USD\ne,E,2025-01-01,2027-12-31,1000,EUR\n";
/// a costs more, b less, c is new, d ends in the middle of the month, e is as it was.
const QByteArray October = Contracts
    + "a,A,2025-01-01,2027-12-31,1500,USD\nb,B,2025-01-01,2027-12-31,450,USD\nc,A,2026-10-01,2027-12-31,300,USD\n"
      "d,D,2025-01-01,2026-10-15,800,USD\ne,E,2025-01-01,2027-12-31,1000,EUR\n";

/// Four imports: rates, contracts, another rate, contracts a month later.
struct TwoMonths : Crm {
    TwoMonths()
    {
        take("finance.fx_rates.csv", "currency,date,rate\nEUR,2026-09-01,1.10\n", "2026-09-30");
        take("billing.subscriptions.csv", September, "2026-09-30");
        take("finance.fx_rates.csv", "currency,date,rate\nEUR,2026-10-01,1.05\n", "2026-10-31");
        take("billing.subscriptions.csv", October, "2026-10-31");
    }
    void take(const char *name, const QByteArray &text, const char *asOf)
    {
        if (const auto done = import(name, text, asOf); !done)
            qFatal("%s", done.error().message.english().c_str());
    }
    WhatImportsChanged changed(std::int64_t from, std::int64_t to)
    {
        auto found = whatImportsChanged(*workspace, from, to, progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return std::move(*found);
    }
};

QString nameOf(ArrMove move)
{
    constexpr std::array Names{"up", "down", "new", "ended", "rate", "floor"};
    return QString::fromLatin1(Names[std::size_t(move)]);
}

/// "up a 1200 1500 line 2" in major units.
QStringList recordsOf(const ArrChanged &arr)
{
    QStringList texts;
    for (const MovedRecord &record : arr.records)
        texts << QStringLiteral("%1 %2 %3 %4 line %5")
                     .arg(nameOf(record.move), QString::fromStdString(record.id))
                     .arg(record.before / 100)
                     .arg(record.after / 100)
                     .arg(record.line);
    return texts;
}

/// "subscriptions annual raised 1 of 1, 1200.00 USD to 1500.00 USD"
QStringList fieldsOf(const WhatImportsChanged &changed)
{
    constexpr std::array Names{"made", "raised", "lowered", "field", "vanished", "missing"};
    QStringList texts;
    for (const FieldOfImport &each : changed.fields) {
        QString text = QStringLiteral("%1 %2 %3 %4 of %5")
                           .arg(QString::fromStdString(each.field.entity), QString::fromStdString(each.field.field),
                               QLatin1String(Names[std::size_t(each.field.what)]))
                           .arg(each.field.records)
                           .arg(each.customers)
                           .simplified();
        if (const auto most = each.commonest())
            text += QStringLiteral(", %1 to %2")
                        .arg(QString::fromStdString(most->before), QString::fromStdString(most->after));
        texts << text;
    }
    return texts;
}

} // namespace

/// What lies between two imports. On 31 October September's file says 1,200 + 500 + 800 + 1,000 x 1.10 = 3,600; with
/// the new rate and October's 1,500 + 450 + 300 + 1,000 x 1.05 = 3,300.
class TestWhatChanged : public QObject {
    Q_OBJECT
private slots:
    void arrByRecord()
    {
        TwoMonths data;
        const WhatImportsChanged found = data.changed(2, 4);
        QVERIFY(found.arr);
        QCOMPARE(found.arr->day, *Date::fromIso("2026-10-31"));
        QCOMPARE(found.arr->before, 360000);
        QCOMPARE(found.arr->after, 330000);
        QCOMPARE(recordsOf(*found.arr),
            (QStringList{"up a 1200 1500 line 2", "down b 500 450 line 3", "new c 0 300 line 4", "ended d 800 0 line 4",
                "rate e 1100 1050 line 5"}));
        QCOMPARE(found.arr->movedBy(ArrMove::Raised), 30000);
        QCOMPARE(found.arr->movedBy(ArrMove::Ended), -80000);
        QCOMPARE(found.arr->movedBy(ArrMove::Floor), 0);
        QCOMPARE(found.arr->moved(), -30000);
        QCOMPARE(found.arr->share().value(), -30000.0 / 360000);
        QCOMPARE(found.arr->customers(), 4); // A has a and c
        QVERIFY(found.arr->customersOf(ArrMove::Floor).empty());
        const std::vector<MovedCustomer> raised = found.arr->customersOf(ArrMove::Raised);
        QCOMPARE(raised.size(), std::size_t(1));
        QCOMPARE(raised.front().records, 1);
        QCOMPARE(raised.front().moved(), 30000);
        QCOMPARE(found.arr->records.front().file, std::string("billing.subscriptions.csv"));
        QCOMPARE(found.portfolio->accounts().at(found.arr->records.front().account).name, std::string("A"));
        QCOMPARE(found.batches.size(), std::size_t(2));
    }

    void fieldsByCustomer()
    {
        TwoMonths data;
        const WhatImportsChanged found = data.changed(3, 4);
        QCOMPARE(found.arr->before, 355000); // the new rate is known already
        QCOMPARE(recordsOf(*found.arr).last(), QStringLiteral("ended d 800 0 line 4"));
        QCOMPARE(fieldsOf(found),
            (QStringList{"subscriptions made 1 of 1", "subscriptions annual raised 1 of 1, 1200.00 USD to 1500.00 USD",
                "subscriptions annual lowered 1 of 1, 500.00 USD to 450.00 USD",
                "subscriptions end_date field 1 of 1, 2027-12-31 to 2026-10-15"}));
        const FieldOfImport &end = found.fields.back();
        QCOMPARE(end.laterAndEarlier(), std::pair(std::int64_t(0), std::int64_t(1)));
        QCOMPARE(end.lines, std::vector<int>{5});
        QCOMPARE(end.field.changes.front().record, std::string("d"));
        QCOMPARE(found.portfolio->accounts().at(end.accounts.front()).name, std::string("D"));
        QCOMPARE(found.fields.front().laterAndEarlier(), std::pair(std::int64_t(0), std::int64_t(0)));
    }

    /// As it was known then: of September's end, when the rate of October was not in force yet.
    void anEarlierEnd()
    {
        TwoMonths data;
        const auto number = store::lastChange(*data.workspace).number;
        const WhatImportsChanged found = data.changed(2, 3);
        QCOMPARE(found.arr->day, *Date::fromIso("2026-09-30"));
        QCOMPARE(found.arr->before, 360000);
        QCOMPARE(found.arr->after, 360000);
        QVERIFY(found.arr->records.empty());
        QCOMPARE(found.batches.size(), std::size_t(1));
        QCOMPARE(store::lastChange(*data.workspace).number, number); // nothing was changed here
    }

    void fromNothing()
    {
        TwoMonths data;
        const WhatImportsChanged found = data.changed(0, 2);
        QCOMPARE(found.arr->before, 0);
        QCOMPARE(recordsOf(*found.arr),
            (QStringList{"new a 0 1200 line 2", "new e 0 1100 line 5", "new d 0 800 line 4", "new b 0 500 line 3"}));
        QVERIFY(!found.arr->share());
        const WhatImportsChanged rates = data.changed(0, 1);
        QVERIFY(!rates.arr);
        QVERIFY(!rates.noArr.english().empty());
        QCOMPARE(fieldsOf(rates), QStringList{"fx_rates made 1 of 0"});
    }

    /// Two contracts of one customer that both begin, and one that is smaller than the sum of both.
    void customersOfSeveralRecords()
    {
        Crm data;
        const auto take = [&data](const QByteArray &rows, const char *day) {
            QVERIFY(data.import("billing.subscriptions.csv", Contracts + rows, day).ok());
        };
        const QByteArray old = "o,O,2025-01-01,2027-12-31,100,USD\n";
        take(old, "2026-09-30");
        take(old
                + "x,X,2026-10-01,2027-12-31,70,USD\ny,Y,2026-10-01,2027-12-31,60,USD\nz,Y,2026-10-01,2027-12-31,50,"
                  "USD\n",
            "2026-10-31");
        const auto found = whatImportsChanged(*data.workspace, 1, 2, data.progress);
        QVERIFY(found.ok() && found->arr);
        QCOMPARE(recordsOf(*found->arr), (QStringList{"new x 0 70 line 3", "new y 0 60 line 4", "new z 0 50 line 5"}));
        const std::vector<MovedCustomer> customers = found->arr->customersOf(ArrMove::New);
        QCOMPARE(customers.size(), std::size_t(2));
        QCOMPARE(customers.front().records, 2);
        QCOMPARE(customers.front().after, 11000);
        QCOMPARE(customers.back().after, 7000);
    }

    void whatCanBeChosen()
    {
        TwoMonths data;
        QVERIFY(session::undoImport(*data.workspace, 4, data.progress).ok());
        const std::vector<ImportChoice> choices = importChoices(*data.workspace);
        QCOMPARE(choices.size(), std::size_t(3));
        QCOMPARE(choices[1].import, 2);
        QCOMPARE(choices[1].lastBatch, 2);
        QCOMPARE(choices[1].asOf, std::string("2026-09-30"));
        QCOMPARE(choices[1].files, std::vector<std::string>{"billing.subscriptions.csv"});
        const auto code = [&data](std::int64_t from, std::int64_t to) {
            return whatImportsChanged(*data.workspace, from, to, data.progress).error().code;
        };
        QCOMPARE(code(2, 4), ErrorCode::NotFound);
        QCOMPARE(code(9, 3), ErrorCode::NotFound);
        QCOMPARE(code(3, 3), ErrorCode::InvalidArgument);
        QCOMPARE(code(3, 2), ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestWhatChanged)
#include "tst_what_changed.moc"
