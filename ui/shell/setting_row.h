#pragma once
#include "ui/shell/setting_field.h"

#include <QWidget>

class QPushButton;

namespace qd::ui {

class SettingEditor;
class TonedLabel;

/// One setting: label and key, hint, control, default with the way back to it, and what is wrong beside the control.
class SettingRow : public QWidget {
    Q_OBJECT
public:
    explicit SettingRow(const SettingField &field, QWidget *parent = nullptr);

    [[nodiscard]] const SettingField &field() const { return m_field; }
    [[nodiscard]] QString value() const;
    [[nodiscard]] bool isChanged() const { return value() != m_field.value; }
    /// The sentence under the control; empty for none.
    void setFault(const QString &sentence);
    [[nodiscard]] QString fault() const;
    /// Whether label, hint, key or the title of the group have every word of `search`, whatever their case.
    [[nodiscard]] bool matches(const QStringList &words, const QString &groupTitle) const;
    void focusControl();

Q_SIGNALS:
    void edited();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void showState();

    SettingField m_field;
    SettingEditor *m_editor = nullptr;
    TonedLabel *m_default = nullptr;
    QPushButton *m_reset = nullptr;
    QWidget *m_faultLine = nullptr;
    TonedLabel *m_fault = nullptr;
};

} // namespace qd::ui
