#include "core/portfolio/portfolio.h"
#include "core/revenue/arr_cells.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::revenue;

namespace {

const Date JuneEnd = *Date::of(2026, 6, 30);

/// A with two products, one of them in euros; B with none named; C without contracts.
void fill(test::WorkspaceFixture &data)
{
    data.source("billing", "billing");
    data.rate("billing", "EUR", "2026-01-31", "1.10");
    data.rate("billing", "EUR", "2026-06-30", "1.20");
    data.account("billing", "A", "A", "segment=SMB");
    data.account("billing", "B", "B", "segment=Enterprise");
    data.account("billing", "C", "C", "segment=Mid");
    data.subscription("billing", "a1", "A", "100", "2026-01-15", "", "", "USD", "Core");
    data.subscription("billing", "a2", "A", "10", "2026-03-31", "", "", "EUR", "Add-on");
    data.subscription("billing", "a3", "A", "1", "2026-06-01", "2026-06-29", "", "USD", "Core");
    data.subscription("billing", "b", "B", "40", "2026-02-01", "2026-06-30");
    data.settle();
}

portfolio::ArrBook bookOf(test::WorkspaceFixture &data)
{
    return *portfolio::Portfolio::of(data.workspace())->book(Date::of(2026, 10, 31));
}

Grouping grouped(test::WorkspaceFixture &data, const char *by, const Filters &filters = {})
{
    GroupingOptions options;
    options.by = by;
    options.filters = filters;
    return *groupAccounts(*portfolio::Portfolio::of(data.workspace()), options);
}

/// "A SMB 11200" of each cell.
QStringList described(
    const portfolio::ArrBook &book, const ArrCells &cells, const Result<std::vector<std::int64_t>> &values)
{
    QStringList lines;
    for (std::size_t i = 0; i < cells.size(); ++i)
        lines << QStringLiteral("%1 %2 %3")
                     .arg(QString::fromStdString(book.accounts().at(cells.unitOfCell[i]).name),
                         QString::fromStdString(cells.groupNames[std::size_t(cells.groupOfCell[i])]))
                     .arg((*values)[i]);
    lines.sort();
    return lines;
}

using Names = std::vector<std::string>;

} // namespace

/// The units that movements and rates classify, and what they are worth.
class TestArrCells : public QObject {
    Q_OBJECT
private slots:
    void totalHasACellPerCustomerWithContracts()
    {
        test::WorkspaceFixture data;
        fill(data);
        const portfolio::ArrBook book = bookOf(data);
        const ArrCells cells = totalCells(book, grouped(data, "segment"));
        QCOMPARE(cells.groupNames, Names{"total"});
        QCOMPARE(cells.cellOfPiece.size(), book.pieces().size());
        // 10 EUR are 12.00 of the last of June: 100 + 12. Of the day before they are 11.00, and a3 counts its last day.
        QCOMPARE(described(book, cells, cellValues(book, cells, JuneEnd, JuneEnd)),
            (QStringList{"A total 11200", "B total 4000"}));
        QCOMPARE(described(book, cells, cellValues(book, cells, JuneEnd.plusDays(-1), JuneEnd.plusDays(-1))),
            (QStringList{"A total 11200", "B total 4000"}));
        QCOMPARE(described(book, cells, cellValues(book, cells, JuneEnd.plusDays(-1), JuneEnd)),
            (QStringList{"A total 11300", "B total 4000"}));
        QCOMPARE(described(book, cells, cellValues(book, cells, JuneEnd.plusDays(1), JuneEnd)),
            (QStringList{"A total 11200", "B total 0"}));
    }

    void groupsAreThoseThatAnyCustomerHas()
    {
        test::WorkspaceFixture data;
        fill(data);
        const portfolio::ArrBook book = bookOf(data);
        const ArrCells cells = groupedCells(book, grouped(data, "segment"), false);
        QCOMPARE(cells.groupNames, (Names{"Enterprise", "Mid", "SMB"}));
        QCOMPARE(described(book, cells, cellValues(book, cells, JuneEnd, JuneEnd)),
            (QStringList{"A SMB 11200", "B Enterprise 4000"}));
    }

    void productsSplitACustomer()
    {
        test::WorkspaceFixture data;
        fill(data);
        const portfolio::ArrBook book = bookOf(data);
        const ArrCells cells = groupedCells(book, grouped(data, "product"), true);
        QCOMPARE(cells.groupNames, (Names{"Add-on", "Core", "(none)"}));
        QCOMPARE(described(book, cells, cellValues(book, cells, JuneEnd, JuneEnd)),
            (QStringList{"A Add-on 1200", "A Core 10000", "B (none) 4000"}));
    }

