#include "tests/ui/table/table_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/table/cell_value.h"
#include "ui/common/table/column_chooser.h"
#include "ui/common/table/filter_field.h"
#include "ui/common/table/grid_view.h"
#include "ui/common/table/table_view.h"
#include "ui/common/table/totals_row.h"
#include "ui/paint/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace qd::ui;

class TestTableView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void typingIntoTheFilterRowChangesWhatIsShown();
    void badFilterIsMarked();
    void totalsFollowTheFilters();
    void enterActivates();
    void currentChangedSaysTheRow();
    void headerClicksSort();
    void hiddenColumnStaysHiddenInANewView();
    void narrowTablesDropColumnsByPriority();
    void amountsAreNeverCut();
    void setSpecKeepsWhatTheUserChose();
    void anotherTableStartsAfresh();
    void tsvIsExact();
    void csvNeutralisesFormulas();
    void selectionLimitsTheCopy();
    void figuresAndDeltaBars();
    void emptyTablesSayWhy();
    void everyKindPaints_data();
    void everyKindPaints();
    void aMillionRows();

private:
    QTemporaryDir m_settings;
};

namespace {

FilterField *field(const TableView &view, const QString &title)
{
    const auto fields = view.findChildren<FilterField *>();
    for (FilterField *each : fields) {
        if (each->accessibleName() == QStringLiteral("Filter ") + title)
            return each;
    }
    return nullptr;
}

bool isColumnShown(const TableView &view, const QString &id)
{
    const auto *header = view.findChild<FilterHeader *>();
    for (int column = 0; column < int(view.spec().columns.size()); ++column) {
        if (view.spec().columns[column].id == id)
            return !header->isSectionHidden(column);
    }
    return false;
}

void open(TableView &view, const TableSpec &spec, int width = 1200)
{
    view.resize(width, 400);
    view.setSpec(spec);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

} // namespace

void TestTableView::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("qd-test"));
    QCoreApplication::setApplicationName(QStringLiteral("table"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestTableView::init()
{
    QSettings().clear();
    applyTheme(*qApp, false);
}

void TestTableView::typingIntoTheFilterRowChangesWhatIsShown()
{
    TableView view;
    open(view, breaksSpec());
    FilterField *cause = field(view, QStringLiteral("Cause"));
    QVERIFY(cause && cause->isVisible());
    QTest::keyClicks(cause, QStringLiteral("billed"));
    QCOMPARE(view.shownIds(), (QStringList{QStringLiteral("r2"), QStringLiteral("r5")}));
    QTest::keyClick(cause, Qt::Key_Escape);
    QCOMPARE(view.shownIds().size(), 5);
}

void TestTableView::badFilterIsMarked()
{
    TableView view;
    open(view, breaksSpec());
    FilterField *crm = field(view, QStringLiteral("CRM, USD"));
    QTest::keyClicks(crm, QStringLiteral("much"));
    QVERIFY(crm->isBad());
    QVERIFY(!crm->toolTip().isEmpty());
    QCOMPARE(view.shownIds().size(), 5);
    crm->clear();
    QTest::keyClicks(crm, QStringLiteral("900"));
    QVERIFY(!crm->isBad());
    QCOMPARE(view.shownIds().size(), 3);
}

void TestTableView::totalsFollowTheFilters()
{
    TableView view;
    open(view, breaksSpec());
    const auto *totals = view.findChild<TotalsRow *>();
    QVERIFY(totals->isVisible());
    QCOMPARE(totals->countText(), QStringLiteral("5 breaks"));
    QCOMPARE(totals->textOf(2), QStringLiteral("11,980.50"));
    QCOMPARE(totals->textOf(3), QStringLiteral("\u22124,832.95"));
    view.setFilter(QStringLiteral("cause"), QStringLiteral("billed"));
    QCOMPARE(totals->countText(), QStringLiteral("2 of 5 breaks"));
    QCOMPARE(totals->textOf(2), QStringLiteral("11,000.00"));
    QVERIFY(totals->textOf(0).isEmpty());
}

void TestTableView::enterActivates()
{
    TableView view;
    open(view, breaksSpec());
    QSignalSpy activated(&view, &TableView::activated);
    view.setCurrentId(QStringLiteral("r4"));
    auto *grid = view.findChild<GridView *>();
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(activated.takeFirst().at(0).toString(), QStringLiteral("r4"));
    const QPoint second = grid->visualRect(grid->model()->index(1, 0)).center();
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, second);
    QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, second);
    QCOMPARE(activated.takeFirst().at(0).toString(), QStringLiteral("r2"));
}

