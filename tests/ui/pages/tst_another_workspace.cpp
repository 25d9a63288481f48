#include "tests/ui/pages/sample_pages.h"
#include "ui/actions/actions_page.h"
#include "ui/cohorts/cohorts_page.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/tile.h"
#include "ui/coverage/coverage_page.h"
#include "ui/customers/customers_page.h"
#include "ui/dictionary/dictionary_page.h"
#include "ui/explain/explain_page.h"
#include "ui/health/health_page.h"
#include "ui/home/home_page.h"
#include "ui/identity/identity_page.h"
#include "ui/import/import_page.h"
#include "ui/pack/packs_page.h"
#include "ui/quality/quality_page.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/renewals/renewals_page.h"
#include "ui/revenue/revenue_page.h"
#include "ui/scenario/scenarios_page.h"
#include "ui/shell/filter_chip.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation.h"
#include "ui/shell/notice_strip.h"
#include "ui/sql/sql_page.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

using namespace qd;
using namespace qd::ui;

namespace {

QString textWith(const QWidget &window, const char *name)
{
    QStringList texts;
    for (const QLabel *label : window.findChildren<QLabel *>(QLatin1String(name)))
        texts << label->text();
    return texts.join(u'|');
}

/// What a person can read on a page: labels, tiles, rows of tables, charts.
QString visibleText(const QWidget &page)
{
    QStringList texts;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    for (const Tile *tile : page.findChildren<Tile *>()) {
        if (tile->isVisible())
            texts << tile->content().figure << tile->content().note;
    }
    for (const TableView *table : page.findChildren<TableView *>()) {
        for (qsizetype i = 0; table->isVisible() && i < table->spec().rows.size(); ++i)
            for (const QVariant &value : table->spec().rows[i].values)
                texts << value.toString();
    }
    for (const ChartView *chart : page.findChildren<ChartView *>()) {
        if (chart->isVisible())
            texts << chart->spec().title << chart->spec().subtitle;
    }
    texts.removeAll(QString());
    return texts.join(u'|');
}

} // namespace

/// One window, two workspaces: nothing of the first is read as if it were of the second.
class TestAnotherWorkspace : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

    static bool visit(MainWindow &window, const QString &id)
    {
        window.showPage(id);
        return QTest::qWaitFor([&] { return window.isSettled(id); }, test::Patience);
    }
    static std::unique_ptr<MainWindow> newWindow()
    {
        auto window = std::make_unique<MainWindow>(
            QList<Page *>{new HomePage, new ImportPage, new CustomersPage, new IdentityPage, new QualityPage,
                new ReconcilePage, new RevenuePage, new CohortsPage, new HealthPage, new RenewalsPage, new ActionsPage,
                new ExplainPage, new CoveragePage, new ScenariosPage, new PacksPage, new DictionaryPage, new SqlPage},
            false);
        window->resize(1440, 900);
        window->show();
        return window;
    }
    /// What lies over a page until it has read the workspace.
    static QLabel *unknown(const Page &page)
    {
        return page.parentWidget()->findChild<QLabel *>(QStringLiteral("pageUnknown"));
    }
    static QString badge(MainWindow &window, const QString &id)
    {
        NavigationModel &pages = window.findChild<Navigation *>()->pages();
        return pages.index(pages.rowOf(id)).data(NavigationModel::BadgeRole).toString();
    }

