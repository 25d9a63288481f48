#include "core/base/money.h"
#include "tests/demo/demo_files.h"

#include <QTemporaryDir>
#include <QtTest>

#include <set>
#include <utility>

using qd::Currency;
using qd::Date;
using qd::Decimal;
using qd::Money;
using qd::Month;

namespace {

struct BilledTerm {
    Date start;
    Date end;
    std::optional<Date> cancelled;
    Money annual;

    [[nodiscard]] bool inForce(Date day) const
    {
        return start <= day && day <= end && (!cancelled || day < *cancelled);
    }
};

std::optional<Date> dateOf(const std::string &time)
{
    return Date::fromIso(std::string_view(time).substr(0, 10));
}

} // namespace

/// Reads the files back and works everything out once more, with Decimal and Money instead of the generator's own
/// integers, from the text of the files alone.
class TestDemoTruth : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    nlohmann::json m_truth;
    std::map<std::string, std::map<Date, Decimal>> m_rates;
    std::map<std::string, std::vector<BilledTerm>> m_billing;
    int m_badRows = 0;

    [[nodiscard]] std::string file(const char *name) const { return m_dir.path().toStdString() + "/" + name; }

    [[nodiscard]] qint64 toBase(const Money &money, Date day) const
    {
        if (money.currency == Currency())
            return money.minor;
        const auto &rates = m_rates.at(money.currency.code());
        return money.converted(std::prev(rates.upper_bound(day))->second, Currency())->minor;
    }
    [[nodiscard]] qint64 arr(const std::vector<BilledTerm> &terms, Date day, Date rateDay) const
    {
        qint64 sum = 0;
        for (const BilledTerm &term : terms)
            sum += term.inForce(day) ? toBase(term.annual, rateDay) : 0;
        return sum;
    }
    void readBilling()
    {
        std::set<std::string> seen;
        for (const CsvRow &row : readCsv(file("stripe_subscriptions.csv"))) {
            const auto start = dateOf(row.at("start_date"));
            const auto end = dateOf(row.at("current_period_end"));
            const auto currency = Currency::fromCode(row.at("currency"));
            const qint64 unit = std::stoll(row.at("plan_amount"));
            if (row.at("customer").empty() || !start || !end || *end < *start || !currency || unit < 0
                || !seen.insert(row.at("id")).second) {
                ++m_badRows;
                continue;
            }
            auto cancelled = dateOf(row.at("ended_at"));
            if (!cancelled)
                cancelled = dateOf(row.at("cancel_at"));
            const int times = row.at("plan_interval") == "month" ? 12 : 1;
            m_billing[row.at("customer")].push_back(
                {*start, *end, cancelled, Money{unit * std::stoll(row.at("quantity")) * times, *currency}});
        }
    }

