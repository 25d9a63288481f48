#include "ui/reconcile/decision_button.h"

#include "core/reconcile/break_store.h"
#include "ui/paint/formatting.h"
#include "ui/reconcile/reconcile_texts.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QWidgetAction>

namespace qd::ui {

DecisionButton::DecisionButton(QWidget *parent)
    : QPushButton(tr("Decide"), parent)
    , m_note(new QLineEdit(this))
    , m_states(new QActionGroup(this))
{
    setObjectName(QStringLiteral("decideBreak"));
    auto *menu = new QMenu(this);
    m_note->setAccessibleName(tr("Note"));
    m_note->setMinimumWidth(240);
    auto *line = new QWidgetAction(menu);
    line->setDefaultWidget(m_note);
    menu->addAction(line);
    connect(menu->addAction(tr("Owner and due date...")), &QAction::triggered, this, &DecisionButton::assigning);
    menu->addSeparator();
    m_states->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const std::string &state : reconcile::breakStates()) {
        QAction *action = menu->addAction(breakState(state).word);
        action->setData(qt(state));
        action->setCheckable(true);
        m_states->addAction(action);
        connect(action, &QAction::triggered, this, [this, action] { choose(action->data().toString()); });
    }
    connect(m_note, &QLineEdit::returnPressed, this, [this, menu] {
        menu->close();
        choose(m_now.state);
    });
    connect(menu, &QMenu::aboutToShow, this, [this] {
        Q_EMIT opening();
        m_note->setFocus(); // a menu gives its keys to the widget that has its focus
    });
    menu->installEventFilter(this);
    setMenu(menu);
    setCount(0);
}

void DecisionButton::setCount(int count)
{
    setEnabled(count > 0);
    setText(count > 1 ? tr("Decide %1").arg(formatCount(count)) : tr("Decide"));
    setToolTip(count > 1
            ? tr("Set the state of the %1 selected breaks in one step; undo takes it back").arg(formatCount(count))
            : tr("Set the state of the selected break; undo takes it back"));
}

void DecisionButton::setDecision(const Decision &now)
{
    m_now = now;
    m_note->setText(now.note);
    m_note->setPlaceholderText(now.sameNote ? tr("Note, kept with the state") : tr("Notes differ; empty keeps each"));
    for (QAction *action : m_states->actions())
        action->setChecked(action->data().toString() == now.state);
}

void DecisionButton::choose(const QString &state)
{
    const QString note = m_note->text().trimmed();
    Q_EMIT decided({state, note, m_now.sameNote || !note.isEmpty(), m_now.count});
}

/// The pointer over an item takes the keys away from the line; a menu would then choose by first letters.
bool DecisionButton::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != menu() || event->type() != QEvent::KeyPress)
        return QPushButton::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool typed = !key->text().isEmpty() && key->text().front().isPrint();
    if (!typed && key->key() != Qt::Key_Backspace && key->key() != Qt::Key_Delete)
        return QPushButton::eventFilter(watched, event);
    m_note->setFocus();
    return QCoreApplication::sendEvent(m_note, event);
}

} // namespace qd::ui
