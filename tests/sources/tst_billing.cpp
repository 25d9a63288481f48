#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

const std::string Stripe =
    "id,customer,currency,plan_amount,plan_interval,plan_interval_count,quantity,start_date,status";

} // namespace

/// What rows of billing systems come to in a year: intervals, units of amounts, discounts, trials (docs/profiles.md).
class TestBilling : public QObject {
    Q_OBJECT
private slots:
    void annualValues_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("annual"); // months of the period behind it; or the reason it was held back
        const auto row = [](const char *name, const std::string &header, const char *values, const char *annual) {
            QTest::newRow(name) << QString::fromStdString(header) << QString::fromUtf8(values)
                                << QString::fromUtf8(annual);
        };
        row("month", Stripe, "s,c,usd,1000,month,1,1,2026-01-01,active", "120.0|1");
        row("three months", Stripe, "s,c,usd,3000,month,3,1,2026-01-01,active", "120.0|3");
        row("quarter", Stripe, "s,c,usd,3000,quarter,1,1,2026-01-01,active", "120.0|3");
        row("two years", Stripe, "s,c,usd,240000,year,2,1,2026-01-01,active", "1200.0|24");
        row("week", Stripe, "s,c,usd,1000,week,1,1,2026-01-01,active", "520.0|-");
        row("two weeks", Stripe, "s,c,usd,1000,week,2,1,2026-01-01,active", "260.0|-");
        row("day", Stripe, "s,c,usd,100,day,1,1,2026-01-01,active", "365.0|-");
        row("seven days", Stripe, "s,c,usd,700,day,7,1,2026-01-01,active", "365.0|-");
        row("week without a count", Stripe, "s,c,usd,1000,week,,3,2026-01-01,active", "1560.0|-");
        row("no interval", Stripe, "s,c,usd,1000,fortnight,1,1,2026-01-01,active", "bad_number");
        row("no whole count", Stripe, "s,c,usd,1000,week,1.5,1,2026-01-01,active", "bad_number");
        row("a count of none", Stripe, "s,c,usd,1000,week,0,1,2026-01-01,active", "bad_number");
        row("count under another name", "id,customer,currency,plan_amount,plan_interval,interval_count,start_date",
            "s,c,usd,30000,month,3,2026-01-01", "1200.0|3");

        const std::string dashboard = "id,Customer ID,Currency,Interval,Amount,Quantity,Start (UTC)";
        row("major units, as the dashboard writes them", dashboard, "s,c,usd,month,49.00,3,2026-01-01 09:00",
            "1764.0|1");
        row("with thousands", dashboard, "s,c,usd,year,\"1,200.00\",1,2026-01-01 09:00", "1200.0|12");
        row("one decimal that is no zero", dashboard, "s,c,usd,month,49.5,1,2026-01-01 09:00", "594.0|1");
        row("a whole number as programs write it", dashboard, "s,c,usd,month,4900.0,1,2026-01-01 09:00", "588.0|1");

        row("a currency without minor units", Stripe, "s,c,jpy,1000,month,1,1,2026-01-01,active", "12000.0|1");
        row("one that Stripe gives two digits", Stripe, "s,c,isk,150000,month,1,1,2026-01-01,active", "18000.0|1");
        row("one that it gives none", Stripe, "s,c,mga,5000,month,1,1,2026-01-01,active", "60000.0|1");

        row("a trial", Stripe, "s,c,usd,1000,month,1,1,2026-01-01,trialing", "0.0|1");
        row("never paid", Stripe, "s,c,usd,1000,month,1,1,2026-01-01,incomplete", "0.0|1");
        row("never paid, and over", Stripe, "s,c,usd,1000,month,1,1,2026-01-01,incomplete_expired", "0.0|1");
        row("paid late", Stripe, "s,c,usd,1000,month,1,1,2026-01-01,past_due", "120.0|1");
        row("paused", Stripe, "s,c,usd,1000,month,1,1,2026-01-01,paused", "0.0|1");
        const std::string pause = Stripe + ",pause_collection.behavior";
        row("nothing is collected", pause, "s,c,usd,1000,month,1,1,2026-01-01,active,void", "0.0|1");
        row("collected later", pause, "s,c,usd,1000,month,1,1,2026-01-01,active,keep_as_draft", "120.0|1");
        row("collected", pause, "s,c,usd,1000,month,1,1,2026-01-01,active,", "120.0|1");
        row("a price in tiers", Stripe, "s,c,usd,,month,1,1,2026-01-01,active", "missing_required");

