#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

namespace {

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// `qdeck dictionary` (CONTRACT-ROOMS section 3).
class TestQdeckDictionary : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    [[nodiscard]] QString workspace(const char *name) const
    {
        const QString path = m_dir.filePath(QString::fromLatin1(name));
        run({"init", path}, 0);
        return path;
    }
    QString file(const char *name, const QByteArray &text) const
    {
        return writeFile(m_dir, QString::fromLatin1(name), json(text));
    }
    static QdeckRun run(const QStringList &arguments, int status)
    {
        const QdeckRun done = runQdeck(arguments);
        if (done.status != status)
            qWarning("%s: %d\n%s", qPrintable(arguments.join(u' ')), done.status, done.err.constData());
        return done.status == status ? done : QdeckRun{-1, "{}", {}};
    }
    /// The versions of a metric among those of an answer.
    static Json versionsOf(const Json &answer, const char *metric)
    {
        Json found = Json::array();
        for (const Json &each : answer["metrics"]) {
            if (each["metric"] == metric)
                found.push_back(each);
        }
        return found;
    }

private slots:
    void whatIsShipped()
    {
        const QString w = workspace("shipped.qdeck");
        const QByteArray before = content(w);
        const Json found = run({"dictionary", w, "--json"}, 0).json();
        QCOMPARE(content(w), before);
        QCOMPARE(keysOf(found), (QStringList{"conflicts", "metrics"}));
        QVERIFY(found["metrics"].size() >= 30);
        QVERIFY(found["conflicts"].is_array() && found["conflicts"].empty());
        QCOMPARE(versionsOf(found, "nrr").dump(),
            json("[{'approvals':[],'class':'revenue','in_force_from':null,'metric':'nrr','owner':'Finance','status':"
                 "'approved','version':1}]")
                .toStdString());
        QCOMPARE(run({"dictionary", w, "--metric", "nrr", "--json"}, 0).json()["metrics"].size(), std::size_t(1));
        const QByteArray text = run({"dictionary", w, "--metric", "nrr"}, 0).out;
        QVERIFY(text.startsWith("nrr version 1, approved\n  name            NRR\n"));
        QVERIFY(text.contains("formula         sum of A(a, e)"));
        QVERIFY(text.contains("not an access control"));
        QVERIFY(
            run({"dictionary", w}, 0).out.contains(QByteArray("\nnrr").leftJustified(27) + "1   approved  revenue"));
        QVERIFY(run({"dictionary", w, "--conflicts"}, 0).out.contains("No conflict is registered."));
    }

    void aVersionIsApproved()
    {
        const QString w = workspace("approved.qdeck");
        const QString f = file("nrr.json", "{'metric':'nrr','owner':'RevOps','in_force_from':'2027-01-01'}");
        const Json draft = run({"dictionary", w, "--set", f, "--by", "Ann", "--json"}, 0).json();
        QCOMPARE(versionsOf(draft, "nrr").size(), std::size_t(2));
        QCOMPARE(versionsOf(draft, "nrr")[1]["status"], "draft");
        run({"dictionary", w, "--approve", "nrr", "--by", "Bea"}, 1); // not in review yet
        QVERIFY(run({"dictionary", w, "--submit", "nrr", "--by", "Ann"}, 0).out.contains("0 of 2 approvals"));
        run({"dictionary", w, "--approve", "nrr", "--by", "Ann"}, 1);
        const QStringList approve{"dictionary", w, "--approve", "nrr", "--json", "--by"};
        const Json one = run(approve + QStringList{"Cid", "--on", "2026-11-01"}, 0).json();
        QCOMPARE(versionsOf(one, "nrr")[1]["status"], "review");
        QVERIFY(
            run(approve + QStringList{"Cid", "--on", "2026-11-02"}, 1).err.contains("approved nrr version 2 already"));
        const Json two = run(approve + QStringList{"Bea", "--on", "2026-11-02"}, 0).json();
        QCOMPARE(versionsOf(two, "nrr").dump(),
            json("[{'approvals':[],'class':'revenue','in_force_from':null,'metric':'nrr','owner':'Finance','status':"
                 "'approved','version':1},{'approvals':[{'at':'2026-11-02','by':'Bea'},{'at':'2026-11-01','by':'Cid'}],"
                 "'class':'revenue','in_force_from':'2027-01-01','metric':'nrr','owner':'RevOps','status':'approved',"
                 "'version':2}]")
                .toStdString());
        run({"dictionary", w, "--retire", "nrr", "--by", "Ann", "--on", "2027-06-30"}, 0);
        QCOMPARE(versionsOf(run({"dictionary", w, "--json"}, 0).json(), "nrr")[1]["status"], "retired");
        run({"check", w}, 0);
    }

