#include "core/backtest/readiness.h"
#include "tests/health/saved_models_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::backtest;
using portfolio::Knowing;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// A is due on 2026-06-30 and has all of it 90 days before, on 2026-04-01; what came later is in `leaks`.
void fill(test::ImportedWorkspace &data, bool leaks, const std::string &moreAccounts = {})
{
    data.file("crm.accounts", "account_id,name\nA,Acme\nB,Birch\n" + moreAccounts);
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-07-01,2026-06-30,1000\n"
        "2,B,2025-07-01,2026-06-30,500\n");
    data.file("crm.risks",
        std::string("account_id,date,author,status,reason,next_action,next_action_date,call\n"
                    "A,2026-03-20,mia,monitor,budget,Call,2026-04-01,renew\n"
                    "B,2026-03-20,mia,at_risk,usage,,2026-04-01,churn\n")
            + (leaks ? "A,2026-04-02,mia,lost,,,,churn\nB,2026-04-02,mia,at_risk,usage,Call,2026-04-10,renew\n" : ""));
    data.file("crm.activities",
        std::string("activity_id,account_id,date,type\n1,A,2026-01-31,exec_touch\n2,B,2026-01-30,exec_touch\n")
            + (leaks ? "3,B,2026-04-02,exec_touch\n" : ""));
    data.file("crm.milestones",
        std::string("account_id,milestone,due_date,completed_date\nA,kickoff,2026-03-01,2026-03-05\n")
            + (leaks ? "B,kickoff,2026-03-01,2026-04-02\n" : "B,kickoff,2026-03-01,\n"));
    data.file("crm.escalations",
        std::string("escalation_id,account_id,opened_at,resolved_at\n1,A,2026-03-01,2026-03-02\n")
            + (leaks ? "2,A,2026-04-02,\n3,B,2026-03-01,2026-04-02\n" : "3,B,2026-03-01,\n"));
    data.file("crm.health_scores",
        std::string("account_id,date,model,score,colour\nA,2026-03-01,V,40,red\nB,2026-03-01,V,40,yellow\n")
            + (leaks ? "A,2026-04-02,V,90,green\n" : ""));
    data.import("2026-04-01");
}

QStringList partsOf(const Preparation &found)
{
    QStringList parts;
    const std::pair<const char *, bool> all[] = {{"risk_status", found.riskStatus}, {"reason", found.reason},
        {"next_action", found.nextAction}, {"sponsor", found.sponsor}, {"milestones", found.milestones},
        {"escalations", found.escalations}};
    for (const auto &[name, holds] : all) {
        if (holds)
            parts << QString::fromLatin1(name);
    }
    return parts;
}

struct Read {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    renewals::KnownRenewals known;
    signs::AccountEvents events;
    Progress progress;
    std::unique_ptr<const signs::Signals> history; ///< only where it is strict
    health::ScoredColour scored;

    Read(store::Workspace &workspace, Date asOf, Knowing knowing = Knowing::ByDates)
        : portfolio(portfolio::Portfolio::of(workspace))
        , known(renewals::KnownRenewals::on(
              portfolio, renewals::RenewalData::read(workspace, *portfolio, knowing).value(), asOf)
                    .value())
        , events(workspace, portfolio->accounts())
        , history(knowing == Knowing::Seen ? std::move(signs::Signals::read(workspace, progress, knowing).value())
                                           : nullptr)
        , scored(history ? health::coloursInForce(health::ModelsInForce::read(workspace).value(), *history)
                         : health::coloursInForce(workspace, events, progress).value())
    {
    }
    [[nodiscard]] Readiness readiness() const
    {
        const auto report = renewals::renewalReport(known, {{day("2026-06-01"), day("2026-06-30")}});
        return history ? readinessOf(*history, scored, known, report.value().contracts).value()
                       : readinessOf(events, scored, known, report.value().contracts).value();
    }
    [[nodiscard]] QStringList partsOn(const char *id, const char *iso) const
    {
        return partsOf(preparationOn(events, known.data(), portfolio->accounts().indexOfRecord("crm", id), day(iso)));
    }
};

/// "90 2 1" - checkpoint, due, ready; then "A 90 red renew".
QStringList saidOf(const Read &read)
{
    QStringList said;
    const Readiness found = read.readiness();
    for (const ReadinessRow &row : found.rows)
        said << QStringLiteral("%1 %2 %3").arg(row.checkpoint).arg(row.due).arg(row.ready);
    for (const Disagreement &each : found.disagreements)
        said << QString::fromStdString(read.portfolio->accounts().at(each.account).name) + u' '
                + QString::number(each.checkpoint) + u' ' + QString::fromLatin1(portfolio::toString(each.colour)) + u' '
                + QString::fromStdString(each.call);
    return said;
}

} // namespace

