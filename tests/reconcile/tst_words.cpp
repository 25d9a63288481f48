#include "core/reconcile/words.h"

#include "core/reconcile/break_store.h"

#include <QtTest>

#include <set>

using namespace qd::reconcile;

/// What people call causes, kinds of break and states.
class TestWords : public QObject {
    Q_OBJECT
private slots:
    void states_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("open") << "Open";
        QTest::newRow("explained") << "Explained";
        QTest::newRow("to_fix") << "To fix";
        QTest::newRow("accepted") << "Accepted";
        QTest::newRow("fixed") << "Fixed";
        QTest::newRow("") << "Open";
        QTest::newRow("To fix") << "Open"; // a word, not a state
    }
    void states() { QTEST(QString::fromLatin1(stateName(QTest::currentDataTag())), "name"); }

    void everyStateHasItsName()
    {
        std::set<std::string> names;
        for (const std::string &state : breakStates())
            names.insert(stateName(state));
        QCOMPARE(names.size(), breakStates().size());
    }

    void everyCauseHasItsName()
    {
        std::set<std::string> names;
        for (int cause = 0; cause < CauseCount; ++cause)
            names.insert(nameOf(Cause(cause)));
        QCOMPARE(names.size(), std::size_t(CauseCount));
        QVERIFY(!names.contains(""));
        QCOMPARE(nameOf(Cause::MonthlyAsAnnual), "Monthly as annual");
        QCOMPARE(nameOf(Cause::Currency), "Not converted");
    }

    void everyKindOfBreakHasItsName()
    {
        std::set<std::string> names;
        for (int type = 0; type <= int(BreakType::Status); ++type)
            names.insert(nameOf(BreakType(type)));
        QCOMPARE(names.size(), std::size_t(10));
        QVERIFY(!names.contains(""));
        QCOMPARE(nameOf(BreakType::MissingLeft), "Only in right");
        QCOMPARE(nameOf(BreakType::MissingRight), "Only in left");
        QCOMPARE(nameOf(BreakType::Amount), "Amount");
    }
};

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
