#pragma once
#include <nlohmann/json.hpp>

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace qd::test {

/// What a run of qdeck left behind.
struct QdeckRun {
    int status = -1;
    QByteArray out;
    QByteArray err;

    nlohmann::json json() const { return nlohmann::json::parse(out.toStdString()); }
};

/// Runs the program under test, QDECK, to its end.
inline QdeckRun runQdeck(const QStringList &arguments, const QProcessEnvironment &environment = {})
{
    QProcess process;
    if (!environment.isEmpty())
        process.setProcessEnvironment(environment);
    process.start(QStringLiteral(QDECK), arguments);
    if (!process.waitForFinished(60000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// The same of a run that should end with `status`; what it said otherwise, and an empty object.
[[nodiscard]] inline QdeckRun run(const QStringList &arguments, int status = 0)
{
    const QdeckRun done = runQdeck(arguments);
    if (done.status != status)
        qWarning("%s: %d\n%s", qPrintable(arguments.join(u' ')), done.status, done.err.constData());
    return done.status == status ? done : QdeckRun{-1, "{}", {}};
}

/// JSON with apostrophes for quotes.
inline QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

/// Names of the members of an object, sorted.
inline QStringList keysOf(const nlohmann::json &object)
{
    QStringList keys;
    for (const auto &[key, value] : object.items())
        keys << QString::fromStdString(key);
    keys.sort();
    return keys;
}

/// Writes `text` to `name` below `dir`, making folders on the way; gives the path.
inline QString writeFile(const QTemporaryDir &dir, const QString &name, const QByteArray &text)
{
    const QString path = dir.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

} // namespace qd::test
