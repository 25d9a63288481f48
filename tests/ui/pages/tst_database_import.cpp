#include "core/connect/saved_queries.h"
#include "core/session/saved_queries.h"
#include "core/store/sql_query.h"
#include "tests/connect/shop.h"
#include "tests/support/keyring_session.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/error_bar.h"
#include "ui/database/connection_dialog.h"
#include "ui/database/database_dialog.h"
#include "ui/database/password_dialog.h"
#include "ui/import/import_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace qd;
using namespace qd::ui;

namespace {

const QByteArray Sql = "SELECT id AS account_id, coalesce(name, 'none') AS name, arr, 'EUR' AS currency FROM subs "
                       "WHERE arr >= 0 AND (since IS NULL OR since <= :as_of)";

template <typename T>
T *child(const QWidget &parent, const char *name)
{
    return parent.findChild<T *>(QString::fromLatin1(name));
}

void type(const QWidget &parent, const char *name, const QString &text)
{
    auto *field = child<QLineEdit>(parent, name);
    field->selectAll();
    QTest::keyClicks(field, text);
}

void choose(const QWidget &parent, const char *name, const QVariant &data)
{
    auto *box = child<QComboBox>(parent, name);
    box->setCurrentIndex(box->findData(data));
}

void accept(const QDialog &dialog)
{
    QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
}

} // namespace

/// Rows of a real PostgreSQL by clicks: a connection, a query, a password, an import.
class TestDatabaseImport : public QObject {
    Q_OBJECT

    test::Shop m_shop;
    test::KeyringSession m_keyring;
    test::SamplePages m_sample;
    std::unique_ptr<ImportPage> m_page;

