#pragma once
#include "core/health/model_changes.h"

#include <QDialog>

class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// Who moves a version of a health model on, on which day, and why. It cannot be confirmed without what the step needs:
/// a reason for sending it back, another person than the author for an approval, days that follow each other.
class ModelStepDialog : public QDialog {
    Q_OBJECT
public:
    /// `day` is offered for the step, and as the first day in force.
    ModelStepDialog(
        health::ModelStep step, const health::SavedHealthModel &version, Date day, QWidget *parent = nullptr);

    [[nodiscard]] health::ModelStepAsked asked() const;
    /// "Approve House version 2": the step as the menu and the undo stack name it.
    [[nodiscard]] static QString title(health::ModelStep step, const health::SavedHealthModel &version);

private:
    void addDays(QFormLayout &form, Date day);
    void check();
    [[nodiscard]] QString fault() const;

    health::ModelStep m_step;
    health::SavedHealthModel m_version;
    QLineEdit *m_by = nullptr;
    QDateEdit *m_on = nullptr;
    QDateEdit *m_from = nullptr;
    QLineEdit *m_reason = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
