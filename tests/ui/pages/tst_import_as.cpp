#include "ui/common/application_theme.h"
#include "ui/import/import_as_dialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

/// What a person says about how a file is read, in the dialog *Import as...*.
class TestImportAs : public QObject {
    Q_OBJECT

    static void choose(ImportAsDialog &dialog, const char *box, const QVariant &data)
    {
        auto *combo = dialog.findChild<QComboBox *>(QString::fromLatin1(box));
        QVERIFY(combo && combo->findData(data) >= 0);
        combo->setCurrentIndex(combo->findData(data));
    }

private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void nothingIsSaidUnlessChosen()
    {
        const ImportAsDialog dialog(QStringLiteral("crm.accounts.csv"), {}, {});
        QCOMPARE(dialog.hints().read, sources::ReadChoice());
    }

    void eachRowIsSaid()
    {
        ImportAsDialog dialog(QStringLiteral("subscriptions.csv"), {}, {});
        QTest::keyClicks(dialog.findChild<QLineEdit *>(QStringLiteral("importAsSheet")), QStringLiteral(" Data "));
        choose(dialog, "importAsEncoding", int(sources::Encoding::ShiftJis));
        choose(dialog, "importAsDelimiter", QStringLiteral("semicolon"));
        choose(dialog, "importAsDecimal", QStringLiteral("comma"));
        choose(dialog, "importAsFooters", true);
        choose(dialog, "importAsEnds", true);
        sources::ReadChoice said;
        said.sheet = "Data";
        said.encoding = sources::Encoding::ShiftJis;
        said.delimiter = ';';
        said.decimal = sources::DecimalMark::Comma;
        said.keepFooters = true;
        said.exclusiveEnds = true;
        QCOMPARE(dialog.hints().read, said);

        // Opened again it shows what was said; a table of one's own has no contracts.
        sources::FileHints now;
        now.read = said;
        ImportAsDialog again(QStringLiteral("subscriptions.csv"), {}, now);
        QCOMPARE(again.hints().read, said);
        choose(again, "importAsHolds", QStringLiteral("table:"));
        QVERIFY(!again.findChild<QComboBox *>(QStringLiteral("importAsEnds"))->isEnabled());
        QVERIFY(!again.hints().read.exclusiveEnds);
        QVERIFY(again.hints().read.keepFooters);
    }

    void aRareDelimiterIsKept()
    {
        sources::FileHints now;
        now.read.delimiter = '~';
        const ImportAsDialog dialog(QStringLiteral("x.csv"), {}, now);
        QCOMPARE(dialog.hints().read, now.read);
        QCOMPARE(
            dialog.findChild<QComboBox *>(QStringLiteral("importAsDelimiter"))->currentText(), QStringLiteral("~"));
    }

    void everyEncodingCanBeChosen()
    {
        const ImportAsDialog dialog(QStringLiteral("x.csv"), {}, {});
        const auto *box = dialog.findChild<QComboBox *>(QStringLiteral("importAsEncoding"));
        QCOMPARE(std::size_t(box->count()), sources::encodings().size() + 1);
        QCOMPARE(box->currentIndex(), 0);
    }
};

QTEST_MAIN(TestImportAs)
#include "tst_import_as.moc"
