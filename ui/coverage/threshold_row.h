#pragma once
#include "ui/coverage/tech_touch_view.h"

#include <QWidget>

class QSlider;

namespace qd::ui {

class ModelField;

/// The tech-touch threshold, by slider and as a number. What is typed stays as typed; setView() puts the threshold that
/// was computed in its place.
class ThresholdRow : public QWidget {
    Q_OBJECT
public:
    explicit ThresholdRow(QWidget *parent = nullptr);
    void setView(const coverage::CoverageInput &input, const TechTouchView &view);
    /// What is wrong with the threshold; empty for nothing.
    void setFault(const QString &fault);
    /// Chooses the threshold of a point of the curve; a point that it does not have is ignored.
    void choosePoint(int point);

Q_SIGNALS:
    void chosen(double major); ///< by a person; base major units

private:
    static constexpr int StepsPerPoint = 10; ///< of the slider, between two points of the curve

    QSlider *m_slider = nullptr;
    ModelField *m_field = nullptr;
    int m_points = 0; ///< of the curve
    double m_majorPerStep = 0; ///< 0 while there is no curve
};

} // namespace qd::ui
