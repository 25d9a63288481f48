#pragma once
#include "core/store/workspace.h"

#include <QObject>

class QMimeData;
class QWidget;

namespace qd::ui {

/// Asks a person for files, by dialogs and by what is dropped on the window: a workspace to make or to open, exports to
/// import. It opens nothing itself.
class FileRequests : public QObject {
    Q_OBJECT
public:
    /// Dialogs stand over `window`, its parent.
    explicit FileRequests(QWidget &window);
    void newWorkspace();
    void askForWorkspace();
    void chooseExports();
    /// One workspace file is opened, anything else imported.
    void take(const QMimeData &dropped);

Q_SIGNALS:
    void createWanted(const QString &path, const qd::store::Workspace::NewWorkspace &choice);
    void openWanted(const QString &path);
    void importWanted(const QStringList &paths);

private:
    QWidget &m_window;
};

} // namespace qd::ui
