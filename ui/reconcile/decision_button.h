#pragma once
#include <QPushButton>

class QActionGroup;
class QLineEdit;

namespace qd::ui {

/// What a set of breaks has in common, and what is chosen for it.
struct Decision {
    QString state; ///< of reconcile::breakStates(); empty where they differ, or where each keeps its own
    QString note; ///< empty where they differ
    bool sameNote = true; ///< whether all have this note; chosen: whether the note is for all
    int count = 0; ///< breaks
};

/// "Decide": a menu with the states a break can have, a line for a note, which goes with the state chosen, and a way to
/// owner and due date. What is
/// typed while the menu is open goes into the note, wherever the pointer is.
class DecisionButton : public QPushButton {
    Q_OBJECT
public:
    explicit DecisionButton(QWidget *parent = nullptr);
    /// How many breaks a decision is for; the button says so, and is off without any.
    void setCount(int count);
    /// What they have now: the common state is ticked, the common note stands in the line.
    void setDecision(const Decision &now);

Q_SIGNALS:
    void opening(); ///< the menu is about to show; setDecision() now
    void decided(const qd::ui::Decision &chosen);
    void assigning(); ///< asked for by its item: who looks after them, and by when

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose(const QString &state);

    QLineEdit *m_note = nullptr;
    QActionGroup *m_states = nullptr;
    Decision m_now;
};

} // namespace qd::ui
