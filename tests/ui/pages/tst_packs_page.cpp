#include "tests/ui/pages/sample_pages.h"
#include "ui/pack/packs_page.h"
#include "ui/pack/page_preview.h"

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
        QCOMPARE(pages->count(), 5);
        QSignalSpy settled(page.get(), &Page::settled);
        pages->setCurrentRow(3);
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(page->findChild<QPushButton *>(QStringLiteral("packExport"))->isEnabled());
    }
};

QTEST_MAIN(TestPacksPage)
#include "tst_packs_page.moc"
