#pragma once
#include "ui/coverage/tech_touch_view.h"

#include <QWidget>

namespace qd::ui {

class TonedLabel;

/// The break-even contract value, and what it rests on; or what is missing for an answer.
class TechTouchAnswer : public QWidget {
    Q_OBJECT
public:
    explicit TechTouchAnswer(QWidget *parent = nullptr);
    void setView(const coverage::CoverageInput &input, const TechTouchView &view);

private:
    TonedLabel *m_answer = nullptr;
    TonedLabel *m_reason = nullptr;
};

} // namespace qd::ui
