#pragma once
#include "core/store/settings.h"

#include <QDialog>

class QLineEdit;
class QLabel;
class QPushButton;

namespace qd::ui {

/// The settings of a workspace, each with what it decides; a value that cannot be is refused under its line.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit SettingsDialog(const store::SettingValues &values, QWidget *parent = nullptr);
    /// What was changed, and what stood there before; in the same order.
    [[nodiscard]] store::SettingValues changes() const;
    [[nodiscard]] store::SettingValues before() const;

private:
    void check();
    [[nodiscard]] QWidget *form();

    store::SettingValues m_values;
    QList<QLineEdit *> m_fields; ///< by m_values
    QLabel *m_fault = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace qd::ui
