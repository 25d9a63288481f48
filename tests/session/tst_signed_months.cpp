#include "core/reconcile/reconciliation.h"
#include "core/session/undo.h"
#include "core/signoff/signoff.h"
#include "core/store/integrity.h"
#include "core/store/negative_rows.h"
#include "tests/session/crm_files.h"
#include "tests/support/english.h"

#include <QtTest>

using namespace qd;

namespace {

const signoff::SignoffKey September{"2026-09", "crm", "billing"};
const QByteArray Customers = "account_id,name,domain,arr,owner\nA,Acme,acme.com,1000,Ann\nB,Birch,birch.com,500,Bo\n";
const QByteArray Contracts = "subscription_id,account_id,start_date,end_date,arr\ns,A,2025-01-01,2027-12-31,1200\n";

/// CRM and billing of September, resolved.
void importSeptember(Crm &data)
{
    QVERIFY(data.import("crm.accounts.csv", Customers, "2026-09-30").ok());
    QVERIFY(data.import("billing.subscriptions.csv", Contracts, "2026-09-30").ok());
    QVERIFY(session::resolveIdentities(*data.workspace, data.progress).ok());
}

void prepareAndSign(Crm &data)
{
    QVERIFY(signoff::prepare(*data.workspace, September, "Anna", data.progress).ok());
    QVERIFY(signoff::sign(*data.workspace, September, "Bea", data.progress).ok());
}

signoff::SignoffStanding standing(Crm &data)
{
    return signoff::standings(*data.workspace, September, data.progress).value().at(0);
}

QString causes(Crm &data)
{
    const auto portfolio = portfolio::Portfolio::of(*data.workspace);
    const auto found = reconcile::reconcile(
        *portfolio, {*portfolio->findSource("crm"), *portfolio->findSource("billing"), {}}, data.progress);
    QStringList texts;
    for (const reconcile::Break &each : found->breaks)
        texts << QString::fromStdString(each.rightId + each.leftId + ' ') + toString(each.finding.cause);
    return texts.join(u'|');
}

} // namespace

/// What imports do to a month that is signed, and to what they hold back.
class TestSignedMonths : public QObject {
    Q_OBJECT
private slots:
    void theSameAgainLeavesItSigned()
    {
        Crm data;
        importSeptember(data);
        prepareAndSign(data);
        data.options.force = true;
        QVERIFY(data.import("crm.accounts.csv", Customers, "2026-09-30").ok());
        QCOMPARE(standing(data).state, signoff::SignoffState::Signed);
        data.options.force = false;
        QVERIFY(data.import("crm.accounts.csv", Customers, "2026-10-31").ok());
        QCOMPARE(standing(data).state, signoff::SignoffState::Signed);
    }

    void theNextMonthLeavesItSigned()
    {
        Crm data;
        importSeptember(data);
        prepareAndSign(data);
        QVERIFY(data.import("crm.accounts.csv",
                        "account_id,name,domain,arr,owner\nA,Acme,acme.com,1500,Cleo\nB,Birch,birch.com,700,Bo\n",
                        "2026-10-31")
                    .ok());
        QCOMPARE(standing(data).state, signoff::SignoffState::Signed);
        QVERIFY(standing(data).difference.empty());
    }

    /// Nobody knew of Cedar in September, nor that billing would have a row for it.
    void aCustomerOfTheNextMonthLeavesItSigned()
    {
        Crm data;
        importSeptember(data);
        prepareAndSign(data);
        QVERIFY(data.import("crm.accounts.csv", Customers + "C,Cedar,cedar.com,300,Ann\n", "2026-10-31").ok());
        QVERIFY(
            data.import("billing.subscriptions.csv", Contracts + "u,C,2026-10-15,2027-10-14,300\n", "2026-10-31").ok());
        QVERIFY(standing(data).difference.empty());
        QCOMPARE(standing(data).state, signoff::SignoffState::Signed);
        QCOMPARE(causes(data), QStringLiteral("AA unexplained|B missing")); // in October they agree on Cedar
    }

    void whatChangesTheMonthIsReviewedAgainUntilItIsUndone()
    {
        Crm data;
        importSeptember(data);
        prepareAndSign(data);
        const auto late =
            data.import("billing.subscriptions.csv", Contracts + "t,B,2026-01-01,2026-12-31,500\n", "2026-10-31");
        QVERIFY(late.ok());
        const signoff::SignoffStanding now = standing(data);
        QCOMPARE(now.state, signoff::SignoffState::ReviewAgain);
        QCOMPARE(now.difference.back().what, std::string("right_total"));
        QCOMPARE(now.difference.back().thenAmount, std::int64_t(120000));
        QCOMPARE(now.difference.back().nowAmount, std::int64_t(170000));
        QVERIFY(session::undoBatch(*data.workspace, late->batches[0].batch, data.progress).ok());
        QCOMPARE(standing(data).state, signoff::SignoffState::Signed);
        QCOMPARE(english(store::checkIntegrity(*data.workspace, data.progress).value()), std::vector<std::string>());
    }

    /// Birch is in no other file of billing than in the row that is held back.
    void aRowBelowZeroExplainsWhoIsMissing_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("causes");
        const QByteArray accounts = "account_id,name,domain,crm_account_id,arr\n";
        QTest::newRow("by domain") << QByteArray("billing.accounts.csv") << accounts + "9,Other,birch.com,,-500\n"
                                   << "AA unexplained|B wrong_sign";
        QTest::newRow("by carried id") << QByteArray("billing.accounts.csv") << accounts + "9,Other,,B,\"-500.00\"\n"
                                       << "AA unexplained|B wrong_sign";
        QTest::newRow("in brackets") << QByteArray("billing.accounts.csv") << accounts + "9,Birch,,,(500)\n"
                                     << "AA unexplained|B wrong_sign";
        QTest::newRow("another amount") << QByteArray("billing.accounts.csv")
                                        << accounts + "9,Birch,birch.com,,-498.99\n"
                                        << "AA unexplained|B missing";
        QTest::newRow("a contract by the month") << QByteArray("billing.subscriptions.csv")
                                                 << Contracts.split('\n')[0].replace("arr", "mrr")
                + "\ns,A,2025-01-01,2027-12-31,100\nt,B,2025-01-01,,-41.67\n"
                                                 << "AA unexplained|B wrong_sign"; // 500.04
    }
    void aRowBelowZeroExplainsWhoIsMissing()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        QFETCH(QString, causes);
        Crm data;
        importSeptember(data);
        QVERIFY(data.import(name.constData(), text, "2026-09-30").ok());
        QCOMPARE(store::negativeRows(*data.workspace).size(), std::size_t(1));
        QCOMPARE(::causes(data), causes);
        QCOMPARE(english(store::checkIntegrity(*data.workspace, data.progress).value()), std::vector<std::string>());
    }

    void oneThatIsCorrectedExplainsNothingMore()
    {
        Crm data;
        importSeptember(data);
        const QByteArray header = "account_id,name,domain,arr\n";
        QVERIFY(data.import("billing.accounts.csv", header + "9,Birch,birch.com,-500\n", "2026-09-30").ok());
        QVERIFY(data.import("billing.accounts.csv", header + "9,Birch,birch.com,-400\n", "2026-10-31").ok());
        QCOMPARE(causes(data), QStringLiteral("AA unexplained|B missing"));
        const auto rows = store::negativeRows(*data.workspace);
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].amount.minor, std::int64_t(-40000));
        QCOMPARE(rows[0].name, std::string("Birch"));
    }
};

QTEST_GUILESS_MAIN(TestSignedMonths)
#include "tst_signed_months.moc"
