#include "tests/ui/pages/sample_pages.h"
#include "ui/pack/packs_page.h"
#include "ui/pack/page_preview.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

using namespace qd;
using namespace qd::ui;

/// The Packs page on the sample.
class TestPacksPage : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

private slots:
    void initTestCase() { m_pages.make(); }

    /// The whole page stands in the view, foot included, unless that would make it small.
    void packPreviewFits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("whole");
        QTest::newRow("window of 1440x900") << QSize(1224, 716) << true;
        QTest::newRow("low and wide") << QSize(1400, 320) << false;
    }
    void packPreviewFits()
    {
        QFETCH(QSize, size);
        QFETCH(bool, whole);
        const auto page = m_pages.shown<PacksPage>(size);
        auto *preview = page->findChild<PagePreview *>();
        const QRectF sheet = preview->rectOf({0, 0, pack::PageWidth, pack::PageHeight});
        const QSize view = preview->parentWidget()->size();
        QVERIFY(sheet.left() >= PagePreview::Around && sheet.top() >= PagePreview::Around);
        QVERIFY(sheet.right() <= view.width() - PagePreview::Around + 1);
        QCOMPARE(preview->height() <= view.height(), whole);
        QCOMPARE(sheet.bottom() <= view.height() - PagePreview::Around + 1, whole);
        const QColor ground = preview->grab().toImage().pixelColor(2, 2);
        QCOMPARE(ground, Theme::current().nav); // the sheet is not white on white
    }

    void packShowsEveryPage()
    {
        const auto page = m_pages.shown<PacksPage>();
        auto *pages = page->findChild<QListWidget *>(QStringLiteral("packPages"));
        QCOMPARE(pages->count(), 10);
        QSignalSpy settled(page.get(), &Page::settled);
        pages->setCurrentRow(3);
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(page->findChild<QPushButton *>(QStringLiteral("packExport"))->isEnabled());
    }

    /// A review of those whose turn it is, or of the customer chosen; other templates ask for none.
    void reviewOfACustomer()
    {
        const auto page = m_pages.shown<PacksPage>();
        QComboBox *templates = nullptr;
        QComboBox *customers = nullptr;
        for (QWidget *action : page->headerActions()) {
            if (action->objectName() == QStringLiteral("packCustomer"))
                customers = qobject_cast<QComboBox *>(action);
            auto *box = qobject_cast<QComboBox *>(action);
            if (box && box->findData(QStringLiteral("customer-qbr")) >= 0)
                templates = box;
        }
        QVERIFY(templates && customers && !customers->isVisible());
        auto *pages = page->findChild<QListWidget *>(QStringLiteral("packPages"));
        const auto choose = [&](QComboBox *box, int item) {
            QSignalSpy settled(page.get(), &Page::settled);
            box->setCurrentIndex(item);
            Q_EMIT box->activated(item);
            QVERIFY(settled.wait(test::Patience));
        };
        choose(templates, templates->findData(QStringLiteral("customer-qbr")));
        QVERIFY(customers->isVisible());
        QVERIFY(pages->count() >= 10); // ten customers
        const int third = 3;
        choose(customers, third);
        QVERIFY(pages->count() <= 2);
        QStringList said;
        for (const QLabel *label : page->findChildren<QLabel *>())
            said << label->text();
        QVERIFY2(said.join(u'\n').contains(customers->itemText(third) + u':'), qPrintable(said.join(u'\n')));
        choose(templates, 0);
        QVERIFY(!customers->isVisible());
        QCOMPARE(pages->count(), 10);
    }
};

QTEST_MAIN(TestPacksPage)
#include "tst_packs_page.moc"
