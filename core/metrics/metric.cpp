#include "core/metrics/metric.h"

#include <algorithm>
#include <array>

namespace qd::metrics {

namespace {

using Better = TargetTerms::Better;
using Unit = TargetTerms::Unit;

constexpr std::array Shipped{
    Metric{Arr, 1, QD_WORDS("Metrics", "ARR"),
        QD_WORDS("Metrics",
            "Annual value of what is in force on the day, each contract converted at the last exchange rate by then, "
            "added per customer."),
        QD_WORDS("Metrics",
            "Dates decide, not status. A customer whose sum is below zero counts 0. A currency without a rate is an "
            "error, never a rate of 1."),
        TargetTerms{Better::Higher, Unit::Money, QD_WORDS("Metrics", "What ARR should reach, in the base currency.")},
        true, true},
    Metric{"movements", 1, QD_WORDS("Metrics", "Movements"),
        QD_WORDS("Metrics",
            "Opening + new + reactivation + expansion \u2212 contraction \u2212 churn + exchange rates = closing, per "
            "customer and month."),
        QD_WORDS("Metrics",
            "Contracts are compared at the rates of the month before; what the rates alone moved stands apart.")},
    Metric{Nrr, 1, QD_WORDS("Metrics", "NRR"),
        QD_WORDS("Metrics",
            "ARR today of the customers that had ARR twelve months ago, over their ARR then, both at today's rates."),
        QD_WORDS("Metrics", "New customers are left out. Nobody twelve months ago gives no value."),
        TargetTerms{
            Better::Higher, Unit::Rate, QD_WORDS("Metrics", "Net revenue retention over 12 months, in percent.")},
        true, true},
    Metric{Grr, 1, QD_WORDS("Metrics", "GRR"),
        QD_WORDS("Metrics", "As NRR, with each customer counted at no more than its ARR then."),
        QD_WORDS("Metrics", "The cap is per customer, never on the total, so that it lies between 0 and 100 %."),
        TargetTerms{
            Better::Higher, Unit::Rate, QD_WORDS("Metrics", "Gross revenue retention over 12 months, in percent.")},
        true, true},
    Metric{"expansion_rate", 1, QD_WORDS("Metrics", "Expansion rate"),
        QD_WORDS("Metrics", "As NRR, with only what each customer has above its ARR then."),
        QD_WORDS("Metrics", "GRR and the expansion rate add up to NRR, exactly. New customers are left out."),
        TargetTerms{Better::Higher, Unit::Rate,
            QD_WORDS("Metrics", "Expansion over 12 months of who was a customer at its start, in percent.")},
        true},
    Metric{LogoChurn, 1, QD_WORDS("Metrics", "Logo churn"),
        QD_WORDS("Metrics", "Customers with ARR twelve months ago and none today, over all of them."),
        QD_WORDS("Metrics", "A customer that left and came back within the year is not churn."),
        TargetTerms{Better::Lower, Unit::Rate,
            QD_WORDS("Metrics", "The most customers lost in 12 months, in percent of those at its start.")},
        true, true},
    Metric{"cohort", 1, QD_WORDS("Metrics", "Cohort"),
        QD_WORDS(
            "Metrics", "Customers by the quarter of their first ARR; month k compares each with its own first month."),
        QD_WORDS("Metrics", "A cell stands when every member has reached it; what is not reached is empty, not zero.")},
    Metric{ArrMatch, 1, QD_WORDS("Metrics", "ARR match"),
        QD_WORDS("Metrics",
            "Customers whose ARR agrees within one unit of currency in both systems, over customers in either."),
        QD_WORDS("Metrics", "The interval is Wilson's at 95 %."),
        TargetTerms{Better::Higher, Unit::Rate,
            QD_WORDS("Metrics", "How many customers should have one ARR in both systems, in percent.")},
        true, true},
    Metric{"renewals_due", 1, QD_WORDS("Metrics", "Renewals due"),
        QD_WORDS("Metrics",
            "Annual value of contracts in force today that end within the next 90 days, whatever was signed since."),
        QD_WORDS("Metrics", "At risk: the last health colour known by then is yellow or red.")},
    Metric{AtRiskShare, 1, QD_WORDS("Metrics", "ARR at risk"), {}, {},
        TargetTerms{Better::Lower, Unit::Rate,
            QD_WORDS("Metrics", "The most of the ARR due that may be with customers at risk, in percent.")}},
    Metric{HealthCoverage, 1, QD_WORDS("Metrics", "Health coverage"), {}, {},
        TargetTerms{Better::Higher, Unit::Rate,
            QD_WORDS("Metrics", "How many customers should have a health colour, in percent.")}},
};

} // namespace

std::span<const Metric> all()
{
    return Shipped;
}

const Metric *find(std::string_view key)
{
    const auto found = std::ranges::find(Shipped, key, &Metric::key);
    return found == Shipped.end() ? nullptr : &*found;
}

} // namespace qd::metrics
