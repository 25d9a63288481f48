#include "tests/ui/window/every_page.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/mnemonics.h"
#include "ui/common/panel.h"
#include "ui/common/panel_actions.h"
#include "ui/common/picture_actions.h"
#include "ui/common/table/table_model.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/books_board.h"
#include "ui/coverage/fairness_view.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/chart_layout.h"

#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QTableView>
#include <QTextDocument>
#include <QTextTable>

using namespace qd;
using namespace qd::ui;

namespace {

const Panel *panelAround(const QWidget &widget)
{
    for (const QWidget *each = widget.parentWidget(); each; each = each->parentWidget()) {
        if (const auto *panel = qobject_cast<const Panel *>(each))
            return panel;
    }
    return nullptr;
}

QStringList textsOf(const QList<QAction *> &actions)
{
    QStringList texts;
    for (const QAction *action : actions) {
        if (!action->isSeparator())
            texts << withoutMnemonic(action->text());
    }
    return texts;
}

/// The menu of a panel as it stands open; closed again.
QList<QAction *> opened(const PanelActions &button)
{
    button.menu()->popup({});
    const QList<QAction *> entries = button.menu()->actions();
    button.menu()->close();
    return entries;
}

/// The cells of the first table in the clipboard's HTML, as a document reads them.
QList<QStringList> htmlCells()
{
    QTextDocument document;
    document.setHtml(QGuiApplication::clipboard()->mimeData()->html());
    QList<QStringList> rows;
    for (const QTextFrame *frame : document.rootFrame()->childFrames()) {
        const auto *table = qobject_cast<const QTextTable *>(frame);
        for (int row = 0; table && row < table->rows(); ++row) {
            rows.emplace_back();
            for (int column = 0; column < table->columns(); ++column) {
                const QTextTableCell cell = table->cellAt(row, column);
                QString text;
                for (QTextFrame::Iterator block = cell.begin(); block != cell.end(); ++block)
                    text += block.currentBlock().text();
                rows.last() << text;
            }
        }
    }
    return rows;
}

QList<QStringList> tsvCells()
{
    QList<QStringList> rows;
    const QString text = QGuiApplication::clipboard()->text();
    for (const QString &line : text.chopped(1).split(u'\n'))
        rows << line.split(u'\t');
    return rows;
}

/// HTML knows no runs of blanks, and one that does not break is a blank here.
QList<QStringList> simplified(QList<QStringList> rows)
{
    for (QStringList &row : rows) {
        for (QString &cell : row)
            cell = cell.simplified();
    }
    return rows;
}

} // namespace

/// What can be taken from every panel that shows a chart or a table.
class TestPanelActions : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

    QAction *entry(const QWidget &subject, const QString &text) const
    {
        const Panel *panel = panelAround(subject);
        const auto *button = panel ? panel->findChild<PanelActions *>() : nullptr;
        const QList<QAction *> entries = button ? opened(*button) : QList<QAction *>();
        for (QAction *action : entries) {
            if (withoutMnemonic(action->text()) == text && action->parent() == &subject)
                return action;
        }
        return nullptr;
    }

    /// Texts as they read; numbers exact, so that they round to what reads.
    static void showsTheSame(const QTableView &grid, int column, const QList<QStringList> &cells, int place)
    {
        for (int row = 0; row < grid.model()->rowCount(); ++row) {
            const QModelIndex index = grid.model()->index(row, column);
            const QString copied = cells[row + 1].value(place);
            const auto kind = static_cast<ColumnKind>(index.data(TableModel::KindRole).toInt());
            if (index.data(TableModel::MissingRole).toBool())
                QCOMPARE(copied, QString());
            else if (kind == ColumnKind::Text || kind == ColumnKind::Key || kind == ColumnKind::Id)
                QCOMPARE(QString(copied).remove(u'\''), index.data().toString().replace(u'\n', u' ').remove(u'\''));
            else if (kind == ColumnKind::Money || kind == ColumnKind::Number || kind == ColumnKind::Percent)
                QCOMPARE(copied.toDouble(), index.data(TableModel::SortRole).toDouble());
        }
    }

    void copies(const TableView &table) const
    {
        QAction *copy = entry(table, QStringLiteral("Copy as table"));
        QVERIFY2(copy && entry(table, QStringLiteral("Export as CSV\u2026")), qPrintable(table.objectName()));
        QCOMPARE(copy->isEnabled(), !table.shownIds().isEmpty());
        if (!copy->isEnabled())
            return;
        copy->trigger();
        const QList<QStringList> cells = tsvCells();
        QCOMPARE(cells.size(), table.shownIds().size() + 1);
        const auto *grid = table.findChild<QTableView *>();
        int shown = 0;
        for (int column = 0; column < table.spec().columns.size(); ++column) {
            if (grid->isColumnHidden(column))
                continue; // those left out for lack of room come, too
            ++shown;
            const int place = int(cells.front().indexOf(table.spec().columns[column].title));
            QVERIFY2(place >= 0, qPrintable(table.spec().columns[column].title));
            showsTheSame(*grid, column, cells, place);
        }
        QVERIFY(shown > 0 && shown <= cells.front().size());
        QCOMPARE(simplified(htmlCells()), simplified(cells));
    }

    void copies(const ChartView &chart) const
    {
        QAction *image = entry(chart, QStringLiteral("Copy image"));
        QAction *data = entry(chart, QStringLiteral("Copy data as table"));
        QVERIFY2(image && data && entry(chart, QStringLiteral("Export\u2026")), qPrintable(chart.spec().title));
        QCOMPARE(data->isEnabled(), hasValues(chart.spec()));
        if (!data->isEnabled())
            return;
        data->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), chartAsTsv(chart.spec()));
        QVERIFY(tsvCells().size() > 1);
        QCOMPARE(htmlCells(), simplified(tsvCells()));
        image->trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), chart.size() * 2);
    }

    int copiesWhatIsShown() const
    {
        int count = 0;
        for (const QWidget *widget : m_pages.window().centralWidget()->findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            const auto *table = qobject_cast<const TableView *>(widget);
            const auto *chart = qobject_cast<const ChartView *>(widget);
            count += table || chart ? 1 : 0;
            if (table)
                copies(*table);
            else if (chart)
                copies(*chart);
        }
        return count;
    }

