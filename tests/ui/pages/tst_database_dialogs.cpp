#include "core/connect/loaded_library.h"
#include "core/session/saved_queries.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/database/connection_dialog.h"
#include "ui/database/database_dialog.h"
#include "ui/import/import_choices.h"
#include "ui/import/import_page.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace qd;
using namespace qd::ui;

namespace {

template <typename T>
T *child(const QWidget &parent, const char *name)
{
    return parent.findChild<T *>(QString::fromLatin1(name));
}

/// A socket where PostgreSQL would be, on which nobody ever answers.
class SilentServer {
public:
    explicit SilentServer(const std::string &folder)
        : m_socket(::socket(AF_UNIX, SOCK_STREAM, 0))
    {
        sockaddr_un where{};
        where.sun_family = AF_UNIX;
        const std::string path = folder + "/.s.PGSQL.5432";
        if (path.size() >= sizeof where.sun_path)
            qFatal("the folder's name is too long for a socket");
        path.copy(where.sun_path, path.size());
        if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&where), sizeof where) != 0
            || ::listen(m_socket, 8) != 0)
            qFatal("no socket can be opened");
    }
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer &) = delete;
    SilentServer &operator=(const SilentServer &) = delete;

private:
    int m_socket;
};

connect::Connection silent(const std::string &folder)
{
    connect::Connection made;
    made.name = "warehouse";
    made.host = folder;
    made.port = 5432;
    made.database = "shop";
    made.user = "reader";
    return made;
}

/// An answer of a query, read by a path.
AddedFile answerOf(const char *query, const char *path)
{
    AddedFile file;
    file.path = path;
    file.hints.read.answer = sources::AnswerOrigin{query, "digest"};
    return file;
}

} // namespace

/// The dialogs of databases where something comes between: another workspace, an edit that is not taken, a server that
/// does not answer. No database is needed.
class TestDatabaseDialogs : public QObject {
    Q_OBJECT

    test::SamplePages m_sample;
    QTemporaryDir m_folder;

    [[nodiscard]] std::string folder() const { return m_folder.path().toStdString(); }

    static DatabaseDialog *opened(ImportPage &page)
    {
        QTest::mouseClick(child<QPushButton>(page, "importDatabase"), Qt::LeftButton);
        auto *dialog = page.findChild<DatabaseDialog *>();
        QSignalSpy read(dialog, &DatabaseDialog::opened);
        return read.wait(test::Patience) ? dialog : nullptr;
    }
    /// A query of the silent server is saved, and asked.
    DatabaseDialog *asking(ImportPage &page)
    {
        DatabaseDialog *dialog = opened(page);
        if (dialog)
            QTest::mouseClick(child<QPushButton>(*dialog, "databaseFetch"), Qt::LeftButton);
        return dialog;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keyring of whoever runs this
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        m_sample.make();
        const auto workspace = store::Workspace::open(m_sample.sample().workspacePath);
        QVERIFY(session::keepConnection(**workspace, silent(folder())).ok());
        connect::SavedQuery query{
            "customers", "warehouse", "SELECT 1 AS account_id", "accounts", "shop", "billing", {}, {}};
        QVERIFY(session::keepQuery(**workspace, query).ok());
    }

    /// Its queries would be changed in the wrong workspace.
    void anotherWorkspaceCloses()
    {
        const auto page = m_sample.shown<ImportPage>(m_sample.sample());
        QPointer<DatabaseDialog> dialog = opened(*page);
        QVERIFY(dialog);
        QSignalSpy edited(page.get(), &Page::edited);
        page->refresh(m_sample.empty());
        QVERIFY(!dialog || !dialog->isVisible());
        QTRY_VERIFY(!dialog);
        QCOMPARE(edited.size(), 0);
        dialog = opened(*page);
        QVERIFY(dialog);
        QCOMPARE(child<QListWidget>(*dialog, "databaseQueries")->count(), 0);
        dialog->reject();
    }

    /// Nobody carries the edit out, as where another program has written meanwhile: then it is not shown as saved, and
    /// what was typed stands.
    void editThatIsNotTaken()
    {
        const auto page = m_sample.shown<ImportPage>(m_sample.sample());
        DatabaseDialog *dialog = opened(*page);
        QVERIFY(dialog);
        auto *save = child<QPushButton>(*dialog, "databaseSave");
        auto *sql = child<QPlainTextEdit>(*dialog, "querySql");
        auto *state = child<QLabel>(*dialog, "databaseState");
        QCOMPARE(child<QComboBox>(*dialog, "queryConnection")->accessibleName(), QStringLiteral("Connection"));
        QVERIFY(!save->isEnabled());
        sql->setPlainText("SELECT 2 AS account_id");
        QCOMPARE(state->text(), QStringLiteral("Changed, not saved."));
        QTest::mouseClick(save, Qt::LeftButton);
        QVERIFY(!save->isEnabled());
        QSignalSpy read(dialog, &DatabaseDialog::opened);
        page->refresh(m_sample.sample());
        QVERIFY(read.wait(test::Patience));
        QVERIFY(save->isEnabled());
        QCOMPARE(sql->toPlainText(), QStringLiteral("SELECT 2 AS account_id"));
        QCOMPARE(state->text(), QStringLiteral("Changed, not saved."));
        QCOMPARE(child<QListWidget>(*dialog, "databaseQueries")->currentRow(), 0);
        dialog->reject();
    }

