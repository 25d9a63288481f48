#pragma once
#include "core/scenario/lever_board.h"

#include <QWidget>

class QDoubleSpinBox;
class QPushButton;

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
    /// Makes the hint a link that asks for what is behind the base value.
    void setOpens(bool opens);
    /// Whether it can be moved now; `why` not is the tooltip.
    void setFree(bool free, const QString &why);
    /// Shows `value` against `base`; `hint` stands at the right of the name. Emits nothing.
    void setState(double value, double base, const scenario::SliderRange &range, bool changed, const QString &hint);

Q_SIGNALS:
    void sourceWanted();
    void turned(double value); ///< while the slider is dragged
    /// The slider was let go, a key moved it (`byKey`: more of the same may follow), or a number was typed.
    void committed(double value, bool byKey);

private:
    struct Shown {
        double value = 0;
        double base = 0;
        scenario::SliderRange range;
        bool changed = false;
        QString hint;
        bool operator==(const Shown &) const = default;
    };

    void connectControls();
    [[nodiscard]] double valueAt(int position) const;
    [[nodiscard]] int positionOf(double value) const;

    scenario::Lever m_lever;
    std::optional<Shown> m_shown; ///< nothing after the slider or the field was moved by hand
    scenario::SliderRange m_range;
    double m_value = 0;
    bool m_changed = false;
    TonedLabel *m_title = nullptr;
    TonedLabel *m_hint = nullptr;
    QPushButton *m_source = nullptr; ///< the hint where it opens something
    LeverSlider *m_slider = nullptr;
    QDoubleSpinBox *m_field = nullptr;
};

} // namespace qd::ui
