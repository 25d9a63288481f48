#include "core/portfolio/arr_book.h"
#include "core/portfolio/due_contracts.h"
#include "core/portfolio/grace_book.h"
#include "core/portfolio/joined_book.h"
#include "tests/portfolio/made_book.h"

#include "core/identity/golden_record.h"
#include "core/store/customer_rows.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

const Date JuneEnd = *Date::of(2026, 6, 30);
const Currency Usd = *Currency::fromCode("USD");
const Currency Eur = *Currency::fromCode("EUR");
const Currency Chf = *Currency::fromCode("CHF");

ArrPiece piece(int account, std::int64_t minor, const Currency &currency = Usd, Date from = BeginningOfTime,
    Date until = EndOfTime)
{
    ArrPiece made;
    made.account = account;
    made.annualMinor = minor;
    made.currency = currency;
    made.from = from;
    made.until = until;
    made.recordId = std::to_string(account);
    return made;
}

FxRates rates(const std::vector<std::pair<Currency, Date>> &known = {}, const char *rate = "1.10")
{
    FxRates made(Usd);
    for (const auto &[currency, day] : known) {
        if (!made.add(0, currency, day, *Decimal::parse(rate)))
            qFatal("no rate");
    }
    return made;
}

ArrBook book(int customers, std::vector<ArrPiece> pieces, FxRates known = rates())
{
    std::vector<store::CustomerRow> rows;
    for (int i = 0; i < customers; ++i)
        rows.push_back({"AC-" + std::to_string(i), {}, {},
            std::vector<std::string>(identity::goldenFieldNames().size(), std::string())});
    return {{"billing", "billing", ArrBasis::Subscriptions, JuneEnd},
        std::make_shared<const identity::AccountDirectory>(std::move(rows)), std::move(known), std::move(pieces), {},
        JuneEnd};
}

using Values = std::vector<std::int64_t>;

} // namespace

/// ARR of pieces and customers on a day, and rates that are old.
class TestArrBook : public QObject {
    Q_OBJECT
private slots:
    void piecesCountFromTheirFirstDayToTheDayBeforeUntil()
    {
        const ArrBook made = book(4,
            {piece(0, 100, Usd, JuneEnd, JuneEnd.plusDays(1)), piece(1, 200, Usd, JuneEnd.plusDays(1)),
                piece(2, 400, Usd, BeginningOfTime, JuneEnd), piece(3, 0)});
        QCOMPARE(*made.pieceValues(JuneEnd, JuneEnd), (Values{100, 0, 0, 0}));
        QCOMPARE(*made.pieceValues(JuneEnd.plusDays(-1), JuneEnd), (Values{0, 0, 400, 0}));
        QCOMPARE(*made.pieceValues(JuneEnd.plusDays(1), JuneEnd), (Values{0, 200, 0, 0}));
        QVERIFY(book(1, {}).pieceValues(JuneEnd, JuneEnd)->empty());
        QCOMPARE(*book(1, {}).accountValues(JuneEnd, JuneEnd), Values{0});
    }

    /// With a grace of 30 days on 30 June: who has a successor goes on until it starts, who has none yet is pending.
    void aGraceProlongsContracts()
    {
        const auto contract = [](int account, const char *start, const char *end) {
            ArrPiece made = piece(account, 100);
            made.start = made.from = *Date::fromIso(start);
            made.statedEnd = Date::fromIso(end);
            made.until = made.statedEnd ? made.statedEnd->plusDays(1) : EndOfTime;
            return made;
        };
        auto contracts = std::make_shared<ArrContracts>();
        contracts->pieces = {contract(0, "2026-01-01", "2026-05-31"), contract(0, "2026-06-15", ""),
            contract(1, "2025-07-01", "2026-06-20"), contract(2, "2026-06-10", "")};
        const auto described = [&](ArrBasis basis, int grace) {
            const ArrBook made(
                {"s", "billing", basis, JuneEnd}, book(3, {}).accountsPtr(), rates(), contracts, grace, JuneEnd);
            QStringList lines;
            for (const ArrPiece &each : made.pieces())
                lines << QStringLiteral("%1 %2%3")
                             .arg(each.account)
                             .arg(each.until == EndOfTime ? QStringLiteral("-")
                                                          : QString::fromStdString(each.until.iso()),
                                 each.pendingRenewal ? QStringLiteral(" pending") : QString());
            return lines;
        };
        const QStringList stated{"0 2026-06-01", "0 -", "1 2026-06-21", "2 -"};
        QCOMPARE(described(ArrBasis::Subscriptions, 0), stated);
        QCOMPARE(described(ArrBasis::Subscriptions, 30),
            (QStringList{"0 2026-06-15", "0 -", "1 2026-07-21 pending", "2 -"}));
        QCOMPARE(described(ArrBasis::History, 30), stated);
    }

