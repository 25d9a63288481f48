#pragma once
#include "ui/cohorts/cohorts_part_view.h"
#include "ui/shell/job.h"

class QLabel;
class QPushButton;

namespace qd::ui {

class ChartView;
class TableView;

/// Retention by start period as a heatmap and as curves; what the customers of a chosen cell did, or
/// whom its difference from another one is of.
class RetentionView final : public CohortsPartView {
    Q_OBJECT
public:
    explicit RetentionView(QWidget *parent = nullptr);

    void choose(CohortsChoice &choice) const override;
    void present(const PageContext &context, const std::shared_ptr<const CohortsView> &view) override;
    void openAll() override;
    [[nodiscard]] Panel *mainPanel() const override { return m_heatPanel; }

private:
    using Members = std::vector<retention::CohortMember>;
    struct Cell {
        std::optional<pack::CohortRow> row; ///< nothing for the weighted row of all
        int k = 0;
    };

    void layOut();
    [[nodiscard]] std::vector<pack::CohortRow> heatRows() const;
    [[nodiscard]] std::vector<pack::CohortRow> curveRows() const;
    /// What a place of a chart with such rows stands for.
    [[nodiscard]] static Cell cellAt(const std::vector<pack::CohortRow> &rows, int series, int category);
    [[nodiscard]] std::function<Result<Members>(Progress &)> lookInto(const Cell &cell) const;
    void select(int series, int category);
    void openCell(const Cell &cell);
    void openMove(const QString &row);
    void showCell();
    void keepForComparison(bool isWanted);
    void compare();

    PageContext m_context;
    std::shared_ptr<const CohortsView> m_view;
    Cell m_cell; ///< whose members are shown
    Members m_members;
    Cell m_kept; ///< the one that others are compared with while m_compare is down
    Members m_keptMembers;
    bool m_comparing = false; ///< the table says whom the difference is of
    QComboBox *m_measure = nullptr;
    QComboBox *m_period = nullptr;
    QComboBox *m_base = nullptr;
    QComboBox *m_group = nullptr;
    Panel *m_heatPanel = nullptr;
    Panel *m_curvePanel = nullptr;
    Panel *m_movePanel = nullptr;
    ChartView *m_heatmap = nullptr;
    ChartView *m_curves = nullptr;
    TableView *m_moves = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_compare = nullptr;
    Job<Members> m_looking;
};

} // namespace qd::ui
