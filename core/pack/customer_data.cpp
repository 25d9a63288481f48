#include "core/pack/customer_data.h"

#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/personal_data.h"
#include "core/base/text.h"
#include "core/signals/words.h"

namespace qd::pack {

namespace {

/// A line of the file; what it does not say is empty.
struct Line {
    const char *part = "";
    std::string item = {};
    std::string state = {};
    std::optional<Date> day = {};
    std::string before = {};
    std::string now = {};
    std::optional<Money> amount = {};
};

std::string valueText(signs::SignalKind kind, const std::optional<double> &value)
{
    constexpr int ShareDigits = 4;
    constexpr int Digits = 2;
    return value ? fixedDecimals(*value, signs::isShare(kind) ? ShareDigits : Digits) : std::string();
}

} // namespace

std::string customerData(const CustomerMeasures &measures, const identity::Account &customer)
{
    std::string csv = headerLine(own_exports::CustomerData);
    const auto add = [&](const Line &line) {
        csv += csvLine({CsvCell(customer.id), CsvCell(withoutAddresses(customer.name)), CsvCell::raw(line.part),
            CsvCell(line.item), CsvCell::raw(line.state), CsvCell::raw(line.day ? line.day->iso() : std::string()),
            CsvCell::raw(line.before), CsvCell::raw(line.now),
            CsvCell::raw(line.amount ? line.amount->text() : std::string()),
            CsvCell::raw(line.amount ? line.amount->currency.code() : std::string())});
    };
    for (const programmes::Plan &plan : measures.plans) {
        const programmes::PlanState state = plan.stateOn(measures.day);
        const bool isOpen = state == programmes::PlanState::Open;
        add({"goal", plan.objective, lowered(programmes::nameOf(state)), isOpen ? plan.due : plan.closed, {}, {},
            plan.value});
    }
    for (const ReviewMilestone &milestone : measures.milestones)
        add({"milestone", milestone.name, {}, milestone.due});
    if (measures.renewal)
        add({"renewal", {}, {}, measures.renewal});
    for (const auto &[kind, figure] : measures.figures) {
        if (figure.now || figure.before)
            add({"signal", signs::Signal{kind, {}}.name(), {}, measures.day, valueText(kind, figure.before),
                valueText(kind, figure.now)});
    }
    return csv;
}

} // namespace qd::pack
