#include "ui/shell/shortcut_edit.h"

#include <QKeyEvent>

namespace qd::ui {

namespace {

/// Keys that leave the field alone.
bool isOfTheDialog(const QKeyEvent &event)
{
    const bool plain = !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    switch (event.key()) {
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return plain;
    default:
        return false;
    }
}

} // namespace

ShortcutEdit::ShortcutEdit(QWidget *parent)
    : QKeySequenceEdit(parent)
{
}

bool ShortcutEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isOfTheDialog(*static_cast<QKeyEvent *>(event)))
        return QWidget::event(event);
    return QKeySequenceEdit::event(event);
}

void ShortcutEdit::keyPressEvent(QKeyEvent *event)
{
    if (isOfTheDialog(*event))
        return event->ignore();
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete)) {
        clear();
        return;
    }
    // One combination: a second one begins anew.
    const int key = event->key();
    if (key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta
        || key == Qt::Key_AltGr || key == Qt::Key_unknown)
        return;
    Qt::KeyboardModifiers with =
        event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier | Qt::MetaModifier);
    // Shift that only made the sign ("?") is no part of the keys.
    if (const QString text = event->text();
        !text.isEmpty() && text[0].isPrint() && !text[0].isLetterOrNumber() && !text[0].isSpace())
        with &= ~Qt::KeyboardModifiers(Qt::ShiftModifier);
    setKeySequence(QKeySequence(QKeyCombination(with, static_cast<Qt::Key>(key))));
}

} // namespace qd::ui
