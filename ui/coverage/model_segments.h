#pragma once
#include "ui/coverage/model_part.h"

namespace qd::ui {

class ModelRows;

/// The segments of a model in the order their rules are asked, and for the chosen one its rule and its activities.
class ModelSegments : public ModelPart {
    Q_OBJECT
public:
    explicit ModelSegments(QWidget *parent = nullptr);

    void setModel(const coverage::CapacityModel &model) override;
    void writeTo(coverage::CapacityModel &model) const override;
    int showFaults(const ModelFaults &faults) override;

private:
    void connectSegments();
    void readSegments();
    void readDetails();
    void showSegments();
    void showDetails();
    [[nodiscard]] coverage::SegmentModel *current();
    [[nodiscard]] static int afterSwap(int index, int row, int other);

    std::vector<coverage::SegmentModel> m_segments;
    std::optional<coverage::TechTouchAssumptions> m_techTouch;
    int m_human = -1; ///< segment the tech-touch assumptions name; follows when it is renamed or moved
    int m_tech = -1;
    ModelRows *m_rows = nullptr;
    ModelRows *m_rule = nullptr;
    ModelRows *m_activities = nullptr;
};

/// "arr from 50,000; region EMEA or APAC", or that the customer's own segment decides.
[[nodiscard]] QString ruleText(const coverage::SegmentModel &segment);

} // namespace qd::ui
