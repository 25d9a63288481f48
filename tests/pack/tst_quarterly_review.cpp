#include "core/dictionary/dictionary_changes.h"
#include "core/pack/build_pack.h"
#include "core/pack/month_measures.h"
#include "tests/pack/pack_fixture.h"
#include "tests/revenue/golden_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

namespace {

Result<PackDocument> review(test::WorkspaceFixture &data, const char *period, const revenue::Filters &filters = {})
{
    Progress quiet;
    return buildPack(data.workspace(), {"quarterly-operating-review", period, filters}, test::roughHeight, quiet);
}

QString text(const Message &message)
{
    return QString::fromStdString(message.english()).replace(QChar(0xA0), u' ');
}

QString cells(const std::vector<Table::Cell> &row)
{
    QStringList texts;
    for (const Table::Cell &cell : row)
        texts << text(cell.text);
    return texts.join(QStringLiteral(" | "));
}

/// The page that has a table of this title, and the table.
std::pair<const Page *, const Table *> tableOf(const PackDocument &document, const char *title)
{
    for (const Page &page : document.pages) {
        for (const Block &block : page.blocks) {
            const auto *table = std::get_if<Table>(&block.content);
            if (table && text(table->title) == QLatin1String(title))
                return {&page, table};
        }
    }
    return {nullptr, nullptr};
}

/// The seven accounts of the published example, in fiscal years that begin in February.
void fill(test::WorkspaceFixture &data)
{
    data.db().exec("UPDATE setting SET value = '2' WHERE key = 'fiscal_year_start'");
    test::fillGoldenFixture(data);
}

void change(test::WorkspaceFixture &data, const dictionary::Change &asked)
{
    if (const auto done = dictionary::change(data.workspace(), asked); !done)
        qFatal("%s", done.error().message.english().c_str());
}

} // namespace

