#include "ui/common/table/filter_header.h"
#include "ui/common/table/table_view.h"
#include "ui/import/import_texts.h"

#include <QtTest>

using namespace qd;
using namespace qd::ui;

/// The list of imported batches on Import.
class TestBatchesTable : public QObject {
    Q_OBJECT
private slots:
    /// Read is the sum of four columns: wherever one of them shows, all do, and the words give way first.
    void batchesTieOutAtAnyWidth_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("entity");
        QTest::newRow("window of 1440x900") << 600 << false;
        QTest::newRow("window of 1024x700") << 560 << false;
        QTest::newRow("wide") << 1400 << true;
    }
    void batchesTieOutAtAnyWidth()
    {
        QFETCH(int, width);
        QFETCH(bool, entity);
        sources::SourceList list;
        sources::BatchReport batch;
        batch.batch = 12;
        batch.file = "salesforce_opportunities.csv";
        batch.source = "salesforce";
        batch.entity = "opportunities";
        batch.read = 229'824;
        batch.accepted = 229'824;
        list.batches.push_back(batch);
        TableView table;
        table.setSpec(batchesTable(list));
        table.resize(width, 300);
        table.show();
        const auto *header = table.findChild<FilterHeader *>();
        for (int column = 0; column < int(table.spec().columns.size()); ++column) {
            const TableColumn &shape = table.spec().columns[column];
            if (shape.kind == ColumnKind::State || shape.total)
                QVERIFY2(!header->isSectionHidden(column), qPrintable(shape.id));
            if (shape.id == QStringLiteral("entity"))
                QCOMPARE(!header->isSectionHidden(column), entity);
        }
    }
};

QTEST_MAIN(TestBatchesTable)
#include "tst_batches_table.moc"