    void aReviewIsRejected()
    {
        const QString w = workspace("rejected.qdeck");
        const QString f = file("win.json", "{'metric':'win_rate','formula':'won / decided'}");
        run({"dictionary", w, "--set", f, "--submit", "win_rate", "--by", "Ann"}, 0); // both at once
        run({"dictionary", w, "--reject", "win_rate", "--by", "Bea"}, 2);
        const Json found =
            run({"dictionary", w, "--reject", "win_rate", "--by", "Bea", "--reason", "unclear", "--json"}, 0).json();
        QCOMPARE(versionsOf(found, "win_rate").dump(),
            json("[{'approvals':[],'class':'operational','in_force_from':null,'metric':'win_rate','owner':null,"
                 "'status':'draft','version':1}]")
                .toStdString());
        QVERIFY(run({"dictionary", w, "--metric", "win_rate"}, 0).out.contains("rejected        unclear"));
        run({"dictionary", w, "--submit", "win_rate", "--by", "Ann"}, 0);
        const Json approved =
            run({"dictionary", w, "--approve", "win_rate", "--by", "Bea", "--on", "2026-11-05", "--json"}, 0).json();
        QCOMPARE(versionsOf(approved, "win_rate")[0]["status"], "approved"); // operational: one is enough
        QCOMPARE(versionsOf(approved, "win_rate")[0]["in_force_from"], "2026-11-05");
    }

    void theRegisterOfConflicts()
    {
        const QString w = workspace("conflicts.qdeck");
        const QString f = file(
            "conflict.json", "{'conflicts':[{'metric':'nrr','team':'RevOps','convention':'by flow','critical':true}]}");
        run({"dictionary", w, "--set", f}, 0);
        const Json found = run({"dictionary", w, "--conflicts", "--json"}, 0).json();
        QCOMPARE(found["conflicts"].dump(),
            json("[{'convention':'by flow','critical':true,'metric':'nrr','state':'open','team':'RevOps'}]")
                .toStdString());
        QCOMPARE(run({"dictionary", w, "--conflicts"}, 0).out, QByteArray("nrr, RevOps: by flow  critical, open\n"));
        const QString settled = file("settled.json",
            "{'conflicts':[{'metric':'nrr','team':'RevOps','convention':'by flow','critical':true,'state':'resolved',"
            "'decision':'point'}]}");
        run({"dictionary", w, "--set", settled}, 0);
        const Json after = run({"dictionary", w, "--json"}, 0).json();
        QCOMPARE(after["conflicts"].size(), std::size_t(1));
        QCOMPARE(after["conflicts"][0]["state"], "resolved");
    }

