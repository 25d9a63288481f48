#pragma once
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QStringList>

namespace qd::test {

/// A PostgreSQL server of its own on a loopback port, by pg_virtualenv of Debian's postgresql-common, which also starts
/// it for root, as another user. It is gone, with all it holds, when this goes.
class PostgresServer {
public:
    /// What has to be installed and is not, the driver of ODBC among it; empty where nothing lacks. A test that skips
    /// says it in these words, by which ctest knows that it did not run (qd_needs_packages()).
    static QString missing()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pg_virtualenv")).isEmpty())
            return QStringLiteral("needs the packages postgresql and postgresql-common");
        QFile drivers(QStringLiteral("/etc/odbcinst.ini"));
        if (!drivers.open(QIODevice::ReadOnly) || !drivers.readAll().contains("[PostgreSQL Unicode]"))
            return QStringLiteral("needs the packages unixodbc and odbc-postgresql");
        return {};
    }

    ~PostgresServer()
    {
        if (m_shell.state() == QProcess::NotRunning)
            return;
        m_shell.closeWriteChannel();
        m_shell.waitForFinished(60'000);
    }

    /// Whether it runs now; where not, a warning has what the shell said.
    bool start()
    {
        m_shell.setProcessChannelMode(QProcess::SeparateChannels);
        // The server runs as a user of its own, whom a temporary folder of ours may not let in.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("TMPDIR"));
        m_shell.setProcessEnvironment(environment);
        // -t: in a folder of its own, also for root.
        m_shell.start(
            QStringLiteral("pg_virtualenv"), {QStringLiteral("-t"), QStringLiteral("sh"), QStringLiteral("-s")});
        const QStringList told = shell(QStringLiteral("echo $PGHOST $PGPORT $PGUSER $PGPASSWORD")).split(u' ');
        if (told.size() != 4) {
            qWarning("%s", m_shell.readAllStandardError().constData());
            return false;
        }
        host = told[0];
        port = told[1].toInt();
        user = told[2];
        password = told[3];
        return port > 0;
    }

    /// What a command says, run by a shell beside the server; nothing where it takes more than a minute.
    QString shell(const QString &command)
    {
        const QByteArray end = "end-of-command-" + QByteArray::number(++m_commands);
        m_shell.write(command.toUtf8() + "\necho " + end + "\n");
        QByteArray said;
        QElapsedTimer clock;
        clock.start();
        while (!said.contains(end) && clock.elapsed() < 60'000 && m_shell.waitForReadyRead(60'000))
            said += m_shell.readAllStandardOutput();
        // What pg_virtualenv says itself comes before the first answer.
        QStringList lines = QString::fromUtf8(said.left(said.indexOf(end))).split(u'\n', Qt::SkipEmptyParts);
        lines.removeIf([](const QString &line) { return line.startsWith(QStringLiteral("Creating new")); });
        return lines.join(u'\n');
    }
    /// Runs SQL as the server's owner; what it gives, without a header.
    QString sql(const QString &text)
    {
        QString quoted = text;
        quoted.replace(u'\'', QStringLiteral("'\\''"));
        return shell(QStringLiteral("psql -XqAt -v ON_ERROR_STOP=1 -c '%1' 2>&1").arg(quoted));
    }
    /// Ends it as if the machine had been turned off.
    void stop() { shell(QStringLiteral("pg_ctlcluster $PGVERSION regress stop -m immediate 2>&1")); }

    QString host;
    int port = 0;
    QString user; ///< its owner
    QString password;

private:
    QProcess m_shell;
    int m_commands = 0;
};

} // namespace qd::test
