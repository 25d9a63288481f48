#pragma once
#include "core/store/write_transaction.h"

#include <QObject>

class QUndoCommand;
class QUndoStack;

namespace qd {
struct Error;
}

namespace qd::ui {

struct Edit;
class EditQueue;
class ErrorBar;
class WorkspaceWatch;

/// What changes the open workspace: edits of this window, with undo, and what others do to the file, which is shown and
/// said. A sentence about the file stays in its bar until it is closed, or what it says is over.
class WorkspaceChanges : public QObject {
    Q_OBJECT
public:
    /// `notice` outlives this.
    WorkspaceChanges(ErrorBar &notice, QObject *parent);

    /// What is open, and the last change to it that is shown; an empty path for nothing.
    void setWorkspace(const std::string &path, const store::ChangeMark &shown);
    /// Another workspace is open, or none: nothing can be undone, nothing is said of the file.
    void forget();
    /// Does an edit, so that it can be undone.
    void add(const Edit &edit);
    /// Does a step within a page; takes ownership.
    void add(QUndoCommand *step);
    [[nodiscard]] QUndoStack &undoStack() const { return *m_undo; }

Q_SIGNALS:
    void changed(); ///< what is shown has to be read again
    void refused(const QString &sentence); ///< an edit was not made

private:
    void connectWatch();
    void refuse(const Error &error);

    ErrorBar &m_notice;
    QString m_path;
    QUndoStack *m_undo;
    bool m_conflict = false; ///< was just said, with whose change it is
    EditQueue *m_edits;
    WorkspaceWatch *m_watch;
};

} // namespace qd::ui
