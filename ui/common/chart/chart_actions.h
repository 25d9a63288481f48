#pragma once
#include <QList>
#include <QObject>

class QAction;

namespace qd::ui {

class ChartView;

/// What can be taken of a chart elsewhere: its image and its data by the clipboard, a file. A child of the chart.
class ChartActions : public QObject {
    Q_OBJECT
public:
    explicit ChartActions(ChartView &chart);
    /// Copy image, copy data as table, export, of a chart with series also the explorer; disabled while the chart shows
    /// no values.
    [[nodiscard]] QList<QAction *> all() const;

private:
    void copyImage() const;
    void copyData() const;
    void exportAs();

    ChartView &m_chart;
    QList<QAction *> m_actions;
    QAction *m_explore = nullptr;
};

} // namespace qd::ui
