#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>

namespace qd::ui {

/// What the window remembers between starts (QSettings of the application): its shape, the files opened last, and for
/// each workspace the page, the filters and whether the inspector was open. A memory that is switched off reads
/// nothing and keeps nothing, for screenshots and tests.
class WindowMemory {
public:
    explicit WindowMemory(bool on)
        : m_on(on)
    {
    }

    struct Shape {
        QByteArray geometry;
        QByteArray splitter;
    };
    struct Place {
        QString page;
        QString filters;
        bool inspector = false;
    };

    [[nodiscard]] Shape shape() const;
    void setShape(const Shape &shape);
    [[nodiscard]] Place place(const QString &workspace) const;
    void setPlace(const QString &workspace, const Place &place);
    /// Latest first, at most eight.
    [[nodiscard]] QStringList recent() const;
    void addRecent(const QString &workspace);
    void clearRecent();
    [[nodiscard]] bool isOn() const { return m_on; }

private:
    [[nodiscard]] QVariant read(const QString &key) const;
    void write(const QString &key, const QVariant &value);

    bool m_on;
};

} // namespace qd::ui
