#include "tests/ui/table/table_fixture.h"
#include "ui/common/table/column_choice.h"
#include "ui/common/table/row_filter.h"

#include <numeric>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace qd::ui;

namespace {

QString shown(const TableModel &model, const RowFilter &rows)
{
    QStringList ids;
    for (int row = 0; row < rows.rowCount(); ++row)
        ids << model.spec().rows[rows.sourceRow(row)].id;
    return ids.join(QLatin1Char(' '));
}

} // namespace

class TestTableRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelsKeepTheRules();
    void displaysByKind_data();
    void displaysByKind();
    void sorts_data();
    void sorts();
    void sortIsStable();
    void filters_data();
    void filters();
    void filtersOfSeveralColumnsAllHold();
    void totalsFollowFiltersAndLeaveOut();
    void totalsDoNotDrift();
    void shownPartsAddUp();
    void shownPartsAddUpToARow();
    void sectionsOpenOnlyInTheGivenOrder();
    void persistentIndexesFollowTheirRows();
    void fits_data();
    void fits();
};

void TestTableRows::modelsKeepTheRules()
{
    TableModel model;
    const QAbstractItemModelTester source(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    RowFilter rows(&model);
    const QAbstractItemModelTester proxy(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSpec(breaksSpec());
    rows.sort(2, Qt::DescendingOrder);
    QVERIFY(rows.setFilter(2, QStringLiteral(">= 900")));
    QCOMPARE(shown(model, rows), QStringLiteral("r2 r5 r1"));
    QVERIFY(rows.setFilter(2, QString()));
    QCOMPARE(rows.rowCount(), 5);
    model.setSpec({});
    QCOMPARE(rows.rowCount(), 0);
    QCOMPARE(rows.columnCount(), 0);
}

void TestTableRows::displaysByKind_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::newRow("money") << 1 << 2 << QStringLiteral("10,000.00");
    QTest::newRow("delta up") << 0 << 3 << QStringLiteral("+120.25");
    QTest::newRow("delta down") << 1 << 3 << QStringLiteral("\u22125,000.10");
    QTest::newRow("percent") << 0 << 4 << QStringLiteral("50.0\u00A0%");
    QTest::newRow("date") << 3 << 5 << QStringLiteral("31 Dec 2025");
    QTest::newRow("state") << 4 << 6 << QStringLiteral("To fix");
    QTest::newRow("missing text") << 2 << 1 << QStringLiteral("none");
    QTest::newRow("missing money") << 2 << 2 << QStringLiteral("none");
    QTest::newRow("missing date") << 2 << 5 << QStringLiteral("none");
    QTest::newRow("missing state") << 2 << 6 << QStringLiteral("none");
}

void TestTableRows::displaysByKind()
{
    QFETCH(int, row);
    QFETCH(int, column);
    QFETCH(QString, text);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TableModel model;
    model.setSpec(breaksSpec());
    const QModelIndex index = model.index(row, column);
    QCOMPARE(index.data().toString(), text);
    QCOMPARE(index.data(TableModel::MissingRole).toBool(), text == QStringLiteral("none"));
    QCOMPARE(index.data(TableModel::RowIdRole).toString(), QStringLiteral("r%1").arg(row + 1));
}

void TestTableRows::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("ids");
    QTest::newRow("as given") << -1 << false << QStringLiteral("r1 r2 r3 r4 r5");
    QTest::newRow("money is no text") << 2 << false << QStringLiteral("r4 r1 r5 r2 r3");
    QTest::newRow("missing stays last") << 2 << true << QStringLiteral("r2 r5 r1 r4 r3");
    QTest::newRow("delta by size") << 3 << true << QStringLiteral("r2 r1 r3 r5 r4");
    QTest::newRow("date") << 5 << false << QStringLiteral("r4 r2 r1 r5 r3");
    QTest::newRow("text, stable, without case") << 1 << false << QStringLiteral("r4 r1 r2 r5 r3");
    QTest::newRow("text down, missing last") << 1 << true << QStringLiteral("r2 r5 r1 r4 r3");
    QTest::newRow("state by word") << 6 << false << QStringLiteral("r2 r1 r4 r5 r3");
}

void TestTableRows::sorts()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    QFETCH(QString, ids);
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(breaksSpec());
    rows.sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QCOMPARE(shown(model, rows), ids);
}

