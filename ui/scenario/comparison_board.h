#pragma once
#include "ui/scenario/starters.h"

#include <QWidget>

class QGridLayout;
class QStackedWidget;

namespace qd::ui {

class ChartView;
class Panel;
class SegmentedSwitch;
class StartersView;
class TableView;

/// What two scenarios give, side by side: ARR, people, what moves ARR, difference by lever, quarter ends. Where there
/// is no room for all of it a switch shows one part after the other.
class ComparisonBoard : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonBoard(QWidget *parent = nullptr);
    void showComparison(const Comparison &comparison);
    /// Whether the fans and the drivers are being computed.
    void setBusy(bool busy);
    /// What is offered in place of the difference while there is none.
    void setStarters(std::vector<Starter> starters);

Q_SIGNALS:
    void monthActivated(int category); ///< of the chart of ARR
    void starterChosen(const QString &title, const qd::scenario::CompleteScenario &scenario);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPanels();
    void arrange(bool compact);
    void showPart();
    void shareHeight();
    void showDrivers();

    Comparison m_comparison;
    bool m_compact = false;
    SegmentedSwitch *m_parts = nullptr;
    SegmentedSwitch *m_method = nullptr;
    QGridLayout *m_grid = nullptr;
    Panel *m_projectionPanel = nullptr;
    Panel *m_teamPanel = nullptr;
    Panel *m_driversPanel = nullptr;
    Panel *m_differencePanel = nullptr;
    Panel *m_quarterPanel = nullptr;
    ChartView *m_projection = nullptr;
    ChartView *m_team = nullptr;
    ChartView *m_drivers = nullptr;
    QStackedWidget *m_differenceStack = nullptr;
    StartersView *m_starters = nullptr;
    TableView *m_difference = nullptr;
    TableView *m_quarters = nullptr;
};

} // namespace qd::ui
