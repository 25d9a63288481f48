#include "core/answers/headline.h"
#include "core/store/sql_query.h"
#include "tests/app/qdeck_run.h"
#include "ui/common/application_theme.h"
#include "ui/common/mnemonics.h"
#include "ui/common/table/grid_view.h"
#include "ui/common/table/table_view.h"
#include "ui/common/tile.h"
#include "ui/common/totals_strip.h"
#include "ui/home/home_page.h"
#include "ui/import/date_question_panel.h"
#include "ui/import/import_detail.h"
#include "ui/import/import_page.h"
#include "ui/import/mapping_dialog.h"
#include "ui/pack/packs_page.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"
#include "ui/reconcile/decision_button.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/revenue/revenue_page.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPdfDocument>
#include <QPdfSelection>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTimer>
#include <QtTest>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;

namespace {

constexpr int Patience = 20000;

// September: billing and the CRM agree on all five. October: Beta has a new owner, a column of the CRM has another
// header, three amounts differ, Epsilon is gone from the CRM's file, billing's dates can be read two ways and one of
// its rows is wrong.
constexpr const char *CrmSeptember = "account_id,name,domain,owner,segment,arr\n"
                                     "A1,Alpha,alpha.example,Ann,SMB,12000.00\n"
                                     "A2,Beta,beta.example,Ann,SMB,6000.00\n"
                                     "A3,Gamma,gamma.example,Ann,SMB,3000.00\n"
                                     "A4,Delta,delta.example,Ann,SMB,2400.00\n"
                                     "A5,Epsilon,epsilon.example,Ann,SMB,1200.00\n";
constexpr const char *CrmOctober = "account_id,name,domain,owner,customer segment,arr\n"
                                   "A1,Alpha,alpha.example,Ann,SMB,12000.00\n"
                                   "A2,Beta,beta.example,Ben,SMB,6500.00\n"
                                   "A3,Gamma,gamma.example,Ann,SMB,3500.00\n"
                                   "A4,Delta,delta.example,Ann,SMB,2000.00\n";
constexpr const char *Billed = "account_id,name,domain\nB1,Alpha,alpha.example\nB2,Beta,beta.example\n"
                               "B3,Gamma,gamma.example\nB4,Delta,delta.example\nB5,Epsilon,epsilon.example\n";
constexpr const char *Contracts = "subscription_id,account_id,start_date,arr\n"
                                  "s1,B1,2025-01-01,12000.00\ns2,B2,2025-01-01,6000.00\ns3,B3,2025-01-01,3000.00\n"
                                  "s4,B4,2025-01-01,2400.00\ns5,B5,2025-01-01,1200.00\n";
constexpr const char *MoreContracts = "subscription_id,account_id,start_date,arr\n"
                                      "s6,B2,01/10/2026,1200.00\ns7,B3,02/10/2026,600.00\ns8,B4,02/10/2026,abc\n";
constexpr const char *Mended = "subscription_id,account_id,start_date,arr\ns8,B4,2026-10-02,300.00\n";
// 24,600.00 of September, and 1,200.00, 600.00 and, once mended, 300.00 of October.
constexpr std::int64_t Billing = 2670000;
constexpr std::int64_t Crm = 2520000; // Epsilon with what was known of it last

} // namespace

