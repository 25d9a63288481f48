#pragma once
#include <QFrame>

class QLabel;

namespace qd::ui {

/// A bar at the top of a page that says what happened, what was kept and what to do. Hidden without a message.
class ErrorBar : public QFrame {
    Q_OBJECT
public:
    explicit ErrorBar(QWidget *parent = nullptr);
    void showMessage(const QString &sentence);
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text = nullptr;
};

} // namespace qd::ui
