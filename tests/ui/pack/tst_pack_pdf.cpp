#include "core/pack/build_pack.h"
#include "tests/pack/pack_fixture.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/paint/pack/pack_painter.h"
#include "ui/paint/pack/pack_pdf.h"

#include <QBuffer>
#include <QHashFunctions>
#include <QPdfDocument>
#include <QPdfSelection>
#include <QTest>
#include <QThread>

#include <memory>

using namespace qd;

namespace {

/// Text of a PDF page with plain spaces and minus, line breaks as spaces.
QString textOf(QPdfDocument &pdf, int page)
{
    return pdf.getAllText(page).text().replace(QChar(0xA0), u' ').replace(QChar(0x2212), u'-').simplified();
}

} // namespace

class TestPackPdf : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        data.workspace().setSetting("company", "Halyard Software");
        data.workspace().setSetting("target.grr", "0.92");
        Progress quiet;
        auto made = pack::buildPack(data.workspace(), {"monthly", "2026-10"}, ui::narrativeHeight, quiet);
        QVERIFY2(made.ok(), made ? "" : made.error().message.english().c_str());
        m_document = std::move(*made);
    }

    void pagesAndTexts()
    {
        QByteArray bytes = ui::packPdf(m_document);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        QPdfDocument pdf;
        pdf.load(&buffer);
        QCOMPARE(pdf.pageCount(), 5);
        QCOMPARE(qRound(pdf.pagePointSize(0).width()), 842);
        QCOMPARE(qRound(pdf.pagePointSize(0).height()), 595);
        const QString first = textOf(pdf, 0);
        for (const char *words :
            {"Halyard Software", "October 2026", "gross retention slipped to 66.7 %", "What we ask for", "Scorecard",
                "below", "As of 31 Oct 2026.", "Page 1 of 5. Issue 1, 31 Oct 2026", "GRR v1"})
            QVERIFY2(
                first.contains(QLatin1String(words)), qPrintable(QLatin1String(words) + QStringLiteral(": ") + first));
        QVERIFY(textOf(pdf, 3).contains(QLatin1String("CRM is $500.00 higher than billing")));
        QVERIFY(textOf(pdf, 4).contains(QLatin1String("Page 5 of 5.")));
    }

    void sameDocumentSameBytes()
    {
        const QByteArray first = ui::packPdf(m_document);
        for (int start = 0; start < 8; ++start) {
            QHashSeed::resetRandomGlobalSeed(); // as in another process
            QCOMPARE(ui::packPdf(m_document), first);
        }
        pack::PackDocument other = m_document;
        other.pages.front().title = Message::data("Another title");
        QVERIFY(ui::packPdf(other) != first);
    }

    void lineBreakInANameIsASpace()
    {
        pack::PackDocument document = m_document;
        document.pages.front().title = Message::data("Newline\nCorp\r\nand\tsons grew");
        QByteArray bytes = ui::packPdf(document);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        QPdfDocument pdf;
        pdf.load(&buffer);
        QVERIFY2(textOf(pdf, 0).contains(QLatin1String("Newline Corp and sons grew")), qPrintable(textOf(pdf, 0)));
    }

    void nothingLeavesItsBox()
    {
        QCOMPARE(ui::packLayoutFaults(m_document), QStringList());
        pack::PackDocument tooMuch = m_document;
        tooMuch.pages.front().title = Message::data(std::string(200, 'W'));
        QVERIFY(!ui::packLayoutFaults(tooMuch).isEmpty());
    }

    void paintsOffTheGuiThread()
    {
        const QImage here = ui::packPageImage(m_document, 1, 1.0);
        QImage there;
        std::unique_ptr<QThread> thread(QThread::create([&] { there = ui::packPageImage(m_document, 1, 1.0); }));
        thread->start();
        QVERIFY(thread->wait(30'000));
        QCOMPARE(there, here);
        QCOMPARE(here.size(), QSize(1123, 794));
    }

    void unwritableFolderIsSaid()
    {
        const auto saved = ui::savePackPdf(m_document, QStringLiteral("/nowhere/pack.pdf"));
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().code, ErrorCode::Io);
    }

private:
    pack::PackDocument m_document;
};

QTEST_MAIN(TestPackPdf)
#include "tst_pack_pdf.moc"
