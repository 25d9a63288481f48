#pragma once
#include "ui/actions/escalation_panel.h"
#include "ui/common/table/table_spec.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QSpinBox;

namespace qd::ui {

class SegmentedSwitch;
class TableView;

/// The part Programmes of the page: success plans, escalations, what customers say and who would not recommend us, how
/// customers are kept in contact and which are silent, and digital programmes with what became of customers by how they
/// are served and by whose they are.
class ProgrammesPart : public QWidget {
    Q_OBJECT
public:
    explicit ProgrammesPart(QWidget *parent = nullptr);
    void setView(const std::shared_ptr<const ActionsView> &view);
    [[nodiscard]] EscalationPanel *escalations() const { return m_escalations; }
    [[nodiscard]] std::string by() const; ///< the dimension chosen

Q_SIGNALS:
    void byChosen();
    void accountOpened(const QString &account);

private:
    void showDigital();
    void showContact();
    TableView *addPanel(QGridLayout *grid, const QString &title, int row, int column, const QString &subtitle);

    QComboBox *m_by = nullptr;
    TableView *m_plans = nullptr;
    EscalationPanel *m_escalations = nullptr;
    TableView *m_voice = nullptr;
    TableView *m_detractors = nullptr;
    TableView *m_contacts = nullptr;
    TableView *m_digital = nullptr;
    Panel *m_digitalPanel = nullptr;
    SegmentedSwitch *m_digitalShown = nullptr;
    Panel *m_contactPanel = nullptr;
    SegmentedSwitch *m_contactShown = nullptr;
    QSpinBox *m_silentDays = nullptr;
    std::shared_ptr<const ActionsView> m_view;
    TableSpec m_digitalTable;
    TableSpec m_outcomesTable;
    TableSpec m_booksTable;
    TableSpec m_contactsTable;
};

} // namespace qd::ui
