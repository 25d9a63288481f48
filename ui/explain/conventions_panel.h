#pragma once
#include "ui/explain/conventions_view.h"
#include "ui/shell/job.h"

#include <QWidget>

class QComboBox;

namespace qd::ui {

class Panel;
class SegmentedSwitch;
class TableView;

/// The same data under every convention: the rates of a window, and beside them which customers make the chosen one
/// differ from another, by default from ours.
class ConventionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ConventionsPanel(QWidget *parent = nullptr);

    void setView(const PageContext &context, std::shared_ptr<const ConventionsView> view);
    void forget();

Q_SIGNALS:
    void customerWanted(const QString &account);
    void compared(); ///< the customers that differ have come, or cannot be told

private:
    void showMetric();
    void fillAgainst();
    void compare();
    [[nodiscard]] std::string metric() const;

    PageContext m_context;
    std::shared_ptr<const ConventionsView> m_view;
    Job<ComparisonPtr> m_job;
    SegmentedSwitch *m_metric = nullptr;
    QComboBox *m_against = nullptr;
    Panel *m_ratesPanel = nullptr;
    Panel *m_comparisonPanel = nullptr;
    TableView *m_rates = nullptr;
    TableView *m_comparison = nullptr;
};

} // namespace qd::ui
