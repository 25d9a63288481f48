#include "ui/common/popup_frame.h"

#include "ui/paint/theme.h"

#include <QBitmap>
#include <QPainter>
#include <QWidget>

namespace qd::ui {

namespace {
constexpr double Radius = 6;
} // namespace

void roundPopup(QWidget &popup)
{
    if (popup.size().isEmpty())
        return;
    QBitmap shape(popup.size());
    shape.clear();
    QPainter painter(&shape);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::color1);
    painter.drawRoundedRect(QRectF(popup.rect()), Radius, Radius);
    painter.end();
    popup.setMask(shape);
}

void paintPopup(QWidget &popup)
{
    const Theme &theme = Theme::current();
    QPainter painter(&popup);
    painter.fillRect(popup.rect(), theme.strong); // what the mask leaves of the corners belongs to the edge
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.strong);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(popup.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
}

} // namespace qd::ui
