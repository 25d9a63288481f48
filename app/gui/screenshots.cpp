#include "app/gui/screenshots.h"

#include "ui/shell/settings_dialog.h"

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

Screenshots::~Screenshots() = default;

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
        takeSettings();
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
            write(m_window, name);
            next();
        },
        Qt::QueuedConnection);
}

void Screenshots::takeSettings()
{
    m_settings = m_window.newSettingsDialog();
    m_settings->show();
    m_left = m_settings->groups();
    nextSettings();
}

void Screenshots::nextSettings()
{
    if (m_left.isEmpty()) {
        m_settings.reset();
        Q_EMIT finished(m_failures);
        return;
    }
    m_settings->showGroup(m_left.front());
    QMetaObject::invokeMethod( // once it is laid out
        this,
        [this] {
            write(*m_settings, QStringLiteral("settings-") + m_left.takeFirst());
            nextSettings();
        },
        Qt::QueuedConnection);
}

void Screenshots::write(QWidget &widget, const QString &name)
{
    const QString path = m_dir + QLatin1Char('/') + name + QStringLiteral(".png");
    if (widget.grab().save(path))
        return;
    ++m_failures;
    std::fprintf(stderr, "The picture %s could not be written.\n", qUtf8Printable(path));
}