    void eachPieceIsRoundedHalfToEvenBeforeTheyAreAdded()
    {
        // 5 and 15 cents at 1.10 are 5.5 and 16.5: 6 and 16. Their sum, 20 at 1.10, would be 22 either way; 25 twice is
        // 27.5 twice, 28 each, where 50 would be 55.
        const ArrBook made = book(
            2, {piece(0, 5, Eur), piece(0, 15, Eur), piece(1, 25, Eur), piece(1, 25, Eur)}, rates({{Eur, JuneEnd}}));
        QCOMPARE(*made.pieceValues(JuneEnd, JuneEnd), (Values{6, 16, 28, 28}));
        QCOMPARE(*made.accountValues(JuneEnd, JuneEnd), (Values{22, 56}));
    }

    void ratesAreThoseOfTheRateDay()
    {
        FxRates known = rates({{Eur, JuneEnd.plusDays(-10)}}, "1.50");
        QVERIFY(known.add(0, Eur, JuneEnd, *Decimal::parse("2.00")).ok());
        const ArrBook made = book(1, {piece(0, 100, Eur)}, known);
        QCOMPARE(*made.pieceValues(JuneEnd, JuneEnd), Values{200});
        QCOMPARE(*made.pieceValues(JuneEnd, JuneEnd.plusDays(-1)), Values{150});
        QCOMPARE(made.pieceValues(JuneEnd, JuneEnd.plusDays(-11)).error().code, ErrorCode::NoRate);
        QCOMPARE(book(1, {piece(0, 100, Eur, JuneEnd)}).pieceValues(JuneEnd, JuneEnd).error().code, ErrorCode::NoRate);
        QCOMPARE(*book(1, {piece(0, 100, Eur, JuneEnd)}).pieceValues(JuneEnd.plusDays(-1), JuneEnd),
            Values{0}); // not in force
    }

    void aSumBelowZeroCountsNothing()
    {
        const ArrBook made =
            book(4, {piece(0, -9), piece(0, 8), piece(1, -9), piece(1, 9), piece(2, -9), piece(2, 10), piece(3, 1)});
        QCOMPARE(*made.pieceValues(JuneEnd, JuneEnd), (Values{-9, 8, -9, 9, -9, 10, 1}));
        QCOMPARE(*made.accountValues(JuneEnd, JuneEnd), (Values{0, 0, 1, 1}));
    }

    void withSumKeepsWhatCanBeAddedUp()
    {
        QCOMPARE(*withSum({}, JuneEnd), Values{});
        QCOMPARE(*withSum({-1, 0, 1}, JuneEnd), (Values{0, 0, 1}));
        QCOMPARE(*withSum({INT64_MAX - 1, 1}, JuneEnd), (Values{INT64_MAX - 1, 1}));
        QCOMPARE(withSum({INT64_MAX, 1}, JuneEnd).error().code, ErrorCode::Overflow);
        QCOMPARE(*withSum({INT64_MAX, INT64_MIN}, JuneEnd), (Values{INT64_MAX, 0})); // what is below zero adds nothing
        QCOMPARE(withSum({INT64_MAX, 1, -1}, JuneEnd).error().code, ErrorCode::Overflow);
        QVERIFY(withSum({INT64_MAX, 1}, JuneEnd).error().message.english().find("2026-06-30") != std::string::npos);
    }

    void sumsOfPiecesAreRefusedOnEitherSide()
    {
        QVERIFY(book(2, {piece(0, INT64_MAX - 1), piece(1, 1)}).pieceValues(JuneEnd, JuneEnd).ok());
        QCOMPARE(book(2, {piece(0, INT64_MAX), piece(1, 1)}).pieceValues(JuneEnd, JuneEnd).error().code,
            ErrorCode::Overflow);
        QVERIFY(book(2, {piece(0, INT64_MIN), piece(1, 1)}).pieceValues(JuneEnd, JuneEnd).ok());
        QCOMPARE(book(2, {piece(0, INT64_MIN), piece(1, -1)}).pieceValues(JuneEnd, JuneEnd).error().code,
            ErrorCode::Overflow);
    }

