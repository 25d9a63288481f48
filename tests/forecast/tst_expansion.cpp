#include "core/forecast/expansion_leads.h"
#include "tests/forecast/forecast_fixture.h"

using namespace qd;
using namespace qd::forecast;
using namespace qd::test;

namespace {

/// Five customers of SMB, of which one has Plus, and one of Enterprise; as of 31 October 2026.
void fillBook(ImportedWorkspace &data, const std::string &moreAccounts = {}, const std::string &moreContracts = {})
{
    data.file("crm.accounts",
        "account_id,name,segment\nA,Acme,SMB\nB,Birch,SMB\nC,Cedar,SMB\nD,Dell,SMB\nE,Elm,SMB\nF,Fig,Enterprise\n"
            + moreAccounts);
    data.file("crm.subscriptions",
        "subscription_id,account_id,product,start_date,end_date,arr\na1,A,Core,2026-01-01,2026-12-31,100\n"
        "a2,A,Plus,2026-01-01,2026-10-31,50\nb1,B,Core,2026-01-01,2026-12-31,100\n"
        "b2,B,Plus,2025-10-31,2026-10-30,50\nc1,C,Core,2026-01-01,2026-12-31,100\n"
        "d1,D,Core,2026-01-01,2026-12-31,100\ne1,E,Core,2026-01-01,2026-12-31,100\n"
        "f1,F,Core,2026-01-01,2026-12-31,100\n"
            + moreContracts);
    data.file("crm.opportunities",
        "opportunity_id,account_id,type,product,amount,created_date,close_date,probability,is_closed,is_won\n"
        "x1,A,expansion,Plus,1000,2026-09-01,2026-11-15,0.5,false,false\n"
        "x2,B,expansion,Plus,300,2026-09-01,2026-12-31,,false,false\n"
        "x3,C,expansion,Plus,7,2026-09-01,2027-01-01,0.5,false,false\n"
        "x4,D,expansion,Plus,11,2026-09-01,2026-10-05,1,true,true\n"
        "x5,E,renewal,,13,2026-09-01,2026-11-15,0.5,false,false\n"
        "x6,A,Expansion,,50,2026-09-01,2026-10-01,0.1,false,false\n"
        "x7,A,expansion,Plus,17,2026-11-01,2026-11-15,0.5,false,false\n");
    data.file("finance.targets",
        "period,metric,group,value\n2026Q4,expansion,,2700\n2026Q4,Expansion,SMB,1000\n2026Q4,expansion,Enterprise,"
        "500\n"
        "2026Q4,expansion,Nobody,1\n2026-11,expansion,total,0\n2026Q4,nrr,,1.1\n");
    data.import("2026-10-31");
}

Expansion expansionOf(ImportedWorkspace &data, const char *period, const char *by = "")
{
    return taken(expansion(data.workspace(), period, by));
}

/// "SMB: 1350 505 1000 1.35" - pipeline, weighted, target, coverage.
QStringList rowsOf(const Expansion &found)
{
    QStringList lines;
    const auto cell = [](const std::optional<double> &value) {
        return value ? QString::number(*value, 'g', 12) : QStringLiteral("-");
    };
    for (const ExpansionRow &row : found.rows)
        lines << QStringLiteral("%1: %2 %3 %4 %5")
                     .arg(QString::fromStdString(row.group))
                     .arg(major(row.pipeline))
                     .arg(major(row.weighted))
                     .arg(cell(row.target), cell(row.coverage(*Currency::fromCode("USD"))));
    return lines;
}

/// "Birch Plus 1/5".
QStringList pairsOf(ImportedWorkspace &data, const Expansion &found)
{
    QStringList lines;
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    for (const WhiteSpace &pair : found.whiteSpace)
        lines << QStringLiteral("%1 %2 %3/%4")
                     .arg(QString::fromStdString(portfolio->accounts().at(pair.account).name),
                         QString::fromStdString(pair.product))
                     .arg(pair.having)
                     .arg(pair.of);
    lines.sort();
    return lines;
}

/// No new team of anybody.
std::vector<std::vector<std::string>> nobody(const signs::Signals &history)
{
    return std::vector<std::vector<std::string>>(std::size_t(history.accounts().size()));
}

} // namespace

