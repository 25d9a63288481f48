#include "core/pack/build_pack.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

using namespace qd;

/// The coverage review on the pack's three customers and a team of two.
class TestCoverageReview : public QObject {
    Q_OBJECT

    static Result<pack::PackDocument> built(test::WorkspaceFixture &data)
    {
        Progress progress;
        return pack::buildPack(data.workspace(), {"coverage-review", "2026-10"}, test::roughHeight, progress);
    }

    static void csm(test::WorkspaceFixture &data, const std::string &id, const std::string &name)
    {
        data.run(
            "INSERT INTO csms (source, csm_id, name, fte, content_hash, as_of, batch_id, line) VALUES ('people', ?1, "
            "?2, 1, 0, '2026-10-31', 1, 2)",
            {id, name});
    }

private slots:
    /// Hours by a model of 100 hours a month at 50 %: Acme needs 30 a month, Corvo 10 x 2 for red. Bolt has left. So
    /// one FTE of 50 hours is needed and two are there; Ann holds Acme (60 %), Bo holds Corvo (40 %).
    void saysWhatIsNeededAndWhoHoldsIt()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        data.source("people", "people");
        csm(data, "c1", "Ann");
        csm(data, "c2", "Bo");
        data.run("UPDATE account SET owner = CASE name WHEN 'Acme' THEN 'Ann' ELSE 'Bo' END", {});
        data.run("INSERT INTO capacity_model VALUES (1, 'FY27', '{\"hours_per_month\": 100, \"utilisation\": 0.5, "
                 "\"segments\": [{\"name\": \"Enterprise\", \"hours_per_account\": 30}, {\"name\": \"SMB\", "
                 "\"hours_per_account\": 10}], \"risk_factor\": {\"red\": 2}}', '', '')",
            {});
        const auto document = built(data);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message.english().c_str());
        QCOMPARE(document->templateId, std::string("coverage-review"));
        QCOMPARE(document->pages[0].title.english(), std::string("1.0 FTE are needed and 2.0 are there: 1.0 to spare"));
        const auto &loads = std::get<pack::Table>(document->pages[0].blocks[1].content);
        QCOMPARE(loads.rows[0][0].text.english(), std::string("Enterprise"));
        QCOMPARE(loads.rows[0][2].text.english(), std::string("60\u00A0%"));
        QCOMPARE(loads.rows[1][2].text.english(), std::string("40\u00A0%"));
        QCOMPARE(loads.totals[2].text.english(), std::string("50\u00A0%"));
        QCOMPARE(loads.columns.size(), std::size_t(2 + 12));
        QCOMPARE(loads.columns[2].header.english(), std::string("Oct 2026")); // the year once, and where one begins
        QCOMPARE(loads.columns[3].header.english(), std::string("Nov"));
        QCOMPARE(loads.columns[5].header.english(), std::string("Jan 2027"));
        const auto &hire = std::get<pack::Table>(document->pages[0].blocks[2].content);
        QCOMPARE(hire.title.english(), std::string("When to hire")); // one sentence, no empty columns
        QVERIFY(hire.rows.empty() && hire.columns.empty());
        QVERIFY(hire.subtitle.english().starts_with("nobody within the year"));
        const auto &books = std::get<pack::Table>(document->pages[1].blocks[0].content);
        QCOMPARE(books.rows.size(), std::size_t(2));
        QCOMPARE(books.rows[0][0].text.english(), std::string("Ann"));
        QCOMPARE(books.rows[0][5].text.english(), std::string("60\u00A0%"));
        QCOMPARE(books.rows[1][5].text.english(), std::string("40\u00A0%"));
        QCOMPARE(document->pages[1].title.english(), std::string("No book is above 110 % of its capacity"));
        QCOMPARE(*built(data), *document); // the same data, the same document
    }

    /// 0.66 and 0.67 FTE stand as 0.6 and 0.7 under 1.3, and what is to spare is the difference of what is printed.
    void tenthsOfFteAddUp()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        data.source("people", "people");
        csm(data, "c1", "Ann");
        csm(data, "c2", "Bo");
        data.run("UPDATE csms SET fte = CASE csm_id WHEN 'c1' THEN 0.66 ELSE 0.67 END", {});
        data.run("UPDATE account SET owner = CASE name WHEN 'Acme' THEN 'Ann' ELSE 'Bo' END", {});
        data.run("INSERT INTO capacity_model VALUES (1, 'FY27', '{\"hours_per_month\": 100, \"utilisation\": 0.5, "
                 "\"segments\": [{\"name\": \"Enterprise\", \"hours_per_account\": 30}, {\"name\": \"SMB\", "
                 "\"hours_per_account\": 10}], \"risk_factor\": {\"red\": 2}}', '', '')",
            {});
        const auto document = built(data);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message.english().c_str());
        QCOMPARE(document->pages[0].title.english(), std::string("1.0 FTE are needed and 1.3 are there: 0.3 to spare"));
        const auto &loads = std::get<pack::Table>(document->pages[0].blocks[1].content);
        QCOMPARE(loads.rows[0][1].text.english(), std::string("0.6"));
        QCOMPARE(loads.rows[1][1].text.english(), std::string("0.7"));
        QCOMPARE(loads.totals[1].text.english(), std::string("1.3"));
    }

    /// However many segments a model has, nothing is laid below the footer, and none is lost.
    void manySegmentsTakeMorePages_data()
    {
        QTest::addColumn<int>("segments");
        for (const int segments : {1, 4, 8, 12, 19, 40})
            QTest::addRow("%d", segments) << segments;
    }
    void manySegmentsTakeMorePages()
    {
        QFETCH(int, segments);
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        data.source("people", "people");
        csm(data, "c1", "Ann");
        QStringList names;
        for (int i = 0; i < segments; ++i)
            names << QStringLiteral(R"({"name": "Segment %1", "hours_per_account": 1})").arg(i);
        data.run("INSERT INTO capacity_model VALUES (1, '', ?, '', '')",
            {(R"({"hours_per_month": 100, "utilisation": 0.5, "segments": [)" + names.join(u',') + "]}")
                    .toStdString()});
        const auto document = built(data);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message.english().c_str());
        int shown = 0;
        for (const pack::Page &page : document->pages) {
            for (const pack::Block &block : page.blocks) {
                QVERIFY2(
                    block.place.y + block.place.height <= pack::ContentBottom + 0.01, page.title.english().c_str());
                if (const auto *table = std::get_if<pack::Table>(&block.content);
                    table && table->title.english().starts_with("Required over"))
                    shown += int(table->rows.size());
            }
        }
        QVERIFY(shown >= segments);
    }

    void withoutATeamItSaysWhatToImport()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto document = built(data);
        QCOMPARE(document.error().code, ErrorCode::NoData);
        QVERIFY(document.error().message.english().find("csms") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestCoverageReview)
#include "tst_coverage_review.moc"
