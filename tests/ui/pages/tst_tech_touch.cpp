#include "core/coverage/tech_touch.h"
#include "core/portfolio/portfolio.h"
#include "tests/support/layout_check.h"
#include "tests/ui/pages/touch_fixture.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/error_bar.h"
#include "ui/coverage/model_menu.h"
#include "ui/coverage/tech_touch_dialog.h"
#include "ui/shell/account_list.h"

#include <QLabel>
#include <QSlider>

using namespace qd;
using namespace qd::test;
using namespace qd::ui;

namespace {

TechTouchDialog &openDialog(ShownCoverage &shown)
{
    return shown.choose<TechTouchDialog>("techTouch", &TechTouchDialog::shown);
}

/// Waits until what was typed last is computed.
void settle(TechTouchDialog &dialog)
{
    QVERIFY(QTest::qWaitFor([&dialog] { return dialog.isCurrent(); }, Patience));
}

void state(TechTouchDialog &dialog)
{
    typeField(dialog, "touchCost", QStringLiteral("126,000"));
    typeField(dialog, "touchUplift", QStringLiteral("5"));
    typeField(dialog, "touchOwner", QStringLiteral("CS operations"));
    typeField(dialog, "touchNote", QStringLiteral("two cohorts of 2025"));
    settle(dialog);
}

QString answer(const TechTouchDialog &dialog)
{
    return part<QLabel>(dialog, "touchAnswer").text();
}

} // namespace

/// The tech-touch threshold, driven as a person would.
class TestTechTouch : public QObject {
    Q_OBJECT

    SampleFolder m_files;

private slots:
    void initTestCase() { m_files.fill(); }