    void ratesAreStaleOverFortyFiveDays_data()
    {
        QTest::addColumn<int>("age");
        QTest::addColumn<bool>("stale");
        QTest::newRow("of the day") << 0 << false;
        QTest::newRow("44") << 44 << false;
        QTest::newRow("45") << 45 << false;
        QTest::newRow("46") << 46 << true;
    }
    void ratesAreStaleOverFortyFiveDays()
    {
        QFETCH(int, age);
        QFETCH(bool, stale);
        const ArrBook made =
            book(1, {piece(0, 100, Eur), piece(0, 50, Eur), piece(0, 100)}, rates({{Eur, JuneEnd.plusDays(-age)}}));
        const std::vector<StaleRate> found = made.staleRatesOn(JuneEnd);
        QCOMPARE(found.size(), std::size_t(stale ? 1 : 0));
        QCOMPARE(made.staleRates(JuneEnd).size(), found.size());
        if (!stale)
            return;
        QCOMPARE(found[0].age(), 46);
        QCOMPARE(found[0].currency, Eur);
        QCOMPARE(found[0].used, JuneEnd);
        QCOMPARE(found[0].of, *Date::of(2026, 5, 15)); // 16 days left of May and 30 of June
    }

    void ratesOfWhatIsNotInForceAreNoMatter()
    {
        const FxRates known = rates({{Eur, JuneEnd.plusDays(-60)}, {Chf, JuneEnd.plusDays(-70)}});
        QVERIFY(book(1, {piece(0, 100, Eur, BeginningOfTime, JuneEnd)}, known).staleRatesOn(JuneEnd).empty());
        QVERIFY(book(1, {piece(0, 100, Eur, JuneEnd.plusDays(1))}, known).staleRatesOn(JuneEnd).empty());
        QVERIFY(book(1, {piece(0, 100)}, known).staleRatesOn(JuneEnd).empty());
        QCOMPARE(book(1, {piece(0, 100, Eur, JuneEnd, JuneEnd.plusDays(1))}, known).staleRatesOn(JuneEnd).size(),
            std::size_t(1));
        const auto both = book(2, {piece(0, 100, Eur), piece(1, 100, Chf)}, known).staleRatesOn(JuneEnd);
        QCOMPARE(both.size(), std::size_t(2));
        QCOMPARE(both[0].currency, Chf); // by code
        QVERIFY(
            book(1, {piece(0, 100, Eur)}).staleRatesOn(JuneEnd).empty()); // no rate is an error elsewhere, not an age
    }

    void staleRatesAreNamedInShort()
    {
        const StaleRate eur{Eur, JuneEnd, JuneEnd.plusDays(-61)};
        const StaleRate chf{Chf, JuneEnd, JuneEnd.plusDays(-70)};
        QVERIFY(inShort({}).isEmpty());
        QCOMPARE(inShort({eur}).english(), std::string("rate of EUR 61 days old"));
        QCOMPARE(inShort({eur, chf}).english(), std::string("rate of EUR 61 days old, of CHF 70"));
    }

    void figuresAreOfTheLastDayKnown_data()
    {
        QTest::addColumn<int>("known"); // days from the as-of date
        QTest::addColumn<int>("day");
        QTest::newRow("a day before") << -1 << -1;
        QTest::newRow("on it") << 0 << 0;
        QTest::newRow("a day after") << 1 << 0;
    }
    void figuresAreOfTheLastDayKnown()
    {
        QFETCH(int, known);
        QFETCH(int, day);
        auto contracts = std::make_shared<ArrContracts>();
        contracts->lastKnownDay = JuneEnd.plusDays(known);
        const ArrBook made({"finance", "finance", ArrBasis::History, JuneEnd},
            std::make_shared<const identity::AccountDirectory>(), rates(), contracts, 0, JuneEnd);
        QCOMPARE(made.lastKnownDay(), JuneEnd.plusDays(known));
        QCOMPARE(made.day(), JuneEnd.plusDays(day));
        QCOMPARE(book(0, {}).lastKnownDay(), EndOfTime); // contracts have no such day
        QCOMPARE(book(0, {}).day(), JuneEnd);
    }

