#include "ui/shell/window_fit.h"

#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QWidget>
#include <QWindow>

namespace qd::ui {

QRect fittedToScreen(const QRect &wanted, const QRect &available, const QMargins &frame)
{
    const QRect room = available.marginsRemoved(frame);
    if (wanted.isEmpty() || room.isEmpty())
        return wanted;
    QRect fitted(wanted.topLeft(), wanted.size().boundedTo(room.size()));
    fitted.moveLeft(std::clamp(fitted.left(), room.left(), room.right() - fitted.width() + 1));
    fitted.moveTop(std::clamp(fitted.top(), room.top(), room.bottom() - fitted.height() + 1));
    return fitted;
}

WindowFit::WindowFit(QWidget &window, const QSize &smallest)
    : QObject(&window)
    , m_window(window)
    , m_smallest(smallest)
{
    window.installEventFilter(this);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &WindowFit::applySoon);
    followScreen();
}

void WindowFit::apply()
{
    m_asked = false;
    if (const QWindow *handle = m_window.windowHandle())
        m_frame = handle->frameMargins();
    const QRect available = m_window.screen()->availableGeometry();
    const QSize room = available.marginsRemoved(m_frame).size();
    m_window.setMinimumSize(room.isEmpty() ? m_smallest : m_smallest.boundedTo(room));
    if (m_window.isMaximized() || m_window.isFullScreen() || m_window.isMinimized())
        return;
    if (const QRect fitted = fittedToScreen(m_window.geometry(), available, m_frame); fitted != m_window.geometry())
        m_window.setGeometry(fitted);
}

/// After the events that are on their way: the desktop tells a new frame in several.
void WindowFit::applySoon()
{
    if (!std::exchange(m_asked, true))
        QMetaObject::invokeMethod(this, &WindowFit::apply, Qt::QueuedConnection);
}

void WindowFit::followScreen()
{
    disconnect(m_screen);
    m_screen =
        connect(m_window.screen(), &QScreen::availableGeometryChanged, this, [this](const QRect &) { applySoon(); });
}

bool WindowFit::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
        if (!event->spontaneous())
            apply();
        followScreen();
        break;
    case QEvent::WindowStateChange:
        applySoon();
        break;
    case QEvent::ScreenChangeInternal:
        followScreen();
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::WindowActivate:
        if (const QWindow *handle = m_window.windowHandle(); handle && handle->frameMargins() != m_frame)
            applySoon();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace qd::ui
