#include "core/base/figure_text.h"
#include "core/pack/build_pack.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/named_charts.h"
#include "tests/pack/pack_fixture.h"

#include <QTest>

#include <numeric>

using namespace qd;
using namespace qd::pack;

namespace {

QString plain(const Message &message)
{
    return QString::fromStdString(message.english())
        .replace(QChar(0xA0), u' ')
        .replace(QChar(0x2212), u'-')
        .replace(QChar(0x2013), u'-');
}

Result<PackDocument> october(test::WorkspaceFixture &data)
{
    Progress quiet;
    return buildPack(data.workspace(), {"monthly", "2026-10"}, test::roughHeight, quiet);
}

template <typename T>
std::vector<T> blocksOf(const Page &page)
{
    std::vector<T> found;
    for (const Block &block : page.blocks) {
        if (const auto *content = std::get_if<T>(&block.content))
            found.push_back(*content);
    }
    return found;
}

QString rowText(const ScorecardRow &row)
{
    QStringList texts;
    for (const Message &text : {row.metric, row.value, row.change, row.reference, row.status})
        texts << plain(text);
    return texts.join(QStringLiteral(" | "));
}

QString rowText(const std::vector<Table::Cell> &row)
{
    QStringList cells;
    for (const Table::Cell &cell : row)
        cells << plain(cell.text);
    return cells.join(QStringLiteral(" | "));
}

} // namespace

