#pragma once
#include "ui/common/explorer/explorer_view.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QHBoxLayout;
class QPushButton;

namespace qd::ui {

class ChartView;
class OverviewStrip;
class SegmentedSwitch;
class SeriesSwitches;
class TonedLabel;

/// A chart enlarged, to be looked into: zoom, pan, a crosshair, series by the legend, a logarithmic axis, stacked or
/// not, one series by an axis of its own, and the customers behind points. Stays open beside the window it came from.
class ExplorerWindow : public QDialog {
    Q_OBJECT
public:
    /// Opens the customers behind places; gives what is to be said instead, where there are none.
    using OpenCustomers = std::function<QString(const QVector<ChartPlace> &places)>;

    /// `open` may be empty: then points are only counted.
    explicit ExplorerWindow(const ChartSpec &spec, OpenCustomers open, QWidget *parent = nullptr);

    /// What the chart has become; what was chosen to be seen stays, as far as its series do.
    void setSpec(const ChartSpec &spec);
    /// Says something about what is shown: that it is of a query which was changed since.
    void tell(const QString &sentence);
    /// What stands below the chart: what is left out, what is chosen.
    [[nodiscard]] QString told() const;
    [[nodiscard]] ExplorerView &view() { return *m_view; }
    /// As it is seen: without hidden series, with two pixels for each of the screen.
    [[nodiscard]] QImage image() const;
    /// The chart without the series that are hidden, for data and files.
    [[nodiscard]] ChartSpec seen() const;
    /// Points beyond this number are not opened together.
    static constexpr qsizetype MostPlaces = 500;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    [[nodiscard]] QHBoxLayout *headRow();
    [[nodiscard]] QHBoxLayout *switchRow();
    void connectParts();
    void choose();
    void fillAxisChoices();
    void renewFoot();
    void openSelected();
    void exportAs();

    OpenCustomers m_open;
    ChartSpec m_spec; ///< with all its series, however many
    QString m_sentence;
    TonedLabel *m_title;
    TonedLabel *m_subtitle;
    SegmentedSwitch *m_scale;
    SegmentedSwitch *m_drag;
    QPushButton *m_stacked;
    QComboBox *m_rightAxis;
    QPushButton *m_all;
    QPushButton *m_image;
    QPushButton *m_data;
    QPushButton *m_file;
    SeriesSwitches *m_series;
    ExplorerView *m_view;
    OverviewStrip *m_overview;
    TonedLabel *m_foot;
    QPushButton *m_customers;
};

/// Opens the explorer on a chart of a page. It follows the chart while that is there, and stays with what it showed
/// once it is gone; deleted when it is closed.
ExplorerWindow *exploreChart(ChartView &chart);

} // namespace qd::ui
