#pragma once
#include "ui/coverage/coverage_view.h"

#include <QWidget>

namespace qd::ui {

/// One measure of fairness over the books of a segment.
struct FairnessRow {
    QString name;
    std::vector<double> values; ///< per ramped FTE, a dot each
    double mean = 0;
    QString lowest;
    QString highest;
    QString gini;
};

struct FairnessContent {
    QVector<FairnessRow> rows;
    QString sentence; ///< "2 of 8 books at 80-110 %; the highest is 2.0 x the lowest"
};

/// Hours, ARR, customers and ARR at risk over the books of a segment.
[[nodiscard]] FairnessContent fairnessContent(const CoverageView &view, const coverage::DraftBooks &draft, int segment);

/// A strip of dots for each measure with its lowest and highest value and its Gini coefficient, and a sentence below.
class FairnessView : public QWidget {
    Q_OBJECT
public:
    explicit FairnessView(QWidget *parent = nullptr);
    void setContent(FairnessContent content);
    [[nodiscard]] const FairnessContent &content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    FairnessContent m_content;
};

} // namespace qd::ui
