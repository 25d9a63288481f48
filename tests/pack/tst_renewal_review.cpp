#include "core/pack/build_pack.h"
#include "core/pack/forecast_charts.h"
#include "core/pack/renewal_pages.h"
#include "core/renewals/renewal_report.h"
#include "core/renewals/words.h"
#include "tests/pack/pack_fixture.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;

namespace {

const std::string Terms = "subscription_id,account_id,start_date,end_date,created_date,arr\n"
                          "a1,A,2026-01-01,2026-12-31,2025-12-01,1000\nb1,B,2025-12-01,2026-11-30,2025-11-01,500\n"
                          "c1,C,2025-12-16,2026-12-15,2025-12-01,200\nd1,D,2026-01-01,2026-12-31,2025-12-01,300\n"
                          "e1,E,2025-09-01,2026-08-31,2025-08-01,400\ne2,E,2026-09-01,2027-08-31,2026-08-20,400\n"
                          "f1,F,2025-08-01,2026-07-31,2025-07-01,100\n";

/// The company of docs/exercises.md, as of 31 October 2026.
struct Company {
    test::ImportedWorkspace data;
    Progress progress;

    Company()
    {
        data.file("crm.accounts",
            "account_id,name,owner\nA,Acme,Ann\nB,Birch,Ann\nC,Cedar,\nD,Dale,Bob\nE,Elm,Ann\n"
            "F,Fig,Ann\n");
        data.file("cs.accounts", "account_id,name,crm_account_id,renewal_date\nco-1,Acme,A,2027-01-31\n");
        data.file("people.csms", "csm_id,name,start_date,end_date\n1,Ann,2020-01-01,\n2,Bob,2020-01-01,2026-09-30\n");
        data.file("crm.subscriptions", Terms);
        data.file("crm.opportunities",
            "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,"
            "probability,is_closed,is_won\no1,A,a1,renewal,1000,2026-09-01,2026-12-15,commit,0.5,false,false\n"
            "o2,B,b1,renewal,500,2026-09-01,2026-12-20,best_case,0.5,false,false\n");
        data.file("crm.risks",
            "account_id,date,author,status,reason,next_action,next_action_date,call\n"
            "A,2026-10-15,Ann,at_risk,price,Offer a year,2026-11-15,renew\n"
            "B,2026-10-15,Ann,at_risk,sponsor_left,,,churn\n");
        data.file("crm.health_scores", "account_id,date,model,score,colour\nA,2026-10-01,m,30,red\n");
        data.file("crm.forecasts",
            "period,account_id,date,author,amount,category\n2026Q3,E,2026-07-01,Ann,450,commit\n"
            "2026Q3,F,2026-07-01,Ann,100,commit\n2026Q4,A,2026-10-01,Ann,900,commit\n");
        import("2026-10-31");
    }
    void import(const char *asOf)
    {
        data.import(asOf);
        if (!session::resolveIdentities(data.workspace(), progress).ok())
            qFatal("identities");
    }
    /// What the second file of the week brings: dates, owners and opportunities as they should be.
    void mend()
    {
        data.file("crm.accounts",
            "account_id,name,owner\nA,Acme,Ann\nB,Birch,Ann\nC,Cedar,Ann\nD,Dale,Ann\nE,Elm,Ann\n"
            "F,Fig,Ann\n");
        data.file("cs.accounts", "account_id,name,crm_account_id,renewal_date\nco-1,Acme,A,2026-12-31\n");
        data.file("crm.opportunities",
            "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,"
            "probability,is_closed,is_won\no1,A,a1,renewal,1000,2026-09-01,2026-12-15,commit,0.5,false,false\n"
            "o2,B,b1,renewal,500,2026-09-01,2026-11-20,best_case,0.5,false,false\n"
            "o3,C,c1,renewal,200,2026-11-03,2026-12-10,pipeline,0.5,false,false\n"
            "o4,D,d1,renewal,300,2026-11-03,2026-12-15,pipeline,0.5,false,false\n");
        import("2026-11-07");
    }
    renewals::RenewalReport report(const char *asOf)
    {
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        m_known = *renewals::KnownRenewals::on(
            portfolio, *renewals::RenewalData::read(data.workspace(), *portfolio), *Date::fromIso(asOf));
        return *renewals::renewalReport(*m_known, {{*Date::of(2026, 10, 1), *Date::of(2026, 12, 31)}});
    }
    /// "Acme: Dates differ".
    QStringList exceptions(const renewals::RenewalReport &report)
    {
        QStringList lines;
        for (const renewals::ListedRenewal &each : report.contracts) {
            for (const renewals::Exception exception : each.exceptions)
                lines << QString::fromStdString(
                    m_known->book().accounts().at(each.renewal.account).name + ": " + renewals::nameOf(exception));
        }
        lines.sort();
        return lines;
    }

private:
    std::optional<renewals::KnownRenewals> m_known; ///< what reports point into
};

std::string text(const std::vector<pack::Table::Cell> &row)
{
    std::string line;
    for (const pack::Table::Cell &cell : row)
        line += (line.empty() ? "" : " | ") + cell.text.english();
    return line;
}

std::vector<std::string> texts(const pack::Table &table)
{
    std::vector<std::string> lines;
    for (const auto &row : table.rows)
        lines.push_back(text(row));
    return lines;
}

const pack::Table &tableOf(const pack::Page &page, std::size_t block)
{
    return std::get<pack::Table>(page.blocks[block].content);
}

} // namespace

