#include "core/session/actions.h"
#include "core/store/workspace.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/table/table_view.h"
#include "ui/import/import_page.h"
#include "ui/pack/packs_page.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QListWidget>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

namespace {

constexpr int Patience = 20000;

constexpr const char *CrmSeptember = "account_id,name,domain,owner\n"
                                     "A1,Alpha,alpha.example,Ann\nA2,Beta,beta.example,Ann\n"
                                     "A5,Epsilon,epsilon.example,Ann\n";
constexpr const char *CrmOctober = "account_id,name,domain,owner\n"
                                   "A1,Alpha,alpha.example,Ann\nA2,Beta,beta.example,Ben\n";
constexpr const char *Billed = "account_id,name,domain\nB1,Alpha,alpha.example\nB2,Beta,beta.example\n";
constexpr const char *September = "subscription_id,account_id,start_date,end_date,arr\n"
                                  "s1,B1,2025-01-01,2027-12-31,12000.00\ns2,B2,2025-01-01,2027-12-31,6000.00\n";
/// s1 is dearer, s2 ended, s3 began.
constexpr const char *October = "subscription_id,account_id,start_date,end_date,arr\n"
                                "s1,B1,2025-01-01,2027-12-31,13000.00\ns2,B2,2025-01-01,2026-10-15,6000.00\n"
                                "s3,B2,2026-10-01,2027-12-31,1500.00\n";

} // namespace

