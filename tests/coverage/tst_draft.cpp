#include "core/coverage/draft.h"
#include "core/coverage/plan_effect.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

int loadOf(const CoverageInput &input, const char *name)
{
    for (std::size_t i = 0; i < input.loads.size(); ++i) {
        if (input.accounts->at(input.loads[i].account).name == name)
            return int(i);
    }
    return -1;
}

const Book *bookOf(const Books &books, int csm)
{
    for (const Book &book : books.books) {
        if (book.csm == csm)
            return &book;
    }
    return nullptr;
}

double hoursIn(const Books &books)
{
    double sum = books.vacant.hours;
    for (const Book &book : books.books)
        sum += book.hours;
    return sum;
}

} // namespace

/// Moves somebody plans. Ann holds 16 x 1.5 = 24 h of Alpha, 9.6 of Beta, 1 of Gamma; Bob 1.2 of Delta; Epsilon (8) is
/// vacant; one FTE has 80 h.
class TestDraft : public QObject {
    Q_OBJECT

    std::unique_ptr<test::CoverageFixture> m_data;
    CoverageInput m_input;

private slots:
    void initTestCase()
    {
        m_data = std::make_unique<test::CoverageFixture>();
        m_data->settle();
        auto input = coverageOf(*portfolio::Portfolio::of(m_data->workspace()), test::CoverageFixture::model());
        QVERIFY2(input.ok(), input.ok() ? "" : input.error().message.english().c_str());
        m_input = std::move(*input);
    }

    void aMoveTakesItsHoursAlong()
    {
        const int beta = loadOf(m_input, "Beta");
        const int ann = m_input.roster.find("c1");
        const int cy = m_input.roster.find("c3");
        const Message why(QD_WORDS("Test", "Relieves %1"), {std::string("Ann")});
        const Draft draft = withMove(m_input, {}, beta, cy, why);
        const DraftBooks after = applyDraft(m_input, draft);
        QCOMPARE(after.moves.size(), std::size_t(1));
        QCOMPARE(after.moves[0].from, ann);
        QCOMPARE(after.moves[0].to, cy);
        QCOMPARE(after.moves[0].hours, 9.6);
        QVERIFY(after.moves[0].why == why);
        QVERIFY(handoversOf(after.moves).at(0).explanation == why);
        QCOMPARE(bookOf(after.books, ann)->hours, 25.0);
        QCOMPARE(bookOf(after.books, cy)->hours, 9.6);
        QCOMPARE(*utilisationWith(*bookOf(booksOf(m_input), cy), m_input.loads[std::size_t(beta)]), 0.12);
    }

    void hoursAreConservedWhateverMoves()
    {
        const double before = hoursIn(booksOf(m_input));
        QCOMPARE(before, 24 + 9.6 + 1 + 1.2 + 8);
        Draft draft;
        for (std::size_t load = 0; load < m_input.loads.size(); ++load) {
            draft = withMove(m_input, draft, int(load), int(load % m_input.roster.csms.size()));
            const DraftBooks after = applyDraft(m_input, draft);
            QCOMPARE(hoursIn(after.books), before);
            int accounts = after.books.vacant.accounts;
            for (const Book &book : after.books.books)
                accounts += book.accounts;
            QCOMPARE(accounts, int(m_input.loads.size()));
        }
    }

    void homeAgainIsNoMove()
    {
        const int beta = loadOf(m_input, "Beta");
        Draft draft = withMove(m_input, {}, beta, m_input.roster.find("c3"));
        draft = withMove(m_input, draft, beta, m_input.roster.find("c1"));
        QVERIFY(draft.moves.empty());
        draft.moves = {{"no such account", "c3", {}}, {m_input.accounts->at(0).id, "no such csm", {}}};
        QVERIFY(applyDraft(m_input, draft).moves.empty());
    }

    void toTheFirstOfTheTeam()
    {
        QCOMPARE(m_input.roster.find("c1"), 0);
        const int delta = loadOf(m_input, "Delta");
        const DraftBooks after = applyDraft(m_input, withMove(m_input, {}, delta, 0));
        QCOMPARE(after.moves.size(), std::size_t(1));
        QCOMPARE(after.moves[0].from, m_input.roster.find("c2"));
        QCOMPARE(after.moves[0].to, 0);
        QCOMPARE(after.loads[std::size_t(delta)].csm, 0);
    }

