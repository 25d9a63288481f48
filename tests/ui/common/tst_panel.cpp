#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/paint/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QtTest>

using namespace qd::ui;

namespace {

constexpr QSize Wide(700, 120);
constexpr QSize Narrow(200, 120);

LegendStrip *legend()
{
    return new LegendStrip({{[](const Theme &theme) { return theme.accent; }, QStringLiteral("under the target")},
        {[](const Theme &theme) { return theme.border; }, QStringLiteral("over the target")}});
}

/// Gives the panel its whole width until the legend is to be seen, then `Narrow`: for good, or until it is hidden
/// again.
class Taking final : public QHBoxLayout {
public:
    Taking(QWidget &host, Panel &panel, const LegendStrip &legend, bool forGood)
        : QHBoxLayout(&host)
        , m_legend(legend)
        , m_forGood(forGood)
    {
        setContentsMargins(0, 0, 0, 0);
        addWidget(&panel);
    }
    void setGeometry(const QRect &room) override
    {
        m_taken = !m_legend.isHidden() || (m_taken && m_forGood);
        QHBoxLayout::setGeometry(m_taken ? QRect(room.topLeft(), Narrow) : room);
    }

private:
    const LegendStrip &m_legend;
    bool m_forGood;
    bool m_taken = false;
};

} // namespace

/// The header of a panel: what is seen in it, and when.
class TestPanel : public QObject {
    Q_OBJECT

private slots:
    void theLegendIsSeenWhereThereIsRoomForAllOfIt()
    {
        Panel panel(QStringLiteral("Books"));
        LegendStrip *strip = legend();
        panel.setLegend(strip);
        panel.setBody(new QLabel(QStringLiteral("body")));
        panel.resize(Narrow);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QVERIFY(!strip->isVisible());
        panel.resize(Wide);
        QTRY_VERIFY(strip->isVisible());
        QVERIFY(strip->width() >= strip->sizeHint().width());
        panel.setLegendWanted(false);
        QVERIFY(!strip->isVisible());
        panel.setLegendWanted(true);
        QVERIFY(strip->isVisible());
        panel.resize(Narrow);
        QTRY_VERIFY(!strip->isVisible());
    }

    void roomTakenForTheLegendHidesItAgain_data()
    {
        QTest::addColumn<bool>("forGood");
        QTest::newRow("for good") << true;
        QTest::newRow("given back each time") << false;
    }
    void roomTakenForTheLegendHidesItAgain()
    {
        QFETCH(bool, forGood);
        QWidget host;
        auto *panel = new Panel(QStringLiteral("Books"));
        LegendStrip *strip = legend();
        panel->setLegend(strip);
        panel->setBody(new QLabel(QStringLiteral("body")));
        panel->setLegendWanted(false);
        new Taking(host, *panel, *strip, forGood);
        host.resize(Wide);
        host.show();
        QVERIFY(QTest::qWaitForWindowExposed(&host));
        QCOMPARE(panel->width(), Wide.width());
        panel->setLegendWanted(true);
        QVERIFY(!strip->isVisible());
        QVERIFY(strip->isHidden());
    }
};

QTEST_MAIN(TestPanel)
#include "tst_panel.moc"
