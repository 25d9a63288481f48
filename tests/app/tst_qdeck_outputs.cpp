#include "tests/app/qdeck_run.h"

/// What qdeck writes, and what it does where it cannot: a full disk, no memory, a path that is something else.
class TestQdeckOutputs : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    using Run = qd::test::QdeckRun;

    QString path(const QString &name) const { return m_dir.filePath(name); }
    QByteArray bytes(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    /// qdeck behind shell commands that take something away from it; fails when it was ended by a signal.
    static Run under(const QString &limits, const QStringList &arguments, const QString &redirect = {})
    {
        QStringList quoted;
        for (const QString &argument : arguments)
            quoted << '\'' + argument + '\'';
        QProcess process;
        process.start("sh", {"-c", limits + "; exec '" QDECK "' " + quoted.join(' ') + ' ' + redirect});
        if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

private slots:
    void initTestCase()
    {
        for (const QStringList &arguments :
            QList<QStringList>{{"demo", path("in"), "--accounts", "60", "--months", "18"}, {"init", path("w.qdeck")},
                {"import", path("w.qdeck"), path("in"), "--as-of", "2026-10-31"},
                {"identity", path("w.qdeck"), "--auto"}, {"init", path("another.pdf")}, {"init", path("another.csv")}})
            QCOMPARE(qd::test::runQdeck(arguments).status, 0);
        QVERIFY(QFile::link(path("w.qdeck"), path("link.csv")));
        qd::test::writeFile(m_dir, "model.json",
            R"({"hours_per_month": 140, "utilisation": 0.75, "ramp": [1.0], "segments": [{"name": "SMB", "touch": "tech",
                "hours_per_account": 0.5}]})");
    }

    void noWorkspaceAndNoInputIsOverwritten_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("kept");
        const QString w = path("w.qdeck");
        QTest::newRow("backup onto itself") << QStringList{"backup", w, w} << "w.qdeck";
        QTest::newRow("backup onto another") << QStringList{"backup", w, path("another.pdf")} << "another.pdf";
        QTest::newRow("handover") << QStringList{"assign", w, "--handover", w} << "w.qdeck";
        QTest::newRow("handover through a link")
            << QStringList{"assign", w, "--handover", path("link.csv")} << "w.qdeck";
        QTest::newRow("handover onto the model") << QStringList{"assign", w, "--model", path("model.json"),
            "--handover", path("model.json")} << "model.json";
        QTest::newRow("init") << QStringList{"init", w} << "w.qdeck";
#ifdef QD_PAINTS
        QTest::newRow("pack") << QStringList{"pack", w, "--template", "monthly", "--period", "2026-10", "--out",
            path("another.pdf")}
                              << "another.pdf";
        QTest::newRow("chart") << QStringList{"chart", w, "arr-bridge", "--out", path("another.csv")} << "another.csv";
        QTest::newRow("chart through a link")
            << QStringList{"chart", w, "arr-bridge", "--out", path("link.csv")} << "w.qdeck";
#endif
    }
    void noWorkspaceAndNoInputIsOverwritten()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, kept);
        const QByteArray before = bytes(kept);
        const Run run = qd::test::runQdeck(arguments);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.startsWith("qdeck: /"), run.err);
        QVERIFY(bytes(kept) == before);
    }

    void aFullDiskLeavesTheOldFile_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("handover") << QStringList{"assign", path("w.qdeck"), "--handover", path("out.csv")};
#ifdef QD_PAINTS
        QTest::newRow("pack") << QStringList{
            "pack", path("w.qdeck"), "--template", "monthly", "--period", "2026-10", "--out", path("out.pdf")};
        for (const char *ending : {"svg", "png", "pdf", "csv"})
            QTest::newRow(ending) << QStringList{
                "chart", path("w.qdeck"), "arr-bridge", "--out", path(QStringLiteral("out.%1").arg(ending))};
