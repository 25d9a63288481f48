#include "core/chart/chart.h"

#include "core/base/figure_text.h"
#include "core/base/money.h"
#include "core/base/rounding.h"

#include <utility>

namespace qd::chart {

MoneyWaterfall::MoneyWaterfall(Currency currency)
{
    m_chart.kind = Kind::Waterfall;
    m_chart.currency = currency;
    m_chart.series.push_back({QD_WORDS("Charts", "ARR"), Meaning::Total, {}});
}

void MoneyWaterfall::add(Message name, Meaning meaning, std::int64_t amount, std::optional<int> customers)
{
    Series &series = m_chart.series.front();
    m_chart.categories.push_back(std::move(name));
    m_chart.categoryMeanings.push_back(meaning);
    series.values.emplace_back(Money{amount, m_chart.currency}.major().approximate());
    if (customers)
        series.counts.push_back(*customers);
}

void MoneyWaterfall::from(Message name, std::int64_t total, std::optional<int> customers)
{
    m_opening = total;
    add(std::move(name), Meaning::Total, total, customers);
}

void MoneyWaterfall::step(Message name, Meaning meaning, std::int64_t amount, std::optional<int> customers)
{
    m_steps.push_back(amount);
    add(std::move(name), meaning, amount, customers);
}

Chart MoneyWaterfall::to(Message name, std::int64_t total, std::optional<int> customers) &&
{
    add(std::move(name), Meaning::Total, total, customers);
    const Currency currency = m_chart.currency;
    const auto major = [&](std::int64_t minor) { return std::optional(Money{minor, currency}.major().approximate()); };
    auto &printed = m_chart.series.front().printed;
    printed.push_back(major(wholeUnits(m_opening, currency)));
    for (const std::int64_t shown :
        roundedParts(m_steps, minorPerMajor(currency), wholeUnits(total, currency) - wholeUnits(m_opening, currency)))
        printed.push_back(major(shown));
    printed.push_back(major(wholeUnits(total, currency)));
    return std::move(m_chart);
}

} // namespace qd::chart
