#include "tests/app/qdeck_run.h"

#include <QCryptographicHash>

/// What qdeck prints and writes is the same, byte by byte, whatever the machine's locale and time zone.
class TestQdeckLocales : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QHash<QString, QByteArray> m_expected; ///< by command, under C and UTC

    QString path(const QString &name) const { return m_dir.filePath(name); }

    static QProcessEnvironment in(const QString &locale, const QString &zone)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"LANG", "LC_ALL", "LC_NUMERIC"})
            environment.insert(QString::fromLatin1(name), locale);
        environment.insert("TZ", zone);
        environment.insert("LOCPATH", QStringLiteral(QD_LOCALES));
        return environment;
    }

    QList<QStringList> commands() const
    {
        const QString w = path("w.qdeck");
        QList<QStringList> all{{"headline", w}, {"headline", w, "--json"}, {"accounts", w, "--json"},
            {"reconcile", w, "--left", "crm", "--right", "billing", "--csv"},
            {"movements", w, "--from", "2026-08", "--to", "2026-10", "--csv"},
            {"movements", w, "--from", "2026-08", "--to", "2026-10", "--by", "segment", "--json"},
            {"retention", w, "--from", "2025-10", "--to", "2026-10", "--json"},
            {"cohort", w, "--measure", "nrr", "--by", "quarter", "--csv"}, {"capacity", w, "--months", "6", "--json"},
            {"capacity", w, "--months", "6"}, {"assign", w}, {"scenario", w, path("s.json")},
            {"scenario", w, path("s.json"), "--json"},
            {"tech-touch", w, "--uplift", "0.02", "--owner", "Ann", "--note", "guess"}, {"settings", w},
            {"dictionary", w}, {"quarantine", w, "--csv"}, {"survival", w, "--by", "segment"}, {"ttv", w},
            {"funnel", w, "--from", "2026-01-01", "--to", "2026-10-31"},
            {"query", w, "SELECT annual, annual_minor, upper('title i'), 0.5 FROM subscriptions"}};
#ifdef QD_PAINTS
        all << QStringList{"pack", w, "--template", "monthly", "--period", "2026-10", "--out", path("out.pdf")}
            << QStringList{"pack", w, "--template", "coverage-review", "--period", "2026-10", "--out", path("out.pdf")};
        for (const char *chart : {"arr-bridge", "arr-trend", "retention-trend", "cohort-heatmap", "reconcile-bridge"}) {
            for (const char *ending : {"svg", "csv", "pdf"})
                all << QStringList{"chart", w, chart, "--out", path(QStringLiteral("out.%1").arg(ending))};
        }
#endif
        return all;
    }

    /// What a command prints, with the hash of the file it writes.
    QByteArray result(const QStringList &arguments, const QString &locale, const QString &zone) const
    {
        const int out = int(arguments.indexOf("--out"));
        if (out >= 0)
            QFile::remove(arguments[out + 1]);
        const auto run = qd::test::runQdeck(arguments, in(locale, zone));
        QByteArray bytes = QByteArray::number(run.status) + '\n' + run.out + run.err;
        QFile file(out >= 0 ? arguments[out + 1] : QString());
        if (out >= 0 && file.open(QIODevice::ReadOnly))
            bytes += QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex();
        return bytes;
    }

private slots:
    void initTestCase()
    {
        qd::test::writeFile(m_dir, "s.json", "{\"name\": \"As it is\", \"months\": 6}");
        const auto done = [&](const QStringList &arguments) {
            const auto run = qd::test::runQdeck(arguments);
            return run.status == 0 ? QByteArray() : run.err;
        };
        QCOMPARE(done({"demo", path("in"), "--accounts", "60", "--months", "24"}), QByteArray());
        QCOMPARE(done({"init", path("w.qdeck")}), QByteArray());
        QCOMPARE(done({"import", path("w.qdeck"), path("in"), "--as-of", "2026-10-31"}), QByteArray());
        QCOMPARE(done({"identity", path("w.qdeck"), "--auto"}), QByteArray());
        QCOMPARE(done({"settings", path("w.qdeck"), "target.nrr", "0.95"}), QByteArray());
        QCOMPARE(done({"settings", path("w.qdeck"), "target.grr", "92.5"}), QByteArray());
        for (const QStringList &command : commands())
            m_expected.insert(command.join(' '), result(command, "C.UTF-8", "UTC"));
    }

    void bytes_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("zone");
        QTest::newRow("German") << "de_DE.UTF-8"
                                << "Europe/Berlin";
        QTest::newRow("Turkish, east") << "tr_TR.UTF-8"
                                       << "Pacific/Kiritimati";
        QTest::newRow("Japanese, west") << "ja_JP.UTF-8"
                                        << "Pacific/Pago_Pago";
    }
    void bytes()
    {
        QFETCH(QString, locale);
        QFETCH(QString, zone);
        for (const QStringList &command : commands()) {
            const QByteArray expected = m_expected.value(command.join(' '));
            QVERIFY2(expected.startsWith("0\n"), expected);
            const QByteArray now = result(command, locale, zone);
            QVERIFY2(now == expected, qPrintable(command.join(' ') + "\n" + now + "\ninstead of\n" + expected));
        }
    }

    /// The locales are there: else the test above would compare C with C.
    void localesAreInForce()
    {
        QProcess process;
        process.setProcessEnvironment(in("de_DE.UTF-8", "UTC"));
        process.start("sh", {"-c", "locale decimal_point"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray(","));
    }

    /// An import reads numbers of the file's own form, not of the machine's.
    void importIsTheSame()
    {
        const QStringList sum{"query", path("de.qdeck"), "SELECT sum(annual_minor), count(*) FROM subscriptions"};
        QCOMPARE(qd::test::runQdeck({"init", path("de.qdeck")}).status, 0);
        const auto imported = qd::test::runQdeck(
            {"import", path("de.qdeck"), path("in"), "--as-of", "2026-10-31"}, in("de_DE.UTF-8", "Europe/Berlin"));
        QVERIFY2(imported.status == 0, imported.err);
        const QStringList reference{"query", path("w.qdeck"), sum[2]};
        QCOMPARE(qd::test::runQdeck(sum).out, qd::test::runQdeck(reference).out);
    }
};

QTEST_GUILESS_MAIN(TestQdeckLocales)
#include "tst_qdeck_locales.moc"
