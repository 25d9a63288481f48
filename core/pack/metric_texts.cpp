#include "core/pack/metric_texts.h"

namespace qd::pack {

const std::vector<MetricText> &metricTexts()
{
    static const std::vector<MetricText> texts{
        {"arr", 1, QD_WORDS("Metrics", "ARR"),
            QD_WORDS("Metrics",
                "Annual value of what is in force on the day, each contract converted at the last exchange rate by "
                "then, added per customer."),
            QD_WORDS("Metrics",
                "Dates decide, not status. A customer whose sum is below zero counts 0. A currency without a rate is "
                "an error, never a rate of 1.")},
        {"movements", 1, QD_WORDS("Metrics", "Movements"),
            QD_WORDS("Metrics",
                "Opening + new + reactivation + expansion \u2212 contraction \u2212 churn + exchange rates = closing, "
                "per customer and month."),
            QD_WORDS("Metrics",
                "Contracts are compared at the rates of the month before; what the rates alone moved stands apart.")},
        {"nrr", 1, QD_WORDS("Metrics", "NRR"),
            QD_WORDS("Metrics",
                "ARR today of the customers that had ARR twelve months ago, over their ARR then, both at today's "
                "rates."),
            QD_WORDS("Metrics", "New customers are left out. Nobody twelve months ago gives no value.")},
        {"grr", 1, QD_WORDS("Metrics", "GRR"),
            QD_WORDS("Metrics", "As NRR, with each customer counted at no more than its ARR then."),
            QD_WORDS("Metrics", "The cap is per customer, never on the total, so that it lies between 0 and 100 %.")},
        {"logo-churn", 1, QD_WORDS("Metrics", "Logo churn"),
            QD_WORDS("Metrics", "Customers with ARR twelve months ago and none today, over all of them."),
            QD_WORDS("Metrics", "A customer that left and came back within the year is not churn.")},
        {"cohort", 1, QD_WORDS("Metrics", "Cohort"),
            QD_WORDS("Metrics",
                "Customers by the quarter of their first ARR; month k compares each with its own first month."),
            QD_WORDS(
                "Metrics", "A cell stands when every member has reached it; what is not reached is empty, not zero.")},
        {"match-rate", 1, QD_WORDS("Metrics", "ARR match"),
            QD_WORDS("Metrics",
                "Customers whose ARR agrees within one unit of currency in both systems, over customers in either."),
            QD_WORDS("Metrics", "The interval is Wilson's at 95 %.")},
        {"renewals-due", 1, QD_WORDS("Metrics", "Renewals due"),
            QD_WORDS("Metrics",
                "Annual value of contracts in force today that end within the next 90 days, whatever was signed "
                "since."),
            QD_WORDS("Metrics", "At risk: the last health colour known by then is yellow or red.")},
    };
    return texts;
}

Message definitionsLine()
{
    std::vector<Message> metrics;
    for (const MetricText &text : metricTexts()) {
        if (text.id == "movements" || text.id == "cohort" || text.id == "renewals-due")
            continue; // the line names what stands in the scorecard; all stand on the last page
        metrics.push_back({QD_WORDS("Packs", "%1 v%2"), {Sentences(text.name), std::to_string(text.version)}});
    }
    return {QD_WORDS("Packs", "Definitions: %1"), {Sentences(enumerated(metrics))}};
}

} // namespace qd::pack
