#include "tests/ui/table/table_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/table/grid_view.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/theme.h"
#include "ui/shell/linked_selection.h"
#include "ui/shell/page.h"
#include "ui/shell/page_frame.h"

#include <QSignalSpy>
#include <QtTest>

using namespace qd::ui;

namespace {

/// A page with two tables of customers.
class TwoTables final : public Page {
public:
    TwoTables()
        : customers(new TableView(this))
        , renewals(new TableView(this))
    {
        customers->setSpec(rows({QStringLiteral("AC-00001"), QStringLiteral("AC-00002"), QStringLiteral("AC-00003")}));
        renewals->setSpec(rows({QStringLiteral("due:AC-00002"), QStringLiteral("due:AC-00001"), QStringLiteral("7:x"),
            QStringLiteral("due:AC-000021")}));
    }
    static TableSpec rows(const QStringList &ids)
    {
        TableSpec spec;
        spec.columns = {{QStringLiteral("customer"), QStringLiteral("Customer"), ColumnKind::Key}};
        for (const QString &id : ids)
            spec.rows << TableRow{id, {id}};
        return spec;
    }
    QString id() const override { return {}; }
    QString title() const override { return {}; }
    QString group() const override { return {}; }
    QString iconName() const override { return {}; }
    void refresh(const PageContext &) override { }

    TableView *customers;
    TableView *renewals;
};

} // namespace

/// What a table says is selected, and what its keys act on.
class TestTableSelection : public QObject {
    Q_OBJECT

    struct Shown {
        TableView view;
        GridView *grid = view.findChild<GridView *>();

        Shown()
        {
            view.resize(900, 400);
            view.setSpec(breaksSpec());
            view.show();
        }
        void click(int row, Qt::KeyboardModifiers keys = {})
        {
            const QRect cell = grid->visualRect(grid->model()->index(row, 0));
            QTest::mouseClick(grid->viewport(), Qt::LeftButton, keys, cell.center());
        }
    };

private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void whatIsSelectedIsInTheOrderShown()
    {
        Shown shown;
        QVERIFY(shown.view.selectedIds().isEmpty());
        QSignalSpy changed(&shown.view, &TableView::selectionChanged);
        shown.click(3);
        QCOMPARE(shown.view.selectedIds(), QStringList{QStringLiteral("r4")});
        shown.click(1, Qt::ControlModifier);
        QCOMPARE(shown.view.selectedIds(), QStringList({QStringLiteral("r2"), QStringLiteral("r4")}));
        QVERIFY(changed.size() >= 2);
        TableSpec next = breaksSpec(); // other places, one gone: known by id
        std::reverse(next.rows.begin(), next.rows.end());
        next.rows.removeIf([](const TableRow &row) { return row.id == QStringLiteral("r2"); });
        shown.view.setSpec(next);
        QCOMPARE(shown.view.selectedIds(), QStringList{QStringLiteral("r4")});
    }

    void customersAreMarkedInTheOtherTablesOfAPage()
    {
        TwoTables page;
        const LinkedSelection linked(page);
        page.show();
        page.customers->setSelectedIds({QStringLiteral("AC-00002"), QStringLiteral("AC-00003")});
        QCOMPARE(page.renewals->markedIds(), QStringList{QStringLiteral("due:AC-00002")});
        QVERIFY(page.customers->markedIds().isEmpty()); // there it is selected
        page.renewals->setSpec(TwoTables::rows({QStringLiteral("late:AC-00003"), QStringLiteral("late:AC-00001")}));
        QCOMPARE(page.renewals->markedIds(), QStringList{QStringLiteral("late:AC-00003")});
        page.renewals->setSelectedIds({QStringLiteral("late:AC-00001")});
        QCOMPARE(page.customers->markedIds(), QStringList{QStringLiteral("AC-00001")});
        QVERIFY(page.renewals->markedIds().isEmpty());
        QCOMPARE(customerOfRow(QStringLiteral("crm|AC-00012|arr")), QStringLiteral("AC-00012"));
        QVERIFY(customerOfRow(QStringLiteral("XAC-00012")).isEmpty());
    }

    /// What a chart opened is found again in the tables when one comes back; the next selection takes its place.
    void customersBehindAChartAreMarkedInTheTables()
    {
        TwoTables page;
        const LinkedSelection linked(page);
        page.show();
        Q_EMIT page.linkActivated(
            QStringLiteral("customers"), AccountList{QStringLiteral("2 points"), {QStringLiteral("AC-00002")}});
        QCOMPARE(page.customers->markedIds(), QStringList{QStringLiteral("AC-00002")});
        QCOMPARE(page.renewals->markedIds(), QStringList{QStringLiteral("due:AC-00002")});
        Q_EMIT page.linkActivated(QStringLiteral("import"), {});
        QCOMPARE(page.customers->markedIds(), QStringList{QStringLiteral("AC-00002")});
        page.customers->setSelectedIds({QStringLiteral("AC-00001")});
        QCOMPARE(page.renewals->markedIds(), QStringList{QStringLiteral("due:AC-00001")});
        QVERIFY(page.customers->markedIds().isEmpty());
    }

    /// Another workspace may have other customers under the same ids.
    void nobodyIsMarkedInAnotherWorkspace()
    {
        auto *page = new TwoTables;
        PageFrame frame(page);
        new LinkedSelection(*page); // its child
        frame.show();
        Q_EMIT page->linkActivated(
            QStringLiteral("customers"), AccountList{QStringLiteral("2 points"), {QStringLiteral("AC-00002")}});
        QCOMPARE(page->renewals->markedIds(), QStringList{QStringLiteral("due:AC-00002")});
        frame.forget();
        QVERIFY(page->renewals->markedIds().isEmpty() && page->customers->markedIds().isEmpty());
    }

    /// Nothing acts on a row that nobody sees.
    void filteredRowsAreNotSelected()
    {
        Shown shown;
        shown.click(0);
        shown.click(3, Qt::ControlModifier);
        shown.view.setFilter(QStringLiteral("customer"), QStringLiteral("Kestrel"));
        QCOMPARE(shown.view.selectedIds(), QStringList{QStringLiteral("r1")});
    }

    /// Where Enter opens one row, it shows which of the selected ones that was.
    void enterOpensTheCurrentRowAndSaysSo()
    {
        Shown shown;
        shown.click(0);
        shown.click(2, Qt::ShiftModifier);
        QCOMPARE(shown.view.selectedIds().size(), 3);
        QSignalSpy opened(&shown.view, &TableView::activated);
        QTest::keyClick(shown.grid, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("r3"));
        QCOMPARE(shown.view.selectedIds(), QStringList{QStringLiteral("r3")});
    }

    void enterOpensAllWhereThatIsListenedTo()
    {
        Shown shown;
        QSignalSpy opened(&shown.view, &TableView::activated);
        QStringList all;
        connect(&shown.view, &TableView::severalActivated, this, [&](const QStringList &rows) { all = rows; });
        shown.click(0);
        shown.click(1, Qt::ShiftModifier);
        QTest::keyClick(shown.grid, Qt::Key_Return);
        QCOMPARE(all, QStringList({QStringLiteral("r1"), QStringLiteral("r2")}));
        QVERIFY(opened.isEmpty());
        shown.click(1);
        QTest::keyClick(shown.grid, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
    }
};

QTEST_MAIN(TestTableSelection)
#include "tst_table_selection.moc"
