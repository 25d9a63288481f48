#include "core/assignment/cbc_solver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <charconv>
#include <cmath>

#ifdef Q_OS_UNIX
#include <csignal>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace qd::assignment {
namespace {

constexpr int PollMs = 20;
constexpr int GraceMs = 5000; // after the time limit or a cancel, to finish the step at hand and write the solution

std::optional<double> numberIn(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// The number after the last `label` in the line, if it has both.
std::optional<double> numberAfter(std::string_view line, std::string_view label)
{
    const std::size_t found = line.rfind(label);
    return found == std::string_view::npos ? std::nullopt : numberIn(line.substr(found + label.size()));
}

/// Calls `use` with each line.
template <typename Use>
void eachLine(std::string_view text, Use &&use)
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        use(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

CbcEnd endOf(std::string_view result)
{
    const auto says = [result](std::string_view what) { return result.find(what) != std::string_view::npos; };
    if (says("within gap tolerance"))
        return CbcEnd::GapReached;
    if (says("Optimal solution found"))
        return CbcEnd::Optimal;
    if (says("infeasible"))
        return CbcEnd::Infeasible;
    if (says("time limit"))
        return CbcEnd::TimeLimit;
    if (says("ctrl-c"))
        return CbcEnd::Cancelled;
    return CbcEnd::Failed;
}

/// The log has three decimals here, eight digits there; a bound must not gain by rounding.
void raise(std::optional<double> &bound, std::optional<double> seen)
{
    if (!seen)
        return;
    const double lowest = *seen - std::max(0.0005, std::abs(*seen) * 1e-7);
    bound = std::max(bound.value_or(lowest), lowest);
}

/// Asks it to stop and report; where there are no such signals it is ended and only the bounds so far remain.
void interrupt(QProcess &process)
{
#ifdef Q_OS_UNIX
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
#else
    process.kill();
#endif
}

/// Where the system can, the solver ends with us, also when we are killed: nobody would read what it finds.
void endWithUs([[maybe_unused]] QProcess &process)
{
#ifdef Q_OS_LINUX
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
}

bool write(const QString &path, const std::string &text)
{
    QFile file(path);
    const auto size = static_cast<qint64>(text.size());
    return file.open(QIODevice::WriteOnly) && file.write(text.data(), size) == size && file.flush();
}

QStringList arguments(const CbcLimits &limits, bool hasStart)
{
    QStringList list = {QStringLiteral("model.mps"), QStringLiteral("-sec"), QString::number(limits.seconds, 'f', 3),
        QStringLiteral("-ratioGap"), QString::number(limits.gap, 'g', 17), QStringLiteral("-timeMode"),
        QStringLiteral("elapsed")};
    list << QStringLiteral("-passCuts") << QStringLiteral("5"); // the default of up to 100 takes most of the time here
    if (hasStart)
        list << QStringLiteral("-mips") << QStringLiteral("start.txt");
    return list << QStringLiteral("-solve") << QStringLiteral("-solution") << QStringLiteral("solution.txt");
}

/// Waits for the end, interrupting when cancelled or out of time; what was asked of it, if anything.
CbcEnd wait(QProcess &process, const CbcLimits &limits, Progress &progress)
{
    const auto limitMs = static_cast<qint64>(limits.seconds * 1000);
    CbcEnd asked = CbcEnd::Optimal;
    QElapsedTimer clock;
    clock.start();
    qint64 askedAt = 0;
    while (!process.waitForFinished(PollMs) && process.state() != QProcess::NotRunning) {
        const bool goOn = progress.step(std::min(clock.elapsed(), limitMs), limitMs);
        if (asked == CbcEnd::Optimal && (!goOn || clock.elapsed() > limitMs)) {
            asked = goOn ? CbcEnd::TimeLimit : CbcEnd::Cancelled;
            askedAt = clock.elapsed();
            interrupt(process);
        } else if (asked != CbcEnd::Optimal && clock.elapsed() - askedAt > GraceMs) {
            process.kill();
        }
    }
    return asked;
}

std::string readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

CbcAnswer readCbcLog(std::string_view log)
{
    CbcAnswer answer;
    bool ended = false;
    eachLine(log, [&](std::string_view line) {
        if (!line.empty() && line.find_first_not_of(' ') != std::string_view::npos && !ended)
            answer.detail = line;
        if (line.starts_with("Result - ")) {
            answer.end = endOf(line);
            ended = true;
        }
        if (line.starts_with("Objective value:"))
            answer.objective = numberAfter(line, ":");
        raise(answer.bound, numberAfter(line, "Lower bound:"));
        raise(answer.bound, numberAfter(line, "best possible "));
    });
    if (answer.end == CbcEnd::Optimal)
        answer.bound = answer.objective;
    if (answer.end == CbcEnd::Infeasible)
        answer.objective.reset();
    return answer;
}

std::unordered_map<std::string, double> readCbcSolution(std::string_view file)
{
    std::unordered_map<std::string, double> values;
    bool isFirst = true;
    eachLine(file, [&](std::string_view line) {
        // A line is "index name value cost"; "**" stands before a value out of bounds.
        if (const std::size_t name = line.find('x'); !isFirst && name != std::string_view::npos) {
            const std::size_t end = std::min(line.find(' ', name), line.size());
            if (const auto value = numberIn(line.substr(end)))
                values[std::string(line.substr(name, end - name))] = *value;
        }
        isFirst = false;
    });
    return values;
}

CbcAnswer runCbc(const std::string &mps, const std::string &start, const CbcLimits &limits, Progress &progress)
{
    CbcAnswer answer;
    const QString program = QStandardPaths::findExecutable(QStringLiteral("cbc"));
    if (program.isEmpty()) {
        answer.end = CbcEnd::Missing;
        return answer;
    }
    const QTemporaryDir folder;
    if (!folder.isValid() || !write(folder.filePath(QStringLiteral("model.mps")), mps)
        || (!start.empty() && !write(folder.filePath(QStringLiteral("start.txt")), start))) {
        answer.detail = "No temporary file could be written: " + folder.errorString().toStdString();
        return answer;
    }
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(folder.filePath(QStringLiteral("log.txt")));
    endWithUs(process);
    process.start(program, arguments(limits, !start.empty()));
    if (!process.waitForStarted()) {
        answer.detail = process.errorString().toStdString();
        return answer;
    }
    const CbcEnd asked = wait(process, limits, progress);
    answer = readCbcLog(readAll(folder.filePath(QStringLiteral("log.txt"))));
    answer.values = readCbcSolution(readAll(folder.filePath(QStringLiteral("solution.txt"))));
    if (asked != CbcEnd::Optimal && (answer.end == CbcEnd::Failed || answer.end == CbcEnd::Cancelled))
        answer.end = asked;
    return answer;
}

} // namespace qd::assignment