    void whoIsFilteredOutHasNoCell()
    {
        test::WorkspaceFixture data;
        fill(data);
        const portfolio::ArrBook book = bookOf(data);
        const Filters smb{{"segment", "SMB"}};
        for (const ArrCells &cells :
            {totalCells(book, grouped(data, "", smb)), groupedCells(book, grouped(data, "segment", smb), false)}) {
            QCOMPARE(cells.size(), std::size_t(1));
            QCOMPARE(std::ranges::count(cells.cellOfPiece, -1), 1); // B's
            QCOMPARE(cellValues(book, cells, JuneEnd, JuneEnd)->front(), std::int64_t(11200));
        }
        const ArrCells products = groupedCells(book, grouped(data, "product", smb), true);
        QCOMPARE(products.size(), std::size_t(2));
        QCOMPARE(std::ranges::count(products.cellOfPiece, -1), 1);
    }

    void cellsLeftOutNeedNoRate()
    {
        test::WorkspaceFixture data;
        fill(data);
        const portfolio::ArrBook book = bookOf(data);
        const ArrCells cells = totalCells(book, grouped(data, ""));
        const Date early = *Date::of(2026, 1, 30); // before the first rate
        QCOMPARE(cellValues(book, cells, JuneEnd, early).error().code, ErrorCode::NoRate);
        std::vector<std::int64_t> only;
        for (const int unit : cells.unitOfCell)
            only.push_back(book.accounts().at(unit).name == "B" ? 1 : 0);
        QCOMPARE(described(book, cells, cellValues(book, cells, JuneEnd, early, &only)),
            (QStringList{"A total 0", "B total 4000"}));
    }

