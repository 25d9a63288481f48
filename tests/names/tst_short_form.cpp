#include "core/names/normalized_name.h"
#include "core/names/short_form.h"

#include <QtTest>

#include <algorithm>

using namespace qd::names;

/// Names that may be short forms of one another.
class TestShortForm : public QObject {
    Q_OBJECT
private slots:
    void forms_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<int>("form");
        const int none = int(ShortForm::None);
        const int acronym = int(ShortForm::Acronym);
        const int initials = int(ShortForm::Initials);
        QTest::newRow("acronym") << "IBM Corp."
                                 << "International Business Machines" << acronym;
        QTest::newRow("without joining words") << "BNY"
                                               << "Bank of New York" << acronym;
        QTest::newRow("with joining words") << "BONY"
                                            << "Bank of New York" << acronym;
        QTest::newRow("in Cyrillic") << QString::fromUtf8("РЖД") << QString::fromUtf8("Российские Железные Дороги")
                                     << acronym;
        QTest::newRow("of two words") << "HP"
                                      << "Hewlett Packard" << none;
        QTest::newRow("one letter more") << "IBMX"
                                         << "International Business Machines" << none;
        QTest::newRow("one letter less") << "IBM"
                                         << "International Business Machines Services" << none;
        QTest::newRow("another order") << "BIM"
                                       << "International Business Machines" << none;
        QTest::newRow("initials") << "J. P. Morgan"
                                  << "John Pierpont Morgan" << initials;
        QTest::newRow("one initial") << "John P Morgan"
                                     << "John Pierpont Morgan Inc" << initials;
        QTest::newRow("another last word") << "J P Morgan"
                                           << "John Pierpont Meyer" << none;
        QTest::newRow("another letter") << "J Q Morgan"
                                        << "John Pierpont Morgan" << none;
        QTest::newRow("two words of one letter") << "Jack Morgan"
                                                 << "John Morgan" << none;
        QTest::newRow("last word short") << "Morgan J"
                                         << "Morgan John" << none;
        QTest::newRow("fewer words") << "J Morgan"
                                     << "John Pierpont Morgan" << none;
        QTest::newRow("equal") << "J P Morgan"
                               << "J P Morgan" << none;
        QTest::newRow("nothing") << ""
                                 << "" << none;
    }
    void forms()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QFETCH(int, form);
        const std::string one = normalizedName(left.toStdString());
        const std::string other = normalizedName(right.toStdString());
        QCOMPARE(int(shortForm(one, other)), form);
        QCOMPARE(int(shortForm(other, one)), form);
        if (form == int(ShortForm::None))
            return;
        const auto keys = shortFormKeys(one); // by which they find one another
        const auto others = shortFormKeys(other);
        QVERIFY(std::ranges::any_of(keys, [&](const auto &key) { return std::ranges::count(others, key) > 0; }));
    }
};

QTEST_GUILESS_MAIN(TestShortForm)
#include "tst_short_form.moc"
