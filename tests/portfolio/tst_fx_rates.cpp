#include "core/portfolio/fx_rates.h"
#include "core/store/contract_rows.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

const Currency Usd = *Currency::fromCode("USD");
const Currency Eur = *Currency::fromCode("EUR");
const Currency Jpy = *Currency::fromCode("JPY");

/// "source kind day rate" of EUR.
std::vector<store::RateRow> rowsOf(const QStringList &lines)
{
    std::vector<store::RateRow> rows;
    for (const QString &line : lines) {
        const QStringList part = line.split(u' ');
        rows.push_back(
            {part[0].toStdString(), part[1].toStdString(), "EUR", part[2].toStdString(), part[3].toStdString()});
    }
    return rows;
}

/// The rates that serve the source "stripe".
Result<FxRates> ratesOf(const QStringList &lines)
{
    return FxRates::of(rowsOf(lines), Usd, "stripe");
}

} // namespace

/// Exchange rates: whose come first, of which day, and what is none.
class TestFxRates : public QObject {
    Q_OBJECT
private slots:
    void whoseRateItIs_data()
    {
        QTest::addColumn<QStringList>("rates");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("rate"); // empty: none
        QTest::newRow("none") << QStringList{} << "2026-06-30"
                              << "";
        QTest::newRow("of the day") << QStringList{"crm crm 2026-06-30 2"} << "2026-06-30"
                                    << "2";
        QTest::newRow("of the day before") << QStringList{"crm crm 2026-06-29 2"} << "2026-06-30"
                                           << "2";
        QTest::newRow("none by then") << QStringList{"crm crm 2026-07-01 2"} << "2026-06-30"
                                      << "";
        QTest::newRow("the last by then")
            << QStringList{"crm crm 2026-06-01 2", "crm crm 2026-06-30 3", "crm crm 2026-07-01 4"} << "2026-06-30"
            << "3";
        QTest::newRow("finance before the source itself")
            << QStringList{"ledger finance 2026-06-30 2", "stripe billing 2026-06-30 3"} << "2026-06-30"
            << "2";
        QTest::newRow("finance, be it older")
            << QStringList{"ledger finance 2026-01-31 2", "stripe billing 2026-06-30 3"} << "2026-06-30"
            << "2";
        QTest::newRow("the source itself before others, be it older")
            << QStringList{"stripe billing 2026-01-31 3", "crm crm 2026-06-30 4"} << "2026-06-30"
            << "3";
        QTest::newRow("the source itself where finance has none yet")
            << QStringList{"crm crm 2026-01-31 4", "stripe billing 2026-01-31 3", "ledger finance 2026-07-01 2"}
            << "2026-06-30"
            << "3";
        QTest::newRow("others where neither has one yet")
            << QStringList{"crm crm 2026-01-31 4", "stripe billing 2026-07-01 3", "ledger finance 2026-07-01 2"}
            << "2026-06-30"
            << "4";
        QTest::newRow("two that agree") << QStringList{"crm crm 2026-06-30 1.5", "usage usage 2026-06-30 1.50"}
                                        << "2026-06-30"
                                        << "1.5";
    }
    void whoseRateItIs()
    {
        QFETCH(QStringList, rates);
        QFETCH(QString, day);
        QFETCH(QString, rate);
        const auto known = ratesOf(rates);
        QVERIFY(known.ok());
        const auto found = known->on(Eur, *Date::fromIso(day.toStdString()));
        QCOMPARE(found ? QString::fromStdString(found->rate.text()) : QString(), rate);
    }

    void theDayIsThatOfTheRate()
    {
        const auto known = ratesOf({"crm crm 2026-06-01 2"});
        const Date day = *Date::of(2026, 6, 30);
        QCOMPARE(known->on(Eur, day)->date, *Date::of(2026, 6, 1));
        QCOMPARE(known->on(Usd, day)->date, day);
        QVERIFY(known->on(Usd, day)->rate.sameValueAs(Decimal{1, 0}));
        QVERIFY(!known->on(Jpy, day));
    }

    void twoOfOneTierMustAgree()
    {
        const auto known = ratesOf({"crm crm 2026-06-30 1.5", "usage usage 2026-06-30 1.6"});
        QCOMPARE(known.error().code, ErrorCode::ConflictingRates);
        QCOMPARE(known.error().arguments, (std::vector<std::string>{"EUR", "2026-06-30"}));
        QVERIFY(ratesOf({"crm crm 2026-06-30 1.5", "usage usage 2026-06-29 1.6"}).ok());
        QVERIFY(ratesOf({"crm crm 2026-06-30 1.5", "ledger finance 2026-06-30 1.6"}).ok());
    }

    void noRates_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("rate");
        QTest::newRow("no currency") << "EURO"
                                     << "2026-06-30"
                                     << "1";
        QTest::newRow("no day") << "EUR"
                                << "2026-06-31"
                                << "1";
        QTest::newRow("no number") << "EUR"
                                   << "2026-06-30"
                                   << "one";
        QTest::newRow("zero") << "EUR"
                              << "2026-06-30"
                              << "0.00";
        QTest::newRow("below zero") << "EUR"
                                    << "2026-06-30"
                                    << "-1";
    }
    void noRates()
    {
        QFETCH(QString, currency);
        QFETCH(QString, day);
        QFETCH(QString, rate);
        const auto known =
            FxRates::of({{"crm", "crm", currency.toStdString(), day.toStdString(), rate.toStdString()}}, Usd, "stripe");
        QCOMPARE(known.error().code, ErrorCode::BadData);
    }

    void theLeastRateThereIs() { QVERIFY(ratesOf({"crm crm 2026-06-30 0.000000000000000001"}).ok()); }

    void amounts()
    {
        const Date day = *Date::of(2026, 6, 30);
        const auto known = ratesOf({"crm crm 2026-06-30 1.25"});
        QCOMPARE(*known->toBase(1000, Eur, day), std::int64_t(1250));
        QCOMPARE(*known->toBase(-1000, Eur, day), std::int64_t(-1250));
        QCOMPARE(*known->toBase(2, Eur, day), std::int64_t(2)); // 2.5
        QCOMPARE(*known->toBase(1000, Usd, day), std::int64_t(1000));
        QCOMPARE(*known->toBase(0, Eur, day), std::int64_t(0));
        QCOMPARE(*known->toBase(0, Jpy, day), std::int64_t(0)); // zero needs no rate
        QCOMPARE(known->toBase(1, Jpy, day).error().code, ErrorCode::NoRate);
        QCOMPARE(
            known->toBase(1, Eur, day.plusDays(-1)).error().arguments, (std::vector<std::string>{"EUR", "2026-06-29"}));
        QCOMPARE(known->toBase(INT64_MAX, Eur, day).error().code, ErrorCode::Overflow);
    }
};

QTEST_APPLESS_MAIN(TestFxRates)
#include "tst_fx_rates.moc"