/// How renewals were prepared at their checkpoints (CONTRACT-ROOMS, "Renewals, more").
class TestReadiness : public QObject {
    Q_OBJECT
private slots:
    /// Rows of before the day in a file that came after it: they count by their dates, and strictly they do not.
    void lateFiles_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QStringList>("byDates");
        const auto checkpoints = [](int due, int ready) {
            const QString all = QString::number(due);
            return QStringList{"180 " + all + " 0", "120 " + all + " 0", "90 " + all + ' ' + QString::number(ready),
                "60 0 0", "30 0 0"};
        };
        const QString acme = QStringLiteral("Acme 90 red renew");
        QTest::newRow("a risk") << "risks"
                                << "account_id,date,author,status,reason,next_action,next_action_date,call\n"
                                   "B,2026-03-25,zoe,at_risk,usage,,2026-04-01,renew\n"
                                << checkpoints(2, 1) + QStringList{acme, "Birch 90 yellow renew"};
        QTest::newRow("an escalation") << "escalations"
                                       << "escalation_id,account_id,opened_at,resolved_at\n9,A,2026-03-10,\n"
                                       << checkpoints(2, 0) + QStringList{acme};
        QTest::newRow("a score") << "health_scores"
                                 << "account_id,date,model,score,colour\nA,2026-03-15,V,90,green\n"
                                 << checkpoints(2, 1);
        QTest::newRow("a contract") << "subscriptions"
                                    << "subscription_id,account_id,start_date,end_date,arr\n"
                                       "1,A,2025-07-01,2026-06-30,1000\n2,B,2025-07-01,2026-06-30,500\n"
                                       "3,C,2025-07-01,2026-06-30,70\n"
                                    << checkpoints(3, 1) + QStringList{acme};
    }
    void lateFiles()
    {
        QFETCH(QString, entity);
        QFETCH(QString, rows);
        test::ImportedWorkspace data;
        fill(data, false, "C,Cedar\n");
        const QStringList before = saidOf(Read(data.workspace(), day("2026-04-01")));
        QCOMPARE(before, (QStringList{"180 2 0", "120 2 0", "90 2 1", "60 0 0", "30 0 0", "Acme 90 red renew"}));
        data.file("crm." + entity.toStdString(), rows.toStdString());
        data.import("2026-05-01");
        QTEST(saidOf(Read(data.workspace(), day("2026-04-01"))), "byDates");
        QCOMPARE(saidOf(Read(data.workspace(), day("2026-04-01"), Knowing::Seen)), before);
    }

    void whatHolds()
    {
        test::ImportedWorkspace data;
        fill(data, false);
        const Read read(data.workspace(), day("2026-04-01"));
        QCOMPARE(read.partsOn("A", "2026-04-01"),
            (QStringList{"risk_status", "reason", "next_action", "sponsor", "milestones", "escalations"}));
        QCOMPARE(read.partsOn("A", "2026-03-31").size(), 6);
        QCOMPARE(read.partsOn("A", "2026-04-02"), // the action's day is past, the executive was met 61 days ago
            (QStringList{"risk_status", "reason", "milestones", "escalations"}));
        QCOMPARE(read.partsOn("A", "2026-03-04"), (QStringList{"sponsor", "escalations"})); // late by then
        QCOMPARE(read.partsOn("B", "2026-04-01"), (QStringList{"risk_status", "reason"}));
    }

    void checkpoints()
    {
        test::ImportedWorkspace data;
        fill(data, false);
        const Read read(data.workspace(), day("2026-04-01"));
        QCOMPARE(saidOf(read), (QStringList{"180 2 0", "120 2 0", "90 2 1", "60 0 0", "30 0 0", "Acme 90 red renew"}));
        QVERIFY(!read.readiness().rows[4].rate());
        QCOMPARE(read.readiness().rows[2].dueArr, std::int64_t(1'500'00)); // 1000 and 500
        QCOMPARE(read.readiness().rows[4].dueArr, std::int64_t(0));
        QCOMPARE(read.readiness().rows[2].rate().value(), 0.5);
        // Both have a status and a reason, Acme alone the rest.
        QCOMPARE(read.readiness().rows[2].met, (std::array{2, 2, 1, 1, 1, 1}));
        const Read before(data.workspace(), day("2026-03-31"));
        QCOMPARE(saidOf(before)[2], QStringLiteral("90 0 0")); // the checkpoint is tomorrow
    }

    /// A model that has everybody green: it is asked on checkpoints on which it was in force.
    void theColourIsOfTheModelInForce_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("disagreement");
        QTest::newRow("on the checkpoint") << "2026-04-01"
                                           << "Birch 90 green churn";
        QTest::newRow("a day later") << "2026-04-02"
                                     << "Acme 90 red renew";
    }
    void theColourIsOfTheModelInForce()
    {
        QFETCH(QString, from);
        QFETCH(QString, disagreement);
        test::ImportedWorkspace data;
        fill(data, false);
        const QByteArray first = from.toLatin1();
        test::putInForce(data.workspace(),
            R"({"name": "Green", "segments": [{"name": "All", "signals": [
                {"signal": "arr", "weight": 1, "steps": [[null, 100]]}]}]})",
            "2026-01-01", first.constData());
        QCOMPARE(saidOf(Read(data.workspace(), day("2026-04-01"))).mid(5), QStringList{disagreement});
    }

    void nothingOfLaterDays()
    {
        test::ImportedWorkspace clean;
        fill(clean, false);
        test::ImportedWorkspace leaky;
        fill(leaky, true);
        QCOMPARE(
            saidOf(Read(leaky.workspace(), day("2026-04-01"))), saidOf(Read(clean.workspace(), day("2026-04-01"))));
    }
};

QTEST_GUILESS_MAIN(TestReadiness)
#include "tst_readiness.moc"
