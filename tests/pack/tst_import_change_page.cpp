#include "core/pack/build_pack.h"
#include "core/pack/import_change_page.h"
#include "tests/pack/pack_fixture.h"
#include "tests/session/crm_files.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

namespace {

const QByteArray Contracts = "subscription_id,account_id,start_date,end_date,arr,currency\n";
/// On 31 October: a grows from 1,200 to 1,500, c of the same customer is new with 300, d of 800 is gone, e as it was.
const QByteArray September = Contracts
    + "a,A,2025-01-01,2027-12-31,1200,USD\nd,D,2025-01-01,2027-12-31,800,USD\ne,E,2025-01-01,2027-12-31,1000,USD\n";
const QByteArray October = Contracts
    + "a,A,2025-01-01,2027-12-31,1500,USD\nc,A,2026-10-01,2027-12-31,300,USD\nd,D,2025-01-01,2026-10-15,800,USD\n"
      "e,E,2025-01-01,2027-12-31,1000,USD\n";

struct TwoMonths : Crm {
    TwoMonths()
    {
        take("billing.subscriptions.csv", September, "2026-09-30");
        take("billing.subscriptions.csv", October, "2026-10-31");
    }
    void take(const char *name, const QByteArray &text, const char *asOf)
    {
        if (const auto done = import(name, text, asOf); !done)
            qFatal("%s", done.error().message.english().c_str());
    }
    [[nodiscard]] Result<PackDocument> pack(const PackOptions &asked)
    {
        return buildPack(*workspace, asked, test::roughHeight, progress);
    }
};

QString text(const Message &message)
{
    return QString::fromStdString(message.english()).replace(QChar(0xA0), u' ').replace(QChar(0x2212), u'-');
}

QStringList rowsOf(const Page &page, const char *title)
{
    QStringList rows;
    for (const Block &block : page.blocks) {
        const auto *table = std::get_if<Table>(&block.content);
        if (!table || text(table->title) != QLatin1String(title))
            continue;
        for (const std::vector<Table::Cell> &row : table->rows) {
            QStringList cells;
            for (const Table::Cell &cell : row)
                cells << text(cell.text);
            rows << cells.join(QStringLiteral(" | "));
        }
    }
    return rows;
}

} // namespace

/// What imports changed, as pages of a pack. September's 3,000 become 2,800: +300, +300 and -800.
class TestImportChangePage : public QObject {
    Q_OBJECT
private slots:
    void arrAndFields()
    {
        TwoMonths data;
        const auto changed = governance::whatImportsChanged(*data.workspace, 1, 2, data.progress);
        QVERIFY(changed.ok());
        const std::vector<Page> pages = importChangePages(*changed);
        QCOMPARE(pages.size(), std::size_t(1));
        QCOMPARE(text(pages.front().title),
            QStringLiteral("2 customers moved the ARR of 31 Oct 2026 by -$200 with what was imported"));
        QCOMPARE(
            text(pages.front().subtitle), QStringLiteral("From $3,000.00 to $2,800.00, to the cent; imports 2 to 2."));
        QCOMPARE(rowsOf(pages.front(), "Customers that moved most"),
            (QStringList{"D | 800 | 0 | -800", "A | 1,200 | 1,800 | +600"}));
        const QStringList fields = rowsOf(pages.front(), "What the files changed");
        QVERIFY2(fields.contains(QStringLiteral("subscriptions: end date | billing | 1 | 1 | 0 later, 1 earlier")),
            qPrintable(fields.join(u'\n')));
        QVERIFY2(fields.contains(QStringLiteral("subscriptions: annual up | billing | 1 | 1 | 1200.00 USD to 1500.00 "
                                                "USD")),
            qPrintable(fields.join(u'\n')));
    }

    void bridgeAddsUp()
    {
        TwoMonths data;
        const auto changed = governance::whatImportsChanged(*data.workspace, 1, 2, data.progress);
        QVERIFY(changed.ok() && changed->arr);
        const chart::Chart bridge = importBridge(*changed->arr);
        std::vector<double> values;
        for (const auto &value : bridge.series.front().values)
            values.push_back(value.value_or(-1));
        QCOMPARE(values, (std::vector<double>{3000, 300, 300, 0, -800, 0, 2800}));
    }

    /// Addresses in values are masked.
    void nothingOfPersons()
    {
        Crm data;
        const QByteArray heading = "account_id,name,owner\n";
        QVERIFY(data.import("crm.accounts.csv", heading + "A,Harrow,ann@old.example\n", "2026-09-30").ok());
        QVERIFY(data.import("crm.accounts.csv", heading + "A,Harrow,b@new.example\n", "2026-10-31").ok());
        const auto changed = governance::whatImportsChanged(*data.workspace, 1, 2, data.progress);
        QVERIFY(changed.ok() && !changed->fields.empty());
        const QStringList rows = rowsOf(importChangePages(*changed).front(), "What the files changed");
        QVERIFY(!rows.isEmpty());
        for (const QString &row : rows)
            QVERIFY2(!row.contains(u'@'), qPrintable(row));
    }

    /// Before the sources, where it is asked for; of all customers only.
    void partOfAPack()
    {
        TwoMonths data;
        PackOptions options{"weekly-pulse", "2026-10"};
        const auto without = data.pack(options);
        QVERIFY2(without.ok(), without ? "" : without.error().message.english().c_str());
        options.imports = ImportsBetween{1, 2};
        const auto with = data.pack(options);
        QVERIFY2(with.ok(), with ? "" : with.error().message.english().c_str());
        QCOMPARE(with->pages.size(), without->pages.size() + 1);
        QCOMPARE(with->pages.back(), without->pages.back());
        QVERIFY(text(with->pages[with->pages.size() - 2].title).contains(QStringLiteral("what was imported")));
        options.imports = ImportsBetween{1, 9};
        QCOMPARE(data.pack(options).error().code, ErrorCode::NotFound);
        options.imports = ImportsBetween{1, 2};
        options.templateId = "customer-qbr";
        QCOMPARE(data.pack(options).error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestImportChangePage)
#include "tst_import_change_page.moc"
