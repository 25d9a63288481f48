#include "ui/scenario/lever_slider.h"

#include "ui/paint/theme.h"

#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

namespace qd::ui {

namespace {
constexpr int Knob = 12;
constexpr double TickHeight = 11;
} // namespace

LeverSlider::LeverSlider(QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
{
    setFocusPolicy(Qt::StrongFocus);
}

void LeverSlider::setBasePosition(std::optional<int> position)
{
    if (m_base == position)
        return;
    m_base = position;
    update();
}

void LeverSlider::paintEvent(QPaintEvent *event)
{
    if (m_base && *m_base >= minimum() && *m_base <= maximum()) {
        QPainter painter(this);
        const int left = QStyle::sliderPositionFromValue(minimum(), maximum(), *m_base, width() - Knob);
        painter.fillRect(
            QRectF(left + Knob / 2.0 - 0.75, (height() - TickHeight) / 2, 1.5, TickHeight), Theme::current().text3);
    }
    QSlider::paintEvent(event);
}

void LeverSlider::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QSlider::wheelEvent(event);
    else
        event->ignore();
}

} // namespace qd::ui
