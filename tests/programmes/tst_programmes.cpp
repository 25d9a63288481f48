#include "core/identity/mergers.h"
#include "core/programmes/programme_figures.h"
#include "core/programmes/touch.h"
#include "core/store/settings.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::programmes;

namespace {

/// Amber (Enterprise, of Ann, ARR 100), Birch and Cedar (SMB, of Bob, 300 and 50) since 2025, Dogwood (SMB) without
/// ARR; as of 2026-06-30, plans of 2026-03-31 too. By the model that holds unset Enterprise has high touch, SMB tech.
void fill(test::ImportedWorkspace &data)
{
    const std::string columns = "plan_id,account_id,objective,created_date,due_date,closed_date,status\n";
    data.file("crm.accounts",
        "account_id,name,segment,owner\nA,Amber,Enterprise,Ann\nB,Birch,SMB,Bob\nC,Cedar,SMB,Bob\nD,Dogwood,SMB,\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,,100\n2,B,2025-01-01,2026-12-31,300\n"
        "3,C,2025-01-01,,50\n");
    data.file("crm.plans",
        columns + "1,A,One,2026-01-01,2026-06-29,,open\n2,A,Two,2026-02-01,,,open\n10,D,Ten,2026-01-01,,,open\n");
    data.import("2026-03-31");
    data.file("crm.plans",
        columns
            + "1,A,One,2026-01-01,2026-06-29,,open\n2,A,Two,2026-02-01,2026-06-30,,open\n" // not late on the day itself
              "3,A,Three,2026-01-01,,2026-06-01,met\n4,B,Four,2025-01-01,,2025-07-01,met\n"
              "5,B,Five,2025-01-01,,2025-06-30,missed\n6,B,Six,2025-01-01,,2026-01-01,missed\n"
              "7,B,Seven,2025-01-01,,2026-01-01,dropped\n8,C,Eight,2026-07-01,,,open\n");
    data.file("crm.escalations",
        "escalation_id,account_id,opened_at,tier,responded_at,resolved_at\n"
        "1,A,2026-06-01T00:00:00Z,1,2026-06-02T00:00:00Z,2026-06-01T10:00:00Z\n"
        "2,B,2026-06-10T00:00:00Z,1,2026-06-11T00:00:01Z,2026-06-10T20:00:00Z\n"
        "3,D,2026-06-30T14:00:00Z,1,,\n4,A,2026-06-20T00:00:00Z,4,,2026-07-01T00:00:00Z\n"
        "5,A,2026-06-01T00:00:00Z,,,\n6,A,2026-07-01T00:00:00Z,1,,\n");
    data.file("crm.engagements",
        "engagement_id,account_id,date,program,event\n1,A,2026-06-01,Webinar,attended\n2,B,2026-06-01,Webinar,sent\n"
        "3,B,2026-06-02,Webinar,opened\n4,C,2026-06-01,Webinar,sent\n5,C,2026-04-02,Course,completed\n"
        "6,D,2026-04-01,Course,completed\n7,D,2026-06-01,Course,bounced\n8,C,2026-07-01,Webinar,clicked\n");
    data.file("crm.surveys",
        "response_id,account_id,date,kind,score,respondent\n1,A,2026-01-01,nps,3,x\n2,A,2026-06-01,nps,9,x\n"
        "3,B,2026-05-01,nps,6,y\n4,B,2026-05-02,nps,7,z\n5,C,2026-06-30,nps,10,\n6,C,2026-06-30,nps,10,\n"
        "7,C,2025-06-30,nps,0,w\n8,A,2026-06-01,nps,11,v\n9,A,2026-06-01,csat,4,\n10,B,2026-06-01,csat,3,\n"
        "11,A,2026-06-01,ces,6,\n12,B,2026-06-01,ces,5,\n");
    data.file("crm.tickets",
        "ticket_id,account_id,created_at,solved_at,csat\n1,B,2026-06-01,2026-06-05,5\n2,B,2026-06-01,2026-07-01,1\n");
    data.file("crm.activities",
        "activity_id,account_id,date,type\n1,A,2026-06-01,call\n2,A,2026-04-01,email\n3,A,2026-04-02,qbr\n"
        "4,B,2026-05-01,training\n5,B,2026-05-01,exec_touch\n6,C,2026-04-30,meeting\n");
    data.import("2026-06-30");
}

struct Read {
    test::ImportedWorkspace data;
    Progress progress;
    std::unique_ptr<const signs::Signals> history;