    void thereIsNoAnswerWithoutAssumptions()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        TechTouchDialog &dialog = openDialog(shown);
        QCOMPARE(answer(dialog), QStringLiteral("No answer yet"));
        QVERIFY(part<QLabel>(dialog, "touchReason").text().contains(QStringLiteral("who stands behind it")));
        QVERIFY(dialog.findChild<ChartView *>()->spec().series.isEmpty());
        typeField(dialog, "touchUplift", QStringLiteral("5"));
        typeField(dialog, "touchOwner", QStringLiteral("Ann"));
        settle(dialog);
        QCOMPARE(answer(dialog), QStringLiteral("No answer yet")); // the note is still missing
        typeField(dialog, "touchNote", QStringLiteral("x"));
        settle(dialog);
        QVERIFY(answer(dialog) != QStringLiteral("No answer yet"));
    }

    /// Mid-Market 2 h against SMB 0.25 h: 1.75 x 12 x 126,000 / (12 x 105) = 2,100 a year; / (0.75 x 0.05) = 56,000.
    void theAnswerIsTheOneByHand()
    {
        const std::string path = m_files.own();
        ShownCoverage shown(path);
        TechTouchDialog &dialog = openDialog(shown);
        state(dialog);
        QCOMPARE(answer(dialog), QStringLiteral("USD 56,000"));
        QVERIFY(part<QLabel>(dialog, "touchReason").text().contains(QStringLiteral("CS operations")));
        QCOMPARE(part<QLineEdit>(dialog, "touchThreshold").text(), QStringLiteral("56,000"));

        auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
        const auto input =
            coverage::coverageOf(*portfolio::Portfolio::of(**workspace), coverage::defaultCapacityModel());
        int below = 0;
        for (const coverage::AccountLoad &load : input->loads)
            below += load.segment == 1 && load.arr < 56'000'00;
        QVERIFY(below > 0);
        QCOMPARE(
            part<QPushButton>(dialog, "openTouchCustomers").text(), QStringLiteral("Open %1 customers").arg(below));
        QSignalSpy link(shown.page, &Page::linkActivated);
        click(dialog, "openTouchCustomers");
        QCOMPARE(int(accountList(link.value(0).value(1).value<PageTarget>()).ids.size()), below);
    }

    void theSliderTheFieldAndTheChartMoveTheThreshold()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        TechTouchDialog &dialog = openDialog(shown);
        state(dialog);
        const auto &open = part<QPushButton>(dialog, "openTouchCustomers");
        const QString at = open.text();
        typeField(dialog, "touchThreshold", QStringLiteral("0"));
        QTRY_COMPARE_WITH_TIMEOUT(open.text(), QStringLiteral("Open 0 customers"), Patience);
        QVERIFY(!open.isEnabled());
        auto &slider = part<QSlider>(dialog, "touchSlider");
        QCOMPARE(slider.value(), 0);
        slider.setFocus();
        QTest::keyClick(&slider, Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(open.isEnabled(), Patience);
        const ChartSpec spec = dialog.findChild<ChartView *>()->spec();
        QVERIFY(spec.divider && spec.divider->category == spec.categories.size() - 1);
        Q_EMIT dialog.findChild<ChartView *>()->placeActivated(0, 0);
        QTRY_COMPARE_WITH_TIMEOUT(open.text(), QStringLiteral("Open 0 customers"), Patience);
        typeField(dialog, "touchThreshold", QStringLiteral("56000"));
        QTRY_COMPARE_WITH_TIMEOUT(open.text(), at, Patience);
        typeField(dialog, "touchThreshold", QStringLiteral("-1"));
        QVERIFY(!part<QPushButton>(dialog, "saveTouch").isEnabled());
    }

    void theChartIsExported()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        TechTouchDialog &dialog = openDialog(shown);
        state(dialog);
        const ChartSpec spec = dialog.findChild<ChartView *>()->spec();
        QCOMPARE(spec.series.size(), 3);
        for (qsizetype i = 0; i < spec.categories.size(); ++i)
            QCOMPARE(*spec.series[0].values[i], *spec.series[1].values[i] + *spec.series[2].values[i]);
        QVERIFY(!spec.accessibleDescription().isEmpty());
    }

    void assumptionsAreKeptAndUndone()
    {
        const std::string path = m_files.own();
        {
            ShownCoverage shown(path);
            TechTouchDialog &dialog = openDialog(shown);
            state(dialog);
            typeField(dialog, "touchThreshold", QStringLiteral("40000"));
            settle(dialog);
            click(dialog, "saveTouch");
            QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 1, Patience);
            const auto tech = modelIn(path).model.techTouch;
            QVERIFY(tech);
            QCOMPARE(tech->human, std::string("Mid-Market"));
            QCOMPARE(tech->retentionUplift.value(), 0.05);
            QCOMPARE(tech->note, std::string("two cohorts of 2025"));
            QCOMPARE(tech->threshold.value(), 40'000.0);
            QTRY_VERIFY_WITH_TIMEOUT(!part<QPushButton>(dialog, "saveTouch").isEnabled(), Patience);
        }
        ShownCoverage again(path);
        TechTouchDialog &dialog = openDialog(again);
        QCOMPARE(answer(dialog), QStringLiteral("USD 56,000"));
        QCOMPARE(part<QLineEdit>(dialog, "touchThreshold").text(), QStringLiteral("40,000"));
        typeField(dialog, "touchUplift", QStringLiteral("10"));
        click(dialog, "saveTouch");
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 2, Patience);
        again.window.undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 3, Patience);
        QCOMPARE(modelIn(path).model.techTouch->retentionUplift.value(), 0.05);
        QTRY_COMPARE_WITH_TIMEOUT(answer(dialog), QStringLiteral("USD 56,000"), Patience); // follows the undo
    }

    void theCostIsMarkedMeasuredOrAssumed()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        TechTouchDialog &dialog = openDialog(shown);
        const auto &cost = part<QLineEdit>(dialog, "touchCost");
        QVERIFY2(cost.accessibleDescription().startsWith(QStringLiteral("measured over")),
            qPrintable(cost.accessibleDescription()));
        typeField(dialog, "touchCost", QStringLiteral("100000"));
        settle(dialog);
        QVERIFY(cost.accessibleDescription().startsWith(QStringLiteral("assumed; the roster")));
        typeField(dialog, "touchUplift", QStringLiteral("500"));
        QVERIFY(part<QLineEdit>(dialog, "touchUplift").accessibleDescription().contains(QStringLiteral("at most 1")));
    }

    void withoutARosterItSaysWhatToImport()
    {
        ShownCoverage shown(m_files.path("empty.qdeck"));
        shown.page->modelMenu().openTechTouch();
        auto *dialog = shown.page->findChild<TechTouchDialog *>();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->findChild<ErrorBar *>()->isHidden(), Patience);
    }

    void nothingIsClippedOrOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("stated");
        QTest::newRow("wide") << QSize(1440, 900) << true;
        QTest::newRow("small") << QSize(1024, 700) << true;
        QTest::newRow("nothing stated") << QSize(1024, 700) << false;
    }
    void nothingIsClippedOrOverlaps()
    {
        QFETCH(QSize, size);
        QFETCH(bool, stated);
        ShownCoverage shown(m_files.path("sample.qdeck"), size);
        TechTouchDialog &dialog = openDialog(shown);
        if (stated)
            state(dialog);
        QVERIFY(dialog.width() <= size.width() && dialog.height() <= size.height());
        QTRY_COMPARE(layoutFaults(dialog), QStringList());
    }
};

QTEST_MAIN(TestTechTouch)
#include "tst_tech_touch.moc"
