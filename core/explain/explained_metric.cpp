#include "core/explain/explained_metric.h"

#include "core/base/text.h"
#include "core/metrics/metric.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace qd::explain {

namespace {

using retention::CohortMeasure;
using revenue::MovementKind;

/// A metric that is one word.
struct Plain {
    std::string_view name;
    MetricKind kind;
    MessageWords formula;
    MovementKind movement = MovementKind::New;
};

constexpr std::array Plains{
    Plain{metrics::Arr, MetricKind::Arr,
        QD_WORDS("Explain", "Sum of A(a, D) over customers, each contract at the rates of D.")},
    Plain{metrics::Nrr, MetricKind::Nrr,
        QD_WORDS("Explain", "Sum of A(a, e) / sum of A(a, s) over customers with A(a, s) > 0, all at the rates of e.")},
    Plain{metrics::Grr, MetricKind::Grr,
        QD_WORDS("Explain",
            "Sum of min(A(a, e), A(a, s)) / sum of A(a, s) over customers with A(a, s) > 0, all at the rates of e.")},
    Plain{metrics::LogoChurn, MetricKind::LogoChurn,
        QD_WORDS("Explain", "Customers with A(a, s) > 0 and A(a, e) = 0 / customers with A(a, s) > 0.")},
    Plain{"new", MetricKind::Movement,
        QD_WORDS("Explain",
            "Sum over months m of A(a, m) of customers that had no ARR at any month-end before, at the rates of m."),
        MovementKind::New},
    Plain{"reactivation", MetricKind::Movement,
        QD_WORDS("Explain",
            "Sum over months m of A(a, m) of customers without ARR the month before that had some earlier, at the "
            "rates "
            "of m."),
        MovementKind::Reactivation},
    Plain{"expansion", MetricKind::Movement,
        QD_WORDS("Explain",
            "Sum over months m of c - p where c > p > 0: p is A(a, m - 1), c the contracts of m at the rates of m - "
            "1."),
        MovementKind::Expansion},
    Plain{"contraction", MetricKind::Movement,
        QD_WORDS("Explain",
            "Sum over months m of p - c where 0 < c < p: p is A(a, m - 1), c the contracts of m at the rates of m - "
            "1."),
        MovementKind::Contraction},
    Plain{"churn", MetricKind::Movement,
        QD_WORDS("Explain", "Sum over months m of p where p = A(a, m - 1) > 0 and no contract of m has value."),
        MovementKind::Churn},
    Plain{"fx", MetricKind::Movement,
        QD_WORDS("Explain",
            "Sum over months m of A(a, m) - c: c is the contracts of m at the rates of m - 1, of new customers at "
            "those "
            "of m."),
        MovementKind::Fx},
    Plain{"renewal_rate", MetricKind::RenewalRate,
        QD_WORDS("Explain",
            "Sum of min(renewed ARR, due ARR) / sum of due ARR over renewals due in the window and settled, at the "
            "rates of each due date.")},
    Plain{"hours", MetricKind::Hours,
        QD_WORDS(
            "Explain", "Sum over customers of the hours of their segment x lifecycle factor x risk factor, a month.")},
    Plain{"due_arr", MetricKind::DueArr,
        QD_WORDS("Explain",
            "Value of the contracts in force on D + 1 that end in D + 1 .. D + 90, whatever was signed since, at the "
            "rates of D.")},
};

constexpr std::array Measures{
    CohortMeasure::Arr, CohortMeasure::Grr, CohortMeasure::Logo, CohortMeasure::Nrr, CohortMeasure::Usage};

Error unknown(const std::string &text)
{
    std::vector<std::string> names = plainMetrics();
    for (const std::string &bridge : bridgeMetrics())
        names.push_back(bridge);
    const std::string close = nearest(text, names);
    if (!close.empty())
        return {ErrorCode::InvalidArgument,
            {QD_WORDS("Explain", "There is no metric \"%1\"; did you mean %2?"), {text, close}}, {text}};
    names.resize(Plains.size());
    return {ErrorCode::InvalidArgument,
        {QD_WORDS("Explain", "There is no metric \"%1\". Known: %2, bridge:CAUSE, cohort:MEASURE:LABEL:K, survival:T."),
            {text, joined(names, ", ")}},
        {text}};
}

/// A number of months, quarters or days, 0 or more.
std::optional<int> countFrom(std::string_view text)
{
    int count = -1;
    const char *end = text.data() + text.size();
    const auto [at, code] = std::from_chars(text.data(), end, count);
    return code == std::errc() && at == end && count >= 0 ? std::optional(count) : std::nullopt;
}

Result<ExplainedMetric> cohortFromText(const std::string &text)
{
    const std::vector<std::string> parts = split(text, ':');
    const auto measure = parts.size() == 4 ? retention::measureFromText(parts[1]) : std::nullopt;
    const bool isPeriod =
        parts.size() == 4 && (Month::fromIso(parts[2]).has_value() || FiscalQuarter::fromText(parts[2]).has_value());
    const auto k = parts.size() == 4 ? countFrom(parts[3]) : std::nullopt;
    if (!measure || !isPeriod || !k) {
        std::vector<std::string> measures;
        for (const CohortMeasure each : Measures)
            measures.emplace_back(toString(each));
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Explain",
                 "\"%1\" is no cell of a cohort: cohort:MEASURE:LABEL:K has a measure of %2, a month or fiscal quarter "
                 "such as 2025-01 or 2025Q1, and how many of them after the start."),
                {text, joined(measures, ", ")}},
            {text}};
    }
    ExplainedMetric metric{MetricKind::Cohort, text};
    metric.measure = *measure;
    metric.label = parts[2];
    metric.k = *k;
    return metric;
}

