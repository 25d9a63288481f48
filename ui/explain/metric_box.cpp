#include "ui/explain/metric_box.h"

#include "ui/explain/explain_view.h"
#include "ui/paint/formatting.h"

#include <QLineEdit>

namespace qd::ui {

namespace {
constexpr int Letters = 10; ///< seen of a name
}

MetricBox::MetricBox(QWidget *parent)
    : QComboBox(parent)
{
    setObjectName(QStringLiteral("explainMetric"));
    setAccessibleName(tr("Metric"));
    setToolTip(tr("Choose a metric, or type one: cohort:nrr:2025-01:12, survival:365"));
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr); // it would write a name's capitals into what is typed as qdeck names it
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(Letters);
    for (const auto &metrics : {explain::plainMetrics(), explain::bridgeMetrics()}) {
        for (const std::string &metric : metrics)
            addItem(metricTitle(metric), qt(metric));
    }
    connect(this, &QComboBox::activated, this, [this](int index) {
        setMetric(itemData(index).toString());
        Q_EMIT chosen();
    });
    connect(lineEdit(), &QLineEdit::editingFinished, this, &MetricBox::takeTyped);
    setMetric(QStringLiteral("nrr"));
}

void MetricBox::setMetric(const QString &metric)
{
    m_metric = metric;
    const int index = findData(metric);
    if (index >= 0)
        setCurrentIndex(index);
    else
        setEditText(metric);
    lineEdit()->setCursorPosition(0);
}

void MetricBox::takeTyped()
{
    const QString text = currentText().trimmed();
    const int index = findText(text, Qt::MatchFixedString);
    const QString metric = index >= 0 ? itemData(index).toString() : text;
    if (metric.isEmpty() || metric == m_metric || text == metricTitle(m_metric.toStdString())) {
        setMetric(m_metric);
        return;
    }
    setMetric(metric);
    Q_EMIT chosen();
}

} // namespace qd::ui
