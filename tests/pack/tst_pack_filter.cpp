#include "core/pack/build_pack.h"
#include "core/pack/named_charts.h"
#include "core/pack/register_measures.h"
#include "core/reconcile/break_store.h"
#include "core/reconcile/words.h"
#include "core/signoff/signoff.h"
#include "tests/pack/pack_fixture.h"

#include <QTest>

using namespace qd;
using namespace qd::pack;

namespace {

Result<PackDocument> october(test::WorkspaceFixture &data, const revenue::Filters &filters)
{
    Progress quiet;
    return buildPack(data.workspace(), {"monthly", "2026-10", filters}, test::roughHeight, quiet);
}

/// Every text of a pack, page by page.
QString textOf(const PackDocument &document)
{
    QStringList texts;
    const auto add = [&](const Message &text) { texts << QString::fromStdString(text.english()); };
    for (const Page &page : document.pages) {
        add(page.title);
        add(page.subtitle);
        for (const Block &block : page.blocks) {
            if (const auto *table = std::get_if<Table>(&block.content)) {
                for (const auto &row : table->rows)
                    for (const Table::Cell &cell : row)
                        add(cell.text);
            } else if (const auto *story = std::get_if<Narrative>(&block.content)) {
                for (const Narrative::Part &part : story->parts) {
                    add(part.heading);
                    for (const Message &paragraph : part.paragraphs)
                        add(paragraph);
                }
            } else if (const auto *chart = std::get_if<ChartBlock>(&block.content)) {
                add(chart->chart.subtitle);
            }
        }
    }
    return texts.join(u'\n');
}

} // namespace

