#include "app/gui/screenshots.h"

#include <QDir>
#include <QPixmap>

#include <cstdio>

Screenshots::Screenshots(qd::ui::MainWindow &window, QString dir)
    : m_window(window)
    , m_dir(std::move(dir))
{
    QDir().mkpath(m_dir);
    connect(&window, &qd::ui::MainWindow::pageSettled, this, [this](const QString &id) {
        if (!m_left.isEmpty() && m_left.front() == id)
            take(id);
    });
}

void Screenshots::start()
{
    if (!m_window.hasWorkspace())
        return take(QStringLiteral("start"));
    m_left = m_window.pageIds();
    next();
}

void Screenshots::next()
{
    if (m_left.isEmpty()) {
        Q_EMIT finished(m_failures);
        return;
    }
    const QString id = m_left.front();
    m_window.showPage(id);
    if (m_window.isSettled(id))
        take(id);
}

void Screenshots::take(const QString &name)
{
    m_left.removeOne(name); // a page that settles again while the picture is taken is not taken twice
    // Queued: what the page changed in its last step is laid out before the picture.
    QMetaObject::invokeMethod(
        this,
        [this, name] {
            const QString path = m_dir + QLatin1Char('/') + name + QStringLiteral(".png");
            if (!m_window.grab().save(path)) {
                ++m_failures;
                std::fprintf(stderr, "The picture %s could not be written.\n", qUtf8Printable(path));
            }
            next();
        },
        Qt::QueuedConnection);
}