void TestTableView::currentChangedSaysTheRow()
{
    TableView view;
    open(view, breaksSpec());
    QSignalSpy changed(&view, &TableView::currentChanged);
    view.setCurrentId(QStringLiteral("r2"));
    QTest::keyClick(view.findChild<GridView *>(), Qt::Key_Down);
    view.setFilter(QStringLiteral("customer"), QStringLiteral("umber")); // takes the current row away
    QCOMPARE(changed.size(), 3);
    QCOMPARE(changed[0][0].toString(), QStringLiteral("r2"));
    QCOMPARE(changed[1][0].toString(), QStringLiteral("r3"));
    QCOMPARE(changed[2][0].toString(), QString());
}

void TestTableView::headerClicksSort()
{
    TableView view;
    open(view, breaksSpec());
    auto *header = view.findChild<FilterHeader *>();
    const auto click = [&] {
        const QPoint title(header->sectionViewportPosition(2) + header->sectionSize(2) / 2, 10);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, title);
        return view.shownIds().first();
    };
    QCOMPARE(click(), QStringLiteral("r2")); // 10,000 first, which as text would stand in the middle
    QCOMPARE(click(), QStringLiteral("r4"));
    QCOMPARE(click(), QStringLiteral("r1")); // the order of the spec again
}

void TestTableView::hiddenColumnStaysHiddenInANewView()
{
    {
        TableView view;
        open(view, breaksSpec());
        QVERIFY(isColumnShown(view, QStringLiteral("cause")));
        static_cast<QToolButton *>(view.columnsButton())->click();
        auto *chooser = view.findChild<ColumnChooser *>();
        QVERIFY(chooser);
        ColumnChoice choice = ColumnChoice::defaults(view.spec());
        choice.hidden << QStringLiteral("cause") << QStringLiteral("customer");
        Q_EMIT chooser->chosen(choice);
        QVERIFY(!isColumnShown(view, QStringLiteral("cause")));
        chooser->close();
    }
    TableView view;
    open(view, breaksSpec());
    QVERIFY(!isColumnShown(view, QStringLiteral("cause")));
    QVERIFY(isColumnShown(view, QStringLiteral("customer"))); // the key column is locked
}

void TestTableView::narrowTablesDropColumnsByPriority()
{
    TableView view;
    open(view, breaksSpec());
    QStringList dropped;
    for (int width = 1200; width > 300; width -= 10) {
        view.resize(width, 400);
        for (const TableColumn &column : view.spec().columns) {
            if (!isColumnShown(view, column.id) && !dropped.contains(column.id))
                dropped << column.id;
        }
    }
    QCOMPARE(dropped,
        (QStringList{
            QStringLiteral("cause"), QStringLiteral("share"), QStringLiteral("state"), QStringLiteral("seen")}));
    view.resize(1200, 400);
    QVERIFY(isColumnShown(view, QStringLiteral("cause")));
}

void TestTableView::amountsAreNeverCut()
{
    TableView view;
    open(view, breaksSpec(), 320);
    auto *grid = view.findChild<GridView *>();
    for (const int column : {2, 3}) {
        QVERIFY(!grid->isColumnHidden(column));
        for (int row = 0; row < 5; ++row) {
            const QVariant value = view.spec().rows[row].values[column];
            QVERIFY(grid->columnWidth(column) >= grid->cells()->wholeWidth(value, view.spec().columns[column]));
        }
    }
}

