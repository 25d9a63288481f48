#include "core/portfolio/arr_book.h"

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
            book(3, {piece(0, -100), piece(0, 99), piece(1, -100), piece(1, 100), piece(2, -100), piece(2, 101)});
        QCOMPARE(*made.pieceValues(JuneEnd, JuneEnd), (Values{-100, 99, -100, 100, -100, 101}));
        QCOMPARE(*made.accountValues(JuneEnd, JuneEnd), (Values{0, 0, 1}));
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
};

QTEST_APPLESS_MAIN(TestArrBook)
#include "tst_arr_book.moc"
