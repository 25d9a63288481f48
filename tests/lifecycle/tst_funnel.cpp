#include "core/lifecycle/funnel.h"
#include "core/lifecycle/stage_history.h"
#include "tests/lifecycle/lifecycle_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::lifecycle;

namespace {

Result<Funnel> funnel(test::LifecycleFixture &data, const KnownCustomers &customers, const char *from = "2026-01-01",
    const char *to = "2026-01-31", const std::string &by = {})
{
    return funnelOf(data.workspace(), customers, {*Date::fromIso(from), *Date::fromIso(to)}, by);
}

QString numberOr(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 4) : QStringLiteral("-");
}

/// "onboarding 4>2 0.5 10d; in 2, stuck -"
QString described(const FunnelRow &row)
{
    return QStringLiteral("%1 %2>%3 %4 %5d; in %6, stuck %7")
        .arg(QString::fromStdString(row.stage))
        .arg(row.entered)
        .arg(row.movedOn)
        .arg(numberOr(row.rate()), numberOr(row.medianDays))
        .arg(row.inStage)
        .arg(row.stuck ? QString::number(*row.stuck) : QStringLiteral("-"));
}

QStringList described(const Result<Funnel> &funnel)
{
    QStringList rows;
    for (const FunnelRow &row : funnel->rows)
        rows << described(row);
    return rows;
}

/// Onboarding in January: A moves on after 30 days and comes back in March, B stays, D goes on the same day, E leaves
/// for a stage that is none after 10. C enters on the day after the window, F on the day before.
void fill(test::LifecycleFixture &data)
{
    data.account("billing", "A", "Acme", "segment=SMB");
    data.stage("A", "Onboarding", "2026-01-05");
    data.stage("A", "adoption", "2026-02-04");
    data.stage("A", "onboarding", "2026-03-01");
    data.stage("B", "onboarding", "2026-01-31");
    data.stage("C", "onboarding", "2026-02-01");
    data.stage("C", "adoption", "2026-02-10");
    data.stage("D", "growth", "2026-01-20");
    data.stage("D", "onboarding", "2026-01-20");
    data.stage("E", "onboarding", "2026-01-10");
    data.stage("E", "paused", "2026-01-20");
    data.stage("F", "onboarding", "2025-12-31");
    data.stage("F", "adoption", "2026-01-01");
    for (const char *account : {"A", "F"})
        data.contract(account, "2026-01-01");
    data.contract("B", "2026-01-31");
    data.contract("C", "2026-02-01");
    data.contract("D", "2025-12-31");
    data.contract("E", "2026-01-10");
}

} // namespace

class TestFunnel : public QObject {
    Q_OBJECT
private slots:
    /// Onboarding: S is 3/4 at 0 (D), 1/2 at 10 (E), 1/4 at 30 (A); B is open at 273. F enters adoption and stays.
    void byHand()
    {
        test::LifecycleFixture data;
        fill(data);
        const KnownCustomers customers = data.known();
        QCOMPARE(described(funnel(data, customers)),
            (QStringList{"onboarding 4>2 0.5 10d; in 2, stuck -", "adoption 1>0 0 -d; in 2, stuck -",
                "growth 1>0 0 -d; in 1, stuck -", "renewal 0>0 - -d; in 0, stuck -"}));
        QCOMPARE(funnel(data, customers)->rows[0].group, std::string("total"));
    }

    /// On 3 February A has not moved on, nor come back; what C does later is unknown.
    void aPastDaySeesNoLaterOne()
    {
        test::LifecycleFixture data;
        fill(data);
        QCOMPARE(described(funnel(data, data.known("2026-02-03")))[0],
            QStringLiteral("onboarding 4>1 0.25 10d; in 3, stuck -"));
        // The day ends the window: B enters on the 31st.
        QCOMPARE(described(funnel(data, data.known("2026-01-30")))[0],
            QStringLiteral("onboarding 3>1 0.3333 10d; in 1, stuck -"));
    }

    /// B is in onboarding for 273 days, A for 244 since it came back.
    void stuckIsLongerThanTheSla_data()
    {
        QTest::addColumn<QString>("days");
        QTest::addColumn<int>("stuck");
        QTest::newRow("exactly") << "273" << 0;
        QTest::newRow("a day longer") << "272" << 1;
        QTest::newRow("exactly since it came back") << "244" << 1;
        QTest::newRow("both") << "243" << 2;
    }
    void stuckIsLongerThanTheSla()
    {
        QFETCH(QString, days);
        QFETCH(int, stuck);
        test::LifecycleFixture data;
        fill(data);
        data.workspace().setSetting("lifecycle.sla_days.ONBOARDING", days.toStdString());
        const auto found = funnel(data, data.known());
        QCOMPARE(found->rows[0].stuck.value_or(-1), stuck);
        QVERIFY(!found->rows[1].stuck);
    }

    /// A enters it twice: once a customer, by the first time, which lasted 30 days; and March alone sees the second.
    void enteredAgain()
    {
        test::LifecycleFixture data;
        fill(data);
        const KnownCustomers customers = data.known();
        QCOMPARE(described(funnel(data, customers, "2026-01-05", "2026-03-01"))[0],
            QStringLiteral("onboarding 5>3 0.6 10d; in 2, stuck -")); // S at 9 (C) 3/5, at 10 (E) 2/5
        QCOMPARE(described(funnel(data, customers, "2026-03-01", "2026-03-01"))[0],
            QStringLiteral("onboarding 1>0 0 -d; in 2, stuck -"));
    }