    /// The dialog, open on the queries of the workspace.
    DatabaseDialog *opened()
    {
        QTest::mouseClick(child<QPushButton>(*m_page, "importDatabase"), Qt::LeftButton);
        auto *dialog = m_page->findChild<DatabaseDialog *>();
        QSignalSpy read(dialog, &DatabaseDialog::opened);
        return dialog && read.wait(test::Patience) ? dialog : nullptr;
    }
    static void trigger(const QWidget &menuOwner, int action)
    {
        menuOwner.findChild<QMenu *>()->actions().at(action)->trigger();
    }
    /// Makes a connection to the shop by typing.
    void connectTo(DatabaseDialog &dialog)
    {
        trigger(*child<QToolButton>(dialog, "queryConnections"), 0);
        auto *asks = dialog.findChild<ConnectionDialog *>();
        QVERIFY(asks);
        const connect::Connection shop = m_shop.connection(QStringLiteral("postgresql"));
        type(*asks, "connectionName", "warehouse");
        type(*asks, "connectionHost", QString::fromStdString(shop.host));
        child<QSpinBox>(*asks, "connectionPort")->setValue(shop.port);
        type(*asks, "connectionDatabase", "shop");
        type(*asks, "connectionUser", "reader");
        accept(*asks);
    }
    /// The dialog that asks for the password, once the database refused.
    static PasswordDialog *asked(const QWidget &parent)
    {
        if (!QTest::qWaitFor([&parent] { return parent.findChild<PasswordDialog *>(); }, test::Patience))
            return nullptr;
        return parent.findChild<PasswordDialog *>();
    }
    [[nodiscard]] connect::SavedQuery saved(const char *name) const
    {
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        const auto found = connect::findQuery(connect::savedQueries(**workspace), name);
        return found ? *found : connect::SavedQuery();
    }
    [[nodiscard]] QString value(const std::string &sql) const
    {
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        SQLite::Statement query((*workspace)->db(), sql);
        return query.executeStep() ? QString::fromStdString(query.getColumn(0).getString()) : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QString missing = test::PostgresServer::missing();
        if (missing.isEmpty())
            missing = test::KeyringSession::missing();
        if (!missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY(m_keyring.start());
        QCOMPARE(m_shop.open(), QString());
        m_sample.make();
        m_page = m_sample.shown<ImportPage>(m_sample.empty());
        // As the main window does it, at once.
        connect(m_page.get(), &Page::edited, this, [this](const Edit &edit) {
            const auto workspace = store::Workspace::open(m_sample.empty().workspacePath);
            const auto done = edit.apply(**workspace);
            QVERIFY2(done.ok(), done ? "" : done.error().message.english().c_str());
        });
        m_page->findChild<QDateEdit *>()->setDate({2026, 10, 31});
    }

    void rowsByClicks()
    {
        DatabaseDialog *dialog = opened();
        const QPointer<DatabaseDialog> closes(dialog);
        QVERIFY(dialog);
        QCOMPARE(child<QLabel>(*dialog, "databaseState")->text(),
            QStringLiteral("A query needs a connection: make one first."));
        connectTo(*dialog);
        QCOMPARE(child<QComboBox>(*dialog, "queryConnection")->currentText(), QStringLiteral("warehouse"));
        type(*dialog, "queryName", "customers");
        child<QPlainTextEdit>(*dialog, "querySql")->setPlainText(QString::fromUtf8(Sql));
        auto *error = dialog->findChild<ErrorBar *>();
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseFetch"), Qt::LeftButton);
        QVERIFY(error->isVisible()); // nobody said what the rows are
        choose(*dialog, "queryHolds", "accounts");
        child<QComboBox>(*dialog, "querySystem")->setCurrentText("shop");
        choose(*dialog, "queryKind", "billing");
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseFetch"), Qt::LeftButton);
        PasswordDialog *asks = asked(*dialog);
        QVERIFY(asks);
        QVERIFY(error->isVisible()); // stands where nobody gives one
        type(*asks, "databasePasswordText", QString::fromStdString(test::Password));
        QTest::mouseClick(child<QCheckBox>(*asks, "databasePasswordKeep"), Qt::LeftButton, {}, {8, 8});
        QVERIFY(child<QCheckBox>(*asks, "databasePasswordKeep")->isChecked());
        QSignalSpy fetched(dialog, &DatabaseDialog::fetched);
        QSignalSpy settled(m_page.get(), &Page::settled);
        accept(*asks);
        QVERIFY(fetched.wait(test::Patience));
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(!closes || !closes->isVisible());

        auto *files = child<TableView>(*m_page, "importFiles");
        QCOMPARE(files->spec().rows.size(), 1);
        QCOMPARE(files->spec().rows[0].values[0].toString(), QStringLiteral("warehouse: customers"));
        QCOMPARE(files->spec().rows[0].values[2].toInt(), 2);
        QCOMPARE(files->spec().rows[0].values[4].toString(), QStringLiteral("accounts"));
        QSignalSpy changed(m_page.get(), &Page::dataChanged);
        QTest::mouseClick(child<QPushButton>(*m_page, "importRun"), Qt::LeftButton);
        QVERIFY(changed.wait(test::Patience));
        QCOMPARE(value("SELECT group_concat(account_id || ' ' || arr, ', ') FROM (SELECT * FROM accounts ORDER BY "
                       "account_id)"),
            QStringLiteral("S-1 1200.5, S-2 0.0"));
        QCOMPARE(value("SELECT file FROM import_batch"), QStringLiteral("warehouse: customers"));
        QCOMPARE(value("SELECT as_of FROM import_batch"), QStringLiteral("2026-10-31"));
        QCOMPARE(saved("customers").sql, Sql.toStdString());
        QFile file(QString::fromStdString(m_sample.empty().workspacePath));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(QByteArray::fromStdString(test::Password)));
    }

