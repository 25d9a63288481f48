#pragma once
#include <QKeySequenceEdit>

namespace qd::ui {

/// A field that takes the keys pressed in it, one combination. Tab goes on, Esc and Enter are the dialog's, Backspace
/// and Delete take the keys away.
class ShortcutEdit : public QKeySequenceEdit {
    Q_OBJECT
public:
    explicit ShortcutEdit(QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace qd::ui