    /// Looking at another query, or walking over the list by Tab, takes nothing away.
    void typedTextStays()
    {
        const auto page = m_sample.shown<ImportPage>(m_sample.sample());
        DatabaseDialog *dialog = opened(*page);
        QVERIFY(dialog);
        auto *list = child<QListWidget>(*dialog, "databaseQueries");
        auto *name = child<QLineEdit>(*dialog, "queryName");
        auto *sql = child<QPlainTextEdit>(*dialog, "querySql");
        sql->setPlainText("SELECT 3 AS account_id");
        child<QPushButton>(*dialog, "databaseNew")->menu()->actions().at(0)->trigger();
        QCOMPARE(list->count(), 2);
        QCOMPARE(sql->toPlainText(), QString());
        QTest::keyClicks(name, "more");
        list->setFocus(Qt::TabFocusReason);
        QCOMPARE(name->text(), QStringLiteral("more"));
        list->setCurrentRow(0);
        QCOMPARE(sql->toPlainText(), QStringLiteral("SELECT 3 AS account_id"));
        list->setCurrentRow(1);
        QCOMPARE(name->text(), QStringLiteral("more"));
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseRemove"), Qt::LeftButton);
        QCOMPARE(list->count(), 1);
        QCOMPARE(sql->toPlainText(), QStringLiteral("SELECT 3 AS account_id"));
        dialog->reject();
    }

    /// What is asked cannot be changed meanwhile; stopped, it can.
    void whileAsking()
    {
        if (!connect::LoadedLibrary("pq", 5).isGood())
            QSKIP("needs the package libpq5");
        const SilentServer server(folder());
        const auto page = m_sample.shown<ImportPage>(m_sample.sample());
        DatabaseDialog *dialog = asking(*page);
        QVERIFY(dialog);
        auto *sql = child<QPlainTextEdit>(*dialog, "querySql");
        auto *stop = child<QPushButton>(*dialog, "databaseStop");
        const auto canChange = [&] {
            return QList<bool>{child<QPushButton>(*dialog, "databaseNew")->isEnabled(),
                child<QPushButton>(*dialog, "databaseRemove")->isEnabled(), sql->isEnabled(),
                child<QSpinBox>(*dialog, "databaseMost")->isEnabled(),
                child<QPushButton>(*dialog, "databaseFetch")->isEnabled()};
        };
        QVERIFY(stop->isVisible());
        QCOMPARE(canChange(), QList<bool>(5, false));
        QSignalSpy read(dialog, &DatabaseDialog::opened);
        page->refresh(m_sample.sample()); // reads again, and lets nothing be changed
        QVERIFY(read.wait(test::Patience));
        QCOMPARE(canChange(), QList<bool>(5, false));
        QTest::mouseClick(stop, Qt::LeftButton);
        QVERIFY(!stop->isVisible());
        QCOMPARE(canChange(), QList<bool>(5, true));
        dialog->reject();
        QTRY_VERIFY(!page->findChild<DatabaseDialog *>());
        ::unlink((folder() + "/.s.PGSQL.5432").c_str());
    }

    /// Escape while a server does not answer: the dialog is gone at once, long before the wait for the server ends.
    void closedWhileAsking()
    {
        if (!connect::LoadedLibrary("pq", 5).isGood())
            QSKIP("needs the package libpq5");
        const SilentServer server(folder());
        const auto page = m_sample.shown<ImportPage>(m_sample.sample());
        QPointer<DatabaseDialog> dialog = asking(*page);
        QVERIFY(dialog);
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog);
        QVERIFY(clock.elapsed() < 3000); // the connection waits longer
        QCOMPARE(child<TableView>(*page, "importFiles")->spec().rows.size(), 0);
        ::unlink((folder() + "/.s.PGSQL.5432").c_str());
    }

    /// An answer is of what was asked, not of what the lines say by now.
    void connectionChangedWhileTried()
    {
        ConnectionDialog dialog(silent(folder()), true);
        dialog.show();
        auto *says = child<QLabel>(dialog, "connectionSays");
        auto *attempt = child<QPushButton>(dialog, "connectionTry");
        QTest::mouseClick(attempt, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(attempt->isEnabled(), test::Patience);
        QVERIFY(says->text().contains(QStringLiteral("Nothing was written."))); // no server, or no library for it
        child<QSpinBox>(dialog, "connectionPort")->setValue(5433);
        QCOMPARE(says->text(), QString());
        QTest::mouseClick(attempt, Qt::LeftButton);
        QVERIFY(!attempt->isEnabled());
        QTest::keyClicks(child<QLineEdit>(dialog, "connectionHost"), "x");
        QVERIFY(attempt->isEnabled());
        QTest::qWait(500);
        QCOMPARE(says->text(), QString());
    }

    void answersGivenAgain_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("imported");
        QTest::addColumn<bool>("gone");
        QTest::newRow("the same path") << "warehouse: other"
                                       << "/1" << false << true;
        QTest::newRow("the same path, imported") << "warehouse: other"
                                                 << "/1" << true << true;
        QTest::newRow("the same query") << "warehouse: subs"
                                        << "/2" << false << true;
        QTest::newRow("the same query, imported") << "warehouse: subs"
                                                  << "/2" << true << false;
        QTest::newRow("another query") << "warehouse: other"
                                       << "/2" << false << false;
        QTest::newRow("a file") << ""
                                << "/2" << false << false;
    }
    void answersGivenAgain()
    {
        QFETCH(QString, query);
        QFETCH(QString, path);
        QFETCH(bool, imported);
        QFETCH(bool, gone);
        AddedFile before = answerOf("warehouse: subs", "/1");
        if (imported)
            before.report.emplace();
        AddedFile now = answerOf(qPrintable(query), qPrintable(path));
        if (query.isEmpty())
            now.hints.read.answer.reset();
        QCOMPARE(isGivenAgain(before, {now}), gone);
    }
};

QTEST_MAIN(TestDatabaseDialogs)
#include "tst_database_dialogs.moc"