private slots:
    void initTestCase() { m_pages.open(); }
    void cleanupTestCase() { m_pages.close(); }
    void cleanup()
    {
        m_pages.window().activateWindow(); // this platform leaves a closed menu active
        QVERIFY(QTest::qWaitForWindowActive(&m_pages.window()));
    }

    void everyPanelCopiesWhatItShows_data() { test::EveryPage::addRows(); }
    void everyPanelCopiesWhatItShows()
    {
        QFETCH(QString, id);
        m_pages.show(id);
        const QWidget *page = m_pages.window().page(id);
        for (const Panel *panel : page->findChildren<Panel *>()) {
            const bool shows = panel->findChild<ChartView *>() || panel->findChild<TableView *>()
                || panel->findChild<BooksBoard *>() || panel->findChild<FairnessView *>();
            const auto *button = panel->findChild<PanelActions *>();
            if (!panel->isVisible())
                continue;
            QCOMPARE(button != nullptr, shows);
            if (!button)
                continue;
            QVERIFY2(button->isVisible(), qPrintable(panel->accessibleName()));
            QVERIFY2(button->accessibleName().endsWith(panel->accessibleName()), qPrintable(button->accessibleName()));
            QVERIFY(!panel->accessibleName().isEmpty());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
            const QWidget *header = button->parentWidget(); // the last thing in it
            for (const QWidget *other : header->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
                QVERIFY(!other->isVisible() || other->x() <= button->x());
        }
        const int count = copiesWhatIsShown();
        QVERIFY(count > 0 || id == QStringLiteral("packs"));
    }

    /// A board is neither chart nor table, but what it shows can be taken, to the figure.
    void ofBoardAndFairness()
    {
        m_pages.show(QStringLiteral("coverage"));
        const QWidget *page = m_pages.window().page(QStringLiteral("coverage"));
        const auto *board = page->findChild<BooksBoard *>();
        const auto *fairness = page->findChild<FairnessView *>();
        QVERIFY(board && fairness);
        entry(*board, QStringLiteral("Copy data as table"))->trigger();
        QList<QStringList> cells = tsvCells();
        double hours = 0;
        qsizetype customers = 0;
        for (const BookColumn &book : board->columns()) {
            for (const BookBlock &block : book.blocks) {
                ++customers;
                hours += block.hours;
                QCOMPARE(cells.at(customers).at(0), book.name);
                QCOMPARE(QString(cells.at(customers).at(4)).remove(u'\''), block.name);
            }
        }
        QVERIFY(customers > 0);
        QCOMPARE(cells.size(), customers + 1);
        double copied = 0;
        for (qsizetype row = 1; row < cells.size(); ++row)
            copied += cells.at(row).at(5).toDouble();
        QVERIFY2(std::abs(copied - hours) < 1e-3, qPrintable(QString::number(copied)));
        QCOMPARE(htmlCells(), simplified(cells));
        entry(*board, QStringLiteral("Copy image"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), board->size() * 2);

        entry(*fairness, QStringLiteral("Copy data as table"))->trigger();
        cells = tsvCells();
        const FairnessContent &content = fairness->content();
        QCOMPARE(cells.size(), content.names.size() + 1);
        QCOMPARE(cells.front().size(), content.rows.size() + 1);
        for (qsizetype measure = 0; measure < content.rows.size(); ++measure) {
            QCOMPARE(cells.front().at(measure + 1), content.rows.at(measure).name);
            for (qsizetype book = 0; book < content.names.size(); ++book) {
                QCOMPARE(cells.at(book + 1).front(), content.names.at(book));
                QVERIFY(std::abs(cells.at(book + 1).at(measure + 1).toDouble()
                            - content.rows.at(measure).values.at(std::size_t(book)))
                    < 1e-6);
            }
        }
        QCOMPARE(textsOf(opened(*panelAround(*fairness)->findChild<PanelActions *>())),
            (QStringList{"Copy image", "Copy data as table", "Export\u2026"}));
    }

    void ofACustomer()
    {
        m_pages.showFirstCustomer();
        QVERIFY(copiesWhatIsShown() >= 3);
    }

    /// What a filter hides is not copied; of several selected rows only those are.
    void followsWhatIsShown()
    {
        m_pages.show(QStringLiteral("customers"));
        m_pages.window().showPage(QStringLiteral("customers"), AccountList());
        auto *table = m_pages.window().findChild<TableView *>(QStringLiteral("customersTable"));
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), test::Patience);
        const QString first = table->spec().columns.front().id;
        const qsizetype all = table->shownIds().size();
        table->setFilter(first, QStringLiteral("an"));
        const qsizetype some = table->shownIds().size();
        QVERIFY(some > 2 && some < all);
        entry(*table, QStringLiteral("Copy as table"))->trigger();
        QCOMPARE(tsvCells().size(), some + 1);
        table->setSelectedIds(table->shownIds().mid(0, 1)); // where the reader is
        entry(*table, QStringLiteral("Copy as table"))->trigger();
        QCOMPARE(tsvCells().size(), some + 1);
        table->setSelectedIds(table->shownIds().mid(0, 2));
        entry(*table, QStringLiteral("Copy as table"))->trigger();
        QCOMPARE(tsvCells().size(), 3);
        table->setFilter(first, QStringLiteral("no customer has this"));
        QVERIFY(!entry(*table, QStringLiteral("Copy as table"))->isEnabled());
        table->setFilter(first, QString());
    }

    /// Reached, opened and used by keys; the entries are those of the chart's own menu.
    void byKeyboard_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Space") << int(Qt::Key_Space);
        QTest::newRow("Enter") << int(Qt::Key_Return);
        QTest::newRow("Down") << int(Qt::Key_Down);
    }
    void byKeyboard()
    {
        QFETCH(int, key);
        m_pages.show(QStringLiteral("revenue"));
        const auto *chart = m_pages.window().page(QStringLiteral("revenue"))->findChild<ChartView *>();
        auto *button = panelAround(*chart)->findChild<PanelActions *>();
        QGuiApplication::clipboard()->clear();
        button->setFocus(Qt::TabFocusReason);
        QStringList texts;
        QTimer::singleShot(0, this, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            texts = menu ? textsOf(menu->actions()) : QStringList();
            const QList<QAction *> entries = menu ? menu->actions() : QList<QAction *>();
            for (const QAction *each : entries) {
                if (withoutMnemonic(each->text()) == QStringLiteral("Copy data as table"))
                    QTest::keyClick(menu, static_cast<Qt::Key>(mnemonicOf(each->text()).unicode()));
            }
        });
        QTest::keyClick(button, static_cast<Qt::Key>(key));
        QTRY_COMPARE(texts, (QStringList{"Copy image", "Copy data as table", "Export\u2026", "Open in the explorer"}));
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), chartAsTsv(chart->spec()));
    }

    /// Spreadsheets take numbers as numbers and text as text, whatever they look like.
    void keepsTypes()
    {
        const CopiedRows rows{{"Name", "ARR, USD"}, {"00123", CsvCell::raw("-1234.5")},
            {"=A1 & \"<b>\"", CsvCell::raw("")}, {"line\nbreak", CsvCell::raw("2026-09-30")}};
        QCOMPARE(
            tsvOf(rows), QStringLiteral("Name\tARR, USD\n00123\t-1234.5\n'=A1 & \"<b>\"\t\nline break\t2026-09-30\n"));
        const QString html = htmlOf(rows);
        QVERIFY2(
            html.contains(QStringLiteral("sdval=\"-1234.5\"")) && html.contains(QStringLiteral("x:num=\"-1234.5\"")),
            qPrintable(html));
        QVERIFY2(
            html.contains(QStringLiteral("mso-number-format:'\\@'\" sdnum=\"1033;0;@\">00123<")), qPrintable(html));
        QVERIFY2(html.contains(QStringLiteral(">'=A1 &amp; &quot;&lt;b&gt;&quot;<")), qPrintable(html));
        QVERIFY2(html.contains(QStringLiteral("<td>2026-09-30</td>")), qPrintable(html));
        copyTable(rows);
        QCOMPARE(QGuiApplication::clipboard()->text(), tsvOf(rows));
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->html(), html);
    }

    /// A figure with its own text goes as the number it is.
    void figuresGoAsNumbers()
    {
        TableSpec spec;
        spec.columns = {tableColumn("a", QStringLiteral("Change"), ColumnKind::Figure)};
        spec.rows = {{QStringLiteral("1"), {QVariant::fromValue(FigureValue{QStringLiteral("\u22122.4 pt"), -0.024})}}};
        TableView table;
        table.setSpec(spec);
        QCOMPARE(table.asTsv(), QStringLiteral("Change\n-0.024\n"));
        QCOMPARE(table.asCsv(), QStringLiteral("Change\n-0.024\n"));
    }
};

QTEST_MAIN(TestPanelActions)
#include "tst_panel_actions.moc"
