#include "ui/shell/command_palette.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace qd::ui;

namespace {

std::vector<PaletteEntry> book()
{
    return {{PaletteKind::Command, QStringLiteral("Export retention by group"), QStringLiteral("CSV")},
        {PaletteKind::Metric, QStringLiteral("Net revenue retention, NRR"), QStringLiteral("12 months")},
        {PaletteKind::Metric, QStringLiteral("Retention at month 12"), QStringLiteral("8 start quarters")},
        {PaletteKind::Customer, QStringLiteral("Meridian Retail"), QStringLiteral("Enterprise, EMEA")},
        {PaletteKind::Customer, QStringLiteral("Egret Mutual"), QStringLiteral("SMB, APAC")},
        {PaletteKind::Page, QStringLiteral("Cohorts"), QStringLiteral("Retention by start month")},
        {PaletteKind::Customer, QStringLiteral("Upland Foods"), QStringLiteral("Enterprise, AMER")}};
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void showsFourOfAKind();
    void modelIsSound();
    void keyboard();
    void focusComesBack();
};

void TestPalette::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *text, const QStringList &expected) {
        QTest::newRow(name) << QString::fromLatin1(text) << expected;
    };
    row("by kind, then how it begins", "ret",
        {QStringLiteral("Retention at month 12"), QStringLiteral("Net revenue retention, NRR"),
            QStringLiteral("Cohorts"), QStringLiteral("Meridian Retail"), QStringLiteral("Egret Mutual"),
            QStringLiteral("Export retention by group")});
    row("no regard to case", "MERIDIAN", {QStringLiteral("Meridian Retail")});
    row("words in any order, detail too", "emea retail", {QStringLiteral("Meridian Retail")});
    row("metrics only", "#ret",
        {QStringLiteral("Retention at month 12"), QStringLiteral("Net revenue retention, NRR")});
    row("customers only", "@ enterprise", {QStringLiteral("Meridian Retail"), QStringLiteral("Upland Foods")});
    row("commands only", "> exp", {QStringLiteral("Export retention by group")});
    row("nothing", "zzz", {});
}

void TestPalette::finds()
{
    QFETCH(QString, text);
    const auto entries = book();
    QStringList titles;
    for (const PaletteHit &hit : searchPalette(entries, text))
        titles << entries[size_t(hit.entry)].title;
    QTEST(titles, "expected");
}

void TestPalette::showsFourOfAKind()
{
    std::vector<PaletteEntry> entries;
    for (int i = 0; i < 28; ++i)
        entries.push_back({PaletteKind::Customer, QStringLiteral("Retail %1").arg(i)});
    PaletteModel model;
    model.setEntries(entries);
    model.search(QStringLiteral("ret"), std::nullopt);
    QCOMPARE(model.found(), 28);
    QCOMPARE(model.rowCount(), 5); // heading and four
    QCOMPARE(model.index(0).data(PaletteModel::DetailRole).toString(), QStringLiteral("4 of 28"));
    model.search(QStringLiteral("ret"), PaletteKind::Customer);
    QCOMPARE(model.rowCount(), 29);
    QCOMPARE(model.nextRow(-1, 1), 1); // headings are stepped over
    QCOMPARE(model.nextRow(1, -1), 1);
}

void TestPalette::modelIsSound()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setEntries(book());
    model.search(QStringLiteral("ret"), std::nullopt);
    model.search(QStringLiteral("zzz"), std::nullopt);
    QCOMPARE(model.rowCount(), 0);
}

void TestPalette::keyboard()
{
    QWidget ground;
    ground.resize(1024, 700);
    CommandPalette palette(&ground);
    QString ran;
    palette.addProvider([&] {
        auto entries = book();
        for (PaletteEntry &entry : entries)
            entry.activate = [&ran, title = entry.title] { ran = title; };
        return entries;
    });
    ground.show();
    palette.open();
    auto *field = palette.findChild<QLineEdit *>();
    auto *list = palette.findChild<QListView *>();
    QVERIFY(palette.isVisible());
    QTest::keyClicks(field, QStringLiteral("ret"));
    QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Retention at month 12"));
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down); // over the heading of the pages
    QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Cohorts"));
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(ran, QStringLiteral("Net revenue retention, NRR"));
    QVERIFY(!palette.isVisible());
    palette.open();
    QTest::keyClick(field, Qt::Key_Tab); // metrics
    QCOMPARE(list->model()->rowCount(), 3);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
}

void TestPalette::focusComesBack()
{
    QWidget ground;
    ground.resize(1024, 700);
    QLineEdit before(&ground);
    CommandPalette palette(&ground);
    ground.show();
    ground.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&ground));
    before.setFocus();
    palette.open();
    QVERIFY(!before.hasFocus());
    QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(before.hasFocus());
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
