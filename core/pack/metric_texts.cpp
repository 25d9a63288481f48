#include "core/pack/metric_texts.h"

namespace qd::pack {

const std::vector<MetricText> &metricTexts()
{
    static const std::vector<MetricText> texts{
        {"arr", 1, "ARR",
            "Annual value of what is in force on the day, each contract converted at the last exchange rate by then, "
            "added per customer.",
            "Dates decide, not status. A customer whose sum is below zero counts 0. A currency without a rate is an "
            "error, never a rate of 1."},
        {"movements", 1, "Movements",
            "Opening + new + reactivation + expansion \u2212 contraction \u2212 churn + exchange rates = closing, per "
            "customer and month.",
            "Contracts are compared at the rates of the month before; what the rates alone moved stands apart."},
        {"nrr", 1, "NRR",
            "ARR today of the customers that had ARR twelve months ago, over their ARR then, both at today's rates.",
            "New customers are left out. Nobody twelve months ago gives no value."},
        {"grr", 1, "GRR", "As NRR, with each customer counted at no more than its ARR then.",
            "The cap is per customer, never on the total, so that it lies between 0 and 100 %."},
        {"logo-churn", 1, "Logo churn", "Customers with ARR twelve months ago and none today, over all of them.",
            "A customer that left and came back within the year is not churn."},
        {"cohort", 1, "Cohort",
            "Customers by the quarter of their first ARR; month k compares each with its own first month.",
            "A cell stands when every member has reached it; what is not reached is empty, not zero."},
        {"match-rate", 1, "ARR match",
            "Customers whose ARR agrees within one unit of currency in both systems, over customers in either.",
            "The interval is Wilson's at 95 %."},
        {"renewals-due", 1, "Renewals due",
            "Annual value of contracts in force today that end within the next 90 days, whatever was signed since.",
            "At risk: the last health colour known by then is yellow or red."},
    };
    return texts;
}

std::string definitionsLine()
{
    std::string line = "Definitions: ";
    bool first = true;
    for (const MetricText &text : metricTexts()) {
        if (text.id == "movements" || text.id == "cohort" || text.id == "renewals-due")
            continue; // the line names what stands in the scorecard; all stand on the last page
        line += (first ? "" : ", ") + text.name + " v" + std::to_string(text.version);
        first = false;
    }
    return line;
}

} // namespace qd::pack
