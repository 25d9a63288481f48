#pragma once
#include "ui/shell/job_board.h"
#include "ui/shell/workspace_facts.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace qd::ui {

/// Left: the job that runs (name, bar, share, rate, time left, cancel), then the selected thing in words. Right: the
/// step that undo would take back, as-of date, currency, size of the file.
class StatusBar : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusBar(JobBoard &board, QWidget *parent = nullptr);
    void setSelection(const QString &text);
    void setUndoText(const QString &text);
    /// Without facts nothing is open.
    /// The day of the chip, if one is chosen, beside the latest day of the data.
    void setAsOf(std::optional<Date> chosen, std::optional<Date> newest);
    void setFacts(const std::optional<WorkspaceFacts> &facts);

    /// "68 %, 41,200/s, 12 s left"; parts that are unknown are left out.
    [[nodiscard]] static QString progressText(const Progress::State &state);

private:
    void addJob(int job, const QString &name);
    void showLastJob();
    void showNoJob();
    void showProgress(int job, const Progress::State &state);
    void hideJob(int job);

    JobBoard &m_board;
    struct Running {
        int job = 0;
        QString name;
    };
    QList<Running> m_running; ///< in the order they were begun; the last is shown
    QTimer *m_delay = nullptr; ///< what ends before it is not worth a look
    int m_job = 0; ///< the one shown; 0 for none
    QWidget *m_mark = nullptr;
    QLabel *m_name = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_share = nullptr;
    QToolButton *m_cancel = nullptr;
    QWidget *m_selectionLine = nullptr;
    QList<QWidget *> m_lines; ///< right of undo, as-of and currency
    QLabel *m_selection = nullptr;
    QLabel *m_undo = nullptr;
    QLabel *m_asOf = nullptr;
    QLabel *m_currency = nullptr;
    QLabel *m_file = nullptr;
    bool m_open = false;
};

} // namespace qd::ui
