#include "ui/common/typed_number.h"

#include <QLocale>
#include <QTest>

#include <cmath>

using namespace qd::ui;

/// Numbers as people type them: by the locale, with a point everywhere, in percent.
class TestTypedNumber : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void percentages_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("fraction");
        QTest::newRow("whole") << "en_US"
                               << "92" << 0.92;
        QTest::newRow("with its sign") << "en_US"
                                       << " 92.5 % " << 0.925;
        QTest::newRow("nearest to what is written") << "en_US"
                                                    << "99.9" << 0.999; // 99.9 / 100 is 0.9990000000000001
        QTest::newRow("above one") << "en_US"
                                   << "105" << 1.05;
        QTest::newRow("below zero") << "en_US"
                                    << "-3" << -0.03;
        QTest::newRow("decimal comma") << "de_DE"
                                       << "92,5" << 0.925;
        QTest::newRow("a point in a locale of commas") << "de_DE"
                                                       << "92.5" << 0.925;
        QTest::newRow("nothing") << "en_US"
                                 << "" << std::nan("");
        QTest::newRow("a sign alone") << "en_US"
                                      << "%" << std::nan("");
        QTest::newRow("a word") << "en_US"
                                << "high" << std::nan("");
    }
    void percentages()
    {
        QFETCH(QString, locale);
        QFETCH(QString, text);
        QFETCH(double, fraction);
        QLocale::setDefault(QLocale(locale));
        const double read = typedPercent(text);
        if (std::isnan(fraction))
            QVERIFY(std::isnan(read));
        else
            QCOMPARE(QString::number(read, 'g', 17), QString::number(fraction, 'g', 17)); // to the last bit
    }

    /// What is shown is taken back as it was.
    void comesBack_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::newRow("point") << "en_US";
        QTest::newRow("comma") << "de_DE";
        QTest::newRow("apostrophe") << "de_CH";
    }
    void comesBack()
    {
        QFETCH(QString, locale);
        QLocale::setDefault(QLocale(locale));
        for (const double value : {0.0, 0.07, 0.999, 1.05, 12.345, -0.25}) {
            QCOMPARE(QString::number(typedPercent(shownPercent(value)), 'g', 17), QString::number(value, 'g', 17));
            QCOMPARE(QString::number(typedNumber(shownNumber(value)), 'g', 17), QString::number(value, 'g', 17));
        }
        QCOMPARE(shownPercent(0.07), QStringLiteral("7"));
        QVERIFY(!typedOptional(QStringLiteral(" ")));
        QVERIFY(std::isnan(typedNumber(shownNumber(std::nan("")))));
    }
};

QTEST_GUILESS_MAIN(TestTypedNumber)
#include "tst_typed_number.moc"
