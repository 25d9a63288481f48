#include "tests/ui/pages/explain_fixture.h"
#include "ui/common/empty_state.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/tile.h"
#include "ui/common/totals_strip.h"
#include "ui/customers/customers_page.h"
#include "ui/explain/explain_page.h"
#include "ui/home/home_page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

namespace {

constexpr double Cent = 0.005;
constexpr double Tiny = 1e-9;

} // namespace

/// A figure of the sample opened to its rows, as a person does it.
class TestExplainPage : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

    const TableSpec &table(const ExplainPage &page, const char *id) const
    {
        static const TableSpec none;
        const TableView *found = m_sample.tableWith(page, QString::fromLatin1(id));
        return found ? found->spec() : none;
    }

private slots:
    void initTestCase() { m_sample.make(); }

    /// From the tile on Home over its customers to the page: the same figure, month and group.
    void homeLeadsHere()
    {
        const auto home = m_sample.shown<HomePage>();
        const auto customers = m_sample.shown<CustomersPage>();
        const auto page = m_sample.shown<ExplainPage>();
        for (const auto &[tile, metric] : {std::pair(1, "NRR"), {2, "GRR"}, {3, "Logo churn"}}) {
            QSignalSpy listed(home.get(), &Page::linkActivated);
            auto *shown = home->findChild<Tile *>(QStringLiteral("tile%1").arg(tile));
            QTest::mouseClick(shown, Qt::LeftButton);
            QVERIFY(!listed.isEmpty() || listed.wait(test::Patience));
            customers->open(listed[0][1].value<PageTarget>());
            QPushButton *explain = nullptr;
            for (QWidget *action : customers->headerActions()) {
                if (action->objectName() == QStringLiteral("customersExplain"))
                    explain = qobject_cast<QPushButton *>(action);
            }
            QVERIFY(explain && explain->isVisible());
            QSignalSpy opened(customers.get(), &Page::linkActivated);
            QTest::mouseClick(explain, Qt::LeftButton);
            QCOMPARE(opened[0][0].toString(), page->id());
            QVERIFY(settles(*page, [&] { page->open(opened[0][1].value<PageTarget>()); }));
            QCOMPARE(control<QComboBox>(*page, "explainMetric")->currentText(), QString::fromLatin1(metric));
            QCOMPARE(control<QComboBox>(*page, "explainFrom")->currentText(), QStringLiteral("Oct 2025"));
            QVERIFY(
                std::abs(numberOf(cell(*page, QStringLiteral("value"))) - numberOf(shown->content().figure)) < 0.056);
        }
        customers->open({});
        for (QWidget *action : customers->headerActions()) // of all customers there is no figure
            QVERIFY(action->objectName() != QStringLiteral("customersExplain") || !action->isVisible());
    }

    /// The change of a tile opens what moved the figure, and of ARR adds up to it.
    void changesOfHomeOpen()
    {
        const auto home = m_sample.shown<HomePage>();
        const auto page = m_sample.shown<ExplainPage>();
        const auto opens = [&](int tile, bool byKey) {
            auto *shown = home->findChild<Tile *>(QStringLiteral("tile%1").arg(tile));
            QSignalSpy asked(home.get(), &Page::linkActivated);
            if (byKey)
                QTest::keyClick(shown, Qt::Key_Return, Qt::ShiftModifier);
            else
                QTest::mouseClick(shown, Qt::LeftButton, {}, {20, 71}); // its third line
            QCOMPARE(asked.size(), 1);
            QCOMPARE(asked[0][0].toString(), page->id());
            QVERIFY(settles(*page, [&] { page->open(asked[0][1].value<PageTarget>()); }));
        };
        opens(1, false);
        QTRY_VERIFY_WITH_TIMEOUT(!table(*page, "explain-change-rate").rows.isEmpty(), test::Patience);
        QCOMPARE(control<QComboBox>(*page, "explainSince")->currentText(), QStringLiteral("30 Sep 2026"));
        opens(0, true);
        QTRY_VERIFY_WITH_TIMEOUT(!table(*page, "explain-change").rows.isEmpty(), test::Patience);
        QString change = home->findChild<Tile *>(QStringLiteral("tile0"))->content().change.section(u'(', 0, 0);
        const bool isLoss = change.contains(QChar(0x2212));
        const double shown = change.remove(QRegularExpression(QStringLiteral("[^0-9]"))).toDouble() * (isLoss ? -1 : 1);
        QVERIFY(std::abs(sumOf(table(*page, "explain-change"), "amount") - shown) < 1.01);
    }

    /// The sample came with one import: nothing to compare it with is a sentence.
    void theLastImport()
    {
        const auto home = m_sample.shown<HomePage>();
        const auto page = m_sample.shown<ExplainPage>();
        QPushButton *button = nullptr;
        for (QWidget *action : home->headerActions()) {
            if (action->objectName() == QStringLiteral("homeLastImport"))
                button = qobject_cast<QPushButton *>(action);
        }
        QVERIFY(button);
        QSignalSpy asked(home.get(), &Page::linkActivated);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(settles(*page, [&] { page->open(asked[0][1].value<PageTarget>()); }));
        QCOMPARE(control<QComboBox>(*page, "explainSince")->currentText(), QStringLiteral("last import"));
        QTRY_VERIFY_WITH_TIMEOUT(
            table(*page, "explain-change-none").emptyText.contains(QStringLiteral("one import")), test::Patience);
    }

    /// Customers add up to the figure, and each customer's rows to the customer.
    void addsUp()
    {
        const auto page = m_sample.shown<ExplainPage>();
        QCOMPARE(control<QComboBox>(*page, "explainMetric")->currentText(), QStringLiteral("NRR"));
        const TableSpec customers = table(*page, "explain-customers");
        QVERIFY(customers.rows.size() > 100);
        QVERIFY(std::abs(sumOf(customers, "numerator") - numberOf(cell(*page, QStringLiteral("numerator")))) < Cent);
        QVERIFY(
            std::abs(sumOf(customers, "denominator") - numberOf(cell(*page, QStringLiteral("denominator")))) < Cent);
        QVERIFY(std::abs(100 * sumOf(customers, "numerator") / sumOf(customers, "denominator")
                    - numberOf(cell(*page, QStringLiteral("value"))))
            < 0.006);
        QCOMPARE(qint64(numberOf(cell(*page, QStringLiteral("customers")))), customers.rows.size());
        QSignalSpy inspected(page.get(), &Page::inspect);
        for (int i = 0; i < customers.rows.size(); i += 29) {
            const TableRow &customer = customers.rows[i];
            m_sample.tableWith(*page, QStringLiteral("explain-customers"))->setCurrentId(customer.id);
            const TableSpec rows = table(*page, "explain-rows");
            QMap<QString, double> ends;
            for (const TableRow &row : rows.rows) {
                ends[row.values[columnOf(rows, "end")].toString()] += row.values[columnOf(rows, "amount")].toDouble();
                QVERIFY(row.values[columnOf(rows, "file")].toString().contains(QStringLiteral("subscriptions")));
                QVERIFY(row.values[columnOf(rows, "line")].toInt() > 1);
            }
            QVERIFY(std::abs(ends[QStringLiteral("end")] - customer.values[1].toDouble()) < Cent);
            QVERIFY(std::abs(ends[QStringLiteral("start")] - customer.values[2].toDouble()) < Cent);
            const auto content = inspected.last().front().value<InspectorContent>();
            QCOMPARE(content.subject, customer.values[0].toString());
            QCOMPARE(content.sources.size(), std::min<qsizetype>(rows.rows.size(), 12));
        }
    }

    /// The customers of all groups together are all customers.
    void groupsAddUp()
    {
        const auto page = m_sample.shown<ExplainPage>();
        const double all = sumOf(table(*page, "explain-customers"), "numerator");
        choose(*page, "explainBy", QStringLiteral("Segment"));
        auto *groups = control<QComboBox>(*page, "explainGroup");
        QVERIFY(groups->isVisible() && groups->count() > 2);
        double parts = 0;
        for (int i = 0; i < groups->count(); ++i) {
            choose(*page, "explainGroup", groups->itemText(i));
            parts += sumOf(table(*page, "explain-customers"), "numerator");
        }
        QVERIFY(std::abs(parts - all) < Cent);
        choose(*page, "explainBy", QStringLiteral("All customers"));
        QVERIFY(!groups->isVisible());
        QVERIFY(std::abs(sumOf(table(*page, "explain-customers"), "numerator") - all) < Cent);
    }

    void chips()
    {
        PageContext one = m_sample.sample();
        one.filters = {{"segment", "Enterprise"}};
        const auto all = m_sample.shown<ExplainPage>();
        const auto few = m_sample.shown<ExplainPage>(one);
        QVERIFY(table(*few, "explain-customers").rows.size() < table(*all, "explain-customers").rows.size());
        QVERIFY(!noteOf(*few).contains(QStringLiteral("do not hold here"))); // an old rate may be said
        PageContext two = one;
        two.filters.emplace_back("region", "EMEA");
        two.fx = revenue::FxMode::AsOf;
        const auto neither = m_sample.shown<ExplainPage>(two);
        QCOMPARE(table(*neither, "explain-customers").rows.size(), table(*all, "explain-customers").rows.size());
        QVERIFY(noteOf(*neither).contains(QStringLiteral("do not hold here")));
        QVERIFY(noteOf(*neither).contains(QStringLiteral("Rates are told")));
    }

    /// Any metric can be typed; what there is not is named with the nearest, and the choices stay.
    void metrics()
    {
        const auto page = m_sample.shown<ExplainPage>();
        type(*page, QStringLiteral("survival:365"));
        QVERIFY(cell(*page, QStringLiteral("value")).endsWith(u'%'));
        QVERIFY(!control<QComboBox>(*page, "explainFrom")->isVisible()); // told on a day
        type(*page, QStringLiteral("due_arr"));
        const TableSpec due = table(*page, "explain-customers");
        QVERIFY(std::abs(sumOf(due, "numerator") - numberOf(cell(*page, QStringLiteral("value")))) < Cent);
        type(*page, QStringLiteral("grrr"));
        QVERIFY2(noteOf(*page).contains(QStringLiteral("did you mean grr?")), qPrintable(noteOf(*page)));
        QVERIFY(table(*page, "explain-customers").rows.isEmpty());
        type(*page, QStringLiteral("GRR")); // by its name
        QVERIFY(!noteOf(*page).contains(QStringLiteral("did you mean")));
        QVERIFY(!table(*page, "explain-customers").rows.isEmpty());
    }

    /// The parts of what moved it are the difference to the figure of a month before.
    void whatMovedIt()
    {
        const auto page = m_sample.shown<ExplainPage>();
        const auto rate = [&] {
            return numberOf(cell(*page, QStringLiteral("numerator")))
                / numberOf(cell(*page, QStringLiteral("denominator")));
        };
        const double now = rate();
        press(*page, "explainShow", "moved");
        QTRY_VERIFY_WITH_TIMEOUT(!table(*page, "explain-change-rate").rows.isEmpty(), test::Patience);
        const double moved = sumOf(table(*page, "explain-change-rate"), "amount");
        choose(*page, "explainTo", QStringLiteral("Sep 2026"));
        choose(*page, "explainFrom", QStringLiteral("Sep 2025"));
        QVERIFY(std::abs(now - rate() - moved) < Tiny);
        QVERIFY(std::abs(moved) > Tiny);
        QCOMPARE(table(*page, "explain-change-rate").columns.back().decimals, 2);
        type(*page, QStringLiteral("hours")); // tenths count, in what moved them too
        QTRY_VERIFY_WITH_TIMEOUT(!table(*page, "explain-change").columns.isEmpty(), test::Patience);
        QCOMPARE(table(*page, "explain-change").columns.back().decimals, 1);
        QCOMPARE(table(*page, "explain-customers").columns[1].decimals, 1);
    }

    /// Months that are chosen are told by what the as-of chip's day knew, as the page's own are.
    void chosenMonthsKnowNoMore()
    {
        PageContext earlier = m_sample.sample();
        earlier.asOf = Date::of(2026, 6, 30);
        const auto page = m_sample.shown<ExplainPage>(earlier);
        type(*page, QStringLiteral("renewal_rate"));
        const QString due = cell(*page, QStringLiteral("denominator"));
        QVERIFY(numberOf(due) > 0);
        choose(*page, "explainTo", QStringLiteral("May 2026"));
        QVERIFY(cell(*page, QStringLiteral("denominator")) != due);
        choose(*page, "explainTo", QStringLiteral("Jun 2026"));
        QCOMPARE(cell(*page, QStringLiteral("denominator")), due);
    }

    void conventions()
    {
        const auto page = m_sample.shown<ExplainPage>();
        const double nrr =
            numberOf(cell(*page, QStringLiteral("numerator"))) / numberOf(cell(*page, QStringLiteral("denominator")));
        QVERIFY(settles(*page, [&] { press(*page, "explainMode", "conventions"); }));
        TableView *rates = m_sample.tableWith(*page, QStringLiteral("explain-conventions"));
        QVERIFY(rates);
        const TableSpec spec = rates->spec();
        QCOMPARE(spec.rows.size(), 72); // 4 rules of 2 grains, 3 graces, 3 rates
        const int value = columnOf(spec, "value");
        const auto ours = std::ranges::find_if(spec.rows,
            [&](const TableRow &row) { return row.values[columnOf(spec, "ours")].canConvert<StateValue>(); });
        QVERIFY(ours != spec.rows.end());
        QVERIFY(std::abs(ours->values[value].toDouble() - nrr) < Tiny);
        QCOMPARE(ours->values[columnOf(spec, "usedBy")].toString(), QStringLiteral("Finance"));
        const auto other = std::ranges::max_element(spec.rows, {},
            [&](const TableRow &row) { return std::abs(row.values[columnOf(spec, "toOurs")].toDouble()); });
        const double apart = ours->values[value].toDouble() - other->values[value].toDouble();
        QVERIFY(std::abs(apart) > 1e-4);
        rates->setCurrentId(other->id);
        const auto difference = [&] { return sumOf(table(*page, "explain-comparison"), "difference"); };
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(difference() - apart) < Tiny, test::Patience);
        press(*page, "conventionsMetric", "logo_churn");
        QCOMPARE(table(*page, "explain-conventions").rows.size(), 36); // 2 rules
    }

    void definitionAndCustomer()
    {
        const auto page = m_sample.shown<ExplainPage>();
        QSignalSpy opened(page.get(), &Page::linkActivated);
        auto *definition = control<QPushButton>(*page, "explainDefinition");
        QCOMPARE(definition->text(), QStringLiteral("Definition, version 1"));
        QTest::mouseClick(definition, Qt::LeftButton);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("dictionary"));
        QCOMPARE(std::get<FigureTarget>(opened[0][1].value<PageTarget>()).metric, QStringLiteral("nrr"));
        TableView *customers = m_sample.tableWith(*page, QStringLiteral("explain-customers"));
        const QString row = customers->shownIds().front();
        Q_EMIT customers->activated(row, QStringLiteral("customer"));
        QCOMPARE(opened[1][0].toString(), QStringLiteral("customers"));
        QVERIFY(row.section(u':', 1).startsWith(QStringLiteral("AC-"))); // so that it is marked in the other tables
        QCOMPARE(std::get<AccountTarget>(opened[1][1].value<PageTarget>()).account, row.section(u':', 1));
        Q_EMIT page->findChild<TotalsStrip *>(QStringLiteral("explainValues"))->activated(QStringLiteral("value"));
        const AccountList list = accountList(opened[2][1].value<PageTarget>());
        QVERIFY(std::abs(list.total(0) - sumOf(customers->spec(), "numerator")) < Cent);
    }

    void auditSheet()
    {
        const auto page = m_sample.shown<ExplainPage>();
        QVERIFY(control<QPushButton>(*page, "explainSheet")->isVisible());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sheet.pdf"));
        QSignalSpy said(page.get(), &Page::statusMessage);
        page->writeSheet(path);
        QVERIFY(!said.isEmpty() || said.wait(test::Patience));
        QVERIFY2(said[0][0].toString().contains(path), qPrintable(said[0][0].toString()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.read(5) == "%PDF-");
        page->writeSheet(folder.filePath(QStringLiteral("nowhere/sheet.pdf")));
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(page->findChildren<QLabel *>(),
                                     [](const QLabel *label) {
                                         return label->isVisible() && label->text().contains(QStringLiteral("nowhere"));
                                     }),
            test::Patience);
    }

    void emptyWorkspace()
    {
        const auto page = m_sample.shown<ExplainPage>(m_sample.empty());
        const auto *empty = page->findChild<EmptyState *>();
        QVERIFY(empty && empty->isVisible());
    }
};

QTEST_MAIN(TestExplainPage)
#include "tst_explain_page.moc"
