#include "ui/shell/search_field.h"

#include "ui/common/icons.h"
#include "ui/paint/theme.h"

#include <QPainter>

namespace qd::ui {

int paintKeyCap(QPainter &painter, int right, int middle, const QString &keys)
{
    const Theme &t = Theme::current();
    painter.save();
    painter.setFont(Theme::font(Type::Small));
    const int width = QFontMetrics(painter.font()).horizontalAdvance(keys) + 10;
    const QRect cap(right - width, middle - 8, width, 16);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.border);
    painter.setBrush(t.subtle);
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(t.text3);
    painter.drawText(cap, int(Qt::AlignCenter), keys);
    painter.restore();
    return cap.left();
}

SearchField::SearchField(QWidget *parent)
    : QAbstractButton(parent)
{
    setText(tr("Find page, account, metric, command"));
    setAccessibleName(text());
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::IBeamCursor);
    setFont(Theme::font(Type::Dense));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SearchField::setKeys(const QString &keys)
{
    m_keys = keys;
    update();
}

void SearchField::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(t.accent, 2) : QPen(underMouse() ? t.text3 : t.strong, 1));
    painter.setBrush(t.input);
    const double inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 4, 4);
    paintIcon(painter, QRectF(9, 7, 14, 14), QStringLiteral("search"), t.text3);
    const int end = m_keys.isEmpty() ? width() : paintKeyCap(painter, width() - 7, height() / 2, m_keys);
    painter.setPen(t.text3);
    painter.setFont(font());
    const QRect room(30, 0, end - 36, height());
    painter.drawText(room, int(Qt::AlignVCenter | Qt::AlignLeft),
        QFontMetrics(font()).elidedText(text(), Qt::ElideRight, room.width()));
}

} // namespace qd::ui
