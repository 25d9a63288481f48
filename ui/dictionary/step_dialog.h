#pragma once
#include "core/dictionary/dictionary_changes.h"

#include <QDialog>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// Who moves a definition on, on which day, and why. It cannot be confirmed without what the step needs: a reason for a
/// rejection, another person than the authors for an approval.
class StepDialog : public QDialog {
    Q_OBJECT
public:
    StepDialog(dictionary::Step step, const dictionary::DefinitionVersion &version, QWidget *parent = nullptr);

    [[nodiscard]] dictionary::Change change() const;
    /// "Approve nrr version 2": the step as the menu and the undo stack name it.
    [[nodiscard]] static QString title(dictionary::Step step, const dictionary::DefinitionVersion &version);

private:
    void check();
    [[nodiscard]] QString fault() const;

    dictionary::Step m_step;
    dictionary::DefinitionVersion m_version;
    QLineEdit *m_by = nullptr;
    QDateEdit *m_on = nullptr;
    QLineEdit *m_reason = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
