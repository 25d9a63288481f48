#include "tests/support/layout_check.h"
#include "tests/ui/pages/coverage_page_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/segmented_switch.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/model_menu.h"

#include <QPushButton>
#include <QUndoStack>

#include <nlohmann/json.hpp>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

/// The Coverage page on the sample, driven as a person would.
class TestCoveragePage : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }

private slots:
    void initTestCase()
    {
        applyTheme(*qApp, false);
        QVERIFY(store::Workspace::create(path("empty.qdeck"), {}).ok());
        QVERIFY(test::makeSample(m_dir, path("sample.qdeck")));
    }

    void theHeatmapHasMonthsAndSegments()
    {
        const Shown shown(path("sample.qdeck"));
        auto *heatmap = shown.page->findChild<ChartView *>();
        const ChartSpec spec = heatmap->spec();
        QCOMPARE(spec.categories.size(), 12);
        QCOMPARE(spec.categories.first(), QStringLiteral("2026-10"));
        QStringList names;
        for (const ChartSeries &row : spec.series)
            names << row.name;
        QVERIFY2(names.contains(QStringLiteral("Enterprise")) && names.contains(QStringLiteral("SMB")),
            qPrintable(names.join(u',')));
        QVERIFY(spec.totals && spec.totals->values.size() == 12);
        QSignalSpy inspected(shown.page, &Page::inspect);
        Q_EMIT heatmap->placeActivated(0, 1);
        const auto content = inspected.value(0).value(0).value<InspectorContent>();
        QCOMPARE(content.subject, names.first() + QStringLiteral(", Nov 2026"));
        QCOMPARE(content.figures.size(), 5);
        QVERIFY(content.figures.first().value.startsWith(
            QString::number(int(*spec.series[0].values[1] * 100)))); // the cell and the inspector say the same
    }

    void draggingACustomerPlansAMoveAndUndoTakesItBack()
    {
        const Shown shown(path("sample.qdeck"));
        BooksBoard &board = shown.board();
        const Possible move = possibleMove(board);
        QVERIFY(move.load >= 0);
        const auto before = std::pair(*shown.column(move.from).utilisation, *shown.column(move.to).utilisation);
        const QPoint start = board.blockRect(move.load).center().toPoint();
        const QPoint target = board.columnRect(move.to).center().toPoint();
        QTest::mousePress(&board, Qt::LeftButton, {}, start);
        QTest::mouseMove(&board, start + QPoint(20, 0));
        QTest::mouseMove(&board, target);
        QVERIFY2(board.accessibleDescription().contains(QStringLiteral("\u2192")),
            qPrintable(board.accessibleDescription())); // "95 -> 102 %" while it is held there
        QTest::mouseRelease(&board, Qt::LeftButton, {}, target);

        QVERIFY(holds(shown.column(move.to), move.load));
        QVERIFY(!holds(shown.column(move.from), move.load));
        QVERIFY(*shown.column(move.from).utilisation < before.first);
        QVERIFY(*shown.column(move.to).utilisation > before.second);
        QCOMPARE(shown.page->plannedMoves().size(), std::size_t(1));
        QCOMPARE(shown.table(QStringLiteral("coverage-planned")).spec().rows.size(), 1);
        QVERIFY(shown.window.undoStack().undoText().startsWith(QStringLiteral("Move ")));

        shown.window.undoStack().undo();
        QVERIFY(holds(shown.column(move.from), move.load));
        QCOMPARE(*shown.column(move.to).utilisation, before.second);
        QVERIFY(shown.page->plannedMoves().empty());
        shown.window.undoStack().redo();
        QCOMPARE(shown.page->plannedMoves().size(), std::size_t(1));
    }

    void keysCarryACustomerToo()
    {
        const Shown shown(path("sample.qdeck"));
        BooksBoard &board = shown.board();
        const Possible move = possibleMove(board);
        const auto placeOf = [&](int csm) {
            for (qsizetype i = 0; i < board.columns().size(); ++i) {
                if (board.columns()[i].csm == csm)
                    return int(i);
            }
            return -1;
        };
        board.setSelected(move.load);
        const int way = placeOf(move.to) - placeOf(move.from);
        QTest::keyClick(&board, Qt::Key_Return);
        for (int i = 0; i < std::abs(way); ++i)
            QTest::keyClick(&board, way < 0 ? Qt::Key_Left : Qt::Key_Right);
        QTest::keyClick(&board, Qt::Key_Escape); // lets go
        QVERIFY(shown.page->plannedMoves().empty());
        QTest::keyClick(&board, Qt::Key_Return);
        for (int i = 0; i < std::abs(way); ++i)
            QTest::keyClick(&board, way < 0 ? Qt::Key_Left : Qt::Key_Right);
        QTest::keyClick(&board, Qt::Key_Return);
        QVERIFY(holds(shown.column(move.to), move.load));
        QCOMPARE(shown.page->plannedMoves().size(), std::size_t(1));
    }

    void aMoveToSomebodyWhoMayNotIsRefused()
    {
        const Shown shown(path("sample.qdeck"));
        BooksBoard &board = shown.board();
        int load = -1;
        int csm = -1;
        for (const BookColumn &column : board.columns()) {
            for (const BookColumn &other : board.columns()) {
                if (other.region != column.region && other.csm >= 0 && !column.blocks.isEmpty()) {
                    load = column.blocks.first().load;
                    csm = other.csm;
                }
            }
        }
        QVERIFY(load >= 0);
        QSignalSpy said(shown.page, &Page::statusMessage);
        QTest::mousePress(&board, Qt::LeftButton, {}, board.blockRect(load).center().toPoint());
        QTest::mouseMove(&board, board.blockRect(load).center().toPoint() + QPoint(20, 0));
        QTest::mouseMove(&board, board.columnRect(csm).center().toPoint());
        QTest::mouseRelease(&board, Qt::LeftButton, {}, board.columnRect(csm).center().toPoint());
        QVERIFY(shown.page->plannedMoves().empty());
        QVERIFY2(said.last()[0].toString().contains(QStringLiteral("does not serve region")),
            qPrintable(said.last()[0].toString()));
        QCOMPARE(shown.window.undoStack().count(), 0);
    }

    /// A customer that is clicked on the board is marked in the moves, the heatmap and the dots of its book; one that a
    /// move names is framed on the board.
    void whoIsSelectedIsMarkedInTheOtherParts()
    {
        const Shown shown(path("sample.qdeck"));
        BooksBoard &board = shown.board();
        const Possible move = possibleMove(board);
        Q_EMIT board.moveWanted(move.load, move.to);
        TableView &planned = shown.table(QStringLiteral("coverage-planned"));
        const QString row = planned.spec().rows.front().id;
        QVERIFY(row.startsWith(QString::number(move.load) + QStringLiteral(":AC-")));
        FairnessView &fairness = *shown.page->findChild<FairnessView *>();
        const auto click = [&](int load) {
            QTest::mouseClick(&board, Qt::LeftButton, {}, board.blockRect(load).center().toPoint());
        };
        click(move.load);
        QCOMPARE(board.marked(), QSet<int>{move.load});
        QCOMPARE(planned.markedIds(), QStringList{row});
        QCOMPARE(fairness.marked(), QSet<int>{move.to}); // where the plan puts it
        auto *heatmap = shown.page->findChild<ChartView *>();
        QVERIFY(!heatmap->marked().isEmpty());
        QSet<int> rows;
        for (const ChartPlace &place : heatmap->marked())
            rows << place.series;
        for (int series = 0; series < heatmap->spec().series.size(); ++series) {
            QSignalSpy opened(shown.page, &Page::linkActivated);
            Q_EMIT heatmap->placeOpened(series, 0);
            const QStringList ids = accountList(opened.value(0).value(1).value<PageTarget>()).ids;
            QCOMPARE(rows.contains(series), ids.contains(row.section(u':', 1)));
        }
        int other = -1;
        for (const BookBlock &block : shown.column(move.from).blocks)
            other = block.load;
        QVERIFY(other >= 0);
        const QImage before = fairness.grab().toImage();
        click(other);
        QVERIFY(planned.markedIds().isEmpty());
        QCOMPARE(fairness.marked(), QSet<int>{move.from});
        QVERIFY(fairness.grab().toImage() != before);
        planned.setSelectedIds({row});
        QCOMPARE(board.marked(), QSet<int>{move.load});
        QVERIFY(planned.markedIds().isEmpty()); // there it is selected
        board.setMarked({});
        const QImage plain = board.grab().toImage();
        board.setMarked({move.load}); // the other is selected, and has the frame of that
        QVERIFY(board.grab().toImage() != plain);
    }

    void theHandoverListIsWritten()
    {
        const Shown shown(path("sample.qdeck"));
        auto *button = shown.window.findChild<QPushButton *>(QStringLiteral("handoverList"));
        QVERIFY(!button->isEnabled());
        const Possible move = possibleMove(shown.board());
        Q_EMIT shown.board().moveWanted(move.load, move.to);
        QVERIFY(button->isEnabled());
        const QString file = m_dir.filePath(QStringLiteral("handover.csv"));
        shown.page->saveHandover(file);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = written.readAll().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith("account,name,segment"));
        QVERIFY(lines[1].contains(shown.column(move.to).name.toUtf8()));
    }

    void aModelIsExportedImportedAndUndone()
    {
        const std::string own = path("model.qdeck");
        QVERIFY(QFile::copy(QString::fromStdString(path("sample.qdeck")), QString::fromStdString(own)));
        const Shown shown(own);
        const QString file = m_dir.filePath(QStringLiteral("half-time.json"));
        shown.page->modelMenu().exportModel(file);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        auto model = coverage::capacityModelFromText(written.readAll().toStdString());
        written.close();
        QVERIFY(model.ok() && *model == coverage::defaultCapacityModel());
        model->hoursPerMonth /= 2;
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(QByteArray::fromStdString(coverage::toJson(*model).dump()));
        written.close();

        const double before = *shown.board().columns().first().utilisation;
        shown.page->modelMenu().importModel(file);
        QTRY_COMPARE_WITH_TIMEOUT(*shown.board().columns().first().utilisation, 2 * before, Patience);
        shown.window.undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(*shown.board().columns().first().utilisation, before, Patience);
    }

    void nothingIsClippedOrOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("wide") << QSize(1240, 760);
        QTest::newRow("small") << QSize(830, 560);
    }
    void nothingIsClippedOrOverlaps()
    {
        QFETCH(QSize, size);
        const Shown shown(path("sample.qdeck"), QSize(1440, 900));
        shown.page->setParent(nullptr);
        shown.page->resize(size);
        static_cast<QWidget *>(shown.page)->show();
        QVERIFY(QTest::qWaitForWindowExposed(shown.page));
        QCOMPARE(shown.page->size(), size);
        QTRY_COMPARE(test::layoutFaults(*shown.page), QStringList());
        delete shown.page;
    }

    void anEmptyWorkspaceSaysWhatToImport()
    {
        const Shown shown(path("empty.qdeck"));
        QSignalSpy link(shown.page, &Page::linkActivated);
        auto *button = shown.page->findChild<QPushButton *>(QStringLiteral("emptyPrimary"));
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(link.value(0).value(0).toString(), QStringLiteral("import"));
    }
};

QTEST_MAIN(TestCoveragePage)
#include "tst_coverage_page.moc"
