#pragma once
#include "ui/common/explorer/explorer_plot.h"
#include "ui/paint/chart/chart_painter.h"

#include <QPointer>
#include <QtCharts/QChartView>

namespace qd::ui {

class ChartTooltip;

/// What dragging does.
enum class PlotDrag { Zoom, Select, Pan };

/// The explorer's chart under mouse and keyboard: zoom, pan, a rubber band that selects points, a crosshair with the
/// values of its category. Shift makes any drag select; the wheel zooms along the axis.
class ExplorerView : public QChartView {
    Q_OBJECT
public:
    explicit ExplorerView(QWidget *parent = nullptr);
    ~ExplorerView() override;

    [[nodiscard]] ExplorerPlot &plot() { return *m_plot; }
    void setMode(PlotDrag mode);
    [[nodiscard]] PlotDrag mode() const { return m_mode; }

    /// Around the crosshair, or the middle.
    void zoom(double factor);
    /// By shares of what is seen: 0.1 moves a tenth to later categories.
    void pan(double share);
    /// By so many categories, as far as there are any; the width stays.
    void moveBy(double categories);
    /// From one to another, whichever comes first; at least one category. What is seen of the values stays.
    void showCategories(double from, double to);
    void showAll();
    /// Puts the crosshair at a category, -1 for nowhere; out of sight the window follows.
    void setCrosshair(int category);
    [[nodiscard]] int crosshair() const { return m_crosshair; }
    /// The points somebody chose, drawn with a ring.
    void setSelection(const QVector<ChartPlace> &places);
    [[nodiscard]] const QVector<ChartPlace> &selection() const { return m_selection; }
    /// The chart with the values that the tooltip at the crosshair names: at most MostNamed, those nearest to the
    /// pointer.
    [[nodiscard]] ChartSpec namedAtCrosshair() const;
    static constexpr int MostNamed = 12;

Q_SIGNALS:
    void placesSelected(const QVector<qd::ui::ChartPlace> &places);
    void windowChanged();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    void fitColumns();
    void seen();
    void setWindow(const chart::PlotWindow &window);
    void endDrag(const QPoint &at);
    void updateTooltip();
    void drawCrosshair(QPainter &painter, const QRectF &area) const;
    void drawSelection(QPainter &painter, const QRectF &area) const;
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] double categoryAt(double x) const;
    [[nodiscard]] double heightAt(double y) const;
    [[nodiscard]] QPointF pointOf(ChartPlace place) const;

    ExplorerPlot *m_plot;
    QPointer<ChartTooltip> m_tooltip; ///< child of the window, which may go first
    PlotDrag m_mode = PlotDrag::Zoom;
    std::optional<QPoint> m_pressed;
    QPoint m_at; ///< of the pointer
    chart::PlotWindow m_windowAtPress;
    bool m_selects = false; ///< this drag
    int m_crosshair = -1;
    QVector<ChartPlace> m_selection;
};

} // namespace qd::ui
