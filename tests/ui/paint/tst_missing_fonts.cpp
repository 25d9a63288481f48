#include "ui/paint/missing_fonts.h"

#include "ui/common/application_theme.h"
#include "ui/paint/theme.h"

#include <QTest>

using namespace qd::ui;

class TestMissingFonts : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void namesWhatIsMissing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("package");
        QTest::newRow("Thai") << QStringLiteral("บริษัท ทดสอบ") << QStringLiteral("Thai")
                              << QStringLiteral("fonts-noto-core");
        QTest::newRow("Hindi") << QStringLiteral("परीक्षण लिमिटेड") << QStringLiteral("Hindi")
                               << QStringLiteral("fonts-noto-core");
        QTest::newRow("emoji") << QStringLiteral("Rocket \U0001F680 Ltd") << QStringLiteral("emoji")
                               << QStringLiteral("fonts-noto-color-emoji");
        QTest::newRow("Japanese") << QStringLiteral("青泉精機") << QStringLiteral("Japanese")
                                  << QStringLiteral("fonts-wqy-zenhei");
        QTest::newRow("a script without a name here")
            << QStringLiteral("ኢትዮጵያ") << QStringLiteral("some other script") << QStringLiteral("fonts-noto-core");
    }
    void namesWhatIsMissing()
    {
        QFETCH(QString, name);
        QFETCH(QString, script);
        QFETCH(QString, package);
        const std::vector<std::string> names{"Plain GmbH", "Ärztebedarf", name.toStdString(), name.toStdString()};
        int asked = 0;
        const QStringList found = missingFonts(names, [&](char32_t) {
            ++asked;
            return false;
        });
        QCOMPARE(found.size(), 1);
        for (const QString &words : {script, package})
            QVERIFY2(found.front().contains(words), qPrintable(found.front()));
        QVERIFY2(!found.front().contains(name), "the name would be boxes here, too");
        QVERIFY(asked <= name.size()); // each letter once
        QCOMPARE(missingFonts(names, [](char32_t) { return true; }), QStringList());
    }

    void asksTheInstalledFonts()
    {
        QVERIFY(installedFontsHave(U'A'));
        QVERIFY(installedFontsHave(U'\u00C4'));
        QVERIFY(!installedFontsHave(0xF0123)); // for private use; nobody has it
        QCOMPARE(missingFonts({"Plain GmbH", "", "Ärztebedarf \u200D"}), QStringList());
    }
};

QTEST_MAIN(TestMissingFonts)
#include "tst_missing_fonts.moc"
