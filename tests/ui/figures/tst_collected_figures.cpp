#include "tests/ui/figures/figures_of_packs.h"
#include "tests/ui/figures/figures_of_pages.h"
#include "tests/ui/figures/figures_of_scenario_pages.h"

using namespace qd;
using namespace qd::test;

namespace {

/// Where a figure has to be met, so that nothing agrees by not being found.
struct Expected {
    enum class Under { EveryChip, AllCustomers, LatestDay };
    const char *metric;
    enum class When { Day, Month, Ahead, YearAhead, Ever } when;
    Under under;
    QStringList places;
};

QStringList places(const char *joined)
{
    return QString::fromLatin1(joined).split(QStringLiteral("; "));
}

const std::vector<Expected> &expectations()
{
    using Under = Expected::Under;
    using When = Expected::When;
    static std::vector<Expected> all{
        {"ARR", When::Day, Under::EveryChip,
            places("Home, tiles; Home, bridge; Reconcile, bridge; Revenue, table; Revenue, title; Customers, table; "
                   "Scenarios, base; Scenarios, chart; pack, scorecard; pack, ARR; pack, titles; pack, bridge; "
                   "pack, movements; pack, reconciliation")},
        {"ARR", When::Day, Under::AllCustomers, places("qdeck movements; qdeck capacity; qdeck scenario")},
        {"ARR", When::Day, Under::LatestDay, places("qdeck accounts; qdeck chart")},
        {"change of ARR", When::Month, Under::EveryChip,
            places("Home, tiles; Home, bridge; pack, bridge; pack, sentences")},
        {"movement, churn, in whole units", When::Month, Under::EveryChip,
            places("Home, bridge; Revenue, table; Revenue, movements; pack, bridge; pack, movements")},
        {"movement, churn, in whole units", When::Month, Under::AllCustomers, places("pack, sentences")},
        {"growth of ARR", When::Month, Under::EveryChip, places("Home, tiles; pack, scorecard")},
        {"customers", When::Ever, Under::EveryChip, places("Home, title; Customers, title; Customers, table")},
        {"customers", When::Ever, Under::LatestDay,
            places("qdeck accounts; qdeck identity; qdeck headline; qdeck answers")},
        {"customers with ARR", When::Day, Under::EveryChip,
            places("Customers, table; Scenarios, base; pack, movements")},
        {"customers with ARR", When::Day, Under::AllCustomers, places("qdeck movements")},
        {"NRR", When::Month, Under::EveryChip,
            places("Home, tiles; Revenue, trend; pack, trend; pack, where it differs")},
        {"NRR", When::Month, Under::LatestDay, places("qdeck chart")},
        {"GRR", When::Month, Under::EveryChip,
            places("Home, tiles; Revenue, trend; pack, trend; pack, where it differs")},
        {"GRR", When::Month, Under::LatestDay, places("qdeck chart")},
        {"Logo churn", When::Month, Under::EveryChip, places("Home, tiles; pack, where it differs")},
        {"opening customers", When::Month, Under::EveryChip,
            places("Home, tiles; Revenue, trend; Revenue, groups; pack, where it differs")},
        {"opening of the set", When::Month, Under::AllCustomers, places("Revenue, groups; qdeck retention")},
        {"closing of the set", When::Month, Under::AllCustomers, places("pack, where it differs; qdeck retention")},
        {"lost ARR", When::Month, Under::AllCustomers, places("pack, sentences; qdeck retention")},
        {"renewals due, customers", When::Day, Under::EveryChip, places("Home, tiles; pack, books")},
        {"renewals due, ARR", When::Day, Under::EveryChip, places("Home, tiles; pack, scorecard")},
        {"renewals due, customers", When::Day, Under::AllCustomers, places("pack, sentences")},
        {"renewals due, ARR at risk", When::Day, Under::AllCustomers, places("Home, tiles; pack, sentences")},
        {"renewals due, share at risk", When::Day, Under::AllCustomers,
            places("Home, tiles; pack, scorecard; pack, sentences")},
        {"red renewals, customers", When::Day, Under::AllCustomers, places("Home, findings; pack, sentences")},
        {"red renewals, ARR", When::Day, Under::AllCustomers, places("Home, findings; pack, sentences")},
        {"health coverage", When::Day, Under::LatestDay, places("Customers, table; pack, scorecard")},
        {"ARR in salesforce", When::Day, Under::EveryChip,
            places("Reconcile, totals; Reconcile, bridge; pack, reconciliation")},
        {"ARR in salesforce", When::Day, Under::AllCustomers, places("qdeck reconcile")},
        {"ARR in salesforce", When::Day, Under::LatestDay, places("qdeck headline; qdeck chart")},
        {"ARR in stripe", When::Day, Under::EveryChip,
            places("Reconcile, totals; Reconcile, bridge; pack, reconciliation")},
        {"ARR in stripe", When::Day, Under::AllCustomers, places("qdeck reconcile")},
        {"difference", When::Day, Under::EveryChip,
            places("Home, tiles; Reconcile, totals; Reconcile, bridge; pack, reconciliation; pack, causes")},
        {"difference", When::Day, Under::AllCustomers, places("qdeck reconcile; Reconcile, breaks")},
        {"match rate", When::Day, Under::EveryChip,
            places("Home, tiles; Reconcile, totals; pack, scorecard; pack, sentences")},
        {"matched", When::Day, Under::EveryChip,
            places("Home, tiles; Reconcile, totals; pack, scorecard; pack, sentences")},
        {"matched", When::Day, Under::AllCustomers, places("qdeck reconcile")},
        {"compared", When::Day, Under::AllCustomers, places("Reconcile, title; qdeck reconcile")},
        {"breaks", When::Day, Under::AllCustomers, places("Reconcile, breaks; qdeck reconcile")},
        {"breaks", When::Day, Under::LatestDay, places("qdeck headline")},
        {"breaks in ARR", When::Day, Under::AllCustomers, places("Reconcile, breaks; pack, breaks; qdeck reconcile")},
        {"business reviews due", When::Day, Under::EveryChip, places("Actions, reviews")},
        {"business reviews due", When::Day, Under::AllCustomers, places("qdeck qbr")},
        {"business reviews late", When::Day, Under::AllCustomers, places("Actions, reviews; qdeck qbr")},
        {"quarantined rows", When::Ever, Under::LatestDay,
            places("Home, findings; Import, title; pack, sources; qdeck headline; qdeck sources; qdeck quarantine")},
        {"rows", When::Ever, Under::LatestDay, places("pack, sources; qdeck headline; qdeck sources")},
        {"late, zendesk", When::Day, Under::AllCustomers, places("Home, sources; Home, findings; pack, sources")},
        {"days late, zendesk", When::Day, Under::LatestDay, places("Home, findings; pack, sources")},
        {"FTE required", When::Ahead, Under::EveryChip,
            places("Coverage, title; Coverage, inspector; pack, key figures")},
        {"FTE required", When::Ahead, Under::AllCustomers, places("qdeck capacity")},
        {"FTE available", When::Ahead, Under::EveryChip,
            places("Coverage, title; Coverage, heatmap; Coverage, inspector; pack, key figures; pack, capacity")},
        {"FTE available", When::Ahead, Under::AllCustomers, places("qdeck capacity")},
        {"utilisation", When::Ahead, Under::EveryChip, places("Coverage, heatmap; pack, key figures")},
        {"utilisation", When::Ahead, Under::AllCustomers,
            places("Coverage, inspector; pack, capacity; qdeck capacity")},
        {"customers covered", When::Day, Under::EveryChip, places("Coverage, title; pack, key figures; pack, books")},
        {"customers covered", When::Day, Under::AllCustomers, places("qdeck capacity")},
        {"projected ARR", When::YearAhead, Under::EveryChip, places("Scenarios, projection")},
        {"projected ARR", When::YearAhead, Under::AllCustomers,
            places("pack, scenario; pack, scenario figures; qdeck scenario")},
        {"ARR", When::Day, Under::AllCustomers, places("pack, scenario")},
        {"ARR", When::Day, Under::EveryChip, places("Explain, values")},
        {"NRR", When::Month, Under::EveryChip, places("Explain, values")},
        {"GRR", When::Month, Under::EveryChip, places("Explain, values")},
        {"Logo churn", When::Month, Under::EveryChip, places("Explain, values")},
    };
    static const bool added = [] {
        for (const metrics::Metric *metric : revenue::retentionMetrics()) {
            const char *name = metric->name.text;
            all.push_back({name, When::Month, Under::EveryChip, places("Revenue, groups; pack, scorecard")});
            all.push_back({name, When::Month, Under::AllCustomers, places("qdeck retention")});
            all.push_back({name, When::Month, Under::LatestDay, places("qdeck headline")});
        }
        return true;
    }();
    Q_UNUSED(added);
    return all;
}

} // namespace

