#pragma once
#include "ui/coverage/coverage_view.h"

#include <QWidget>

class QAction;
class QDoubleSpinBox;
class QMenu;
class QPushButton;
class QSpinBox;

namespace qd::ui {

class TonedLabel;

/// When each segment runs out of time and when hiring for it must begin, under the assumptions beside it: the months it
/// takes to hire somebody, whether what the contracts say of days to come is counted, and by how much the work grows.
class HireLine : public QWidget {
    Q_OBJECT
public:
    explicit HireLine(QWidget *parent = nullptr);
    void setView(CoverageViewPtr view);
    [[nodiscard]] int monthsToHire() const;
    [[nodiscard]] Horizon horizon() const;
    [[nodiscard]] const std::vector<coverage::HiringTrigger> &triggers() const { return m_triggers; }

Q_SIGNALS:
    void horizonChanged(); ///< the months ahead have to be computed anew
    void described(const qd::ui::InspectorContent &content); ///< somebody asks how it comes about

private:
    void show();
    void fillAssumptions(QMenu &menu);
    void showAssumptions();

    CoverageViewPtr m_view;
    std::vector<coverage::HiringTrigger> m_triggers;
    QPushButton *m_title = nullptr;
    TonedLabel *m_sentence = nullptr;
    QSpinBox *m_months = nullptr;
    QPushButton *m_assumptions = nullptr;
    QAction *m_known = nullptr;
    QDoubleSpinBox *m_growth = nullptr;
};

} // namespace qd::ui
