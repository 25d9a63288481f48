#include "ui/common/table/filter_header.h"
#include "ui/common/table/table_view.h"
#include "ui/import/import_progress.h"
#include "ui/import/import_texts.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

/// What Import says of files, of a running import, and the list of those that were.
class TestBatchesTable : public QObject {
    Q_OBJECT
private slots:
    /// What is counted in bytes, or in anything but rows, is no rows a second.
    void progressIsHonest_data()
    {
        QTest::addColumn<qlonglong>("counted");
        QTest::addColumn<double>("perSecond");
        QTest::addColumn<double>("secondsLeft");
        QTest::addColumn<QString>("text");
        QTest::newRow("rows") << 1'200'000LL << 41'200.0 << 12.7
                              << "Reading usage.csv\n1,200,000 rows, 41,200 rows/s, 12 s left";
        QTest::newRow("bytes alone") << -1LL << 9e6 << 3.0 << "Reading usage.csv\n3 s left";
        QTest::newRow("just begun") << 0LL << 0.0 << -1.0 << "Reading usage.csv";
        QTest::newRow("slow") << 5LL << 0.5 << 0.9 << "Reading usage.csv\n5 rows";
        QTest::newRow("last second") << 2LL << 1.0 << 1.0 << "Reading usage.csv\n2 rows, 1 rows/s, 1 s left";
    }
    void progressIsHonest()
    {
        QFETCH(qlonglong, counted);
        QFETCH(double, perSecond);
        QFETCH(double, secondsLeft);
        QFETCH(QString, text);
        ImportProgress panel;
        panel.setState({{QD_WORDS("Progress", "Reading %1"), {"usage.csv"}}, 30, 120, counted, perSecond, secondsLeft});
        QCOMPARE(panel.findChild<QLabel *>(QStringLiteral("importProgressText"))->text(), text);
        QCOMPARE(panel.findChild<QProgressBar *>()->value(), 250); // of 1,000
        QSignalSpy cancelled(&panel, &ImportProgress::cancelled);
        panel.show();
        QTest::mouseClick(panel.findChild<QPushButton *>(QStringLiteral("importCancel")), Qt::LeftButton);
        QCOMPARE(cancelled.size(), 1);
        panel.setState({{}, 7, 0});
        QCOMPARE(panel.findChild<QProgressBar *>()->maximum(), 0); // of an unknown end
    }

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

    /// Those that nobody knows stand with their like, in the place of the first; row ids stay positions.
    void unknownFilesStandTogether()
    {
        const auto file = [](const char *path, std::vector<std::string> headers, bool known = false) {
            AddedFile added;
            added.path = path;
            added.headers = std::move(headers);
            if (known)
                added.preview.emplace();
            return added;
        };
        const TableSpec spec = filesTable({file("a.csv", {"x", "y"}), file("known.csv", {}, true), file("b.csv", {"z"}),
            file("broken.csv", {}), file("c.csv", {"x", "y"}), file("broken2.csv", {})});
        QStringList rows;
        for (const TableRow &row : spec.rows)
            rows << row.id + u' ' + row.values[0].toString() + u' ' + row.values[5].toString();
        QCOMPARE(rows,
            (QStringList{"0 a.csv 2 files alike", "4 c.csv 2 files alike", "1 known.csv ", "2 b.csv ", "3 broken.csv ",
                "5 broken2.csv "}));
    }
};

QTEST_MAIN(TestBatchesTable)
#include "tst_batches_table.moc"