/// One figure, one value: every page, pack, chart and command is read, and a figure of the same name, customers and day
/// has the same value wherever it stands.
class TestCollectedFigures : public QObject {
    Q_OBJECT

    FiguresSample m_sample;
    Figures m_figures;
    std::vector<Look> m_looks;

    [[nodiscard]] static QString timeOf(const Expected &expected, const Look &look)
    {
        switch (expected.when) {
        case Expected::When::Day:
            return look.day();
        case Expected::When::Month:
            return look.monthName();
        case Expected::When::Ahead:
            return look.seen(look.monthName());
        case Expected::When::YearAhead:
            return look.seen(QString::fromStdString(look.month.plus(ScenarioMonths).iso()));
        case Expected::When::Ever:
            break;
        }
        return {};
    }

    void walk()
    {
        ShownPage<ui::HomePage> home;
        ShownPage<ui::ReconcilePage> reconcile;
        ShownPage<ui::RevenuePage> revenue;
        ShownPage<ui::RenewalsPage> renewals;
        ShownPage<ui::HealthPage> health;
        ShownPage<ui::CohortsPage> cohorts;
        ShownPage<ui::ActionsPage> actions;
        ShownPage<ui::ExplainPage> explain;
        ShownPage<ui::CoveragePage> coverage;
        ShownPage<ui::CustomersPage> customers;
        ShownPage<ui::ScenariosPage> scenarios;
        for (const Look &look : m_looks) {
            home.show(look);
            collect(m_figures, home, look);
            reconcile.show(look);
            collect(m_figures, reconcile, look);
            revenue.show(look);
            collect(m_figures, revenue, look);
            renewals.show(look);
            collect(m_figures, renewals, look);
            health.show(look);
            collect(m_figures, health, look);
            cohorts.show(look);
            collect(m_figures, cohorts, look);
            actions.show(look);
            collect(m_figures, actions, look);
            explain.show(look);
            collect(m_figures, explain, look);
            coverage.show(look);
            collect(m_figures, coverage, look);
            customers.show(look);
            collect(m_figures, customers, look);
            scenarios.show(look);
            collect(m_figures, scenarios, look);
            collectPacks(m_figures, m_sample, look);
            if (look.scope.isEmpty())
                collectCommands(m_figures, m_sample, look);
            if (look.scope.isEmpty() && look.latest)
                collectCharts(m_figures, m_sample, look);
        }
        ShownPage<ui::ImportPage> import;
        import.show(m_looks.front());
        collect(m_figures, import);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_sample.make();
        const revenue::Filters chips[] = {{}, {{"segment", "Enterprise"}}, {{"region", "EMEA"}},
            {{"owner", "Dirk Müller"}}, {{"region", revenue::NoGroup}}};
        for (const std::optional<Month> &month : {std::optional<Month>(), std::optional(Month(2026, 6))}) {
            for (const revenue::Filters &filters : chips)
                m_looks.push_back(m_sample.look(month, filters));
        }
        walk();
    }

    void figuresAgree()
    {
        const QStringList found = m_figures.disagreements();
        for (const QString &sentence : found)
            qWarning("%s", qPrintable(sentence));
        qInfo("%d readings of %d figures, %d of them in two places or more", int(m_figures.readings()),
            int(m_figures.keys()), int(m_figures.compared()));
        QCOMPARE(found.size(), 0);
    }

    void figuresStandWhereTheyShould()
    {
        QStringList missing;
        for (const Look &look : m_looks) {
            for (const Expected &expected : expectations()) {
                if ((expected.under != Expected::Under::EveryChip && !look.scope.isEmpty())
                    || (expected.under == Expected::Under::LatestDay && !look.latest))
                    continue;
                const FigureKey key{QString::fromLatin1(expected.metric), look.scope, timeOf(expected, look)};
                const QStringList found = m_figures.placesOf(key);
                for (const QString &place : expected.places) {
                    if (!found.contains(place))
                        missing << key.inWords() + QStringLiteral(": not in ") + place;
                }
            }
        }
        for (const QString &sentence : missing)
            qWarning("%s", qPrintable(sentence));
        QCOMPARE(missing.size(), 0);
    }
};

QTEST_MAIN(TestCollectedFigures)
#include "tst_collected_figures.moc"