class TestMonthlyPack : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::fillPackWorkspace(*m_data);
    }

    void summaryStatesWhatWasWorkedByHand()
    {
        const auto document = october(*m_data);
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const Page &page = document->pages.front();
        QCOMPARE(plain(page.title), QStringLiteral("ARR held at $1,500; gross retention slipped to 66.7 %"));
        const auto narrative = blocksOf<Narrative>(page).front();
        QCOMPARE(narrative.parts.size(), std::size_t(4));
        QCOMPARE(plain(narrative.parts[0].paragraphs.front()),
            QStringLiteral("ARR ended October where it began: $300 from 1 new customer and $200 of expansion, less "
                           "$500 of churn (1 customer). NRR is 80.0 %, down 20.0 points on September."));
        QCOMPARE(plain(narrative.parts[1].paragraphs.front()),
            QStringLiteral("Customers who left or shrank over twelve months took $500, or 33.3 % of opening ARR. SMB, "
                           "33 % of opening ARR, makes 100 % of the loss; its GRR is 0.0 %."));
        QCOMPARE(plain(narrative.parts[2].paragraphs.front()),
            QStringLiteral("2 customers with $1,300 renew by 29 January; $300 (23 %) is yellow or red."));
    }

    void scorecardWithTargets()
    {
        m_data->workspace().setSetting("target.grr", "0.67");
        m_data->workspace().setSetting("target.nrr", "105"); // percent
        const auto document = october(*m_data);
        const auto card = blocksOf<Scorecard>(document->pages.front()).front();
        QVERIFY(card.hasStatus);
        QCOMPARE(rowText(card.rows[0]), QStringLiteral("ARR | $1,500 | 0.0 % |  | "));
        QCOMPARE(rowText(card.rows[1]), QStringLiteral("NRR, 12 months | 80.0 % | -20.0 pt | 105.0 % | below"));
        QCOMPARE(rowText(card.rows[2]), QStringLiteral("GRR, 12 months | 66.7 % | -33.3 pt | 67.0 % | watch"));
        QCOMPARE(rowText(card.rows[3]), QStringLiteral("Expansion rate, 12 months | 13.3 % | +13.3 pt |  | "));
        QCOMPARE(card.rows[3].changeIs, Judgement::Good);
        QCOMPARE(rowText(card.rows[4]), QStringLiteral("Logo churn, 12 months | 50.0 % | +50.0 pt |  | "));
        QCOMPARE(card.rows[4].changeIs, Judgement::Bad);
        QCOMPARE(rowText(card.rows[5]), QStringLiteral("Renewals due, 90 days | $1,300 | 23 % at risk |  | "));
        QCOMPARE(rowText(card.rows.back()), QStringLiteral("ARR match, CRM-billing | 66.7 % | 2 of 3 |  | "));
    }

    void targetsOfTheEntityWin_data()
    {
        QTest::addColumn<QString>("period");
        QTest::addColumn<QString>("expected");
        QTest::newRow("month") << "2026-10"
                               << "90.0 %";
        QTest::newRow("quarter") << "2026Q4"
                                 << "90.0 %";
        QTest::newRow("year") << "2026"
                              << "90.0 %";
        QTest::newRow("another month") << "2026-09"
                                       << "50.0 %";
    }
    void targetsOfTheEntityWin()
    {
        QFETCH(QString, period);
        QFETCH(QString, expected);
        m_data->workspace().setSetting("target.grr", "0.5");
        m_data->run(
            "INSERT INTO targets (source, period, metric, \"group\", value, content_hash, as_of, batch_id, line) "
            "VALUES ('crm', ?, 'GRR', '', 0.9, 0, '2026-10-31', 1, 2)",
            {period.toStdString()});
        const auto document = october(*m_data);
        QCOMPARE(plain(blocksOf<Scorecard>(document->pages.front()).front().rows[2].reference), expected);
    }

    void tableAndChartSayTheSame()
    {
        const auto document = october(*m_data);
        const Page &page = document->pages[1];
        const auto tables = blocksOf<Table>(page);
        QStringList rows;
        for (const auto &row : tables.front().rows)
            rows << rowText(row);
        QCOMPARE(rows,
            QStringList({"Opening, 30 Sep | 2 | 1,500", "New | 1 | +300", "Reactivation | 0 | 0",
                "Expansion | 1 | +200", "Contraction | 0 | 0", "Churn | 1 | -500", "FX | 0 | 0"}));
        QCOMPARE(rowText(tables.front().totals), QStringLiteral("Closing, 31 Oct | 2 | 1,500"));
        const chart::Chart bridge = blocksOf<ChartBlock>(page).front().chart;
        double sum = 0;
        const auto &values = bridge.series.front().values;
        for (std::size_t i = 0; i + 1 < values.size(); ++i)
            sum += *values[i];
        QCOMPARE(sum, *values.back());
        for (std::size_t i = 0; i < tables.front().rows.size(); ++i) {
            if (i > 0) // the opening bar is labelled short, "$1,500"
                QCOMPARE(QString::fromStdString(withSign(numberText(*bridge.series.front().printed[i], 0))),
                    QString::fromStdString(tables.front().rows[i][2].text.english()));
        }
    }

    /// Two segments of 1.0049 M under 2.01 M: the column adds up, and says whose ARR it is.
    void groupsAddUpToTheirTotal()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("crm", "crm");
        for (const auto &[id, segment] : {std::pair("A", "Enterprise"), {"B", "SMB"}}) {
            data.account("billing", id, std::string("Customer ") + id, std::string("crm_account_id=") + id);
            data.account("crm", id, std::string("Customer ") + id, std::string("segment=") + segment);
            data.subscription("billing", std::string("s") + id, id, "1004900.00", "2025-01-01");
        }
        data.settle();
        Progress quiet;
        QVERIFY(session::resolveIdentities(data.workspace(), quiet).ok());
        const auto document = october(data);
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const Table groups = blocksOf<Table>(document->pages[1]).back();
        QCOMPARE(groups.columns[1].header.english(), std::string("Their ARR, USD M"));
        QCOMPARE(groups.rows[0][0].text.english(), std::string("By segment"));
        QCOMPARE(groups.rows[1][1].text.english(), std::string("1.01"));
        QCOMPARE(groups.rows[2][1].text.english(), std::string("1.00"));
        QCOMPARE(groups.origins.size(), groups.rows.size());
        // Sets of one customer carry a dagger, and the page says what it means.
        QCOMPARE(groups.rows[1].back().text.english(), std::string("1\u2020"));
        QCOMPARE(plain(blocksOf<Narrative>(document->pages[1]).front().parts.front().paragraphs.front()),
            QStringLiteral("\u2020 fewer than 10 customers"));
        QCOMPARE(groups.totals[0].text.english(), std::string("All of Oct 2025"));
        QCOMPARE(groups.totals[1].text.english(), std::string("2.01"));
    }

    /// Segments and regions are two lists, each under its heading; (none) says by it which it is.
    void groupsStandUnderTheirHeadings()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.source("crm", "crm");
        const char *regions[] = {"AMER", "APAC", "EMEA", ""};
        const char *segments[] = {"Enterprise", "Mid-Market", "SMB", ""};
        for (int i = 0; i < 4; ++i) {
            const std::string id(1, char('A' + i));
            const auto field = [](const char *name, const char *value) {
                return *value ? std::string(";") + name + "=" + value : std::string();
            };
            data.account("billing", id, "Customer " + id, "crm_account_id=" + id);
            data.account("crm", id, "Customer " + id,
                "status=active" + field("segment", segments[i]) + field("region", regions[i]));
            data.subscription("billing", "s" + id, id, "1000.00", "2025-01-01");
        }
        data.settle();
        Progress quiet;
        QVERIFY(session::resolveIdentities(data.workspace(), quiet).ok());
        const auto document = october(data);
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const Table groups = blocksOf<Table>(document->pages[1]).back();
        QStringList names;
        for (const auto &row : groups.rows)
            names << plain(row.front().text);
        QCOMPARE(names,
            QStringList({"By segment", "Enterprise", "Mid-Market", "SMB", "(none)", "By region", "AMER", "APAC", "EMEA",
                "(none)"}));
    }

    /// Of 16 quarters the latest 14 are printed, 10 of them old enough: the line beneath the title counts what can be
    /// counted on the page.
    void cohortsArePrintedAsCounted_data()
    {
        QTest::addColumn<int>("quarters");
        QTest::addColumn<QString>("subtitle");
        QTest::newRow("all printed") << 10 << QStringLiteral("2 cohorts stand below 100 % at month 12, 4 at or above.");
        QTest::newRow("the latest printed")
            << 20
            << QStringLiteral("Of the latest 10, which are printed, 1 stands below 100 % at month 12, 9 at or above.");
        QTest::newRow("none of those printed below")
            << 28 << QStringLiteral("Of the latest 10, which are printed, none stands below 100 % at month 12.");
    }
    void cohortsArePrintedAsCounted()
    {
        QFETCH(int, quarters);
        QFETCH(QString, subtitle);
        MonthMeasures measures;
        measures.month = Month(2026, 10);
        for (int i = 0; i < quarters; ++i) {
            retention::Cohort cohort;
            cohort.label = std::to_string(i);
            cohort.size = 10;
            cohort.values.assign(std::size_t(quarters - i), 1.0);
            if ((i == 1 || i == 5 || i == 9) && cohort.values.size() > 4)
                cohort.values[4] = 0.9;
            measures.cohorts.rows.push_back(cohort);
        }
        const auto page = cohortPage(measures);
        QVERIFY(page.has_value());
        QCOMPARE(plain(page->subtitle), subtitle);
        const chart::Chart heatmap = blocksOf<ChartBlock>(*page).front().chart;
        QCOMPARE(heatmap.series.size(), std::min<std::size_t>(14, std::size_t(quarters)));
    }

    /// An old rate is a warning by mark and words, not a plain line.
    void oldRatesAreMarked()
    {
        MonthMeasures measures;
        measures.asOf = *Date::of(2026, 10, 31);
        measures.staleRates = {{*Currency::fromCode("EUR"), measures.asOf, *Date::of(2026, 8, 31)}};
        bool marked = false;
        for (const Page &page : sourcePages(measures, test::roughHeight)) {
            for (const Narrative &text : blocksOf<Narrative>(page)) {
                for (const Narrative::Part &part : text.parts)
                    marked = marked || (part.is == Judgement::Warn && !part.paragraphs.empty());
            }
        }
        QVERIFY(marked);
    }

    void reconciliationTiesOut()
    {
        const auto document = october(*m_data);
        const Page &page = document->pages[3];
        QCOMPARE(plain(page.title), QStringLiteral("CRM is $500.00 higher than billing"));
        const auto tables = blocksOf<Table>(page);
        QCOMPARE(rowText(tables.front().totals).section(u'|', 2).trimmed(), QStringLiteral("-500.00"));
        QCOMPARE(rowText(tables.back().rows.front()),
            QStringLiteral("Bolt | Cancelled in one | B | B | 500.00 | 0.00 | -500.00"));
    }

    void sameDataSameDocument()
    {
        const auto first = october(*m_data);
        test::WorkspaceFixture other;
        test::fillPackWorkspace(other);
        const auto second = october(other);
        QVERIFY(first.ok() && second.ok());
        QVERIFY(*first == *second);
        other.subscription("billing", "s9", "C", "1.00", "2026-10-02");
        const auto third = october(other);
        QVERIFY(!(*first == *third));
    }

    void blocksStayOnThePageAndApart()
    {
        const auto document = october(*m_data);
        for (const Page &page : document->pages) {
            for (const Block &block : page.blocks) {
                QVERIFY(block.place.x >= Margin - 1e-6 && block.place.y >= ContentTop - 1e-6);
                QVERIFY(block.place.x + block.place.width <= PageWidth - Margin + 1e-6);
                QVERIFY(block.place.y + block.place.height <= ContentBottom + 1e-6);
                for (const Block &other : page.blocks) {
                    const bool apart = &other == &block || block.place.x + block.place.width <= other.place.x + 1e-6
                        || other.place.x + other.place.width <= block.place.x + 1e-6
                        || block.place.y + block.place.height <= other.place.y + 1e-6
                        || other.place.y + other.place.height <= block.place.y + 1e-6;
                    QVERIFY2(apart, page.title.english().c_str());
                }
            }
        }
    }

    void oneSystemLeavesReconciliationOut()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s1", "A", "100.00", "2026-01-01");
        data.settle();
        const auto document = october(data);
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        QCOMPARE(document->pages.size(), std::size_t(4));
        bool said = false;
        for (const Narrative &narrative : blocksOf<Narrative>(document->pages.back())) {
            for (const Narrative::Part &part : narrative.parts)
                said = said || part.heading.english() == "Left out";
        }
        QVERIFY(said);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("templateId");
        QTest::addColumn<QString>("period");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const int argument = int(ErrorCode::InvalidArgument);
        QTest::newRow("quarter") << "monthly"
                                 << "2026Q3" << argument << "wants a month";
        QTest::newRow("no period") << "monthly"
                                   << "October" << argument << "YYYY-MM";
        QTest::newRow("unknown template") << "yearly"
                                          << "2026-10" << argument << "there are: monthly";
        QTest::newRow("after the data") << "monthly"
                                        << "2026-11" << int(ErrorCode::NoData) << "2026-10";
        QTest::newRow("before the data") << "monthly"
                                         << "2020-01" << int(ErrorCode::NoData) << "no ARR in January 2020";
    }
    void refusals()
    {
        QFETCH(QString, templateId);
        QFETCH(QString, period);
        QFETCH(int, code);
        QFETCH(QString, says);
        Progress quiet;
        const auto document =
            buildPack(m_data->workspace(), {templateId.toStdString(), period.toStdString()}, test::roughHeight, quiet);
        QVERIFY(!document.ok());
        QCOMPARE(int(document.error().code), code);
        QVERIFY(*document.error().message.words().context != '\0'); // a template, not a finished sentence
        QVERIFY2(plain(document.error().message).contains(says), document.error().message.english().c_str());
    }

    void everyNamedChartIsBuilt()
    {
        Progress quiet;
        QCOMPARE(buildChart(m_data->workspace(), "health-history", quiet).error().code, ErrorCode::NoData);
        test::addContacts(*m_data);
        for (const NamedChart &named : namedCharts()) {
            const auto chart = buildChart(m_data->workspace(), named.name, quiet);
            QVERIFY2(chart.ok(), chart ? "" : chart.error().message.english().c_str());
            QVERIFY(!chart->series.empty());
            for (const chart::Series &series : chart->series)
                QCOMPARE(series.values.size(), chart->categories.size());
        }
        QCOMPARE(buildChart(m_data->workspace(), "pie", quiet).error().code, ErrorCode::InvalidArgument);
    }

private:
    std::unique_ptr<test::WorkspaceFixture> m_data;
};

QTEST_GUILESS_MAIN(TestMonthlyPack)
#include "tst_monthly_pack.moc"
