#pragma once
#include "ui/coverage/model_part.h"

namespace qd::ui {

class ModelField;
class ModelRows;

/// Hours of a CSM, ramp, and the factors of lifecycle and risk.
class ModelTime : public ModelPart {
    Q_OBJECT
public:
    explicit ModelTime(QWidget *parent = nullptr);

    void setModel(const coverage::CapacityModel &model) override;
    void writeTo(coverage::CapacityModel &model) const override;
    int showFaults(const ModelFaults &faults) override;
    void setInput(const std::shared_ptr<const coverage::CoverageInput> &input) override;

private:
    void rampEdited();
    void showProductive();

    ModelField *m_hours = nullptr;
    ModelField *m_share = nullptr;
    ModelRows *m_ramp = nullptr;
    ModelRows *m_stages = nullptr;
    ModelRows *m_colours = nullptr;
};

} // namespace qd::ui
