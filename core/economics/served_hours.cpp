#include "core/economics/served_hours.h"

#include "core/coverage/tech_touch.h"

namespace qd::economics {

namespace {

/// From the roster, where nobody stated another.
std::optional<double> hourCostOf(const coverage::CoverageInput &input)
{
    const auto &stated = input.model.techTouch;
    const auto yearly = stated && stated->costPerFte ? stated->costPerFte : coverage::annualCostPerFte(input);
    coverage::TouchEconomics economics;
    economics.annualCostPerFte = yearly.value_or(0);
    return yearly ? std::optional(coverage::costPerHour(input.model, economics)) : std::nullopt;
}

} // namespace

Result<ServedHours> servedHours(const portfolio::Portfolio &portfolio, const coverage::CapacityModel &model,
    const coverage::ColoursOn &colours, Month from, Month to, Progress &progress)
{
    const identity::AccountDirectory &accounts = portfolio.accounts();
    ServedHours served{std::vector<double>(std::size_t(accounts.size()), 0.0), {}, {}};
    const int months = monthsBetween(from, to);
    progress.begin(QD_WORDS("Progress", "Adding up the hours of customers"), months);
    for (int i = 1; i <= months; ++i) {
        if (!progress.step(i - 1))
            return cancelled();
        const auto input = coverage::coverageOf(portfolio, model, from.plus(i).lastDay(), colours);
        if (!input)
            return input.error();
        for (const coverage::AccountLoad &load : input->loads) {
            if (load.arr <= 0) // an account that capacity serves before it is a customer
                continue;
            served.hours[std::size_t(accounts.customerOn(load.account, to.lastDay()))] += load.hours;
        }
        if (i == months) {
            served.hourCost = hourCostOf(*input);
            served.warnings = input->warnings;
        }
    }
    return served;
}

} // namespace qd::economics
