#pragma once
#include "core/store/write_transaction.h"
#include "ui/shell/job.h"

#include <QObject>
#include <QQueue>
#include <QUndoCommand>

namespace qd::ui {

/// One change a person makes to the workspace, and the change that takes it back. Both run on a worker with a workspace
/// of their own, one after the other in the order they were asked for; each must be one transaction.
struct Edit {
    using Change = std::function<Result<void>(store::Workspace &)>;
    QString text; ///< for the menu and the status bar: "Accept break BR-0412"
    Change apply;
    Change revert;
};

/// Carries out changes one at a time, off the GUI thread. A change goes to the workspace that was open when it was
/// asked for, whatever is opened meanwhile, and is refused when another program has written to it since what is shown
/// was read: nobody overwrites what they have not seen. The destructor carries out what still waits, so that closing
/// loses no decision.
class EditQueue : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~EditQueue() override;
    /// What is open, and the last change to it that is shown.
    void setWorkspace(const std::string &path, const store::ChangeMark &shown)
    {
        m_path = path;
        m_shown = shown;
    }
    void add(Edit::Change change);

Q_SIGNALS:
    void idle(); ///< every change asked for is in the workspace
    void failed(const Error &error); ///< this one is not, and those queued behind it were dropped

private:
    struct Waiting {
        std::string path;
        store::ChangeMark shown;
        Edit::Change change;
    };
    void next();
    [[nodiscard]] static Result<bool> carryOut(const Waiting &waiting);

    std::string m_path;
    store::ChangeMark m_shown;
    QQueue<Waiting> m_waiting;
    Job<bool> m_job;
    bool m_busy = false;
};

/// An edit on the undo stack: redo() and undo() queue its changes.
class EditCommand : public QUndoCommand {
public:
    EditCommand(Edit edit, EditQueue &queue)
        : QUndoCommand(edit.text)
        , m_edit(std::move(edit))
        , m_queue(queue)
    {
    }
    void redo() override { m_queue.add(m_edit.apply); }
    void undo() override { m_queue.add(m_edit.revert); }

private:
    Edit m_edit;
    EditQueue &m_queue;
};

} // namespace qd::ui