private slots:
    void initTestCase() { m_pages.make(); }

    void nothingOfTheFirstIsLeft()
    {
        const auto window = newWindow();
        window->openWorkspace(QString::fromStdString(m_pages.sample().workspacePath));
        QTRY_VERIFY_WITH_TIMEOUT(window->hasWorkspace(), test::Patience);
        QStringList facts;
        for (const QString &id : window->pageIds()) {
            QVERIFY2(visit(*window, id), qPrintable(id));
            QVERIFY2(!visibleText(*window->page(id)).isEmpty(), qPrintable(id));
        }
        const QString before = textWith(*window, "pageFact");
        QVERIFY(before.contains(QStringLiteral("customers")));
        QVERIFY(!badge(*window, QStringLiteral("reconcile")).isEmpty());

        window->closeWorkspace();
        QCOMPARE(textWith(*window, "pageFact").remove(u'|'), QString());
        QCOMPARE(badge(*window, QStringLiteral("reconcile")), QString());

        window->openWorkspace(QString::fromStdString(m_pages.empty().workspacePath));
        QTRY_VERIFY_WITH_TIMEOUT(window->hasWorkspace(), test::Patience);
        for (const QString &id : window->pageIds()) {
            Page *page = window->page(id);
            // Before it has read the workspace, a page says that it does not know yet.
            if (!window->isSettled(id)) {
                window->showPage(id);
                if (!window->isSettled(id))
                    QVERIFY2(unknown(*page)->isVisible(), qPrintable(id));
            }
            QVERIFY2(visit(*window, id), qPrintable(id));
            QVERIFY2(page->isVisible() && !unknown(*page)->isVisible(), qPrintable(id));
            const QString text = visibleText(*page);
            for (const char *word : {"AC-0", "crm", "Meridian", "1970", "300"})
                QVERIFY2(!text.contains(QLatin1String(word)), qPrintable(id + QStringLiteral(": ") + text));
            QVERIFY2(page->paletteEntries().empty() || id == QStringLiteral("coverage")
                    || id == QStringLiteral("scenarios") || id == QStringLiteral("import"),
                qPrintable(id));
        }
        QString after = textWith(*window, "pageFact");
        after.remove(QRegularExpression(QStringLiteral("[0-9]+ definitions[^|]*"))); // which the program brings along
        QVERIFY2(!after.contains(QRegularExpression(QStringLiteral("[1-9]"))), qPrintable(after));
        QCOMPARE(badge(*window, QStringLiteral("reconcile")), QString());
    }

    /// The badge stands there before its page is visited, and follows the chips.
    void theBadgeIsOfTheChips()
    {
        const auto window = newWindow();
        window->openWorkspace(QString::fromStdString(m_pages.sample().workspacePath));
        QTRY_VERIFY_WITH_TIMEOUT(window->isSettled(QStringLiteral("reconcile")), test::Patience);
        const QString all = badge(*window, QStringLiteral("reconcile"));
        QVERIFY(all.toInt() > 0);
        FilterChip *segment = nullptr;
        for (FilterChip *chip : window->findChildren<FilterChip *>()) {
            if (chip->label() == QStringLiteral("Segment"))
                segment = chip;
        }
        segment->setCurrent(1);
        Q_EMIT segment->changed(1);
        QTRY_VERIFY_WITH_TIMEOUT(window->isSettled(QStringLiteral("reconcile")), test::Patience);
        const QString some = badge(*window, QStringLiteral("reconcile"));
        QVERIFY2(some.toInt() < all.toInt(), qPrintable(some));
        QTest::keyClick(segment, Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(badge(*window, QStringLiteral("reconcile")), all, test::Patience);
    }

    /// A chosen day hides what came later: it says so, and one click shows it.
    void hiddenDataAreOneClickAway()
    {
        const auto window = newWindow();
        window->openWorkspace(QString::fromStdString(m_pages.sample().workspacePath));
        QTRY_VERIFY_WITH_TIMEOUT(window->isSettled(QStringLiteral("home")), test::Patience);
        auto *strip = window->findChild<NoticeStrip *>();
        QVERIFY(!strip->findChild<QPushButton *>()->isVisible());
        FilterChip *day = nullptr;
        for (FilterChip *chip : window->findChildren<FilterChip *>()) {
            if (chip->label() == QStringLiteral("As of"))
                day = chip;
        }
        QVERIFY(day->takesEntry());
        day->openUnder(day);
        auto *line = day->findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("2026-10-15"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window->isSettled(QStringLiteral("home")), test::Patience);
        QCOMPARE(window->context().asOf->iso(), std::string("2026-10-15"));
        QVERIFY(strip->isVisible());
        QVERIFY(
            strip->findChild<QLabel *>(QStringLiteral("noticeHidden"))->text().contains(QStringLiteral("31 Oct 2026")));
        const auto *tile = window->page(QStringLiteral("home"))->findChild<Tile *>(QStringLiteral("tile0"));
        QCOMPARE(tile->content().label, QStringLiteral("ARR on 15 Oct 2026"));
        QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
        QVERIFY(!window->context().asOf);
        QVERIFY(!strip->findChild<QPushButton *>()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(tile->content().label, QStringLiteral("ARR on 31 Oct 2026"), test::Patience);
    }
};

QTEST_MAIN(TestAnotherWorkspace)
#include "tst_another_workspace.moc"
