#pragma once
#include "core/coverage/capacity_model.h"
#include "ui/coverage/model_part.h"
#include "ui/coverage/tech_touch_view.h"

class QComboBox;

namespace qd::ui {

class ModelField;

/// The assumptions of the tech-touch threshold, each marked measured or assumed.
class TechTouchForm : public ModelPart {
    Q_OBJECT
public:
    explicit TechTouchForm(QWidget *parent = nullptr);

    void setModel(const coverage::CapacityModel &model) override;
    /// Leaves the threshold as it is.
    void writeTo(coverage::CapacityModel &model) const override;
    int showFaults(const ModelFaults &faults) override;
    /// The pair compared where none is stated, and what the roster says.
    void setView(const TechTouchView &view, const QString &currency);

private:
    void layOut();

    QComboBox *m_human = nullptr;
    QComboBox *m_tech = nullptr;
    ModelField *m_cost = nullptr;
    ModelField *m_margin = nullptr;
    ModelField *m_uplift = nullptr;
    ModelField *m_owner = nullptr;
    ModelField *m_note = nullptr;
};

} // namespace qd::ui
