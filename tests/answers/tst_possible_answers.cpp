#include "core/answers/possible_answers.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

/// What can be asked of a workspace, file by file as they arrive.
class TestPossibleAnswers : public QObject {
    Q_OBJECT

    static std::map<std::string, answers::Answer> answersOf(test::WorkspaceFixture &data)
    {
        Progress progress;
        std::map<std::string, answers::Answer> byId;
        const auto answers = answers::possibleAnswers(data.workspace(), progress);
        for (const answers::Answer &answer : *answers)
            byId.emplace(answer.id, answer);
        return byId;
    }
    static std::string possible(test::WorkspaceFixture &data)
    {
        std::string ids;
        for (const auto &[id, answer] : answersOf(data)) {
            if (*answer.text.words().context == '\0' || *answer.title.words().context == '\0')
                return id + " says what cannot be translated";
            if (answer.text.isEmpty())
                return id + " says nothing";
            ids += answer.possible ? id + ' ' : "";
        }
        return ids;
    }

private slots:
    void nothingIsThere()
    {
        test::WorkspaceFixture data;
        QCOMPARE(possible(data), std::string());
    }

    void subscriptionsAlone()
    {
        test::WorkspaceFixture data;
        data.source("stripe", "billing");
        data.subscription("stripe", "s1", "c1", "1200.00", "2026-01-01");
        data.settle();
        QCOMPARE(possible(data), std::string("arr customers movements scenario "));
        auto answers = answersOf(data);
        QVERIFY(answers["customers"].text.english().starts_with("Ids only: 1 customer is named"));
        QCOMPARE(answers["reconciliation"].text.english(),
            std::string("Needs ARR of two systems, for example an ARR column of the CRM beside billing subscriptions; "
                        "there is that of stripe."));
    }

    void aRateThatIsMissingIsNamed()
    {
        test::WorkspaceFixture data;
        data.source("stripe", "billing");
        data.subscription("stripe", "s1", "c1", "1200.00", "2026-01-01", {}, {}, "EUR");
        data.settle();
        auto answers = answersOf(data);
        QVERIFY(!answers["arr"].possible);
        QVERIFY2(answers["arr"].text.english().find("EUR") != std::string::npos, answers["arr"].text.english().c_str());
        QVERIFY(!answers["scenario"].possible);
    }

    void accountsWithArrOfOneDayAndThenOfTwo()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A1", "Acme", "arr=100.00;owner=Ann");
        data.settle();
        QCOMPARE(possible(data), std::string("arr customers owners scenario "));
        data.snapshot("crm", "A1", "120.00", "USD", "2026-11-30");
        QCOMPARE(possible(data), std::string("arr customers movements owners scenario "));
    }

    void twoSystemsAndATeam()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A1", "Acme", "arr=100.00");
        data.source("stripe", "billing");
        data.account("stripe", "c1", "Acme Inc.");
        data.subscription("stripe", "s1", "c1", "120.00", "2026-01-01");
        data.source("people", "people");
        data.run("INSERT INTO csms (source, csm_id, name, content_hash, as_of, batch_id, line) "
                 "VALUES (?, 'ann', 'Ann', 0, '2026-10-31', 1, 2)",
            {"people"});
        data.settle();
        QCOMPARE(possible(data), std::string("arr capacity customers identity movements reconciliation scenario "));
    }
};

QTEST_GUILESS_MAIN(TestPossibleAnswers)
#include "tst_possible_answers.moc"
