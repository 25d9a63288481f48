#include "core/match/jaro_winkler.h"

#include <QtTest>

using namespace qd::match;

namespace {

std::u32string inGreek(std::u32string text)
{
    for (char32_t &c : text)
        c = c - U'a' + U'α';
    return text;
}

} // namespace

/// Against the values that Winkler published, to their three digits, and against what must hold for any two texts.
class TestJaroWinkler : public QObject {
    Q_OBJECT
private slots:
    void published_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<double>("similarity");
        // W. E. Winkler, "Overview of Record Linkage and Current Research Directions", 2006, table 6, and "String
        // Comparator Metrics", 1990.
        const auto row = [](const char *a, const char *b, double similarity) {
            QTest::newRow(a) << QString::fromLatin1(a) << QString::fromLatin1(b) << similarity;
        };
        row("SHACKLEFORD", "SHACKELFORD", 0.982);
        row("DUNNINGHAM", "CUNNIGHAM", 0.896);
        row("NICHLESON", "NICHULSON", 0.956);
        row("JONES", "JOHNSON", 0.832);
        row("MASSEY", "MASSIE", 0.933);
        row("ABROMS", "ABRAMS", 0.922);
        row("ITMAN", "SMITH", 0.467); // under 0.7 the beginning counts nothing
        row("JERALDINE", "GERALDINE", 0.926);
        row("MARHTA", "MARTHA", 0.961);
        row("MICHELLE", "MICHAEL", 0.921);
        row("JULIES", "JULIUS", 0.933);
        row("TANYA", "TONYA", 0.880);
        row("DWAYNE", "DUANE", 0.840);
        row("SEAN", "SUSAN", 0.805);
        row("JON", "JOHN", 0.933);
        row("DIXON", "DICKSONX", 0.813);
    }
    void published()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(double, similarity);
        QVERIFY2(std::abs(jaroWinkler(a.toStdU32String(), b.toStdU32String()) - similarity) < 0.0005,
            qPrintable(QString::number(jaroWinkler(a.toStdU32String(), b.toStdU32String()), 'f', 6)));
    }

    void edges()
    {
        QCOMPARE(jaroWinkler(U"", U""), 1.0);
        QCOMPARE(jaroWinkler(U"a", U""), 0.0);
        QCOMPARE(jaroWinkler(U"a", U"b"), 0.0);
        QCOMPARE(jaroWinkler(U"a", U"a"), 1.0);
        QCOMPARE(jaroWinkler(U"ab", U"ba"), 0.0); // one letter of two lies too far
        // m = 3 of 4 and 3: (3/4 + 1 + 1) / 3 = 0.91667, beginning 3: + 0.3 x 0.08333
        QCOMPARE(jaroWinkler(U"東京都市", U"東京都"), 0.91666666666666667 + 0.3 * (1 - 0.91666666666666667));
        // The beginning counts to the fourth letter: jaro (5/6 + 1 + 1) / 3 = 0.94444
        QCOMPARE(jaroWinkler(U"abcdef", U"abcde"), 0.94444444444444444 + 0.4 * (1 - 0.94444444444444444));
        QCOMPARE(jaroWinkler(std::u32string(300, U'x'), std::u32string(260, U'x')), 1.0); // by the first 256
    }

    void symmetricAndBelowItsBound()
    {
        const std::u32string letters = U"abcab";
        std::vector<std::u32string> texts{U""};
        for (std::size_t i = 0; texts.size() < 300; ++i) {
            for (std::size_t k = 0; k < 3; ++k)
                texts.push_back(texts[i] + letters[(k + i) % letters.size()]);
        }
        for (const auto &a : texts) {
            for (const auto &b : texts) {
                const double similarity = jaroWinkler(a, b);
                QVERIFY(std::abs(similarity - jaroWinkler(b, a)) < 1e-12);
                std::size_t beginning = 0;
                while (beginning < std::min({a.size(), b.size(), std::size_t{4}}) && a[beginning] == b[beginning])
                    ++beginning;
                QVERIFY(similarity
                    <= jaroWinklerBound(a.size(), b.size(), std::min(a.size(), b.size()), beginning) + 1e-12);
                // What is in no way ASCII takes the other way to the same.
                QCOMPARE(jaroWinkler(inGreek(a), inGreek(b)), similarity);
                QVERIFY(similarity >= 0 && similarity <= 1);
            }
        }
    }

    /// (1 + 1 + 5/6) / 3 + 3 x 0.1 x (1 - 0.9444), by hand, and what is compared so.
    void theQuickerWay()
    {
        QVERIFY(std::abs(jaroWinklerOfShortAscii(U"MARTHA", U"MARHTA") - (17.0 / 18 + 0.3 / 18)) < 1e-14);
        QCOMPARE(jaroWinklerOfShortAscii(U"", U""), 1.0);
        QCOMPARE(jaroWinklerOfShortAscii(U"", U"A"), 0.0);
        QVERIFY(isShortAscii(std::u32string(64, U'a')));
        QVERIFY(!isShortAscii(std::u32string(65, U'a')));
        QVERIFY(!isShortAscii(U"M\u00FCller"));
        QVERIFY(isShortAscii(U""));
    }
};

QTEST_GUILESS_MAIN(TestJaroWinkler)
#include "tst_jaro_winkler.moc"
