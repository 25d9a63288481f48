#include "ui/shell/window_memory.h"

#include <QCryptographicHash>
#include <QSettings>

namespace qd::ui {

namespace {

constexpr int MostRecent = 8;

/// A group of its own for each file; a path may hold characters that a key may not.
QString placeKey(const QString &workspace, const char *name)
{
    const QByteArray hash = QCryptographicHash::hash(workspace.toUtf8(), QCryptographicHash::Sha1).toHex();
    return QStringLiteral("workspace/%1/%2").arg(QString::fromLatin1(hash.left(16)), QLatin1String(name));
}

} // namespace

QVariant WindowMemory::read(const QString &key) const
{
    return m_on ? QSettings().value(key) : QVariant();
}

void WindowMemory::write(const QString &key, const QVariant &value)
{
    if (m_on)
        QSettings().setValue(key, value);
}

WindowMemory::Shape WindowMemory::shape() const
{
    return {
        read(QStringLiteral("window/geometry")).toByteArray(), read(QStringLiteral("window/splitter")).toByteArray()};
}

void WindowMemory::setShape(const Shape &shape)
{
    write(QStringLiteral("window/geometry"), shape.geometry);
    write(QStringLiteral("window/splitter"), shape.splitter);
}

WindowMemory::Place WindowMemory::place(const QString &workspace) const
{
    return {read(placeKey(workspace, "page")).toString(), read(placeKey(workspace, "filters")).toString(),
        read(placeKey(workspace, "inspector")).toBool()};
}

void WindowMemory::setPlace(const QString &workspace, const Place &place)
{
    write(placeKey(workspace, "page"), place.page);
    write(placeKey(workspace, "filters"), place.filters);
    write(placeKey(workspace, "inspector"), place.inspector);
}

QStringList WindowMemory::recent() const
{
    return read(QStringLiteral("window/recent")).toStringList();
}

void WindowMemory::addRecent(const QString &workspace)
{
    QStringList paths = recent();
    paths.removeAll(workspace);
    paths.prepend(workspace);
    write(QStringLiteral("window/recent"), paths.mid(0, MostRecent));
}

void WindowMemory::clearRecent()
{
    write(QStringLiteral("window/recent"), QStringList());
}

} // namespace qd::ui