private slots:
    void initTestCase()
    {
        QVERIFY(makeDemo(m_dir.path().toStdString(), 800, 1));
        m_truth = readTruth(m_dir.path().toStdString());
        for (const CsvRow &row : readCsv(file("finance.fx_rates.csv")))
            m_rates[row.at("currency")][*dateOf(row.at("date"))] = *Decimal::parse(row.at("rate"));
        readBilling();
    }

    void countsMatchTheFiles()
    {
        QCOMPARE(m_truth["files"].size(), std::size_t(21));
        for (const auto &entry : m_truth["files"]) {
            const auto name = entry["file"].get<std::string>();
            QVERIFY2(entry["written"] == readCsv(file(name.c_str())).size(), name.c_str());
            if (name == "stripe_subscriptions.csv")
                QCOMPARE(entry["quarantined"].get<int>(), m_badRows);
        }
    }

    void movementsTieToTheFiles()
    {
        std::map<std::string, std::map<std::string, qint64>> totals;
        for (const auto &[customer, terms] : m_billing) {
            Month month = *Month::fromIso(m_truth["movements"][0]["month"].get<std::string>());
            bool ever = false;
            for (const BilledTerm &term : terms) {
                for (Month earlier = Month::of(term.start); earlier < month; earlier = earlier.plus(1))
                    ever = ever || term.inForce(earlier.lastDay());
            }
            for (const auto &row : m_truth["movements"]) {
                auto &total = totals[row["month"].get<std::string>()];
                const Date end = month.lastDay();
                const Date before = month.plus(-1).lastDay();
                const qint64 p = arr(terms, before, before);
                const qint64 a = arr(terms, end, end);
                const qint64 c = p == 0 ? a : arr(terms, end, before);
                total["opening"] += p;
                total["closing"] += a;
                total["fx"] += a - c;
                if (p == 0)
                    total[ever ? "reactivation" : "new"] += c;
                else if (c == 0)
                    total["churn"] += p;
                else
                    total[c > p ? "expansion" : "contraction"] += std::abs(c - p);
                ever = ever || a > 0;
                month = month.plus(1);
            }
        }
        for (const auto &row : m_truth["movements"]) {
            for (const char *key :
                {"opening", "new", "reactivation", "expansion", "contraction", "churn", "fx", "closing"})
                QCOMPARE(row[key].get<qint64>(), totals[row["month"].get<std::string>()][key]);
        }
    }

    void totalsAndRetentionTieToTheFiles()
    {
        const Date asOf = *Date::fromIso(m_truth["as_of"].get<std::string>());
        const Date yearAgo = Month::of(asOf).plus(-12).lastDay();
        qint64 total = 0;
        qint64 opening = 0;
        qint64 closing = 0;
        qint64 kept = 0;
        for (const auto &[customer, terms] : m_billing) {
            const qint64 then = arr(terms, yearAgo, asOf);
            const qint64 now = arr(terms, asOf, asOf);
            total += now;
            opening += then;
            closing += then > 0 ? now : 0;
            kept += std::min(then, now);
        }
        QCOMPARE(m_truth["arr"]["stripe"].get<qint64>(), total);
        QCOMPARE(m_truth["retention"]["opening"].get<qint64>(), opening);
        QCOMPARE(m_truth["retention"]["closing"].get<qint64>(), closing);
        QCOMPARE(m_truth["retention"]["kept"].get<qint64>(), kept);

        qint64 crm = 0;
        for (const CsvRow &row : readCsv(file("salesforce_accounts.csv"))) {
            if (row.at("Name").empty())
                continue;
            const Currency currency = *Currency::fromCode(row.at("CurrencyIsoCode"));
            crm += toBase(*Money::fromDecimal(*Decimal::parse(row.at("ARR__c")), currency), asOf);
        }
        QCOMPARE(m_truth["arr"]["salesforce"].get<qint64>(), crm);
    }

    void bridgeSums()
    {
        const auto &bridge = m_truth["reconcile"];
        qint64 sum = bridge["left_total"].get<qint64>();
        for (const auto &step : bridge["bridge"]) {
            sum += step["amount"].get<qint64>();
            QVERIFY(step["cause"] != "unexplained");
        }
        QCOMPARE(sum, bridge["right_total"].get<qint64>());
        QCOMPARE(bridge["left_total"], m_truth["arr"]["salesforce"]);
        QCOMPARE(bridge["right_total"], m_truth["arr"]["stripe"]);
    }

    void believable_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("NRR") << QStringLiteral("nrr") << 1.00 << 1.12;
        QTest::newRow("GRR") << QStringLiteral("grr") << 0.86 << 0.93;
        QTest::newRow("logo churn") << QStringLiteral("logo_churn") << 0.06 << 0.14;
    }
    void believable()
    {
        QFETCH(QString, key);
        QFETCH(double, low);
        QFETCH(double, high);
        const double rate = m_truth["retention"][key.toStdString()].get<double>();
        QVERIFY2(rate >= low && rate <= high, qPrintable(QString::number(rate)));
    }

    void systemsMostlyAgree()
    {
        qint64 apart = 0;
        qint64 active = 0;
        qint64 total = 0;
        for (const auto &customer : m_truth["customers"]) {
            const qint64 left = customer["arr_salesforce"].is_null() ? 0 : customer["arr_salesforce"].get<qint64>();
            const qint64 right = customer["arr_stripe"].is_null() ? 0 : customer["arr_stripe"].get<qint64>();
            apart += std::abs(left - right);
            active += right > 0;
            total += right;
        }
        const double match = 1 - double(apart) / double(total);
        QVERIFY2(match >= 0.93 && match <= 0.98, qPrintable(QString::number(match)));
        const double mean = double(total) / double(active) / 100;
        QVERIFY2(mean >= 20'000 && mean <= 60'000, qPrintable(QString::number(mean)));
    }

    void everyFaultIsThere()
    {
        std::set<std::string> kinds;
        for (const auto &fault : m_truth["faults"])
            kinds.insert(fault["kind"].get<std::string>());
        for (const char *kind : {"monthly_as_annual", "currency", "timing", "parent_child", "duplicate",
                 "missing_in_billing", "missing_in_crm", "cancelled_in_one", "not_yet_billed", "price_uplift",
                 "rounding", "renewal_date", "owner", "segment", "lifecycle_stage", "status", "missing_required",
                 "bad_date", "negative_amount", "unknown_currency", "duplicate_key_equal", "duplicate_key_different",
                 "end_before_start", "overlapping_contracts", "gap_contracts", "orphan_account", "leading_zero_id",
                 "short_salesforce_id", "other_script_name", "public_domain", "same_name", "parent_loop",
                 "missing_telemetry_day", "stale_rate", "formula_text", "report_footer"})
            QVERIFY2(kinds.count(kind) == 1, kind);
    }

    /// Stages move: of the renewals of a month-end some have another stage at the next, and none goes back from closed.
    void stagesMoveFromMonthToMonth()
    {
        QCOMPARE(m_truth["history"].size(), std::size_t(24));
        std::map<std::string, std::string> before;
        int moved = 0;
        for (const auto &month : m_truth["history"]) {
            const std::string folder = month["folder"].get<std::string>();
            QCOMPARE(readCsv(file((folder + "salesforce_accounts.csv").c_str())).size(),
                month["accounts"].get<std::size_t>());
            const auto rows = readCsv(file((folder + "salesforce_opportunities.csv").c_str()));
            QCOMPARE(rows.size(), month["opportunities"].get<std::size_t>());
            for (const CsvRow &row : rows) {
                QVERIFY(row.at("CreatedDate").substr(0, 10) <= month["as_of"].get<std::string>());
                const std::string &stage = row.at("StageName");
                const auto known = before.find(row.at("Id"));
                if (known != before.end()) {
                    QVERIFY(!known->second.starts_with("Closed"));
                    moved += known->second != stage ? 1 : 0;
                }
                before[row.at("Id")] = stage;
            }
        }
        QVERIFY2(moved > 500, qPrintable(QString::number(moved)));
    }

    /// Who calls a renewal says what is due, too high by the author's own share, to the minor unit.
    void forecastsHaveTheBiasStated()
    {
        std::map<std::string, double> bias;
        for (const auto &each : m_truth["forecast_bias"])
            bias[each["author"].get<std::string>()] = each["bias"].get<double>();
        std::map<std::string, std::string> billed;
        for (const auto &customer : m_truth["customers"]) {
            if (!customer["gainsight"].is_null() && !customer["stripe"].is_null())
                billed[customer["gainsight"].get<std::string>()] = customer["stripe"].get<std::string>();
        }
        std::set<std::string> authors;
        std::string amount; // of the row before
        for (const CsvRow &row : readCsv(file("gainsight.forecasts.csv"))) {
            const auto customer = billed.find(row.at("account_id"));
            const std::string before = std::exchange(amount, row.at("amount"));
            if (row.at("author") == "CS operations") { // hands in what the owner said
                QCOMPARE(row.at("amount"), before);
                continue;
            }
            if (row.at("category") != "commit" || customer == billed.end())
                continue;
            qint64 due = 0;
            for (const BilledTerm &term : m_billing[customer->second]) {
                const std::string quarter =
                    std::to_string(term.end.year()) + "Q" + std::to_string((term.end.month() + 2) / 3);
                due += quarter == row.at("period") && !term.cancelled ? term.annual.minor : 0;
            }
            const Money said =
                *Money::fromDecimal(*Decimal::parse(row.at("amount")), *Currency::fromCode(row.at("currency")));
            QVERIFY(std::abs(double(said.minor) - double(due) * (1 + bias.at(row.at("author")))) <= 1);
            authors.insert(row.at("author"));
        }
        QVERIFY(authors.size() > 15);
    }

    void theMissedDayIsMissed()
    {
        std::string missed;
        for (const auto &fault : m_truth["faults"]) {
            if (fault["kind"] == "missing_telemetry_day")
                missed = fault["records"][0].get<std::string>();
        }
        std::set<std::string> days;
        for (const CsvRow &row : readCsv(file("pendo_usage.csv")))
            days.insert(row.at("date"));
        const Date gap = *Date::fromIso(missed);
        QVERIFY(!days.count(missed));
        QVERIFY(days.count(gap.plusDays(-7).iso()) && days.count(gap.plusDays(7).iso()));
    }
};

QTEST_GUILESS_MAIN(TestDemoTruth)
#include "tst_demo_truth.moc"
