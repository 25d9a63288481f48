#include "core/pack/build_pack.h"
#include "core/pack/first_pack.h"
#include "core/pack/month_measures.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

using namespace qd;

/// A pack of what there is, before there is ARR.
class TestFirstPack : public QObject {
    Q_OBJECT

    static QString textOf(const pack::PackDocument &document)
    {
        QStringList texts;
        for (const pack::Page &page : document.pages) {
            texts << QString::fromStdString(page.title.english());
            for (const pack::Block &block : page.blocks) {
                if (const auto *narrative = std::get_if<pack::Narrative>(&block.content)) {
                    for (const auto &part : narrative->parts) {
                        texts << QString::fromStdString(part.heading.english());
                        for (const Message &paragraph : part.paragraphs)
                            texts << QString::fromStdString(paragraph.english());
                    }
                } else if (const auto *table = std::get_if<pack::Table>(&block.content)) {
                    for (const auto &row : table->rows) {
                        for (const auto &cell : row)
                            texts << QString::fromStdString(cell.text.english());
                    }
                }
            }
        }
        return texts.join(u'|');
    }

private slots:
    void saysWhatIsThereAndWhatIsMissing()
    {
        test::WorkspaceFixture data;
        data.source("salesforce", "crm");
        data.account("salesforce", "A1", "Acme", "owner=Ann");
        data.settle();
        Progress progress;
        const auto made = pack::buildPack(data.workspace(), {"monthly", "2026-10"}, test::roughHeight, progress);
        QVERIFY2(made.ok(), made ? "" : made.error().message.english().c_str());
        QCOMPARE(made->pages.size(), std::size_t(1));
        const QString text = textOf(*made);
        for (const char *words :
            {"2 of 8 questions can be answered", "Who are the customers?", "1 customer from 1 record.",
                "How much ARR has each customer?", "Needs subscriptions", "salesforce|accounts|31 Oct 2026|1|none"})
            QVERIFY2(text.contains(QLatin1String(words)), qPrintable(text));
        QCOMPARE(pack::latestMonth(data.workspace()).value(), Month(2026, 10));
        // The coverage review rests on ARR.
        QCOMPARE(
            pack::buildPack(data.workspace(), {"coverage-review", "2026-10"}, test::roughHeight, progress).error().code,
            ErrorCode::NoData);
    }

    /// The CRM is of 20 October, 11 days before the end of the month, and 7 are warned of; nothing of what is fresh.
    void theFootNamesWhatIsLate()
    {
        test::WorkspaceFixture data;
        data.source("salesforce", "crm", "2026-10-20");
        data.source("zendesk", "support", "2026-10-31");
        data.account("salesforce", "A1", "Acme", "owner=Ann");
        data.settle();
        Progress progress;
        const auto made = pack::buildPack(data.workspace(), {"monthly", "2026-10"}, test::roughHeight, progress);
        QVERIFY2(made.ok(), made ? "" : made.error().message.english().c_str());
        QCOMPARE(made->footerLeft.size(), std::size_t(2));
        QCOMPARE(made->footerLeft.back().english(), std::string("salesforce is 11 days behind."));
    }

    void withArrThePackIsTheMonthlyOne()
    {
        test::WorkspaceFixture data;
        data.source("stripe", "billing");
        data.subscription("stripe", "s1", "c1", "1200.00", "2025-01-01");
        data.settle();
        Progress progress;
        const auto made = pack::buildPack(data.workspace(), {"monthly", "2026-10"}, test::roughHeight, progress);
        QVERIFY2(made.ok(), made ? "" : made.error().message.english().c_str());
        QVERIFY(made->pages.size() > 1);
    }

    /// A setting that names no source is a fault to be said, not a workspace without ARR.
    void aWrongSystemOfRecordIsSaid()
    {
        test::WorkspaceFixture data;
        data.source("stripe", "billing");
        data.subscription("stripe", "s1", "c1", "1200.00", "2025-01-01");
        data.settle();
        data.workspace().setSetting("system_of_record.arr", "stirpe");
        Progress progress;
        const auto made = pack::buildPack(data.workspace(), {"monthly", "2026-10"}, test::roughHeight, progress);
        QCOMPARE(made.error().code, ErrorCode::NotFound);
        QVERIFY(made.error().message.english().find("stirpe") != std::string::npos);
    }

    void nothingGivesNoPack()
    {
        test::WorkspaceFixture data;
        Progress progress;
        QCOMPARE(pack::buildPack(data.workspace(), {"monthly", "2026-10"}, test::roughHeight, progress).error().code,
            ErrorCode::NoData);
        QCOMPARE(pack::latestMonth(data.workspace()).error().code, ErrorCode::NoData);
    }

    void longListsAreCutWithAWord()
    {
        test::WorkspaceFixture data;
        for (int i = 0; i < 40; ++i) {
            const std::string name = "system" + std::to_string(i);
            data.source(name, "other");
            data.account(name, "A" + std::to_string(i), "Acme " + std::to_string(i));
        }
        data.settle();
        Progress progress;
        const auto made = pack::firstPack(data.workspace(), Month(2026, 10), progress);
        QVERIFY(made.ok());
        QVERIFY(textOf(*made).contains(QRegularExpression(QStringLiteral("and \\d+ more entities"))));
    }
};

QTEST_GUILESS_MAIN(TestFirstPack)
#include "tst_first_pack.moc"