    Read()
    {
        fill(data);
        auto read = signs::Signals::read(data.workspace(), progress);
        if (!read)
            qFatal("%s", read.error().message.english().c_str());
        history = std::move(*read);
    }
    [[nodiscard]] ProgrammeFigures on(const char *iso, const char *by = "segment") const
    {
        auto figures = programmesOn(
            const_cast<Read *>(this)->data.workspace(), *history, *Date::fromIso(iso), by, [](int) { return true; });
        if (!figures)
            qFatal("%s", figures.error().message.english().c_str());
        return std::move(*figures);
    }
};

/// Amber (Enterprise), Birch (SMB) and Cedar (none), each with a row of everything on 2026-06-01; Birch is part of
/// Amber from 2026-06-15 on. Of Amber's objective a file of 2026-06-30 says, without a day, that it was met.
struct Merged {
    test::ImportedWorkspace data;
    std::shared_ptr<const portfolio::Portfolio> portfolio;

    Merged()
    {
        data.file("crm.accounts", "account_id,name,segment\nA,Amber,Enterprise\nB,Birch,SMB\nC,Cedar,\n");
        data.file("crm.subscriptions", "subscription_id,account_id,start_date,arr\n1,A,2025-01-01,100\n");
        data.file("crm.plans",
            "plan_id,account_id,objective,created_date,status\n1,A,One,2026-01-01,met\n2,B,Two,2026-01-02,open\n");
        data.file("crm.escalations",
            "escalation_id,account_id,opened_at,tier\n1,A,2026-06-01T00:00:00Z,1\n2,B,2026-06-01T00:00:00Z,2\n");
        data.file("crm.engagements",
            "engagement_id,account_id,date,program,event\n1,A,2026-06-01,Webinar,sent\n"
            "2,B,2026-06-01,Webinar,attended\n3,B,2026-06-01,Webinar,bounced\n");
        data.file("crm.surveys",
            "response_id,account_id,date,kind,score,respondent\n1,A,2026-06-01,nps,9,x\n2,B,2026-06-01,nps,2,y\n");
        data.file("crm.activities", "activity_id,account_id,date,type\n1,A,2026-06-01,call\n2,B,2026-06-01,email\n");
        data.import("2026-06-30");
        data.workspace().setSetting(identity::MergersSetting,
            identity::textOf({{{"crm", "B"}, {"crm", "A"}, *Date::fromIso("2026-06-15"), false, "Ann"}}));
        portfolio = portfolio::Portfolio::of(data.workspace());
    }
    /// Whose the rows are, "Amber Birch".
    template <typename Row>
    [[nodiscard]] QString whose(const std::vector<Row> &rows) const
    {
        QStringList names;
        for (const Row &row : rows)
            names << QString::fromStdString(portfolio->accounts().at(row.account).name);
        names.sort();
        return names.join(u' ');
    }
};

QString text(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 3) : QStringLiteral("-");
}

} // namespace

/// The programmes' figures, worked by hand on both sides of every limit.
class TestProgrammes : public QObject {
    Q_OBJECT
private slots:
    void plans()
    {
        const Read book;
        const auto found = book.on("2026-06-30").plans;
        QStringList rows;
        for (const PlanFigures &row : found)
            rows << QStringLiteral("%1 %2/%3 open %4 late %5 untouched %6 met %7 missed %8 dropped %9")
                        .arg(QString::fromStdString(row.group))
                        .arg(row.withPlan)
                        .arg(row.customers)
                        .arg(row.open)
                        .arg(row.late)
                        .arg(row.untouched)
                        .arg(row.met)
                        .arg(row.missed)
                        .arg(row.dropped);
        QCOMPARE(rows,
            (QStringList{QStringLiteral("total 1/3 open 2 late 1 untouched 1 met 2 missed 1 dropped 1"),
                QStringLiteral("Enterprise 1/1 open 2 late 1 untouched 1 met 1 missed 0 dropped 0"),
                QStringLiteral("SMB 0/2 open 0 late 0 untouched 0 met 1 missed 1 dropped 1")}));
        QCOMPARE(text(found[0].planRate()), QStringLiteral("0.333"));
        QCOMPARE(text(found[0].metRate()), QStringLiteral("0.667"));
        QVERIFY(!found[1].metRate() || *found[1].metRate() == 1);
        // On the day before the first is not late, and was changed 90 days ago; what changed the second is not known
        const PlanFigures before = book.on("2026-06-29").plans[0];
        QCOMPARE(before.late, 0);
        QCOMPARE(before.untouched, 1);
    }

