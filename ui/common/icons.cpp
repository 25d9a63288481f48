#include "ui/common/icons.h"

#include "ui/paint/theme.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace qd::ui {

namespace {

/// The SVG source of an icon; empty for an unknown name, which is reported once.
const QByteArray &sourceOf(const QString &name)
{
    static QHash<QString, QByteArray> sources; // GUI thread only, like all of this file
    auto found = sources.find(name);
    if (found == sources.end()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        if (!file.open(QIODevice::ReadOnly))
            qWarning("No icon named %s", qUtf8Printable(name));
        found = sources.insert(name, file.isOpen() ? file.readAll() : QByteArray());
    }
    return *found;
}

QColor colourOf(IconRole role, const Theme &theme)
{
    switch (role) {
    case IconRole::Text1:
        return theme.text1;
    case IconRole::Text2:
        return theme.text2;
    case IconRole::Text3:
        return theme.text3;
    case IconRole::Accent:
        return theme.accent;
    case IconRole::OnAccent:
        return theme.onAccent;
    case IconRole::OnTint:
        return theme.textOnTint;
    }
    return theme.text2;
}

class ThemeIconEngine final : public QIconEngine {
public:
    ThemeIconEngine(QString name, IconRole role)
        : m_name(std::move(name))
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Theme &theme = Theme::current();
        QColor colour = colourOf(m_role, theme);
        if (mode == QIcon::Disabled)
            colour = theme.disabledText;
        else if (state == QIcon::On && m_role != IconRole::OnAccent)
            colour = theme.textOnTint;
        paintIcon(*painter, rect, m_name, colour);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return picture;
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

    QIconEngine *clone() const override { return new ThemeIconEngine(*this); }
    bool isNull() override { return sourceOf(m_name).isEmpty(); }

private:
    QString m_name;
    IconRole m_role;
};

} // namespace

QIcon icon(const QString &name, IconRole role)
{
    return QIcon(new ThemeIconEngine(name, role));
}

void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour)
{
    QByteArray source = sourceOf(name);
    if (source.isEmpty())
        return;
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
    const QSize pixels = (rect.size() * ratio).toSize();
    const QString key = QStringLiteral("qd-icon/%1/%2/%3").arg(name, colour.name()).arg(pixels.width());
    QPixmap picture;
    if (!QPixmapCache::find(key, &picture)) {
        source.replace("currentColor", colour.name().toLatin1());
        picture = QPixmap(pixels);
        picture.fill(Qt::transparent);
        QPainter canvas(&picture);
        QSvgRenderer(source).render(&canvas);
        QPixmapCache::insert(key, picture);
    }
    painter.drawPixmap(rect, picture, QRectF(picture.rect()));
}

QStringList iconNames()
{
    QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace qd::ui
