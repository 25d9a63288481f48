#include "core/pack/adoption_page.h"
#include "core/pack/build_pack.h"
#include "tests/backtest/backtest_fixture.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

namespace {

QString text(const Message &message)
{
    return QString::fromStdString(message.english()).replace(QChar(0xA0), u' ');
}

/// Amber uses the product to the end, Birch last in May, Cedar never; Dell used it in August, five months after it
/// left; Elm is new and uses it.
void fill(test::ImportedWorkspace &data)
{
    data.file("crm.accounts",
        "account_id,name,segment,owner\nA,Amber,SMB,Mia\nB,Birch,SMB,Mia\nC,Cedar,Enterprise,\nD,Dell,SMB,Mia\n"
        "E,Elm,SMB,Ole\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,created_date,arr\na,A,2025-01-01,2027-12-31,,1000\n"
        "b,B,2025-02-01,2027-12-31,,500\nc,C,2025-04-01,2027-12-31,,2000\nd,D,2025-01-01,2026-03-31,,100\n"
        "e,E,2026-07-01,2027-12-31,,300\n");
    data.file("crm.usage",
        "account_id,date,feature,active_users,events\nA,2026-01-20,,1,5\nA,2026-08-31,,1,1\nB,2026-02-03,,1,4\n"
        "B,2026-05-03,,1,4\nC,2026-08-03,,1,0\nD,2026-08-03,,1,9\nE,2026-08-01,,1,1\n");
}

std::optional<AdoptionMeasures> august(test::ImportedWorkspace &data, const revenue::Filters &filters = {})
{
    Progress quiet;
    return test::taken(measureAdoption(data.workspace(), {2026, 8}, filters, quiet));
}

QStringList titlesOf(test::ImportedWorkspace &data, const char *made)
{
    Progress quiet;
    const auto document = test::taken(buildPack(data.workspace(), {made, "2026-08", {}}, test::roughHeight, quiet));
    QStringList titles;
    for (const Page &page : document.pages)
        titles << text(page.title);
    return titles;
}

} // namespace

/// Use by cohort and who pays without using, and what the packs have of it and of time to value.
class TestAdoptionPage : public QObject {
    Q_OBJECT
private slots:
    /// A year on two of the three of 2025Q1 used it (Amber, Birch, not Dell), the one of 2025Q2 did not.
    void byHand()
    {
        test::ImportedWorkspace data;
        fill(data);
        data.import("2026-08-31");
        const auto measures = august(data);
        QVERIFY(measures);
        QCOMPARE(measures->used, 2);
        QCOMPARE(measures->customers(), 4); // Dell left
        const auto page = adoptionPage(*measures);
        QVERIFY(page);
        QCOMPARE(text(page->title), QStringLiteral("50 % of 4 customers with ARR used the product in August 2026"));
        QCOMPARE(text(page->subtitle),
            QStringLiteral("A year after their start 50 % of the customers of 2 cohorts use the product."));
        const chart::Chart &heat = std::get<ChartBlock>(page->blocks.front().content).chart;
        QCOMPARE(heat.series.size(), std::size_t(3)); // 2025Q1, 2025Q2, 2026Q3
        QVERIFY(std::abs(heat.series[0].values[4].value() - 2.0 / 3) < 1e-12);
        QCOMPARE(heat.series[1].values[4].value(), 0.0);
        const auto &silent = std::get<Table>(page->blocks.back().content);
        QStringList rows;
        for (const auto &row : silent.rows) {
            QStringList cells;
            for (const Table::Cell &cell : row)
                cells << text(cell.text);
            rows << cells.join(u' ');
        }
        QCOMPARE(rows, (QStringList{"Cedar none never 2,000", "Birch Mia May 2026 500"}));
        QCOMPARE(silent.origins.size(), std::size_t(2));
        QVERIFY(silent.totals.empty());
    }

    void ofThoseThatPass()
    {
        test::ImportedWorkspace data;
        fill(data);
        data.import("2026-08-31");
        const auto some = august(data, {{"segment", "SMB"}});
        QCOMPARE(some->used, 2);
        QCOMPARE(some->silent.size(), std::size_t(1)); // Birch
        const auto none = august(data, {{"segment", "Enterprise"}}); // Cedar, while others use it
        QVERIFY(none);
        QCOMPARE(none->used, 0);
        QCOMPARE(none->silent.size(), std::size_t(1));
        QCOMPARE(text(adoptionPage(*none)->title),
            QStringLiteral("0 % of 1 customer with ARR used the product in August 2026"));
    }

    /// More than the page holds are counted in the last row, with their ARR.
    void whoeverIsLeftOutIsCounted()
    {
        test::ImportedWorkspace data;
        fill(data);
        data.import("2026-08-31");
        auto measures = august(data);
        const AdoptionMeasures::Silent last = measures->silent.back();
        measures->silent.resize(100, last);
        const auto page = adoptionPage(*measures);
        const auto &silent = std::get<Table>(page->blocks.back().content);
        const auto left = 100 - std::int64_t(silent.rows.size());
        QVERIFY(left > 0 && silent.rows.size() > 10);
        QCOMPARE(text(silent.totals.front().text), QStringLiteral("and %1 smaller customers").arg(left));
        QCOMPARE(text(silent.totals.back().text).remove(u','), QString::number(left * 500));
    }

    /// Without use in the month the page is left out, and the pack says what to import; so is time to value where
    /// nobody has the milestone.
    void packs()
    {
        test::ImportedWorkspace without;
        fill(without);
        without.file("crm.usage", "account_id,date,feature,active_users,events\nA,2026-07-20,,1,5\n");
        without.import("2026-08-31");
        QVERIFY(!august(without));
        QVERIFY(titlesOf(without, "monthly").filter(QStringLiteral("used the product")).isEmpty());
        Progress quiet;
        const auto document =
            test::taken(buildPack(without.workspace(), {"monthly", "2026-08", {}}, test::roughHeight, quiet));
        QString said;
        for (const Page &page : document.pages)
            for (const Block &block : page.blocks) {
                const auto *notes = std::get_if<Narrative>(&block.content);
                if (!notes)
                    continue;
                for (const Narrative::Part &part : notes->parts)
                    for (const Message &paragraph : part.paragraphs)
                        said += text(paragraph) + u'\n';
            }
        QVERIFY2(said.contains(QStringLiteral("Adoption: import usage of August 2026.")), qPrintable(said));
        QVERIFY2(
            said.contains(QStringLiteral("Time to value: nobody has the milestone first_value.")), qPrintable(said));

        test::ImportedWorkspace with;
        fill(with);
        with.file("crm.milestones", "account_id,milestone,completed_date\nA,first_value,2025-01-21\n");
        with.import("2026-08-31");
        const QString value = QStringLiteral("Of 5 customers who started 1 have reached their first value");
        const QString adoption = QStringLiteral("50 % of 4 customers with ARR used the product in August 2026");
        for (const char *made : {"monthly", "retention-deep-dive"}) {
            const QStringList titles = titlesOf(with, made);
            QVERIFY2(titles.contains(value), qPrintable(titles.join(u'\n')));
            QCOMPARE(titles.indexOf(adoption), titles.indexOf(value) + 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestAdoptionPage)
#include "tst_adoption_page.moc"
