#pragma once
#include "ui/shell/main_window.h"

#include <QStringList>
#include <QTimer>

/// Takes one picture of each page, `DIR/<page>.png`, each when the page says that it shows what it has, and one of each
/// group of settings, `DIR/settings-<group>.png`; then tells that it is done. Without a workspace it takes the start
/// page and the settings. A page that does not settle within 30 s is a failure.
class Screenshots : public QObject {
    Q_OBJECT
public:
    Screenshots(qd::ui::MainWindow &window, QString dir);
    ~Screenshots() override;
    /// Begins; the window must be shown, and a workspace be open or have failed to open.
    void start();

Q_SIGNALS:
    void finished(int failures);

private:
    void next();
    void giveUp();
    void take(const QString &name);
    void takeSettings();
    void nextSettings();
    void write(QWidget &widget, const QString &name);

    qd::ui::MainWindow &m_window;
    QString m_dir;
    std::unique_ptr<qd::ui::SettingsDialog> m_settings;
    QStringList m_left;
    int m_failures = 0;
    QTimer m_guard;
};
