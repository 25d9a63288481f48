#include "core/coverage/model_store.h"
#include "core/economics/retention_economics.h"
#include "core/economics/served_hours.h"
#include "core/portfolio/portfolio.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <array>

using namespace qd;
using namespace qd::economics;

namespace {

/// October 2025 to October 2026, USD. Amber (Enterprise, guided) 100, 150 from May on; Birch (Enterprise, self) 200,
/// gone on 1 July; Cedar (SMB) 40, of it 10 of another product; Dogwood (SMB) came in March. An Enterprise customer
/// takes 8 hours a month, an SMB one 1; a CSM costs 96,000 a year for 12 x 100 x 0.8 hours, so 100 an hour.
class Book : public test::WorkspaceFixture {
public:
    explicit Book(const char *yearlyCost = "9600000")
    {
        source("billing", "billing");
        source("people", "people");
        account("billing", "A", "Amber", "segment=Enterprise;onboarding_path=Guided");
        account("billing", "B", "Birch", "segment=Enterprise;onboarding_path=Self");
        account("billing", "C", "Cedar", "segment=SMB");
        account("billing", "D", "Dogwood", "segment=SMB;onboarding_path=Guided");
        subscription("billing", "a1", "A", "100", "2025-01-01", {}, "2026-05-01", "USD", "Core");
        subscription("billing", "a2", "A", "150", "2026-05-01", {}, {}, "USD", "Core");
        subscription("billing", "b1", "B", "200", "2025-01-01", {}, "2026-07-01", "USD", "Core");
        subscription("billing", "c1", "C", "30", "2025-01-01", {}, {}, "USD", "Core");
        subscription("billing", "c2", "C", "10", "2025-01-01", {}, {}, "USD", "Plus");
        subscription("billing", "d1", "D", "70", "2026-03-01", {}, {}, "USD", "Core");
        if (yearlyCost) {
            run("INSERT INTO csms (source, csm_id, name, start_date, fte, annual_cost_minor, currency, content_hash, "
                "as_of, batch_id, line) VALUES ('people', 'c1', 'Ann', '2020-01-01', 1, CAST(nullif(?, '') AS "
                "INTEGER), 'USD', 0, '2026-10-31', 2, 2)",
                {yearlyCost});
        }
        settle();
        if (!coverage::saveModel(workspace(), model(), "test").ok())
            qFatal("the model was not saved");
    }
    static coverage::CapacityModel model()
    {
        coverage::CapacityModel model;
        model.hoursPerMonth = 100;
        model.utilisation = 0.8;
        model.segments = {{"Enterprise", "high", 8, std::nullopt, {}, {}}, {"SMB", "tech", 1, std::nullopt, {}, {}}};
        return model;
    }
    Result<RetentionEconomics> found(const std::string &by, const char *from = "2025-10", const char *to = "2026-10")
    {
        Progress progress;
        const auto portfolio = portfolio::Portfolio::of(workspace());
        const auto book = portfolio->book();
        if (!book)
            return book.error();
        return retentionEconomics(
            workspace(), *portfolio, *book, {*Month::fromIso(from), *Month::fromIso(to), by}, progress);
    }
};

QString text(const std::optional<double> &value, int decimals)
{
    return value ? QString::number(*value, 'f', decimals) : QStringLiteral("-");
}

/// "SMB n1 left0 4000 kept 4000 added 0 h12.0 cost 1200".
QStringList described(const RetentionEconomics &economics)
{
    QStringList rows;
    for (const EconomicsRow &row : economics.rows)
        rows << QStringLiteral("%1 n%2 left%3 %4 kept %5 added %6 h%7 cost %8")
                    .arg(QString::fromStdString(row.group))
                    .arg(row.customers)
                    .arg(row.left)
                    .arg(row.opening)
                    .arg(row.kept)
                    .arg(row.expansion)
                    .arg(text(row.hours, 1), text(row.cost, 0));
    return rows;
}

} // namespace

