#pragma once
#include "ui/shell/job.h"

#include <QObject>

class QMenu;

namespace qd::ui {

class MainWindow;

/// The parts of the File menu that are about the file itself: the recent workspaces, read anew whenever the menu
/// opens; a backup copy and a check, both off the GUI thread while others go on using the workspace.
class WorkspaceMenu : public QObject {
    Q_OBJECT
public:
    /// Owned by `window`.
    explicit WorkspaceMenu(MainWindow &window);
    /// Adds "Open recent" to `menu`.
    void addRecent(QMenu &menu);
    /// Asks for a name and copies the open workspace there; the status bar tells the outcome.
    void backUp();
    /// Copies the open workspace to `target`, which must not exist; finished() follows, unless it was cancelled.
    void backUpTo(const QString &target);
    /// Checks the open workspace as `qdeck check` does; checked() follows, unless it was cancelled. What is wrong is
    /// listed in a box of its own.
    void check();

Q_SIGNALS:
    void finished(bool copied, const QString &sentence);
    void checked(bool sound, const QStringList &findings);

private:
    void fillRecent(QMenu &menu);
    void showFindings(const QStringList &findings);

    MainWindow &m_window;
    Job<bool> m_backup;
    Job<QStringList> m_check;
    int m_number = 0;
};

} // namespace qd::ui
