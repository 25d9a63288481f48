#pragma once
#include "core/scenario/lever_board.h"

#include <QWidget>

class QDoubleSpinBox;

namespace qd::ui {

class LeverSlider;
class TonedLabel;

/// One lever: its name, what its base value is or who says so, a slider with a tick at the base, a number field.
class LeverRow : public QWidget {
    Q_OBJECT
public:
    explicit LeverRow(scenario::Lever lever, QWidget *parent = nullptr);

    [[nodiscard]] const scenario::Lever &lever() const { return m_lever; }
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] bool isChanged() const { return m_changed; }
    /// Shows `value` against `base`; `hint` stands at the right of the name. Emits nothing.
    void setState(double value, double base, const scenario::SliderRange &range, bool changed, const QString &hint);

Q_SIGNALS:
    void turned(double value); ///< while the slider is dragged
    /// The slider was let go, a key moved it (`byKey`: more of the same may follow), or a number was typed.
    void committed(double value, bool byKey);

private:
    void connectControls();
    [[nodiscard]] double valueAt(int position) const;
    [[nodiscard]] int positionOf(double value) const;

    scenario::Lever m_lever;
    scenario::SliderRange m_range;
    double m_value = 0;
    bool m_changed = false;
    TonedLabel *m_title = nullptr;
    TonedLabel *m_hint = nullptr;
    LeverSlider *m_slider = nullptr;
    QDoubleSpinBox *m_field = nullptr;
};

} // namespace qd::ui
