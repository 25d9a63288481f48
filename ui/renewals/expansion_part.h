#pragma once
#include "ui/renewals/expansion_view.h"

#include <QWidget>

class QComboBox;

namespace qd::ui {

class Panel;
class TableView;

/// The part Expansion of the page: open expansion of a quarter against its target, who may buy more and why, and which
/// products are missed.
class ExpansionPart : public QWidget {
    Q_OBJECT
public:
    explicit ExpansionPart(QWidget *parent = nullptr);
    /// null: nothing is known.
    void setView(std::shared_ptr<const ExpansionView> view);
    [[nodiscard]] std::string by() const; ///< the dimension chosen
    [[nodiscard]] Panel *busyPanel() const { return m_pipelinePanel; }

Q_SIGNALS:
    void byChosen();
    void listWanted(const qd::ui::AccountList &list);
    void accountWanted(const QString &account);

private:
    std::shared_ptr<const ExpansionView> m_view;
    Panel *m_pipelinePanel = nullptr;
    Panel *m_leadsPanel = nullptr;
    Panel *m_spacePanel = nullptr;
    QComboBox *m_by = nullptr;
    TableView *m_pipeline = nullptr;
    TableView *m_leads = nullptr;
    TableView *m_space = nullptr;
};

} // namespace qd::ui