        const std::string coupon = Stripe
            + ",discount_coupon_percent_off,discount_coupon_amount_off,discount_coupon_duration,discount_start,"
              "discount_"
              "end";
        row("half off for ever", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,50,,forever,,", "600.0|1");
        row("a hundredth off", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,1,,forever,,", "1188.0|1");
        row("nothing off", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,0,,forever,,", "1200.0|1");
        row("half as a share", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,0.5,,forever,,", "600.0|1");
        row("no amount off", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,,0,forever,,", "1200.0|1");
        row("a cent off", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,,1,forever,,", "1199.88|1");
        row("all of a cent", coupon, "s,c,usd,1,year,1,1,2026-01-01,active,100,,forever,,", "0.0|12");
        row("all off", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,100,,forever,,", "0.0|1");
        row("20 of each payment", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,,2000,forever,,", "960.0|1");
        row("20 of each week", coupon, "s,c,usd,10000,week,1,1,2026-01-01,active,,2000,forever,,", "4160.0|-");
        row("more than all", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,,20000,forever,,", "0.0|1");
        row("a percentage over all", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,100.5,,forever,,",
            "bad_number");
        row("one below nothing", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,-0.5,,forever,,", "bad_number");
        row("an amount below nothing", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,,-1,forever,,", "bad_number");
        row("once is no discount of a year", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,50,,once,,",
            "1200.0|1");
        row("from before its start", coupon, "s,c,usd,10000,month,1,1,2026-02-01,active,50,,forever,2026-01-01,",
            "600.0|1");
        row("days of a discount are not of the year", coupon,
            "s,c,usd,10000,month,1,1,2026-01-01,active,50,,repeating,2026-01-01,2026-04-01", "1200.0|1");
        row("nor is one that begins later", coupon, "s,c,usd,10000,month,1,1,2026-01-01,active,50,,forever,2026-01-02,",
            "1200.0|1");
        const std::string plain = "subscription_id,account_id,start_date,arr,currency";
        row("beyond 64 bits", plain, "s,c,2026-01-01,12345678901234567890,USD", "overflow");
        row("rounded by a spreadsheet", plain, "s,c,2026-01-01,1.2E+06,USD", "bad_number");
        row("an exponent of a program", plain, "s,c,2026-01-01,1e3,USD", "1000.0|-");
    }
    void annualValues()
    {
        QFETCH(QString, header);
        QFETCH(QString, row);
        SourceFixture f;
        const std::string text = header.toStdString() + '\n' + row.toStdString() + '\n';
        QVERIFY(f.import({f.write("subscriptions.csv", text)}).ok());
        const QStringList held = f.rows("SELECT code FROM quarantine");
        QTEST(held.isEmpty() ? f.rows("SELECT annual, billing_period_months FROM subscriptions").join(u'/')
                             : held.first(),
            "annual");
    }

    void theWordsOfAnUnknownInterval()
    {
        SourceFixture f;
        QVERIFY(
            f.import({f.write("subscriptions.csv", Stripe + "\ns,c,usd,1000,fortnight,1,1,2026-01-01,active\n")}).ok());
        QVERIFY(f.rows("SELECT sentence(message, message_values) FROM quarantine")
                    .first()
                    .contains(QStringLiteral("\"fortnight\" is no interval")));
    }

    void trialsAreKept()
    {
        SourceFixture f;
        QVERIFY(
            f.import(
                 {f.write("subscriptions.csv",
                     Stripe
                         + ",trial_start,trial_end\ns,c,usd,1000,month,1,1,2026-01-05,active,2026-01-05,2026-02-15\n")})
                .ok());
        QCOMPARE(f.rows("SELECT trial_start, trial_end, annual FROM subscriptions"),
            QStringList("2026-01-05|2026-02-15|120.0"));
    }

    /// A profile may say that lines below zero are credits; else they are held back.
    void creditsAreTakenOff()
    {
        SourceFixture f;
        const std::string lines = "id,customer,from,arr,percent\ns,A,2026-01-01,100,\nt,A,2026-01-01,-30,10\n";
        const auto profile = [&f](const std::string &more) {
            return f.write("own.json",
                R"({"name": "own", "entity": "subscriptions", "kind": "billing", )" + more
                    + R"("columns": {"subscription_id": "id", "account_id": "customer", "start_date": "from", "arr": "arr",
                        "discount_percent": "percent"}})");
        };
        ImportOptions options;
        options.hints.source = "billing";
        options.hints.profile = profile("");
        const auto path = f.write("lines.csv", lines);
        QCOMPARE(f.import({path}, options)->batches.front().quarantined, 1);
        QCOMPARE(f.rows("SELECT code FROM quarantine"), QStringList("negative_value"));
        QCOMPARE(f.rows("SELECT reading IS NULL FROM quarantine"), QStringList("0")); // what it would count as a credit
        options.hints.profile = profile(R"("negative": "credit", )");
        options.force = true;
        QCOMPARE(f.import({path}, options)->batches.front().quarantined, 0);
        QCOMPARE(f.rows("SELECT annual_minor FROM subscriptions ORDER BY subscription_id"), // no discount on a credit
            QStringList({"10000", "-3000"}));
        options.hints.profile = profile(R"("negative": "debit", )");
        QVERIFY(f.import({path}, options).error().message.english().find("\"credit\"") != std::string::npos);
    }

    void endsThatLookExclusiveAreSaid()
    {
        const std::string header = "subscription_id,account_id,product,start_date,end_date,arr\n";
        const std::string rows = "a,A,Core,2025-02-01,2026-01-31,100\nb,A,Core,2026-01-31,2027-01-31,100\n"
                                 "c,B,Core,2025-02-01,2026-01-31,100\nd,B,Plus,2026-01-31,2027-01-31,100\n"
                                 "e,C,Core,2025-02-01,2026-01-30,100\nf,C,Core,2026-01-31,2027-01-31,100\n"
                                 "g,D,Core,2025-02-01,2026-02-01,100\nh,D,Core,2026-01-31,2027-01-31,100\n";
        SourceFixture f;
        const auto said = f.import({f.write("billing.subscriptions.csv", header + rows)});
        QCOMPARE(said->batches.front().notes.sameDayEnds, 1); // another product, or the day before, is no overlap
        QVERIFY(notesInWords(said->batches.front().notes).front().says.english().find("ends look exclusive") == 0);

        SourceFixture g;
        ImportOptions options;
        options.hints.read.exclusiveEnds = true;
        const auto told = g.import({g.write("billing.subscriptions.csv", header + rows)}, options);
        QCOMPARE(told->batches.front().notes.sameDayEnds, 0);
        QCOMPARE(g.rows("SELECT end_date FROM subscriptions ORDER BY subscription_id").mid(0, 2),
            QStringList({"2026-01-30", "2027-01-30"}));
    }
};

QTEST_GUILESS_MAIN(TestBilling)
#include "tst_billing.moc"
