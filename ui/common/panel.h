#pragma once
#include <QFrame>

class QAction;
class QLabel;
class QHBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace qd::ui {

class ChartView;
class LegendStrip;
class PanelActions;

/// A white frame with a header row: title, subtitle (unit, period, n), then what the page puts at the right (a switch,
/// buttons), and at its end, where there is a chart, a table or a board in it, what can be done with them; of a chart
/// alone the commonest of that at hand. Panels never nest.
class Panel : public QFrame {
    Q_OBJECT
public:
    explicit Panel(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    /// Adds to the right end of the header; the panel takes ownership.
    void addHeaderWidget(QWidget *widget);
    /// Puts a legend into the header, where it is seen as long as title and header widgets leave room for all of it;
    /// the panel takes ownership. Once, before the header widgets.
    void setLegend(LegendStrip *legend);
    /// Whether the legend holds for what is shown now.
    void setLegendWanted(bool wanted);
    /// Puts the one thing the panel shows below the header; takes ownership. `padded` leaves the panel's 12 px around
    /// it.
    void setBody(QWidget *body, bool padded = true);
    /// The thin bar that says a job still works on what is shown; old content stays.
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] QVBoxLayout *bodyLayout() const { return m_body; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void renewActions();
    void addQuickActions();
    void addExplorerButton(ChartView &chart);
    [[nodiscard]] QToolButton *quickButton(const QAction &wanted);
    void fitHeader();
    void fitHeaderOnce(bool mayShow);

    QWidget *m_header = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    QHBoxLayout *m_headerLayout = nullptr;
    QVBoxLayout *m_body = nullptr;
    PanelActions *m_actions = nullptr; ///< none without a chart or table
    LegendStrip *m_legend = nullptr;
    QWidget *m_quick = nullptr; ///< the commonest copies of a chart, where nothing else stands in the header
    int m_headerWidgets = 0; ///< put there by the page
    bool m_legendWanted = true;
    bool m_fitting = false;
    bool m_fitWanted = false;
    bool m_busy = false;
};

} // namespace qd::ui
