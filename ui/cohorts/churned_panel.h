#pragma once
#include "ui/cohorts/cohorts_view.h"
#include "ui/common/panel.h"
#include "ui/shell/account_list.h"
#include "ui/shell/job.h"

class QStackedWidget;

namespace qd::ui {

class SegmentedSwitch;
class TableView;

/// Below churn by group: who was lost, one by one, or what was known of those who left and of those who stayed 90 days
/// before their renewals, which is computed once it is asked for.
class ChurnedPanel final : public Panel {
    Q_OBJECT
public:
    explicit ChurnedPanel(QWidget *parent = nullptr);

    void setView(const PageContext &context, std::shared_ptr<const CohortsView> view);

Q_SIGNALS:
    void customerWanted(const QString &account);
    void customersWanted(const qd::ui::AccountList &list); ///< with a sign, of those who left or of those who stayed
    void knownShown(); ///< what was known has come, or cannot be told

private:
    void showSheet();
    void computeKnown();
    void showKnown(const Result<std::shared_ptr<const KnownBeforeView>> &known);
    void openSign(const QString &row, const QString &column);

    PageContext m_context;
    std::shared_ptr<const CohortsView> m_view;
    std::shared_ptr<const KnownBeforeView> m_known; ///< of the view that is shown; nothing until it was asked for
    Job<std::shared_ptr<const KnownBeforeView>> m_job;
    SegmentedSwitch *m_show = nullptr;
    QStackedWidget *m_stack = nullptr;
    TableView *m_churned = nullptr;
    TableView *m_signs = nullptr;
};

} // namespace qd::ui
