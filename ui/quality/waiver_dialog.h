#pragma once
#include "core/quality/waivers.h"

#include <QDialog>

class QCheckBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// Why rows that a check counts as failed may stay as they are, who looks after them, and until when.
class WaiverDialog : public QDialog {
    Q_OBJECT
public:
    /// `rows` waivers at least one, as Scorecard::waiverOf() gives them.
    explicit WaiverDialog(std::vector<quality::Waiver> rows, QWidget *parent = nullptr);

    /// Those with what was entered.
    [[nodiscard]] std::vector<quality::Waiver> waivers() const;

private:
    QLineEdit *addLine(QFormLayout &form, const char *name, const QString &title, const QString &text);
    void check();

    std::vector<quality::Waiver> m_rows;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_owner = nullptr;
    QCheckBox *m_ends = nullptr;
    QDateEdit *m_until = nullptr;
    QLineEdit *m_by = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
