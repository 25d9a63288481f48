#include "core/session/file_sets.h"
#include "core/session/undo.h"
#include "core/store/import_batches.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/error_bar.h"
#include "ui/import/file_set_desk.h"
#include "ui/import/import_page.h"

#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace qd;
using namespace qd::ui;

/// The files of every Monday on the Import page: taken in one click, and asked about when they appear.
class TestMondayFiles : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;
    std::unique_ptr<ImportPage> m_page;

    [[nodiscard]] QString folder() const { return QString::fromStdString(m_sample.path("monday")); }
    QString write(const char *name, const QByteArray &text, int hour) const
    {
        QDir().mkpath(folder());
        const QString path = folder() + u'/' + QLatin1String(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", name);
        file.flush();
        file.setFileTime(QDateTime({2026, 11, 2}, {hour, 0}, Qt::UTC), QFileDevice::FileModificationTime);
        return path;
    }
    void refresh() const
    {
        QSignalSpy settled(m_page.get(), &Page::settled);
        m_page->refresh(m_sample.empty());
        QVERIFY(settled.wait(test::Patience));
    }
    void import() const
    {
        auto *run = m_page->findChild<QPushButton *>(QStringLiteral("importRun"));
        QTRY_VERIFY_WITH_TIMEOUT(run->isEnabled(), test::Patience);
        QSignalSpy changed(m_page.get(), &Page::dataChanged);
        QTest::mouseClick(run, Qt::LeftButton);
        QVERIFY(changed.wait(test::Patience));
        refresh();
    }
    /// The entry of the button's menu.
    [[nodiscard]] QAction *entry(const QString &text) const
    {
        QMenu *menu = m_page->findChild<QPushButton *>(QStringLiteral("importSets"))->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == text) // the style leads keys
                return action;
        }
        return nullptr;
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList all;
        for (const TableRow &row : m_page->findChild<TableView *>(QStringLiteral("importFiles"))->spec().rows)
            all << row.values.front().toString();
        return all;
    }
    [[nodiscard]] QString note() const { return m_page->findChild<ErrorBar *>()->accessibleName(); }

private slots:
    void initTestCase()
    {
        m_sample.make();
        m_page = m_sample.shown<ImportPage>(m_sample.empty());
        connect(m_page.get(), &Page::edited, this, [this](const Edit &edit) {
            const auto workspace = store::Workspace::open(m_sample.empty().workspacePath);
            QVERIFY(edit.apply(**workspace).ok());
        });
    }
    void cleanupTestCase() { m_page.reset(); }

    void keptByName()
    {
        QVERIFY(!entry(QStringLiteral("Keep these files as a set..."))->isEnabled());
        QSignalSpy settled(m_page.get(), &Page::settled);
        m_page->open(FilesTarget{{write("desk.contacts.2026-10-26.csv", "contact_id,account_id,name\nC1,A1,Nora\n", 8),
            write("desk.surveys.csv", "response_id,account_id,date,kind,score\nR1,A1,2026-03-01,nps,9\n", 8)}});
        QVERIFY(settled.wait(test::Patience));
        QAction *keep = entry(QStringLiteral("Keep these files as a set..."));
        QVERIFY(keep->isEnabled());
        keep->trigger();
        auto *dialog = m_page->findChild<QInputDialog *>(QStringLiteral("importSetName"));
        QVERIFY(dialog);
        dialog->setTextValue(QStringLiteral("Monday"));
        dialog->accept();
        import();
        QTRY_VERIFY(entry(QStringLiteral("Monday")));
    }

    void lastWeeksAreRefusedAndAbsentOnesNamed()
    {
        entry(QStringLiteral("Monday"))->trigger();
        QVERIFY2(note().contains(QStringLiteral("Monday: 0 of 2 files are new")), qPrintable(note()));
        QVERIFY2(note().contains(QStringLiteral("no newer")) && note().contains(QStringLiteral("desk.surveys.csv")),
            qPrintable(note()));
        QVERIFY(QFile::remove(folder() + QStringLiteral("/desk.surveys.csv")));
        entry(QStringLiteral("Monday"))->trigger();
        QVERIFY2(note().contains(QStringLiteral("Absent: desk.surveys.csv.")), qPrintable(note()));
        QCOMPARE(names().size(), 2); // nothing was added
    }

    /// The folder is watched: the page asks, and imports nothing by itself.
    void aNewFileIsAskedAbout()
    {
        auto *panel = m_page->findChild<FileSetDesk *>();
        QVERIFY(!panel->isVisible());
        write("other.csv", "a\n1\n", 9);
        write("desk.contacts.2026-11-02.csv", "contact_id,account_id,name\nC1,A1,Nora\nC2,A1,Paul\n", 9);
        QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), test::Patience);
        QCOMPARE(names().size(), 2);
        QTest::mouseClick(m_page->findChild<QPushButton *>(QStringLiteral("importAddNew")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 3, test::Patience);
        QCOMPARE(names().back(), QStringLiteral("desk.contacts.2026-11-02.csv"));
        QVERIFY(!panel->isVisible());
        import();
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        QCOMPARE((*workspace)->db().execAndGet("SELECT count(*) FROM contacts").getInt(), 2);
    }

    /// What was taken back is new again, for the next click.
    void undoneIsNewAgain()
    {
        {
            const auto workspace = store::Workspace::open(m_sample.empty().workspacePath);
            const std::int64_t last = store::importBatches((*workspace)->db()).back().batch;
            Progress quiet;
            QVERIFY(session::undoImport(**workspace, last, quiet).ok());
        }
        refresh();
        entry(QStringLiteral("Monday"))->trigger();
        QVERIFY2(note().contains(QStringLiteral("Monday: 1 of 2 files are new")), qPrintable(note()));
    }
};

QTEST_MAIN(TestMondayFiles)
#include "tst_monday_files.moc"