    /// Of the bounds that narrow a piece the last first day and the first last one count.
    void daysForWhichTheAmountHolds()
    {
        const Date first = *Date::of(2026, 1, 1);
        const Date spring = *Date::of(2026, 3, 1);
        const Date autumn = *Date::of(2026, 9, 1);
        const Date last = *Date::of(2027, 1, 1);
        for (const auto bound : {&ArrPiece::valueFrom, &ArrPiece::termFrom, &ArrPiece::heldFrom}) {
            ArrPiece each = piece(0, 100, Usd, first, last);
            each.*bound = spring;
            clipToValue(each);
            QCOMPARE(each.from, spring);
            QCOMPARE(each.until, last);
        }
        for (const auto bound : {&ArrPiece::valueUntil, &ArrPiece::termUntil, &ArrPiece::heldUntil}) {
            ArrPiece each = piece(0, 100, Usd, first, last);
            each.*bound = autumn;
            clipToValue(each);
            QCOMPARE(each.from, first);
            QCOMPARE(each.until, autumn);
        }
        ArrPiece never = piece(0, 100, Usd, first, last);
        never.valueFrom = autumn;
        never.heldUntil = spring;
        clipToValue(never);
        QVERIFY(never.until <= never.from);
    }

    void statedDaysKnowNoGrace()
    {
        ArrPiece each = test::contractOf(0, 100, "2026-01-01", "2026-06-30");
        each.until = *Date::of(2026, 7, 31); // by a grace of 30 days
        each.pendingRenewal = true;
        setStatedDays(each);
        QCOMPARE(each.from, *Date::of(2026, 1, 1));
        QCOMPARE(each.until, *Date::of(2026, 7, 1));
        QVERIFY(!each.pendingRenewal);
        each.cancelled = Date::of(2026, 5, 1);
        setStatedDays(each);
        QCOMPARE(each.until, *Date::of(2026, 5, 1));
        each.termUntil = *Date::of(2026, 4, 1); // then a discount ends
        setStatedDays(each);
        QCOMPARE(each.until, *Date::of(2026, 4, 1));
    }

    void piecesStandByCustomerThenDayThenRecord()
    {
        const auto made = [](int account, const Date &from, const char *record) {
            ArrPiece each = piece(account, 100, Usd, from);
            each.recordId = record;
            return each;
        };
        std::vector<ArrPiece> pieces{
            made(1, JuneEnd, "a"), made(0, JuneEnd, "c"), made(0, JuneEnd, "b"), made(0, JuneEnd.plusDays(-1), "z")};
        ArrPiece later = pieces.front(); // of one record and day they stay as they came
        later.annualMinor = 50;
        pieces.push_back(later);
        sortPieces(pieces);
        QStringList order;
        for (const ArrPiece &each : pieces)
            order << QString::fromStdString(each.recordId);
        QCOMPARE(order, (QStringList{"z", "b", "c", "a", "a"}));
        QCOMPARE(pieces.back().annualMinor, std::int64_t(50));
    }

    /// As aGraceProlongsContracts(), of a book that is there already; and back.
    void anotherGrace()
    {
        const auto untils = [](const ArrBook &made) {
            QStringList lines;
            for (const ArrPiece &each : made.pieces())
                lines << QString::fromStdString(each.until == EndOfTime ? "-" : each.until.iso())
                        + (each.pendingRenewal ? " pending" : "");
            return lines;
        };
        const auto bookBy = [](ArrBasis basis) {
            return test::madeBook(test::madeCustomers(2),
                {test::contractOf(0, 100, "2026-01-01", "2026-05-31"), test::contractOf(0, 100, "2026-06-15"),
                    test::contractOf(1, 100, "2025-07-01", "2026-06-20")},
                JuneEnd, basis);
        };
        const QStringList stated{"2026-06-01", "-", "2026-06-21"};
        const QStringList prolonged{"2026-06-15", "-", "2026-07-21 pending"};
        const ArrBook book = bookBy(ArrBasis::Subscriptions);
        QCOMPARE(untils(withGrace(book, 30)), prolonged);
        QCOMPARE(untils(withGrace(withGrace(book, 30), 0)), stated);
        QCOMPARE(untils(withGrace(book, 9)), stated); // ten days to 30 June, 15 to the successor
        QCOMPARE(untils(withGrace(bookBy(ArrBasis::History), 30)), stated);
    }