/// The month end of an analyst, by clicks.
class TestMonthEnd : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<MainWindow> m_window;
    ImportPage *m_import = nullptr;
    ReconcilePage *m_reconcile = nullptr;
    HomePage *m_home = nullptr;
    RevenuePage *m_revenue = nullptr;

    QString workspace() const { return m_dir.filePath("books.qdeck"); }
    QString written(const QString &name, const char *text) const { return test::writeFile(m_dir, name, text); }
    bool visit(const char *id) const
    {
        m_window->showPage(QLatin1String(id));
        return QTest::qWaitFor([&] { return m_window->isSettled(QLatin1String(id)); }, Patience);
    }
    TableView *tableWith(const QWidget &page, const char *specId) const
    {
        for (TableView *table : page.findChildren<TableView *>()) {
            if (table->spec().id == QLatin1String(specId))
                return table;
        }
        return nullptr;
    }
    static QStringList rowsOf(const TableView &table, const QList<int> &columns)
    {
        QStringList rows;
        for (const TableRow &row : table.spec().rows) {
            QStringList values;
            for (const int column : columns)
                values << row.values[column].toString();
            rows << values.join(u'|');
        }
        rows.sort();
        return rows;
    }
    QWidget *button(const char *name) const { return m_window->findChild<QWidget *>(QLatin1String(name)); }
    void drop(const QStringList &files)
    {
        m_window->importFiles(files);
        QTRY_VERIFY_WITH_TIMEOUT(button("importRun")->isEnabled(), Patience);
    }
    void setDay(const QDate &day) const
    {
        for (QDateEdit *edit : m_window->findChildren<QDateEdit *>()) {
            if (edit->isVisible())
                edit->setDate(day);
        }
    }
    void clickImport()
    {
        QSignalSpy changed(m_import, &Page::dataChanged);
        QTest::mouseClick(button("importRun"), Qt::LeftButton);
        QVERIFY(changed.wait(Patience));
        QSignalSpy opened(m_window.get(), &MainWindow::workspaceOpened);
        QVERIFY(opened.wait(Patience));
        QVERIFY(visit("import"));
    }
    /// What October's files leave open: a column of the CRM under another header, and the order of billing's dates.
    void answerOctober() const
    {
        TableView *files = m_import->findChild<TableView *>(QStringLiteral("importFiles"));
        const auto states = [files] {
            QStringList texts;
            for (const TableRow &row : files->spec().rows)
                texts << row.values.back().value<StateValue>().word;
            return texts;
        };
        // A column has another header: the file waits until somebody says what became of it.
        QVERIFY2(states().contains(QStringLiteral("Columns changed")), qPrintable(states().join(u'|')));
        files->setCurrentId(QString::number(files->spec().rows.size() - 2));
        QTest::mouseClick(button("importMap"), Qt::LeftButton);
        auto *editor = m_import->findChild<MappingDialog *>();
        QVERIFY(editor);
        QSignalSpy mapped(editor, &MappingDialog::previewed);
        QVERIFY(mapped.wait(Patience));
        QTest::mouseClick(editor->findChild<QPushButton *>(QStringLiteral("mapSame.segment")), Qt::LeftButton);
        auto *once = editor->findChild<QPushButton *>(QStringLiteral("mapOnce"));
        QTRY_VERIFY_WITH_TIMEOUT(once->isEnabled(), Patience);
        QTest::mouseClick(once, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!states().contains(QStringLiteral("Columns changed")), Patience);
        files->setCurrentId(QString::number(files->spec().rows.size() - 1));
        auto *question = m_import->findChild<DateQuestionPanel *>();
        QTRY_VERIFY(question->isVisible() || !states().contains(QStringLiteral("1 questions")));
        for (QAbstractButton *each : question->findChildren<QAbstractButton *>()) {
            if (question->isVisible() && each->text() == QStringLiteral("Day first"))
                QTest::mouseClick(each, Qt::LeftButton);
        }
        QTRY_VERIFY(!states().contains(QStringLiteral("1 questions")));
    }
    std::string answer(const char *sql) const
    {
        const auto opened = store::Workspace::open(workspace().toStdString(), store::Workspace::Mode::ReadOnly);
        Progress progress;
        const auto result = store::runQuery(**opened, sql, progress);
        return result ? result->rows.front().front().dump() : result.error().message.english();
    }
    static QString visibleText(const QWidget &page)
    {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->isVisible())
                texts << label->text();
        }
        for (const Tile *tile : page.findChildren<Tile *>())
            texts << tile->content().label << tile->content().figure << tile->content().change;
        for (const TotalsStrip *strip : page.findChildren<TotalsStrip *>()) {
            for (const TotalCell &cell : strip->cells())
                texts << cell.label << cell.value << cell.note;
        }
        return texts.join(u'|');
    }
    void click(TableView &table, int row, Qt::KeyboardModifiers keys) const
    {
        auto *grid = table.findChild<GridView *>();
        const QRect cell = grid->visualRect(grid->model()->index(row, grid->columnAt(8)));
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, keys, cell.center());
    }
    /// Opens Decide by a click, types a note and clicks a state.
    void decide(const QString &note, const QString &state)
    {
        auto *decide = m_window->findChild<QPushButton *>(QStringLiteral("decideBreak"));
        bool done = false;
        QTimer poll;
        connect(&poll, &QTimer::timeout, &poll, [&] {
            QMenu *menu = decide->menu();
            if (!menu->isVisible() || !menu->windowHandle())
                return;
            poll.stop();
            for (const QChar letter : note)
                QTest::keyClick(menu->windowHandle(), letter.toLatin1());
            for (QAction *action : menu->actions()) {
                if (withoutMnemonic(action->text()) == state)
                    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            }
            menu->close();
            done = true;
        });
        poll.start(5);
        QTest::mouseClick(decide, Qt::LeftButton);
        QTRY_VERIFY(done);
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, false);
        QVERIFY(store::Workspace::create(workspace().toStdString(), {}).ok());
        m_home = new HomePage;
        m_import = new ImportPage;
        m_reconcile = new ReconcilePage;
        m_revenue = new RevenuePage;
        m_window =
            std::make_unique<MainWindow>(QList<Page *>{m_home, m_import, m_reconcile, m_revenue, new PacksPage}, false);
        m_window->resize(1440, 900);
        m_window->show();
        QSignalSpy opened(m_window.get(), &MainWindow::workspaceOpened);
        m_window->openWorkspace(workspace());
        QVERIFY(opened.wait(Patience));
        QVERIFY(visit("import"));
    }

    void september()
    {
        setDay({2026, 9, 30});
        drop({written("sep/crm.accounts.csv", CrmSeptember), written("sep/billing.accounts.csv", Billed),
            written("sep/billing.subscriptions.csv", Contracts)});
        clickImport();
        QCOMPARE(answer("SELECT count(*) FROM account"), std::string("5"));
        QVERIFY(visit("reconcile"));
        QVERIFY(tableWith(*m_reconcile, "breaks")->spec().rows.isEmpty());
    }

    void octoberWithItsQuestion()
    {
        QVERIFY(visit("import"));
        setDay({2026, 10, 31});
        drop({written("oct/crm.accounts.csv", CrmOctober), written("oct/billing.subscriptions.csv", MoreContracts)});
        QCOMPARE(m_import->findChild<TableView *>(QStringLiteral("importFiles"))
                     ->spec()
                     .rows.back()
                     .values.back()
                     .value<StateValue>()
                     .word,
            QStringLiteral("1 questions"));
        answerOctober();
        clickImport();
        QCOMPARE(
            answer("SELECT start_date FROM subscriptions WHERE subscription_id = 's6'"), std::string("\"2026-10-01\""));
        QCOMPARE(answer("SELECT count(*) FROM account WHERE segment = 'SMB'"), std::string("5"));
    }

    void whatChanged()
    {
        TableView *changes = tableWith(*m_import, "import-changes");
        QVERIFY(changes);
        const QStringList rows = rowsOf(*changes, {1, 2, 3, 4});
        for (const char *expected :
            {"A2|owner|Ann|Ben", "A2|arr|6000.00 USD|6500.00 USD", "A3|arr|3000.00 USD|3500.00 USD",
                "A4|arr|2400.00 USD|2000.00 USD", "A5|record|1,200.00\u00a0USD|not in this file"})
            QVERIFY2(rows.contains(QString::fromUtf8(expected)), qPrintable(rows.join(u'\n')));
        QTest::mouseClick(button("importByField"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(tableWith(*m_import, "import-fields"), Patience);
        const QStringList fields = rowsOf(*tableWith(*m_import, "import-fields"), {0, 1, 2, 3, 4});
        for (const char *expected : {"accounts|arr up|crm|2|+1,000.00\u00a0USD", "accounts|owner|crm|1|",
                 "subscriptions|new|billing|2|+1,800.00\u00a0USD"})
            QVERIFY2(fields.contains(QString::fromUtf8(expected)), qPrintable(fields.join(u'\n')));
    }

    void undoneAndImportedAgain()
    {
        auto *detail = m_import->findChild<ImportDetail *>();
        for (QAbstractButton *each : detail->findChildren<QAbstractButton *>()) {
            if (each->text() == QStringLiteral("Batches"))
                QTest::mouseClick(each, Qt::LeftButton);
        }
        TableView *batches = tableWith(*m_import, "import-batches");
        QVERIFY(batches);
        batches->setCurrentId(batches->spec().rows.first().id);
        QTRY_VERIFY(button("importUndo")->isVisible());
        QSignalSpy changed(m_import, &Page::dataChanged);
        QTest::mouseClick(button("importUndo"), Qt::LeftButton);
        QVERIFY(changed.wait(Patience));
        QSignalSpy opened(m_window.get(), &MainWindow::workspaceOpened);
        QVERIFY(opened.wait(Patience));
        QVERIFY(visit("import"));
        QCOMPARE(answer("SELECT arr FROM accounts WHERE account_id = 'A2'"), std::string("6000.0"));
        QCOMPARE(answer("SELECT count(*) FROM subscriptions"), std::string("5"));
        drop({written("oct/crm.accounts.csv", CrmOctober), written("oct/billing.subscriptions.csv", MoreContracts)});
        answerOctober();
        clickImport();
        QCOMPARE(answer("SELECT arr FROM accounts WHERE account_id = 'A2'"), std::string("6500.0"));
        QCOMPARE(answer("SELECT count(*) FROM account WHERE segment = 'SMB'"), std::string("5"));
        whatChanged();
    }

    void theWrongRowIsMended()
    {
        TableView *reasons = tableWith(*m_import, "import-quarantine");
        QCOMPARE(reasons->spec().rows.size(), 1);
        QCOMPARE(answer("SELECT count(*) FROM subscriptions WHERE subscription_id = 's8'"), std::string("0"));
        drop({written("mended/billing.subscriptions.csv", Mended)});
        clickImport();
        QCOMPARE(answer("SELECT annual FROM subscriptions WHERE subscription_id = 's8'"), std::string("300.0"));
    }

    void threeBreaksDecidedTogether()
    {
        QVERIFY(visit("reconcile"));
        TableView *breaks = tableWith(*m_reconcile, "breaks");
        QTRY_COMPARE_WITH_TIMEOUT(breaks->spec().rows.size(), 3, Patience);
        click(*breaks, 0, {});
        click(*breaks, 2, Qt::ShiftModifier);
        decide(QStringLiteral("crm is late"), QStringLiteral("To fix"));
        const char *decided = "SELECT count(*) FROM break_register WHERE state = 'to_fix' AND note = 'crm is late'";
        QTRY_COMPARE_WITH_TIMEOUT(answer(decided), std::string("3"), Patience);
        m_window->undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(answer(decided), std::string("0"), Patience);
        m_window->undoStack().redo();
        QTRY_COMPARE_WITH_TIMEOUT(answer(decided), std::string("3"), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(QStringLiteral("reconcile")), Patience);
    }

    void theExportHasTheDecisions()
    {
        const QString path = m_dir.filePath("breaks.csv");
        QTRY_COMPARE(tableWith(*m_reconcile, "breaks")->spec().rows[0].values[9].value<StateValue>().word,
            QStringLiteral("To fix"));
        m_reconcile->saveBreaks(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        for (int i = 1; i < 4; ++i)
            QVERIFY2(lines[i].trimmed().endsWith("to_fix,crm is late,"), lines[i]);
    }

    /// One figure, wherever it stands.
    void theSameFiguresEverywhere()
    {
        const QString arr = formatMoney({Billing, Currency()});
        const QString shortArr = formatShortMoney({Billing, Currency()});
        QVERIFY(visit("reconcile"));
        QVERIFY2(visibleText(*m_reconcile).contains(arr), qPrintable(visibleText(*m_reconcile)));
        QVERIFY(visit("home"));
        QVERIFY2(visibleText(*m_home).contains(shortArr), qPrintable(visibleText(*m_home)));
        QVERIFY(visit("revenue"));

        const QString w = workspace();
        const auto headline = test::runQdeck({"headline", w, "--json"}).json();
        for (const auto &source : headline["arr"])
            QCOMPARE(source["arr"].get<double>(), source["source"] == "crm" ? Crm / 100.0 : Billing / 100.0);
        const auto bridge = test::runQdeck({"reconcile", w, "--left", "crm", "--right", "billing", "--json"}).json();
        QCOMPARE(bridge["left_total"].get<double>(), Crm / 100.0);
        QCOMPARE(bridge["right_total"].get<double>(), Billing / 100.0);
        QCOMPARE(bridge["breaks"].size(), std::size_t(3));
        const auto moved = test::runQdeck({"movements", w, "--from", "2026-10", "--to", "2026-10", "--json"}).json();
        QCOMPARE(moved["rows"][0]["closing"].get<double>(), Billing / 100.0);
        QCOMPARE(moved["rows"][0]["expansion"].get<double>(), 2100.0);
#ifdef QD_PAINTS
        const QString csv = m_dir.filePath("trend.csv");
        QCOMPARE(test::runQdeck({"chart", w, "arr-trend", "--out", csv}).status, 0);
        QFile trend(csv);
        QVERIFY(trend.open(QIODevice::ReadOnly));
        const QByteArray last = trend.readAll().trimmed().split('\n').back();
        QVERIFY2(last.startsWith("2026-10,26700"), last);
        const QString pdf = m_dir.filePath("pack.pdf");
        QCOMPARE(test::runQdeck({"pack", w, "--template", "monthly", "--period", "2026-10", "--out", pdf}).status, 0);
        QPdfDocument document;
        document.load(pdf);
        QString text;
        for (int page = 0; page < document.pageCount(); ++page)
            text += document.getAllText(page).text().replace(QChar(0xA0), u' ');
        QVERIFY2(text.contains(QStringLiteral("26.7k")) || text.contains(QStringLiteral("26,700")), qPrintable(text));
#endif
        QCOMPARE(test::runQdeck({"check", w}).status, 0);
    }
};

QTEST_MAIN(TestMonthEnd)
#include "tst_month_end.moc"