class TestExpansion : public QObject {
    Q_OBJECT

private slots:
    /// Open ones that close in the quarter: 1000 at 0.5, 300 without a probability, 50 at 0.1, which should have closed
    /// by now; 1350 / 2700. Not the one of the day after the quarter, the won one, the renewal, that of November.
    void total()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(rowsOf(expansionOf(data, "2026Q4")), QStringList("total: 1350 505 2700 0.5"));
        QCOMPARE(rowsOf(expansionOf(data, "2026-11")), QStringList("total: 1000 500 0 -")); // a target of 0
        QCOMPARE(rowsOf(expansionOf(data, "2026-12")), QStringList("total: 300 0 - -")); // none
        QCOMPARE(rowsOf(expansionOf(data, "2027Q1")), QStringList("total: 7 3.5 - -"));
    }

    /// Of a target that is none the reader is told, with the rows it is of.
    void whyThereIsNoCoverage()
    {
        ImportedWorkspace data;
        fillBook(data);
        const auto note = [&](const char *period, const char *by = "") {
            const auto said = noCoverageNote(expansionOf(data, period, by));
            return said ? QString::fromStdString(said->english()) : QString();
        };
        QCOMPARE(note("2026Q4"), QString());
        QCOMPARE(note("2026-11"),
            QStringLiteral(
                "The target \"expansion\" of 2026-11 is 0 or less for total: there is no coverage of a target "
                "that is none."));
        QCOMPARE(note("2026-12"),
            QStringLiteral("No target \"expansion\" of 2026-12 was imported for any of these rows, so that there is no "
                           "coverage."));
        data.file("finance.targets",
            "period,metric,group,value\n2026Q4,expansion,,2700\n2026Q4,expansion,SMB,0\n2026Q4,expansion,Enterprise,"
            "500\n");
        data.import("2026-10-31");
        QCOMPARE(note("2026Q4"), QString()); // total alone
        QVERIFY2(note("2026Q4", "segment").contains(QStringLiteral("0 or less for SMB:")),
            qPrintable(note("2026Q4", "segment")));
        // A target of a group is none of the total, and none of another dimension's groups.
        data.file("finance.targets", "period,metric,group,value\n2027Q1,expansion,SMB,500\n");
        data.import("2026-11-30");
        QCOMPARE(note("2027Q1", "segment"), QString());
        QVERIFY2(note("2027Q1").startsWith(QStringLiteral("No target \"expansion\" of 2027Q1 was imported for any of")),
            qPrintable(note("2027Q1")));
    }

    /// A group with a target stands there without a pipeline; one of no customer does not.
    void bySegment()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(rowsOf(expansionOf(data, "2026Q4", "segment")),
            (QStringList{"total: 1350 505 2700 0.5", "Enterprise: 0 0 500 0", "SMB: 1350 505 1000 1.35"}));
    }
    void byProduct()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(rowsOf(expansionOf(data, "2026Q4", "product")),
            (QStringList{"total: 1350 505 2700 0.5", "Plus: 1300 500 - -", "(none): 50 5 - -"}));
        data.file("finance.targets", "period,metric,group,value\n2026Q4,expansion,core,200\n");
        data.import("2026-10-31"); // of a product that nobody has in the pipeline
        QCOMPARE(rowsOf(expansionOf(data, "2026Q4", "product")),
            (QStringList{"total: 1350 505 2700 0.5", "Core: 0 0 200 0", "Plus: 1300 500 - -", "(none): 50 5 - -"}));
    }

    /// A has Plus to the end of the day, B had it until the day before: 1 of 5 is 20 %.
    void whiteSpace()
    {
        ImportedWorkspace data;
        fillBook(data);
        QCOMPARE(pairsOf(data, expansionOf(data, "2026Q4")),
            (QStringList{"Birch Plus 1/5", "Cedar Plus 1/5", "Dell Plus 1/5", "Elm Plus 1/5"}));
    }
    /// 1 of 6 is less.
    void tooFewHaveIt()
    {
        ImportedWorkspace data;
        fillBook(data, "G,Gum,SMB\n", "g1,G,Core,2026-01-01,2026-12-31,100\n");
        QCOMPARE(pairsOf(data, expansionOf(data, "2026Q4")), QStringList());
    }
    /// One without ARR is no customer, nor is the segment larger by it; a segment has its own products.
    void customersOnly()
    {
        ImportedWorkspace data;
        fillBook(data, "G,Gum,SMB\nH,Hazel,Enterprise\n",
            "g1,G,Core,2025-01-01,2025-12-31,100\nh1,H,Max,2026-01-01,2026-12-31,100\n");
        QCOMPARE(pairsOf(data, expansionOf(data, "2026Q4")),
            (QStringList{
                "Birch Plus 1/5", "Cedar Plus 1/5", "Dell Plus 1/5", "Elm Plus 1/5", "Fig Max 1/2", "Hazel Core 1/2"}));
    }

    /// A uses 95 of 100 licences and a contract of it ends that day; B uses 90, which is not above 90 %; C's usage grew
    /// from 40 to 50 events, D's to 49; E has neither but is due. Plus is missed by B to E.
    void leads()
    {
        ImportedWorkspace data;
        fillBook(data);
        std::string usage = "account_id,date,feature,active_users,licensed_users,events\n";
        for (const char *row :
            {"A,2026-10-20,,95,100,10", "A,2026-09-20,,95,100,10", "B,2026-10-20,,90,100,10", "B,2026-09-20,,90,100,10",
                "C,2026-10-20,,1,100,50", "C,2026-09-20,,1,100,40", "D,2026-10-20,,1,100,49", "D,2026-09-20,,1,100,40"})
            usage += std::string(row) + '\n';
        data.file("crm.usage", usage);
        data.import("2026-10-31");
        Progress progress;
        const auto history = taken(signs::Signals::read(data.workspace(), progress));
        const Expansion found = expansionOf(data, "2026Q4");
        QStringList lines;
        for (const ExpansionLead &lead :
            taken(expansionLeads(*history, found.whiteSpace, nobody(*history), found.asOf))) {
            QString line = QString::fromStdString(history->accounts().at(lead.account).name);
            for (const ExpansionReason reason : lead.reasons)
                line += QStringLiteral(", ") + QString::fromLatin1(nameOf(reason));
            lines << line + QStringLiteral("; %1").arg(lead.products.size());
        }
        QCOMPARE(lines,
            (QStringList{
                "Cedar, Usage grows, Contract due, White space; 1", "Acme, Short of licences, Contract due; 0"}));
        const auto none =
            taken(expansionLeads(*history, found.whiteSpace, nobody(*history), found.asOf, [](int) { return false; }));
        QVERIFY(none.empty());
        const auto space = spaceByProduct(found.whiteSpace);
        QCOMPARE(space.size(), std::size_t(1));
        QCOMPARE(space[0].product, std::string("Plus"));
        QCOMPARE(space[0].accounts.size(), std::size_t(4));
    }

    /// Of A, known since July, Legal came on 2 August and Finance the day after, in another spelling than later: 90
    /// days on, on 31 October, Legal is new no longer; a second buyer is of no new team. B's only contacts came in
    /// October, C's has no role before. What came in November is not known before. A new team makes a lead by itself.
    void teamsThatAreNew()
    {
        ImportedWorkspace data;
        fillBook(data);
        const std::string header = "contact_id,account_id,name,role\n";
        const auto import = [&](const char *asOf, const std::string &rows) {
            data.file("crm.contacts", header + rows);
            data.import(asOf);
        };
        import("2026-07-01", "1,A,One,Buyer\n2,C,Two,\n");
        import("2026-08-02", "3,A,Three,Legal\n");
        import("2026-08-03", "4,A,Four,Finance\n");
        import("2026-10-15", "5,A,Five,FINANCE\n6,A,Six,buyer\n7,B,Seven,Buyer\n8,B,Eight,IT\n9,C,Nine,IT\n");
        import("2026-11-05", "10,A,Ten,Security\n");
        const auto accounts = portfolio::Portfolio::of(data.workspace())->accountsPtr();
        const auto on = [&](const char *iso) {
            const auto found = newTeams(data.workspace(), *accounts, day(iso));
            QStringList lines;
            for (int account = 0; account < accounts->size(); ++account) {
                QStringList names;
                for (const std::string &team : found[std::size_t(account)])
                    names << QString::fromStdString(team);
                if (!names.isEmpty())
                    lines << QString::fromStdString(accounts->at(account).name) + u' ' + names.join(u',');
            }
            lines.sort();
            return lines;
        };
        QCOMPARE(on("2026-07-01"), QStringList());
        QCOMPARE(on("2026-08-02"), QStringList{"Acme Legal"});
        QCOMPARE(on("2026-10-30"), (QStringList{"Acme Finance,Legal", "Cedar IT"}));
        QCOMPARE(on("2026-10-31"), (QStringList{"Acme Finance", "Cedar IT"}));
        QCOMPARE(on("2026-11-01"), QStringList{"Cedar IT"});
        QCOMPARE(on("2026-11-05"), (QStringList{"Acme Security", "Cedar IT"}));
        Progress progress;
        const auto history = taken(signs::Signals::read(data.workspace(), progress));
        const auto leads = taken(
            expansionLeads(*history, {}, newTeams(data.workspace(), *accounts, day("2026-10-31")), day("2026-10-31")));
        QCOMPARE(leads.size(), std::size_t(2));
        QCOMPARE(leads[0].teams, std::vector<std::string>{"Finance"}); // Acme, with the larger ARR
        QCOMPARE(leads[0].reasons.size(), std::size_t(2)); // its contract is due, too
        QCOMPARE(std::string(toString(leads[0].reasons[0])), std::string("new_teams"));
        QCOMPARE(std::string(nameOf(leads[1].reasons[0])), std::string("New teams"));
    }

    void wrongArguments()
    {
        ImportedWorkspace data;
        fillBook(data);
        for (const char *period : {"2026", "2026Q5", "2026-13", ""}) {
            const auto found = expansion(data.workspace(), period, "");
            QVERIFY(!found && found.error().code == ErrorCode::InvalidArgument);
        }
        const auto found = expansion(data.workspace(), "2026Q4", "nothing");
        QVERIFY(!found && found.error().code == ErrorCode::InvalidArgument);
    }

    void periods_data()
    {
        QTest::addColumn<int>("yearStart");
        QTest::addColumn<QString>("days"); // empty: no period
        const auto row = [](const char *text, int yearStart, const char *days) {
            QTest::addRow("%s %d", text, yearStart) << yearStart << QString(days);
        };
        row("2026-02", 1, "2026-02-01 2026-02-28");
        row("2028-02", 7, "2028-02-01 2028-02-29");
        row("2026Q4", 1, "2026-10-01 2026-12-31");
        row("2026Q1", 1, "2026-01-01 2026-03-31");
        row("2026Q5", 1, "");
        row("2026", 1, "");
        row("2026-02-01", 1, "");
    }
    void periods()
    {
        QFETCH(int, yearStart);
        const std::string text = QByteArray(QTest::currentDataTag()).split(' ').first().toStdString();
        const auto found = periodOf(text, yearStart);
        QTEST(found ? QString::fromStdString(found->from.iso() + ' ' + found->to.iso()) : QString(), "days");
        if (found)
            QCOMPARE(found->name, text);
    }

    /// Forecasts that persons stated of Acme, and the quarters before that of a day.
    void whatWasStatedByADay()
    {
        ImportedWorkspace data;
        fillBook(data);
        data.file("crm.forecasts",
            "period,account_id,date,author,amount\n2026Q4,A,2026-09-01,mia,90\n2026Q4,A,2026-10-01,mia,80\n2026Q4,A,"
            "2026-10-01,bob,70\n");
        data.import("2026-10-31");
        const ForecastData known = forecastData(data, "2026Q4");
        const int acme = known.portfolio->accounts().indexOfRecord("crm", "A");
        const int birch = known.portfolio->accounts().indexOfRecord("crm", "B");
        QVERIFY(!known.isStatedBy(acme, day("2026-08-31")) && known.isStatedBy(acme, day("2026-09-01")));
        QVERIFY(!known.isStatedBy(birch, day("2026-10-31")));
        QCOMPARE(known.lastStated(acme, "mia", day("2026-09-30"))->amount.minor, 9000);
        QCOMPARE(known.lastStated(acme, "mia", day("2026-10-01"))->amount.minor, 8000);
        QVERIFY(!known.lastStated(acme, "bob", day("2026-09-30")) && !known.lastStated(acme, "eve", day("2026-10-31")));
        QCOMPARE(known.segmentOn(acme, day("2026-10-31")), std::string("SMB"));
        const auto window = [&](int quarters) {
            const renewals::DueWindow before = known.windowBefore(day("2026-10-31"), quarters);
            return before.from.iso() + ' ' + before.to.iso();
        };
        QCOMPARE(window(0), std::string("2026-10-01 2026-12-31"));
        QCOMPARE(window(1), std::string("2026-07-01 2026-09-30"));
        QCOMPARE(window(8), std::string("2024-10-01 2024-12-31"));
    }
};

QTEST_GUILESS_MAIN(TestExpansion)
#include "tst_expansion.moc"