#endif
    }
    void aFullDiskLeavesTheOldFile()
    {
        QFETCH(QStringList, arguments);
        const QString name = QFileInfo(arguments.back()).fileName();
        qd::test::writeFile(m_dir, name, "old");
        // No block may be written: what a disk says that has not one left.
        const Run run = under("trap '' XFSZ; ulimit -f 0", arguments, "2>/dev/null >/dev/null");
        QCOMPARE(run.status, 1);
        QCOMPARE(bytes(name), QByteArray("old"));
        QCOMPARE(qd::test::runQdeck(arguments).status, 0);
        QVERIFY(bytes(name) != "old");
    }

    void aFullStdoutIsAnError()
    {
        QCOMPARE(
            under("true", {"movements", path("w.qdeck"), "--from", "2026-01", "--to", "2026-10"}, ">/dev/full").status,
            1);
    }

    void withoutMemoryItEndsWithASentence_data()
    {
        QTest::addColumn<int>("megabytes");
#ifdef QD_SANITIZED // whose shadow takes more than any limit leaves
        QTest::newRow("unlimited") << 0;
#else
        for (const int megabytes : {400, 300, 200, 150, 100})
            QTest::newRow(qPrintable(QString::number(megabytes))) << megabytes;
#endif
    }
    void withoutMemoryItEndsWithASentence()
    {
        QFETCH(int, megabytes);
        QStringList arguments{"accounts", path("w.qdeck"), "--csv"};
#ifdef QD_PAINTS
        arguments = {
            "pack", path("w.qdeck"), "--template", "monthly", "--period", "2026-10", "--out", path("memory.pdf")};
#endif
        const Run run = under(
            megabytes > 0 ? QStringLiteral("ulimit -v %1").arg(megabytes * 1024) : QStringLiteral("true"), arguments);
        QVERIFY2(run.status == 0 || (run.status == 1 && run.err.startsWith("qdeck: ")),
            qPrintable(QStringLiteral("%1: %2").arg(run.status).arg(QString::fromUtf8(run.err))));
        QCOMPARE(qd::test::runQdeck({"check", path("w.qdeck")}).status, 0);
    }

    /// A text that a spreadsheet would run goes out with an apostrophe, and comes in again without it.
    void exportAndImportGiveTheSameText_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("text");
        const QString w = path("formulas.qdeck");
        QTest::newRow("accounts") << QStringList{"accounts", w, "--csv"} << "name"
                                  << "=Firm";
        QTest::newRow("movements") << QStringList{"movements", w, "--from", "2026-01", "--to", "2026-02", "--by",
            "segment", "--csv"} << "group"
                                   << "-Large";
        QTest::newRow("cohorts") << QStringList{"cohort", w, "--measure", "arr", "--group", "segment", "--csv"}
                                 << "group"
                                 << "-Large";
        QTest::newRow("renewals") << QStringList{"renewals", w, "--from", "2026-06-01", "--to", "2026-06-30", "--by",
            "segment", "--csv"} << "group"
                                  << "-Large";
        QTest::newRow("rows of quality") << QStringList{"quality", w, "--rows", "--csv"} << "id"
                                         << "@1";
        QTest::newRow("exceptions") << QStringList{"renewals", w, "--from", "2026-06-01", "--to", "2026-06-30",
            "--exceptions", path("again.csv")}
                                    << "Company Name"
                                    << "=Firm";
    }
    void exportAndImportGiveTheSameText()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, column);
        QFETCH(QString, text);
        const QString w = path("formulas.qdeck");
        QFile::remove(w);
        QFile::remove(path("again.csv"));
        // Without region, dates in the CRM and an owner there is something for quality and exceptions to name.
        qd::test::writeFile(
            m_dir, "formulas/crm.accounts.csv", "account_id,name,segment\n@1,=Firm,-Large\n@2,=Firm,-Large\n");
        qd::test::writeFile(m_dir, "formulas/billing.subscriptions.csv",
            "subscription_id,account_id,start_date,end_date,arr\ns,@1,2026-01-01,2026-06-30,100\n");
        QCOMPARE(qd::test::runQdeck({"init", w}).status, 0);
        QCOMPARE(qd::test::runQdeck({"import", w, path("formulas"), "--as-of", "2026-05-31"}).status, 0);
        const Run out = qd::test::runQdeck(arguments);
        QCOMPARE(out.status, 0);
        if (!QFile::exists(path("again.csv")))
            qd::test::writeFile(m_dir, "again.csv", out.out);
        QVERIFY2(bytes("again.csv").contains('\'' + text.toUtf8()), bytes("again.csv"));
        QCOMPARE(qd::test::runQdeck({"import", w, path("again.csv"), "--table", "again"}).status, 0);
        const auto count = [&](const QString &cell) {
            return qd::test::run(
                {"query", w, "--json",
                    QStringLiteral("SELECT count(*) > 0 FROM again WHERE \"%1\" = '%2'").arg(column, cell)})
                .json()["rows"][0][0]
                .get<int>();
        };
        QCOMPARE(count(text), 1);
        QCOMPARE(count("''" + text), 0);
    }

    void aPipeIsNoWorkspace()
    {
        QCOMPARE(QProcess::execute("mkfifo", {path("pipe.qdeck")}), 0);
        const Run run = qd::test::runQdeck({"headline", path("pipe.qdeck")});
        QCOMPARE(run.status, 1);
    }
};

QTEST_GUILESS_MAIN(TestQdeckOutputs)
#include "tst_qdeck_outputs.moc"
