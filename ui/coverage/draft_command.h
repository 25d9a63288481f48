#pragma once
#include "core/coverage/draft.h"

#include <QUndoCommand>

#include <functional>

namespace qd::ui {

/// One step of planning: the draft before and after it.
class DraftCommand : public QUndoCommand {
public:
    using Show = std::function<void(const coverage::Draft &)>;

    DraftCommand(const QString &text, coverage::Draft before, coverage::Draft after, Show show)
        : QUndoCommand(text)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_show(std::move(show))
    {
    }
    void redo() override { m_show(m_after); }
    void undo() override { m_show(m_before); }

private:
    coverage::Draft m_before;
    coverage::Draft m_after;
    Show m_show;
};

} // namespace qd::ui
