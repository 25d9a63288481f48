#include "ui/shell/workspace_changes.h"

#include "ui/common/error_bar.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/shell/edit.h"
#include "ui/shell/workspace_watch.h"

#include <QUndoStack>

namespace qd::ui {

WorkspaceChanges::WorkspaceChanges(ErrorBar &notice, QObject *parent)
    : QObject(parent)
    , m_notice(notice)
    , m_undo(new QUndoStack(this))
    , m_edits(new EditQueue(this))
    , m_watch(new WorkspaceWatch(this))
{
    connect(m_edits, &EditQueue::idle, this, &WorkspaceChanges::changed);
    connect(m_edits, &EditQueue::failed, this, &WorkspaceChanges::refuse);
    connectWatch();
}

void WorkspaceChanges::connectWatch()
{
    connect(m_watch, &WorkspaceWatch::changedElsewhere, this, [this](const QString &writer, const QString &what) {
        m_notice.showNote(
            tr("Another program changed this workspace: %1, by %2. You see it as it is now.").arg(what, writer));
        Q_EMIT changed();
    });
    connect(m_watch, &WorkspaceWatch::replaced, this, [this] {
        m_undo->clear(); // of another file
        m_notice.showNote(tr("Another file stands at %1 now. You see that one.").arg(m_path));
        Q_EMIT changed();
    });
    connect(m_watch, &WorkspaceWatch::gone, this, [this] {
        m_undo->clear();
        m_notice.showMessage(tr("%1 is not there any more: it was renamed, moved or removed. You see what was read "
                                "before; nothing can be saved until it is back.")
                                 .arg(m_path));
    });
}

void WorkspaceChanges::setWorkspace(const std::string &path, const store::ChangeMark &shown)
{
    m_path = qt(path);
    m_edits->setWorkspace(path, shown);
    m_watch->watch(path, shown, std::exchange(m_conflict, false));
}

void WorkspaceChanges::forget()
{
    m_undo->clear();
    m_notice.clear();
}

void WorkspaceChanges::add(const Edit &edit)
{
    m_undo->push(new EditCommand(edit, *m_edits));
}

void WorkspaceChanges::add(QUndoCommand *step)
{
    m_undo->push(step);
}

void WorkspaceChanges::refuse(const Error &error)
{
    m_undo->clear(); // what it says of the workspace no longer holds
    m_notice.showMessage(messageText(error.message));
    Q_EMIT refused(messageText(error.message));
    m_conflict = error.code == ErrorCode::Conflict; // the sentence above says whose change it is
    if (m_conflict)
        Q_EMIT changed();
}

} // namespace qd::ui
