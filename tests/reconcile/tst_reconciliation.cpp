#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/reconcile/reconciliation.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::reconcile;

namespace {

Reconciliation compare(test::WorkspaceFixture &data, Tolerance tolerance = {}, int dateTolerance = 0)
{
    Progress progress;
    const auto left = portfolio::Portfolio::of(data.workspace())->findSource("crm");
    const auto right = portfolio::Portfolio::of(data.workspace())->findSource("billing");
    if (!left || !right)
        qFatal("%s", (left ? right : left).error().message.english().c_str());
    ReconcileOptions options{*left, *right, Date::fromIso("2026-10-31"), tolerance, dateTolerance, {}};
    auto result = reconcile::reconcile(*portfolio::Portfolio::of(data.workspace()), options, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return *result;
}

/// Totals and every step are the sums of their customers.
bool customersAddUp(const Reconciliation &result)
{
    std::int64_t left = 0;
    std::int64_t right = 0;
    std::map<Cause, BridgeStep> steps;
    for (const AmountPair &pair : result.amounts) {
        left += pair.left;
        right += pair.right;
        if (pair.cause) {
            steps[*pair.cause].amount += pair.delta();
            ++steps[*pair.cause].count;
        } else if (pair.delta() != 0) {
            return false;
        }
    }
    bool same = left == result.leftTotal && right == result.rightTotal && steps.size() == result.bridge.size();
    for (const BridgeStep &step : result.bridge)
        same = same && steps[step.cause].amount == step.amount && steps[step.cause].count == step.count;
    return same;
}

bool bridgeSums(const Reconciliation &result)
{
    std::int64_t total = result.leftTotal;
    for (const BridgeStep &step : result.bridge)
        total += step.amount;
    return total == result.rightTotal && customersAddUp(result);
}

/// One customer A in both systems, ids carried, plus whatever a case adds.
void fill(test::WorkspaceFixture &data, const QString &crm, const QStringList &subscriptions)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.rate("billing", "EUR", "2024-01-01", "1.10");
    if (!crm.isEmpty())
        data.account("crm", "A", "Acme", crm.toStdString());
    for (const QString &line : subscriptions) {
        const QStringList part = line.split(u' ');
        const auto at = [&](int i) { return part.value(i) == "-" ? std::string() : part.value(i).toStdString(); };
        data.subscription("billing", at(0), "A", at(1), at(2), at(3), at(4), at(5).empty() ? "USD" : at(5));
    }
    data.settle();
}

} // namespace

