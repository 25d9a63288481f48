#pragma once
#include "ui/coverage/model_part.h"

class QCheckBox;
class QComboBox;

namespace qd::ui {

class ModelField;
class ModelRows;

/// What the solver may do and what it costs: CONTRACT's "assign".
class ModelAssign : public ModelPart {
    Q_OBJECT
public:
    explicit ModelAssign(QWidget *parent = nullptr);

    void setModel(const coverage::CapacityModel &model) override;
    void writeTo(coverage::CapacityModel &model) const override;
    int showFaults(const ModelFaults &faults) override;
    void setInput(const std::shared_ptr<const coverage::CoverageInput> &input) override;

private:
    QWidget *buildForm();
    void namePins();

    std::shared_ptr<const coverage::CoverageInput> m_input;
    ModelField *m_move = nullptr;
    ModelField *m_overload = nullptr;
    ModelField *m_spread = nullptr;
    ModelField *m_most = nullptr;
    QCheckBox *m_families = nullptr;
    QCheckBox *m_red = nullptr;
    QCheckBox *m_renewing = nullptr;
    QCheckBox *m_onboarding = nullptr;
    QComboBox *m_scope = nullptr;
    QComboBox *m_weight = nullptr;
    ModelRows *m_pins = nullptr;
};

} // namespace qd::ui
