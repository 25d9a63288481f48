#include "core/sources/value_checks.h"

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/sources/column_styles.h"
#include "core/sources/profile_json.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>
#include <cmath>

namespace qd::sources {

namespace {

using store::ValueType;

/// A bound as a sentence says it: 10, 0.5.
std::string shownNumber(double value)
{
    constexpr int Digits = 6;
    std::string text = fixedDecimals(value, Digits);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

std::optional<double> numberOf(const Value &value, const store::Column &column, Currency currency)
{
    switch (value.kind) {
    case Value::Kind::Null:
        return std::nullopt;
    case Value::Kind::Real:
        return value.real;
    case Value::Kind::Integer:
        return column.type == ValueType::Money ? double(value.integer) / std::pow(10.0, currency.digits())
                                               : double(value.integer);
    case Value::Kind::Text:
        break;
    }
    const auto decimal = Decimal::parse(value.text);
    return decimal ? std::optional(decimal->approximate()) : std::nullopt;
}

/// What is wrong with a value that is there; empty where nothing is.
Message faultOf(const ValueCheck &check, const Value &value, const store::Column &column, Currency currency)
{
    if (check.from || check.to) {
        const auto number = numberOf(value, column, currency);
        const std::string shown = number ? shownNumber(*number) : shortened(value.text);
        if (!number || (check.from && *number < *check.from))
            return {QD_WORDS("Quarantine", "%1 is below %2, the least that the profile takes."),
                {shown, shownNumber(check.from.value_or(0))}};
        if (check.to && *number > *check.to)
            return {QD_WORDS("Quarantine", "%1 is above %2, the most that the profile takes."),
                {shown, shownNumber(*check.to)}};
    }
    if (!check.oneOf.empty() && std::ranges::find(check.oneOf, lowered(value.text)) == check.oneOf.end())
        return {QD_WORDS("Quarantine", "\"%1\" is none of the values that the profile takes: %2."),
            {shortened(value.text), shortened(joined(check.oneOf, ", "))}};
    return {};
}

} // namespace

std::vector<ValueCheck> valueChecksOf(const JsonValue &list, const store::Entity &entity)
{
    std::vector<ValueCheck> checks;
    for (const JsonValue &each : list.list()) {
        each.allow({"column", "from", "to", "one_of", "needed"});
        ValueCheck check{
            each.neededText("column"), each.number("from"), each.number("to"), {}, each.flag("needed", false)};
        for (const std::string &value : each.texts("one_of"))
            check.oneOf.push_back(lowered(value));
        const int at = entity.indexOf(check.column);
        if (at < 0) {
            complainOfColumn(each, entity, check.column);
            continue;
        }
        const bool isNumber = isNumeric(entity.columns[std::size_t(at)].type);
        if ((check.from || check.to) && !isNumber)
            each.complain({QD_WORDS("Sources", "%1 of %2 holds no numbers that could be checked by from and to."),
                {check.column, std::string(entity.name)}});
        if (!check.oneOf.empty() && isNumber)
            each.complain({QD_WORDS("Sources", "%1 of %2 holds numbers; give from and to instead of one_of."),
                {check.column, std::string(entity.name)}});
        if (check.from && check.to && *check.from > *check.to)
            each.complain(QD_WORDS("Sources", "from of a check is above its to, so that no row would be taken."));
        if (!check.from && !check.to && check.oneOf.empty() && !check.needed)
            each.complain(QD_WORDS("Sources", "a check asks for from, to, one_of or needed."));
        checks.push_back(std::move(check));
    }
    return checks;
}

nlohmann::ordered_json jsonOf(const ValueCheck &check)
{
    nlohmann::ordered_json json{{"column", check.column}};
    if (check.from)
        json["from"] = *check.from;
    if (check.to)
        json["to"] = *check.to;
    if (!check.oneOf.empty())
        json["one_of"] = check.oneOf;
    if (check.needed)
        json["needed"] = true;
    return json;
}

void checkValues(const Mapping &mapping, Currency currency, TypedRow &row)
{
    for (const ValueCheck &check : mapping.profile->checks) {
        const auto column = std::size_t(mapping.entity->indexOf(check.column));
        const Value &value = row.values[column];
        const bool isEmpty = value.isNull() || (value.kind == Value::Kind::Text && value.text.empty());
        Message fault;
        if (isEmpty && check.needed)
            fault = QD_WORDS("Quarantine", "the profile wants a value here.");
        else if (!isEmpty)
            fault = faultOf(check, value, mapping.entity->columns[column], currency);
        if (!fault.isEmpty())
            row.fail(Reason::CheckFailed, mapping.headerOf(column), std::move(fault));
    }
}

} // namespace qd::sources