class TestReconciliation : public QObject {
    Q_OBJECT
private slots:
    void causes_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QStringList>("subscriptions"); // id annual start end cancelled currency
        QTest::addColumn<QString>("found"); // type cause delta; empty: no break
        const QString crm = QStringLiteral("arr=%1");
        QTest::newRow("equal") << crm.arg("1200") << QStringList{"s 1200 2025-01-01"} << "";
        QTest::newRow("within tolerance") << crm.arg("1200.60") << QStringList{"s 1200 2025-01-01"} << "";
        QTest::newRow("at the tolerance") << crm.arg("1201.00") << QStringList{"s 1200 2025-01-01"} << "";
        QTest::newRow("just over") << crm.arg("1201.01") << QStringList{"s 1200 2025-01-01"}
                                   << "amount unexplained -101";
        QTest::newRow("monthly as annual")
            << crm.arg("26400") << QStringList{"s 262800 2025-01-01", "t 54000 2025-01-01"}
            << "amount monthly_as_annual 29040000";
        QTest::newRow("monthly on the other side")
            << crm.arg("1200") << QStringList{"s 100 2025-01-01"} << "amount monthly_as_annual -110000";
        QTest::newRow("rounded monthly figure")
            << crm.arg("83.33") << QStringList{"s 1000 2025-01-01"} << "amount monthly_as_annual 91667";
        QTest::newRow("local figure as dollars")
            << crm.arg("1000") << QStringList{"s 1000 2025-01-01 - - EUR"} << "amount currency 10000";
        QTest::newRow("changed five days ago")
            << crm.arg("1000") << QStringList{"s 1000 2025-01-01 2026-10-25", "t 1400 2026-10-26"}
            << "amount timing 40000";
        QTest::newRow("changes in five days")
            << crm.arg("1400") << QStringList{"s 1000 2025-01-01 2026-11-04", "t 1400 2026-11-05"}
            << "amount timing -40000";
        QTest::newRow("changed ten days ago")
            << crm.arg("1000") << QStringList{"s 1000 2025-01-01 2026-10-21", "t 1900 2026-10-22"}
            << "amount timing 90000";
        QTest::newRow("changed long ago")
            << crm.arg("1000") << QStringList{"s 1000 2025-01-01 2025-06-30", "t 1900 2025-07-01"}
            << "amount unexplained 90000";
        QTest::newRow("cancelled in billing")
            << crm.arg("1000") << QStringList{"s 1000 2025-01-01 - 2026-08-01"} << "amount cancelled_in_one -100000";
        QTest::newRow("ran out in billing")
            << crm.arg("900") << QStringList{"s 1000 2025-01-01 2026-07-31"} << "amount cancelled_in_one -90000";
        QTest::newRow("not yet billed") << crm.arg("1000") << QStringList{"s 1000 2026-12-01"}
                                        << "amount not_yet_billed -100000";
        QTest::newRow("starts in three days")
            << crm.arg("1000") << QStringList{"s 1000 2026-11-03"} << "amount not_yet_billed -100000";
        QTest::newRow("uplift not in CRM")
            << crm.arg("1000") << QStringList{"s 1000 2025-01-01 2026-05-31", "t 1070 2026-06-01"}
            << "amount price_uplift 7000";
        QTest::newRow("rise too large for an uplift")
            << crm.arg("1000") << QStringList{"s 1000 2025-01-01 2026-05-31", "t 1300 2026-06-01"}
            << "amount discount_expiry 30000";
        QTest::newRow("missing in billing") << crm.arg("1000") << QStringList{} << "missing_right missing -100000";
        QTest::newRow("new contract, not billed") << crm.arg("1000") + ";contract_start_date=2026-10-10"
                                                  << QStringList{} << "missing_right not_yet_billed -100000";
        QTest::newRow("missing in CRM") << "" << QStringList{"s 1000 2025-01-01"} << "missing_left missing 100000";
        QTest::newRow("prospect is no break") << "status=prospect" << QStringList{} << "";
        QTest::newRow("active without ARR is one") << "status=active" << QStringList{} << "missing_right missing 0";
    }
    void causes()
    {
        QFETCH(QString, crm);
        QFETCH(QStringList, subscriptions);
        QFETCH(QString, found);
        test::WorkspaceFixture data;
        fill(data, crm, subscriptions);
        const Reconciliation result = compare(data);
        QVERIFY(bridgeSums(result));
        QStringList breaks;
        for (const Break &each : result.breaks)
            breaks << QStringLiteral("%1 %2 %3")
                          .arg(QString::fromLatin1(toString(each.type)),
                              QString::fromLatin1(toString(each.finding.cause)))
                          .arg(each.delta);
        QCOMPARE(breaks.join(u'|'), found);
    }

    /// The day of a snapshot says when somebody looked; an amount edited between two imports is explained by neither.
    void aSnapshotIsNoDateOfAContract_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("billed");
        QTest::addColumn<QString>("cause");
        QTest::newRow("edited, and billing never had it") << "2000"
                                                          << "1990"
                                                          << "unexplained";
        QTest::newRow("a small rise that billing lacks") << "2900"
                                                         << "2900"
                                                         << "price_uplift";
        QTest::newRow("a large one") << "2000"
                                     << "2000"
                                     << "discount_expiry";
    }
    void aSnapshotIsNoDateOfAContract()
    {
        QFETCH(QString, before);
        QFETCH(QString, billed);
        QFETCH(QString, cause);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "");
        data.snapshot("crm", "A", before.toStdString(), "USD", "2026-10-24");
        data.snapshot("crm", "A", "3000", "USD", "2026-10-31");
        data.subscription("billing", "s", "A", billed.toStdString(), "2025-01-01");
        data.settle();
        const Reconciliation result = compare(data);
        QCOMPARE(result.breaks.size(), std::size_t(1));
        QCOMPARE(QString::fromLatin1(toString(result.breaks[0].finding.cause)), cause);
        QStringList evidence;
        for (const Evidence &each : result.breaks[0].finding.evidence)
            evidence << QString::fromStdString(each.sentence.english());
        if (cause == QStringLiteral("unexplained"))
            QVERIFY2(evidence.contains("crm changed from 2000.00 USD to 3000.00 USD in the import of 2026-10-31"),
                qPrintable(evidence.join(u'|')));
        QVERIFY(bridgeSums(result));
    }

    /// The same of a contract: its amount was edited in place, its dates say nothing of that.
    void norIsAnAmountEditedInPlace_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QString>("cause");
        QTest::newRow("edited, and the CRM never had it") << "2000"
                                                          << "1990"
                                                          << "unexplained";
        QTest::newRow("a small rise that the CRM lacks") << "2900"
                                                         << "2900"
                                                         << "price_uplift";
        QTest::newRow("a large one") << "2000"
                                     << "2000"
                                     << "discount_expiry";
    }
    void norIsAnAmountEditedInPlace()
    {
        QFETCH(QString, before);
        QFETCH(QString, crm);
        QFETCH(QString, cause);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=" + crm.toStdString());
        data.account("billing", "A", "Acme", "");
        data.subscription("billing", "s", "A", "3000", "2025-01-01");
        for (const auto &[value, day] : {std::pair(before + ".00 USD", "2026-01-31"), {"3000.00 USD", "2026-10-28"}})
            data.run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
                     "('billing', 'subscriptions', 's', 'annual', ?, ?, 1)",
                {value.toStdString(), day});
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT min(account) FROM account)", {});
        data.settle();
        const Reconciliation result = compare(data);
        QCOMPARE(result.breaks.size(), std::size_t(1));
        QCOMPARE(QString::fromLatin1(toString(result.breaks[0].finding.cause)), cause);
        QStringList evidence;
        for (const Evidence &each : result.breaks[0].finding.evidence)
            evidence << QString::fromStdString(each.sentence.english());
        if (cause == QStringLiteral("unexplained"))
            QVERIFY2(evidence.contains("billing changed from 2000.00 USD to 3000.00 USD in the import of 2026-10-28"),
                qPrintable(evidence.join(u'|')));
        QVERIFY(bridgeSums(result));
    }

    void fields_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QString>("billing");
        QTest::addColumn<int>("tolerance");
        QTest::addColumn<QString>("found");
        QTest::newRow("owner by name and mail of one person") << "owner=Maya Lind"
                                                              << "owner=maya@q.io" << 0 << "";
        QTest::newRow("owner differs") << "owner=Maya Lind"
                                       << "owner=Ann" << 0 << "owner Maya Lind|Ann";
        QTest::newRow("one side empty") << "owner=Maya Lind;segment=SMB"
                                        << "" << 0 << "";
        QTest::newRow("case is no difference") << "segment=smb"
                                               << "segment=SMB " << 0 << "";
        QTest::newRow("stage") << "lifecycle_stage=Grow"
                               << "lifecycle_stage=Onboarding" << 0 << "lifecycle_stage Grow|Onboarding";
        QTest::newRow("status") << "status=active"
                                << "status=churned" << 0 << "status active|churned";
        QTest::newRow("renewal date") << "renewal_date=2026-12-31"
                                      << "renewal_date=2027-01-01" << 0 << "renewal_date 2026-12-31|2027-01-01";
        QTest::newRow("renewal date tolerated") << "renewal_date=2026-12-31"
                                                << "renewal_date=2027-01-01" << 1 << "";
    }
    void fields()
    {
        QFETCH(QString, crm);
        QFETCH(QString, billing);
        QFETCH(int, tolerance);
        QFETCH(QString, found);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.run("INSERT INTO csms (source, csm_id, name, email, content_hash, as_of, batch_id, line) "
                 "VALUES ('crm', 'c1', 'Maya Lind', 'maya@q.io', 0, '', 1, 2)",
            {});
        data.account("crm", "A", "Acme", ("domain=acme.com;arr=10;" + crm).toStdString());
        data.account("billing", "A", "Acme", ("domain=acme.com;arr=10;" + billing).toStdString());
        data.settle();
        data.db().exec("UPDATE account_link SET account = (SELECT min(account) FROM account)");
        const Reconciliation result = compare(data, {}, tolerance);
        QStringList breaks;
        for (const Break &each : result.breaks)
            breaks << QString::fromStdString(each.field + " " + each.leftValue + "|" + each.rightValue);
        QCOMPARE(breaks.join(u';'), found);
        QCOMPARE(result.compared, 1);
    }

    void duplicateInCrmHasThatBreakOnly()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A1", "Redfern Telecom", "domain=redfern.com;arr=1000");
        data.account("crm", "A2", "Redfern Telecom Inc.", "domain=redfern.com;arr=1000;owner=x;segment=y");
        data.subscription("billing", "s", "A1", "1000", "2025-01-01");
        data.settle();
        const Reconciliation result = compare(data);
        QCOMPARE(result.breaks.size(), std::size_t(1));
        QCOMPARE(result.breaks[0].type, BreakType::DuplicateLeft);
        QCOMPARE(result.breaks[0].finding.cause, Cause::Duplicate);
        QCOMPARE(result.breaks[0].delta, std::int64_t(-100000));
        QVERIFY(bridgeSums(result));
    }

    void familyThatAgreesInTotal()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "P", "Parent", "arr=3000");
        data.account("crm", "C", "Child", "parent_account_id=P;arr=0");
        data.subscription("billing", "s", "P", "1000", "2025-01-01");
        data.subscription("billing", "t", "C", "2000", "2025-01-01");
        data.settle();
        const Reconciliation result = compare(data);
        QCOMPARE(result.breaks.size(), std::size_t(2));
        for (const Break &each : result.breaks)
            QCOMPARE(each.finding.cause, Cause::ParentChild);
        QCOMPARE(result.bridge.size(), std::size_t(1));
        QCOMPARE(result.bridge[0].amount, std::int64_t(0));
        QCOMPARE(result.bridge[0].count, 2);
    }

    void percentTolerance()
    {
        test::WorkspaceFixture data;
        fill(data, "arr=1010", {"s 1000 2025-01-01"});
        QCOMPARE(compare(data, {0, 1.0}).breaks.size(), std::size_t(0));
        QCOMPARE(compare(data, {0, 0.9}).breaks.size(), std::size_t(1));
    }

    void randomBooksTieOutToTheMinorUnit()
    {
        std::mt19937 random(5);
        const char *currencies[]{"USD", "EUR", "JPY"};
        for (int round = 0; round < 15; ++round) {
            test::WorkspaceFixture data;
            data.source("crm", "crm");
            data.source("billing", "billing");
            data.rate("billing", "EUR", "2024-01-01", "1.0853");
            data.rate("billing", "JPY", "2024-01-01", "0.006713");
            for (int i = 0; i < 60; ++i) {
                const std::string id = "A" + std::to_string(i);
                if (random() % 5 != 0)
                    data.account("crm", id, "Company " + std::to_string(random() % 40),
                        "arr=" + std::to_string(random() % 100000) + ";currency=" + currencies[random() % 3]
                            + (random() % 3 ? "" : ";parent_account_id=A" + std::to_string(random() % 60)));
                for (auto k = random() % 3; k > 0; --k)
                    data.subscription("billing", id + "-" + std::to_string(k), id, std::to_string(random() % 90000),
                        Date::of(2025, 1, 1)->plusDays(int(random() % 800)).iso(), "", "", currencies[random() % 3]);
            }
            data.settle();
            const Reconciliation result = compare(data);
            QVERIFY(bridgeSums(result));
            std::int64_t breaks = 0;
            std::int64_t rounding = 0;
            for (const Break &each : result.breaks)
                breaks += each.delta;
            for (const BridgeStep &step : result.bridge)
                rounding += step.cause == Cause::Rounding ? step.amount : 0;
            QCOMPARE(result.leftTotal + breaks + rounding, result.rightTotal);
        }
    }

    void registerKeepsIdentityOverImports()
    {
        test::WorkspaceFixture data;
        fill(data, "arr=900", {"s 1000 2025-01-01"});
        registerBreaks(data.workspace(), compare(data));
        const auto first = registeredBreaks(data.workspace(), "crm", "billing");
        QCOMPARE(first.size(), std::size_t(1));
        data.run("UPDATE break_register SET state = 'explained'", {});
        registerBreaks(data.workspace(), compare(data));
        QCOMPARE(registeredBreaks(data.workspace(), "crm", "billing").begin()->second.state, std::string("explained"));
        data.snapshot("crm", "A", "1000", "USD", "2026-10-31");
        registerBreaks(data.workspace(), compare(data));
        QVERIFY(registeredBreaks(data.workspace(), "crm", "billing").empty());
        data.snapshot("crm", "A", "900", "USD", "2026-10-31");
        registerBreaks(data.workspace(), compare(data));
        const auto again = registeredBreaks(data.workspace(), "crm", "billing").begin()->second;
        QCOMPARE(again.number, first.begin()->second.number);
        QCOMPARE(again.state, std::string("open"));
    }

    void decisionsAreAuditedAndUndone()
    {
        test::WorkspaceFixture data;
        fill(data, "arr=900", {"s 1000 2025-01-01"});
        registerBreaks(data.workspace(), compare(data));
        const auto only = [&] { return *registeredBreaks(data.workspace(), "crm", "billing").begin(); };
        const std::string key = only().first;
        const auto before = decideBreaks(data.workspace(), {{key, "to_fix", "crm is wrong"}});
        QVERIFY(before.ok());
        QCOMPARE(only().second.state, std::string("to_fix"));
        QCOMPARE(only().second.note, std::string("crm is wrong"));
        QVERIFY(decideBreaks(data.workspace(), *before).ok());
        QCOMPARE(only().second.state, std::string("open"));
        QCOMPARE(only().second.note, std::string());
        const auto trail = store::auditTrail(data.workspace());
        QCOMPARE(trail.size(), std::size_t(2));
        QCOMPARE(trail[1].before.value(), std::string("open"));
        QCOMPARE(trail[1].after.value(), std::string("to_fix: crm is wrong"));
        QVERIFY(trail[1].subject.starts_with("BR-0001 crm|billing|"));
    }

    void onlyWhatStillStandsIsReplaced()
    {
        test::WorkspaceFixture data;
        fill(data, "arr=900", {"s 1000 2025-01-01"});
        registerBreaks(data.workspace(), compare(data));
        const std::string key = registeredBreaks(data.workspace(), "crm", "billing").begin()->first;
        const BreakDecision mine{key, "to_fix", "crm is wrong"};
        const auto before = decideBreaks(data.workspace(), {mine});
        QVERIFY(decideBreaks(data.workspace(), {{key, "accepted", "agreed"}}).ok()); // somebody else's
        const auto undone = decideBreaks(data.workspace(), *before, {mine});
        QCOMPARE(undone.error().code, ErrorCode::Conflict);
        QVERIFY(undone.error().message.english().find("decide breaks, by ") != std::string::npos);
        const auto now = registeredBreaks(data.workspace(), "crm", "billing").begin()->second;
        QCOMPARE(now.state + ": " + now.note, std::string("accepted: agreed"));
        QVERIFY(decideBreaks(data.workspace(), *before, {{key, "accepted", "agreed"}}).ok());
    }

    void aWrongDecisionChangesNothing()
    {
        test::WorkspaceFixture data;
        fill(data, "arr=900", {"s 1000 2025-01-01"});
        registerBreaks(data.workspace(), compare(data));
        const std::string key = registeredBreaks(data.workspace(), "crm", "billing").begin()->first;
        QCOMPARE(decideBreaks(data.workspace(), {{key, "accepted", ""}, {key, "forgotten", ""}}).error().code,
            ErrorCode::InvalidArgument);
        QCOMPARE(decideBreaks(data.workspace(), {{key, "accepted", ""}, {"none", "open", ""}}).error().code,
            ErrorCode::NotFound);
        QCOMPARE(registeredBreaks(data.workspace(), "crm", "billing").begin()->second.state, std::string("open"));
        QVERIFY(store::auditTrail(data.workspace()).empty());
    }

    void csvNeutralisesFormulas()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "=cmd(),\"x\"", "arr=5.50");
        data.subscription("billing", "s", "B", "7", "2025-01-01");
        data.settle();
        const QStringList lines = QString::fromStdString(breaksCsv(compare(data))).split(u'\n');
        QCOMPARE(lines[0], QStringLiteral("account,name,field,type,cause,left,right,delta,left_id,right_id"));
        QCOMPARE(lines[1],
            QStringLiteral("AC-00002,\"'=cmd(),\"\"x\"\"\",arr,missing_right,missing,5.50,,-5.50,A,")
                .replace("AC-00002", lines[1].left(8)));
        QVERIFY(lines[2].contains("missing_left,missing,,7.00,7.00,,B"));
    }
};

QTEST_GUILESS_MAIN(TestReconciliation)
#include "tst_reconciliation.moc"
