#include "tests/support/layout_check.h"
#include "ui/common/segmented_switch.h"
#include "ui/shell/command_palette.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace qd::ui;

Q_DECLARE_METATYPE(qd::ui::PaletteEntry)

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
    void otherWords_data();
    void otherWords();
    void saysWhatCanBeLookedFor();
    void cutsNoKind_data();
    void cutsNoKind();
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

void TestPalette::otherWords_data()
{
    QTest::addColumn<PaletteEntry>("entry");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("by");
    const auto row = [](PaletteKind kind, const char *title, const char *topic, const char *text, const char *by) {
        PaletteEntry entry{kind, QString::fromLatin1(title)};
        entry.topic = QString::fromLatin1(topic);
        QTest::addRow("%s: %s", title, text) << entry << QString::fromLatin1(text) << QString::fromLatin1(by);
    };
    row(PaletteKind::Page, "Revenue", "revenue", "ret", "retention");
    row(PaletteKind::Page, "Revenue", "revenue", "RETENTION", "retention");
    row(PaletteKind::Page, "Revenue", "revenue", "cohort", "cohorts");
    row(PaletteKind::Page, "Umsatz", "revenue", "dollar", "net dollar retention"); // whatever it is called
    row(PaletteKind::Metric, "NRR, year to Oct 2026", "", "ret", "retention");
    row(PaletteKind::Metric, "GRR, year to Oct 2026", "", "gross rev", "gross revenue retention");
    row(PaletteKind::Metric, "ARR on 31 Oct 2026", "", "mrr", "MRR");
    row(PaletteKind::Command, "Settings of this workspace\u2026", "", "preferences", "preferences");
    row(PaletteKind::Command, "Dark", "", "theme", "theme");
    row(PaletteKind::Customer, "ARR Settings Inc.", "", "recurring", "-"); // a name is a name
    row(PaletteKind::Metric, "Arrears", "", "recurring", "-"); // only whole words of a title count
}

void TestPalette::otherWords()
{
    QFETCH(PaletteEntry, entry);
    QFETCH(QString, text);
    QFETCH(QString, by);
    PaletteModel model;
    model.setEntries({entry});
    model.search(text, std::nullopt);
    QCOMPARE(model.found(), by == QStringLiteral("-") ? 0 : 1);
    if (model.found() > 0)
        QCOMPARE(model.index(1).data(PaletteModel::DetailRole).toString(), by);
}

void TestPalette::saysWhatCanBeLookedFor()
{
    QWidget ground;
    ground.resize(960, 540);
    CommandPalette palette(&ground);
    palette.addProvider([] { return book(); });
    ground.show();
    palette.open(QStringLiteral("zzz"));
    const auto *nothing = palette.findChild<QLabel *>(QStringLiteral("paletteNothing"));
    const auto *list = palette.findChild<QListView *>();
    QTRY_VERIFY(nothing->isVisible() && !list->isVisible());
    QVERIFY(nothing->text().contains(QStringLiteral("zzz")));
    QVERIFY(nothing->text().contains(QStringLiteral("retention")));
    QTRY_COMPARE(qd::test::layoutFaults(palette), QStringList());
    palette.findChild<QLineEdit *>()->setText(QString(400, u'w'));
    QTRY_COMPARE(qd::test::layoutFaults(palette), QStringList());
    palette.findChild<QLineEdit *>()->setText(QStringLiteral("ret"));
    QVERIFY(!nothing->isVisible() && list->isVisible());
    QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Tab);
    palette.findChild<QLineEdit *>()->setText(QStringLiteral("cohorts"));
    QVERIFY(nothing->isVisible());
    QVERIFY2(nothing->text().contains(QStringLiteral("other kinds")), qPrintable(nothing->text()));
}

void TestPalette::cutsNoKind_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("text");
    for (const int width : {320, 440, 560, 960}) {
        for (const char *text : {"", "ret", "zzz"})
            QTest::addRow("%d \"%s\"", width, text) << width << QString::fromLatin1(text);
    }
}

void TestPalette::cutsNoKind()
{
    QFETCH(int, width);
    QFETCH(QString, text);
    QWidget ground;
    ground.resize(width, 540);
    CommandPalette palette(&ground);
    palette.addProvider([] {
        auto entries = book();
        for (int i = 0; i < 12'345; ++i)
            entries.push_back({PaletteKind::Customer, QStringLiteral("Retail %1").arg(i)});
        return entries;
    });
    ground.show();
    palette.open(text);
    const auto *kinds = palette.findChild<SegmentedSwitch *>();
    QTRY_COMPARE(kinds->width(), kinds->sizeHint().width());
    for (const auto *kind : kinds->findChildren<QAbstractButton *>()) {
        if (!kind->isVisible())
            continue;
        QVERIFY(kind->width() >= kind->sizeHint().width() && kind->height() >= kind->sizeHint().height());
        QVERIFY(kinds->rect().contains(kind->geometry()));
    }
    QVERIFY(kinds->parentWidget()->rect().contains(kinds->geometry()));
    auto *field = palette.findChild<QLineEdit *>();
    for (int i = 0; i < 6; ++i) { // the kinds that are left out are no stop either
        QTest::keyClick(field, Qt::Key_Tab);
        QVERIFY(kinds->isChoiceShown(kinds->current()));
    }
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
    QTest::keyClick(field, Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(list->model()->rowCount() > 3 && !palette.findChild<QAbstractButton *>()->hasFocus());
    QTest::keyClick(field, Qt::Key_Backtab, Qt::ShiftModifier); // round to the commands
    QCOMPARE(list->model()->rowCount(), 2);
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
