#include "core/actions/account_facts.h"

#include <algorithm>
#include <cmath>

namespace qd::actions {

namespace {

using Values = std::vector<std::vector<coverage::RuleValue>>;

Values ofTexts(const std::vector<std::string> &texts)
{
    Values values(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (!texts[i].empty())
            values[i].push_back(coverage::ruleValue(texts[i]));
    }
    return values;
}

Values ofProducts(const std::vector<std::vector<std::string>> &products)
{
    Values values(products.size());
    for (std::size_t i = 0; i < products.size(); ++i) {
        for (const std::string &product : products[i])
            values[i].push_back(coverage::ruleValue(product));
    }
    return values;
}

/// None is no value.
Result<Values> coloursOn(const signs::Signals &history, const health::KnownColours &known, Date day)
{
    std::vector<std::string> colours;
    for (int account = 0; account < history.accounts().size(); ++account) {
        const auto colour = known.on(account, day);
        if (!colour)
            return colour.error();
        colours.emplace_back(portfolio::toString(*colour));
    }
    return ofTexts(colours);
}

Result<Values> valuesOf(const std::string &field, const signs::Signals &history, const signs::KnownDay &known,
    const health::KnownColours &colours)
{
    if (field == "product")
        return ofProducts(history.products(known));
    if (field == "colour")
        return coloursOn(history, colours, known.day);
    if (field == "colour_before")
        return coloursOn(history, colours, known.day.plusDays(-ColourBeforeDays));
    const auto signal = signs::signalOf(field);
    if (!signal)
        return ofTexts(history.fields().on(field, known.day));
    const auto numbers = history.values(*signal, known);
    if (!numbers)
        return Error{numbers.error().code,
            {QD_WORDS("Actions", "Field %1 of the action rules: %2"), {field, Sentences(numbers.error().message)}}};
    Values values(numbers->size());
    for (std::size_t i = 0; i < numbers->size(); ++i) {
        if (!std::isnan((*numbers)[i]))
            values[i].push_back({{}, (*numbers)[i]});
    }
    return values;
}

} // namespace

Result<AccountFacts> AccountFacts::on(
    const RuleSet &rules, const signs::Signals &history, const health::KnownColours &colours, Date day)
{
    auto known = history.known(day);
    if (!known)
        return known.error();
    AccountFacts facts;
    facts.m_day = day;
    facts.m_arr = known->arr;
    facts.m_owners = history.fields().on("owner", day);
    for (const ActionRule &rule : rules.rules) {
        for (const coverage::SegmentCondition &condition : rule.when) {
            if (facts.m_values.contains(condition.field))
                continue;
            auto values = valuesOf(condition.field, history, *known, colours);
            if (!values)
                return values.error();
            facts.m_values.emplace(condition.field, std::move(*values));
        }
    }
    return facts;
}

bool AccountFacts::hold(const ActionRule &rule, int account) const
{
    return std::ranges::all_of(rule.when, [&](const coverage::SegmentCondition &condition) {
        return coverage::holds(condition, m_values.at(condition.field)[std::size_t(account)]);
    });
}

} // namespace qd::actions
