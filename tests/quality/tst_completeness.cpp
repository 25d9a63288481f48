#include "core/quality/quality_data.h"
#include "tests/quality/checked.h"

using namespace qd;
using namespace qd::quality;

namespace {

/// Four customers of a CRM, of which one has neither ARR nor status active, and billing with the contracts of three.
/// Amber lacks an owner in the CRM, which the CS platform has; Birch lacks segment and stage everywhere; Cedar's
/// renewal date is its contract's alone.
class Book : public test::WorkspaceFixture {
public:
    Book()
    {
        source("crm", "crm");
        source("cs", "cs_platform");
        source("billing", "billing");
        account("crm", "A", "Amber", "segment=SMB;lifecycle_stage=growth;renewal_date=2027-03-01;status=active");
        account("crm", "B", "Birch", "owner=Ann;renewal_date=2027-03-01;status=churned");
        account("crm", "C", "Cedar", "owner=Ann;segment=SMB;lifecycle_stage=growth;status=active");
        account("crm", "D", "Dogwood", "status=prospect");
        account("cs", "a", "Amber", "owner=Bob;crm_account_id=A");
        account("billing", "x", "Amber", "crm_account_id=A");
        account("billing", "y", "Birch", "crm_account_id=B");
        account("billing", "z", "Cedar", "crm_account_id=C");
        subscription("billing", "s1", "x", "100", "2026-01-01", "2027-02-28");
        subscription("billing", "s2", "y", "100", "2026-01-01", "2027-02-28");
        subscription("billing", "s3", "z", "100", "2026-01-01", "2027-02-28");
        identity::acceptCertainLinks(workspace());
    }
};

/// Of one source's tier one.
QStringList tierOneOf(const test::Checked &checked, const std::string &source)
{
    QStringList lines;
    for (const std::string field : {"arr", "lifecycle_stage", "owner", "renewal_date", "segment", TierOneField}) {
        const CheckFigure &figure = checked.figure(Check::Completeness, source, field);
        lines << QStringLiteral("%1 %2 of %3").arg(QString::fromStdString(field)).arg(figure.failed).arg(figure.n);
    }
    return lines;
}

} // namespace