/// A pack of some of the customers is of them on every page and says so; old exchange rates are named.
class TestPackFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPageIsOfTheFilter()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto all = october(data, {});
        QVERIFY2(all.ok(), all ? "" : all.error().message.english().c_str());
        QVERIFY(all->footerLeft.front().english().find("All segments, regions and owners.") != std::string::npos);
        QVERIFY(textOf(*all).contains(QStringLiteral("Acme")));
        const auto some = october(data, {{"segment", "SMB"}});
        QVERIFY2(some.ok(), some ? "" : some.error().message.english().c_str());
        QVERIFY(some->footerLeft.front().english().find("Only segment SMB.") != std::string::npos);
        const QString text = textOf(*some);
        QVERIFY2(!text.contains(QStringLiteral("Acme")), qPrintable(text)); // of Enterprise
        QVERIFY(!text.contains(QStringLiteral("Enterprise")));
        QVERIFY(!text.contains(QStringLiteral("all customers"), Qt::CaseInsensitive));
        // 500 opens, Corvo is new with 300, Bolt leaves; the CRM has 800, billing 300.
        QVERIFY2(text.contains(QStringLiteral("$300")), qPrintable(text));
        QVERIFY2(QString::fromStdString(some->pages.front().title.english()).contains(QStringLiteral("$300")),
            some->pages.front().title.english().c_str());
        QVERIFY2(text.contains(QStringLiteral("500.00")), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("1,500")), qPrintable(text));
    }

    void customersWithoutAValueAreAFilterToo()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto none = october(data, {{"region", revenue::NoGroup}});
        QVERIFY2(none.ok(), none ? "" : none.error().message.english().c_str());
        QVERIFY(none->footerLeft.front().english().find("Only region (none).") != std::string::npos);
        QVERIFY(textOf(*none).contains(QStringLiteral("Acme"))); // nobody has a region
    }

    void aFilterWithoutArrSaysWhichOne()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto nothing = october(data, {{"segment", "Strategic"}});
        QVERIFY(!nothing.ok());
        QCOMPARE(nothing.error().code, ErrorCode::NoData);
        QVERIFY2(nothing.error().message.english().find("segment Strategic") != std::string::npos,
            nothing.error().message.english().c_str());
    }

    /// Acme and Corvo have ARR at the end of October and were spoken to 31 days before: both are green.
    void healthIsOfTheFilterToo()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        Progress quiet;
        const auto review = [&](const revenue::Filters &filters) {
            return buildPack(data.workspace(), {"health-review", "2026-10", filters}, test::roughHeight, quiet);
        };
        const auto without = review({});
        QVERIFY2(without.ok(), without ? "" : without.error().message.english().c_str());
        QVERIFY(textOf(*without).contains(QStringLiteral("Health and how well it foretold churn")));
        test::addContacts(data);
        const auto all = review({});
        QVERIFY2(all.ok(), all ? "" : all.error().message.english().c_str());
        QCOMPARE(all->pages.size(), without->pages.size() + 1); // no renewal is settled: there is no court
        const Page &page = all->pages.front();
        QVERIFY2(QString::fromStdString(page.title.english())
                     .startsWith(QStringLiteral("0 customers have a better colour than on")),
            page.title.english().c_str());
        QVERIFY(QString::fromStdString(page.subtitle.english())
                    .startsWith(QStringLiteral("2 of 2 customers scored by model Starter")));
        const auto &mix = std::get<Table>(page.blocks.front().content);
        const auto cells = [](const std::vector<Table::Cell> &row) {
            QStringList texts;
            for (const Table::Cell &cell : row)
                texts << QString::fromStdString(cell.text.english());
            return texts.join(u' ').replace(QChar(0xA0), u' ');
        };
        QCOMPARE(mix.rows.size(), std::size_t(2));
        QCOMPARE(cells(mix.rows[0]), QStringLiteral("Enterprise 1 1 0 0 0 1,200 0 %"));
        QCOMPARE(cells(mix.rows[1]), QStringLiteral("SMB 1 1 0 0 0 300 0 %"));
        QCOMPARE(cells(mix.totals), QStringLiteral("All customers 2 2 0 0 0 1,500 0 %"));
        QCOMPARE(mix.origins[1].accounts.size(), std::size_t(1));
        QCOMPARE(mix.totalsOrigin.accounts.size(), std::size_t(2));
        const auto some = review({{"segment", "SMB"}});
        QCOMPARE(cells(std::get<Table>(some->pages.front().blocks.front().content).totals),
            QStringLiteral("All customers 1 1 0 0 0 300 0 %"));
        // Three months before the last word with Acme was 69 days old, which is yellow.
        data.run("INSERT INTO activities (source, activity_id, account_id, date, type, content_hash, as_of, batch_id, "
                 "line) VALUES ('crm', 'A0', 'A', ?, 'call', 0, '2026-10-31', 1, 2)",
            {"2026-05-23"});
        const QString better = QString::fromStdString(review({})->pages.front().title.english());
        QVERIFY2(better.startsWith(QStringLiteral("1 customer has a better colour than on")), qPrintable(better));
        // A contract that nothing followed; 90 days before its end nobody had been spoken to, so there was no score.
        data.subscription("billing", "s9", "A", "10.00", "2025-07-01", "2026-06-30");
        QCOMPARE(QString::fromStdString(review({})->pages[1].title.english()),
            QStringLiteral("Too little churn to judge scores by: 0 lost renewals had a score"));
    }

    void oldExchangeRatesAreNamed()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        data.rate("billing", "EUR", "2024-01-01", "1.10");
        data.rate("billing", "EUR", "2026-08-01", "1.12");
        data.subscription("billing", "s5", "A", "100.00", "2025-01-01", "", "", "EUR");
        test::addContacts(data);
        const auto document = october(data, {});
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        QVERIFY(textOf(*document).contains(
            QStringLiteral("The rate of EUR used on 2026-10-31 is of 2026-08-01, 91 days old.")));
        QVERIFY(document->footerLeft.back().english().find("Old exchange rates") != std::string::npos);
        Progress quiet;
        for (const NamedChart &named : namedCharts()) {
            const auto chart = buildChart(data.workspace(), named.name, quiet);
            QVERIFY2(chart.ok(), chart ? "" : chart.error().message.english().c_str());
            const bool warns = chart->subtitle.english().find("rate of EUR 91 days old") != std::string::npos;
            QVERIFY2(warns == (named.name != "time-to-value"), named.name.c_str()); // the one without amounts
        }
    }

    /// Bolt's break was closed by an import of November: on 31 October it is there, overdue since the 30th. A customer
    /// who is no more has one as well, which is in no segment.
    void aRegisterOfAPastDay()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        data.run("UPDATE break_register SET closed = '2026-11-05', due_date = '2026-10-30'", {});
        data.run(
            "INSERT INTO break_register (break_key, number, left_source, right_source, account, field, first_seen) "
            "VALUES ('crm|billing|AC-99999|arr', 2, 'crm', 'billing', 'AC-99999', 'arr', '2026-09-01')",
            {});
        Progress quiet;
        const auto measured = [&](const revenue::Filters &filters) {
            const auto month = measureMonth(data.workspace(), Month(2026, 10), filters, {Need::Reconciliation}, quiet);
            if (!month)
                qFatal("%s", month.error().message.english().c_str());
            auto found = measureRegister(data.workspace(), *month, quiet);
            if (!found)
                qFatal("%s", found.error().message.english().c_str());
            return *found;
        };
        const RegisterMeasures all = measured({});
        QCOMPARE(all.known.size(), std::size_t(2));
        QCOMPARE(all.times.total.open, 2);
        QCOMPARE(all.times.total.overdue, 1);
        QCOMPARE(all.overdue, 1);
        QCOMPARE(all.months.size(), std::size_t(2)); // September and October
        QCOMPARE(all.months[0].open, 1);
        QCOMPARE(all.months[1].open, 2);
        QCOMPARE(all.standing.state, signoff::SignoffState::Open);
        const RegisterMeasures small = measured({{"segment", "SMB"}});
        QCOMPARE(small.times.total.open, 1);
        QCOMPARE(small.overdue, 1);
        const RegisterMeasures large = measured({{"segment", "Enterprise"}});
        QCOMPARE(large.times.total.open, 0);
        QVERIFY(large.known.empty());
    }

    /// What the pages make of a register by hand: Acme's 900 before Bolt's 500, though it stands after it.
    void pagesOfARegister()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        Progress quiet;
        auto month = measureMonth(data.workspace(), Month(2026, 10), {}, {Need::Reconciliation}, quiet);
        QVERIFY(month.ok());
        RegisterMeasures measures = *measureRegister(data.workspace(), *month, quiet);
        QVERIFY(unexplainedPages(*month, measures).empty()); // Bolt left billing
        reconcile::Reconciliation &found = *month->reconciliation;
        QCOMPARE(found.breaks.size(), std::size_t(1));
        found.breaks[0].finding.cause = reconcile::Cause::Unexplained;
        found.breaks[0].finding.nearest = reconcile::Cause::Timing;
        reconcile::Break second = found.breaks[0];
        second.account = found.accounts->indexOfRecord("crm", "A");
        second.delta = 90000;
        second.finding.nearest.reset();
        found.breaks.push_back(second);
        measures.overdue = 2;
        const auto pages = unexplainedPages(*month, measures);
        QCOMPARE(pages.size(), std::size_t(1));
        QCOMPARE(pages[0].title.english(), std::string("2 amounts are unexplained"));
        const auto &rows = std::get<Table>(pages[0].blocks[0].content).rows;
        const auto cell = [&rows](std::size_t row, std::size_t column) { return rows[row][column].text.english(); };
        QCOMPARE(cell(0, 1), std::string("Acme"));
        QCOMPARE(cell(0, 7), std::string("Open")); // no import has registered it
        QCOMPARE(cell(1, 0), std::string("BR-0001"));
        QCOMPARE(cell(1, 1), std::string("Bolt"));
        QCOMPARE(cell(1, 5), std::string("0")); // found on that very day
        QCOMPARE(cell(1, 8), std::string(reconcile::nameOf(reconcile::Cause::Timing)));
        const Page status = reconcileStatusPage(*month, measures);
        QCOMPARE(status.title.english(), std::string("2 breaks stand between CRM and billing"));
        QCOMPARE(status.subtitle.english(), std::string("2 are overdue."));
        measures.times.rows.clear();
        QVERIFY(ageingPages(*month, measures).empty());
        measures.times.rows.push_back({"crm", "Maya", 2, 6.5, 10, 3, 1, {1, 2, 0, 0, 0}});
        measures.times.total = measures.times.rows[0];
        const auto ageing = ageingPages(*month, measures);
        QCOMPARE(ageing[0].title.english(), std::string("3 breaks are open"));
        QCOMPARE(ageing[0].subtitle.english(), std::string("2 are gone, after 6.5 days in the median."));
        measures.standing.state = signoff::SignoffState::Signed;
        measures.standing.preparedBy = "Ann";
        measures.standing.signedBy = "Bea";
        const Page signedPage = signoffPage(*month, measures);
        QCOMPARE(signedPage.title.english(), std::string("October 2026 is signed"));
        const auto &names = std::get<Table>(signedPage.blocks[0].content).rows;
        QCOMPARE(names[0][1].text.english(), std::string("Ann"));
        QCOMPARE(names[1][1].text.english(), std::string("Bea"));
        const auto &note = std::get<Narrative>(signedPage.blocks.back().content);
        QVERIFY(note.parts[0].paragraphs[0].english().find("not an access control") != std::string::npos);
    }

    /// Bolt left billing in October and is in the CRM with 500 still: one break, which goes from page to page.
    void aReconciliationReport()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        Progress quiet;
        const auto report = [&](const revenue::Filters &filters = {}) {
            auto made =
                buildPack(data.workspace(), {"reconciliation-report", "2026-10", filters}, test::roughHeight, quiet);
            if (!made)
                qFatal("%s", made.error().message.english().c_str());
            return *made;
        };
        const auto titles = [](const PackDocument &document) {
            QStringList all;
            for (const Page &page : document.pages)
                all << QString::fromStdString(page.title.english());
            return all;
        };
        const auto cells = [](const std::vector<Table::Cell> &row) {
            QStringList texts;
            for (const Table::Cell &cell : row)
                texts << QString::fromStdString(cell.text.english());
            return texts.join(u'|');
        };
        const PackDocument open = report();
        QCOMPARE(open.pages.size(), std::size_t(5)); // nothing is unexplained
        QCOMPARE(titles(open)[0], QStringLiteral("1 break stands between CRM and billing"));
        QCOMPARE(titles(open)[2], QStringLiteral("1 break is open"));
        QCOMPARE(titles(open)[3], QStringLiteral("Nobody has prepared October 2026 yet"));
        const auto &states = std::get<Table>(open.pages[0].blocks[2].content);
        QVERIFY2(cells(states.rows[0]).startsWith(QStringLiteral("Open|1|1|")), qPrintable(cells(states.rows[0])));
        QVERIFY2(cells(states.rows[1]).startsWith(QStringLiteral("Explained|0|0|")), qPrintable(cells(states.rows[1])));
        const auto &owners = std::get<Table>(open.pages[2].blocks[0].content);
        QCOMPARE(owners.rows.size(), std::size_t(1));
        QVERIFY2(cells(owners.rows[0]).startsWith(QStringLiteral("crm|")), qPrintable(cells(owners.rows[0])));
        QCOMPARE(owners.rows[0][2].text.english(), std::string("1")); // open
        QCOMPARE(owners.rows[0][4].text.english(), std::string("1")); // found on that very day
        const auto &months = std::get<Table>(open.pages[2].blocks[1].content);
        QCOMPARE(months.rows.size(), std::size_t(1));
        // The month is the report's own: what agrees at its end is what the first page says.
        const auto &match = std::get<Table>(open.pages[0].blocks[1].content);
        const std::string arr = months.rows[0][5].text.english();
        QVERIFY(!arr.empty() && std::isdigit(arr.front()));
        QVERIFY2(match.rows[0][3].text.english().starts_with(arr), arr.c_str());

        const signoff::SignoffKey key{"2026-10", "crm", "billing"};
        QVERIFY(signoff::prepare(data.workspace(), key, "Ann", quiet).ok());
        QCOMPARE(titles(report())[3], QStringLiteral("October 2026 is prepared and waits for the second name"));
        QVERIFY(signoff::sign(data.workspace(), key, "Bea", quiet).ok());
        QCOMPARE(titles(report())[3], QStringLiteral("October 2026 is signed"));
        const auto known = reconcile::registeredBreaks(data.workspace(), "crm", "billing");
        QVERIFY(reconcile::decideBreaks(data.workspace(), {{known.begin()->first, "accepted", ""}}).ok());
        const PackDocument again = report();
        QCOMPARE(titles(again)[3], QStringLiteral("October 2026 is to be reviewed again"));
        const auto &changed = std::get<Table>(again.pages[3].blocks[1].content);
        QCOMPARE(changed.rows.size(), std::size_t(1));
        QVERIFY2(cells(changed.rows[0]).endsWith(QStringLiteral("|open|accepted")), qPrintable(cells(changed.rows[0])));

        const PackDocument enterprise = report({{"segment", "Enterprise"}}); // Acme alone, on whom both agree
        QCOMPARE(titles(enterprise)[0], QStringLiteral("0 breaks stand between CRM and billing"));
        QVERIFY(!titles(enterprise).join(u'|').contains(QStringLiteral("open")));
    }
};

QTEST_GUILESS_MAIN(TestPackFilter)
#include "tst_pack_filter.moc"
