#pragma once
#include "ui/common/panel.h"
#include "ui/explain/explain_view.h"
#include "ui/shell/job.h"

class QComboBox;
class QStackedWidget;

namespace qd::ui {

class SegmentedSwitch;
class TableView;

/// Beside the customers: the rows of files behind one of them, or what moved the figure since some months before, which
/// is computed once it is asked for.
class RowsPanel : public Panel {
    Q_OBJECT
public:
    explicit RowsPanel(QWidget *parent = nullptr);

    void setView(const PageContext &context, std::shared_ptr<const ExplainView> view);
    /// Directory index; -1 for the rows of all customers.
    void setAccount(int account);
    /// Turns to what moved it, since a day or by the last import; without either to the rows. Shown with the next view.
    void setSince(std::optional<Date> day, bool lastImport);
    void forget();

Q_SIGNALS:
    void accountActivated(int account); ///< of a part of the change
    void changeShown(); ///< it has come, or cannot be told

private:
    void showSheet();
    void computeMoved();
    void showChange(const Result<std::shared_ptr<const explain::ChangeSince>> &change);

    PageContext m_context;
    std::shared_ptr<const ExplainView> m_view;
    Job<std::shared_ptr<const explain::ChangeSince>> m_job;
    int m_account = -1;
    SegmentedSwitch *m_show = nullptr;
    QComboBox *m_since = nullptr;
    QStackedWidget *m_stack = nullptr;
    TableView *m_rows = nullptr;
    TableView *m_change = nullptr;
};

} // namespace qd::ui