/// The renewal risk review, and the two exercises on renewals of docs/exercises.md, worked by hand.
class TestRenewalReview : public QObject {
    Q_OBJECT

private slots:
    /// Exercise "Renewals are missed because dates and owners are inconsistent": the exception report of the week, what
    /// is mended, and the report of the next.
    void missedRenewals()
    {
        Company company;
        const auto before = company.report("2026-10-31");
        QCOMPARE(company.exceptions(before),
            (QStringList{"Acme: Dates differ", "Birch: Closes after expiry", "Cedar: No opportunity", "Cedar: No owner",
                "Dale: No opportunity", "Dale: Owner left"}));
        QCOMPARE(before.hygiene.due, 4);
        QCOMPARE(before.hygiene.complete, 1); // Birch: an open opportunity will do
        company.mend();
        const auto after = company.report("2026-11-07");
        QCOMPARE(company.exceptions(after), QStringList());
        QCOMPARE(after.hygiene.complete, 4);
        // A past day does not learn.
        QCOMPARE(company.exceptions(company.report("2026-10-31")).join(u';'), company.exceptions(before).join(u';'));
    }

    /// Exercise "Renewal risk and forecast integrity": the leading indicators, and the dashboard.
    void forecastIntegrity()
    {
        Company company;
        const auto report = company.report("2026-10-31");
        QCOMPARE(report.riskCoverage.front().due, 4);
        QCOMPARE(report.riskCoverage.front().covered, 1); // Birch has no next action
        const auto measured =
            pack::measureForecast(company.data.workspace(), *Date::of(2026, 10, 31), {}, company.progress);
        QVERIFY(measured.ok() && measured->has_value());
        const pack::ForecastMeasures &found = **measured;
        QCOMPARE(found.quarter.text(), std::string("2026Q4"));
        QCOMPARE(found.forecast.due.arr, std::int64_t(200000));
        QCOMPARE(found.called, std::int64_t(90000));
        QCOMPARE(found.calls.open, 4);
        QCOMPARE(found.calls.called, 1);
        QCOMPARE(found.forecast.untouched.arr, std::int64_t(50000)); // Cedar and Dale
        QCOMPARE(found.accuracy.size(), std::size_t(5));
        QCOMPARE(found.accuracy[1].lead, 90); // 2 July: 450 + 100 of 400
        QCOMPARE(*found.accuracy[1].bias(), 0.375);
        QCOMPARE(*found.accuracy[1].wape(), 0.375);
        QVERIFY(*found.accuracy[1].error() > forecast::AccuracyTarget);
    }

    /// Whose forecast is of a few of the renewals is no forecast of all that was due; nor is one of none.
    void whoForecastTheBook_data()
    {
        QTest::addColumn<QStringList>("rows"); // author, renewals, of them untouched
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("half of them") << QStringList{"Ops 10 5", "Ann 10 6"} << QStringList{"Ops"};
        QTest::newRow("nobody half") << QStringList{"Ann 10 6", "Bo 10 9", "Cy 10 10"} << QStringList{"Ann", "Bo"};
        QTest::newRow("nobody any") << QStringList{"Cy 10 10"} << QStringList{};
    }
    void whoForecastTheBook()
    {
        QFETCH(QStringList, rows);
        Company company;
        const auto measured =
            pack::measureForecast(company.data.workspace(), *Date::of(2026, 10, 31), {}, company.progress);
        pack::ForecastMeasures measures = **measured;
        const forecast::AccuracyRow usual = measures.accuracy[1];
        measures.accuracy.clear();
        for (const QString &row : rows) {
            measures.accuracy.push_back(usual);
            measures.accuracy.back().author = row.section(u' ', 0, 0).toStdString();
            measures.accuracy.back().n = row.section(u' ', 1, 1).toInt();
            measures.accuracy.back().untouched = row.section(u' ', 2, 2).toInt();
        }
        const auto page = pack::forecastPage(measures);
        QVERIFY(page.has_value());
        QStringList shown;
        for (const pack::Block &block : page->blocks) {
            const auto *table = std::get_if<pack::Table>(&block.content);
            if (!table || table->columns.size() != 7)
                continue;
            for (const std::string &text : texts(*table))
                shown << QString::fromStdString(text).section(QStringLiteral(" | "), 0, 0);
        }
        QTEST(shown, "shown");
    }

