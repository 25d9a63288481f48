#include "ui/common/text_field.h"

#include "ui/common/style_parts.h"
#include "ui/paint/theme.h"

#include <QPainter>

namespace qd::ui {

void TextField::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (hasFocus()) {
        QPainter painter(viewport());
        paintFocusRing(painter, viewport()->rect(), Theme::current());
    }
}

void TextField::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    viewport()->update(); // the ring
}

void TextField::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    viewport()->update();
}

} // namespace qd::ui
