#pragma once
#include "ui/health/health_view.h"
#include "ui/shell/account_list.h"
#include "ui/shell/edit.h"
#include "ui/shell/inspector_content.h"

#include <QWidget>

namespace qd::ui {

class Panel;

/// One of the views of the Health page. It shows what the page has read, and asks the page for all else.
class HealthPartView : public QWidget {
    Q_OBJECT
public:
    using Find = std::function<Result<AccountList>(const PageContext &, Progress &)>;

    using QWidget::QWidget;
    /// What was read for this part; from then on its figures open. null: nothing is known.
    virtual void setView(const HealthViewPtr &view) = 0;
    /// The panel whose thin bar says that a job works on what is shown.
    [[nodiscard]] virtual Panel *busyPanel() const = 0;

Q_SIGNALS:
    void listWanted(const qd::ui::AccountList &list); ///< the customers behind a figure
    void listSought(const qd::ui::HealthPartView::Find &find); ///< those that a job has to look up
    void accountWanted(const QString &account);
    void described(const qd::ui::InspectorContent &content);
    void choiceChanged(); ///< another view has to be read
    void edited(const qd::ui::Edit &edit); ///< what a person decided here
};

} // namespace qd::ui
