#include "tests/app/qdeck_run.h"

/// `qdeck match` as a script meets it: JSON by CONTRACT-ROOMS, tables, views and accounts of a source, errors.
class TestQdeckMatch : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString path(const QString &name) const { return m_dir.filePath(name); }
    using Run = qd::test::QdeckRun;
    static Run qdeck(const QStringList &arguments) { return qd::test::runQdeck(arguments); }
    QString workspace() const { return path("w.qdeck"); }
    Run match(const QString &left, const QString &right, const QString &on, const QStringList &more = {}) const
    {
        return qdeck(QStringList{"match", workspace(), "--left", left, "--right", right, "--on", on} + more);
    }

private slots:
    void initTestCase()
    {
        QCOMPARE(qdeck({"init", workspace(), "--currency", "USD"}).status, 0);
        qd::test::writeFile(m_dir, "in/crm.accounts.csv",
            "account_id,name,domain,city,arr\n"
            "A1,Acme Logistics Inc.,acme.com,Berlin,100\n"
            "A2,Beta Foods GmbH,beta.de,Hamburg,200\n"
            "A3,Gamma Software,gmail.com,Munich,300\n"
            "A4,Delta Motors,delta.io,Paris,400\n");
        qd::test::writeFile(m_dir, "in/billing.accounts.csv",
            "account_id,name,domain,city,arr\n"
            "B1,ACME LOGISTICS,acme.com,berlin,100\n"
            "B2,Beta Fodos,www.beta.de,Hamburg,205\n"
            "B3,Gamma Softwares Ltd,,Munich,900\n"
            "B9,Omega Steel,gmail.com,Rome,\n");
        QCOMPARE(qdeck({"import", workspace(), path("in"), "--as-of", "2026-10-31"}).status, 0);
        const QString vendors = qd::test::writeFile(m_dir, "vendors.csv",
            "nr,name,city,since\n1,Acme Logistics,Berlin,2020-01-31\n2,Acme Logistic,Berlin,2020-02-01\n"
            "3,Beta Foods,Hamburg,2019-05-05\n4,Acme Motors,Oslo,2001-01-01\n");
        QCOMPARE(qdeck({"import", workspace(), vendors, "--table", "vendors", "--as-of", "2026-10-31"}).status, 0);
        const QString twice = qd::test::writeFile(m_dir, "twice.csv", "nr,name\n1,Acme\n7,Beta\n7,Gamma\n");
        QCOMPARE(qdeck({"import", workspace(), twice, "--table", "twice", "--as-of", "2026-10-31"}).status, 0);
    }

    void jsonByContract()
    {
        const Run run = match("accounts@crm", "accounts@billing", "name,domain,city", {"--json"});
        QVERIFY2(run.status == 0, run.err);
        const auto json = nlohmann::ordered_json::parse(run.out.toStdString());
        std::vector<std::string> keys;
        for (const auto &[key, value] : json.items())
            keys.push_back(key);
        QCOMPARE(keys, (std::vector<std::string>{"pairs", "lambda", "thresholds", "compared", "blocks_skipped"}));
        QCOMPARE(json["thresholds"].dump(), std::string(R"({"link":0.99,"review":0.5})"));
        QCOMPARE(json["blocks_skipped"].get<int>(), 0);
        QCOMPARE(json["compared"].get<int>(), 3); // a first word or a domain in common; gmail.com is none
        QCOMPARE(json["pairs"].size(), std::size_t{3});
        const double prior = std::log2(json["lambda"].get<double>() / (1 - json["lambda"].get<double>()));
        const std::vector<std::array<std::string, 2>> expected{{"A1", "B1"}, {"A2", "B2"}, {"A3", "B3"}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto &pair = json["pairs"][i];
            QCOMPARE(pair["left"].get<std::string>(), expected[i][0]);
            QCOMPARE(pair["right"].get<std::string>(), expected[i][1]);
            double weight = prior;
            for (const auto &[column, evidence] : pair["evidence"].items())
                weight += evidence["weight"].get<double>();
            QVERIFY(std::abs(weight - pair["weight"].get<double>()) < 1e-9);
            QVERIFY(std::abs(1 / (1 + std::exp2(-weight)) - pair["probability"].get<double>()) < 1e-9);
        }
        QCOMPARE(json["pairs"][0]["evidence"]["name"]["level"].get<int>(), 0);
        QCOMPARE(json["pairs"][0]["evidence"]["city"]["level"].get<int>(), 0);
        QCOMPARE(json["pairs"][1]["evidence"]["name"]["level"].get<int>(), 1); // transposed letters: 0.98
        QVERIFY(json["pairs"][2]["evidence"]["domain"]["level"].is_null());
        QCOMPARE(json["pairs"][2]["evidence"]["domain"]["weight"].get<double>(), 0.0);
    }

    void kindsFromNamesValuesAndOptions()
    {
        // arr is a number by its values: 200 and 205 are within a tenth, 300 and 900 are not.
        const auto json =
            match("accounts@crm", "accounts@billing", "name,arr", {"--json", "--threshold", "0", "--many"}).json();
        QCOMPARE(json["pairs"].size(), std::size_t{3});
        QCOMPARE(json["pairs"][0]["evidence"]["arr"]["level"].get<int>(), 0);
        QCOMPARE(json["pairs"][1]["evidence"]["arr"]["level"].get<int>(), 1);
        QCOMPARE(json["pairs"][2]["evidence"]["arr"]["level"].get<int>(), 2);
        // A person keeps a legal form; exact has two levels.
        const auto other = match(
            "accounts@crm", "accounts@billing", "name:person,city:exact", {"--json", "--threshold", "0", "--many"})
                               .json();
        QVERIFY(other["pairs"][0]["evidence"]["name"]["level"].get<int>() > 0);
        QCOMPARE(other["pairs"][0]["evidence"]["city"]["level"].get<int>(), 1); // Berlin, berlin
    }

    void withinOneTable()
    {
        const auto json = match("vendors", "vendors", "name,city,since", {"--json"}).json();
        QCOMPARE(json["pairs"].size(), std::size_t{1});
        QCOMPARE(json["pairs"][0]["left"].get<std::string>(), std::string("1"));
        QCOMPARE(json["pairs"][0]["right"].get<std::string>(), std::string("2"));
        QCOMPARE(json["pairs"][0]["evidence"]["since"]["level"].get<int>(), 1); // dates by their values
        QCOMPARE(json["compared"].get<int>(), 3); // three begin with Acme
    }

    /// Moor and Mour have no key in common: compared with nobody unless asked. Quorum and Lumen are one on both sides.
    void misspeltOnlyWhereAsked()
    {
        for (const auto &[name, moor] : {std::pair("ours", "Moor"), {"theirs", "Mour"}}) {
            const QString file = qd::test::writeFile(m_dir, QString(name) + ".csv",
                QByteArray("nr,name,domain,city\n1,") + moor
                    + " Foods,,Leeds\n2,Quorum,quorum.io,Rome\n3,Lumen,lumen.no,Oslo\n");
            QCOMPARE(qdeck({"import", workspace(), file, "--table", name, "--as-of", "2026-10-31"}).status, 0);
        }
        const auto keys = match("ours", "theirs", "name,domain,city", {"--json"}).json();
        const auto more = match("ours", "theirs", "name,domain,city", {"--json", "--misspelt"}).json();
        const auto idsOf = [](const auto &json) {
            std::string ids;
            for (const auto &pair : json["pairs"])
                ids += pair["left"].template get<std::string>() + pair["right"].template get<std::string>() + ' ';
            return ids;
        };
        QCOMPARE(idsOf(keys), std::string("22 33 "));
        QCOMPARE(idsOf(more), std::string("11 22 33 "));
        QCOMPARE(keys["compared"].get<int>(), 2);
        QCOMPARE(more["compared"].get<int>(), 2);
        QCOMPARE(more["lambda"].get<double>(), keys["lambda"].get<double>());
        QCOMPARE(more["pairs"][1].dump(), keys["pairs"][0].dump());
        QCOMPARE(match("ours", "theirs", "name,domain,city", {"--misspelt", "--many"}).status, 2);
    }

    void textForPeople()
    {
        const Run run = match("accounts@crm", "accounts@billing", "name,domain");
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.startsWith("3 pairs of 3 compared; lambda "));
        QVERIFY(run.out.contains("A1  B1  name +"));
        QVERIFY(run.out.contains("domain missing"));
    }

    void errors_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("on");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        QTest::newRow("table") << "vendor"
                               << "name" << QStringList() << 2 << "did you mean \"vendors\"";
        QTest::newRow("source") << "accounts@bilingg"
                                << "name" << QStringList() << 2 << "did you mean \"billing\"";
        QTest::newRow("column") << "vendors"
                                << "nam" << QStringList() << 2 << "did you mean \"name\"";
        QTest::newRow("kind") << "vendors"
                              << "name:firm" << QStringList() << 2 << "kinds are company, person";
        QTest::newRow("no column") << "vendors"
                                   << "name,,city" << QStringList() << 2 << "--on";
        QTest::newRow("column twice") << "vendors"
                                      << "name,city,Name:person" << QStringList() << 2 << "--on names \"Name\" twice";
        QTest::newRow("threshold") << "vendors"
                                   << "name" << QStringList{"--threshold", "1.5"} << 2 << "threshold";
        QTest::newRow("first column twice") << "twice"
                                            << "name" << QStringList() << 1 << "\"7\"";
    }
    void errors()
    {
        QFETCH(QString, left);
        QFETCH(QString, on);
        QFETCH(QStringList, more);
        QFETCH(int, status);
        QFETCH(QString, says);
        const Run run = match(left, "vendors", on, more);
        QCOMPARE(run.status, status);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains(says.toUtf8()), run.err);
    }
};

QTEST_GUILESS_MAIN(TestQdeckMatch)
#include "tst_qdeck_match.moc"
