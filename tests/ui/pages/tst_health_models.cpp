#include "core/answers/briefing.h"
#include "core/health/known_colours.h"
#include "core/health/model_colours.h"
#include "core/health/shown_colours.h"
#include "core/pack/health_pages.h"
#include "core/pack/month_measures.h"
#include "core/pack/named_charts.h"
#include "core/pack/pulse_measures.h"
#include "core/query/workspace_tables.h"
#include "core/store/sql_query.h"
#include "tests/health/saved_models_fixture.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/segmented_switch.h"
#include "ui/health/health_history.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_page.h"
#include "ui/health/health_texts.h"
#include "ui/health/health_view.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QtTest>

using namespace qd;
using namespace qd::health;
using namespace qd::test;

namespace {

/// "1 0 2 0": green, yellow, red, none.
QString countsOf(const HistoryPoint &point)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(point.colours.green)
        .arg(point.colours.yellow)
        .arg(point.colours.red)
        .arg(point.colours.none);
}

int wentFromTo(const Stability &stability, HealthColour from, HealthColour to)
{
    for (const Transition &each : stability.matrix) {
        if (each.from == from && each.to == to)
            return each.n;
    }
    return -1;
}

} // namespace

/// Model One is in force from March to June, Two from July on: pages, packs and charts tell each day by its own.
///
/// No ticket is 100 by One and 60 by Two, a ticket in 90 days 10 and 40. Acme has one of 15 May, Cedar of 20 May.
class TestHealthModels : public QObject {
    Q_OBJECT
    ImportedWorkspace m_data;

    static void checkMonths(const std::vector<HistoryPoint> &points)
    {
        QCOMPARE(points.size(), std::size_t(HistoryMonths)); // July of the year before to July
        QCOMPARE(points.back().month, Month(2026, 7));
        QCOMPARE(countsOf(points[7]), QStringLiteral("0 4 0 0")); // February: none was, so Two, as on the day
        QCOMPARE(countsOf(points[8]), QStringLiteral("4 0 0 0"));
        QCOMPARE(countsOf(points[11]), QStringLiteral("1 0 2 0")); // June
        QCOMPARE(countsOf(points[12]), QStringLiteral("0 1 2 0"));
    }
    /// From 13 May, when nobody had a ticket, to 13 August, when Cedar's alone is not 90 days old.
    static void checkStability(const Stability &stability)
    {
        QCOMPARE(wentFromTo(stability, HealthColour::Green, HealthColour::Yellow), 2);
        QCOMPARE(wentFromTo(stability, HealthColour::Green, HealthColour::Red), 1);
        QCOMPARE(stability.moved.value(), 1.0);
    }

private slots:
    void initTestCase()
    {
        fillTickets(m_data);
        putInForce(m_data.workspace(), One, "2026-03-01", "2026-03-01");
        putInForce(m_data.workspace(), Two, "2026-06-01", "2026-07-01");
    }

    void onThePage()
    {
        ui::PageContext context;
        context.workspacePath = m_data.workspace().path();
        context.asOf = dayOf("2026-08-13");
        Progress progress;
        const ui::HealthViewPtr view =
            done(ui::computeHealthView(context, {ui::HealthPart::History, "segment", 3}, progress));
        QCOMPARE(view->model.name, std::string("Two"));
        checkMonths(view->history);
        checkStability(view->stability);
        // Acme: 100 by One in May; 60 by Two then and now
        const AccountMove *move = view->moveOf(view->accounts().indexOfRecord("crm", "A"));
        QCOMPARE(move->score.from.value(), 100.0);
        QCOMPARE(move->score.to.value(), 60.0);
        QCOMPARE(move->score.parts[0].part, std::string("model"));
        QCOMPARE(move->score.parts[0].change, -40.0);
        // a column opens whom it counts
        const auto green = done(ui::monthList(context, *view, Month(2026, 6), HealthColour::Green, progress));
        QCOMPARE(green.ids.size(), qsizetype(1));
    }