    void ownStages()
    {
        test::LifecycleFixture data;
        fill(data);
        data.workspace().setSetting("lifecycle.stages", "Paused, Onboarding");
        // Paused is the first now, so E went back to it; growth is none, and comes before those that are: D stays.
        QCOMPARE(described(funnel(data, data.known())),
            (QStringList{"Paused 1>0 0 -d; in 1, stuck -", "Onboarding 4>0 0 30d; in 3, stuck -"}));
    }

    /// Rows for each group that was ever in a stage, in byte order.
    void byGroup()
    {
        test::LifecycleFixture data;
        fill(data);
        data.account("billing", "H", "Hazel", "segment=Mid");
        const auto found = funnel(data, data.known(), "2026-01-01", "2026-01-31", "segment");
        QCOMPARE(found->rows.size(), std::size_t(8));
        QCOMPARE(found->rows[0].group, std::string("(none)"));
        QCOMPARE(described(found->rows[0]), QStringLiteral("onboarding 3>1 0.3333 10d; in 1, stuck -"));
        QCOMPARE(found->rows[4].group, std::string("SMB"));
        QCOMPARE(described(found->rows[4]), QStringLiteral("onboarding 1>1 1 30d; in 1, stuck -"));
    }

    /// First in force in January: A, F, B, E; not C, nor D the day before. B has a row only, E none.
    void handoffAndMilestones()
    {
        test::LifecycleFixture data;
        fill(data);
        data.milestone("A", "Handoff", "2026-02-15");
        data.milestone("F", "handoff", "2026-02-16");
        data.milestone("B", "handoff");
        data.milestone("D", "handoff", "2026-01-02");
        const auto found = funnel(data, data.known());
        QCOMPARE(found->handoff.all, 4);
        QCOMPARE(found->handoff.done, 2);
        QCOMPARE(found->handoff.rate().value(), 0.5);
        QCOMPARE(found->milestones.all, 4);
        QCOMPARE(found->milestones.done, 3);
        QCOMPARE(funnel(data, data.known("2026-02-15"))->handoff.done, 1); // F's is of the day after
        const auto nobody = funnel(data, data.known(), "2026-06-01", "2026-06-30");
        QVERIFY(!nobody->handoff.rate() && !nobody->milestones.rate());
    }

    /// Without rows of `lifecycle` the golden stage tells, from first sight on; A's rows come first.
    void stagesOfRecordHistory()
    {
        test::LifecycleFixture data;
        fill(data);
        data.account("billing", "X", "Xenon", "lifecycle_stage=adoption");
        data.account("billing", "Y", "Yew", "");
        data.kept("accounts", "X", "lifecycle_stage", "onboarding", "2026-01-31");
        data.kept("accounts", "X", "lifecycle_stage", "adoption", "2026-02-28");
        data.kept("accounts", "Y", "lifecycle_stage", "onboarding", "2026-02-28");
        data.kept("accounts", "Y", "lifecycle_stage", "", "2026-03-31");
        data.kept("accounts", "A", "lifecycle_stage", "renewal", "2026-02-28");
        const auto portfolio = data.portfolio();
        const auto settings = LifecycleSettings::read(data.workspace());
        const auto historyOf = [&](const char *account, const char *day) {
            const auto all = stageHistories(data.workspace(), portfolio, *settings, *Date::fromIso(day));
            QStringList entries;
            for (const StageEntry &entry : all[std::size_t(portfolio->accounts().indexOfRecord("billing", account))])
                entries << QString::fromStdString(entry.day.iso() + ' ' + entry.stage);
            return entries.join(u',');
        };
        QCOMPARE(historyOf("X", "2026-10-31"), QStringLiteral("2026-01-31 onboarding,2026-02-28 adoption"));
        QCOMPARE(historyOf("X", "2026-02-27"), QStringLiteral("2026-01-31 onboarding"));
        QCOMPARE(historyOf("X", "2026-01-30"), QString());
        QCOMPARE(historyOf("Y", "2026-10-31"), QStringLiteral("2026-02-28 onboarding,2026-03-31 "));
        QCOMPARE(historyOf("A", "2026-10-31"),
            QStringLiteral("2026-01-05 Onboarding,2026-02-04 adoption,2026-03-01 onboarding"));
        QCOMPARE(historyOf("D", "2026-10-31"), QStringLiteral("2026-01-20 onboarding,2026-01-20 growth"));
    }

    /// Another source that has the same stage later says nothing new.
    void theSameStageAgainIsNoEntry()
    {
        test::LifecycleFixture data;
        data.contract("A", "2026-01-01");
        data.stage("A", "onboarding", "2026-01-01");
        data.stage("A", "onboarding", "2026-01-20");
        data.stage("A", "adoption", "2026-01-31");
        QCOMPARE(described(funnel(data, data.known()))[0], QStringLiteral("onboarding 1>1 1 30d; in 0, stuck -"));
        QCOMPARE(described(funnel(data, data.known(), "2026-01-02", "2026-01-31"))[0],
            QStringLiteral("onboarding 0>0 - -d; in 0, stuck -"));
    }

    void aWindowThatEndsBeforeItBegins()
    {
        test::LifecycleFixture data;
        fill(data);
        QCOMPARE(funnel(data, data.known(), "2026-02-01", "2026-01-31").error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestFunnel)
#include "tst_funnel.moc"
