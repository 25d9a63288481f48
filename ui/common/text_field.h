#pragma once
#include <QPlainTextEdit>

namespace qd::ui {

/// A plain editor of several lines that shows that it has the keyboard.
class TextField : public QPlainTextEdit {
public:
    using QPlainTextEdit::QPlainTextEdit;

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
};

} // namespace qd::ui
