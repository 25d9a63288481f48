#include "core/explain/figure_words.h"

#include "core/dictionary/shipped_definitions.h"
#include "core/metrics/metric.h"
#include "core/reconcile/words.h"

namespace qd::explain {

Message titleOf(const ExplainedMetric &metric)
{
    switch (metric.kind) {
    case MetricKind::Movement:
        return Word{revenue::nameOf(metric.movement)};
    case MetricKind::Bridge:
        return {QD_WORDS("Explain", "Bridge: %1"), {Word{reconcile::nameOf(metric.cause)}}};
    case MetricKind::RenewalRate:
        return QD_WORDS("Explain", "Renewal rate, ARR");
    case MetricKind::Hours:
        return QD_WORDS("Explain", "Hours needed");
    case MetricKind::Survival:
        return {QD_WORDS_N("Explain", "Survival, %1 days", "Survival, %1 day"), {Count{metric.days}}};
    case MetricKind::Cohort:
        return {QD_WORDS("Explain", "Cohort %1, value %2"), {metric.label, Count{metric.k}}};
    default:
        break;
    }
    const metrics::Metric *shipped = metrics::find(dictionary::keyInMetrics(metric.text));
    return shipped ? Message(shipped->name) : Message::data(metric.text);
}

Message numeratorName(const ExplainedMetric &metric)
{
    switch (metric.kind) {
    case MetricKind::Nrr:
    case MetricKind::Grr:
        return QD_WORDS("Explain", "Kept");
    case MetricKind::LogoChurn:
        return QD_WORDS("Explain", "Left");
    case MetricKind::RenewalRate:
        return QD_WORDS("Explain", "Renewed");
    case MetricKind::Hours:
        return QD_WORDS("Explain", "Hours");
    default:
        break;
    }
    return metric.isRate() ? QD_WORDS("Explain", "Still there") : QD_WORDS("Explain", "Amount");
}

Message denominatorName(const ExplainedMetric &metric)
{
    return metric.kind == MetricKind::RenewalRate ? QD_WORDS("Explain", "Due") : QD_WORDS("Explain", "At the start");
}

Message endName(std::string_view end)
{
    if (end == "opening")
        return QD_WORDS("Explain", "start");
    if (end == "closing")
        return QD_WORDS("Explain", "end");
    if (end == "due")
        return QD_WORDS("Explain", "due");
    if (end == "left")
        return QD_WORDS("Explain", "first system");
    return end == "right" ? Message(QD_WORDS("Explain", "second system")) : Message();
}

Message windowName(const ExplainedWindow &window)
{
    if (window.from && window.to)
        return {QD_WORDS("Explain", "%1 to %2"), {*window.from, *window.to}};
    if (window.firstDay && window.lastDay)
        return {QD_WORDS("Explain", "%1 to %2"), {*window.firstDay, *window.lastDay}};
    return window.end();
}

} // namespace qd::explain