    /// A column of the chart is its share of all runs, named by where it begins.
    void spreadOfTheForecast()
    {
        forecast::RenewalDistribution model;
        model.p10 = 100000;
        model.spread = {{100000, 150000, 5000}, {150000, 200000, 15000}};
        const chart::Chart found = pack::forecastSpreadChart(model, "2026Q4", *Currency::fromCode("USD"));
        QCOMPARE(found.title.english(), std::string("What the renewals of 2026Q4 may come to"));
        QCOMPARE(found.categories.size(), std::size_t(2));
        QVERIFY(found.categories[1].english().ends_with("$1,500")); // in full below ten thousand
        QCOMPARE(found.series.front().values, (std::vector<std::optional<double>>{0.25, 0.75}));
    }

    void riskPages()
    {
        Company company;
        const auto measures =
            pack::measureRisks(company.data.workspace(), *Date::of(2026, 10, 31), {}, company.progress);
        QVERIFY(measures.ok());
        const auto pages = pack::riskPages(*measures);
        QCOMPARE(pages.size(), std::size_t(2));
        QCOMPARE(pages[0].title.english(), std::string("2 open renewals are at risk, 1 of them without a next action"));
        QCOMPARE(texts(tableOf(pages[0], 0)),
            (std::vector<std::string>{"2026Q4 | 4 | 2,000 | 2 | 1,500", "2027Q3 | 1 | 400 | 0 | 0"}));
        QCOMPARE(tableOf(pages[0], 0).origins[0].accounts.size(), std::size_t(4));
        QCOMPARE(texts(tableOf(pages[0], 1)),
            (std::vector<std::string>{"Price | 2026Q4 | 1 | 1,000", "Sponsor left | 2026Q4 | 1 | 500"}));
        const auto actions = texts(tableOf(pages[0], 2));
        QCOMPARE(actions.size(), std::size_t(2));
        QVERIFY2(actions[0].find("Offer a year") != std::string::npos, actions[0].c_str());
        QCOMPARE(int(tableOf(pages[0], 2).rows[1][4].is), int(pack::Judgement::Bad));
        QCOMPARE(pages[1].title.english(), std::string("Health and the call disagree on 1 renewal"));
        QCOMPARE(tableOf(pages[1], 0).rows.size(), std::size_t(1));
    }

    /// The chips hold for the whole review; of nobody there is no page.
    void filtered()
    {
        Company company;
        const auto measures =
            pack::measureRisks(company.data.workspace(), *Date::of(2026, 10, 31), {{"owner", "Bob"}}, company.progress);
        QVERIFY(measures.ok());
        QCOMPARE(measures->rows.size(), std::size_t(1)); // Dale
        const auto nobody =
            pack::measureRisks(company.data.workspace(), *Date::of(2026, 10, 31), {{"owner", "Zoe"}}, company.progress);
        QVERIFY(nobody.ok());
        QVERIFY(pack::riskPages(*nobody).empty());
    }

    /// The review has both pages; the monthly pack gains the forecast's, and has none where nobody forecast.
    void inPacks()
    {
        Company company;
        const auto review = pack::buildPack(
            company.data.workspace(), {"renewal-risk-review", "2026-10"}, test::roughHeight, company.progress);
        QVERIFY2(review.ok(), review.ok() ? "" : review.error().message.english().c_str());
        QVERIFY(review->pages.size() >= 4); // risks, disagreements, forecast, sources
        const pack::Page &page = review->pages[2];
        QCOMPARE(page.title.english(), std::string("1 of the open renewals of 2026Q4 are called, 3 are not"));
        QCOMPARE(text(tableOf(page, 1).rows[0]).substr(0, 27), std::string("Ann | 90 | 2 | 550 | 400 | "));
        QCOMPARE(int(tableOf(page, 1).rows[0][5].is), int(pack::Judgement::Bad));
        const auto titles = [&](test::ImportedWorkspace &data) {
            const auto pack =
                pack::buildPack(data.workspace(), {"monthly", "2026-10"}, test::roughHeight, company.progress);
            QStringList all;
            for (const pack::Page &each : pack->pages)
                all << QString::fromStdString(each.title.english());
            return all.filter(QStringLiteral("are called"));
        };
        QCOMPARE(titles(company.data).size(), 1);
        test::ImportedWorkspace silent;
        silent.file("crm.accounts", "account_id,name\nA,Acme\n");
        silent.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n"
            "a1,A,2026-01-01,2026-12-31,1000\n");
        silent.import("2026-10-31");
        QCOMPARE(titles(silent).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRenewalReview)
#include "tst_renewal_review.moc"
