#pragma once
#include <QComboBox>

namespace qd::ui {

/// The metrics that can be explained, by their names. One that has parts of its own, as `cohort:nrr:2025-01:12` or
/// `survival:365`, is typed as qdeck names it.
class MetricBox : public QComboBox {
    Q_OBJECT
public:
    explicit MetricBox(QWidget *parent = nullptr);

    /// As qdeck names it: "nrr".
    [[nodiscard]] QString metric() const { return m_metric; }
    void setMetric(const QString &metric);

Q_SIGNALS:
    void chosen(); ///< by a person

private:
    void takeTyped();

    QString m_metric;
};

} // namespace qd::ui