    void aCellBelowZeroCountsNothing()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "10", "2026-01-01", "", "", "USD", "Core");
        data.subscription("billing", "b", "A", "-10.01", "2026-01-01", "", "", "USD", "Credit");
        data.settle();
        const portfolio::ArrBook book = bookOf(data);
        const ArrCells total = totalCells(book, grouped(data, ""));
        QCOMPARE(*cellValues(book, total, JuneEnd, JuneEnd), std::vector<std::int64_t>{0});
        const ArrCells products = groupedCells(book, grouped(data, "product"), true);
        QCOMPARE(described(book, products, cellValues(book, products, JuneEnd, JuneEnd)),
            (QStringList{"A Core 1000", "A Credit 0"}));
    }

    /// The first month at whose end there is a value above 0.
    void firstMonths_data()
    {
        QTest::addColumn<QString>("contract"); // annual start end currency; several with commas between
        QTest::addColumn<QString>("month"); // empty: never
        QTest::newRow("from the first day") << "10 2026-03-01"
                                            << "2026-03";
        QTest::newRow("from the last day") << "10 2026-03-31"
                                           << "2026-03";
        QTest::newRow("ends on the last day") << "10 2026-03-10 2026-03-31"
                                              << "2026-03";
        QTest::newRow("gone the day before") << "10 2026-03-10 2026-03-30"
                                             << "";
        QTest::newRow("a trial") << "0 2026-03-01"
                                 << "";
        QTest::newRow("a cent") << "0.01 2026-03-01"
                                << "2026-03";
        QTest::newRow("a credit") << "-10 2026-03-01"
                                  << "";
        QTest::newRow("a credit of all but a cent") << "10 2026-03-01,-9.99 2026-02-01"
                                                    << "2026-03";
        QTest::newRow("a credit of all") << "10 2026-03-01,-10 2026-02-01"
                                         << "";
        QTest::newRow("a yen is no cent") << "1 2026-03-01 - JPY"
                                          << "";
        QTest::newRow("a yen and more") << "2 2026-03-01 - JPY"
                                        << "2026-03";
    }
    void firstMonths()
    {
        QFETCH(QString, contract);
        QFETCH(QString, month);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "JPY", "2026-01-01", "0.005"); // half a cent goes to the even one, which is none
        for (const QString &each : contract.split(u',')) {
            const QStringList part = each.split(u' ');
            const std::string end = part.value(2) == "-" ? std::string() : part.value(2).toStdString();
            data.subscription("billing", "s " + part[0].toStdString(), "A", part[0].toStdString(),
                part[1].toStdString(), end, {}, part.size() > 3 ? part[3].toStdString() : "USD");
        }
        data.settle();
        const portfolio::ArrBook book = bookOf(data);
        const ArrCells cells = totalCells(book, grouped(data, ""));
        QCOMPARE(cells.firstMonth.size(), std::size_t(1));
        QCOMPARE(cells.firstMonth[0] ? QString::fromStdString(cells.firstMonth[0]->iso()) : QString(), month);
    }

    /// B became part of A on 15 March: of a window that ends then or later it is A on all days.
    void cellsOfCustomersThatBecameOne_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("counted");
        QTest::addColumn<QStringList>("cells"); // of 28 February
        QTest::newRow("before") << ""
                                << "2026-03-14" << QStringList{"A total 10000", "B total 4000"};
        QTest::newRow("on the day") << ""
                                    << "2026-03-15" << QStringList{"A total 14000", "B total 0"};
        QTest::newRow("by product") << "product"
                                    << "2026-03-15"
                                    << QStringList{"A Core 14000", "A More 0", "B Core 0"}; // More begins in April
    }
    void cellsOfCustomersThatBecameOne()
    {
        QFETCH(QString, by);
        QFETCH(QString, counted);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "100", "2026-01-01", "", "", "USD", "Core");
        data.subscription("billing", "a2", "A", "7", "2026-04-01", "", "", "USD", "More");
        data.subscription("billing", "b", "B", "40", "2026-01-01", "", "", "USD", "Core");
        data.settle();
        data.becomesPart("billing", "B", "A", "2026-03-15");
        const portfolio::ArrBook book = bookOf(data);
        const bool byProduct = !by.isEmpty();
        const Grouping units = grouped(data, by.toLatin1().constData());
        const ArrCells cells = byProduct ? groupedCells(book, units, true) : totalCells(book, units);
        const Date day = *Date::of(2026, 2, 28);
        QTEST(described(book, cells, cellValuesAsOf(book, cells, day, day, *Date::fromIso(counted.toStdString()))),
            "cells");
    }

    /// One of A and B has a contract, and becomes part of the other on 15 March: what has nothing of its own has a cell
    /// for it.
    void cellsOfWhomOthersBecomePartOf_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("into");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("segment"); // alone
        QTest::addColumn<QStringList>("cells"); // of 28 February
        const auto row = [](const char *name, const char *from, const char *into, const char *by, const char *segment,
                             const QStringList &cells) {
            QTest::newRow(name) << from << into << by << segment << cells;
        };
        row("the second", "B", "A", "", "", {"A total 4000", "B total 0"});
        row("the first", "A", "B", "", "", {"A total 0", "B total 4000"});
        row("by segment", "B", "A", "segment", "", {"A SMB 4000", "B Mid 0"});
        row("by product", "B", "A", "product", "", {"A Core 4000", "B Core 0"});
        row("the first by product", "A", "B", "product", "", {"A Core 0", "B Core 4000"});
        row("into one that is filtered out", "B", "A", "", "Mid", {"B total 0"});
        row("from one that is filtered out", "B", "A", "", "SMB", {"A total 4000"});
    }
    void cellsOfWhomOthersBecomePartOf()
    {
        QFETCH(QString, from);
        QFETCH(QString, into);
        QFETCH(QString, by);
        QFETCH(QString, segment);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "A", "segment=SMB");
        data.account("billing", "B", "B", "segment=Mid");
        data.subscription("billing", "s", from.toStdString(), "40", "2026-01-01", "", "", "USD", "Core");
        data.settle();
        data.becomesPart("billing", from.toStdString(), into.toStdString(), "2026-03-15");
        const portfolio::ArrBook book = bookOf(data);
        const Filters filters =
            segment.isEmpty() ? Filters() : Filters{{std::string("segment"), segment.toStdString()}};
        const Grouping units = grouped(data, by.toLatin1().constData(), filters);
        const ArrCells cells = by.isEmpty() ? totalCells(book, units) : groupedCells(book, units, by == "product");
        const Date day = *Date::of(2026, 2, 28);
        QTEST(described(book, cells, cellValuesAsOf(book, cells, day, day, *Date::of(2026, 3, 15))), "cells");
    }

    /// The months of a history before the merger are B's alone, so that A has nothing of its own.
    void aHistoryOfACustomerThatBecamePartOfAnother_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<QStringList>("cells"); // of 28 February
        QTest::newRow("in total") << "" << QStringList{"A total 4000", "B total 0"};
        QTest::newRow("by segment") << "segment" << QStringList{"A SMB 4000", "B Mid 0"};
    }
    void aHistoryOfACustomerThatBecamePartOfAnother()
    {
        QFETCH(QString, by);
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.account("finance", "A", "A", "segment=SMB");
        data.account("finance", "B", "B", "segment=Mid");
        data.monthEnd("finance", "B", "2026-01", "40");
        data.monthEnd("finance", "B", "2026-02", "40");
        data.settle();
        data.becomesPart("finance", "B", "A", "2026-04-15");
        const portfolio::ArrBook book = bookOf(data);
        const Grouping units = grouped(data, by.toLatin1().constData());
        const ArrCells cells = by.isEmpty() ? totalCells(book, units) : groupedCells(book, units, false);
        const Date day = *Date::of(2026, 2, 28);
        QTEST(described(book, cells, cellValuesAsOf(book, cells, day, day, *Date::of(2026, 4, 15))), "cells");
    }

    void theEarliestOfSeveralIsFirst()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "10", "2026-05-01");
        data.subscription("billing", "b", "A", "10", "2026-02-10", "2026-02-20");
        data.subscription("billing", "c", "A", "10", "2026-04-01");
        data.settle();
        const portfolio::ArrBook book = bookOf(data);
        QCOMPARE(totalCells(book, grouped(data, "")).firstMonth.front(), std::optional(Month(2026, 4)));
    }
};

QTEST_GUILESS_MAIN(TestArrCells)
#include "tst_arr_cells.moc"
