#include "core/identity/account_directory.h"
#include "core/session/actions.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <thread>

using namespace qd;

class TestSettings : public QObject {
    Q_OBJECT

    static std::string owner(test::WorkspaceFixture &data)
    {
        return identity::AccountDirectory::load(data.workspace()).at(0).field("owner");
    }

private slots:
    void aNewPrecedenceChoosesTheGoldenFieldsAnew()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("success", "cs_platform");
        data.account("crm", "A", "Kestrel", "owner=Maya;domain=kestrel.com");
        data.account("success", "B", "Kestrel", "owner=Jonas;domain=kestrel.com");
        data.settle();
        Progress progress;
        QVERIFY(session::resolveIdentities(data.workspace(), progress).ok());
        QCOMPARE(identity::AccountDirectory::load(data.workspace()).size(), 1);
        QCOMPARE(owner(data), std::string("Jonas")); // the CS platform comes first by default
        QVERIFY(session::changeSettings(data.workspace(), {{"precedence.owner", "crm"}}).ok());
        QCOMPARE(owner(data), std::string("Maya"));
        QVERIFY(session::changeSettings(data.workspace(), {{"precedence.owner", ""}}).ok());
        QCOMPARE(owner(data), std::string("Jonas"));
        QCOMPARE(store::auditTrail(data.workspace()).size(), std::size_t(2));
    }

    void oneWrongValueChangesNone()
    {
        test::WorkspaceFixture data;
        const auto changed = session::changeSettings(data.workspace(), {{"company", "Halyard"}, {"grace_days", "x"}});
        QCOMPARE(changed.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!data.workspace().setting("company"));
        QVERIFY(store::auditTrail(data.workspace()).empty());
    }

    /// All rows are read when customers and breaks are settled; who stops it then has changed nothing.
    void anImportStopsWhileItSettles_data()
    {
        QTest::addColumn<QString>("at");
        QTest::newRow("before") << "Settling customers and breaks";
        QTest::newRow("at the breaks") << "Reconciling crm with billing";
    }
    void anImportStopsWhileItSettles()
    {
        QFETCH(QString, at);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=900");
        data.subscription("billing", "a", "A", "1000", "2025-01-01");
        data.settle();
        Progress quiet;
        QVERIFY(session::resolveIdentities(data.workspace(), quiet).ok());
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("crm.accounts.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("account_id,name,arr\nA,Acme,500\n");
        file.close();
        sources::ImportOptions options;
        options.asOf = Date::of(2026, 11, 30);
        const std::vector<std::string> files{file.fileName().toStdString()};
        const auto arr = [&data] {
            SQLite::Statement row(data.db(), "SELECT arr_minor FROM accounts WHERE source = 'crm'");
            return row.executeStep() ? row.getColumn(0).getInt64() : -1;
        };
        QCOMPARE(arr(), std::int64_t(90000));
        bool reached = false;
        Progress *running = nullptr;
        Progress stopped([&](const Progress::State &state) {
            if (!state.task.english().starts_with(at.toStdString()))
                return;
            reached = true;
            running->cancel();
        });
        running = &stopped;
        const auto report = session::importAndResolve(data.workspace(), files, options, stopped);
        QVERIFY(reached);
        QVERIFY(!report.ok());
        QCOMPARE(report.error().code, ErrorCode::Cancelled);
        QCOMPARE(arr(), std::int64_t(90000));
        QVERIFY(session::importAndResolve(data.workspace(), files, options, quiet).ok());
        QCOMPARE(arr(), std::int64_t(50000));
    }

    /// Whenever another thread asks, in a statement of the identity room too: nothing is changed, and the same import
    /// can be made afterwards.
    void anImportMayBeStoppedAtAnyMoment()
    {
        constexpr int Companies = 3000;
        test::WorkspaceFixture data;
        QTemporaryDir folder;
        std::vector<std::string> files;
        for (const char *system : {"crm", "billing"}) {
            QFile file(folder.filePath(QLatin1String(system) + QStringLiteral(".accounts.csv")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("account_id,name,domain\n");
            for (int i = 0; i < Companies; ++i)
                file.write(QStringLiteral("%1,Firm %1,f%1.example\n").arg(i).toUtf8());
            files.push_back(file.fileName().toStdString());
        }
        const auto count = [&data](const char *table) {
            return data.db().execAndGet(std::string("SELECT count(*) FROM ") + table).getInt();
        };
        for (int milliseconds = 1;; milliseconds += 1 + milliseconds / 2) {
            Progress progress;
            std::thread other([&progress, milliseconds] {
                std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
                progress.cancel();
            });
            const auto report = session::importAndResolve(data.workspace(), files, {}, progress);
            other.join();
            if (report)
                break;
            QCOMPARE(report.error().code, ErrorCode::Cancelled);
            for (const char *table : {"accounts", "account", "account_link", "import_batch"})
                QCOMPARE(count(table), 0);
        }
        QCOMPARE(count("accounts"), 2 * Companies);
        QCOMPARE(count("account"), Companies); // by their domains
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