    /// The customer chosen under Now has a line of its own beside the mean: Acme had 100 in March by One, 10 with the
    /// ticket of 15 May, and 40 by Two in July. Nobody chosen, there is none.
    void aCustomersOwnLine()
    {
        SamplePages pages;
        ui::PageContext context;
        context.workspacePath = m_data.workspace().path();
        context.asOf = dayOf("2026-08-13");
        const auto portfolio = portfolio::Portfolio::of(m_data.workspace());
        const identity::Account &acme = portfolio->accounts().at(portfolio->accounts().indexOfRecord("crm", "A"));
        const auto page = pages.shown<ui::HealthPage>(context);
        page->open(ui::AccountTarget{QString::fromStdString(acme.id)});
        QSignalSpy settled(page.get(), &ui::Page::settled);
        auto *parts = page->headerActions().front()->findChild<QAbstractButton *>(QStringLiteral("history"));
        QVERIFY(parts);
        parts->click();
        QVERIFY(settled.wait(Patience));
        const auto *chart = page->findChild<ui::ChartView *>(QStringLiteral("healthMean"));
        QCOMPARE(chart->spec().series.size(), 3);
        const ui::ChartSeries &own = chart->spec().series.last();
        QCOMPARE(own.name, QString::fromStdString(acme.name));
        QCOMPARE(own.values[8], std::optional(100.0));
        QCOMPARE(own.values[11], std::optional(10.0));
        QCOMPARE(own.values[12], std::optional(40.0));
    }