void TestTableView::setSpecKeepsWhatTheUserChose()
{
    TableView view;
    open(view, breaksSpec());
    view.findChild<FilterHeader *>()->sectionClicked(2);
    view.setFilter(QStringLiteral("crm"), QStringLiteral(">= 100"));
    view.setCurrentId(QStringLiteral("r5"));
    QSignalSpy changed(&view, &TableView::currentChanged);
    TableSpec spec = breaksSpec();
    spec.rows.move(4, 0);
    spec.rows[1].values[2] = 99999.0; // Kestrel is now the largest
    view.setSpec(spec);
    QCOMPARE(view.shownIds(), (QStringList{QStringLiteral("r1"), QStringLiteral("r2"), QStringLiteral("r5")}));
    QCOMPARE(view.currentId(), QStringLiteral("r5"));
    QCOMPARE(view.findChild<GridView *>()->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(field(view, QStringLiteral("CRM, USD"))->text(), QStringLiteral(">= 100"));
    QCOMPARE(changed.size(), 0);
    spec.rows.removeFirst();
    view.setSpec(spec);
    QCOMPARE(view.currentId(), QString());
    QCOMPARE(changed.size(), 1);
}

void TestTableView::anotherTableStartsAfresh()
{
    TableView view;
    open(view, breaksSpec());
    view.setFilter(QStringLiteral("customer"), QStringLiteral("umber"));
    TableSpec other = breaksSpec();
    other.id = QStringLiteral("other");
    other.sortColumn = 2;
    view.setSpec(other);
    QCOMPARE(view.shownIds().size(), 5);
    QCOMPARE(view.shownIds().first(), QStringLiteral("r4"));
}

void TestTableView::tsvIsExact()
{
    TableView view;
    open(view, breaksSpec());
    view.setFilter(QStringLiteral("delta"), QStringLiteral("..40"));
    QCOMPARE(view.asTsv(),
        QStringLiteral("Customer\tCause\tCRM, USD\tDelta\tShare\tSeen\tState\n"
                       "Umber\tNot yet billed\t10000\t-5000.1\t0.05\t2026-07-01\tDone\n"
                       "'=cmd|x\t\t\t40\t\t\t\n"
                       "Harrow, Inc.\tCancelled\t80\t-0.1\t0.9\t2025-12-31\tOpen\n"
                       "Foxglove\tnot yet billed\t1000\t7\t0.25\t2026-09-30\tTo fix\n"));
}

void TestTableView::csvNeutralisesFormulas()
{
    TableView view;
    open(view, breaksSpec());
    view.setFilter(QStringLiteral("delta"), QStringLiteral("-1..40"));
    QCOMPARE(view.asCsv(),
        QStringLiteral("Customer,Cause,\"CRM, USD\",Delta,Share,Seen,State\n"
                       "'=cmd|x,,,40,,,\n"
                       "\"Harrow, Inc.\",Cancelled,80,-0.1,0.9,2025-12-31,Open\n"
                       "Foxglove,not yet billed,1000,7,0.25,2026-09-30,To fix\n"));
}

void TestTableView::selectionLimitsTheCopy()
{
    TableView view;
    open(view, breaksSpec());
    view.setCurrentId(QStringLiteral("r4"));
    QTest::keyClick(view.findChild<GridView *>(), Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QCOMPARE(copied.count(QLatin1Char('\n')), 2);
    QVERIFY(copied.contains(QStringLiteral("Harrow, Inc.\tCancelled\t80\t-0.1")));
}

/// Rows of unlike units in one column, a bar beside an amount, a label for their sum, and an order that stays.
void TestTableView::figuresAndDeltaBars()
{
    TableSpec spec;
    spec.id = QStringLiteral("test-figures");
    spec.filterRow = false;
    spec.sortable = false;
    spec.totalsLabel = QStringLiteral("Difference, Sep 2028");
    spec.columns = {tableColumn("lever", QStringLiteral("Lever"), ColumnKind::Key),
        tableColumn("arr", QStringLiteral("USD k"), ColumnKind::Delta),
        tableColumn("bar", QString(QChar(0x00a0)), ColumnKind::DeltaBar),
        tableColumn("end", QStringLiteral("Sep 2028"), ColumnKind::Figure)};
    spec.columns[1].total = true;
    spec.columns[2].low = -2658;
    const auto figure = [](const char *text, double number) {
        return QVariant::fromValue(FigureValue{QString::fromLatin1(text), number, FigureValue::Weight::Strong});
    };
    spec.rows = {{QStringLiteral("a"), {QStringLiteral("Expansion"), -2658.0, -2658.0, figure("103.7", 103.7)}},
        {QStringLiteral("b"), {QStringLiteral("Churn"), 921.0, 921.0, QVariant()}}};
    TableView table;
    table.resize(600, 200);
    table.setSpec(spec);
    table.show();
    const auto *totals = table.findChild<TotalsRow *>();
    QCOMPARE(totals->countText(), QStringLiteral("Difference, Sep 2028"));
    QCOMPARE(totals->textOf(1), QStringLiteral("\u22121,737"));
    auto *header = table.findChild<FilterHeader *>();
    Q_EMIT header->sectionClicked(0);
    QCOMPARE(table.shownIds(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(
        table.asCsv(), QStringLiteral("Lever,USD k,\u00a0,Sep 2028\nExpansion,-2658,-2658,103.7\nChurn,921,921,\n"));
    QVERIFY(isMissing(figure("", 0), ColumnKind::Figure));
    // The bar of the loss is painted in the colour of what is lower, from its zero at the right edge.
    const QImage picture = table.grab().toImage();
    const int right = header->sectionViewportPosition(2) + header->sectionSize(2) - CellPadding - 4;
    const int row = header->height() + 12;
    QCOMPARE(picture.pixelColor(right, row), Theme::current().series[2]);
}

void TestTableView::emptyTablesSayWhy()
{
    TableView view;
    TableSpec spec = breaksSpec();
    spec.emptyText = QStringLiteral("Both systems agree.");
    open(view, spec);
    view.setFilter(QStringLiteral("cause"), QStringLiteral("nowhere"));
    auto *grid = view.findChild<GridView *>();
    QVERIFY(grid->accessibleDescription().contains(QStringLiteral("Cause")));
    spec.rows.clear();
    spec.id = QStringLiteral("empty");
    view.setSpec(spec);
    QCOMPARE(grid->accessibleDescription(), spec.emptyText);
}

void TestTableView::everyKindPaints_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("kind");
    for (const bool dark : {false, true}) {
        for (int kind = 0; kind <= int(ColumnKind::TwoLine); ++kind)
            QTest::addRow("%s %d", dark ? "dark" : "light", kind) << dark << kind;
    }
}

void TestTableView::everyKindPaints()
{
    QFETCH(bool, dark);
    QFETCH(int, kind);
    applyTheme(*qApp, dark);
    const auto shape = ColumnKind(kind);
    QVariant value = 0.4;
    if (shape == ColumnKind::Date)
        value = QDate(2026, 9, 30);
    else if (shape == ColumnKind::State)
        value = QVariant::fromValue(StateValue{Mark::Warn, QStringLiteral("Late")});
    else if (shape == ColumnKind::TwoLine)
        value = QStringList{QStringLiteral("Name"), QStringLiteral("detail")};
    else if (shape == ColumnKind::Age)
        value = 12;
    TableSpec spec;
    spec.columns = {{QStringLiteral("c"), QStringLiteral("C"), shape, 1, Good::Up}};
    spec.rows = {{QStringLiteral("full"), {value}}, {QStringLiteral("void"), {QVariant()}}};
    TableView view;
    open(view, spec, 200);
    auto *grid = view.findChild<GridView *>();
    const QImage image = grid->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    for (const int row : {0, 1}) {
        // Something other than the ground stands between the edges of the cell, on the theme's surface.
        const QRect cell = grid->visualRect(grid->model()->index(row, 0)).adjusted(2, 2, -2, -3);
        int inked = 0;
        for (int y = cell.top(); y <= cell.bottom(); ++y) {
            for (int x = cell.left(); x <= cell.right(); ++x)
                inked += image.pixelColor(x, y) != Theme::current().surface;
        }
        QVERIFY2(inked > 20, qPrintable(QString::number(inked)));
        QVERIFY(inked < cell.width() * cell.height() * 9 / 10);
    }
}

void TestTableView::aMillionRows()
{
    constexpr int Count = 1'000'000;
    TableSpec spec;
    spec.columns = {{QStringLiteral("n"), QStringLiteral("N"), ColumnKind::Number, 0, Good::Unknown, 0, true, true}};
    spec.rows.reserve(Count);
    for (qint64 i = 0; i < Count; ++i)
        spec.rows << TableRow{QString::number(i), {double(i * 7919 % Count)}};
    TableView view;
    open(view, spec);
    view.findChild<FilterHeader *>()->sectionClicked(0);
    auto *grid = view.findChild<GridView *>();
    QCOMPARE(grid->model()->index(0, 0).data(TableModel::SortRole).toInt(), Count - 1);
    view.setFilter(QStringLiteral("n"), QStringLiteral("<= 9"));
    QCOMPARE(view.shownIds().size(), 10);
    QCOMPARE(view.findChild<TotalsRow *>()->textOf(0), QStringLiteral("45"));
}

QTEST_MAIN(TestTableView)
#include "tst_table_view.moc"
