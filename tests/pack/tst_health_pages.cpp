#include "core/pack/build_pack.h"
#include "core/pack/health_pages.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

namespace {

QString text(const Message &message)
{
    return QString::fromStdString(message.english()).replace(QChar(0xA0), u' ');
}

QStringList titles(const PackDocument &document)
{
    QStringList all;
    for (const Page &page : document.pages)
        all << text(page.title);
    return all;
}

QString leftOut(const PackDocument &document)
{
    QString all;
    for (const Page &page : document.pages) {
        for (const Block &block : page.blocks) {
            const auto *narrative = std::get_if<Narrative>(&block.content);
            for (const Narrative::Part &part : narrative ? narrative->parts : std::vector<Narrative::Part>()) {
                if (part.heading.english() != "Left out")
                    continue;
                for (const Message &paragraph : part.paragraphs)
                    all += text(paragraph) + u'\n';
            }
        }
    }
    return all;
}

/// Twelve months of 100 each, due on 2026-06-30; 90 days before is 2026-04-01. Who was lost was last spoken to 70 days
/// before that, which is yellow; who renewed a week before, which is green.
void fill(test::WorkspaceFixture &data, int lost, int kept)
{
    data.source("billing", "billing");
    for (int i = 0; i < lost + kept; ++i) {
        const bool isLost = i < lost;
        const std::string id = "C" + std::to_string(100 + i);
        data.subscription("billing", "old " + id, id, "100.00", "2025-07-01", "2026-06-30");
        if (!isLost)
            data.subscription("billing", "new " + id, id, "100.00", "2026-07-01");
        data.run("INSERT INTO activities (source, activity_id, account_id, date, type, content_hash, as_of, batch_id, "
                 "line) VALUES ('billing', ?1, ?1, ?2, 'call', 0, '2026-10-31', 1, 2)",
            {id, isLost ? "2026-01-21" : "2026-03-25"});
    }
    data.settle();
}

Result<PackDocument> packOf(test::WorkspaceFixture &data, const char *made)
{
    Progress quiet;
    return buildPack(data.workspace(), {made, "2026-10", {}}, test::roughHeight, quiet);
}

constexpr char TooFew[] = "How well scores foretold churn: too few renewals were lost, kept or scored 90 days before "
                          "due in the twelve months.";

} // namespace

/// Health and the court in packs that are of other things, too: there where they say something, and else named as
/// left out.
class TestHealthPages : public QObject {
    Q_OBJECT
private slots:
    void court_data()
    {
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("kept");
        QTest::addColumn<bool>("judged");
        QTest::newRow("ten lost, ten kept") << 10 << 10 << true;
        QTest::newRow("nine lost") << 9 << 10 << false;
        QTest::newRow("nine kept") << 10 << 9 << false;
    }
    void court()
    {
        QFETCH(int, lost);
        QFETCH(int, kept);
        QFETCH(bool, judged);
        test::WorkspaceFixture data;
        fill(data, lost, kept);
        Progress quiet;
        const auto measures = measureHealth(data.workspace(), Month(2026, 10).lastDay(), {}, quiet);
        QVERIFY2(measures.ok(), measures ? "" : measures.error().message.english().c_str());
        QCOMPARE(isAnyModelJudged((*measures)->court), judged);
        for (const char *made : {"monthly", "quarterly-operating-review"}) {
            const auto document = packOf(data, made);
            QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
            const QStringList all = titles(*document);
            // All ten were yellow and nobody else: any two of the twenty are a tenth, and two of the ten.
            const auto found =
                all.indexOf(QStringLiteral("Starter had flagged 100 % of the lost renewals 90 days before due"));
            QCOMPARE(found >= 0, judged);
            QCOMPARE(all.contains(QStringLiteral("The worst tenth by Starter has 20 % of the lost renewals")), judged);
            QCOMPARE(leftOut(*document).contains(QString::fromLatin1(TooFew)), !judged);
            // Health stands before it, and stays without it.
            const auto scored = std::ranges::find_if(document->pages, [&](const Page &page) {
                return text(page.subtitle)
                    .startsWith(QStringLiteral("%1 of %1 customers scored by model Starter").arg(kept));
            });
            QVERIFY(scored != document->pages.end());
            if (judged)
                QCOMPARE(scored - document->pages.begin() + 1, found);
        }
        // The health review is of nothing else: it says so on the page.
        const QStringList review = titles(*packOf(data, "health-review"));
        QCOMPARE(review.contains(
                     QStringLiteral("Too little churn to judge scores by: %1 lost renewals had a score").arg(lost)),
            !judged);
    }

    void nothingToScoreBy()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        for (const char *made : {"monthly", "quarterly-operating-review", "health-review"}) {
            const auto document = packOf(data, made);
            QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
            QVERIFY2(leftOut(*document).contains(QStringLiteral("Health and how well it foretold churn: import usage, "
                                                                "tickets, surveys, activities or invoices.")),
                made);
            QVERIFY(!leftOut(*document).contains(QString::fromLatin1(TooFew)));
        }
    }
};

QTEST_GUILESS_MAIN(TestHealthPages)
#include "tst_health_pages.moc"