    /// The keyring has the password now. An answer speaks of the day it was asked for.
    void anotherDay()
    {
        DatabaseDialog *dialog = opened();
        QVERIFY(dialog);
        QCOMPARE(child<QListWidget>(*dialog, "databaseQueries")->currentItem()->text(),
            QStringLiteral("customers (warehouse)"));
        QSignalSpy fetched(dialog, &DatabaseDialog::fetched);
        QSignalSpy settled(m_page.get(), &Page::settled);
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseFetch"), Qt::LeftButton);
        QVERIFY(fetched.wait(test::Patience));
        QVERIFY(settled.wait(test::Patience));
        m_page->findChild<QDateEdit *>()->setDate({2026, 11, 30});
        auto *error = m_page->findChild<ErrorBar *>();
        QTest::mouseClick(child<QPushButton>(*m_page, "importRun"), Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([error] { return error->isVisible(); }, test::Patience));
        QVERIFY(error->findChild<QLabel *>()->text().contains(QStringLiteral("was asked as of")));
        QCOMPARE(value("SELECT count(*) FROM import_batch"), QStringLiteral("1"));
        m_page->findChild<QDateEdit *>()->setDate({2026, 10, 31});
    }

    void fewerRowsAllowed()
    {
        DatabaseDialog *dialog = opened();
        QVERIFY(dialog);
        child<QSpinBox>(*dialog, "databaseMost")->setValue(1);
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseFetch"), Qt::LeftButton);
        auto *error = dialog->findChild<ErrorBar *>();
        QVERIFY(QTest::qWaitFor([error] { return error->isVisible(); }, test::Patience));
        QVERIFY(error->findChild<QLabel *>()->text().contains(QStringLiteral("allow more rows")));
        QVERIFY(child<QPushButton>(*dialog, "databaseFetch")->isEnabled());
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseClose"), Qt::LeftButton);
    }

    /// Stopped in the middle: nothing is added, and the dialog can be used on.
    void stopped()
    {
        DatabaseDialog *dialog = opened();
        QVERIFY(dialog);
        type(*dialog, "queryName", "slow");
        child<QPlainTextEdit>(*dialog, "querySql")->setPlainText("SELECT pg_sleep(600), 'x' AS account_id");
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseFetch"), Qt::LeftButton);
        auto *stop = child<QPushButton>(*dialog, "databaseStop");
        QVERIFY(QTest::qWaitFor(
            [this] {
                return m_shop.server.sql("select count(*) from pg_stat_activity where query like '%pg_sleep(600)%' and "
                                         "usename = 'reader' and state = 'active'")
                    == QStringLiteral("1");
            },
            test::Patience));
        QVERIFY(stop->isVisible());
        QTest::mouseClick(stop, Qt::LeftButton);
        QCOMPARE(child<QLabel>(*dialog, "databaseState")->text(), QStringLiteral("Stopped; nothing was written."));
        QVERIFY(!stop->isVisible());
        QVERIFY(m_shop.workEnds());
        QVERIFY(dialog->isVisible());
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseClose"), Qt::LeftButton);
    }

    /// A connection that queries go by is not removed; a query that is removed comes back by undo.
    void removing()
    {
        DatabaseDialog *dialog = opened();
        QVERIFY(dialog);
        trigger(*child<QToolButton>(*dialog, "queryConnections"), 2);
        QVERIFY(dialog->findChild<ErrorBar *>()->isVisible());
        auto *list = child<QListWidget>(*dialog, "databaseQueries");
        const int before = list->count();
        list->setCurrentRow(0);
        const connect::SavedQuery gone = saved("customers");
        QSignalSpy edited(dialog, &DatabaseDialog::edited);
        QTest::mouseClick(child<QPushButton>(*dialog, "databaseRemove"), Qt::LeftButton);
        QCOMPARE(list->count(), before - 1);
        QVERIFY(saved("customers").name.empty());
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath);
        QVERIFY(edited.at(0).at(0).value<Edit>().revert(**workspace).ok());
        QCOMPARE(saved("customers"), gone);
    }
};

QTEST_MAIN(TestDatabaseImport)
#include "tst_database_import.moc"
