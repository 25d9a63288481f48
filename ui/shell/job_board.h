#pragma once
#include "core/base/progress.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

class QWidget;

namespace qd::ui {

/// Hears of every long job, for the status bar. One per window, owned by it, on the GUI thread. Job::startShown() does
/// all of this for a page.
class JobBoard : public QObject {
    Q_OBJECT
public:
    explicit JobBoard(QObject *parent);
    ~JobBoard() override;
    /// The board of the window that holds `widget`; null outside a main window.
    [[nodiscard]] static JobBoard *of(const QWidget *widget);

    /// Announces a job; `cancel` is what the status bar's cross does. The number is never used again.
    int begin(const QString &name, std::function<void()> cancel);
    /// Takes progress on the worker's thread and passes it on to this one; nowhere once the board is gone, for a window
    /// that closes takes its board away before the pages have waited for their jobs.
    [[nodiscard]] Progress::Listener listener(int job);
    /// The job has ended in any way; a job that was begun must be ended.
    void end(int job);
    void cancel(int job);
    [[nodiscard]] int running() const { return int(m_cancels.size()); }

Q_SIGNALS:
    void started(int job, const QString &name);
    void progressed(int job, const qd::Progress::State &state);
    void finished(int job);

private:
    struct Address;
    std::shared_ptr<Address> m_address;
    QHash<int, std::function<void()>> m_cancels;
    int m_last = 0;
};

} // namespace qd::ui