void TestTableRows::sortIsStable()
{
    TableSpec spec;
    spec.columns = {{QStringLiteral("n"), QStringLiteral("N"), ColumnKind::Number}};
    for (int i = 0; i < 200; ++i)
        spec.rows << TableRow{QString::number(i), {double(i % 3)}};
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(spec);
    rows.sort(0, Qt::DescendingOrder);
    for (int row = 1; row < rows.rowCount(); ++row) {
        const int before = rows.sourceRow(row - 1);
        const int here = rows.sourceRow(row);
        QVERIFY(before % 3 > here % 3 || (before % 3 == here % 3 && before < here));
    }
}

void TestTableRows::filters_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("parses");
    QTest::addColumn<QString>("ids");
    const auto all = QStringLiteral("r1 r2 r3 r4 r5");
    QTest::newRow("empty") << 0 << QStringLiteral("  ") << true << all;
    QTest::newRow("contains, any case") << 1 << QStringLiteral("BILLED") << true << QStringLiteral("r2 r5");
    QTest::newRow("one of") << 1 << QStringLiteral("cancel, annual") << true << QStringLiteral("r1 r4");
    QTest::newRow("whole") << 0 << QStringLiteral("=umber") << true << QStringLiteral("r2");
    QTest::newRow("whole is not a part") << 0 << QStringLiteral("=umb") << true << QString();
    QTest::newRow("only =") << 0 << QStringLiteral("=") << false << all;
    QTest::newRow("states") << 6 << QStringLiteral("open,fix") << true << QStringLiteral("r1 r4 r5");
    QTest::newRow("none") << 6 << QStringLiteral("none") << true << QStringLiteral("r3");
    QTest::newRow("bare is |x| at least") << 3 << QStringLiteral("100") << true << QStringLiteral("r1 r2");
    QTest::newRow("bare, negative") << 3 << QStringLiteral("\u2212100") << true << QStringLiteral("r1 r2");
    QTest::newRow("at least") << 3 << QStringLiteral(">= 40") << true << QStringLiteral("r1 r3");
    QTest::newRow("sign at least") << 3 << QStringLiteral("\u2265 40") << true << QStringLiteral("r1 r3");
    QTest::newRow("more than") << 3 << QStringLiteral("> 40") << true << QStringLiteral("r1");
    QTest::newRow("at most") << 3 << QStringLiteral("<=-0.1") << true << QStringLiteral("r2 r4");
    QTest::newRow("less than") << 3 << QStringLiteral("< -0.1") << true << QStringLiteral("r2");
    QTest::newRow("equal") << 3 << QStringLiteral("= 7") << true << QStringLiteral("r5");
    QTest::newRow("groups") << 2 << QStringLiteral("10,000") << true << QStringLiteral("r2");
    QTest::newRow("range") << 2 << QStringLiteral("80..1000") << true << QStringLiteral("r1 r4 r5");
    QTest::newRow("open range") << 2 << QStringLiteral("..900") << true << QStringLiteral("r4");
    QTest::newRow("percent as read") << 4 << QStringLiteral(">= 50 %") << true << QStringLiteral("r1 r4");
    QTest::newRow("month") << 5 << QStringLiteral("2026-09") << true << QStringLiteral("r1 r5");
    QTest::newRow("year") << 5 << QStringLiteral("2025") << true << QStringLiteral("r4");
    QTest::newRow("after a month") << 5 << QStringLiteral("> 2026-07") << true << QStringLiteral("r1 r5");
    QTest::newRow("dates") << 5 << QStringLiteral("2025-12..2026-07") << true << QStringLiteral("r2 r4");
    QTest::newRow("not a number") << 2 << QStringLiteral("abc") << false << all;
    QTest::newRow("no operand") << 2 << QStringLiteral(">=") << false << all;
    QTest::newRow("backwards") << 2 << QStringLiteral("9..1") << false << all;
    QTest::newRow("only dots") << 2 << QStringLiteral("..") << false << all;
    QTest::newRow("not finite") << 2 << QStringLiteral("inf") << false << all;
    QTest::newRow("no such month") << 5 << QStringLiteral("2026-13") << false << all;
}

