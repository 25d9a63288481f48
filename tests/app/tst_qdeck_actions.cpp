#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

namespace {

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray Keys = "{'rules':[{'id':'renewal','title':'Renewal plan','when':[{'field':'due_in_days','above':0,"
                        "'at_most':180}],'owner':'owner','due_days':14,'escalate':[{'after_days':7,'to':'manager'}],"
                        "'repeat_after_days':90,'cap_per_owner':1}]}";

} // namespace

/// `qdeck actions` and `qdeck qbr` on four accounts, worked out by hand (CONTRACT-ROOMS section 3).
class TestQdeckActions : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_rules;

    /// Amber and Birch of ann@x.example, Cedar of Bob are due on 2026-12-31, Dogwood later; Cedar has had an action.
    [[nodiscard]] QString workspace(const char *name)
    {
        const QString path = m_dir.filePath(QString::fromLatin1(name));
        writeFile(m_dir, QStringLiteral("data/crm.accounts.csv"),
            "account_id,name,segment,region,owner\nA,Amber,Enterprise,EMEA,ann@x.example\nB,Birch,Mid-Market,EMEA,"
            "ann@x.example\nC,=Cedar,SMB,,Bob\nD,Dogwood,Enterprise,APAC,Bob\n");
        writeFile(m_dir, QStringLiteral("data/crm.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,2026-12-31,100\n"
            "2,B,2025-01-01,2026-12-31,300\n3,C,2025-01-01,2026-12-31,50\n4,D,2025-01-01,2027-12-31,50\n");
        writeFile(m_dir, QStringLiteral("data/crm.actions.csv"),
            "action_id,account_id,trigger,owner,opened_date,due_date,closed_date,status,outcome\n"
            "1,C,renewal,Bob,2026-06-20,2026-07-04,,open,\n"
            "2,D,renewal,Bob,2026-05-01,2026-06-01,2026-05-20,closed,done\n");
        writeFile(m_dir, QStringLiteral("data/crm.activities.csv"),
            "activity_id,account_id,date,type,outcome\n1,A,2026-06-30,qbr,\n2,D,2026-02-01,qbr,\n");
        m_rules = writeFile(m_dir, QStringLiteral("rules.json"), json(Keys));
        run({"init", path}, 0);
        run({"import", path, m_dir.filePath(QStringLiteral("data")), "--as-of", "2026-07-31"}, 0);
        return path;
    }
    static QdeckRun run(const QStringList &arguments, int status)
    {
        const QdeckRun done = runQdeck(arguments);
        if (done.status != status)
            qWarning("%s: %d\n%s", qPrintable(arguments.join(u' ')), done.status, done.err.constData());
        return done.status == status ? done : QdeckRun{-1, "{}", {}};
    }

private slots:
    void previewWritesNothing()
    {
        const QString w = workspace("preview.qdeck");
        const QByteArray before = content(w);
        const Json found = run({"actions", w, "--rules", m_rules, "--preview", "--json"}, 0).json();
        QCOMPARE(content(w), before);
        QCOMPARE(keysOf(found),
            (QStringList{"as_of", "compliance", "duplicates", "held", "open", "opened", "sla", "version"}));
        QCOMPARE(found["as_of"], "2026-07-31");
        QCOMPARE(found["opened"].size(), std::size_t(1)); // Birch has the larger ARR, Amber waits
        QCOMPARE(found["opened"][0].dump(),
            json("{'account':'AC-00002','due_date':'2026-08-14','owner':'ann@x.example','rule':'renewal','title':"
                 "'Renewal plan'}")
                .toStdString());
        QCOMPARE(found["held"].size(), std::size_t(1));
        QCOMPARE(found["held"][0]["account"], "AC-00001");
        QCOMPARE(found["duplicates"].dump(), json("[{'account':'AC-00003','rule':'renewal'}]").toStdString());
        QCOMPARE(found["open"].size(), std::size_t(1));
        QCOMPARE(keysOf(found["open"][0]),
            (QStringList{"account", "action_id", "due_date", "level", "opened_date", "owner", "rule", "source", "to"}));
        QCOMPARE(found["open"][0]["level"], 1); // 41 days
        QCOMPARE(found["open"][0]["to"], "manager");
        QCOMPARE(found["sla"].dump(), json("{'due':2,'met':1,'rate':0.5}").toStdString());
        QCOMPARE(found["compliance"].dump(),
            json("[{'in_time':1,'rate':0.5,'rule':'renewal','triggered':2}]").toStdString());
        // At the end of June 184 days are left: too early. Cedar's action is there on both days.
        const Json range =
            run({"actions", w, "--rules", m_rules, "--preview", "--from", "2026-06", "--to", "2026-12", "--json"}, 0)
                .json();
        QCOMPARE(range["opened"].size(), std::size_t(1));
        QCOMPARE(range["opened"][0]["date"], "2026-07-31");
        QCOMPARE(content(w), before);
    }

    void savesOpensAndImports()
    {
        const QString w = workspace("saved.qdeck");
        QVERIFY(run({"actions", w}, 0).err.contains("No action rules"));
        const Json saved = run({"actions", w, "--rules", m_rules, "--json"}, 0).json();
        QCOMPARE(saved["version"], 1);
        QCOMPARE(saved["opened"].size(), std::size_t(1));
        const Json rows =
            run({"query", w,
                    "SELECT action_id, account_id, \"trigger\", owner, opened_date, due_date, status FROM "
                    "actions WHERE source = 'quarterdeck'",
                    "--json"},
                0)
                .json();
        QCOMPARE(rows["rows"].dump(),
            json("[['renewal:AC-00002:2026-07-31','AC-00002','renewal','ann@x.example','2026-07-31','2026-08-14',"
                 "'open']]")
                .toStdString());
        const Json again = run({"actions", w, "--json"}, 0).json();
        QVERIFY(again["opened"].empty());
        QCOMPARE(again["duplicates"].size(), std::size_t(2));
        QCOMPARE(again["open"].size(), std::size_t(2));
        QCOMPARE(run({"actions", w, "--json"}, 0).out, run({"actions", w, "--json"}, 0).out);
        QVERIFY(run({"actions", w}, 0).out.contains("Closed in time: 1 of 2"));
        run({"check", w}, 0);

        writeFile(m_dir, QStringLiteral("later/crm.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr\n4,D,2025-01-01,2026-12-31,60\n");
        run({"import", w, m_dir.filePath(QStringLiteral("later")), "--as-of", "2026-08-31"}, 0);
        // Dogwood is due now; its action was closed 103 days before
        QCOMPARE(run({"query", w, "SELECT count(*) FROM actions WHERE account_id = 'AC-00004'", "--json"}, 0)
                     .json()["rows"][0][0],
            0); // Bob has one open action already
        QCOMPARE(run({"actions", w, "--json"}, 0).json()["held"].size(), std::size_t(2));
        run({"check", w}, 0);
    }

    void lists_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("csv") << "csv"
                             << QByteArray(
                                    "action_id,account,name,trigger,title,owner,opened_date,due_date,status,level\n")
                             << QByteArray("1,AC-00003,'=Cedar,renewal,renewal,Bob,2026-06-20,2026-07-04,open,1\n");
        QTest::newRow("salesforce")
            << "salesforce"
            << QByteArray("External_Id__c,WhatId,Subject,ActivityDate,Status,Priority,Owner,Description\n")
            << QByteArray("1,C,renewal,2026-07-04,Not Started,Normal,Bob,\"'=Cedar (AC-00003), ");
        QTest::newRow("gainsight")
            << "gainsight"
            << QByteArray(
                   "External Id,Company Id,Company Name,CTA Name,Type,Reason,Status,Priority,Owner,Due Date,Comments\n")
            << QByteArray("1,,'=Cedar,renewal,Risk,renewal,New,Medium,Bob,2026-07-04,");
        QTest::newRow("jira") << "jira"
                              << QByteArray("External ID,Summary,Issue Type,Assignee,Due Date,Labels,Description\n")
                              << QByteArray("1,renewal,Task,Bob,2026-07-04,renewal,");
        QTest::newRow("asana") << "asana" << QByteArray("Name,Assignee,Start Date,Due Date,Tags,Notes,External ID\n")
                               << QByteArray("Renewal plan,[masked],2026-07-31,2026-08-14,renewal,");
    }
    void lists()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, row);
        const QString w = workspace(qPrintable(format + QStringLiteral(".qdeck")));
        const QString out = m_dir.filePath(format + QStringLiteral(".csv"));
        run({"actions", w, "--rules", m_rules, "--export", format, "--out", out}, 0);
        QVERIFY2(content(out).startsWith(header), content(out).constData());
        QVERIFY2(content(out).contains(row), content(out).constData());
        QVERIFY(!content(out).contains("ann@x.example"));
        run({"actions", w, "--export", format, "--out", out, "--pii"}, 0);
        QVERIFY(content(out).contains("ann@x.example"));
        const Json log = run(
            {"query", w, "SELECT after FROM audit_log WHERE action = 'export actions' ORDER BY audit_id", "--json"}, 0)
                             .json();
        QCOMPARE(log["rows"][0][0].get<std::string>(), "2 rows for " + format.toStdString() + ", personal data: no");
        QCOMPARE(log["rows"][1][0].get<std::string>(), "2 rows for " + format.toStdString() + ", personal data: yes");
    }

    void wrongArguments()
    {
        const QString w = workspace("wrong.qdeck");
        run({"actions", w, "--from", "2026-01", "--to", "2026-02"}, 2);
        run({"actions", w, "--preview", "--from", "2026-01"}, 2);
        run({"actions", w, "--preview", "--from", "2026-02", "--to", "2026-01"}, 2);
        run({"actions", w, "--preview", "--from", "2026-01", "--to", "2026-02", "--as-of", "2026-01-31"}, 2);
        run({"actions", w, "--export", "csv"}, 2);
        run({"actions", w, "--export", "trello", "--out", "x"}, 2);
        run({"actions", w, "--as-of", "yesterday"}, 2);
        run({"actions", w, "--rules", writeFile(m_dir, QStringLiteral("bad.json"), "{")}, 1);
        run({"actions", w, "--rules", writeFile(m_dir, QStringLiteral("bad.json"), json("{'rules': [{}]}"))}, 2);
        const QString again = writeFile(m_dir, QStringLiteral("again.json"),
            json("{'rules': [{'id': 'a', 'repeat_after_days': 0}, {'id': 'b', 'owner': 'Kim', 'play': 'qbr'}]}"));
        const QByteArray said = run({"actions", w, "--rules", again, "--preview", "--json"}, 0).err;
        QVERIFY(said.contains("Rule a: It repeats after 0 days"));
        QVERIFY(said.contains("Rule b: It has the same conditions as a."));
        QVERIFY(said.contains("Rule b: It gives 4 customers to another person than a does."));
        run({"actions", w, "--rules",
                writeFile(m_dir, QStringLiteral("bad.json"),
                    json("{'rules': [{'id': 'a', "
                         "'play': 'qbrr'}]}"))},
            2);
        run({"qbr", w, "--by", "product"}, 2);
        run({"qbr", w, "--by", "nonsense"}, 2);
    }

    void businessReviews()
    {
        const QString w = workspace("qbr.qdeck");
        const Json found = run({"qbr", w, "--by", "segment", "--json"}, 0).json();
        QCOMPARE(keysOf(found), (QStringList{"as_of", "definitions", "late", "renewal_rate", "rows"}));
        QCOMPARE(found["rows"].dump(),
            json("[{'done':1,'eligible':3,'group':'total','rate':0.3333333333333333},"
                 "{'done':1,'eligible':2,'group':'Enterprise','rate':0.5},"
                 "{'done':0,'eligible':1,'group':'Mid-Market','rate':0.0}]")
                .toStdString());
        QCOMPARE(found["late"].dump(),
            json("[{'account':'AC-00002','due_date':'2025-07-01','last':null},"
                 "{'account':'AC-00004','due_date':'2026-05-01','last':'2026-02-01'}]")
                .toStdString());
        QVERIFY(found["renewal_rate"]["done"].is_null() && found["renewal_rate"]["not_done"].is_null());
        QVERIFY(run({"qbr", w}, 0).out.contains("Late: 2"));
        run({"settings", w, "qbr.cadence_months", "SMB 12"}, 0);
        QCOMPARE(run({"qbr", w, "--json"}, 0).json()["rows"][0]["eligible"], 1);
        run({"settings", w, "qbr.cadence_months", "SMB"}, 2);
    }

    /// A review of one customer, by a source's id too, and of each in a folder that is made.
    void reviewsAsFiles()
    {
        const QString w = workspace("pack.qdeck");
        const QString file = m_dir.filePath(QStringLiteral("one.pdf"));
        const QStringList pack{"pack", w, "--template", "customer-qbr", "--period"};
        run(pack + QStringList{"2026-06", "--out", file}, 0);
        QVERIFY(content(file).startsWith("%PDF"));
        run(pack + QStringList{"2026Q2", "--customer", "B", "--out", file}, 0);
        run(pack + QStringList{"2026-06", "--customer", "nobody", "--out", file}, 1);
        run(pack + QStringList{"2026-12", "--out", file}, 1);
        const QString folder = m_dir.filePath(QStringLiteral("reviews/june"));
        QVERIFY(run(pack
                + QStringList{"2026-06", "--each", "customer", "--customer", "A", "--customer", "AC-00002", "--out",
                    folder},
            0)
                    .err.contains("Wrote 2 of 2 packs"));
        QCOMPARE(QDir(folder).entryList(QDir::Files),
            (QStringList{"customer-qbr-2026-06-AC-00001.csv", "customer-qbr-2026-06-AC-00001.pdf",
                "customer-qbr-2026-06-AC-00002.csv", "customer-qbr-2026-06-AC-00002.pdf"}));
        QVERIFY(content(folder + QStringLiteral("/customer-qbr-2026-06-AC-00001.csv"))
                    .startsWith("customer,name,part,item,state,day,before,now,amount,currency"));
        run(pack + QStringList{"2026-06", "--each", "segment", "--out", folder}, 2);
        run({"pack", w, "--template", "weekly-pulse", "--period", "2026-06", "--each", "segment", "--out", folder}, 0);
        QCOMPARE(QDir(folder).entryList({"weekly*"}, QDir::Files).size(), 3); // which have no data beside them
        run({"pack", w, "--template", "monthly", "--period", "2026-06", "--customer", "A", "--out", file}, 2);
        run({"pack", w, "--template", "monthly", "--period", "2026-06", "--each", "customer", "--out", folder}, 2);
    }
};

QTEST_GUILESS_MAIN(TestQdeckActions)
#include "tst_qdeck_actions.moc"
