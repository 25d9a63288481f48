#pragma once
#include "tests/support/layout_check.h"
#include "tests/support/workspace_fixture.h"
#include "ui/common/segmented_switch.h"
#include "ui/shell/navigation.h"
#include "ui/shell/setting_row.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/settings_words.h"

#include <QtTest>
#include <QtWidgets>

namespace qd::test {

inline ui::SettingsInput settingsSample()
{
    ui::SettingsInput input;
    const QKeySequence find(Qt::CTRL | Qt::Key_K);
    const QKeySequence inspector(Qt::CTRL | Qt::Key_I);
    const QList<QKeySequence> redo{QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)};
    input.shortcuts = {{"tools.find", "Find anything", "Tools", {find}, find},
        {"view.inspector", "Inspector", "View", {inspector}, inspector},
        {"edit.redo", "Redo", "Edit", redo, redo.front()}, {"help.about", "About Quarterdeck", "Help", {}, {}}};
    WorkspaceFixture fixture;
    fixture.workspace().setSetting("company", "Halyard");
    fixture.workspace().setSetting("full.crm.accounts", "all");
    ui::WorkspaceSettings workspace;
    workspace.values = store::settingValues(fixture.workspace());
    workspace.sources = {{"crm", "crm"}, {"delighted", "survey"}};
    workspace.fiscalYearStart = 2;
    input.workspace = workspace;
    return input;
}

/// The dialog as it stands on a window of 1024x700, and how people use it.
struct ShownSettings {
    explicit ShownSettings(const ui::SettingsInput &input = settingsSample(), const QSize &size = {1024, 700})
    {
        window.resize(size);
        dialog = std::make_unique<ui::SettingsDialog>(input, &window);
        dialog->show();
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }
    template <typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return dialog->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] ui::SettingRow *row(const char *key) const
    {
        return dialog->findChild<ui::SettingRow *>(QLatin1String("row.") + QLatin1String(key));
    }
    [[nodiscard]] QStringList shownKeys() const
    {
        QStringList keys;
        for (const ui::SettingRow *each : dialog->findChildren<ui::SettingRow *>()) {
            if (each->isVisible())
                keys << each->field().key;
        }
        return keys;
    }
    void search(const QString &text) const
    {
        auto *field = find<QLineEdit>("settingsSearch");
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, text);
    }
    void press(const char *key, QKeyCombination keys) const
    {
        QTest::keyClick(find<QKeySequenceEdit>(key), keys.key(), keys.keyboardModifiers());
    }
    void layOut() const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        dialog->grab();
    }
    [[nodiscard]] QPushButton *save() const { return find<QPushButton>("saveSettings"); }
    [[nodiscard]] QString state() const { return find<QLabel>("settingsState")->text(); }

    QWidget window;
    std::unique_ptr<ui::SettingsDialog> dialog;
};

} // namespace qd::test
