#pragma once
#include "ui/paint/chart/chart_spec.h"

#include <QScrollArea>
#include <QSet>

class QHBoxLayout;
class QToolButton;

namespace qd::ui {

/// A button per series, which shows or hides it: the explorer's legend. Alt and a click leave that series alone, and
/// show all again where it is alone already. More than fit scroll sideways.
class SeriesSwitches : public QScrollArea {
    Q_OBJECT
public:
    explicit SeriesSwitches(QWidget *parent = nullptr);
    /// All shown, except those of `hidden`.
    void setSeries(const ChartSpec &spec, const QSet<int> &hidden);
    [[nodiscard]] QSet<int> hidden() const;
    [[nodiscard]] const QList<QToolButton *> &buttons() const { return m_buttons; }
    [[nodiscard]] QSize sizeHint() const override { return {240, Height}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, Height}; }

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr int Height = 30;

    void clicked(QToolButton *button);
    void renewSwatches();
    void fitHeight();

    ChartSpec m_spec;
    QWidget *m_row;
    QHBoxLayout *m_layout;
    QList<QToolButton *> m_buttons;
};

} // namespace qd::ui
