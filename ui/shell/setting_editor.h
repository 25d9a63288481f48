#pragma once
#include "ui/shell/setting_field.h"

#include <QWidget>

namespace qd::ui {

/// The control a setting is changed with. Its value is the text that is kept; empty is the default.
class SettingEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    [[nodiscard]] virtual QString value() const = 0;
    virtual void setValue(const QString &value) = 0;
    /// What screen readers say of it beside the label.
    virtual void setDescription(const QString &text) = 0;

Q_SIGNALS:
    void edited(); ///< by a person, also while typing
};

/// For the kind of `field`, with its value; named by its label, with its key as object name.
[[nodiscard]] SettingEditor *newSettingEditor(const SettingField &field, QWidget *parent);

} // namespace qd::ui
