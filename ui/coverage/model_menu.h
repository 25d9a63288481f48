#pragma once
#include "ui/coverage/coverage_view.h"
#include "ui/shell/account_list.h"
#include "ui/shell/edit.h"
#include "ui/shell/page_context.h"

#include <QObject>

#include <functional>
#include <utility>

class QPushButton;

namespace qd::ui {

class ErrorBar;

/// The button "Model" and what is behind it: the touch model, its versions, the tech-touch threshold, and the capacity
/// model as a file. What it changes are edits of the workspace.
class ModelMenu : public QObject {
    Q_OBJECT
public:
    /// Something that it does, by name.
    using Command = std::pair<QString, std::function<void()>>;

    /// Dialogs belong to `page` and stand beside its window; failures stand in `errors`, which outlives the menu.
    ModelMenu(ErrorBar &errors, QWidget *page);
    [[nodiscard]] QPushButton *button() const { return m_button; } ///< whoever lays it out owns it
    /// What the next dialog reads; open ones stay with what they have until follow().
    void setContext(const PageContext &context) { m_context = context; }
    /// Open dialogs read the workspace anew.
    void follow() { Q_EMIT followed(m_context); }
    /// Where the model in force stands; null while nothing is known of it, and then it is neither exported nor changed.
    void setView(CoverageViewPtr view);
    [[nodiscard]] std::vector<Command> commands(); ///< for the palette

    /// Saves the capacity model in a JSON file to the workspace, as a change that can be undone.
    void importModel(const QString &path);
    /// Writes the capacity model in force as JSON.
    void exportModel(const QString &path);
    /// Opens the touch model editor, at its segments or its versions.
    void editModel(bool versions);
    void openTechTouch();
    /// Other rules for every solve; `text` says what changes.
    void changeRules(const coverage::AssignModel &rules, const QString &text);

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);
    void customersWanted(const qd::ui::AccountList &customers);
    void said(const QString &sentence); ///< for the status bar
    void followed(const qd::ui::PageContext &context); ///< for the dialogs

private:
    void build();
    template <typename Dialog>
    Dialog *besideWindow();

    ErrorBar &m_errors;
    QWidget *m_page;
    QPushButton *m_button;
    PageContext m_context;
    CoverageViewPtr m_view;
};

} // namespace qd::ui
