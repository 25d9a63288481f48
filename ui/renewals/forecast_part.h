#pragma once
#include "ui/renewals/forecast_view.h"
#include "ui/shell/edit.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace qd::ui {

class ChartView;
class Panel;
class SegmentedSwitch;
class TableView;

/// The part Forecast of the page: what is expected of a quarter, the calls, why the forecast changed, and how right
/// forecasts were.
class ForecastPart : public QWidget {
    Q_OBJECT
public:
    explicit ForecastPart(QWidget *parent = nullptr);
    /// null: nothing is known.
    void setView(std::shared_ptr<const ForecastView> view);
    /// What the waterfall begins with, as computeForecastView() takes it.
    [[nodiscard]] std::string since() const;
    [[nodiscard]] Panel *busyPanel() const { return m_figuresPanel; }

Q_SIGNALS:
    void sinceChosen(); ///< another view has to be read
    void listWanted(const qd::ui::AccountList &list);
    void accountWanted(const QString &account);
    void edited(const qd::ui::Edit &edit);

private:
    void buildGrid();
    void showWeeks();
    void showBehind();
    void showSelection();
    void call();
    void submit(const std::string &owner);
    void fillOwners();

    std::shared_ptr<const ForecastView> m_view;
    Panel *m_figuresPanel = nullptr;
    Panel *m_waterfallPanel = nullptr;
    Panel *m_callsPanel = nullptr;
    Panel *m_behindPanel = nullptr;
    TableView *m_figures = nullptr;
    TableView *m_calls = nullptr;
    QStackedWidget *m_behindStack = nullptr; ///< the table, or the chart
    TableView *m_behind = nullptr; ///< history or accuracy
    ChartView *m_spread = nullptr;
    SegmentedSwitch *m_behindShown = nullptr;
    ChartView *m_waterfall = nullptr;
    QComboBox *m_since = nullptr;
    QPushButton *m_call = nullptr;
    QPushButton *m_submit = nullptr;
};

} // namespace qd::ui