    void planStates()
    {
        Plan plan;
        plan.created = *Date::fromIso("2026-01-01");
        plan.changed = *Date::fromIso("2026-03-31");
        plan.due = Date::fromIso("2026-06-30");
        plan.closed = Date::fromIso("2026-07-01");
        plan.said = PlanState::Missed;
        QCOMPARE(plan.stateOn(*Date::fromIso("2026-06-30")), PlanState::Open);
        QCOMPARE(plan.stateOn(*Date::fromIso("2026-07-01")), PlanState::Missed);
        QVERIFY(!plan.isLateOn(*Date::fromIso("2026-06-30")));
        plan.closed.reset();
        QCOMPARE(plan.stateOn(*Date::fromIso("2026-06-30")), PlanState::Missed);
        plan.said = PlanState::Open;
        QVERIFY(plan.isLateOn(*Date::fromIso("2026-07-01")));
        QVERIFY(!plan.isUntouchedOn(*Date::fromIso("2026-06-29"))); // 90 days
        QVERIFY(plan.isUntouchedOn(*Date::fromIso("2026-06-30"))); // 91
        QVERIFY(!plan.isKnownOn(*Date::fromIso("2025-12-31")) && plan.isKnownOn(plan.created));
    }

    void escalations()
    {
        Read book;
        const auto rows = [&] {
            QStringList all;
            for (const TierFigures &row : book.on("2026-06-30").escalations)
                all << QStringLiteral("%1: %2 open %3 median %4 mean %5 in time %6 of %7")
                           .arg(row.tier)
                           .arg(row.opened)
                           .arg(row.open)
                           .arg(text(row.medianHours), text(row.meanHours))
                           .arg(row.inTime)
                           .arg(row.asked);
            return all;
        };
        // Tier 1: 10 and 20 hours, one open for 10: S is 2/3 at 10 and 0 at 20. The second answer is a second late.
        QCOMPARE(rows(),
            (QStringList{QStringLiteral("1: 3 open 1 median 20.000 mean 15.000 in time 1 of 2"),
                QStringLiteral("4: 1 open 1 median - mean - in time 0 of 1"),
                QStringLiteral("0: 1 open 1 median - mean - in time 0 of 0")}));
        QVERIFY(session::changeSettings(book.data.workspace(), {{store::ResponseHoursSetting, "25,8,4,2"}}).ok());
        QVERIFY(rows()[0].endsWith(QStringLiteral("in time 2 of 2")));
    }

    void digital()
    {
        const Read book;
        QStringList rows;
        for (const EngagementFigures &row : book.on("2026-06-30").digital)
            rows << QStringLiteral("%1 %2/%3")
                        .arg(QString::fromStdString(row.program))
                        .arg(row.engaged)
                        .arg(row.reached);
        QCOMPARE(rows,
            (QStringList{QStringLiteral("total 2/2"), QStringLiteral("Course 1/1"), QStringLiteral("Webinar 1/2")}));
        QVERIFY(!book.on("2025-06-30").digital[0].rate());
    }

