#pragma once
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QTemporaryDir>

namespace qd::test {

/// A session bus with a keyring of its own, open, in a folder of its own; both are gone when this goes. The process may
/// have one at a time, and one for ever: GLib keeps the first bus it finds.
class KeyringSession {
public:
    /// What has to be installed and is not; empty where nothing lacks. In the words of qd_needs_packages().
    static QString missing()
    {
        for (const char *program : {"dbus-daemon", "gnome-keyring-daemon"}) {
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                return QStringLiteral("needs the packages dbus-daemon, gnome-keyring and libsecret-1-0");
        }
        return {};
    }

    ~KeyringSession()
    {
        for (QProcess *process : {&m_keyring, &m_bus}) {
            process->terminate();
            process->waitForFinished(10'000);
        }
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    }

    /// Whether it runs now; its environment is this process's.
    bool start()
    {
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder.path()));
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.path()));
        m_bus.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        if (!m_bus.waitForReadyRead(20'000))
            return false;
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readAllStandardOutput().trimmed());
        m_keyring.start(QStringLiteral("gnome-keyring-daemon"),
            {QStringLiteral("--foreground"), QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
        if (!m_keyring.waitForStarted(20'000))
            return false;
        m_keyring.write("open sesame");
        m_keyring.waitForBytesWritten(20'000);
        m_keyring.closeWriteChannel();
        return answers();
    }

private:
    /// Whether the keyring is on the bus; it says so nowhere else.
    static bool answers()
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 20'000) {
            QProcess asks;
            asks.start(QStringLiteral("dbus-send"),
                {QStringLiteral("--session"), QStringLiteral("--print-reply=literal"),
                    QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                    QStringLiteral("org.freedesktop.DBus.GetNameOwner"),
                    QStringLiteral("string:org.freedesktop.secrets")});
            if (asks.waitForFinished(20'000) && asks.exitCode() == 0)
                return true;
        }
        return false;
    }

    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace qd::test
