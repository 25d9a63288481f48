#include "ui/shell/workspace_opener.h"

#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace qd::ui {

namespace {

/// What the CRM said at earlier month-ends, a folder for each day, the earliest first, so that trends have a past.
Result<void> importHistory(store::Workspace &workspace, const QDir &history, Progress &progress)
{
    for (const QString &day : history.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        sources::ImportOptions options;
        options.asOf = Date::fromIso(day.toStdString());
        const auto report = session::importExports(workspace, {history.filePath(day).toStdString()}, options, progress);
        if (!report)
            return report.error();
    }
    return {};
}

/// Makes the sample beside `path` and moves it there when it is whole, so that a stopped attempt leaves nothing.
Result<void> makeSample(const QString &path, Progress &progress)
{
    QDir().mkpath(QFileInfo(path).path());
    const QTemporaryDir scratch(QFileInfo(path).path() + QStringLiteral("/sample-XXXXXX"));
    if (!scratch.isValid())
        return Error{ErrorCode::Io,
            {QD_WORDS("Workspace", "The sample could not be made: %1"), {scratch.errorString().toStdString()}}};
    const std::string exports = scratch.filePath(QStringLiteral("exports")).toStdString();
    const QString file = scratch.filePath(QStringLiteral("sample.qdeck"));
    const auto written = demo::writeDemo(exports, {}, progress);
    if (!written)
        return written.error();
    sources::ImportOptions options;
    options.asOf = written->asOf;
    {
        auto workspace = store::Workspace::create(file.toStdString(), {});
        if (!workspace)
            return workspace.error();
        (*workspace)->setSetting("company", written->company);
        (*workspace)->setSetting("ttv.milestone", std::string(demo::FirstValue));
        const QDir history(QString::fromStdString(exports) + QStringLiteral("/history"));
        if (auto before = importHistory(**workspace, history, progress); !before)
            return before.error();
        if (auto report = session::importAndResolve(**workspace, {exports}, options, progress); !report)
            return report.error();
    }
    if (!QFile::rename(file, path))
        return Error{
            ErrorCode::Io, {QD_WORDS("Workspace", "The sample could not be written to %1."), {path.toStdString()}}};
    return {};
}

} // namespace

WorkspaceOpener::WorkspaceOpener(JobBoard &board, QObject *parent)
    : QObject(parent)
    , m_board(board)
{
}

QString WorkspaceOpener::samplePath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/sample.qdeck");
}

void WorkspaceOpener::open(const QString &path)
{
    run(tr("Opening %1").arg(QFileInfo(path).fileName()), [file = path.toStdString()](Progress &progress) {
        {
            // Opened for writing once, so that an older file is migrated before anything reads it.
            if (auto workspace = store::Workspace::open(file); !workspace)
                return Result<WorkspaceFacts>(workspace.error());
        }
        return readWorkspaceFacts(file, progress);
    });
}

void WorkspaceOpener::create(const QString &path, const store::Workspace::NewWorkspace &choice)
{
    run(tr("Making %1").arg(QFileInfo(path).fileName()), [file = path.toStdString(), choice](Progress &progress) {
        if (auto workspace = store::Workspace::create(file, choice); !workspace)
            return Result<WorkspaceFacts>(workspace.error());
        return readWorkspaceFacts(file, progress);
    });
}

void WorkspaceOpener::openSample()
{
    const QString path = samplePath();
    if (QFile::exists(path))
        return open(path);
    run(tr("Making the sample company"), [path](Progress &progress) {
        if (auto made = makeSample(path, progress); !made)
            return Result<WorkspaceFacts>(made.error());
        return readWorkspaceFacts(path.toStdString(), progress);
    });
}

void WorkspaceOpener::run(const QString &name, Job<WorkspaceFacts>::Work work)
{
    m_board.end(m_number);
    m_number = m_board.begin(name, [this] {
        m_job.cancel();
        m_board.end(m_number);
    });
    m_job.start(
        std::move(work),
        [this, number = m_number](const Result<WorkspaceFacts> &facts) {
            m_board.end(number);
            if (facts)
                Q_EMIT opened(*facts);
            else if (facts.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(messageText(facts.error().message));
        },
        m_board.listener(m_number));
}

} // namespace qd::ui
