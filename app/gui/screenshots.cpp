#include "app/gui/screenshots.h"

#include <QDir>
#include <QPixmap>

#include <cstdio>

Screenshots::Screenshots(qd::ui::MainWindow &window, QString dir)
    : m_window(window)
    , m_dir(std::move(dir))
{
    QDir().mkpath(m_dir);
    m_guard.setSingleShot(true);
    m_guard.setInterval(30'000);
    connect(&m_guard, &QTimer::timeout, this, &Screenshots::giveUp);
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
    m_guard.start();
    m_window.showPage(id);
    if (m_window.isSettled(id))
        take(id);
}

void Screenshots::giveUp()
{
    ++m_failures;
    std::fprintf(stderr, "The page %s did not settle within 30 s.\n", qUtf8Printable(m_left.takeFirst()));
    next();
}

void Screenshots::take(const QString &name)
{
    m_guard.stop();
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