class TestCompleteness : public QObject {
    Q_OBJECT

private slots:
    /// Golden: of Amber, Birch and Cedar; Dogwood has neither ARR nor the status.
    void goldenRecordsOfWhoHasArrOrIsActive()
    {
        Book book;
        const test::Checked checked(book);
        QCOMPARE(tierOneOf(checked, {}),
            QStringList({"arr 0 of 3", "lifecycle_stage 1 of 3", "owner 0 of 3", "renewal_date 0 of 3",
                "segment 1 of 3", "tier_1 2 of 15"}));
        const CheckFigure &tier = checked.figure(Check::Completeness, {}, TierOneField);
        QCOMPARE(*tier.rate(), 2.0 / 15);
        QCOMPARE(tier.status, Status::Fail); // above 0.05
        QCOMPARE(*tier.threshold, 0.0);
        QVERIFY(checked.failures(Check::Completeness).contains("Birch b0:0  segment has no value."));
    }
    /// A source's records by their own fields: no contract and no other system lends a value.
    void recordsOfASourceByTheirOwnFields()
    {
        Book book;
        const test::Checked checked(book);
        QCOMPARE(tierOneOf(checked, "crm"),
            QStringList({"arr 3 of 3", "lifecycle_stage 1 of 3", "owner 1 of 3", "renewal_date 1 of 3",
                "segment 1 of 3", "tier_1 7 of 15"}));
        QCOMPARE(tierOneOf(checked, "cs").first(), "arr 1 of 1");
        QCOMPARE(checked.figure(Check::Completeness, "crm", "owner").entity, "accounts");
        QVERIFY(checked.failures(Check::Completeness).contains("Amber b1:2 A owner has no value."));
    }
    /// Figures of TierOneField have no rows of their own: its fields have them.
    void everyFigureHasItsRows()
    {
        Book book;
        const test::Checked checked(book);
        std::vector<std::int64_t> rows(checked.card().figures.size(), 0);
        for (const Failure &failure : checked.card().failures)
            rows[std::size_t(failure.figure)] += failure.count;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const CheckFigure &figure = checked.card().figures[i];
            QCOMPARE(rows[i], figure.field == TierOneField ? 0 : figure.failed);
            QVERIFY(figure.failed <= figure.n || figure.check == Check::Overlap);
        }
    }
    void bareCustomersAreNoGoldenRecords()
    {
        Book book;
        book.subscription("billing", "s9", "nobody", "100", "2026-01-01");
        book.settle();
        const test::Checked checked(book);
        QCOMPARE(checked.figure(Check::Completeness, {}, "owner").n, 3);
    }
    /// On an earlier day a field has the value of its history, and a record that was seen later is not there.
    void aPastDayByWhatWasKnown()
    {
        Book book;
        book.run("UPDATE accounts SET first_as_of = '2026-10-31' WHERE source = 'cs'", {});
        book.run("UPDATE accounts SET first_as_of = '2026-06-30' WHERE source IN ('crm', 'billing')", {});
        book.run("INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id) "
                 "VALUES ('crm', 'accounts', 'C', 'owner', NULL, 'Ann', '2026-09-30', 1)",
            {});
        const test::Checked then(book, "2026-07-31");
        QCOMPARE(then.figure(Check::Completeness, "crm", "owner").failed, 2); // Amber and Cedar
        QCOMPARE(then.figures(Check::Completeness).filter("cs accounts"), QStringList());
        const test::Checked now(book);
        QCOMPARE(now.figure(Check::Completeness, "crm", "owner").failed, 1);
        QCOMPARE(
            now.figures(Check::Completeness).filter("cs accounts owner "), QStringList("cs accounts owner 0 of 1"));
    }
    /// Amber, Birch and Cedar have ARR since January, whenever their files came; Elm's status was not known in July.
    void customersWithArrCountBeforeTheirFilesCame()
    {
        Book book;
        book.account("crm", "E", "Elm", "status=active");
        book.settle();
        book.run("UPDATE accounts SET first_as_of = '2026-10-31'", {});
        const test::Checked then(book, "2026-07-31");
        QCOMPARE(tierOneOf(then, {}),
            QStringList({"arr 0 of 3", "lifecycle_stage 1 of 3", "owner 0 of 3", "renewal_date 0 of 3",
                "segment 1 of 3", "tier_1 2 of 15"}));
        QCOMPARE(then.figures(Check::Completeness).filter("crm accounts"), QStringList());
        QCOMPARE(test::Checked(book).figure(Check::Completeness, {}, "owner").n, 4);
    }
    void statusByTheRatesOfTheSetting_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<int>("status");
        QTest::newRow("by default a share of 0.05 warns, one half fails") << QString() << int(Status::Fail);
        QTest::newRow("a rate equal to the first is well") << QStringLiteral("0.5,0.6") << int(Status::Ok);
        QTest::newRow("above the first it warns") << QStringLiteral("0.49,0.5") << int(Status::Warn);
        QTest::newRow("above the second it fails") << QStringLiteral("0.1,0.49") << int(Status::Fail);
    }
    void statusByTheRatesOfTheSetting()
    {
        QFETCH(QString, setting);
        QFETCH(int, status);
        test::WorkspaceFixture book;
        book.source("crm", "crm");
        book.account("crm", "A", "Amber", "status=active;owner=Ann");
        book.account("crm", "B", "Birch", "status=active");
        book.settle();
        book.workspace().setSetting("quality.completeness", setting.toStdString());
        const test::Checked checked(book);
        const CheckFigure &figure = checked.figure(Check::Completeness, "crm", "owner");
        QCOMPARE(*figure.rate(), 0.5);
        QCOMPARE(int(figure.status), status);
        QCOMPARE(*figure.threshold, setting.isEmpty() ? 0 : setting.section(u',', 0, 0).toDouble());
    }
    void scoreIsTheMeanOfWhatIsWell()
    {
        Scorecard card;
        QVERIFY(!card.score());
        card.figures.resize(3);
        card.figures[0].n = 4;
        card.figures[0].failed = 1;
        card.figures[1].n = 10;
        QCOMPARE(*card.score(), (0.75 + 1) / 2); // the third has no rate
    }
    /// Of Amber's one record in the CS platform all lack a segment: it has no such field. Of the CRM's only one does.
    void whatASourceNeverGives()
    {
        Book book;
        const test::Checked checked(book);
        QVERIFY(checked.figure(Check::Completeness, "cs", "segment").neverGiven());
        QVERIFY(!checked.figure(Check::Completeness, "cs", "owner").neverGiven());
        QVERIFY(!checked.figure(Check::Completeness, "crm", "segment").neverGiven());
        test::WorkspaceFixture bare; // nobody has a segment, which is a lack of the golden records
        bare.source("crm", "crm");
        bare.account("crm", "A", "Amber", "status=active");
        bare.settle();
        QVERIFY(!test::Checked(bare).figure(Check::Completeness, {}, "segment").neverGiven());
        QVERIFY(test::Checked(bare).figure(Check::Completeness, "crm", "segment").neverGiven());
    }
    void everyFieldOfGoldenRecordsIsChecked()
    {
        Book book;
        const test::Checked checked(book);
        for (const std::string &field : criticalFields())
            QCOMPARE(checked.figure(Check::Completeness, {}, field).n, 3);
        for (const std::string &field : tierOne())
            QVERIFY(std::ranges::find(criticalFields(), field) != criticalFields().end());
        QCOMPARE(tierOne().size(), std::size_t(5));
    }
    void theLatestContractInForceEnds()
    {
        Book book;
        book.subscription("billing", "s4", "z", "10", "2026-01-01", "2027-06-30");
        book.subscription("billing", "s5", "z", "10", "2026-12-01", "2029-06-30"); // not in force yet
        Progress progress;
        const auto portfolio = portfolio::Portfolio::of(book.workspace());
        const auto data = QualityData::read(book.workspace(), portfolio, *Date::fromIso("2026-10-31"), progress);
        QVERIFY(data.ok());
        const int cedar = portfolio->accounts().indexOfRecord("crm", "C");
        const int dogwood = portfolio->accounts().indexOfRecord("crm", "D");
        QVERIFY(data->contractEnd(cedar) == Date::fromIso("2027-06-30"));
        QVERIFY(!data->contractEnd(dogwood));
        QVERIFY(data->isGolden(cedar) && !data->isGolden(dogwood));
    }
    void wordsOfCommandsAndSettings()
    {
        QCOMPARE(keyOf(Check::Completeness), "completeness");
        QCOMPARE(keyOf(Check::StaleRates), "stale_rates");
        QCOMPARE(keyOf(Check::Validity), "validity");
        QCOMPARE(keyOf(Status::Ok) + keyOf(Status::Warn) + keyOf(Status::Fail), "okwarnfail");
    }
    void nothingImported()
    {
        test::WorkspaceFixture empty;
        const test::Checked checked(empty);
        QVERIFY(!checked.card().asOf);
        QVERIFY(checked.card().figures.empty());
    }
};

QTEST_GUILESS_MAIN(TestCompleteness)
#include "tst_completeness.moc"
