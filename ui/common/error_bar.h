#pragma once
#include "core/base/result.h"

#include <QFrame>

class QLabel;

namespace qd::ui {

/// A bar at the top of a page that says what happened, what was kept and what to do. Hidden without a message.
class ErrorBar : public QFrame {
    Q_OBJECT
public:
    explicit ErrorBar(QWidget *parent = nullptr);
    void showMessage(const QString &sentence);
    /// What happened without being a fault: in quiet colours.
    void showNote(const QString &sentence);
    /// What an error means for a page that computes: no data is no failure (the page's empty state says what to do),
    /// stopped by hand says so, all else is its sentence.
    void showFailure(const Error &error);
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void show(const QString &sentence, bool fault);

    QLabel *m_text = nullptr;
    bool m_fault = true;
};

} // namespace qd::ui
