#include "core/coverage/assignment_plan.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::coverage;

namespace {

/// A team and its accounts made in code; only names and ids come from a workspace. Every CSM has 100 hours a month.
class Team {
public:
    Team()
    {
        m_data.source("crm", "crm");
        m_data.source("desk", "support");
        input.asOf = *Date::fromIso("2026-10-31");
        input.currency = *Currency::fromCode("USD");
        input.model.hoursPerMonth = 100;
        input.model.utilisation = 1;
        input.model.segments = {{"SMB", "low", 1, {}, {}, {}}};
    }

    int csm(const char *id, const char *name)
    {
        Csm csm;
        csm.id = id;
        csm.name = name;
        input.roster.csms.push_back(csm);
        return int(input.roster.csms.size()) - 1;
    }

    AccountLoad &account(const char *id, double hours, int csm, std::int64_t arr = 100'000)
    {
        m_data.account("crm", id, std::string("Customer ") + id);
        m_ids.emplace_back(id);
        AccountLoad load;
        load.segment = 0;
        load.segmentName = "SMB";
        load.hours = hours;
        load.csm = csm;
        load.arr = arr;
        input.loads.push_back(load);
        return input.loads.back();
    }

    /// Reads the directory, after which the accounts have their indices.
    CoverageInput &settled()
    {
        m_data.settle();
        input.accounts =
            std::make_shared<identity::AccountDirectory>(identity::AccountDirectory::load(m_data.workspace()));
        for (std::size_t load = 0; load < m_ids.size(); ++load)
            input.loads[load].account = input.accounts->indexOfRecord("crm", m_ids[load]);
        return input;
    }

    test::WorkspaceFixture &data() { return m_data; }

    CoverageInput input;

private:
    test::WorkspaceFixture m_data;
    std::vector<std::string> m_ids;
};

AssignmentPlan planned(Team &team)
{
    Progress progress;
    assignment::Options options;
    options.gap = 0;
    auto plan = planAssignment(team.settled(), options, progress);
    if (!plan)
        qFatal("%s", plan.error().message.english().c_str());
    return std::move(*plan);
}

/// "customer: from -> to" of every move, by customer.
QStringList movesOf(const Team &team, const AssignmentPlan &plan)
{
    QStringList moves;
    for (const PlacedAccount &account : plan.accounts) {
        if (!account.isMove())
            continue;
        const auto &csms = team.input.roster.csms;
        const int directory = team.input.loads[std::size_t(account.load)].account;
        moves << QString::fromStdString(team.input.accounts->at(directory).name + ": "
            + (account.from < 0 ? "-" : csms[std::size_t(account.from)].id) + " -> " + csms[std::size_t(account.to)].id
            + " " + toString(account.why.value()));
    }
    moves.sort();
    return moves;
}

/// Ann holds 60 and 60, Bo 50, Cy nothing, 10 are vacant: one sixty to Cy and the vacancy to Bo leave 60, 60, 60.
void fillByHand(Team &team)
{
    const int ann = team.csm("c1", "Ann");
    const int bo = team.csm("c2", "Bo");
    team.csm("c3", "Cy");
    team.account("a1", 60, ann, 500'000);
    team.account("a2", 60, ann, 200'000);
    team.account("a3", 50, bo);
    team.account("a4", 10, -1);
}

} // namespace

class TestAssignmentPlan : public QObject {
    Q_OBJECT
private slots:
    void byHand()
    {
        Team team;
        fillByHand(team);
        const AssignmentPlan plan = planned(team);
        QCOMPARE(toString(plan.assignment.status), "optimal");
        QCOMPARE(plan.assignment.objective, 2.0);
        QCOMPARE(plan.moves, 2);
        // Of the two sixties the one with less ARR goes.
        QCOMPARE(movesOf(team, plan), (QStringList{"Customer a2: c1 -> c3 overload", "Customer a4: - -> c2 vacancy"}));
        QCOMPARE(plan.books.size(), std::size_t(3));
        QCOMPARE(plan.books[0].utilisationBefore(), 1.2);
        for (const PlannedBook &book : plan.books)
            QCOMPARE(book.utilisationAfter(), 0.6);
        QCOMPARE(plan.books[2].after.arr, 200'000);
        double hours = 0;
        for (const PlannedBook &book : plan.books)
            hours += book.after.hours;
        QCOMPARE(hours, 180.0);
    }

    void movesAreExplained()
    {
        Team team;
        fillByHand(team);
        const AssignmentPlan plan = planned(team);
        QCOMPARE(explained(team.input, plan, plan.accounts[1]).english(),
            std::string("Relieves Ann, whose book is above capacity: Ann 120\u00a0% to 60\u00a0%, Cy 0\u00a0% to "
                        "60\u00a0%, all moves taken "
                        "together."));
        QCOMPARE(explained(team.input, plan, plan.accounts[3]).english(),
            std::string("Fills a vacancy: Bo 50\u00a0% to 60\u00a0%, all moves taken together."));
    }

    void handoverList()
    {
        Team team;
        fillByHand(team);
        team.data().run("UPDATE accounts SET name = '=HYPERLINK(1)' WHERE account_id = 'a4'", {});
        const AssignmentPlan plan = planned(team);
        const QStringList lines = QString::fromStdString(handoverCsv(team.input, handoversOf(team.input, plan)))
                                      .split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0],
            "account,name,segment,region,arr,hours,renewal_date,from,from_name,to,to_name,reason,explanation");
        QVERIFY2(lines[1].contains(",'=HYPERLINK(1),SMB,,1000.00,10.00,,,,c2,Bo,vacancy,"), qPrintable(lines[1]));
        QVERIFY2(lines[2].contains(",Customer a2,SMB,,2000.00,60.00,,c1,Ann,c3,Cy,overload,"), qPrintable(lines[2]));
    }

    void pinsStay()
    {
        Team team;
        fillByHand(team);
        team.input.model.assign.pins = {"a2"}; // the id of a source
        QCOMPARE(movesOf(team, planned(team)),
            (QStringList{"Customer a1: c1 -> c3 overload", "Customer a4: - -> c2 vacancy"}));
        team.input.model.assign.pins = {"a1", "a2"};
        QCOMPARE(movesOf(team, planned(team)), (QStringList{"Customer a4: - -> c3 vacancy"}));
    }

    void badPins_data()
    {
        QTest::addColumn<QString>("pin");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("unknown") << "a9"
                                 << "The pin \"a9\" is no account's id, neither here nor in any source.";
        QTest::newRow("vacant") << "a4"
                                << "but it has no CSM";
        QTest::newRow("two accounts") << "7"
                                      << "The pin \"7\" is the id of different accounts in different sources";
        QTest::newRow("region") << "a3"
                                << "but that is with Bo, who does not serve region EMEA";
    }

    void badPins()
    {
        QFETCH(QString, pin);
        QFETCH(QString, sentence);
        Team team;
        fillByHand(team);
        team.account("7", 1, 0);
        team.data().account("desk", "7", "Somebody else");
        team.input.roster.csms[1].regions = {"AMER"};
        team.input.loads[2].region = "EMEA";
        team.input.model.assign.pins = {pin.toStdString()};
        const auto inputs = assignmentInputs(team.settled());
        QVERIFY(!inputs.ok());
        QCOMPARE(inputs.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(inputs.error().message.english().find(sentence.toStdString()) != std::string::npos,
            inputs.error().message.english().c_str());
    }

    void whoMayServe_data()
    {
        QTest::addColumn<QStringList>("regions");
        QTest::addColumn<QStringList>("segments");
        QTest::addColumn<QStringList>("languages");
        QTest::addColumn<QString>("accountLanguage");
        QTest::addColumn<bool>("assignable");
        const QStringList none;
        QTest::newRow("all") << none << none << none << "de" << true;
        QTest::newRow("region") << QStringList{"emea"} << none << none << "de" << true;
        QTest::newRow("other region") << QStringList{"APAC"} << none << none << "de" << false;
        QTest::newRow("other segment") << none << QStringList{"Enterprise"} << none << "de" << false;
        QTest::newRow("language") << none << none << QStringList{"fr", "DE"} << "de" << true;
        QTest::newRow("other language") << none << none << QStringList{"fr"} << "de" << false;
        QTest::newRow("no language asked") << none << none << QStringList{"fr"} << "" << true;
    }

    void whoMayServe()
    {
        QFETCH(QStringList, regions);
        QFETCH(QStringList, segments);
        QFETCH(QStringList, languages);
        QFETCH(QString, accountLanguage);
        QFETCH(bool, assignable);
        const auto texts = [](const QStringList &list) {
            std::vector<std::string> out;
            for (const QString &each : list)
                out.push_back(each.toStdString());
            return out;
        };
        Team team;
        team.csm("c1", "Ann");
        team.input.roster.csms[0].regions = texts(regions);
        team.input.roster.csms[0].segments = texts(segments);
        team.input.roster.csms[0].languages = texts(languages);
        AccountLoad &load = team.account("a1", 10, -1);
        load.region = "EMEA";
        load.language = accountLanguage.toStdString();
        team.account("a2", 10, -1).segment = -1; // no touch model: takes no part, nor is it unassignable
        const AssignmentPlan plan = planned(team);
        QCOMPARE(plan.accounts.size(), std::size_t(assignable ? 1 : 0));
        QCOMPARE(plan.unassignable.size(), std::size_t(assignable ? 0 : 1));
    }

    void thoseGoneTakeNoPart()
    {
        Team team;
        fillByHand(team);
        team.input.roster.csms[0].end = *Date::fromIso("2026-10-30");
        const AssignmentPlan plan = planned(team);
        QCOMPARE(plan.books.size(), std::size_t(2));
        QCOMPARE(plan.moves, 3);
        QCOMPARE(plan.accounts[0].why.value(), MoveReason::NotServed);
        QVERIFY(explained(team.input, plan, plan.accounts[0])
                    .english()
                    .starts_with("Leaves Ann, who is not in force on 2026-10-31: "));
        for (Csm &csm : team.input.roster.csms)
            csm.end = *Date::fromIso("2026-10-30");
        Progress progress;
        QCOMPARE(planAssignment(team.settled(), {}, progress).error().code, ErrorCode::NoData);
    }

    void fullBooksNameAccountAndCsms()
    {
        Team team;
        fillByHand(team);
        team.input.model.assign.maxAccounts = 1;
        Progress progress;
        const auto plan = planAssignment(team.settled(), {}, progress);
        QVERIFY(!plan.ok());
        QCOMPARE(plan.error().code, ErrorCode::InvalidArgument);
        QVERIFY(*plan.error().message.words().context != '\0'); // a template, not a finished sentence
        QVERIFY2(plan.error().message.english().find("max_accounts 1") != std::string::npos
                && plan.error().message.english().find("Customer a") != std::string::npos
                && plan.error().message.english().find("may only go to Ann, Bo and Cy, who are all full")
                    != std::string::npos,
            plan.error().message.english().c_str());
        team.input.model.assign.maxAccounts = 2;
        for (const PlannedBook &book : planned(team).books)
            QVERIFY(book.after.accounts <= 2);
    }

    void familiesStayTogether()
    {
        Team team;
        fillByHand(team);
        for (std::size_t member : {0U, 1U})
            team.input.loads[member].family = 77;
        team.input.model.assign.keepFamilies = true;
        const AssignmentPlan plan = planned(team);
        QCOMPARE(plan.accounts[0].to, plan.accounts[1].to);
        QVERIFY(plan.warnings.empty());

        // Where nobody may serve both, they part, and that is said.
        team.input.roster.csms[0].regions = {"AMER"};
        team.input.roster.csms[1].regions = {"EMEA"};
        team.input.roster.csms[2].regions = {"EMEA"};
        team.input.loads[0].region = "AMER";
        for (std::size_t other : {1U, 2U, 3U})
            team.input.loads[other].region = "EMEA";
        const AssignmentPlan apart = planned(team);
        QVERIFY(apart.accounts[0].to != apart.accounts[1].to);
        QCOMPARE(apart.warnings.size(), std::size_t(1));
        QVERIFY(apart.warnings[0].english().find("not kept together") != std::string::npos);
    }

    void protectedStay_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("health");
        QTest::addColumn<QString>("stage");
        QTest::addColumn<QString>("renewal");
        QTest::addColumn<bool>("stays");
        QTest::newRow("red") << int(Protection::Red) << "red"
                             << ""
                             << "" << true;
        QTest::newRow("yellow is not") << int(Protection::Red) << "yellow"
                                       << ""
                                       << "" << false;
        QTest::newRow("onboarding") << int(Protection::Onboarding) << ""
                                    << "Onboarding"
                                    << "" << true;
        QTest::newRow("renews on day 120") << int(Protection::RenewingSoon) << ""
                                           << ""
                                           << "2027-02-28" << true;
        QTest::newRow("renews later") << int(Protection::RenewingSoon) << ""
                                      << ""
                                      << "2027-03-01" << false;
        QTest::newRow("renewed before") << int(Protection::RenewingSoon) << ""
                                        << ""
                                        << "2026-10-30" << false;
    }

    void protectedStay()
    {
        QFETCH(int, rule);
        QFETCH(QString, health);
        QFETCH(QString, stage);
        QFETCH(QString, renewal);
        QFETCH(bool, stays);
        Team team;
        fillByHand(team);
        AccountLoad &load = team.input.loads[1];
        load.health = portfolio::healthColourOf(health.toStdString());
        load.stage = stage.toStdString();
        if (const auto end = Date::fromIso(renewal.toStdString()))
            load.renewals = {{*end, load.arr}};
        team.input.model.assign.protect = {Protection(rule)};
        QCOMPARE(planned(team).accounts[1].isMove(), !stays);
    }

    void poolsAreSetsOfRegionsAndSegments()
    {
        Team team;
        fillByHand(team);
        team.input.roster.csms[0].regions = {"EMEA", "AMER"};
        team.input.roster.csms[1].regions = {"amer", "emea"};
        QCOMPARE(assignmentInputs(team.settled())->problem.pools, 1);
        team.input.model.assign.spreadScope = AssignModel::SpreadScope::Pool;
        const auto inputs = assignmentInputs(team.settled());
        QCOMPARE(inputs->problem.pools, 2);
        QCOMPARE(inputs->problem.csms[0].pool, inputs->problem.csms[1].pool);
        QVERIFY(inputs->problem.csms[2].pool != inputs->problem.csms[0].pool);
    }

    /// Somebody drags a2 to Bo instead, and back to whom it was with.
    void otherAnswers()
    {
        Team team;
        fillByHand(team);
        const AssignmentPlan plan = planned(team);
        assignment::UnitAssignment to = plan.assignment.to;
        const auto unit = std::size_t(std::ranges::find(plan.inputs.units, std::vector{1}) - plan.inputs.units.begin());
        QCOMPARE(to[unit], 2);
        to[unit] = 1;
        const AssignmentPlan other = withAssignment(team.input, plan, to);
        QCOMPARE(other.moves, 2);
        QCOMPARE(other.assignment.objective, 2 + 5 * 20 + 10 * 1.2); // Ann 60, Bo 60 + 50 + 10, Cy 0
        QCOMPARE(other.books[1].utilisationAfter(), 1.2);
        QCOMPARE(withAssignment(team.input, other, plan.assignment.to).assignment.objective, plan.assignment.objective);
    }

    void acceptedMovesStay()
    {
        Team team;
        fillByHand(team);
        AssignmentPlan plan = planned(team);
        plan.accounts[0].to = 1; // the bigger sixty goes to Bo, whatever the plan says
        team.input = withAccepted(team.input, {plan.accounts.data(), 1});
        QCOMPARE(team.input.loads[0].csm, 1);
        const AssignmentPlan again = planned(team);
        QVERIFY(!again.accounts[0].isMove());
        QCOMPARE(again.accounts[0].to, 1);
    }

    void movesWeighedByArr()
    {
        Team team;
        fillByHand(team); // ARR 5000, 2000, 1000 and 1000: mean 2250
        team.input.model.assign.moveWeight = AssignModel::MoveWeight::Arr;
        const AssignmentPlan plan = planned(team);
        QCOMPARE(plan.moves, 2);
        QCOMPARE(plan.parts.moveWeight, (2000.0 + 1000.0) / 2250.0);
        QCOMPARE(plan.assignment.objective, (2000.0 + 1000.0) / 2250.0);
    }
};

QTEST_GUILESS_MAIN(TestAssignmentPlan)
#include "tst_assignment_plan.moc"
