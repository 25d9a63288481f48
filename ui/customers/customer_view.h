#pragma once
#include "ui/customers/customer_texts.h"
#include "ui/shell/edit.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QPushButton;

namespace qd::ui {

class ChartView;
class GoldenButton;
class Panel;
class SegmentedSwitch;
class TableView;

/// One customer: golden record with winners and losers, links with their evidence, ARR, usage, health, tickets and the
/// source rows behind it all.
class CustomerView : public QWidget {
    Q_OBJECT
public:
    explicit CustomerView(QWidget *parent = nullptr);
    void setRecord(std::shared_ptr<const answers::CustomerRecord> record);

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void inspect(const qd::ui::InspectorContent &content);
    void edited(const qd::ui::Edit &edit); ///< what a person decided about the linked records

private:
    void layOut(Panel *golden, Panel *links);
    /// Three columns, or two where three are too narrow for the golden record; then a switch shows the ARR, the other
    /// charts or the rows.
    void arrange();

    QHBoxLayout *m_columns = nullptr;
    QWidget *m_charts = nullptr;
    SegmentedSwitch *m_side = nullptr;
    Panel *m_lowerPanel = nullptr;
    TotalsStrip *m_totals = nullptr;
    TableView *m_golden = nullptr;
    TableView *m_links = nullptr;
    GoldenButton *m_choose = nullptr; ///< of the golden record the chosen field
    QPushButton *m_takeOut = nullptr; ///< of the linked records the chosen one
    TableView *m_lower = nullptr; ///< source rows, tickets, contracts or people
    QComboBox *m_lowerShown = nullptr; ///< what of it is listed
    Panel *m_arrPanel = nullptr;
    Panel *m_usagePanel = nullptr;
    Panel *m_healthPanel = nullptr;
    ChartView *m_arr = nullptr;
    ChartView *m_usage = nullptr;
    ChartView *m_health = nullptr;
    std::shared_ptr<const answers::CustomerRecord> m_record;

    /// The chosen linked record, where it can be taken out: not where it is all there is.
    [[nodiscard]] std::optional<std::size_t> recordToTakeOut() const;
    void takeOut();
    /// The chosen golden field, by its place in the record; -1 for none.
    [[nodiscard]] int goldenField() const;
    void chooseGolden(const QString &field, const std::optional<QString> &value);
    void showLower();
    /// Narrows the source rows to those of an entity, and inspects the first.
    void showRowsOf(const QString &entity);
};

} // namespace qd::ui
