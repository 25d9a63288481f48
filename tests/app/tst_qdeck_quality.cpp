#include "tests/app/qdeck_run.h"

#include <map>
#include <set>

using namespace qd::test;
using Json = nlohmann::json;

namespace {

using Names = std::set<std::string>;

Json fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? Json::parse(file.readAll().toStdString()) : Json();
}

} // namespace

/// qdeck quality from imported files to JSON and CSV (CONTRACT-ROOMS section 3). The checks are core's tests'; here
/// they find what the sample says it planted, and no more.
class TestQdeckQuality : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_workspace;
    Json m_found;
    Json m_truth;
    std::map<std::string, std::string> m_accountOf; ///< by a record's id

    /// Customers of whom a check has rows.
    [[nodiscard]] Names failing(const char *check) const
    {
        Names accounts;
        for (const Json &row : m_found["rows"]) {
            if (row["check"] == check)
                accounts.insert(row["account"].get<std::string>());
        }
        return accounts;
    }
    /// Customers of the records of a planted fault.
    [[nodiscard]] Names planted(const char *kind) const
    {
        Names accounts;
        for (const Json &fault : m_truth["faults"]) {
            for (const Json &record : fault["records"]) {
                const auto account = m_accountOf.find(record.get<std::string>());
                if (fault["kind"] == kind && account != m_accountOf.end())
                    accounts.insert(account->second);
            }
        }
        return accounts;
    }
    [[nodiscard]] Json check(const char *name, const char *source, const char *entity) const
    {
        for (const Json &each : m_found["checks"]) {
            if (each["check"] == name && each["source"] == source && each["entity"] == entity)
                return each;
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        const QString exports = m_dir.filePath(QStringLiteral("exports"));
        QCOMPARE(runQdeck({"demo", exports, "--accounts", "400"}).status, 0);
        QCOMPARE(runQdeck({"init", m_workspace}).status, 0);
        QCOMPARE(runQdeck({"import", m_workspace, exports, "--as-of", "2026-10-31"}).status, 0);
        QCOMPARE(runQdeck({"identity", m_workspace, "--auto"}).status, 0);
        m_truth = fileOf(exports + QStringLiteral("/truth.json"));
        m_found = run({"quality", m_workspace, "--rows", "--json"}).json();
        const Json accounts = run({"accounts", m_workspace}).json();
        for (const Json &account : accounts["accounts"]) {
            for (const Json &link : account["links"])
                m_accountOf.emplace(link["id"].get<std::string>(), account["account"].get<std::string>());
        }
    }
    void shape()
    {
        QCOMPARE(keysOf(m_found), QStringList({"as_of", "checks", "definitions", "rows", "score"}));
        QCOMPARE(m_found["as_of"], m_truth["as_of"]);
        QCOMPARE(keysOf(m_found["checks"][0]),
            QStringList({"amount", "check", "entity", "failed", "field", "n", "rate", "source", "status", "threshold",
                "waived"}));
        QCOMPARE(
            keysOf(m_found["rows"][0]), QStringList({"account", "check", "detail", "file", "id", "line", "source"}));
        const Json first = m_found["checks"][0];
        QVERIFY(first["check"] == "completeness" && first["source"].is_null() && first["field"] == "arr");
        QVERIFY(!run({"quality", m_workspace, "--json"}).json().contains("rows"));
    }
    void plantedFaultsAreFound_data()
    {
        QTest::addColumn<QByteArray>("check");
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("overlap") << QByteArray("overlap") << QByteArray("overlapping_contracts");
        QTest::newRow("orphans") << QByteArray("orphans") << QByteArray("orphan_account");
    }
    void plantedFaultsAreFound()
    {
        QFETCH(QByteArray, check);
        QFETCH(QByteArray, fault);
        QVERIFY(!planted(fault).empty());
        QCOMPARE(failing(check), planted(fault));
    }
    /// Customers of the sample also come back by themselves, so there may be more gaps than were planted.
    void plantedGapsAreFound()
    {
        const Names found = failing("gaps");
        for (const std::string &account : planted("gap_contracts"))
            QVERIFY(found.contains(account));
    }
    void theOldRateIsFound()
    {
        QByteArrayList rates;
        for (const Json &row : m_found["rows"]) {
            if (row["check"] == "stale_rates")
                rates << QByteArray::fromStdString(row["id"].get<std::string>());
        }
        QCOMPARE(rates, QByteArrayList{"KWD"});
    }
    /// As the files say: written rows, and those that an import must hold back.
    void validityIsWhatTheFilesSay()
    {
        const Json tickets = check("validity", "zendesk", "tickets");
        const auto file =
            std::ranges::find(m_truth["files"], "zendesk_tickets.csv", [](const Json &each) { return each["file"]; });
        QVERIFY(file != m_truth["files"].end());
        QCOMPARE(tickets["failed"], (*file)["quarantined"]);
    }
    void anOverlapHasAnAmount()
    {
        const Json overlap = check("overlap", "stripe", "subscriptions");
        QVERIFY(overlap["amount"].get<double>() > 0);
        QCOMPARE(overlap["rate"].get<double>(), overlap["failed"].get<double>() / overlap["n"].get<double>());
    }
    void csv()
    {
        const QList<QByteArray> checks = run({"quality", m_workspace, "--csv"}).out.split('\n');
        QCOMPARE(checks.first(), QByteArray("check,source,entity,field,n,failed,waived,rate,threshold,status,amount"));
        QCOMPARE(
            std::size_t(checks.size()), m_found["checks"].size() + 2); // header, and what follows the last line end
        const QList<QByteArray> rows = run({"quality", m_workspace, "--rows", "--csv"}).out.split('\n');
        QCOMPARE(rows.first(), QByteArray("check,account,source,id,file,line,detail"));
        QCOMPARE(std::size_t(rows.size()), m_found["rows"].size() + 2);
    }
    void inWords()
    {
        const QByteArray said = run({"quality", m_workspace}).out;
        QVERIFY(said.startsWith("Data on 2026-10-31: "));
        QVERIFY(said.contains("stripe has no "));
        QVERIFY(run({"quality", m_workspace, "--rows"}).out.contains("The rate of KWD used on 2026-10-31 is of "));
    }
    void aPastDay()
    {
        const Json then = run({"quality", m_workspace, "--as-of", "2026-06-30", "--json"}).json();
        QCOMPARE(then["as_of"], "2026-06-30");
        for (const Json &each : then["checks"]) // every file of the sample is of October
            QVERIFY(each["check"] != "freshness" && each["check"] != "orphans");
        // Whoever had ARR then is a customer of that day, whenever the files came; but for ids that no file describes.
        const Json movements = run({"movements", m_workspace, "--from", "2026-06", "--to", "2026-06", "--json"}).json();
        QVERIFY(movements["rows"][0]["closing_logos"].get<long>() > 0);
        const auto orphans = std::ranges::count_if(m_truth["faults"], [](const Json &fault) {
            return fault["kind"] == "orphan_account" && fault["file"] == "stripe_subscriptions.csv";
        });
        QVERIFY(orphans > 0);
        QCOMPARE(then["checks"][0]["n"].get<long>(), movements["rows"][0]["closing_logos"].get<long>() - orphans);
    }
    /// What is wrong may quote a cell.
    void addressesAreMasked()
    {
        const QString path = m_dir.filePath(QStringLiteral("masked.qdeck"));
        const QString file = m_dir.filePath(QStringLiteral("crm.contacts.csv"));
        QFile contacts(file);
        QVERIFY(contacts.open(QIODevice::WriteOnly));
        contacts.write("contact_id,account_id,name,last_contacted\nc1,A,Ann,ann@amber.com\n");
        contacts.close();
        QCOMPARE(runQdeck({"init", path}).status, 0);
        QCOMPARE(runQdeck({"import", path, file, "--as-of", "2026-10-31"}).status, 0);
        const QByteArray rows = run({"quality", path, "--rows", "--csv"}).out;
        QVERIFY(rows.contains("[masked]"));
        QVERIFY(!rows.contains("ann@amber.com"));
    }
    void errors_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("no day") << QStringList{"quality", "W", "--as-of", "2026-02-30"} << 2;
        QTest::newRow("two forms") << QStringList{"quality", "W", "--json", "--csv"} << 2;
        QTest::newRow("no workspace") << QStringList{"quality", "/nowhere/w.qdeck"} << 1;
    }
    void errors()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QCOMPARE(runQdeck(arguments.replaceInStrings(QStringLiteral("W"), m_workspace)).status, status);
    }
    void nothingImported()
    {
        const QString empty = m_dir.filePath(QStringLiteral("empty.qdeck"));
        QCOMPARE(runQdeck({"init", empty}).status, 0);
        const Json found = run({"quality", empty, "--json"}).json();
        QVERIFY(found["as_of"].is_null() && found["checks"].empty() && found["score"].is_null());
        QCOMPARE(run({"quality", empty}).out, QByteArray("Nothing was imported yet.\n"));
    }
};

QTEST_GUILESS_MAIN(TestQdeckQuality)
#include "tst_qdeck_quality.moc"
