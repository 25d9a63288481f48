#include "core/store/sql_query.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/import/import_page.h"

#include <QElapsedTimer>
#include <QFile>
#include <QPushButton>
#include <QTimer>
#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace qd;
using namespace qd::ui;

namespace {

constexpr int Known = 200;
constexpr int Alike = 97; // of columns that nobody knows, all the same
constexpr int Others = 3; // each of columns of its own
constexpr int Long = 60000; // ms; hundreds of files are read and taken meanwhile
constexpr qint64 Stall = 1000; // ms for which the window may not answer

/// The longest time for which the event loop did not turn.
class Pulse {
public:
    Pulse()
    {
        m_since.start();
        QObject::connect(&m_timer, &QTimer::timeout, [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_timer.start(5);
    }
    [[nodiscard]] qint64 longest() const { return std::max(m_longest, m_since.elapsed()); }

private:
    QElapsedTimer m_since;
    QTimer m_timer;
    qint64 m_longest = 0;
};

} // namespace

/// 300 small files dropped on Import at once.
class TestManyFiles : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;
    std::unique_ptr<ImportPage> m_page;

    void write(QStringList &paths, const QString &name, const QByteArray &text) const
    {
        paths << QString::fromStdString(m_sample.path(qPrintable(name)));
        QFile file(paths.back());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(name));
    }
    [[nodiscard]] QStringList dropped() const
    {
        QStringList paths;
        for (int i = 0; i < Known; ++i) {
            write(paths, QStringLiteral("helpdesk.surveys.%1.csv").arg(i),
                QStringLiteral("response_id,account_id,date,kind,score\nR%1,A1,2026-03-01,nps,9\n").arg(i).toUtf8());
            if (i < Alike)
                write(paths, QStringLiteral("meter %1.csv").arg(i), "gauge,reading\nx,1\n");
        }
        for (int i = 0; i < Others; ++i)
            write(paths, QStringLiteral("other %1.csv").arg(i), QStringLiteral("only%1,zz\n1,2\n").arg(i).toUtf8());
        return paths;
    }
    [[nodiscard]] TableView *files() const
    {
        return test::SamplePages::tableWith(*m_page, QStringLiteral("import-files"));
    }
    [[nodiscard]] QPushButton *run() const { return m_page->findChild<QPushButton *>(QStringLiteral("importRun")); }

private slots:
    void initTestCase()
    {
        m_sample.make();
        m_page = m_sample.shown<ImportPage>(m_sample.empty());
    }

    void oneTable()
    {
        const QStringList paths = dropped();
        const Pulse pulse;
        QSignalSpy settled(m_page.get(), &Page::settled);
        m_page->open(FilesTarget{paths});
        QVERIFY(settled.wait(Long));
        QVERIFY2(pulse.longest() < Stall, qPrintable(QString::number(pulse.longest())));
        QCOMPARE(files()->spec().rows.size(), Known + Alike + Others);
        QStringList ids;
        QList<int> grouped; // where the files alike stand
        for (int i = 0; i < int(files()->spec().rows.size()); ++i) {
            const TableRow &row = files()->spec().rows[i];
            ids << row.id;
            if (row.values[5].toString() == QStringLiteral("97 files alike"))
                grouped << i;
        }
        QCOMPARE(grouped.size(), Alike);
        QCOMPARE(grouped.back() - grouped.front(), Alike - 1); // together
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
        QCOMPARE(run()->text(), QStringLiteral("Import 200 files"));
        QVERIFY(run()->isEnabled());
    }

    /// Any of them can be looked at at once.
    void eachIsShown()
    {
        QElapsedTimer clock;
        clock.start();
        for (const int row : {0, 150, 299}) {
            files()->setCurrentId(files()->spec().rows[row].id);
            QCOMPARE(files()->currentId(), files()->spec().rows[row].id);
        }
        QVERIFY2(clock.elapsed() < 3 * Stall, qPrintable(QString::number(clock.elapsed())));
    }

    void oneButton()
    {
        const Pulse pulse;
        QSignalSpy changed(m_page.get(), &Page::dataChanged);
        QTest::mouseClick(run(), Qt::LeftButton);
        QVERIFY(changed.wait(Long));
        QVERIFY2(pulse.longest() < Stall, qPrintable(QString::number(pulse.longest())));
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        SQLite::Statement query((*workspace)->db(), "SELECT count(*), count(DISTINCT batch_id) FROM surveys");
        QVERIFY(query.executeStep());
        QCOMPARE(query.getColumn(0).getInt(), Known);
        QCOMPARE(query.getColumn(1).getInt(), Known);
        QVERIFY(!run()->isEnabled()); // what is left nobody knows
        QCOMPARE(files()->spec().rows.size(), Known + Alike + Others);
        QSignalSpy settled(m_page.get(), &Page::settled);
        m_page->refresh(m_sample.empty());
        QVERIFY(settled.wait(Long));
    }
};

QTEST_MAIN(TestManyFiles)
#include "tst_many_files.moc"
