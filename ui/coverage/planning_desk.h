#pragma once
#include "ui/coverage/coverage_view.h"

#include <QObject>

class QUndoCommand;

namespace qd::ui {

/// The moves somebody plans: a draft on top of the imported data, which stay as they are, and the books as it would
/// have them. Every change is a step for the undo stack; nothing changes before the stack carries it out.
class PlanningDesk : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The data the draft applies to; null while nothing is known of them, and then nothing can be planned. The draft
    /// stays: its moves are by id.
    void setView(CoverageViewPtr view);
    /// Takes the draft away without a step, because its workspace is left.
    void forgetDraft() { m_draft = {}; }
    /// The books with the draft carried out, and the moves that are still to be made.
    [[nodiscard]] const coverage::DraftBooks &books() const { return m_books; }
    /// What would become of a move. Precondition: a view; both are indexes of its input.
    [[nodiscard]] MovePreview preview(int load, int csm) const;

    /// Plans to move a customer. InvalidArgument where the CSM cannot take it; then nothing is planned.
    [[nodiscard]] Result<void> plan(int load, int csm);
    /// Plans several moves as one step.
    void planAll(const std::vector<coverage::DraftMove> &moves);
    /// Takes the planned moves of these customers back, as one step.
    void remove(const std::vector<int> &loads);

Q_SIGNALS:
    void changed(); ///< the books are others
    void stepped(QUndoCommand *command); ///< an undoable step; the receiver takes ownership

private:
    void setDraft(const coverage::Draft &draft);
    void step(const QString &text, coverage::Draft after);

    CoverageViewPtr m_view;
    coverage::Draft m_draft;
    coverage::DraftBooks m_books;
};

} // namespace qd::ui