/// The quarterly operating review: the quarter, what the figures mean, and what changed in that.
class TestQuarterlyReview : public QObject {
    Q_OBJECT
private slots:
    void fiveQuarters()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto document = review(data, "2027Q3");
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        QCOMPARE(text(document->period), QStringLiteral("2027Q3"));
        const auto [page, table] = tableOf(*document, "Quarter by quarter");
        QVERIFY(table);
        QCOMPARE(page, &document->pages.front());
        QVERIFY2(text(page->title).startsWith(QStringLiteral("2027Q3: ")), qPrintable(text(page->title)));
        QCOMPARE(text(page->subtitle), QStringLiteral("From $560.00 to $560.00, to the cent."));
        // G is back in January; F is new in February, E gone in March, A grows in April; B shrinks in May, C is gone
        // and E back in July.
        const QStringList expected{QStringLiteral("2026Q3 | 550 | 0 | 0 | 0 | 0 | 0 | 0 | 550 | 5 | 93.2 | 93.2"),
            QStringLiteral("2026Q4 | 550 | 0 | +40 | 0 | 0 | 0 | 0 | 590 | 6 | 100.0 | 100.0"),
            QStringLiteral("2027Q1 | 590 | +60 | 0 | +30 | 0 | -120 | 0 | 560 | 6 | 83.6 | 78.2"),
            QStringLiteral("2027Q2 | 560 | 0 | +100 | 0 | -50 | -50 | 0 | 560 | 6 | 83.6 | 78.2"),
            QStringLiteral("2027Q3 | 560 | 0 | 0 | 0 | 0 | 0 | 0 | 560 | 6 | 83.6 | 78.2")};
        QCOMPARE(table->rows.size(), std::size_t(expected.size()));
        for (int i = 0; i < expected.size(); ++i)
            QCOMPARE(cells(table->rows[std::size_t(i)]).replace(QChar(0x2212), u'-'), expected[i]);
    }

    /// September is the second month of August to October.
    void aQuarterThatRuns()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto document = review(data, "2026-09");
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        QCOMPARE(text(document->period), QStringLiteral("2027Q3 to Sep 2026"));
        QVERIFY(text(document->pages.front().title).startsWith(QStringLiteral("2027Q3 to Sep 2026: ")));
        const auto future = review(data, "2027Q4"); // to January
        QVERIFY(!future.ok());
        QCOMPARE(future.error().code, ErrorCode::NoData);
    }

    /// The published rates: 83.64, 90.91, 65.45; 78.18, 60.00; logo churn 1 and 2 of 5.
    void everyConvention()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto document = review(data, "2026-10");
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const auto [page, table] = tableOf(*document, "The same data, every convention");
        QVERIFY(table);
        QCOMPARE(text(page->title), QStringLiteral("NRR is 65.5 to 90.9 % by convention; the one in force says 83.6"));
        QStringList rules;
        for (const auto &row : table->rows)
            rules << cells(row).section(QStringLiteral(" | "), 0, 1);
        QCOMPARE(rules,
            (QStringList{QStringLiteral("NRR | "), QStringLiteral("Flow, all won back | 90.9"),
                QStringLiteral("Flow, none won back | 65.5"), QStringLiteral("Flow, won back of the set | 83.6"),
                QStringLiteral("Point to point | 83.6"), QStringLiteral("GRR | "), QStringLiteral("Flow | 60.0"),
                QStringLiteral("Point to point | 78.2"), QStringLiteral("Cap on the total | 83.6"),
                QStringLiteral("Logo churn | "), QStringLiteral("Churn events | 40.0"),
                QStringLiteral("Point to point | 20.0")}));
        for (std::size_t i = 0; i < table->rows.size(); ++i) // the one in force is marked, once for each rate
            QCOMPARE(table->rows[i].size() > 1 && table->rows[i][1].marked, i == 4 || i == 7 || i == 11);
        QVERIFY(!tableOf(*document, "NRR restated under the proposed convention").second);
    }

    void aProposalIsRestatedAndListed()
    {
        test::WorkspaceFixture data;
        fill(data);
        change(data,
            {R"({"metric": "nrr", "variant": "nrr/movement_none/account/0/constant"})", dictionary::Step::Submit, "nrr",
                "Ann", *Date::of(2026, 10, 1), {}});
        change(data,
            {R"({"conflicts": [{"metric": "nrr", "team": "Finance", "convention": "flow", "critical": true}]})",
                std::nullopt, {}, "Ann", *Date::of(2026, 10, 1), {}});
        const auto document = review(data, "2027Q3");
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const auto *restated = tableOf(*document, "NRR restated under the proposed convention").second;
        QVERIFY(restated);
        QCOMPARE(restated->rows.size(), std::size_t(8));
        QCOMPARE(cells(restated->rows.back()).replace(QChar(0x2212), u'-'),
            QStringLiteral("2027Q3 | 83.6 | 65.5 | -18.1")); // of the rates that are printed
        const auto [page, changes] = tableOf(*document, "Definitions that changed or are to change");
        QVERIFY(changes);
        QCOMPARE(changes->rows.size(), std::size_t(1));
        QVERIFY2(cells(changes->rows.front()).contains(QStringLiteral(" | 2 | revenue | in review | ")),
            qPrintable(cells(changes->rows.front())));
        QVERIFY(cells(changes->rows.front()).endsWith(QStringLiteral("Ann")));
        QVERIFY2(text(page->title).contains(QStringLiteral("definitions are in force; 0 changed since")),
            qPrintable(text(page->title)));
        QCOMPARE(text(page->subtitle), QStringLiteral("1 conflict of definition is open, 1 of them critical."));
        const auto *conflicts = tableOf(*document, "Open conflicts of definition").second;
        QVERIFY(conflicts);
        QCOMPARE(cells(conflicts->rows.front()), QStringLiteral("nrr | Finance | flow | critical"));
    }

    /// The pack of a past quarter restates none that came later: to July 2026 A, B, D and E hold 460 of 550, by flow
    /// 360.
    void aPastPackRestatesNothingLater()
    {
        test::WorkspaceFixture data;
        fill(data);
        change(data,
            {R"({"metric": "nrr", "variant": "nrr/movement_none/account/0/constant"})", dictionary::Step::Submit, "nrr",
                "Ann", *Date::of(2026, 10, 1), {}});
        const auto document = review(data, "2027Q2");
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const auto *restated = tableOf(*document, "NRR restated under the proposed convention").second;
        QVERIFY(restated);
        QCOMPARE(restated->rows.size(), std::size_t(8));
        QCOMPARE(
            cells(restated->rows.back()).replace(QChar(0x2212), u'-'), QStringLiteral("2027Q2 | 83.6 | 65.5 | -18.1"));
    }

    /// The data are as of 31 October, a month's last day; November is not over in them.
    void booksAreOfTheMonthsEnd()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        QCOMPARE(bookOfMonth(*portfolio, {2026, 10})->asOf(), *Date::of(2026, 10, 31));
        QCOMPARE(bookOfMonth(*portfolio, {2026, 7})->asOf(), *Date::of(2026, 7, 31));
        const auto running = bookOfMonth(*portfolio, {2026, 11});
        QVERIFY(!running.ok());
        QCOMPARE(running.error().code, ErrorCode::NoData);
    }

    /// On 31 July X, whose contract ran out on the 15th, may still renew under a grace of 30 or 60 days; that it did
    /// not was known in August.
    void conventionsKnowNothingLater()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "A1", "A", "100", "2024-01-01");
        data.subscription("billing", "X1", "X", "100", "2024-01-01", "2026-07-15");
        data.settle();
        const auto point = [&](const char *period) {
            const auto document = review(data, period);
            if (!document)
                return QString::fromStdString(document.error().message.english());
            const auto *table = tableOf(*document, "The same data, every convention").second;
            for (const auto &row : table ? table->rows : std::vector<std::vector<Table::Cell>>()) {
                if (const QString line = cells(row); line.startsWith(QStringLiteral("Point to point"))) // of NRR first
                    return line.section(QStringLiteral(" | "), 1, 3);
            }
            return QString();
        };
        QCOMPARE(point("2026-07"), QStringLiteral("50.0 | 100.0 | 100.0"));
        QCOMPARE(point("2026-10"), QStringLiteral("50.0 | 50.0 | 50.0"));
    }

    /// Y is there at the end of August alone: the quarter opens and closes with nothing.
    void aQuarterOfOneMonthsArr()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "Y", "Yew", "segment=SMB");
        data.subscription("billing", "A1", "A", "100", "2024-01-01");
        data.subscription("billing", "Y1", "Y", "70", "2026-08-01", "2026-09-15");
        data.settle();
        const auto document = review(data, "2026Q3", {{"segment", "SMB"}});
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const auto *quarters = tableOf(*document, "Quarter by quarter").second;
        QVERIFY(quarters);
        QCOMPARE(quarters->rows.size(), std::size_t(1));
        QCOMPARE(cells(quarters->rows.front()).section(QStringLiteral(" | "), 0, 8).replace(QChar(0x2212), u'-'),
            QStringLiteral("2026Q3 | 0 | +70 | 0 | 0 | 0 | -70 | 0 | 0"));
    }

    /// Changes are those after the end of July, up to the end of October.
    void approvedInTheQuarter_data()
    {
        QTest::addColumn<QDate>("day");
        QTest::addColumn<bool>("listed");
        QTest::newRow("the day the quarter before ended") << QDate(2026, 7, 31) << false;
        QTest::newRow("the first day") << QDate(2026, 8, 1) << true;
        QTest::newRow("the last day") << QDate(2026, 10, 31) << true;
        QTest::newRow("later") << QDate(2026, 11, 1) << false;
    }
    void approvedInTheQuarter()
    {
        QFETCH(QDate, day);
        QFETCH(bool, listed);
        test::WorkspaceFixture data;
        fill(data);
        const Date on = *Date::of(day.year(), day.month(), day.day());
        change(data,
            {R"({"metric": "tickets_per_csm", "name": "Tickets per CSM", "formula": "tickets / csms", "owner": "Ann"})",
                dictionary::Step::Submit, "tickets_per_csm", "Ann", on, {}});
        change(data, {std::nullopt, dictionary::Step::Approve, "tickets_per_csm", "Bo", on, {}});
        const auto document = review(data, "2027Q3");
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        const auto *changes = tableOf(*document, "Definitions that changed or are to change").second;
        QCOMPARE(changes != nullptr, listed);
        if (listed)
            QVERIFY2(cells(changes->rows.front())
                         .startsWith(QStringLiteral("Tickets per CSM | 1 | operational | approved | "))
                    && cells(changes->rows.front()).endsWith(QStringLiteral("Bo")),
                qPrintable(cells(changes->rows.front())));
    }

    /// Conventions are of all customers; a quarter is of those that the filters leave.
    /// A pack names the versions that were in force on its last day, in the company's words; the one before is of its
    /// own.
    void definitionsOfItsDay()
    {
        test::WorkspaceFixture data;
        fill(data);
        const Date day = *Date::of(2026, 10, 1);
        change(data,
            {R"({"metric": "nrr", "name": "Net retention", "plain": "Ours, as ann@acme.example says.", "edge_cases": ""})",
                dictionary::Step::Submit, "nrr", "Ann", day, {}});
        for (const char *by : {"Bea", "Cem"})
            change(data, {{}, dictionary::Step::Approve, "nrr", by, day, {}});
        change(data, {{}, dictionary::Step::Retire, "grr", "Ann", day, {}});
        const auto texts = [](const PackDocument &document) {
            QString all;
            for (const Page &page : document.pages) {
                for (const Block &block : page.blocks) {
                    if (const auto *narrative = std::get_if<Narrative>(&block.content)) {
                        for (const Narrative::Part &part : narrative->parts) {
                            all += text(part.heading) + u'\n';
                            for (const Message &paragraph : part.paragraphs)
                                all += text(paragraph) + u'\n';
                        }
                    }
                }
            }
            return all;
        };
        const auto now = review(data, "2027Q3");
        QVERIFY(now.ok());
        QVERIFY(text(now->footerDefinitions)
                    .startsWith(QStringLiteral("Definitions: ARR v1, Net retention v2, Expansion rate v1, ")));
        QVERIFY(texts(*now).contains(QStringLiteral("Net retention v2\nOurs, as [masked] says.\n")));
        QVERIFY(!texts(*now).contains(QStringLiteral("GRR v1")));
        QVERIFY(texts(*now).contains(QStringLiteral("Renewals due v1\n"))); // due_arr of the dictionary
        const auto before = review(data, "2027Q2");
        QVERIFY(before.ok());
        QVERIFY(text(before->footerDefinitions).startsWith(QStringLiteral("Definitions: ARR v1, NRR v1, GRR v1, ")));
        QVERIFY(texts(*before).contains(QStringLiteral("GRR v1\n")));
    }

    void someCustomers()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        const auto document = review(data, "2026-10", {{"segment", "SMB"}});
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        QVERIFY(!tableOf(*document, "The same data, every convention").second);
        const auto *quarters = tableOf(*document, "Quarter by quarter").second;
        QVERIFY(quarters);
        QCOMPARE(cells(quarters->rows.back()).section(QStringLiteral(" | "), 0, 8).replace(QChar(0x2212), u'-'),
            QStringLiteral("2026Q4 to Oct 2026 | 500 | +300 | 0 | 0 | 0 | -500 | 0 | 300"));
        bool said = false;
        for (const Block &block : document->pages.back().blocks) {
            if (const auto *story = std::get_if<Narrative>(&block.content)) {
                for (const Narrative::Part &part : story->parts)
                    for (const Message &paragraph : part.paragraphs)
                        said = said
                            || text(paragraph).startsWith(
                                QStringLiteral("Conventions and definitions: they are of all"));
            }
        }
        QVERIFY(said);
    }

    void periods_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("period");
        QTest::addColumn<bool>("ok");
        QTest::newRow("quarter") << "quarterly-operating-review"
                                 << "2026Q3" << true;
        QTest::newRow("month") << "quarterly-operating-review"
                               << "2026-09" << true;
        QTest::newRow("neither") << "quarterly-operating-review"
                                 << "2026Q5" << false;
        QTest::newRow("quarter of a monthly one") << "monthly"
                                                  << "2026Q3" << false;
    }
    void periods()
    {
        QFETCH(QString, name);
        QFETCH(QString, period);
        QFETCH(bool, ok);
        QCOMPARE(checkPackOptions({name.toStdString(), period.toStdString(), {}}).ok(), ok);
    }
};

QTEST_GUILESS_MAIN(TestQuarterlyReview)
#include "tst_quarterly_review.moc"