constexpr std::string_view SurvivalPrefix = "survival:";

Result<ExplainedMetric> survivalFromText(const std::string &text)
{
    const auto days = countFrom(std::string_view(text).substr(SurvivalPrefix.size()));
    if (!days)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Explain", "\"%1\" is no share of survival: survival:T has a number of days, such as %2."),
                {text, std::string(SurvivalPrefix) + "365"}},
            {text}};
    ExplainedMetric metric{MetricKind::Survival, text};
    metric.days = *days;
    return metric;
}

const Plain *plainOf(const ExplainedMetric &metric)
{
    const auto found = std::ranges::find(Plains, metric.text, &Plain::name);
    return found == Plains.end() ? nullptr : &*found;
}

MessageWords cohortFormula(CohortMeasure measure)
{
    switch (measure) {
    case CohortMeasure::Logo:
        return QD_WORDS("Explain", "Members with A(a, c + k) > 0 / members; c is the month of a member's first ARR.");
    case CohortMeasure::Nrr:
        return QD_WORDS("Explain",
            "Sum of A(a, c + k) / sum of A(a, c) over members, each at the rates of its month; c is the month of a "
            "member's first ARR.");
    case CohortMeasure::Grr:
        return QD_WORDS("Explain",
            "Sum of min(A(a, c + k), A(a, c)) / sum of A(a, c) over members, each at the rates of its month; c is the "
            "month of a member's first ARR.");
    case CohortMeasure::Arr:
        return QD_WORDS("Explain",
            "Sum of A(a, c + k) over members, each at the rates of its month; c is the month of a member's first ARR.");
    case CohortMeasure::Usage:
        return QD_WORDS(
            "Explain", "Members with events above 0 in c + k / members; c is the month of a member's first ARR.");
    }
    return {};
}

} // namespace

bool ExplainedMetric::isRate() const
{
    return kind == MetricKind::Nrr || kind == MetricKind::Grr || kind == MetricKind::LogoChurn
        || kind == MetricKind::RenewalRate || kind == MetricKind::Survival
        || (kind == MetricKind::Cohort && measure != CohortMeasure::Arr);
}

bool ExplainedMetric::isOfWindow() const
{
    return kind == MetricKind::Nrr || kind == MetricKind::Grr || kind == MetricKind::LogoChurn
        || kind == MetricKind::Movement || kind == MetricKind::RenewalRate;
}

bool ExplainedMetric::countsCustomers() const
{
    return kind == MetricKind::LogoChurn || kind == MetricKind::Survival
        || (kind == MetricKind::Cohort && (measure == CohortMeasure::Logo || measure == CohortMeasure::Usage));
}

Result<ExplainedMetric> metricFromText(const std::string &text)
{
    ExplainedMetric metric{MetricKind::Arr, text};
    if (const Plain *plain = plainOf(metric)) {
        metric.kind = plain->kind;
        metric.movement = plain->movement;
        return metric;
    }
    if (text.starts_with("cohort:"))
        return cohortFromText(text);
    if (text.starts_with(SurvivalPrefix))
        return survivalFromText(text);
    const std::vector<std::string> causes = bridgeMetrics();
    const auto bridge = std::ranges::find(causes, text);
    if (bridge == causes.end())
        return unknown(text);
    metric.kind = MetricKind::Bridge;
    metric.cause = reconcile::Cause(bridge - causes.begin());
    return metric;
}

Message formulaOf(const ExplainedMetric &metric)
{
    if (const Plain *plain = plainOf(metric))
        return plain->formula;
    if (metric.kind == MetricKind::Cohort)
        return cohortFormula(metric.measure);
    if (metric.kind == MetricKind::Survival)
        return QD_WORDS("Explain",
            "S(T) by Kaplan-Meier: product over days t <= T of 1 - customers who left on t / customers at risk on t, "
            "days from the first one in force; the numerator counts those not seen to leave by T.");
    return QD_WORDS("Explain", "Sum of the second system's ARR - the first one's over customers with that cause.");
}

std::vector<std::string> plainMetrics()
{
    std::vector<std::string> names;
    for (const Plain &plain : Plains)
        names.emplace_back(plain.name);
    return names;
}

std::vector<std::string> bridgeMetrics()
{
    std::vector<std::string> names;
    for (int cause = 0; cause < reconcile::CauseCount; ++cause)
        names.push_back(std::string("bridge:") + toString(reconcile::Cause(cause)));
    return names;
}

} // namespace qd::explain
