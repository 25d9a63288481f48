#pragma once
#include "core/scenario/scenario_store.h"
#include "ui/shell/edit.h"

#include <QObject>

#include <functional>

class QMenu;
class QPushButton;

namespace qd::ui {

class ErrorBar;
class ScenarioDesk;

/// Saving the scenario in hand, and what can be done with one that is saved: rename, remove, bring an earlier version
/// back. Each is an edit of the workspace that can be undone; what cannot be done is said in the page's bar.
class SavedScenarios : public QObject {
    Q_OBJECT
public:
    /// The buttons belong to `page` until they are laid out; desk and bar outlive this.
    SavedScenarios(ScenarioDesk &desk, ErrorBar &errors, QWidget *page);
    [[nodiscard]] QPushButton *duplicateButton() const { return m_duplicate; }
    [[nodiscard]] QPushButton *moreButton() const { return m_more; } ///< the menu of what is saved
    void showDesk(); ///< what is in hand is another

    /// Saves the scenario in hand under `name`, over one that has it.
    void saveAs(const QString &name);
    void rename(const QString &name); ///< the saved scenario in hand
    /// What was changed since it was saved stays in hand as a draft; else the base takes its place.
    void remove();
    /// Saves an earlier version again as the newest, so that none is lost. What is in hand is put aside by a step of
    /// its own.
    void restoreVersion(int version);
    /// Asks for the name above `button`, then saves.
    void askForName(QPushButton &button);

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);

private:
    void duplicate();
    void askForNewName();
    /// A line for a name in a menu at `button`, as everything that needs one answer.
    void askIn(QPushButton &button, const QString &text, const QString &verb, bool above,
        const std::function<void(const QString &)> &take);
    void fillMore();
    void fillVersions(QMenu &menu);

    ScenarioDesk &m_desk;
    ErrorBar &m_errors;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_more = nullptr;
    QMenu *m_moreMenu = nullptr;
};

} // namespace qd::ui
