#include "tests/ui/window/every_page.h"
#include "ui/shell/command_palette.h"

#include <QLineEdit>
#include <QListView>

using namespace qd;
using namespace qd::ui;

/// The words that people type find the page, metric or command behind them, in the window of the program.
class TestPaletteWords : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

private slots:
    void initTestCase()
    {
        m_pages.open();
        for (const QString &id : m_pages.window().pageIds())
            m_pages.show(id);
    }
    void cleanupTestCase() { m_pages.close(); }

    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("begins");
        const auto row = [](const char *text, const char *begins) {
            QTest::addRow("%s: %s", text, begins) << QString::fromLatin1(text) << QString::fromLatin1(begins);
        };
        for (const char *text : {"ret", "retention", "Retention"}) {
            row(text, "Revenue");
            row(text, "NRR");
            row(text, "GRR");
        }
        row("churn", "Revenue");
        row("churn", "Logo churn");
        row("NRR", "NRR");
        row("NRR", "Revenue");
        row("grr", "GRR");
        row("renewals", "Renewals due");
        row("renewals", "Customers");
        row("arr bridge", "Home");
        row("arr bridge", "Reconcile");
        row("arr bridge", "Revenue");
        row("cohort", "Revenue");
        row("cohort", "Cohorts");
        row("survival", "Cohorts");
        row("capacity", "Coverage");
        row("capacity", "FTE required");
        row("capacity", "Edit touch model");
        row("hire", "Coverage");
        row("hire", "Hire by");
        row("what-if", "Scenarios");
        row("what if", "Scenarios");
        row("forecast", "Scenarios");
        row("pack", "Packs");
        row("pdf", "Packs");
        row("report", "Packs");
        row("board", "Packs");
        row("sql", "SQL");
        row("query", "SQL");
        row("settings", "Settings");
        row("preferences", "Settings");
        row("shortcuts", "Settings: Shortcuts");
        row("freshness", "Settings: Freshness");
        row("dark", "Dark");
        row("theme", "Light");
        row("upload", "Import");
        row("csv", "Import exports");
        row("breaks", "Reconcile");
        row("dashboard", "Home");
        row("accounts", "Customers");
        row("backup", "Backup copy");
        row("exit", "Quit");
    }
    void finds()
    {
        QFETCH(QString, text);
        QFETCH(QString, begins);
        m_pages.window().commandPalette().open();
        auto *field = m_pages.window().commandPalette().findChild<QLineEdit *>();
        QTest::keyClicks(field, text);
        const auto *list = m_pages.window().commandPalette().findChild<QListView *>();
        QStringList titles;
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (!list->model()->index(row, 0).data(PaletteModel::HeadingRole).toBool())
                titles << list->model()->index(row, 0).data().toString();
        }
        QTest::keyClick(field, Qt::Key_Escape);
        const bool found =
            std::any_of(titles.begin(), titles.end(), [&](const QString &title) { return title.startsWith(begins); });
        QVERIFY2(found, qPrintable(titles.join(u'\n')));
    }

    void opensWhatItFinds()
    {
        m_pages.show(QStringLiteral("home"));
        m_pages.window().commandPalette().open();
        auto *field = m_pages.window().commandPalette().findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("cohorts"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(m_pages.window().page(QStringLiteral("cohorts"))->isVisible());
    }
};

QTEST_MAIN(TestPaletteWords)
#include "tst_palette_words.moc"
