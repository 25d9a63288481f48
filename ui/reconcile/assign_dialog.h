#pragma once
#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// Who looks after a set of breaks, and by when.
struct Assignment {
    QString owner; ///< empty: each customer's owner
    bool sameOwner = true; ///< whether all have this owner; chosen: whether it is for all
    QString due; ///< ISO; empty: none
    bool sameDue = true;
    int count = 0; ///< breaks
};

/// Owner and due date of the selected breaks. What they differ in stays as it is unless something is typed. It cannot
/// be confirmed with a due date that is no day.
class AssignDialog : public QDialog {
    Q_OBJECT
public:
    explicit AssignDialog(const Assignment &now, QWidget *parent = nullptr);

    [[nodiscard]] Assignment chosen() const;

private:
    void check();

    Assignment m_now;
    QLineEdit *m_owner = nullptr;
    QLineEdit *m_due = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