void TestTableRows::filters()
{
    QFETCH(int, column);
    QFETCH(QString, text);
    QFETCH(bool, parses);
    QFETCH(QString, ids);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(breaksSpec());
    QCOMPARE(rows.setFilter(column, text), parses);
    QCOMPARE(shown(model, rows), ids);
}

void TestTableRows::filtersOfSeveralColumnsAllHold()
{
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(breaksSpec());
    rows.setFilter(1, QStringLiteral("billed"));
    rows.setFilter(2, QStringLiteral(">= 5000"));
    QCOMPARE(shown(model, rows), QStringLiteral("r2"));
    rows.setFilter(2, QStringLiteral("nonsense")); // takes the old one back
    QCOMPARE(shown(model, rows), QStringLiteral("r2 r5"));
}

void TestTableRows::totalsFollowFiltersAndLeaveOut()
{
    TableSpec spec = breaksSpec();
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(spec);
    QCOMPARE(rows.total(2).value(), 11980.5);
    rows.setFilter(1, QStringLiteral("billed"));
    QCOMPARE(rows.total(2).value(), 11000.0);
    rows.setFilter(1, QStringLiteral("nowhere"));
    QVERIFY(!rows.total(2).has_value());
    spec.rows[1].leftOut = true;
    model.setSpec(spec);
    QCOMPARE(rows.total(2).value(), 1980.5);
}

void TestTableRows::totalsDoNotDrift()
{
    TableSpec spec;
    spec.columns = {{QStringLiteral("m"), QStringLiteral("M"), ColumnKind::Money, 2, Good::Unknown, 0, true, true}};
    for (int i = 0; i < 1000; ++i)
        spec.rows << TableRow{QString::number(i), {0.1}};
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(spec);
    QVERIFY(rows.total(0).value() == 100.0); // exactly: adding 0.1 a thousand times gives 99.9999999999986
    for (TableRow &row : spec.rows)
        row.values = {1000.125}; // of a currency with three digits
    model.setSpec(spec);
    QVERIFY(rows.total(0).value() == 1000125.0);
}

/// Three thirds of 100 are shown as 34, 33 and 33; what is copied stays what it is. A filter leaves others, whose shown
/// total is their own.
void TestTableRows::shownPartsAddUp()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TableSpec spec;
    spec.columns = {{QStringLiteral("name"), QStringLiteral("Name"), ColumnKind::Text},
        {QStringLiteral("m"), QStringLiteral("M"), ColumnKind::Money, 0, Good::Unknown, 0, true, true},
        {QStringLiteral("h"), QStringLiteral("H"), ColumnKind::Number, 1, Good::Unknown, 0, true, true}};
    const auto add = [&](const char *name, const QVariant &money, double hours) {
        spec.rows << TableRow{QString::fromLatin1(name), {QString::fromLatin1(name), money, hours}};
    };
    add("a", 33.34, 8.64);
    add("b", 33.33, 7.04);
    add("c", 33.33, 6.02);
    add("d", QVariant(), 0);
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(spec);
    const auto texts = [&](int column) {
        QStringList all;
        for (int row = 0; row < rows.rowCount(); ++row)
            all << rows.index(row, column).data().toString();
        return all.join(QLatin1Char(' '));
    };
    QCOMPARE(texts(1), QStringLiteral("34 33 33 none"));
    QCOMPARE(rows.shownTotal(1).value(), 100.0);
    QCOMPARE(texts(2), QStringLiteral("8.7 7.0 6.0 0.0"));
    QCOMPARE(rows.shownTotal(2).value(), 21.7);
    QCOMPARE(model.value(0, 1).toDouble(), 33.34);
    rows.sort(0, Qt::DescendingOrder);
    QCOMPARE(rows.shownValue(0, 1).toDouble(), 34.0); // by source row, however it is sorted
    rows.sort(-1);
    rows.setFilter(0, QStringLiteral("b, c"));
    QCOMPARE(rows.shownTotal(1).value(), 67.0);
    QCOMPARE(texts(1), QStringLiteral("34 33"));
    spec.rows[1].leftOut = true; // is not counted, so it is rounded by itself
    model.setSpec(spec);
    QCOMPARE(texts(1), QStringLiteral("34 33 33 none"));
    spec.rows[1].values[1] = 12.5;
    model.setSpec(spec);
    QCOMPARE(texts(1), QStringLiteral("34 12 33 none"));
}

