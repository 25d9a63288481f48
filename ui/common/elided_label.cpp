#include "ui/common/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QToolTip>

namespace qd::ui {

namespace {
constexpr qsizetype LeastLetters = 4; ///< with the ellipsis; fewer are not shown
}

ElidedLabel::ElidedLabel(QWidget *parent)
    : ElidedLabel(QString(), parent)
{
}

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent)
    : QLabel(text, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setTextFormat(Qt::PlainText);
}

QSize ElidedLabel::minimumSizeHint() const
{
    if (wordWrap())
        return QLabel::minimumSizeHint();
    return {fontMetrics().horizontalAdvance(u'\u2026'), fontMetrics().height()};
}

bool ElidedLabel::isElided() const
{
    return !wordWrap() && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    if (wordWrap())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    if (shown != text() && shown.size() <= LeastLetters)
        shown.clear(); // "E..." says less than nothing; the tooltip has it
    style()->drawItemText(&painter, contentsRect(), int(alignment()) | Qt::TextSingleLine, palette(), isEnabled(),
        shown, foregroundRole());
    if (!hasFocus())
        return;
    QStyleOptionFocusRect ring; // of one that opens something
    ring.initFrom(this);
    ring.rect.setWidth(std::min(ring.rect.width(), contentsRect().left() + fontMetrics().horizontalAdvance(shown) + 4));
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, &painter, this);
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace qd::ui
