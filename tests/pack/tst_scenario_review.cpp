#include "core/pack/build_pack.h"
#include "core/pack/scenario_pages.h"
#include "core/scenario/base_figures.h"
#include "core/scenario/scenario_store.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

#include <cmath>

using namespace qd;

/// The comparison with a saved scenario in the coverage review.
class TestScenarioReview : public QObject {
    Q_OBJECT

    static Result<pack::PackDocument> built(test::WorkspaceFixture &data)
    {
        Progress progress;
        return pack::buildPack(data.workspace(), {"coverage-review", "2026-10"}, test::roughHeight, progress);
    }
    static void fill(test::WorkspaceFixture &data)
    {
        test::fillPackWorkspace(data);
        data.source("people", "people");
        data.run("INSERT INTO csms (source, csm_id, name, fte, annual_cost_minor, content_hash, as_of, batch_id, line) "
                 "VALUES ('people', 'c1', 'Ann', 1, 12000000, 0, '2026-10-31', 1, 2)",
            {});
    }
    static void save(test::WorkspaceFixture &data, const std::string &json)
    {
        const auto scenario = scenario::parseScenario(json);
        QVERIFY2(scenario.ok(), scenario.ok() ? "" : scenario.error().message.english().c_str());
        QVERIFY(scenario::saveScenario(data.workspace(), *scenario).ok());
    }
    /// The amount in a cell, in whole major units.
    static double amount(const pack::Table::Cell &cell)
    {
        QString text = QString::fromStdString(cell.text.english()).remove(u',').remove(u'+');
        return text.replace(QChar(0x2212), u'-').toDouble();
    }
    template <typename Content>
    static const Content *find(const std::vector<pack::Page> &pages, const std::string &title)
    {
        for (const pack::Page &page : pages) {
            for (const pack::Block &block : page.blocks) {
                const auto *content = std::get_if<Content>(&block.content);
                if (content && content->title.english() == title)
                    return content;
            }
        }
        return nullptr;
    }

private slots:
    void withoutASavedScenarioThereIsNoPage()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto without = built(data);
        QVERIFY2(without.ok(), without.ok() ? "" : without.error().message.english().c_str());
        QVERIFY(!find<pack::Table>(without->pages, "Difference by lever"));
        save(data, R"({"name": "Softer", "months": 24, "csms": {"hires": [{"month": "2027-03", "fte": 2}]}})");
        const auto with = built(data);
        QVERIFY2(with.ok(), with.ok() ? "" : with.error().message.english().c_str());
        QVERIFY(with->pages.size() > without->pages.size());
        QVERIFY(find<pack::Table>(with->pages, "Difference by lever"));
        QCOMPARE(*built(data), *with); // the same data, the same document
    }

    /// Printed levers add up to the printed total, which is the difference of the two projections; each quarter's
    /// difference is that of the printed figures.
    void whatIsPrintedAddsUp()
    {
        test::WorkspaceFixture data;
        fill(data);
        save(data, R"({"name": "Softer", "months": 24, "segments": [
            {"name": "Enterprise", "annual_churn": 0.31, "annual_expansion": 0.0271, "max_logos_per_csm": 1},
            {"name": "SMB", "annual_churn": 0.17, "new_logos_per_month": 0.3, "new_acv": 7777.77}],
            "csms": {"hires": [{"month": "2027-03", "fte": 2}]}})");
        Progress progress;
        const auto measures = pack::measureScenario(data.workspace(), progress);
        QVERIFY2(measures.ok(), measures.ok() ? "" : measures.error().message.english().c_str());
        QVERIFY(measures->has_value());
        const auto pages = pack::scenarioPages(**measures);
        const auto *levers = find<pack::Table>(pages, "Difference by lever");
        QVERIFY(levers && levers->rows.size() >= 5);
        for (const std::size_t column : {std::size_t(3), std::size_t(4)}) {
            double sum = 0;
            for (const auto &row : levers->rows)
                sum += amount(row[column]);
            QCOMPARE(sum, amount(levers->totals[column]));
        }
        const scenario::MonthDifference &last = (*measures)->difference.months.back();
        QVERIFY(std::abs(amount(levers->totals[3]) - double(last.otherArr - last.baseArr) / 100) <= 0.5);
        QCOMPARE(amount(levers->totals[4]), 2 * 20 * 10'000.0); // two people, 20 months, 120,000 a year
        const auto *quarters = find<pack::Table>(pages, "Quarter ends");
        QVERIFY(quarters);
        for (std::size_t column = 1; column < quarters->columns.size(); ++column)
            QCOMPARE(amount(quarters->rows[0][column]) + amount(quarters->rows[2][column]),
                amount(quarters->rows[1][column]));
        QVERIFY(pages[0].title.english().starts_with("Softer: ARR of "));
        QVERIFY(
            pages[0].title.english().ends_with(last.otherArr < last.baseArr ? " below the base" : " above the base"));
    }

    void theOneSavedLastIsShown()
    {
        test::WorkspaceFixture data;
        fill(data);
        save(data, R"({"name": "A", "months": 12})");
        save(data, R"({"name": "B", "months": 12, "csms": {"hires": [{"month": "2027-03", "fte": 1}]}})");
        data.run("UPDATE saved_scenario SET saved_at = '2026-11-02T10:00:00Z' WHERE name = 'A'", {});
        data.run("UPDATE saved_scenario SET saved_at = '2026-11-01T10:00:00Z' WHERE name = 'B'", {});
        Progress progress;
        QCOMPARE((*pack::measureScenario(data.workspace(), progress))->name, std::string("A"));
        QVERIFY(pack::scenarioPages(**pack::measureScenario(data.workspace(), progress))[0].title.english().ends_with(
            "as without it"));
    }

    /// However many levers differ, nothing is laid below the footer, and none is lost.
    void manyLeversTakeMorePages()
    {
        test::WorkspaceFixture data;
        fill(data);
        QStringList segments;
        for (int i = 0; i < 40; ++i)
            segments << QStringLiteral(
                "{\"name\": \"S%1\", \"logos\": 10, \"arr\": 1000, \"annual_churn\": 0.1, "
                "\"annual_contraction\": 0, \"annual_expansion\": 0, \"new_logos_per_month\": 1, "
                "\"new_acv\": 10, \"hours_per_account\": 1}")
                            .arg(i);
        save(data,
            "{\"name\": \"Wide\", \"start\": \"2026-10\", \"months\": 12, \"segments\": ["
                + segments.join(QLatin1Char(',')).toStdString() + "]}");
        Progress progress;
        const auto pages = pack::scenarioPages(**pack::measureScenario(data.workspace(), progress));
        std::size_t rows = 0;
        for (const pack::Page &page : pages) {
            for (const pack::Block &block : page.blocks) {
                QVERIFY2(
                    block.place.y + block.place.height <= pack::ContentBottom + 0.01, page.title.english().c_str());
                if (const auto *table = std::get_if<pack::Table>(&block.content);
                    table && table->title.english().starts_with("Difference by lever"))
                    rows += table->rows.size();
            }
        }
        QVERIFY(rows >= 40);
    }

    /// One that cannot be projected any more costs its page, not the pack, and the last page says why.
    void oneThatCannotBeUsedIsNamed()
    {
        test::WorkspaceFixture data;
        fill(data);
        save(data, R"({"name": "Gone", "months": 12, "segments": [{"name": "Atlantis"}]})");
        const auto document = built(data);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message.english().c_str());
        bool said = false;
        for (const pack::Page &page : document->pages) {
            for (const pack::Block &block : page.blocks) {
                const auto *text = std::get_if<pack::Narrative>(&block.content);
                for (std::size_t i = 0; text && i < text->parts.size(); ++i) {
                    for (const Message &paragraph : text->parts[i].paragraphs)
                        said = said || paragraph.english().find("Atlantis") != std::string::npos;
                }
            }
        }
        QVERIFY(said);
    }
};

QTEST_GUILESS_MAIN(TestScenarioReview)
#include "tst_scenario_review.moc"
