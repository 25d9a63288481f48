#pragma once
#include "core/store/workspace.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;

namespace qd::ui {

/// Asks for what cannot be changed later: the base currency, and the first month of the fiscal year. Starts with the
/// currency of the system's locale, where ISO 4217 knows it, and January.
class NewWorkspaceDialog : public QDialog {
    Q_OBJECT
public:
    explicit NewWorkspaceDialog(const QString &path, QWidget *parent = nullptr);
    [[nodiscard]] store::Workspace::NewWorkspace choice() const;

private:
    void check();

    QComboBox *m_currency = nullptr;
    QComboBox *m_month = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_make = nullptr;
};

} // namespace qd::ui