    void voice()
    {
        const Read book;
        const ProgrammeFigures figures = book.on("2026-06-30");
        QStringList rows;
        for (const VoiceRow &row : figures.voice)
            rows << QStringLiteral("%1 %2 %3 of %4 margin %5 before %6 off %7")
                        .arg(QLatin1String(nameOf(row.now.kind)), QString::fromStdString(row.now.group),
                            text(row.now.value()))
                        .arg(row.now.n)
                        .arg(text(row.now.margin()), text(row.before))
                        .arg(row.now.offScale);
        // NPS: 9, 6, 7, 10, 10; 1.96 sqrt(0.64 / 5). Before: the 3 of x and the 0 of w.
        QCOMPARE(rows,
            (QStringList{QStringLiteral("NPS total 40.000 of 5 margin 70.123 before -100.000 off 1"),
                QStringLiteral("NPS Enterprise 100.000 of 1 margin 0.000 before -100.000 off 1"),
                QStringLiteral("NPS SMB 25.000 of 4 margin 81.257 before -100.000 off 0"),
                QStringLiteral("CSAT total 0.667 of 3 margin - before - off 0"),
                QStringLiteral("CSAT Enterprise 1.000 of 1 margin - before - off 0"),
                QStringLiteral("CSAT SMB 0.500 of 2 margin - before - off 0"),
                QStringLiteral("CES total 5.500 of 2 margin - before - off 0"),
                QStringLiteral("CES Enterprise 6.000 of 1 margin - before - off 0"),
                QStringLiteral("CES SMB 5.000 of 1 margin - before - off 0")}));
        // 180 and 270 days before, 2026-01-01 and 2025-10-03: the 3 of x came on the first, the 0 of w holds on both
        QCOMPARE(text(figures.voice[0].earlier[0]) + ' ' + text(figures.voice[0].earlier[1]), "-100.000 -100.000");
        QCOMPARE(text(figures.voice[1].earlier[0]) + ' ' + text(figures.voice[1].earlier[1]), "-100.000 -");
        QCOMPARE(figures.detractors.size(), std::size_t(1));
        const Detractor &one = figures.detractors[0];
        QCOMPARE(book.history->accounts().at(one.account).name, std::string("Birch"));
        QCOMPARE(one.day, *Date::fromIso("2026-05-01"));
        QCOMPARE(figures.renewals[std::size_t(one.account)], Date::fromIso("2026-12-31"));
        QCOMPARE(figures.arr[std::size_t(one.account)], std::int64_t(30000));
        // Until the answer of June Amber's x was one too, and Cedar's w of 2025-06-30 was within the year; by ARR
        QStringList before;
        for (const Detractor &each : book.on("2026-05-31").detractors)
            before << QString::fromStdString(book.history->accounts().at(each.account).name);
        QCOMPARE(before, (QStringList{QStringLiteral("Birch"), QStringLiteral("Amber"), QStringLiteral("Cedar")}));
    }

    void contacts()
    {
        const Read book;
        QStringList rows;
        for (const ContactFigures &row : book.on("2026-06-30", "owner").contacts)
            rows << QStringLiteral("%1 %2: %3, personal %4, silent %5, sponsor %6")
                        .arg(QString::fromStdString(row.group))
                        .arg(row.customers)
                        .arg(row.touches)
                        .arg(row.personal)
                        .arg(row.silent)
                        .arg(row.sponsorSilent);
        QCOMPARE(rows,
            (QStringList{QStringLiteral("total 3: 5, personal 4, silent 1, sponsor 2"),
                QStringLiteral("Ann 1: 2, personal 2, silent 0, sponsor 1"),
                QStringLiteral("Bob 2: 3, personal 2, silent 1, sponsor 1")}));
    }

    /// Until the day before the merger each has its own rows, from that day on the one that goes on has all of them.
    void mergers_data()
    {
        QTest::addColumn<QString>("iso");
        QTest::addColumn<QString>("whose");
        QTest::addColumn<QStringList>("nps"); // Birch said 2, Amber 9
        QTest::addColumn<QStringList>("touches");
        QTest::addColumn<QStringList>("plans");
        QTest::newRow("before") << "2026-06-14"
                                << "Amber Birch" << QStringList{"total 0", "Enterprise 100", "SMB -100"}
                                << QStringList{"total 2/1", "Enterprise 1/1", "SMB 1/0", "(none) 0/0"}
                                << QStringList{"total 2", "Enterprise 1", "SMB 1", "(none) 0"};
        QTest::newRow("after") << "2026-06-15"
                               << "Amber Amber" << QStringList{"total 0", "Enterprise 0"}
                               << QStringList{"total 2/1", "Enterprise 2/1", "SMB 0/0", "(none) 0/0"}
                               << QStringList{"total 2", "Enterprise 2", "SMB 0", "(none) 0"};
    }
    void mergers()
    {
        QFETCH(QString, iso);
        Merged book;
        const store::Workspace &workspace = book.data.workspace();
        const identity::AccountDirectory &accounts = book.portfolio->accounts();
        const Date day = *Date::fromIso(iso.toStdString());
        Asked asked{day, std::vector<char>(std::size_t(accounts.size()), 1), {}};
        for (const identity::Account &account : accounts.accounts())
            asked.groups.push_back(account.field("segment"));
        QTEST(book.whose(readPlans(workspace, accounts, day)), "whose");
        QTEST(book.whose(readVoice(workspace, accounts, day)), "whose");
        QTEST(book.whose(readTouches(workspace, accounts, day)), "whose");
        QTEST(book.whose(readEscalations(workspace, accounts, day)), "whose");
        QTEST(book.whose(readEngagements(workspace, accounts, day)), "whose"); // what bounced reached nobody
        QStringList nps, touches, plans;
        for (const VoiceFigures &row : voiceFigures(readVoice(workspace, accounts, day), asked))
            nps << QStringLiteral("%1 %2").arg(QString::fromStdString(row.group)).arg(row.value().value_or(-1));
        QTEST(nps, "nps");
        const std::vector<double> never(std::size_t(accounts.size()), std::nan(""));
        for (const ContactFigures &row : contactFigures(readTouches(workspace, accounts, day), never, never, asked))
            touches << QStringLiteral("%1 %2/%3")
                           .arg(QString::fromStdString(row.group))
                           .arg(row.touches)
                           .arg(row.personal); // a mail is not
        QTEST(touches, "touches");
        for (const PlanFigures &row : planFigures(readPlans(workspace, accounts, day), asked))
            plans << QStringLiteral("%1 %2").arg(QString::fromStdString(row.group)).arg(row.open);
        QTEST(plans, "plans");
        const auto tiers = tierFigures(readEscalations(workspace, accounts, day), {24, 8, 4, 2}, asked);
        QCOMPARE(tiers.size(), std::size_t(2));
        QCOMPARE(tiers[1].tier, 2);
        QCOMPARE(tiers[1].answeredRate(), std::optional(0.0)); // its 8 hours are over
        const auto digital = engagementFigures(readEngagements(workspace, accounts, day), asked);
        QCOMPARE(digital[0].reached, iso == QStringLiteral("2026-06-14") ? 2 : 1);
        QCOMPARE(digital[0].engaged, 1);
    }

