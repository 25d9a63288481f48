#pragma once
#include "core/store/settings.h"
#include "ui/shell/settings_fields.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace qd::ui {

class Navigation;
class SettingRow;
class TonedLabel;

/// All settings: groups at the left, their fields at the right, a search over all of them. Those of the person stand
/// apart from those of the workspace. What cannot be is refused beside its field while it is typed, by core's own
/// check. Nothing is in force before Save.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit SettingsDialog(const SettingsInput &input, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    /// An unknown or empty id is the first group.
    void showGroup(const QString &id);
    [[nodiscard]] QString currentGroup() const { return m_group; }
    /// Ids of the groups, from the top.
    [[nodiscard]] QStringList groups() const;
    /// The person's, as they stand in the fields.
    [[nodiscard]] Preferences preferences() const;
    /// What was changed of the workspace's, and what stood there before; in the same order.
    [[nodiscard]] store::SettingValues changes() const;
    [[nodiscard]] store::SettingValues before() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Section {
        SettingGroup group;
        QWidget *area = nullptr;
        QList<SettingRow *> rows = {};
    };

    void addSections();
    [[nodiscard]] QWidget *newSection(Section &section, const QList<SettingField> &fields);
    void layOut(QWidget *content);
    void search(const QString &text);
    void showSections();
    void check();
    void showState();
    [[nodiscard]] QString faultOf(const SettingRow &row, const QList<Shortcut> &keys) const;
    [[nodiscard]] QList<Shortcut> shortcutsTyped() const;
    [[nodiscard]] QList<SettingRow *> changedRows(bool workspace) const;
    [[nodiscard]] SettingRow *firstShown() const;

    SettingsInput m_input;
    QList<Section> m_sections;
    QStringList m_words; ///< looked for
    QString m_group;
    QLineEdit *m_search = nullptr;
    Navigation *m_groups = nullptr;
    QScrollArea *m_scroll = nullptr;
    TonedLabel *m_nothing = nullptr; ///< no field has what is looked for
    TonedLabel *m_state = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace qd::ui