    /// Ann's book is one of Enterprise, and Gamma of SMB a part of it; Epsilon is a vacancy of Enterprise.
    void solvingTakesWholeBooksAndVacanciesOfTheSegment()
    {
        const DraftBooks asIs = applyDraft(m_input, {});
        const auto segments = [&](int segment) {
            const CoverageInput part = solveInput(m_input, asIs, segment);
            std::vector<int> found;
            for (const char *name : {"Alpha", "Gamma", "Delta", "Epsilon"})
                found.push_back(part.loads[std::size_t(loadOf(part, name))].segment);
            return found;
        };
        QCOMPARE(segments(0), (std::vector<int>{0, 1, -1, 0}));
        QCOMPARE(segments(1), (std::vector<int>{-1, -1, 1, -1}));
    }

    void whoMayTakeWhat_data()
    {
        QTest::addColumn<QByteArray>("account");
        QTest::addColumn<QByteArray>("csm");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("serves all regions") << QByteArray("Beta") << QByteArray("c3") << QByteArray();
        QTest::newRow("segment") << QByteArray("Beta") << QByteArray("c2") << QByteArray("segment Enterprise");
        QTest::newRow("region") << QByteArray("Epsilon") << QByteArray("c1") << QByteArray("region APAC");
    }
    void whoMayTakeWhat()
    {
        QFETCH(QByteArray, account);
        QFETCH(QByteArray, csm);
        QFETCH(QByteArray, reason);
        const AccountLoad &load = m_input.loads[std::size_t(loadOf(m_input, account.constData()))];
        const auto may = mayTake(m_input, load, m_input.roster.find(csm.toStdString()));
        QCOMPARE(may.ok(), reason.isEmpty());
        if (!may) {
            const std::string sentence = may.error().message.english();
            QVERIFY2(sentence.find(reason.toStdString()) != std::string::npos, sentence.c_str());
            QVERIFY2(sentence.find(account.toStdString()) == 0, sentence.c_str());
        }
    }

    void solvingKeepsToTheSegmentAndThePlan()
    {
        const int alpha = loadOf(m_input, "Alpha");
        const int cy = m_input.roster.find("c3");
        const DraftBooks planned = applyDraft(m_input, withMove(m_input, {}, alpha, cy));
        const CoverageInput scope = solveInput(m_input, planned, m_input.model.segmentNamed("Enterprise"));
        QCOMPARE(scope.loads.size(), m_input.loads.size());
        QCOMPARE(scope.loads[std::size_t(alpha)].csm, cy);
        const int customer = m_input.loads[std::size_t(alpha)].account;
        QCOMPARE(scope.model.assign.pins, std::vector<std::string>{m_input.accounts->at(customer).id});
        QCOMPARE(scope.loads[std::size_t(loadOf(m_input, "Delta"))].segment, -1); // Bob's book is SMB
        Progress progress;
        assignment::Options options;
        options.useSolver = false;
        const auto plan = planAssignment(scope, options, progress);
        QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().message.english().c_str());
        for (const PlannedBook &book : plan->books)
            QVERIFY(book.csm != m_input.roster.find("c2"));
        for (const PlacedAccount &account : plan->accounts)
            QVERIFY(account.load != alpha || !account.isMove());
        const PlanEffect effect = effectOf(*plan);
        QVERIFY(effect.after.spread >= 0 && effect.keptShare <= 1);
    }

    void theHandoverListNeutralisesFormulas()
    {
        m_data->run("UPDATE account SET name = '=1+1' WHERE name = 'Beta'", {});
        auto input = coverageOf(*portfolio::Portfolio::of(m_data->workspace()), test::CoverageFixture::model());
        QVERIFY(input.ok());
        const int beta = loadOf(*input, "=1+1");
        QVERIFY(beta >= 0);
        const auto after = applyDraft(*input, withMove(*input, {}, beta, input->roster.find("c3")));
        const QList<QByteArray> lines =
            QByteArray::fromStdString(handoverCsv(*input, handoversOf(after.moves))).split('\n');
        QCOMPARE(lines.size(), 3); // with the one after the last line break
        QCOMPARE(lines[0],
            QByteArray(
                "account,name,segment,region,arr,hours,renewal_date,from,from_name,to,to_name,reason,explanation"));
        QVERIFY2(lines[1].endsWith(",'=1+1,Enterprise,EMEA,200000.00,9.60,2026-12-31,c1,Ann,c3,Cy,,"), lines[1]);
    }
};

QTEST_GUILESS_MAIN(TestDraft)
#include "tst_draft.moc"
