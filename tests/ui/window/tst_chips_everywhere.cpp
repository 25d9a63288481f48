#include "tests/ui/window/every_page.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/held_chips.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/linked_selection.h"

#include <QLabel>

#include <algorithm>

using namespace qd;
using namespace qd::ui;

/// A list and a product as chips on every page: customers who are not of it stand in no table, or the page says why.
class TestChipsEverywhere : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;
    QSet<QString> m_listed;
    QSet<QString> m_withProduct;
    QString m_product;

    /// Every third customer is on the list, and the product is the one that most have.
    void prepare(const std::string &path)
    {
        auto workspace = store::Workspace::open(path);
        const auto portfolio = portfolio::Portfolio::of(**workspace);
        std::string ids;
        QMap<std::string, QSet<QString>> products;
        for (int account = 0; account < portfolio->accounts().size(); ++account) {
            const identity::Account &each = portfolio->accounts().at(account);
            const QString id = QString::fromStdString(each.id);
            if (account % 3 == 0) {
                m_listed << id;
                ids += (ids.empty() ? "" : ",") + each.id;
            }
            for (const std::string &product : each.products)
                products[product] << id;
        }
        for (auto product = products.begin(); product != products.end(); ++product) {
            if (product->size() > m_withProduct.size() && product->size() < portfolio->accounts().size()) {
                m_product = QString::fromStdString(product.key());
                m_withProduct = *product;
            }
        }
        (*workspace)->setSetting("list.Thirds", ids);
    }
    void choose(const QString &chips)
    {
        auto *bar = m_pages.window().findChild<FilterBar *>();
        bar->clearFilters();
        bar->setFiltersText(chips);
        Q_EMIT bar->filtersChanged();
    }
    static QString factOf(const Page &page)
    {
        const QWidget *frame = page.parentWidget();
        return frame->findChild<QLabel *>(QStringLiteral("pageFact"))->text();
    }
    static QString labels(const QWidget &page)
    {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->isVisible())
                texts << label->text();
        }
        return texts.join(u'|');
    }

private slots:
    void initTestCase()
    {
        m_pages.open({1440, 900}, [this](const std::string &path) { prepare(path); });
        QVERIFY(m_listed.size() > 50);
        QVERIFY2(m_withProduct.size() > 50, qPrintable(m_product));
    }
    void cleanupTestCase() { m_pages.close(); }

    void nobodyElseStandsInATable_data() { test::EveryPage::addRows(); }
    void nobodyElseStandsInATable()
    {
        QFETCH(QString, id);
        for (const auto &[chip, customers] : {std::pair(QStringLiteral("List=Thirds"), m_listed),
                 {QStringLiteral("Product=") + m_product, m_withProduct}}) {
            choose(chip);
            m_pages.show(id);
            const Page &page = *m_pages.window().page(id);
            if (const QString why = page.withoutChips(); !why.isEmpty()) {
                QVERIFY2(factOf(page).startsWith(why), qPrintable(factOf(page)));
                choose({});
                m_pages.show(id);
                QVERIFY(!factOf(page).contains(why)); // nothing to say without chips
                continue;
            }
            if (id == QStringLiteral("explain")) {
                QVERIFY2(labels(page).contains(QLatin1String("do not hold here")), qPrintable(labels(page)));
                continue;
            }
            if (id == QStringLiteral("sql")) {
                QVERIFY2(factOf(page).contains(QLatin1String(":product, :list")), qPrintable(factOf(page)));
                continue;
            }
            int rows = 0;
            for (const TableView *table : page.findChildren<TableView *>()) {
                if (table->spec().id == QStringLiteral("identity-parents"))
                    continue; // a circle of parents is listed where one of them passes
                for (const TableRow &row : table->spec().rows) {
                    const QString customer = customerOfRow(row.id);
                    QVERIFY2(customer.isEmpty() || customers.contains(customer),
                        qPrintable(table->spec().id + u' ' + row.id));
                    rows += customer.isEmpty() ? 0 : 1;
                }
            }
            if (id == QStringLiteral("customers"))
                QCOMPARE(
                    page.findChild<TableView *>(QStringLiteral("customersTable"))->shownIds().size(), customers.size());
            if (id == QStringLiteral("health"))
                QVERIFY(rows > 0);
        }
        choose({});
    }

    /// What is written of a page that follows the chips is named after them; of another it is not.
    void filesAreNamedAfterThem()
    {
        choose(QStringLiteral("List=Thirds"));
        m_pages.show(QStringLiteral("revenue"));
        ChartView *chart = m_pages.window().page(QStringLiteral("revenue"))->findChild<ChartView *>();
        QCOMPARE(fileNameOf(*chart, QStringLiteral("A/B: c"), QStringLiteral(".svg")),
            QStringLiteral("A B c, list Thirds.svg"));
        const QString words = QStringLiteral("\u00e4bcde ").repeated(40); // 7 bytes each, of 200 that are taken
        QCOMPARE(fileNameOf(*chart, words, QStringLiteral(".svg")),
            QStringLiteral("\u00e4bcde ").repeated(28).trimmed() + QStringLiteral(".svg"));
        const QString own = chart->spec().subtitle;
        QCOMPARE(namingHeld(*chart, chart->spec()).subtitle,
            own.isEmpty() ? QStringLiteral("list Thirds") : QStringLiteral("list Thirds; ") + own);
        m_pages.show(QStringLiteral("quality"));
        const TableView *table = m_pages.window().page(QStringLiteral("quality"))->findChild<TableView *>();
        QCOMPARE(fileNameOf(*table, QStringLiteral("checks"), QStringLiteral(".csv")), QStringLiteral("checks.csv"));
        choose({});
        m_pages.show(QStringLiteral("revenue"));
        QCOMPARE(fileNameOf(*chart, QStringLiteral("ARR"), QStringLiteral(".svg")), QStringLiteral("ARR.svg"));
        QCOMPARE(namingHeld(*chart, chart->spec()).subtitle, chart->spec().subtitle);
    }
};

QTEST_MAIN(TestChipsEverywhere)
#include "tst_chips_everywhere.moc"
