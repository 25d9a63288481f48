#pragma once
#include "ui/coverage/coverage_view.h"

#include <QWidget>

class QPushButton;
class QSpinBox;

namespace qd::ui {

class TonedLabel;

/// When each segment runs out of time and when hiring for it must begin, under the assumption beside it: the months it
/// takes to hire somebody.
class HireLine : public QWidget {
    Q_OBJECT
public:
    explicit HireLine(QWidget *parent = nullptr);
    void setView(CoverageViewPtr view);
    [[nodiscard]] int monthsToHire() const;
    [[nodiscard]] const std::vector<coverage::HiringTrigger> &triggers() const { return m_triggers; }

Q_SIGNALS:
    void described(const qd::ui::InspectorContent &content); ///< somebody asks how it comes about

private:
    void show();

    CoverageViewPtr m_view;
    std::vector<coverage::HiringTrigger> m_triggers;
    QPushButton *m_title = nullptr;
    TonedLabel *m_sentence = nullptr;
    QSpinBox *m_months = nullptr;
};

} // namespace qd::ui
