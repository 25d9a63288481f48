#pragma once
#include "ui/health/health_part.h"

namespace qd::ui {

class TableView;

/// What scores are made of: the signals of the model in force by segment, with their bands and weights, and how much of
/// the book has them. It is read here, not edited.
class HealthModelPart : public HealthPartView {
    Q_OBJECT
public:
    explicit HealthModelPart(QWidget *parent = nullptr);
    void setView(const HealthViewPtr &view) override;
    [[nodiscard]] Panel *busyPanel() const override { return m_panel; }

private:
    HealthViewPtr m_view;
    Panel *m_panel = nullptr;
    TableView *m_signals = nullptr;
};

} // namespace qd::ui
