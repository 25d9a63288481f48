#include "ui/pack/page_preview.h"

#include "ui/common/style_parts.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace qd::ui {

PagePreview::PagePreview(QWidget *parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Page"));
}

void PagePreview::setPage(const QPixmap &image, std::vector<pack::OpenPlace> places)
{
    m_image = image;
    m_places = std::move(places);
    m_current = -1;
    unsetCursor();
    setMinimumHeight(sizeHint().height());
    updateGeometry();
    update();
}

QSize PagePreview::sizeHint() const
{
    const QSizeF page = m_image.isNull() ? QSizeF(300, 212) : m_image.deviceIndependentSize();
    return QSize(int(page.width()), int(page.height()))
        + 2 * QSize(Around, Around); // a part of a pixel is of the ground
}

QPointF PagePreview::topLeft() const
{
    const QSizeF rest = (size() - m_image.deviceIndependentSize()) / 2;
    return {std::max(0.0, std::floor(rest.width())), std::max(0.0, std::floor(rest.height()))};
}

QRectF PagePreview::rectOf(const pack::Place &place) const
{
    const double scale = m_image.deviceIndependentSize().width() / pack::PageWidth;
    return QRectF(place.x * scale, place.y * scale, place.width * scale, place.height * scale).translated(topLeft());
}

int PagePreview::placeAt(const QPointF &point) const
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (rectOf(m_places[i].place).contains(point))
            return int(i);
    }
    return -1;
}

void PagePreview::setCurrent(int place)
{
    if (place == m_current)
        return;
    m_current = place;
    if (place >= 0)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    update();
}

void PagePreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    painter.fillRect(rect(), theme.nav);
    painter.drawPixmap(topLeft(), m_image);
    painter.setPen(theme.border);
    if (!m_image.isNull())
        painter.drawRect(QRectF(topLeft(), m_image.deviceIndependentSize()).adjusted(-0.5, -0.5, 0.5, 0.5));
    if (hasFocus())
        paintFocusRing(painter, rect(), theme);
    if (m_current < 0)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = Theme::light().accent; // the page is always on white
    QColor ground = accent;
    ground.setAlphaF(0.08F);
    painter.setPen(accent);
    painter.setBrush(ground);
    painter.drawRoundedRect(rectOf(m_places[std::size_t(m_current)].place).adjusted(-3.5, -0.5, 3.5, 0.5), 3, 3);
}

void PagePreview::mouseMoveEvent(QMouseEvent *event)
{
    setCurrent(placeAt(event->position()));
}

void PagePreview::mouseReleaseEvent(QMouseEvent *event)
{
    const int place = placeAt(event->position());
    if (event->button() == Qt::LeftButton && place >= 0)
        Q_EMIT activated(m_places[std::size_t(place)].origin);
}

void PagePreview::leaveEvent(QEvent *)
{
    setCurrent(-1);
}

void PagePreview::focusOutEvent(QFocusEvent *event)
{
    setCurrent(-1);
    QWidget::focusOutEvent(event);
}

void PagePreview::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_places.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Right:
        setCurrent(std::min(m_current + 1, last));
        return;
    case Qt::Key_Up:
    case Qt::Key_Left:
        setCurrent(std::max(m_current - 1, std::min(0, last)));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            Q_EMIT activated(m_places[std::size_t(m_current)].origin);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace qd::ui
