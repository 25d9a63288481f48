#pragma once
#include "ui/common/panel.h"
#include "ui/coverage/coverage_view.h"

namespace qd::ui {

class ChartScroll;
class ChartView;
class HireLine;
class SegmentedSwitch;

/// Required over available hours by segment, region and month, and below it when each segment runs out of time. Which
/// rows stand there follows the height there is, until somebody chooses.
class HeatmapPanel : public Panel {
    Q_OBJECT
public:
    explicit HeatmapPanel(QWidget *parent = nullptr);

    /// Utilisation or the gap in FTE; a switch for the page's header, which takes it over.
    [[nodiscard]] SegmentedSwitch *measures() const { return m_measure; }
    /// Null while nothing is known; what stands there is then not explained any more.
    void setView(CoverageViewPtr view);
    /// The height of the page, px, of which the panel takes its share.
    void setRoom(int height);
    [[nodiscard]] Horizon horizon() const; ///< that the next view is to be computed for
    [[nodiscard]] InspectorContent hiring() const; ///< when hiring has to begin. Precondition: a view

Q_SIGNALS:
    void horizonChanged(); ///< the view has to be computed anew
    void explained(const qd::ui::InspectorContent &content, const QString &sentence); ///< what was selected
    /// The customers behind a row.
    void customersWanted(const QString &title, const std::vector<int> &loads);

private:
    void build();
    void connectParts();
    void showHeatmap();
    void fit();
    void sizeHeatmap();
    [[nodiscard]] HeatRows heatRows() const;

    CoverageViewPtr m_view;
    SegmentedSwitch *m_measure = nullptr;
    SegmentedSwitch *m_by = nullptr;
    ChartView *m_heatmap = nullptr;
    ChartScroll *m_scroll = nullptr;
    HireLine *m_hire = nullptr;
    int m_room = 0; ///< px
    bool m_rowsChosen = false; ///< which rows the heatmap has is somebody's choice, not that of the room
};

} // namespace qd::ui
