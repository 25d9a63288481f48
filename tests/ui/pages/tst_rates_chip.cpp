#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/tile.h"
#include "ui/home/home_page.h"
#include "ui/revenue/revenue_lists.h"
#include "ui/revenue/revenue_page.h"
#include "ui/shell/figure_lists.h"

#include <QtTest>

using namespace qd;
using namespace qd::ui;

/// A contract of 1,000 euros that never changes, while the euro halves: at constant rates all of it is kept, at the
/// rates of each day half. Every figure of retention follows the chip, and says which rates it has.
class TestRatesChip : public QObject {
    Q_OBJECT

    test::WorkspaceFixture m_data;

    PageContext context(revenue::FxMode fx)
    {
        PageContext made;
        made.workspacePath = m_data.workspace().path();
        made.fx = fx;
        return made;
    }

private slots:
    void initTestCase()
    {
        applyTheme(*qApp, false);
        m_data.source("billing", "billing");
        m_data.rate("billing", "EUR", "2024-01-01", "1.20");
        m_data.rate("billing", "EUR", "2026-10-01", "0.60");
        m_data.account("billing", "A", "Acme");
        m_data.subscription("billing", "a", "A", "1000", "2025-01-01", "", "", "EUR");
        m_data.settle();
    }

    void everyRateFollowsTheChip_data()
    {
        QTest::addColumn<bool>("constant");
        QTest::addColumn<double>("kept");
        QTest::newRow("constant rates") << true << 1.0;
        QTest::newRow("rates of each day") << false << 0.5;
    }
    void everyRateFollowsTheChip()
    {
        QFETCH(bool, constant);
        QFETCH(double, kept);
        const PageContext chips = context(constant ? revenue::FxMode::Constant : revenue::FxMode::AsOf);
        Progress progress;
        const auto view = computeRevenueView(chips, {}, progress);
        QVERIFY2(view.ok(), view ? "" : view.error().message.english().c_str());
        QCOMPARE((*view)->trend.back().rate(metrics::Nrr).value_or(-1), kept);
        QCOMPARE((*view)->retention.rows.front().rate(metrics::Nrr).value().value_or(-1), kept);
        QCOMPARE((*view)->cohorts.rows.front().values.back(), kept);
        QCOMPARE((*view)->cohorts.weighted.back().value_or(-1), kept);
        const QString word = constant ? QStringLiteral("constant rates") : QStringLiteral("rates of each day");
        QVERIFY(trendChart(**view).subtitle.contains(word));
        QVERIFY(cohortChart(**view).subtitle.contains(word));
        // The customers behind a rate add up to it.
        const AccountList behind = *retentionAccounts(chips, revenue::Grain::Account, (*view)->month, progress);
        QCOMPARE(behind.total(1) / behind.total(0), kept);
        const int last = int((*view)->cohorts.rows.front().values.size()) - 1;
        const AccountList cell = *cohortAccounts(chips, **view, {}, 0, last, progress);
        QCOMPARE(cell.total(1) / cell.total(0), kept);
    }

    void homeSaysWhichRatesItHas()
    {
        HomePage page;
        page.resize(1240, 760);
        static_cast<QWidget &>(page).show();
        QSignalSpy settled(&page, &Page::settled);
        page.refresh(context(revenue::FxMode::AsOf));
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 20000);
        const TileContent &nrr = page.findChild<Tile *>(QStringLiteral("tile1"))->content();
        QVERIFY(nrr.figure.startsWith(QStringLiteral("50.0")));
        QVERIFY2(nrr.note.contains(QStringLiteral("rates of each day")), qPrintable(nrr.note));
        QVERIFY2(nrr.label.contains(QStringLiteral("Oct 2026")), qPrintable(nrr.label));
    }
};

QTEST_MAIN(TestRatesChip)
#include "tst_rates_chip.moc"
