#include "core/scenario/lever_steps.h"
#include "tests/scenario/example.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

CompleteScenario applied(CompleteScenario scenario, const std::vector<LeverStep> &steps)
{
    for (const LeverStep &step : steps)
        step.apply(scenario);
    return scenario;
}

QString shown(const std::optional<double> &value)
{
    return value ? QString::number(*value) : QStringLiteral("-");
}

/// "annual_churn Enterprise: 0.25 to 0.5"
QStringList shown(const std::vector<LeverStep> &steps)
{
    QStringList lines;
    for (const LeverStep &step : steps) {
        QString line = QString::fromStdString(step.lever.key);
        if (!step.lever.segment.empty())
            line += u' ' + QString::fromStdString(step.lever.segment);
        if (step.lever.month)
            line += u' ' + QString::fromStdString(step.lever.month->iso());
        lines << line + QStringLiteral(": ") + shown(step.from) + QStringLiteral(" to ") + shown(step.to);
    }
    return lines;
}

CompleteScenario base()
{
    CompleteScenario scenario = test::workedExample(12);
    scenario.segments[0].annualChurn = 0.25;
    scenario.team.hires = {{Month(2027, 1), 2}, {Month(2027, 3), 1}};
    return scenario;
}

} // namespace

/// One step for each value that differs, with what it was and becomes.
class TestLeverSteps : public QObject {
    Q_OBJECT
private slots:
    void nothingDiffers()
    {
        QVERIFY(leverSteps(base(), base()).empty());
        QVERIFY(leverSteps({}, {}).empty());
    }

    void valuesThatDiffer()
    {
        CompleteScenario other = base();
        other.segments[0].annualChurn = 0.5;
        other.segments[0].maxLogosPerCsm = 30;
        other.team.fte = 6;
        other.utilisation = 0.5;
        other.ramp = {0.5, 1};
        const auto steps = leverSteps(base(), other);
        QCOMPARE(shown(steps),
            (QStringList{"annual_churn Enterprise: 0.25 to 0.5", "max_logos_per_csm Enterprise: - to 30", "fte: 4 to 6",
                "utilisation: 0.75 to 0.5", "ramp: 4 to 2"}));
        QVERIFY(applied(base(), steps) == other);
        QCOMPARE(shown(leverSteps(other, base())).first(), QStringLiteral("annual_churn Enterprise: 0.5 to 0.25"));
    }

    /// January and February differ, March does not.
    void hiresByMonth()
    {
        CompleteScenario other = base();
        other.team.hires = {{Month(2027, 2), 3}, {Month(2027, 1), 1}, {Month(2027, 1), 0.5}, {Month(2027, 3), 1}};
        const auto steps = leverSteps(base(), other);
        QCOMPARE(shown(steps), (QStringList{"hires 2027-01: 2 to 1.5", "hires 2027-02: 0 to 3"}));
        QVERIFY(applied(base(), {steps.front()}).team.hires
            == (std::vector<TeamChange>{{Month(2027, 1), 1.5}, {Month(2027, 3), 1}}));
        QVERIFY(applied(base(), steps) == other);
    }

    void hiresTakenAway()
    {
        CompleteScenario other = base();
        other.team.hires = {{Month(2027, 3), 1}};
        other.team.leavers = {{Month(2027, 2), 1}};
        const auto steps = leverSteps(base(), other);
        QCOMPARE(shown(steps), (QStringList{"hires 2027-01: 2 to 0", "leavers 2027-02: 0 to 1"}));
        QVERIFY(applied(base(), steps) == other);
    }

    void theSamePeopleListedOtherwise()
    {
        CompleteScenario other = base();
        std::swap(other.team.hires[0], other.team.hires[1]);
        const auto steps = leverSteps(base(), other);
        QCOMPARE(shown(steps), QStringList{"hires: - to -"});
        QVERIFY(applied(base(), steps) == other);
    }

    void segmentsThatComeAndGo()
    {
        CompleteScenario other = base();
        other.segments[0].name = "Key accounts";
        const auto steps = leverSteps(base(), other);
        QCOMPARE(shown(steps), (QStringList{"segment Enterprise: - to -", "segment Key accounts: - to -"}));
        QVERIFY(applied(base(), steps) == other);
    }
};

QTEST_APPLESS_MAIN(TestLeverSteps)
#include "tst_lever_steps.moc"
