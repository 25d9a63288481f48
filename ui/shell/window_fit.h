#pragma once
#include <QMargins>
#include <QObject>
#include <QRect>
#include <QSize>

class QWidget;

namespace qd::ui {

/// Where a window's content goes so that it and the frame around it lie within `available`, the part of a screen that
/// no panel of the desktop covers: as `wanted` where that fits, else cut to the room there is and moved by the least.
/// All in logical pixels. What has no size (`wanted` empty), and a screen with no room, leave `wanted` as it is.
[[nodiscard]] QRect fittedToScreen(const QRect &wanted, const QRect &available, const QMargins &frame);

/// Keeps a window within its screen: when it is first shown, when the desktop has put its frame around it, when it is
/// no longer maximized, and when the screen changes or goes. What a person does with it in between is left alone.
class WindowFit : public QObject {
    Q_OBJECT
public:
    /// Owned by `window`, which must be a top-level window. It never gets smaller than `smallest`, unless its screen
    /// is.
    WindowFit(QWidget &window, const QSize &smallest);
    /// Fits it now.
    void apply();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followScreen();
    void applySoon();

    QWidget &m_window;
    QSize m_smallest;
    QMargins m_frame; ///< it was last fitted with
    QMetaObject::Connection m_screen;
    bool m_asked = false;
};

} // namespace qd::ui
