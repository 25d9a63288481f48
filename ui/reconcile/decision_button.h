#pragma once
#include <QPushButton>

class QLineEdit;

namespace qd::ui {

/// "Decide": a menu with the states a break can have and a line for a note, which goes with the state chosen.
class DecisionButton : public QPushButton {
    Q_OBJECT
public:
    explicit DecisionButton(QWidget *parent = nullptr);
    /// What the break has now: its state is ticked, its note stands in the line.
    void setDecision(const QString &state, const QString &note);

Q_SIGNALS:
    void decided(const QString &state, const QString &note);

private:
    QLineEdit *m_note = nullptr;
    QList<QAction *> m_states;
};

} // namespace qd::ui