    void exports()
    {
        const QString w = workspace("exports.qdeck");
        const QString out = m_dir.filePath(QStringLiteral("dictionary.out"));
        for (const char *format : {"md", "html", "metricflow"}) {
            run({"dictionary", w, "--export", format, "--out", out}, 0);
            QVERIFY2(content(out).contains("renewal_rate"), format);
        }
        QVERIFY(content(out).contains("\nmetrics:\n"));
        const QdeckRun one = run({"dictionary", w, "--metric", "arr", "--export", "metricflow", "--out", out}, 0);
        QVERIFY(one.err.contains("1 metric\n"));
        QCOMPARE(content(out).count("  - name: "), 1);
        const Json log =
            run({"query", w, "SELECT action, after FROM audit_log ORDER BY audit_id DESC LIMIT 1", "--json"}, 0).json();
        QCOMPARE(log["rows"][0].dump(),
            json("['export dictionary','1 definitions as metricflow, personal data: no']").toStdString());
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("an unknown metric") << QStringList{"--metric", "nnr"} << 2 << QByteArray("did you mean nrr?");
        QTest::newRow("to submit") << QStringList{"--submit", "logo_chrun"} << 2
                                   << QByteArray("did you mean logo_churn?");
        QTest::newRow("without a metric")
            << QStringList{"--set", "nameless.json"} << 2 << QByteArray("lacks the key \"metric\"");
        QTest::newRow("a circle") << QStringList{"--set", "circle.json"} << 2
                                  << QByteArray("leads back to itself: arr -> nrr -> arr");
        QTest::newRow("refers to nothing") << QStringList{"--set",
            "nothing.json"} << 2 << QByteArray("names logo_chrun, which is no metric; did you mean logo_churn?");
        QTest::newRow("an unknown key") << QStringList{"--set", "typo.json"} << 2
                                        << QByteArray("did you mean \"formula\"?");
        QTest::newRow("no JSON") << QStringList{"--set", "broken.json"} << 1 << QByteArray("is no JSON");
        QTest::newRow("no file") << QStringList{"--set", "nowhere.json"} << 1 << QByteArray("does not exist");
        QTest::newRow("to submit what is approved")
            << QStringList{"--submit", "nrr"} << 1 << QByteArray("only a draft is submitted");
        QTest::newRow("two steps") << QStringList{"--submit", "nrr", "--approve", "nrr"} << 2 << QByteArray("excludes");
        QTest::newRow("no day") << QStringList{"--approve", "nrr", "--on", "today"} << 2
                                << QByteArray("--on wants a date");
        QTest::newRow("a form without a file") << QStringList{"--export", "md"} << 2 << QByteArray("--out");
        QTest::newRow("no form") << QStringList{"--export", "pdf", "--out", "x"} << 2 << QByteArray("pdf");
        QTest::newRow("a file and a metric there is not")
            << QStringList{"--set", "good.json", "--metric", "nnr"} << 2 << QByteArray("did you mean nrr?");
    }
    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        static const QString w = workspace("arguments.qdeck");
        file("nameless.json", "{'name':'x'}");
        file("circle.json", "{'metric':'arr','formula':'2 x nrr'}");
        file("nothing.json", "{'metric':'x','formula':'1 - logo_chrun'}");
        file("typo.json", "{'metric':'x','formla':'y'}");
        file("broken.json", "{'metric'");
        file("good.json", "{'metric':'x'}");
        for (QString &each : arguments) {
            if (each.endsWith(QStringLiteral(".json")))
                each = m_dir.filePath(each);
        }
        const QByteArray before = run({"dictionary", w, "--json"}, 0).out;
        const QdeckRun done = runQdeck(QStringList{"dictionary", w} + arguments);
        QCOMPARE(done.status, status);
        QVERIFY2(done.err.contains(says), done.err.constData());
        QCOMPARE(run({"dictionary", w, "--json"}, 0).out, before);
    }

    /// What is in force as files, and the records of what was changed, with their reasons.
    void documents()
    {
        const QString w = workspace("documents.qdeck");
        const QByteArray before = content(w);
        QCOMPARE(run({"documents", w, "--json"}, 0).json()["documents"][0]["id"], "tooling-configuration");
        QCOMPARE(run({"documents", w, "--changes", "--json"}, 0).json()["changes"].size(), std::size_t(0));
        QCOMPARE(content(w), before);
        run({"settings", w, "precedence.owner", "billing"}, 0);
        const Json change = run({"documents", w, "--changes", "--json"}, 0).json()["changes"][0];
        QCOMPARE(keysOf(change),
            (QStringList{"action", "after", "at", "before", "kind", "number", "subject", "who", "why"}));
        QCOMPARE(change["kind"], "precedence");
        QCOMPARE(change["subject"], "precedence.owner");
        QCOMPARE(change["after"], "billing");
        QVERIFY(change["why"].is_null());
        const QString number = QString::number(change["number"].get<int>());
        const QdeckRun said =
            run({"documents", w, "--why", number, "--reason", "they pay", "--by", "Ann", "--changes"}, 0);
        QVERIFY(said.out.contains("precedence.owner") && said.out.endsWith("they pay\n"));
        const QString out = m_dir.filePath(QStringLiteral("documents"));
        run({"documents", w, "--export", "notion", "--out", out}, 0);
        QVERIFY(content(out + QStringLiteral("/change-records.md")).contains("| they pay |"));
        QVERIFY(content(out + QStringLiteral("/tooling-configuration.md")).contains("| owner | billing | setting |"));
        run({"documents", w, "--why", number, "--reason", "asked by ann@acme.example", "--changes"}, 0);
        const Json masked = run({"documents", w, "--changes", "--json"}, 0).json()["changes"][0];
        QCOMPARE(masked["why"], "asked by [masked]");
        run({"documents", w, "--export", "html"}, 2);
        run({"documents", w, "--why", "0", "--reason", "x"}, 1);
        run({"explain", w, "arr", "--known", "0"}, 1);
        run({"documents", w, "--why", "999", "--reason", "x"}, 1);
        run({"documents", w, "--why", number}, 2);
        run({"documents", w, "--by", "Ann"}, 2);
    }

    void documentsAreKept()
    {
        const QString w = workspace("kept.qdeck");
        const QString f = writeFile(m_dir, QStringLiteral("book.md"), "# Renewals\nCall early.\n");
        const QStringList keep{"documents", w, "--set", f, "--kind", "playbook", "--id", "renewals", "--by", "Ann"};
        const Json kept = run(keep + QStringList{"--json"}, 0).json()["documents"];
        QCOMPARE(kept.back().dump(),
            json("{'entries':1,'id':'renewals','kind':'playbook','title':'Renewals','version':1}").toStdString());
        QVERIFY(kept.front()["kind"].is_null() && kept.front()["version"].is_null());
        QCOMPARE(run({"query", w, "SELECT who FROM audit_log WHERE action = 'keep document'"}, 0).out,
            QByteArray("who\nAnn\n"));
        QVERIFY(run({"documents", w}, 0).out.contains("playbook v1"));
        run({"documents", w, "--set", f}, 2);
        run({"documents", w, "--kind", "playbook", "--id", "renewals"}, 2);
        run({"documents", w, "--set", f, "--kind", "playbook", "--id", "change-records"}, 2);
        run({"documents", w, "--set", m_dir.filePath(QStringLiteral("none.md")), "--kind", "a", "--id", "b"}, 1);
        const QString out = m_dir.filePath(QStringLiteral("kept"));
        run({"documents", w, "--export", "confluence", "--out", out}, 0);
        QCOMPARE(content(out + QStringLiteral("/renewals.md")), QByteArray("# Renewals\nCall early.\n"));
    }

    /// What only reads needs no file that can be written.
    void documentsOfAFileToRead()
    {
        const QString w = workspace("to_read.qdeck");
        QVERIFY(QFile::setPermissions(w, QFile::ReadOwner));
        const QString out = m_dir.filePath(QStringLiteral("read"));
        run({"documents", w, "--export", "notion", "--out", out}, 0);
        QVERIFY(content(out + QStringLiteral("/metric-dictionary.md")).contains("renewal"));
        QVERIFY(QFile::setPermissions(w, QFile::ReadOwner | QFile::WriteOwner));
    }
};

QTEST_GUILESS_MAIN(TestQdeckDictionary)
#include "tst_qdeck_dictionary.moc"
