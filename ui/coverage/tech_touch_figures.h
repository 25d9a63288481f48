#pragma once
#include "ui/coverage/tech_touch_view.h"

#include <QWidget>

namespace qd::ui {

class TonedLabel;

/// What a threshold frees and costs, in eight figures; those that rest on assumptions are paler until there is an
/// answer.
class TechTouchFigures : public QWidget {
    Q_OBJECT
public:
    explicit TechTouchFigures(QWidget *parent = nullptr);
    void setView(const coverage::CoverageInput &input, const TechTouchView &view);

private:
    QList<TonedLabel *> m_labels;
    QList<TonedLabel *> m_values;
};

} // namespace qd::ui
