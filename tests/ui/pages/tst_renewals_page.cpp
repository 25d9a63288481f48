#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "tests/ui/pages/opened_list.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/empty_state.h"
#include "ui/common/error_bar.h"
#include "ui/common/mnemonics.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/renewals/renewals_page.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QtTest>

using namespace qd;
using namespace qd::ui;
using qd::test::openedBy;

namespace {

constexpr double Cent = 0.005;

/// What a person presses in a box until it says `text`.
void choose(RenewalsPage &page, const QString &box, const QString &text)
{
    auto *combo = page.window()->findChild<QComboBox *>(box);
    for (QWidget *action : page.headerActions()) {
        if (action->objectName() == box)
            combo = qobject_cast<QComboBox *>(action);
    }
    QVERIFY(combo);
    const int wanted = combo->findText(text);
    QVERIFY(wanted >= 0);
    while (combo->currentIndex() != wanted) {
        QSignalSpy settled(&page, &Page::settled);
        QTest::keyClick(combo, combo->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(settled.wait(test::Patience));
    }
}

/// Clicks a button of a switch.
void click(RenewalsPage &page, const QString &shown, const QString &text)
{
    for (QAbstractButton *button : page.findChild<SegmentedSwitch *>(shown)->findChildren<QAbstractButton *>()) {
        if (withoutMnemonic(button->text()) == text)
            QTest::mouseClick(button, Qt::LeftButton);
    }
}

double number(const TableSpec &spec, int row, const char *column)
{
    for (int i = 0; i < spec.columns.size(); ++i) {
        if (spec.columns[i].id == QLatin1String(column)) {
            const QVariant value = spec.rows[row].values[i];
            return value.canConvert<FigureValue>() ? value.value<FigureValue>().number : value.toDouble();
        }
    }
    return -1;
}

} // namespace

/// Renewals of the sample, as a person looks at them.
class TestRenewalsPage : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

private slots:
    void initTestCase() { m_sample.make(); }

