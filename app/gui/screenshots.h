#pragma once
#include "ui/shell/main_window.h"

#include <QStringList>
#include <QTimer>

/// Takes one picture of each page, `DIR/<page>.png`, each when the page says that it shows what it has; then tells that
/// it is done. Without a workspace it takes the start page. A page that does not settle within 30 s is a failure.
class Screenshots : public QObject {
    Q_OBJECT
public:
    Screenshots(qd::ui::MainWindow &window, QString dir);
    /// Begins; the window must be shown, and a workspace be open or have failed to open.
    void start();

Q_SIGNALS:
    void finished(int failures);

private:
    void next();
    void giveUp();
    void take(const QString &name);

    qd::ui::MainWindow &m_window;
    QString m_dir;
    QStringList m_left;
    int m_failures = 0;
    QTimer m_guard;
};
