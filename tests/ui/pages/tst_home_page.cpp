#include "tests/ui/pages/sample_pages.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/tile.h"
#include "ui/home/home_page.h"
#include "ui/paint/chart/chart_text.h"

#include <QLabel>
#include <QRegularExpression>

using namespace qd;
using namespace qd::ui;

/// The words of Home on the sample.
class TestHomePage : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

private slots:
    void initTestCase() { m_pages.make(); }

    /// Where a cut axis shows, the panel says so, and no date is cut by its switch.
    void homeSaysThatItsAxisIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("window of 1024x700") << QSize(946, 514);
        QTest::newRow("window of 1440x900") << QSize(1224, 716);
    }
    void homeSaysThatItsAxisIsCut()
    {
        QFETCH(QSize, size);
        const auto home = m_pages.shown<HomePage>(size);
        const auto *bridge = home->findChild<ChartView *>();
        const QString start = axisStartSentence(bridge->spec());
        QVERIFY(!start.isEmpty());
        bool said = false;
        for (const QLabel *label : home->findChildren<QLabel *>()) {
            const int whole = label->fontMetrics().horizontalAdvance(label->text());
            said = said || (label->isVisible() && label->text().contains(start) && whole <= label->width());
        }
        QVERIFY(said);
    }

    /// A warning in a tile is a mark, too.
    void tileMarksAWarning()
    {
        const auto home = m_pages.shown<HomePage>();
        const auto *renewals = home->findChild<Tile *>(QStringLiteral("tile4"));
        QCOMPARE(renewals->content().changeTone, Tone::Warn);
        Tile plain;
        TileContent content = renewals->content();
        content.changeTone = Tone::Label;
        plain.setContent(content);
        QVERIFY(renewals->wholeWidth() > plain.wholeWidth());
        const QString churn = home->findChild<Tile *>(QStringLiteral("tile3"))->content().note;
        QVERIFY2(
            QRegularExpression(QStringLiteral("^\\d+ of \\d+ customers$")).match(churn).hasMatch(), qPrintable(churn));
        const QString change = home->findChild<Tile *>(QStringLiteral("tile0"))->content().change;
        QVERIFY2(change.contains(u'$'), qPrintable(change));
    }
};

QTEST_MAIN(TestHomePage)
#include "tst_home_page.moc"