    /// What is due by group adds up, and each row opens customers whose due ARR adds up to it.
    void groupsOpenTheirCustomers()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        for (const QString &by : {QStringLiteral("Segment"), QStringLiteral("Product")}) {
            choose(*page, QStringLiteral("renewalsGroupBy"), by);
            auto *table = m_sample.tableWith(*page, QStringLiteral("renewal-rates"));
            QVERIFY(table && table->spec().rows.size() > 1);
            double parts = 0;
            QSignalSpy opened(page.get(), &Page::linkActivated);
            for (int row = 0; row < table->spec().rows.size(); ++row) {
                const double due = number(table->spec(), row, "dueArr");
                parts += row > 0 ? due : 0;
                Q_EMIT table->activated(table->spec().rows[row].id, QStringLiteral("group"));
                const AccountList list = openedBy(opened);
                QVERIFY(list.isOpen());
                QVERIFY2(std::abs(list.total(0) - due) < Cent, qPrintable(list.title));
            }
            QVERIFY(std::abs(parts - number(table->spec(), 0, "dueArr")) < Cent);
        }
    }

    /// Another window is other renewals: the last twelve months are settled but for the last of them, the next pending.
    void windowsAreChosen()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        QSignalSpy facts(page.get(), &Page::factChanged);
        choose(*page, QStringLiteral("renewalsWindow"), QStringLiteral("Next 12 months"));
        const auto *table = m_sample.tableWith(*page, QStringLiteral("renewal-rates"));
        QCOMPARE(number(table->spec(), 0, "pending"), number(table->spec(), 0, "due"));
        QVERIFY(facts.last().front().toString().contains(QStringLiteral("1 Nov 2026 to 31 Oct 2027")));
        choose(*page, QStringLiteral("renewalsWindow"), QStringLiteral("Last 12 months"));
        QVERIFY(number(table->spec(), 0, "renewed") > number(table->spec(), 0, "lost"));
        QVERIFY(number(table->spec(), 0, "lost") > 0);
        QCOMPARE(number(table->spec(), 0, "renewed") + number(table->spec(), 0, "lost")
                + number(table->spec(), 0, "pending"),
            number(table->spec(), 0, "due"));
    }

    /// A click on a part of a month opens those who are due.
    void calendarOpensItsCustomers()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        auto *calendar = page->findChild<ChartView *>(QStringLiteral("renewalsCalendar"));
        QCOMPARE(calendar->spec().categories.size(), 18);
        QCOMPARE(calendar->spec().categories.front(), QStringLiteral("2026-05"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        int checked = 0;
        for (int series = 0; series < calendar->spec().series.size(); ++series) {
            for (int month = 0; month < calendar->spec().categories.size(); ++month) {
                const double value = calendar->spec().series[series].values[month].value_or(0);
                if (value < Cent)
                    continue;
                Q_EMIT calendar->placeActivated(series, month);
                const AccountList list = openedBy(opened);
                QVERIFY2(std::abs(list.total(0) - value) < Cent, qPrintable(list.title));
                calendar->markCustomers({list.ids.front()}); // selected elsewhere, it is framed where it is due
                QVERIFY(calendar->marked().contains(ChartPlace{0, month}));
                ++checked;
            }
        }
        QVERIFY(checked > 18);
        calendar->markCustomers({QStringLiteral("AC-99999")});
        QVERIFY(calendar->marked().isEmpty());
    }

    /// The share in a cell of the heatmap is that of the customers it opens.
    void readinessOpensItsCustomers()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        choose(*page, QStringLiteral("renewalsWindow"), QStringLiteral("Last 12 months"));
        auto *heatmap = page->findChild<ChartView *>(QStringLiteral("renewalsReadiness"));
        QCOMPARE(heatmap->spec().series.size(), 5);
        QCOMPARE(heatmap->spec().wanted, std::optional(0.9));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int column = 0; column < heatmap->spec().categories.size(); ++column) {
            const auto share = heatmap->spec().series[2].values[column];
            QVERIFY(share);
            Q_EMIT heatmap->placeActivated(2, column);
            const AccountList list = openedBy(opened);
            QCOMPARE(list.ids.size(), heatmap->spec().series[2].counts[column]);
            QVERIFY(std::abs(list.total(0) / double(list.ids.size()) - *share) < 1e-9);
            QCOMPARE(heatmap->spec().series[2].valueLabels[column],
                QStringLiteral("%1/%2").arg(list.total(0)).arg(list.ids.size()));
        }
    }

    /// Enter on an exception goes to its customer.
    void exceptionsOpenTheirCustomer()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        choose(*page, QStringLiteral("renewalsWindow"), QStringLiteral("Next 12 months"));
        auto *table = m_sample.tableWith(*page, QStringLiteral("renewal-exceptions"));
        QVERIFY(!table->shownIds().isEmpty());
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const QString row = table->shownIds().front();
        table->setCurrentId(row);
        auto *cells = table->findChild<QAbstractItemView *>();
        QVERIFY(cells);
        QTest::keyClick(cells, Qt::Key_Return); // as a person does
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("customers"));
        const auto target = opened[0][1].value<PageTarget>();
        QCOMPARE(std::get<AccountTarget>(target).account, row.section(u':', 1));
    }

    /// By quarter the calendar is of quarters, and each opens what is due in it.
    void calendarByQuarter()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        auto *calendar = page->findChild<ChartView *>(QStringLiteral("renewalsCalendar"));
        QCOMPARE(calendar->spec().categories.size(), 18);
        click(*page, QStringLiteral("renewalsEach"), QStringLiteral("Quarter"));
        QTRY_COMPARE_WITH_TIMEOUT(calendar->spec().categories.size(), 7, test::Patience);
        QCOMPARE(calendar->spec().categories.front(), QStringLiteral("2026Q2"));
        const int ahead = 3; // 2027Q1
        QCOMPARE(calendar->spec().categories[ahead], QStringLiteral("2027Q1"));
        double due = 0;
        for (const ChartSeries &series : calendar->spec().series)
            due += series.values[ahead].value_or(0);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        Q_EMIT calendar->placeActivated(-1, ahead);
        const AccountList list = openedBy(opened);
        QCOMPARE(list.title, QStringLiteral("Due in 2027Q1"));
        QVERIFY(std::abs(list.total(0) - due) < Cent);
    }

    /// Contracts without an end stand apart, and what is ahead is told of all customers; a customer opens by Enter, a
    /// line of figures does not.
    void whatIsApartAndAhead()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        click(*page, QStringLiteral("renewalsListed"), QStringLiteral("No end"));
        auto *table = m_sample.tableWith(*page, QStringLiteral("renewal-open-ended"));
        QVERIFY(table);
        const auto workspace =
            store::Workspace::open(m_sample.sample().workspacePath, store::Workspace::Mode::ReadOnly);
        const int expected = (*workspace)
                                 ->db()
                                 .execAndGet("SELECT count(*) FROM subscriptions WHERE start_date <= '2026-10-31' AND "
                                             "coalesce(cancelled_date, '9999') > '2026-10-31' AND annual_minor > 0 AND "
                                             "(end_date IS NULL OR (end_date >= '2026-10-31' AND "
                                             "julianday(end_date) - julianday(start_date) < 31))")
                                 .getInt();
        QCOMPARE(int(table->spec().rows.size()), expected);
        click(*page, QStringLiteral("renewalsListed"), QStringLiteral("Ahead"));
        table = m_sample.tableWith(*page, QStringLiteral("renewals-ahead"));
        QVERIFY(table);
        QStringList ids;
        for (const TableRow &row : table->spec().rows)
            ids << row.id;
        QCOMPARE(ids, (QStringList{"120", "90", "60", "hygiene"}));
        QVERIFY(number(table->spec(), 0, "of") >= number(table->spec(), 2, "of"));
        QVERIFY(number(table->spec(), 0, "have") <= number(table->spec(), 0, "of"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        Q_EMIT table->activated(QStringLiteral("120"), QStringLiteral("figure"));
        QCOMPARE(opened.size(), 0);
        click(*page, QStringLiteral("renewalsListed"), QStringLiteral("All"));
        QVERIFY(m_sample.tableWith(*page, QStringLiteral("renewal-exceptions")));
    }

    /// The dots of the exceptions write them as a list for other systems, a line each, whatever is listed, and the
    /// audit log has it. Where it cannot be written the page says so, and nothing is noted.
    void exceptionsAsAFile()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        const auto rows = m_sample.tableWith(*page, QStringLiteral("renewal-exceptions"))->spec().rows.size();
        QVERIFY(rows > 1);
        auto *action = page->findChild<QAction *>(QStringLiteral("exportExceptions"));
        QVERIFY(action && action->isEnabled());
        bool isOffered = false;
        for (QMenu *menu : page->findChildren<QMenu *>(QStringLiteral("panelActions"))) {
            Q_EMIT menu->aboutToShow();
            isOffered = isOffered || menu->actions().contains(action);
        }
        QVERIFY(isOffered);
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("wrong.csv"));
        const QSignalSpy said(page.get(), &Page::statusMessage);
        page->exportExceptions(path);
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, test::Patience);
        QCOMPARE(said[0][0].toString(), QStringLiteral("%1 has %2 exceptions").arg(path).arg(rows));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count('\n'), rows + 1); // no cell of the sample has a line break
        QVERIFY(text.startsWith("CRM Id,Company Id,"));
        QVERIFY(!text.contains('@'));
        const auto logged = [&] {
            const auto workspace =
                store::Workspace::open(m_sample.sample().workspacePath, store::Workspace::Mode::ReadOnly);
            int found = 0;
            for (const auto &entry : store::auditTrail(**workspace, 1000))
                found += entry.action == "export renewal exceptions" ? 1 : 0;
            return found;
        };
        QCOMPARE(logged(), 1);
        page->exportExceptions(dir.filePath(QStringLiteral("missing/wrong.csv")));
        const auto *errors = page->findChild<ErrorBar *>();
        QVERIFY(errors);
        QTRY_VERIFY_WITH_TIMEOUT(errors->isVisibleTo(page.get()), test::Patience);
        QCOMPARE(logged(), 1);
    }

    /// By month, quarter and risk status, too, what is due adds up, and rows open their customers.
    void groupsOfTheRenewalItself()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        for (const QString &by : {QStringLiteral("Month"), QStringLiteral("Quarter"), QStringLiteral("Risk status")}) {
            choose(*page, QStringLiteral("renewalsGroupBy"), by);
            auto *table = m_sample.tableWith(*page, QStringLiteral("renewal-rates"));
            double parts = 0;
            for (int row = 1; row < table->spec().rows.size(); ++row)
                parts += number(table->spec(), row, "dueArr");
            QVERIFY2(std::abs(parts - number(table->spec(), 0, "dueArr")) < Cent, qPrintable(by));
            QSignalSpy opened(page.get(), &Page::linkActivated);
            Q_EMIT table->activated(table->spec().rows[1].id, QStringLiteral("group"));
            QVERIFY(std::abs(openedBy(opened).total(0) - number(table->spec(), 1, "dueArr")) < Cent);
        }
    }

    /// The sample is of one day: what it cannot know is said where changes and accuracy are.
    void aWorkspaceImportedOnceSaysSo()
    {
        const auto page = m_sample.shown<RenewalsPage>();
        QSignalSpy settled(page.get(), &Page::settled);
        for (QWidget *action : page->headerActions()) {
            if (auto *parts = qobject_cast<SegmentedSwitch *>(action))
                parts->setCurrent(QStringLiteral("forecast"));
        }
        if (settled.isEmpty())
            page->refresh(m_sample.sample());
        QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
        QStringList said;
        QStringList tips;
        for (const QLabel *label : page->findChildren<QLabel *>())
            said << label->text();
        for (const Panel *panel : page->findChildren<Panel *>())
            tips << panel->toolTip();
        QCOMPARE(said.filter(QStringLiteral("files of one day only")).size(), 1); // Changes; Accuracy is not shown
        QCOMPARE(tips.filter(QStringLiteral("All files are of one day, ")).size(), 3);
    }

    /// The chips leave customers out everywhere on the page.
    void chipsAct()
    {
        PageContext some = m_sample.sample();
        some.filters = {{"segment", "Enterprise"}};
        const auto all = m_sample.shown<RenewalsPage>();
        const auto few = m_sample.shown<RenewalsPage>(some);
        const auto due = [&](const RenewalsPage &page, int row) {
            return number(m_sample.tableWith(page, QStringLiteral("renewal-rates"))->spec(), row, "dueArr");
        };
        const auto *table = m_sample.tableWith(*few, QStringLiteral("renewal-rates"));
        QCOMPARE(table->spec().rows.size(), 2); // all, and the one segment
        QCOMPARE(due(*few, 0), due(*few, 1));
        QVERIFY(due(*few, 0) < due(*all, 0));
    }

    void emptyWorkspace()
    {
        const auto page = m_sample.shown<RenewalsPage>(m_sample.empty());
        const auto *empty = page->findChild<EmptyState *>();
        QVERIFY(empty && empty->isVisible());
    }
};

QTEST_MAIN(TestRenewalsPage)
#include "tst_renewals_page.moc"