    /// A file that says later, and without a day, that an objective was met says nothing of the days before.
    void metLaterWithoutADay()
    {
        Merged book;
        const auto stateOn = [&](const char *iso) {
            const Date day = *Date::fromIso(iso);
            return readPlans(book.data.workspace(), book.portfolio->accounts(), day)[0].stateOn(day);
        };
        QCOMPARE(stateOn("2026-06-29"), PlanState::Open);
        QCOMPARE(stateOn("2026-06-30"), PlanState::Met);
    }

    void touch()
    {
        Merged book;
        Progress progress;
        const auto history = signs::Signals::read(book.data.workspace(), progress);
        const auto known = (*history)->known(*Date::fromIso("2026-06-14"));
        const auto found = touchOn(book.data.workspace(), **history, *known);
        QVERIFY(found.ok());
        QVERIFY(*found == (std::vector<std::string>{HighTouch, TechTouch, ""}));
    }

    void scales()
    {
        const auto isOn = [](VoiceKind kind, double score) {
            VoiceAnswer answer;
            answer.kind = kind;
            answer.score = score;
            return answer.isOnScale();
        };
        QVERIFY(isOn(VoiceKind::Nps, 0) && isOn(VoiceKind::Nps, 10) && !isOn(VoiceKind::Nps, -1));
        QVERIFY(!isOn(VoiceKind::Nps, 11) && !isOn(VoiceKind::Csat, 0) && isOn(VoiceKind::Csat, 1));
        QVERIFY(isOn(VoiceKind::Csat, 5) && !isOn(VoiceKind::Csat, 6) && !isOn(VoiceKind::Ces, 0));
        QVERIFY(isOn(VoiceKind::Ces, 1) && isOn(VoiceKind::Ces, 7) && !isOn(VoiceKind::Ces, 8));
        ContactFigures row;
        QVERIFY(!row.touchesEach());
        row.customers = 4;
        row.touches = 6;
        QCOMPARE(row.touchesEach(), std::optional(1.5));
    }

    void responseHours_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("unset") << "" << true;
        QTest::newRow("four") << "1, 2,3 ,8760" << true;
        QTest::newRow("three") << "24,8,4" << false;
        QTest::newRow("five") << "24,8,4,2,1" << false;
        QTest::newRow("none") << "24,8,4,0" << false;
        QTest::newRow("more than a year") << "8761,8,4,2" << false;
        QTest::newRow("no number") << "24,8,4,soon" << false;
    }
    void responseHours()
    {
        QFETCH(QString, value);
        QTEST(store::checkSetting(store::ResponseHoursSetting, value.toStdString()).ok(), "good");
        const std::array<int, 4> unset = *store::responseHoursSetting("");
        QCOMPARE(unset, (std::array<int, 4>{24, 8, 4, 2}));
    }
};

QTEST_GUILESS_MAIN(TestProgrammes)
#include "tst_programmes.moc"