/// What changed, as a view of Import: September's 18,000 of ARR become 13,000 + 1,500 in October.
class TestWhatChangedPart : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<MainWindow> m_window;
    ImportPage *m_page = nullptr;
    PacksPage *m_packs = nullptr;

    void import(const QString &folder, const QMap<QString, const char *> &files, const char *asOf) const
    {
        std::vector<std::string> paths;
        QVERIFY(QDir(m_dir.path()).mkpath(folder));
        for (auto each = files.begin(); each != files.end(); ++each) {
            QFile file(m_dir.filePath(folder + u'/' + each.key()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(each.value());
            paths.push_back(file.fileName().toStdString());
        }
        const auto workspace = store::Workspace::open(m_dir.filePath(QStringLiteral("w.qdeck")).toStdString());
        sources::ImportOptions options;
        options.asOf = Date::fromIso(asOf);
        Progress progress;
        const auto done = session::importAndResolve(**workspace, paths, options, progress);
        QVERIFY2(done.ok(), done ? "" : done.error().message.english().c_str());
    }
    TableView *tableWith(const char *specId) const
    {
        for (TableView *table : m_page->findChildren<TableView *>()) {
            if (table->spec().id == QLatin1String(specId))
                return table;
        }
        return nullptr;
    }
    QStringList rowsOf(const char *specId, const QList<int> &columns) const
    {
        QStringList rows;
        const TableView *table = tableWith(specId);
        for (const TableRow &row : table ? table->spec().rows : QVector<TableRow>()) {
            QStringList values;
            for (const int column : columns)
                values << row.values[column].toString();
            rows << values.join(u'|');
        }
        return rows;
    }
    QWidget *button(const char *name) const { return m_window->findChild<QWidget *>(QLatin1String(name)); }
    void show(const QString &list) const
    {
        for (QAbstractButton *each : button("whatChangedAs")->findChildren<QAbstractButton *>()) {
            if (each->text() == list)
                QTest::mouseClick(each, Qt::LeftButton);
        }
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, false);
        QVERIFY(store::Workspace::create(m_dir.filePath(QStringLiteral("w.qdeck")).toStdString(), {}).ok());
        import(QStringLiteral("sep"),
            {{QStringLiteral("crm.accounts.csv"), CrmSeptember}, {QStringLiteral("billing.accounts.csv"), Billed},
                { QStringLiteral("billing.subscriptions.csv"),
                    September }},
            "2026-09-30");
        import(QStringLiteral("oct"),
            {{QStringLiteral("crm.accounts.csv"), CrmOctober},
                { QStringLiteral("billing.subscriptions.csv"),
                    October }},
            "2026-10-31");
        m_page = new ImportPage;
        m_packs = new PacksPage;
        m_window = std::make_unique<MainWindow>(QList<Page *>{m_page, m_packs}, false);
        m_window->resize(1440, 900);
        m_window->show();
        QSignalSpy opened(m_window.get(), &MainWindow::workspaceOpened);
        m_window->openWorkspace(m_dir.filePath(QStringLiteral("w.qdeck")));
        QVERIFY(opened.wait(Patience));
        m_window->showPage(QStringLiteral("import"));
        QVERIFY(QTest::qWaitFor([this] { return m_window->isSettled(QStringLiteral("import")); }, Patience));
    }

    void byEntityAndField()
    {
        QVERIFY(!button("whatChangedFrom")->isVisible());
        QSignalSpy fact(m_page, &Page::factChanged);
        QTest::mouseClick(button("importWhatChanged"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(tableWith("what-changed"), Patience);
        QVERIFY(!button("importRun")->isVisible());
        QVERIFY(button("whatChangedFrom")->isVisible() && button("whatChangedTo")->isVisible());
        QCOMPARE(tableWith("what-changed")->spec().totalsLabel, QStringLiteral("ARR 18,000 \u2192 14,500"));
        QCOMPARE(rowsOf("what-changed", {0, 1, 2, 3, 4}).mid(0, 3),
            (QStringList{"Amount up|billing|1|1|1000", "New|billing|1|1|1500", "Ended|billing|1|1|-6000"}));
        const QStringList rows = rowsOf("what-changed", {0, 1, 2, 3, 6});
        for (const char *expected : {"accounts: owner|crm|1|1|Ann \u2192 Ben", "accounts: not in this file|crm|1|1|",
                 "subscriptions: end date|billing|1|1|0 later, 1 earlier"})
            QVERIFY2(rows.contains(QString::fromUtf8(expected)), qPrintable(rows.join(u'\n')));
        // 3,500 of 18,000; Alpha and Beta.
        QCOMPARE(
            fact.back().front().toString(), QStringLiteral("2 customers moved ARR by \u22123,500 (\u221219.4\u00a0%)"));
        const auto charts = m_page->findChildren<ChartView *>();
        QCOMPARE(charts.size(), 1);
        QCOMPARE(charts.front()->spec().series.front().values.size(), 7);
    }

    void whatStandsBehindIt()
    {
        TableView *changed = tableWith("what-changed");
        changed->setCurrentId(changed->spec().rows[2].id);
        show(QStringLiteral("Customers"));
        QCOMPARE(rowsOf("what-changed-customers", {0, 1, 2, 3, 4}), QStringList{"Beta|1|6000|0|-6000"});
        show(QStringLiteral("Records"));
        QCOMPARE(rowsOf("what-changed-records", {0, 1, 4, 5}),
            QStringList{"Beta|s2|-6000|billing.subscriptions.csv, line 3"});
        show(QStringLiteral("Fields"));
        QCOMPARE(rowsOf("what-changed-values", {0, 1, 2, 3, 4, 5}),
            QStringList{"Beta|s2|end date|2027-12-31|2026-10-15|billing.subscriptions.csv, line 3"});
        QSignalSpy links(m_page, &Page::linkActivated);
        TableView *values = tableWith("what-changed-values");
        Q_EMIT values->activated(values->spec().rows.front().id, QStringLiteral("customer"));
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.front().front().toString(), QStringLiteral("customers"));
        QVERIFY(!std::get<AccountTarget>(links.front()[1].value<PageTarget>()).account.isEmpty());
    }

    void goneAndNew()
    {
        const QStringList gone = rowsOf("vanished-and-new", {0, 1, 2});
        QCOMPARE(gone, (QStringList{"A5 Epsilon|not in it|", "s3 Beta|new|1500"}));
    }

    /// Worked by hand: s1 from 12,000 to 13,000, s3 new with 1,500, s2 of 6,000 ended; then what the fields say.
    void exported()
    {
        const auto saveAs = [this](const QString &name) {
            QTest::mouseClick(button("whatChangedExport"), Qt::LeftButton);
            auto *ask = m_page->findChild<QFileDialog *>();
            QVERIFY(ask && ask->acceptMode() == QFileDialog::AcceptSave);
            QSignalSpy said(m_page, &Page::statusMessage);
            Q_EMIT ask->fileSelected(m_dir.filePath(name));
            ask->close();
            QVERIFY(said.wait(Patience));
            QVERIFY(said.front().front().toString().contains(name));
            QTRY_VERIFY(!m_page->findChild<QFileDialog *>());
        };
        saveAs(QStringLiteral("changed.csv"));
        QFile csv(m_dir.filePath(QStringLiteral("changed.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(csv.readAll()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.front(),
            QStringLiteral("\"Entity, field\",System,Entity,Record,Customer,Before,Now,\"ARR, USD\",File,Line"));
        const QStringList moved{
            "Amount up,billing,subscriptions,s1,Alpha,12000.0,13000.0,1000.0,billing.subscriptions.csv,2",
            "New,billing,subscriptions,s3,Beta,0.0,1500.0,1500.0,billing.subscriptions.csv,4",
            "Ended,billing,subscriptions,s2,Beta,6000.0,0.0,-6000.0,billing.subscriptions.csv,3"};
        QCOMPARE(lines.mid(1, 3), moved);
        QVERIFY2(lines.contains(QStringLiteral("owner,crm,accounts,A2,Beta,Ann,Ben,,crm.accounts.csv,3")),
            qPrintable(lines.join(u'\n')));
        saveAs(QStringLiteral("changed.xlsx"));
        QFile workbook(m_dir.filePath(QStringLiteral("changed.xlsx")));
        QVERIFY(workbook.open(QIODevice::ReadOnly));
        QCOMPARE(workbook.read(2), QByteArray("PK"));
    }

    /// The pack of the page Packs then has a page of it before its sources, until it is taken out again.
    void putInPack()
    {
        QTest::mouseClick(button("whatChangedPack"), Qt::LeftButton);
        auto *pages = m_packs->findChild<QListWidget *>(QStringLiteral("packPages"));
        QTRY_VERIFY_WITH_TIMEOUT(button("packImportsOut")->isVisible() && pages->count() > 0, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(QStringLiteral("packs")), Patience);
        const int with = pages->count();
        QTest::mouseClick(button("packImportsOut"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(pages->count(), with - 1, Patience);
        QVERIFY(!button("packImportsOut")->isVisible());
        m_window->showPage(QStringLiteral("import"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(QStringLiteral("import")), Patience);
        QVERIFY(button("whatChangedFrom")->isVisible());
    }

    /// From the time before anything was there.
    void anotherImport()
    {
        auto *to = m_window->findChild<QComboBox *>(QStringLiteral("whatChangedTo"));
        QCOMPARE(to->count(), 2);
        to->setFocus();
        QTest::keyClick(to, Qt::Key_Up);
        QTRY_COMPARE_WITH_TIMEOUT(
            tableWith("what-changed")->spec().totalsLabel, QStringLiteral("ARR 0 \u2192 18,000"), Patience);
        QVERIFY(!button("whatChangedUndo")->isEnabled());
        QTest::keyClick(to, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(button("whatChangedUndo")->isEnabled(), Patience);
    }

    void undone()
    {
        QSignalSpy changed(m_page, &Page::dataChanged);
        QTest::mouseClick(button("whatChangedUndo"), Qt::LeftButton);
        QVERIFY(changed.wait(Patience));
        QTRY_COMPARE_WITH_TIMEOUT(
            tableWith("what-changed")->spec().totalsLabel, QStringLiteral("ARR 0 \u2192 18,000"), Patience);
        QTest::mouseClick(button("importBack"), Qt::LeftButton);
        QVERIFY(button("importRun")->isVisible());
        QVERIFY(!button("whatChangedFrom")->isVisible());
    }
};

QTEST_MAIN(TestWhatChangedPart)
#include "tst_what_changed_part.moc"
