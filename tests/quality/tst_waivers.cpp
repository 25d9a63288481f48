#include "core/quality/waivers.h"

#include "core/store/audit.h"
#include "tests/quality/checked.h"

using namespace qd;
using namespace qd::quality;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

Waiver waiver(const std::string &id, const char *from, const char *until = nullptr)
{
    Waiver made;
    made.source = "crm";
    made.entity = "accounts";
    made.field = "owner";
    made.record = {"crm", id};
    made.reason = "books close on day 10";
    made.owner = "Ann";
    made.by = "Bea";
    made.from = day(from);
    if (until)
        made.until = day(until);
    return made;
}

/// Three active customers without an owner.
class Book : public test::WorkspaceFixture {
public:
    Book()
    {
        source("crm", "crm");
        for (const char *id : {"A", "B", "C"})
            account("crm", id, id, "status=active");
        settle();
    }
};

/// "failed 2, waived 1" of the CRM's owners.
QString ownersOf(Book &book, const char *asOf)
{
    const test::Checked checked(book, asOf);
    const CheckFigure &figure = checked.figure(Check::Completeness, "crm", "owner");
    return QStringLiteral("failed %1, waived %2").arg(figure.failed).arg(figure.waived);
}

} // namespace

class TestWaivers : public QObject {
    Q_OBJECT

private slots:
    /// From the day it was said of up to its last day.
    void aWaiverHolds_data()
    {
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("owners");
        QTest::newRow("not before") << "2026-10-30"
                                    << "failed 3, waived 0";
        QTest::newRow("from its day") << "2026-10-31"
                                      << "failed 2, waived 1";
        QTest::newRow("on its last day") << "2026-11-15"
                                         << "failed 2, waived 1";
        QTest::newRow("not after it") << "2026-11-16"
                                      << "failed 3, waived 0";
    }
    void aWaiverHolds()
    {
        QFETCH(QString, asOf);
        QFETCH(QString, owners);
        Book book;
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-10-31", "2026-11-15")}).ok());
        QCOMPARE(ownersOf(book, qPrintable(asOf)), owners);
    }
    void withoutAnEndItHoldsForGood()
    {
        Book book;
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-10-31")}).ok());
        QCOMPARE(ownersOf(book, "2036-10-31"), QStringLiteral("failed 2, waived 1"));
        QVERIFY(waiver("B", "2026-10-31").holdsOn(day("2026-10-31")));
        QVERIFY(!waiver("B", "2026-10-31").holdsOn(day("2026-10-30")));
    }
    /// Of another field, source or record it is none; tier one counts what its fields do.
    void itIsOfItsRowAlone()
    {
        Book book;
        Waiver golden = waiver("C", "2026-10-31"); // a customer is named by any of its records
        golden.source.clear();
        golden.entity.clear();
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-10-31"), golden}).ok());
        const test::Checked checked(book);
        const auto counts = [&checked](const char *source, const char *field) {
            const CheckFigure &figure = checked.figure(Check::Completeness, source, field);
            return std::pair(figure.failed, figure.waived);
        };
        using Counts = std::pair<std::int64_t, std::int64_t>;
        QCOMPARE(counts("crm", "owner"), Counts(2, 1));
        QCOMPARE(counts("", "owner"), Counts(2, 1));
        QCOMPARE(counts("crm", "segment"), Counts(3, 0));
        const Counts fields = counts("", TierOneField);
        QCOMPARE(fields.second, 1);
        QCOMPARE(*checked.figure(Check::Completeness, "crm", "owner").rate(), 2.0 / 3);
    }
    /// What a scorecard says of its own failures comes back as waived, each exactly once.
    void everyFailureCanBeWaived()
    {
        Book book;
        book.source("billing", "billing", "2026-09-01"); // late
        book.account("billing", "A", "A", "status=active");
        book.subscription("billing", "s1", "A", "10", "2026-01-01");
        book.subscription("billing", "s2", "A", "10", "2026-02-01"); // overlaps
        book.subscription("billing", "s3", "nobody", "10", "2026-02-01"); // an orphan
        book.settle();
        const test::Checked before(book);
        const auto portfolio = portfolio::Portfolio::of(book.workspace());
        std::vector<Waiver> all;
        for (const Failure &failure : before.card().failures) {
            all.push_back(before.card().waiverOf(portfolio->accounts(), failure));
            all.back().reason = "known";
        }
        QVERIFY(!all.empty());
        QVERIFY(keepWaivers(book.workspace(), all).ok());
        const test::Checked after(book);
        for (std::size_t i = 0; i < after.card().figures.size(); ++i) {
            QCOMPARE(after.card().figures[i].failed, 0);
            QCOMPARE(after.card().figures[i].waived, before.card().figures[i].failed);
            QVERIFY(after.card().figures[i].status == Status::Ok); // a late source too
        }
    }
    /// B becomes a part of A on 15 October: waived before of B, it is A's from then on. C's stays.
    void ofACustomerThatBecomesAPart()
    {
        Book book;
        book.becomesPart("crm", "B", "A", "2026-10-15");
        const auto owners = [&book](const char *asOf) {
            const test::Checked checked(book, asOf);
            const CheckFigure &figure = checked.figure(Check::Completeness, {}, "owner");
            return QStringLiteral("failed %1, waived %2").arg(figure.failed).arg(figure.waived);
        };
        QCOMPARE(owners("2026-10-14"), "failed 3, waived 0");
        const auto portfolio = portfolio::Portfolio::of(book.workspace());
        const test::Checked before(book, "2026-10-14");
        for (const Failure &failure : before.card().failures) {
            Waiver made = before.card().waiverOf(portfolio->accounts(), failure);
            made.reason = "known";
            if (made.source.empty() && made.field == "owner" && made.record.id == "B")
                QVERIFY(keepWaivers(book.workspace(), {made}).ok());
        }
        QCOMPARE(owners("2026-10-14"), "failed 2, waived 1");
        QCOMPARE(owners("2026-10-15"), "failed 1, waived 1");
    }
    void aLaterOneTakesItsPlace()
    {
        Book book;
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-10-31", "2026-11-15")}).ok());
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-10-31", "2026-12-31")}).ok());
        const auto kept = waiversFrom(book.workspace().setting(WaiversSetting).value_or(""));
        QCOMPARE(kept.size(), std::size_t(1));
        QVERIFY(kept[0] == waiver("B", "2026-10-31", "2026-12-31"));
        QVERIFY(kept[0].ofSameRow(waiver("B", "2020-01-01")));
        QVERIFY(!kept[0].ofSameRow(waiver("A", "2026-10-31")));
    }
    /// A row waived anew: the days of the first waiver stay as they were, also once the second is taken back.
    void anEndedOneIsHistory()
    {
        Book book;
        book.source("crm", "crm", "2026-12-31");
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-10-31", "2026-11-15")}).ok());
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-11-16")}).ok());
        QCOMPARE(ownersOf(book, "2026-11-15"), QStringLiteral("failed 2, waived 1"));
        QCOMPARE(ownersOf(book, "2026-12-31"), QStringLiteral("failed 2, waived 1"));
        QVERIFY(takeBackWaivers(book.workspace(), {waiver("B", "2026-11-16")}).ok());
        QCOMPARE(ownersOf(book, "2026-11-15"), QStringLiteral("failed 2, waived 1"));
        QCOMPARE(ownersOf(book, "2026-12-31"), QStringLiteral("failed 3, waived 0"));
    }
    void takenBack()
    {
        Book book;
        QVERIFY(keepWaivers(book.workspace(), {waiver("A", "2026-10-31"), waiver("B", "2026-10-31")}).ok());
        QVERIFY(takeBackWaivers(book.workspace(), {waiver("B", "2026-10-31"), waiver("C", "2026-10-31")}).ok());
        QCOMPARE(ownersOf(book, "2026-10-31"), QStringLiteral("failed 2, waived 1"));
        const auto log = store::auditTrail(book.workspace());
        QCOMPARE(log[0].action, "take back waiver");
        QCOMPARE(log[0].subject, "completeness owner crm accounts crm B");
        QVERIFY(!log[0].after);
        QCOMPARE(log[1].action, "waive row");
        QCOMPARE(log[1].after.value_or(""), "waived from 2026-10-31, owner Ann, by Bea: books close on day 10");
    }
    void refused()
    {
        Book book;
        Waiver silent = waiver("A", "2026-10-31");
        silent.reason.clear();
        const auto without = keepWaivers(book.workspace(), {waiver("B", "2026-10-31"), silent});
        QVERIFY(!without.ok());
        QCOMPARE(without.error().message.english(), "A waiver wants a reason. Nothing was changed.");
        const auto ended = keepWaivers(book.workspace(), {waiver("B", "2026-10-31", "2026-10-30")});
        QVERIFY(!ended.ok());
        QCOMPARE(ended.error().message.english(),
            "A waiver from 2026-10-31 on cannot end on 2026-10-30. Nothing was changed.");
        QVERIFY(!book.workspace().setting(WaiversSetting));
        QVERIFY(keepWaivers(book.workspace(), {waiver("B", "2026-10-31", "2026-10-31")}).ok());
    }
    void whatIsNoWaiverIsLeftOut()
    {
        QVERIFY(waiversFrom("").empty());
        QVERIFY(waiversFrom("{}").empty());
        QVERIFY(waiversFrom("[1, {\"check\": \"taste\", \"from\": \"2026-10-31\", \"reason\": \"x\"}]").empty());
        QVERIFY(waiversFrom("[{\"check\": \"drift\", \"from\": \"soon\", \"reason\": \"x\"}]").empty());
        QVERIFY(waiversFrom("[{\"check\": \"drift\", \"from\": \"2026-10-31\"}]").empty());
        QCOMPARE(waiversFrom("[{\"check\": \"drift\", \"from\": \"2026-10-31\", \"reason\": \"x\"}]").size(),
            std::size_t(1));
        QCOMPARE(textOf(std::vector<Waiver>{}), "");
        const std::vector<Waiver> two{waiver("A", "2026-10-31"), waiver("B", "2026-10-31", "2026-11-30")};
        QVERIFY(waiversFrom(textOf(two)) == two);
    }
};

QTEST_GUILESS_MAIN(TestWaivers)
#include "tst_waivers.moc"