    void endsOfContracts()
    {
        const ArrBook made = test::madeBook(test::madeCustomers(4, "2027-03-31"),
            {test::contractOf(0, 100, "2026-01-01", "2026-09-30"), test::contractOf(0, 100, "2026-02-01", "2026-12-31"),
                test::contractOf(0, 100, "2025-01-01", "2026-06-29"), test::contractOf(1, 100, "2026-01-01"),
                test::contractOf(2, 100, "2026-07-01", "2027-06-30"),
                test::contractOf(3, 100, "2026-01-01", "2026-06-30")},
            JuneEnd);
        const auto ends = latestEnds(made, JuneEnd);
        QCOMPARE(ends.size(), std::size_t(4));
        QCOMPARE(ends[0], Date::of(2026, 12, 31));
        QVERIFY(!ends[1]); // goes on
        QVERIFY(!ends[2]); // not yet in force
        QCOMPARE(ends[3], Date::of(2026, 6, 30)); // its last day
        QCOMPARE(endOf(made, made.pieces().back()), Date::of(2026, 6, 30));
        const ArrBook history = test::madeBook(test::madeCustomers(1, "2027-03-31"),
            {test::contractOf(0, 100, "2026-06-01", "2026-06-30")}, JuneEnd, ArrBasis::History);
        QCOMPARE(endOf(history, history.pieces().front()), Date::of(2027, 3, 31)); // the golden one
    }

    /// AC-1 became part of AC-0 on 15 June.
    void customersThatBecameOne()
    {
        const Date on = *Date::of(2026, 6, 15);
        identity::AccountDirectory customers = test::madeCustomers(3);
        for (const char *id : {"AC-0", "AC-1"}) {
            store::RecordRow row;
            row.source = customers.keep("crm");
            row.id = row.account = customers.keep(id);
            customers.link(row);
        }
        customers.merge({{{"crm", "AC-1"}, {"crm", "AC-0"}, on, false, "Ann"}}, JuneEnd);
        QVERIFY(customers.hasMergers());
        QCOMPARE(*countedOn(Values{100, 20, 3}, customers, on), (Values{120, 0, 3}));
        QCOMPARE(*countedOn(Values{100, 20, 3}, customers, on.plusDays(-1)), (Values{100, 20, 3}));
        QCOMPARE(*countedOn(Values{100, 1, 3}, customers, on), (Values{101, 0, 3}));
        const Error tooLarge{ErrorCode::Overflow, Message()};
        QCOMPARE(countedOn(tooLarge, customers, on).error().code, ErrorCode::Overflow);
        const ArrBook apart = test::madeBook(std::move(customers),
            {test::contractOf(0, 100, "2026-01-01"), test::contractOf(1, 20, "2025-01-01"),
                test::contractOf(2, 3, "2026-01-01", "2026-06-29")},
            JuneEnd);
        const Date before = *Date::of(2026, 1, 31);
        QCOMPARE(*joinedOn(apart, on).accountValues(before, before), (Values{120, 0, 3})); // on all days
        QCOMPARE(*joinedOn(apart, on.plusDays(-1)).accountValues(before, before), (Values{100, 20, 3}));
        const ArrBook joined = joinedOn(apart, on);
        QCOMPARE(&joined.pieces(), &apart.pieces()); // a view: nothing is copied
        std::vector<int> counted;
        for (const ArrPiece &piece : joined.pieces())
            counted.push_back(joined.customerOf(piece));
        QCOMPARE(counted, (std::vector<int>{0, 0, 2}));
        QCOMPARE(apart.customerOf(apart.pieces()[1]), 1); // the book itself stays as it was
        QCOMPARE(*apart.countedTo({2, 2, 2}).accountValues(before, before), (Values{0, 0, 123}));
        QCOMPARE(*joinedOn(apart, on).accountValues(JuneEnd, JuneEnd), (Values{120, 0, 0})); // over since a day
    }

    /// The first of all became part of the second, which has nothing of its own.
    void theFirstBecameTheSecond()
    {
        identity::AccountDirectory customers = test::madeCustomers(2);
        for (const char *id : {"AC-0", "AC-1"}) {
            store::RecordRow row;
            row.source = customers.keep("crm");
            row.id = row.account = customers.keep(id);
            customers.link(row);
        }
        customers.merge({{{"crm", "AC-0"}, {"crm", "AC-1"}, *Date::of(2026, 6, 15), false, "Ann"}}, JuneEnd);
        QCOMPARE(*countedOn(Values{100, 0}, customers, JuneEnd), (Values{0, 100}));
        const ArrBook apart = test::madeBook(std::move(customers), {test::contractOf(0, 100, "2026-01-01")}, JuneEnd);
        QCOMPARE(*joinedOn(apart, JuneEnd).accountValues(JuneEnd, JuneEnd), (Values{0, 100}));
    }
};

QTEST_APPLESS_MAIN(TestArrBook)
#include "tst_arr_book.moc"
