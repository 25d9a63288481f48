#include "ui/shell/file_requests.h"

#include "core/sources/recognise.h"
#include "ui/common/exports_filter.h"
#include "ui/shell/new_workspace_dialog.h"

#include <QFileDialog>
#include <QMimeData>

namespace qd::ui {

FileRequests::FileRequests(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
}

void FileRequests::newWorkspace()
{
    QString path = QFileDialog::getSaveFileName(
        &m_window, tr("Where should the workspace file be?"), {}, tr("Workspaces (*.qdeck)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QStringLiteral(".qdeck")))
        path += QStringLiteral(".qdeck");
    NewWorkspaceDialog dialog(path, &m_window);
    if (dialog.exec() == QDialog::Accepted)
        Q_EMIT createWanted(path, dialog.choice());
}

void FileRequests::askForWorkspace()
{
    const QString path =
        QFileDialog::getOpenFileName(&m_window, tr("Which workspace?"), {}, tr("Workspaces (*.qdeck);;All files (*)"));
    if (!path.isEmpty())
        Q_EMIT openWanted(path);
}

void FileRequests::chooseExports()
{
    const QStringList files = QFileDialog::getOpenFileNames(&m_window, tr("Which exports?"), {},
        exportsFilter(sources::tableEndings()) + QStringLiteral(";;") + tr("All files (*)"));
    if (!files.isEmpty())
        Q_EMIT importWanted(files);
}

void FileRequests::take(const QMimeData &dropped)
{
    QStringList paths;
    for (const QUrl &url : dropped.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (paths.size() == 1 && paths.front().endsWith(QStringLiteral(".qdeck")))
        Q_EMIT openWanted(paths.front());
    else if (!paths.isEmpty())
        Q_EMIT importWanted(paths);
}

} // namespace qd::ui
