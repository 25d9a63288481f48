#pragma once
#include "core/dictionary/dictionary_changes.h"

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// An entry of the register of conflicts: which team computes a metric how, whether that is critical, and what was
/// settled. With a decision it is resolved.
class ConflictDialog : public QDialog {
    Q_OBJECT
public:
    /// `before` is what stands in the fields first; the team of an entry there is stays.
    explicit ConflictDialog(const dictionary::Conflict &before, QWidget *parent = nullptr);

    /// The change that enters it.
    [[nodiscard]] dictionary::Change change() const;

private:
    QLineEdit *addLine(QFormLayout &form, const char *name, const QString &title, const std::string &text);
    void check();

    dictionary::Conflict m_before;
    QLineEdit *m_team = nullptr;
    QLineEdit *m_convention = nullptr;
    QCheckBox *m_critical = nullptr;
    QLineEdit *m_decision = nullptr;
    QLineEdit *m_by = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