void TestTableRows::shownPartsAddUpToARow()
{
    TableSpec spec;
    spec.whole = QStringLiteral("all");
    spec.columns = {{QStringLiteral("m"), QStringLiteral("M"), ColumnKind::Money},
        {QStringLiteral("s"), QStringLiteral("S"), ColumnKind::Bar}};
    spec.columns[0].adds = spec.columns[1].adds = true;
    spec.rows = {{QStringLiteral("all"), {100.0, 1.0}}, {QStringLiteral("a"), {33.4, 0.334}},
        {QStringLiteral("b"), {33.3, 0.333}}, {QStringLiteral("c"), {33.3, 0.333}}};
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(spec);
    const auto values = [&](int column) {
        QList<double> all;
        for (int row = 0; row < 4; ++row)
            all << rows.shownValue(row, column).toDouble();
        return all;
    };
    QCOMPARE(values(0), (QList<double>{100, 34, 33, 33}));
    QCOMPARE(values(1), (QList<double>{1, 0.34, 0.33, 0.33}));
    QVERIFY(!rows.data(rows.index(0, 1)).toString().isEmpty());
    spec.rows[1].shown.insert(0, 35);
    model.setSpec(spec);
    QCOMPARE(values(0), (QList<double>{100, 35, 33, 33})); // its own, whatever the others make
    QCOMPARE(model.value(1, 0).toDouble(), 33.4);
    spec.rows[1].shown.clear();
    spec.rows.removeLast(); // what is there is not the whole
    model.setSpec(spec);
    QCOMPARE(rows.shownValue(1, 0).toDouble(), 33.0);
}

void TestTableRows::sectionsOpenOnlyInTheGivenOrder()
{
    TableSpec spec = breaksSpec();
    for (int row = 0; row < 5; ++row)
        spec.rows[row].section = row < 2 ? QStringLiteral("A") : QStringLiteral("B");
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(spec);
    QVERIFY(rows.opensSection(0) && !rows.opensSection(1) && rows.opensSection(2) && !rows.opensSection(3));
    rows.sort(2);
    QVERIFY(!rows.opensSection(0) && !rows.opensSection(2));
}

void TestTableRows::persistentIndexesFollowTheirRows()
{
    TableModel model;
    RowFilter rows(&model);
    model.setSpec(breaksSpec());
    const QPersistentModelIndex umber = rows.index(1, 0);
    const QPersistentModelIndex kestrel = rows.index(0, 0);
    rows.sort(2, Qt::DescendingOrder);
    QCOMPARE(umber.row(), 0);
    QCOMPARE(umber.data().toString(), QStringLiteral("Umber"));
    rows.setFilter(0, QStringLiteral("umber"));
    QVERIFY(umber.isValid());
    QVERIFY(!kestrel.isValid());
}

void TestTableRows::fits_data()
{
    QTest::addColumn<int>("available");
    QTest::addColumn<QVector<int>>("widths");
    // A name (100, down to 60), a text (100, down to 50), an amount and a date of priority 2 and 1.
    QTest::newRow("whole") << 300 << QVector<int>{100, 100, 50, 50};
    QTest::newRow("spare is shared") << 600 << QVector<int>{200, 200, 100, 100};
    QTest::newRow("text is cut first") << 270 << QVector<int>{100, 70, 50, 50};
    QTest::newRow("then priority 2 goes") << 240 << QVector<int>{100, 90, 0, 50};
    QTest::newRow("then priority 1") << 190 << QVector<int>{100, 90, 0, 0};
    QTest::newRow("then names are cut") << 130 << QVector<int>{80, 50, 0, 0};
    QTest::newRow("then it scrolls") << 90 << QVector<int>{60, 50, 0, 0};
}

void TestTableRows::fits()
{
    QFETCH(int, available);
    QFETCH(QVector<int>, widths);
    const QVector<ColumnRoom> columns{
        {100, 60, 0, false, false}, {100, 50, 0, true, false}, {50, 50, 2, false, false}, {50, 50, 1, false, false}};
    QCOMPARE(fitColumns(columns, available), widths);
}

QTEST_MAIN(TestTableRows)
#include "tst_table_rows.moc"
