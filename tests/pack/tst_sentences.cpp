#include "core/pack/sentences.h"
#include "core/pack/source_label.h"
#include "core/pack/wording.h"

#include <QTest>

using namespace qd;
using namespace qd::pack;

namespace {

/// What a test expects is written with plain spaces and minus; the text has no-break spaces and U+2212.
QString plain(const Message &message)
{
    return QString::fromStdString(message.english())
        .replace(QChar(0xA0), u' ')
        .replace(QChar(0x2212), u'-')
        .replace(QChar(0x2013), u'-');
}

ShownRate rate(int now, int before)
{
    ShownRate shown;
    if (now >= 0)
        shown.now = now;
    if (before >= 0)
        shown.before = before;
    return shown;
}

revenue::MovementRow row(std::int64_t opening, std::int64_t added, int logos, std::int64_t expansion,
    std::int64_t contraction, std::int64_t churn, int churned, std::int64_t fx)
{
    revenue::MovementRow month;
    month.month = Month(2026, 9);
    month.opening = opening;
    month.newAmount = added;
    month.newLogos = logos;
    month.expansion = expansion;
    month.contraction = contraction;
    month.churn = churn;
    month.churnedLogos = churned;
    month.fx = fx;
    month.closing = opening + added + expansion - contraction - churn + fx;
    return month;
}

SourceAge source(const char *kind, std::optional<int> days, bool late)
{
    return {sourceLabel("own", kind), days, late};
}

} // namespace