/// Worked by hand: of twelve month-ends Birch is there on eight, Amber and Cedar on all.
class TestRetentionEconomics : public QObject {
    Q_OBJECT
private slots:
    void groups_data()
    {
        const QString total = QStringLiteral("total n3 left1 34000 kept 14000 added 5000 h172.0 cost 17200");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("none") << "" << QStringList{total};
        QTest::newRow("segment") << "segment"
                                 << QStringList{total,
                                        "Enterprise n2 left1 30000 kept 10000 added 5000 h160.0 cost "
                                        "16000",
                                        "SMB n1 left0 4000 kept 4000 added 0 h12.0 cost 1200"};
        QTest::newRow("hours by what is paid of a product")
            << "product"
            << QStringList{total, "Core n3 left1 33000 kept 13000 added 5000 h169.0 cost 16900",
                   "Plus n1 left0 1000 kept 1000 added 0 h3.0 cost 300"};
        QTest::newRow("path, without one last")
            << "onboarding_path"
            << QStringList{total, "Guided n1 left0 10000 kept 10000 added 5000 h96.0 cost 9600",
                   "Self n1 left1 20000 kept 0 added 0 h64.0 cost 6400",
                   "(none) n1 left0 4000 kept 4000 added 0 h12.0 cost 1200"};
    }
    void groups()
    {
        QFETCH(QString, by);
        QFETCH(QStringList, rows);
        Book book;
        const auto found = book.found(by.toStdString());
        QVERIFY(found.ok());
        QCOMPARE(described(*found), rows);
        QCOMPARE(found->hourCost.value_or(0), 100.0);
    }

    /// Where customers came from is what was known as the window began: Amber's is of 2025, Cedar was won within it.
    void originsAsTheWindowBegan()
    {
        Book book;
        for (const auto &[id, account, close, source] :
            {std::array{"o1", "A", "2025-10-31", "Event"}, std::array{"o2", "C", "2025-11-01", "Web"}})
            book.run("INSERT INTO opportunities (source, opportunity_id, account_id, type, stage, created_date, "
                     "close_date, is_closed, is_won, lead_source, content_hash, as_of, batch_id, line) VALUES "
                     "('billing', ?, ?, 'new', 'Closed', '2024-01-01', ?, 1, 1, ?, 0, '2026-10-31', 1, 2)",
                {id, account, close, source});
        const auto found = book.found("lead_source");
        QVERIFY(found.ok());
        QCOMPARE(described(*found),
            (QStringList{"total n3 left1 34000 kept 14000 added 5000 h172.0 cost 17200",
                "Event n1 left0 10000 kept 10000 added 5000 h96.0 cost 9600",
                "(none) n2 left1 24000 kept 4000 added 0 h76.0 cost 7600"}));
    }

    void rates()
    {
        Book book;
        const auto found = book.found("segment");
        QVERIFY(found.ok());
        const EconomicsRow &enterprise = found->rows[1];
        QCOMPARE(text(enterprise.keptRate(), 6), QStringLiteral("0.333333"));
        QCOMPARE(text(enterprise.expansionRate(), 6), QStringLiteral("0.166667"));
        QCOMPARE(text(found->costRate(enterprise), 6), QStringLiteral("53.333333")); // 16,000 of 300
        QCOMPARE(text(found->arrPerCost(enterprise), 6), QStringLiteral("0.009375")); // 150 of 16,000
        QCOMPARE(text(EconomicsRow().keptRate(), 6), QStringLiteral("-"));
    }

    /// A group is its customers, and what one of them kept and added is what it has in the end.
    void customersAddUp()
    {
        Book book;
        for (const char *by : {"segment", "product", "onboarding_path"}) {
            const auto found = book.found(by);
            QVERIFY(found.ok());
            for (std::size_t row = 0; row < found->rows.size(); ++row) {
                EconomicsRow sum;
                double hours = 0;
                for (const CustomerEconomics &one : found->customers) {
                    if (one.group != int(row))
                        continue;
                    sum.opening += one.opening;
                    sum.kept += one.kept();
                    sum.expansion += one.expansion();
                    hours += one.hours;
                    QCOMPARE(one.kept() + one.expansion(), one.closing);
                }
                QCOMPARE(sum.opening, found->rows[row].opening);
                QCOMPARE(sum.kept, found->rows[row].kept);
                QCOMPARE(sum.expansion, found->rows[row].expansion);
                QVERIFY(std::abs(hours - found->rows[row].hours.value_or(-1)) < 1e-9);
            }
        }
    }

