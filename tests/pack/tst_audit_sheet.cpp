#include "core/pack/audit_sheet.h"
#include "core/pack/page_breaking.h"
#include "tests/explain/explained.h"
#include "tests/revenue/golden_fixture.h"

using namespace qd;
using namespace qd::pack;

namespace {

QString text(const Message &message)
{
    return QString::fromStdString(message.english()).replace(QChar(0xA0), u' ');
}

QString cells(const std::vector<Table::Cell> &row)
{
    QStringList texts;
    for (const Table::Cell &cell : row)
        texts << text(cell.text);
    return texts.join(QStringLiteral(" | "));
}

PackDocument sheetOf(test::WorkspaceFixture &data, const explain::Request &request)
{
    return auditSheet(test::told(data, request), portfolio::Portfolio::of(data.workspace())->accounts(), "Harbor");
}

/// Rows of all parts of a table, and its totals.
QStringList rowsOf(const PackDocument &sheet, const QString &title)
{
    QStringList rows;
    for (const Page &page : sheet.pages) {
        for (const Block &block : page.blocks) {
            const auto *table = std::get_if<Table>(&block.content);
            if (!table || !text(table->title).startsWith(title))
                continue;
            for (const auto &row : table->rows)
                rows << cells(row);
            if (!table->totals.empty())
                rows << cells(table->totals);
        }
    }
    return rows;
}

} // namespace

/// A figure on paper: everything that adds up to it is there.
class TestAuditSheet : public QObject {
    Q_OBJECT
private slots:
    /// The published example: 460 of 550.
    void aRate()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const PackDocument sheet = sheetOf(data, test::over("nrr", {2025, 10}, {2026, 10}));
        QCOMPARE(text(sheet.name), QStringLiteral("Audit sheet of NRR"));
        QCOMPARE(text(sheet.period), QStringLiteral("2025-10 to 2026-10"));
        QCOMPARE(sheet.asOf, *Date::of(2026, 10, 31));
        QCOMPARE(text(sheet.footerDefinitions), QStringLiteral("Definition: nrr v1"));
        QCOMPARE(text(sheet.pages.front().title), QStringLiteral("NRR of all customers: 83.64 %"));
        const auto &key = std::get<KeyFigures>(sheet.pages.front().blocks.front().content);
        QStringList figures;
        for (const KeyFigures::Figure &figure : key.figures)
            figures << text(figure.label) + QStringLiteral(" ") + text(figure.value);
        QCOMPARE(figures,
            (QStringList{QStringLiteral("NRR 83.64 %"), QStringLiteral("Kept 460.00"),
                QStringLiteral("At the start 550.00"), QStringLiteral("Customers 5"),
                QStringLiteral("Rows of files 9")}));
        const QStringList customers = rowsOf(sheet, QStringLiteral("Customers"));
        QCOMPARE(customers.size(), 6);
        QVERIFY(customers[1].endsWith(QStringLiteral("| B | 150.00 | 200.00 | ")));
        QVERIFY2(
            customers.back().startsWith(QStringLiteral("Total |  | 460.00 | 550.00")), qPrintable(customers.back()));
        const QStringList rows = rowsOf(sheet, QStringLiteral("Rows of files"));
        QCOMPARE(rows.size(), 9);
        QVERIFY2(rows[0].startsWith(QStringLiteral("A | billing | subscriptions | A1 | 100.00 | start | 1 | ")),
            qPrintable(rows[0]));
        QVERIFY(rows[1].startsWith(QStringLiteral("A | billing | subscriptions | A2 | 130.00 | end | 1 | ")));
        QCOMPARE(rowsOf(sheet, QStringLiteral("Files")).size(), 1);
    }

    void otherUnits_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("title");
        QTest::newRow("customers") << "logo_churn"
                                   << "Logo churn of all customers: 20.00 %";
        QTest::newRow("money") << "arr"
                               << "ARR of all customers: 560.00";
        QTest::newRow("days") << "survival:1"
                              << "Survival, 1 day of all customers: 100.00 %";
    }
    void otherUnits()
    {
        QFETCH(QString, metric);
        QFETCH(QString, title);
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const PackDocument sheet = sheetOf(data, test::on(qPrintable(metric)));
        QCOMPARE(text(sheet.pages.front().title), title);
    }

    /// 100 customers do not fit on a page; none is lost, and nothing stands below the foot.
    void manyPages()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        for (int i = 0; i < 100; ++i) {
            const std::string id = std::to_string(1000 + i);
            data.subscription("billing", "s" + id, "C" + id, "10", "2024-01-01");
        }
        data.settle();
        const PackDocument sheet = sheetOf(data, test::on("arr"));
        QVERIFY(sheet.pages.size() > 4);
        QCOMPARE(rowsOf(sheet, QStringLiteral("Customers")).size(), 101);
        QCOMPARE(rowsOf(sheet, QStringLiteral("Rows of files")).size(), 100);
        for (const Page &page : sheet.pages) {
            QVERIFY(!page.blocks.empty());
            for (const Block &block : page.blocks)
                QVERIFY(block.place.y + block.place.height <= ContentBottom + 0.01);
        }
    }
};

QTEST_GUILESS_MAIN(TestAuditSheet)
#include "tst_audit_sheet.moc"