class TestSentences : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void words()
    {
        const auto name = [](const char *text) { return Message::data(text); };
        QCOMPARE(plain(listed({name("a"), name("b"), name("c")})), QStringLiteral("a, b and c"));
        QCOMPARE(plain(listed({name("a")})), QStringLiteral("a"));
        QVERIFY(listed({}).isEmpty());
        QCOMPARE(plain(enumerated({name("a"), name("b"), name("c")})), QStringLiteral("a, b, c"));
        QCOMPARE(plain(inARow({name("a."), {}, name("b.")})), QStringLiteral("a. b."));
        QCOMPARE(plain(clauses(name("a"), name("b"))), QStringLiteral("a; b"));
    }

    void summaryTitles_data()
    {
        QTest::addColumn<qint64>("opening");
        QTest::addColumn<qint64>("closing");
        QTest::addColumn<int>("grr");
        QTest::addColumn<int>("before");
        QTest::addColumn<QString>("expected");
        const qint64 million = 100'000'000;
        QTest::newRow("up, slipped") << 4 * million << 5 * million << 906 << 907
                                     << "ARR grew 25.0 % to $5.00M; gross retention slipped to 90.6 %";
        QTest::newRow("down, rose") << 5 * million << 4 * million << 906 << 900
                                    << "ARR fell 20.0 % to $4.00M; gross retention rose to 90.6 %";
        QTest::newRow("flat, held") << 4 * million << 4 * million + 1 << 906 << 906
                                    << "ARR held at $4.00M; gross retention held at 90.6 %";
        QTest::newRow("no month before") << 4 * million << 5 * million << 906 << -1
                                         << "ARR grew 25.0 % to $5.00M; gross retention is 90.6 %";
        QTest::newRow("no retention yet") << 4 * million << 5 * million << -1 << -1 << "ARR grew 25.0 % to $5.00M";
        QTest::newRow("first month") << qint64(0) << 5 * million << -1 << -1 << "ARR reached $5.00M";
    }
    void summaryTitles()
    {
        QFETCH(qint64, opening);
        QFETCH(qint64, closing);
        QFETCH(int, grr);
        QFETCH(int, before);
        QFETCH(QString, expected);
        QCOMPARE(plain(summaryTitle(opening, closing, Currency(), rate(grr, before))), expected);
    }

    void movementSentences()
    {
        // VISUAL's own month: the parts add up to the printed change.
        QCOMPARE(
            plain(movementSentence(
                row(4'970'016'925, 69'678'500, 11, 95'028'200, 19'509'400, 7'303'700, 1, -10'419'600), Currency())),
            QStringLiteral("ARR rose by $1,274,740 in September: $696,785 from 11 new customers and $950,282 of "
                           "expansion, less $195,094 of contraction, $73,037 of churn (1 customer) and $104,196 of "
                           "exchange rates."));
        QCOMPARE(plain(movementSentence(row(100, 0, 0, 0, 0, 0, 0, 0), Currency())),
            QStringLiteral("ARR did not change in September: no customer joined, left, grew or shrank."));
        QCOMPARE(plain(movementSentence(row(90'000, 0, 0, 0, 0, 50'000, 2, 0), Currency())),
            QStringLiteral("ARR fell by $500 in September: a loss of $500 of churn (2 customers)."));
        QCOMPARE(plain(movementSentence(row(90'000, 5'000, 1, 0, 5'000, 0, 0, 0), Currency())),
            QStringLiteral("ARR ended September where it began: $50 from 1 new customer, less $50 of contraction."));
        // 1.40 + 1.40 + 1.40 is 4.20, printed 4: one of the parts is printed 2, so that they add up.
        QCOMPARE(plain(movementSentence(row(10'000, 140, 1, 140, 0, 0, 0, 140), Currency())),
            QStringLiteral("ARR rose by $4 in September: $2 from 1 new customer, $1 of expansion and $1 of exchange "
                           "rates."));
    }

    void carriers()
    {
        QCOMPARE(plain(carrierSentence(row(100, 5, 1, 9, 0, 0, 0, 0))), QStringLiteral("Expansion carried the month."));
        QCOMPARE(
            plain(carrierSentence(row(100, 5, 1, 0, 4, 9, 1, 0))), QStringLiteral("Churn weighed most on the month."));
        QCOMPARE(plain(carrierSentence(row(100, 0, 0, 0, 0, 0, 0, -9))),
            QStringLiteral("Exchange rates weighed most on the month."));
        QCOMPARE(plain(carrierSentence(row(100, 0, 0, 0, 0, 0, 0, 0))), QStringLiteral(""));
    }

    void rates()
    {
        QCOMPARE(plain(nrrSentence(rate(1075, 1066), Month(2026, 8))),
            QStringLiteral("NRR is 107.5 %, up 0.9 points on August."));
        QCOMPARE(plain(nrrSentence(rate(1075, 1085), Month(2026, 8))),
            QStringLiteral("NRR is 107.5 %, down 1.0 point on August."));
        QCOMPARE(plain(nrrSentence(rate(1075, 1075), Month(2026, 8))),
            QStringLiteral("NRR is 107.5 %, unchanged on August."));
        QCOMPARE(plain(nrrSentence(rate(1075, -1), Month(2026, 8))), QStringLiteral("NRR is 107.5 %."));
        QCOMPARE(plain(nrrSentence(rate(-1, 1075), Month(2026, 8))), QString());
        QCOMPARE(plain(grrSentence(rate(906, 930))), QStringLiteral("GRR is 90.6 %, down 2.4 points in a year."));
        QCOMPARE(plain(grrSentence(rate(906, 906))), QStringLiteral("GRR is 90.6 %, unchanged in a year."));
        QCOMPARE(plain(grrSentence(rate(907, 906))), QStringLiteral("GRR is 90.7 %, up 0.1 points in a year."));
        QCOMPARE(plain(grrSentence(rate(906, -1))), QStringLiteral("GRR is 90.6 %."));
        QCOMPARE(plain(yearSentence(rate(906, 930), Message::data("Mid-market"), 880)),
            QStringLiteral("Retention of the installed base lost 2.4 points in a year; Mid-market stands lowest at "
                           "88.0 %."));
        QCOMPARE(plain(yearSentence(rate(906, 906), {}, {})),
            QStringLiteral("Retention of the installed base is where it was a year ago."));
        QCOMPARE(plain(yearSentence(rate(-1, -1), Message::data("SMB"), 880)), QString());
    }

    void losses()
    {
        QCOMPARE(plain(lossSentence(379'258'100, Currency(), 906)),
            QStringLiteral(
                "Customers who left or shrank over twelve months took $3,792,581, or 9.4 % of opening ARR."));
        QCOMPARE(
            plain(lossSentence(0, Currency(), 1000)), QStringLiteral("No customer left or shrank over twelve months."));
        QCOMPARE(plain(lossSentence(100, Currency(), {})), QString());
        QCOMPARE(plain(groupLossSentence({{Message::data("Enterprise"), 6400, 50, rate(925, 964)},
                     {Message::data("Mid-market"), 3600, 60, rate(880, 898)}})),
            QStringLiteral(
                "Mid-market, 36 % of opening ARR, makes 55 % of the loss; its GRR is 88.0 %, down 1.8 points "
                "in a year."));
        QCOMPARE(plain(groupLossSentence({{Message::data("Enterprise"), 6400, 50, {}}})), QString());
        QCOMPARE(
            plain(groupLossSentence({{Message::data("Enterprise"), 6400, 0, {}}, {Message::data("SMB"), 100, 0, {}}})),
            QString());
    }

    void renewals()
    {
        const Date until = *Date::of(2026, 12, 29);
        QCOMPARE(plain(renewalSentence({151, 1'414'000'000, 339'000'000, 5, 0, until}, Currency())),
            QStringLiteral("151 customers with $14.14M renew by 29 December; $3.39M (24 %) is yellow or red."));
        QCOMPARE(plain(renewalSentence({1, 1'000'000, 0, 0, 0, until}, Currency())),
            QStringLiteral("1 customer with $10k renews by 29 December; none of it is yellow or red."));
        QCOMPARE(plain(renewalSentence({1, 1'000'000, {}, 0, 0, until}, Currency())),
            QStringLiteral("1 customer with $10k renews by 29 December."));
        QCOMPARE(plain(renewalSentence({0, 0, {}, 0, 0, until}, Currency())),
            QStringLiteral("No contract comes up for renewal by 29 December."));
    }

    void reconciliation()
    {
        reconcile::Reconciliation found;
        found.left.name = "sf";
        found.left.kind = "crm";
        found.right.name = "stripe";
        found.right.kind = "billing";
        const auto title = [&](std::int64_t left, std::int64_t right) {
            found.leftTotal = left;
            found.rightTotal = right;
            return plain(reconcileTitle(found));
        };
        QCOMPARE(title(5'113'923'749, 5'097'490'925), QStringLiteral("CRM is $164,328.24 higher than billing"));
        QCOMPARE(title(100, 200), QStringLiteral("Billing is $1.00 higher than CRM"));
        QCOMPARE(title(100, 100), QStringLiteral("CRM and billing agree on $1.00"));
        found.right.kind = "crm"; // two of one kind go by their names
        QCOMPARE(title(100, 200), QStringLiteral("stripe is $1.00 higher than sf"));
        QCOMPARE(plain(causeSentence(8, 3, 3'666'000, Currency())),
            QStringLiteral(
                "8 causes and an unexplained rest of 3 customers, $36,660.00, add up to the difference to the cent."));
        QCOMPARE(plain(causeSentence(1, 0, 0, Currency())),
            QStringLiteral("1 cause explains the difference to the cent; nothing is unexplained."));
        QCOMPARE(plain(causeSentence(0, 0, 0, Currency())), QStringLiteral("No difference stands between the two."));
        // 569 of 601: Wilson at 95 % is 92.6 to 96.2 (VISUAL section 7).
        QCOMPARE(plain(matchSentence(569, 601)),
            QStringLiteral("569 of 601 customers agree on ARR: 94.7 % (interval 92.6-96.2)."));
        QCOMPARE(plain(matchSentence(0, 0)), QString());
    }

    void cohortsAndSources()
    {
        QCOMPARE(plain(cohortTitle(12, 8, 1.0421)),
            QStringLiteral("At 12 months the 8 cohorts old enough keep 104 % of starting ARR"));
        QCOMPARE(plain(cohortTitle(12, 1, 0.9)),
            QStringLiteral("At 12 months the one cohort old enough keeps 90 % of starting ARR"));
        QCOMPARE(plain(cohortTitle(12, 0, {})), QStringLiteral("No cohort is old enough yet for a value at 12 months"));
        QCOMPARE(plain(freshnessTitle({source("crm", 0, false), source("billing", 1, false)})),
            QStringLiteral("Both sources are fresh"));
        QCOMPARE(plain(freshnessTitle({source("crm", 0, false), source("support", 12, true)})),
            QStringLiteral("1 of 2 sources is late: support (12 days)"));
        QCOMPARE(
            plain(freshnessTitle({source("crm", 0, false), source("billing", 1, false), source("usage", 1, false)})),
            QStringLiteral("All 3 sources are fresh"));
        QCOMPARE(plain(freshnessTitle({source("crm", 1, true), source("", {}, true), source("usage", 1, false)})),
            QStringLiteral("2 of 3 sources are late: CRM (1 day) and own (no data)"));
        QCOMPARE(
            plain(freshnessTitle({source("crm", 9, true)})), QStringLiteral("The one source is late: CRM (9 days)"));
        QCOMPARE(plain(freshnessTitle({})), QStringLiteral("No source has been imported"));
    }

    /// Sources may be fresh while a rate that amounts were converted at is not: the title does not hide it.
    void oldRatesStandInTheTitle_data()
    {
        QTest::addColumn<bool>("late");
        QTest::addColumn<QStringList>("currencies");
        QTest::addColumn<QString>("title");
        QTest::newRow("none") << false << QStringList() << QStringLiteral("Both sources are fresh");
        QTest::newRow("one") << false << QStringList{QStringLiteral("EUR")}
                             << QStringLiteral("Both sources are fresh; the exchange rate of EUR is 61 days old");
        QTest::newRow("two") << false << QStringList{QStringLiteral("CHF"), QStringLiteral("EUR")}
                             << QStringLiteral(
                                    "Both sources are fresh; 2 exchange rates are old: CHF (61 days) and EUR "
                                    "(61 days)");
        QTest::newRow("three") << false
                               << QStringList{QStringLiteral("CHF"), QStringLiteral("EUR"), QStringLiteral("JPY")}
                               << QStringLiteral("Both sources are fresh; 3 exchange rates are old");
        QTest::newRow("late, too") << true << QStringList{QStringLiteral("EUR")}
                                   << QStringLiteral("1 of 2 sources is late: billing (12 days); the exchange rate of "
                                                     "EUR is 61 days old");
    }
    void oldRatesStandInTheTitle()
    {
        QFETCH(bool, late);
        QFETCH(QStringList, currencies);
        QFETCH(QString, title);
        std::vector<portfolio::StaleRate> rates;
        for (const QString &code : currencies)
            rates.push_back({*Currency::fromCode(code.toStdString()), *Date::of(2026, 10, 31), *Date::of(2026, 8, 31)});
        QCOMPARE(plain(freshnessTitle({source("crm", 0, false), source("billing", 12, late)}, rates)), title);
    }

    void titleOfArr()
    {
        const Currency usd = *Currency::fromCode("USD");
        QCOMPARE(plain(arrTitle({2026, 9}, 5'097'000'000, usd, rate(1075, -1), rate(906, -1))),
            QStringLiteral("ARR closes September at $50.97M; NRR 107.5 %, GRR 90.6 %"));
        QCOMPARE(plain(arrTitle({2026, 9}, 5'097'000'000, usd, rate(-1, -1), rate(906, -1))),
            QStringLiteral("ARR closes September at $50.97M; GRR 90.6 %"));
        QCOMPARE(plain(arrTitle({2026, 9}, 5'097'000'000, usd, rate(-1, 1075), rate(-1, 906))),
            QStringLiteral("ARR closes September at $50.97M"));
    }
};

QTEST_GUILESS_MAIN(TestSentences)
#include "tst_sentences.moc"
