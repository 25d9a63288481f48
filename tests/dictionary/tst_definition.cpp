#include "core/dictionary/definition.h"

#include <QtTest>

using namespace qd::dictionary;

/// What a definition is, and when its formula is a ratio.
class TestDefinition : public QObject {
    Q_OBJECT
private slots:
    void namesAreReadAsTheyAreWritten()
    {
        for (const auto each : {DefinitionClass::Operational, DefinitionClass::Revenue})
            QCOMPARE(classFromText(toString(each)), std::optional(each));
        for (const auto each :
            {DefinitionStatus::Draft, DefinitionStatus::Review, DefinitionStatus::Approved, DefinitionStatus::Retired})
            QCOMPARE(statusFromText(toString(each)), std::optional(each));
        QCOMPARE(classFromText("Revenue"), std::nullopt);
        QCOMPARE(statusFromText(""), std::nullopt);
        QCOMPARE(approvalsNeeded(DefinitionClass::Operational), 1);
        QCOMPARE(approvalsNeeded(DefinitionClass::Revenue), 2);
    }

    void ids_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("a word") << "nrr" << true;
        QTest::newRow("digits and _") << "tier_1_completeness" << true;
        QTest::newRow("64 letters") << QString(64, u'a') << true;
        QTest::newRow("65 letters") << QString(65, u'a') << false;
        QTest::newRow("empty") << "" << false;
        QTest::newRow("a digit first") << "1st" << false;
        QTest::newRow("_ first") << "_nrr" << false;
        QTest::newRow("capitals") << "NRR" << false;
        QTest::newRow("blank") << "win rate" << false;
        QTest::newRow("a figure of a metric") << "bridge:timing" << false;
        QTest::newRow("another alphabet") << QString::fromUtf8("größe") << false;
    }
    void ids()
    {
        QFETCH(QString, id);
        QFETCH(bool, isOne);
        QCOMPARE(isMetricId(id.toStdString()), isOne);
    }

    void quotients_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("parts"); // "numerator|denominator", empty for none
        QTest::newRow("a / b") << "won / all"
                               << "won|all";
        QTest::newRow("without blanks") << "won/all"
                                        << "won|all";
        QTest::newRow("the other sign") << QString::fromUtf8("won ÷ all") << "won|all";
        QTest::newRow("sums in brackets") << "(a - b) / (a + b)"
                                          << "(a - b)|(a + b)";
        QTest::newRow("a division in brackets beside") << "(a / b) / c"
                                                       << "(a / b)|c";
        QTest::newRow("commas in brackets") << "sum of A(a, e) / sum of A(a, s)"
                                            << "sum of A(a, e)|sum of A(a, s)";
        QTest::newRow("a hyphen") << "on-time / due"
                                  << "on-time|due";
        QTest::newRow("a comparison with =") << "a with b = 0 / a"
                                             << "a with b = 0|a";
        QTest::newRow("with a left side") << "nrr = closing / opening"
                                          << "closing|opening";
        QTest::newRow("two divisions") << "a / b / c"
                                       << "";
        QTest::newRow("less one") << "a / b - 1"
                                  << "";
        QTest::newRow("one less") << "1 - a / b"
                                  << "";
        QTest::newRow("a real minus") << QString::fromUtf8("1 − a / b") << "";
        QTest::newRow("plus") << "a/b+c"
                              << "";
        QTest::newRow("in brackets only") << "max(0, 1 - a / b)"
                                          << "";
        QTest::newRow("in square ones only") << "[a / b]"
                                             << "";
        QTest::newRow("no division") << "sum of A(a, D)"
                                     << "";
        QTest::newRow("nothing below") << "a /"
                                       << "";
        QTest::newRow("nothing above") << "/ b"
                                       << "";
        QTest::newRow("a bracket left open") << "a / (b"
                                             << "";
        QTest::newRow("empty") << ""
                               << "";
    }
    void quotients()
    {
        QFETCH(QString, formula);
        QFETCH(QString, parts);
        const auto found = quotientOf(formula.toStdString());
        QCOMPARE(found ? QString::fromStdString(found->numerator + '|' + found->denominator) : QString(), parts);
    }
};

QTEST_APPLESS_MAIN(TestDefinition)
#include "tst_definition.moc"
