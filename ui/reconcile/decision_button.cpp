#include "ui/reconcile/decision_button.h"

#include "core/reconcile/break_register.h"
#include "ui/common/formatting.h"
#include "ui/reconcile/reconcile_texts.h"

#include <QActionGroup>
#include <QLineEdit>
#include <QMenu>
#include <QWidgetAction>

namespace qd::ui {

DecisionButton::DecisionButton(QWidget *parent)
    : QPushButton(tr("Decide"), parent)
    , m_note(new QLineEdit(this))
{
    setObjectName(QStringLiteral("decideBreak"));
    setEnabled(false);
    setToolTip(tr("Set the state of the selected break; undo takes it back"));
    auto *menu = new QMenu(this);
    m_note->setPlaceholderText(tr("Note, kept with the state"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setMinimumWidth(240);
    auto *line = new QWidgetAction(menu);
    line->setDefaultWidget(m_note);
    menu->addAction(line);
    menu->addSeparator();
    auto *group = new QActionGroup(menu);
    for (const std::string &state : reconcile::breakStates()) {
        QAction *action = menu->addAction(breakState(state).word);
        action->setData(qt(state));
        action->setCheckable(true);
        group->addAction(action);
        m_states << action;
        connect(action, &QAction::triggered, this,
            [this, action] { Q_EMIT decided(action->data().toString(), m_note->text().trimmed()); });
    }
    connect(m_note, &QLineEdit::returnPressed, this, [this, group, menu] {
        menu->close();
        if (const QAction *now = group->checkedAction())
            Q_EMIT decided(now->data().toString(), m_note->text().trimmed());
    });
    setMenu(menu);
}

void DecisionButton::setDecision(const QString &state, const QString &note)
{
    m_note->setText(note);
    for (QAction *action : m_states)
        action->setChecked(action->data().toString() == state);
}

} // namespace qd::ui
