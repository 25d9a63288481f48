#pragma once
#include <QScrollArea>

namespace qd::ui {

class ChartView;

/// A chart that never gets less room than it asks for: where there is less, it scrolls instead of leaving out values,
/// names or the totals. Keys that move through the chart bring the place they reach into sight.
class ChartScroll : public QScrollArea {
    Q_OBJECT
public:
    /// Takes ownership of `chart`.
    explicit ChartScroll(ChartView *chart, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ChartView *m_chart;
};

} // namespace qd::ui