    /// Of 20 tickets in 35 days there came 9: it stands below the incidents, of which there are none, and not above.
    void quietInputsOnThePage()
    {
        ImportedWorkspace data;
        std::string tickets = "ticket_id,account_id,created_at\n";
        int number = 0;
        for (int window = 0; window < 5; ++window) {
            for (int i = 0; i < (window == 0 ? 9 : 20); ++i)
                tickets += std::to_string(++number) + ",A," + dayOf("2026-10-30").plusDays(-35 * window).iso() + '\n';
        }
        data.file("crm.accounts", "account_id,name\nA,Acme\n");
        data.file("crm.subscriptions", "subscription_id,account_id,start_date,arr\n1,A,2025-01-01,100\n");
        data.file("crm.tickets", tickets);
        data.import("2026-10-31");
        putInForce(data.workspace(), One, "2026-03-01", "2026-03-01");
        ui::PageContext context;
        context.workspacePath = data.workspace().path();
        Progress progress;
        const auto shown = [&](const char *day) {
            context.asOf = dayOf(day);
            return done(ui::computeHealthView(context, {ui::HealthPart::History, "segment", 3}, progress));
        };
        ui::applyTheme(*qApp, false);
        ui::HealthHistory part;
        part.resize(900, 600);
        part.show();
        part.setView(shown("2026-10-31"));
        const auto *quiet = SamplePages::tableWith(part, QStringLiteral("health-quiet"));
        auto *button = part.findChild<ui::SegmentedSwitch *>(QStringLiteral("healthStabilityAs"))
                           ->findChild<QAbstractButton *>(QStringLiteral("incidents"));
        QVERIFY(quiet && button && !quiet->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(quiet->isVisible());
        QVERIFY(button->text().endsWith(u'1'));
        QCOMPARE(quiet->spec().rows.size(), qsizetype(1));
        const QVariantList row = quiet->spec().rows[0].values;
        QCOMPARE(row[0].toString(), QStringLiteral("Tickets, crm"));
        QCOMPARE(row[1].toDate(), QDate(2026, 10, 30));
        QCOMPARE(row[2].toInt(), 9);
        QCOMPARE(row[3].toDouble(), 20.0);
        QCOMPARE(row[4].toString(), QStringLiteral("Tickets in 90 days"));
        // the day before its last rows came, five weeks had 20 as ever
        part.setView(shown("2026-09-25"));
        QVERIFY(!quiet->isVisible());
        QVERIFY(button->text().endsWith(u'0'));
    }

    void inThePack()
    {
        Progress progress;
        const auto measures = done(pack::measureHealth(m_data.workspace(), dayOf("2026-08-13"), {}, progress));
        QCOMPARE(measures->model.name, std::string("Two"));
        checkMonths(measures->history);
        checkStability(measures->stability);
    }

    void inTheChart()
    {
        Progress progress;
        const chart::Chart chart = done(pack::buildChart(m_data.workspace(), "health-history", progress));
        QCOMPARE(chart.series.size(), std::size_t(4)); // October to October, June the ninth
        QCOMPARE(chart.series[0].values[8].value(), 1.0);
        QCOMPARE(chart.series[1].values[8].value(), 0.0);
        QCOMPARE(chart.series[0].values[9].value(), 0.0);
        QCOMPARE(chart.series[1].values[9].value(), 1.0);
    }

    /// The platform has no colour of Cedar, which is due on 31 August; Two has it red.
    void onHome()
    {
        Progress progress;
        answers::BriefingOptions options;
        options.asOf = dayOf("2026-07-15");
        const answers::Briefing briefing = done(answers::briefing(m_data.workspace(), options, progress));
        QCOMPARE(briefing.renewalsDue, 1);
        QCOMPARE(briefing.renewalArrAtRisk, 10000);
        QVERIFY(briefing.health); // Birch is yellow by Two and was green by One on 15 June; Acme and Cedar stay red
        QCOMPARE(briefing.health->mix.accounts.yellow, 1);
        QCOMPARE(briefing.health->mix.red, 20000);
        QCOMPARE(briefing.health->mix.accounts.none, 0);
        QCOMPARE(briefing.health->atRiskShare().value(), 1.0);
        QCOMPARE(briefing.health->since, dayOf("2026-06-15"));
        QCOMPARE(briefing.health->worse.size(), std::size_t(1));
        QVERIFY(briefing.health->better.empty());
        QCOMPARE(briefing.health->atRisk.size(), std::size_t(3));
        const auto red = std::ranges::find(briefing.findings, "red_renewals", &answers::Finding::rule);
        QVERIFY(red != briefing.findings.end());
        QCOMPARE(red->accounts, briefing.renewalAccounts);
    }

    /// On 26 June One has Birch green, on 3 July Two has it yellow; Acme and Cedar are red on both.
    void inThePulse()
    {
        Progress progress;
        const auto pulse = done(pack::measurePulse(m_data.workspace(), dayOf("2026-07-03"), {}, progress));
        QStringList colours;
        for (const pack::PulseColour &each : pulse.colours)
            colours << QStringLiteral("%1 %2 %3")
                           .arg(QString::fromLatin1(tierName(each.colour)))
                           .arg(each.before)
                           .arg(each.now.size());
        QCOMPARE(colours, (QStringList{"green 1 0", "yellow 0 1", "red 2 2", "none 0 0"}));
        QCOMPARE(pulse.worse.size(), std::size_t(1));
        QVERIFY(pulse.better.empty());
        QCOMPARE(pulse.renewals.back().atRisk, 10000);
    }

    /// Coverage of a month without a model is of the platform's scores, Acme's and Birch's.
    void inTheMonth()
    {
        Progress progress;
        const auto month =
            done(pack::measureMonth(m_data.workspace(), Month(2026, 7), {}, {pack::Need::Renewals}, progress));
        QCOMPARE(month.health.size(), std::size_t(13));
        QCOMPARE(month.health.back().customers, 3);
        QCOMPARE(month.health.back().scored, 3);
        QCOMPARE(month.health[7].customers, 4);
        QCOMPARE(month.health[7].scored, 2);
    }

    /// What SQL and the risk factor of capacity models see is what pages and packs show on the day.
    void inTheTableOfCustomers()
    {
        const auto colours = [&](const char *day) {
            Progress progress;
            const store::QueryExtras extras = query::extrasFor(m_data.workspace(), progress);
            const auto found = done(store::runQuery(m_data.workspace(),
                std::string("SELECT name || ' ' || coalesce(health, '-') FROM v_customers('") + day
                    + "') WHERE arr > 0 ORDER BY name",
                progress, {&extras, {}, {}}));
            QStringList lines;
            for (const auto &row : found.rows)
                lines << QString::fromStdString(row.front().get<std::string>());
            return lines;
        };
        QCOMPARE(colours("2026-02-15"), (QStringList{"Acme red", "Birch yellow", "Cedar -", "Dill -"}));
        QCOMPARE(colours("2026-06-26"), (QStringList{"Acme red", "Birch green", "Cedar red"}));
        QCOMPARE(colours("2026-07-15"), (QStringList{"Acme red", "Birch yellow", "Cedar red"}));
        const auto portfolio = portfolio::Portfolio::of(m_data.workspace());
        const auto shown = done(shownColoursOf(m_data.workspace(), *portfolio)(dayOf("2026-07-15")));
        QCOMPARE(int(shown[std::size_t(portfolio->accounts().indexOfRecord("crm", "B"))]), int(HealthColour::Yellow));
    }

    /// A bound is shown as somebody wrote it.
    void bandsAreNotRounded()
    {
        ui::HealthView view;
        view.model = done(healthModelFromText(R"({"name": "Fine", "bounds": {"yellow": 49.5, "green": 75},
            "segments": [{"name": "All", "signals": [
            {"signal": "nps", "weight": 1, "steps": [[6.5, 12.5], [null, 100]]},
            {"signal": "usage_trend", "weight": 1, "points": [[-0.055, 0], [0.1, 100]]}]}]})"));
        view.use = {{0, 0, 1, 1, {}, {}}, {0, 1, 1, 1, {}, {}}};
        const ui::TableSpec spec = ui::modelTable(view);
        QCOMPARE(spec.rows[0].values[1].toString(), QStringLiteral("to 6.5: 12.5, above: 100"));
        QString trend = spec.rows[1].values[1].toString();
        QVERIFY2(trend.contains(QStringLiteral("5.5")) && trend.endsWith(QStringLiteral(": 100")), qPrintable(trend));
        QVERIFY2(ui::modelRules(view).contains(QStringLiteral("yellow from 49.5, green from 75;")),
            qPrintable(ui::modelRules(view)));
    }

    /// As the next it writes: Home stands without a model's scores, and says why.
    void aBrokenModelTakesNothingElse()
    {
        putInForce(m_data.workspace(), R"({"name": "Broken", "segments": [{"name": "All", "signals": [
            {"signal": "sql:SELECT account, 5 AS value FROM gone", "weight": 1, "steps": [[2, 100], [null, 10]]}]}]})",
            "2026-09-10", "2026-09-10");
        Progress progress;
        answers::BriefingOptions options;
        options.asOf = dayOf("2026-09-15");
        const answers::Briefing briefing = done(answers::briefing(m_data.workspace(), options, progress));
        QCOMPARE(briefing.arr.value(), 20000);
        const auto said = std::ranges::find(briefing.findings, "health_model", &answers::Finding::rule);
        QVERIFY(said != briefing.findings.end());
        QVERIFY(said->detail.english().find("gone") != std::string::npos);
    }

    /// A model whose signal asks the table that asks for the model sees the platform's colours, and ends.
    void aModelMayAskTheTable()
    {
        putInForce(m_data.workspace(), R"model({"name": "Circular", "segments": [{"name": "All", "signals": [
            {"signal": "sql:SELECT account, health = 'yellow' AS value FROM v_customers(:as_of)", "weight": 1,
             "steps": [[0, 10], [null, 100]]}]}]
})model",
            "2026-09-20", "2026-09-20");
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(m_data.workspace(), progress);
        const auto found = store::runQuery(m_data.workspace(),
            "SELECT count(*) FROM v_customers('2026-09-25') WHERE health IS NOT NULL", progress, {&extras, {}, {}});
        if (found) // where signals see such tables: Birch is yellow for the platform, so green, Acme red
            QCOMPARE(found->rows.front().front().dump(), std::string("2"));
        else // they see none: the sentence says so
            QVERIFY(found.error().message.english().find("v_customers") != std::string::npos);
    }

    /// Last, since it writes: a colour that a person gave is shown, and is no score.
    void anOverrideIsShown()
    {
        const auto portfolio = portfolio::Portfolio::of(m_data.workspace());
        const int cedar = portfolio->accounts().indexOfRecord("crm", "C");
        const Override given{portfolio->accounts().at(cedar).id, HealthColour::Green, "renewed by phone", "Kim",
            dayOf("2026-07-10"), dayOf("2026-07-20")};
        QVERIFY(addOverride(m_data.workspace(), given).ok());
        Progress progress;
        const ShownColours colours = done(ShownColours::read(m_data.workspace(), *portfolio, progress));
        for (const char *day : {"2026-07-09", "2026-07-10", "2026-07-20", "2026-07-21"}) {
            const DayColours on = done(colours.on(dayOf(day)));
            const bool isGiven = dayOf(day) >= given.made && dayOf(day) <= given.until;
            QCOMPARE(on.scored[std::size_t(cedar)], HealthColour::Red);
            QCOMPARE(on.shown[std::size_t(cedar)], isGiven ? HealthColour::Green : HealthColour::Red);
        }
    }
};

QTEST_MAIN(TestHealthModels)
#include "tst_health_models.moc"