    /// July: Birch leaves on the first, so no month-end of the window has it.
    void hoursEndWithTheCustomer()
    {
        Book book;
        const auto found = book.found("segment", "2026-06", "2026-07");
        QVERIFY(found.ok());
        QCOMPARE(described(*found)[1], QStringLiteral("Enterprise n2 left1 35000 kept 15000 added 0 h8.0 cost 800"));
        QCOMPARE(described(*found)[2], QStringLiteral("SMB n2 left0 11000 kept 11000 added 0 h2.0 cost 200"));
    }

    void whatIsNotKnownIsSaid()
    {
        Book unpaid("");
        const auto withoutCost = unpaid.found("segment");
        QVERIFY(withoutCost.ok());
        QCOMPARE(text(withoutCost->rows[0].hours, 1), QStringLiteral("172.0"));
        QVERIFY(!withoutCost->rows[0].cost && !withoutCost->arrPerCost(withoutCost->rows[0]));
        QVERIFY(QString::fromStdString(withoutCost->notes.front().english()).contains(QLatin1String("annual_cost")));

        Book alone(nullptr);
        const auto withoutTeam = alone.found("segment");
        QVERIFY(withoutTeam.ok());
        QVERIFY(!withoutTeam->rows[0].hours && !withoutTeam->rows[0].cost);
        QCOMPARE(withoutTeam->rows[0].kept, std::int64_t{14000});
        QCOMPARE(withoutTeam->notes.size(), std::size_t(1));
    }

    /// What was stated for tech-touch holds before the roster.
    void statedCost()
    {
        Book book;
        coverage::CapacityModel model = Book::model();
        model.techTouch.emplace();
        model.techTouch->costPerFte = 48000;
        QVERIFY(coverage::saveModel(book.workspace(), model, "stated").ok());
        const auto found = book.found("");
        QVERIFY(found.ok());
        QCOMPARE(found->hourCost.value_or(0), 50.0);
    }

    void servedHoursByCustomer()
    {
        Book book;
        Progress progress;
        const auto portfolio = portfolio::Portfolio::of(book.workspace());
        const auto served = servedHours(
            *portfolio, Book::model(), {}, *Month::fromIso("2025-10"), *Month::fromIso("2026-10"), progress);
        QVERIFY(served.ok());
        std::map<std::string, double> hours;
        for (int i = 0; i < portfolio->accounts().size(); ++i)
            hours[portfolio->accounts().at(i).name] = served->hours[std::size_t(i)];
        QCOMPARE(hours, (std::map<std::string, double>{{"Amber", 96}, {"Birch", 64}, {"Cedar", 12}, {"Dogwood", 8}}));
        QCOMPARE(served->hourCost.value_or(0), 100.0);
        progress.cancel();
        QCOMPARE(
            servedHours(*portfolio, Book::model(), {}, *Month::fromIso("2025-10"), *Month::fromIso("2026-10"), progress)
                .error()
                .code,
            ErrorCode::Cancelled);
    }

    void badInput_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("a dimension that is none") << "onboarding_paht"
                                                  << "2025-10"
                                                  << "2026-10"
                                                  << "did you mean onboarding_path";
        QTest::newRow("an empty window") << "segment"
                                         << "2026-10"
                                         << "2026-10"
                                         << "must be before";
        QTest::newRow("61 months") << "segment"
                                   << "2021-09"
                                   << "2026-10"
                                   << "longer than 60 months";
    }
    void badInput()
    {
        QFETCH(QString, by);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        Book book;
        const auto found = book.found(by.toStdString(), qPrintable(from), qPrintable(to));
        QVERIFY(!found.ok());
        QCOMPARE(found.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(QString::fromStdString(found.error().message.english()).contains(said),
            found.error().message.english().c_str());
    }
    void longestWindow()
    {
        Book book;
        QVERIFY(book.found("segment", "2021-10", "2026-10").ok());
    }
};

QTEST_GUILESS_MAIN(TestRetentionEconomics)
#include "tst_retention_economics.moc"
