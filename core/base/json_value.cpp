#include "core/base/json_value.h"

#include "core/base/json_text.h"
#include "core/base/unknown_key.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>
#include <cmath>

namespace qd {

JsonValue::JsonValue(const nlohmann::ordered_json &value, Message::Value whole, Message &fault)
    : m_value(&value)
    , m_fault(&fault)
    , m_place(std::move(whole))
{
}

JsonValue JsonValue::called(Message::Value place) const
{
    JsonValue named = *this;
    named.m_place = std::move(place);
    named.m_path.clear();
    named.m_isWhole = false;
    return named;
}

JsonValue JsonValue::at(std::string_view key, const nlohmann::ordered_json &value) const
{
    JsonValue inner = *this;
    inner.m_value = &value;
    if (!inner.m_path.empty() && !key.starts_with('['))
        inner.m_path += '.';
    inner.m_path += key;
    return inner;
}

Message::Value JsonValue::where() const
{
    if (m_path.empty())
        return m_place;
    if (m_isWhole)
        return m_path;
    return Sentences(Message(QD_WORDS("Files", "%1: %2"), {m_place, m_path}));
}

void JsonValue::complain(Message sentence) const
{
    if (m_fault->isEmpty())
        *m_fault = std::move(sentence);
}

void JsonValue::mustBe(const char *what) const
{
    complain({QD_WORDS("Files", "%1 must be %2, not %3."), {where(), Word{what}, shownJson(*m_value)}});
}

void JsonValue::allow(const std::vector<std::string> &known) const
{
    for (const auto &[key, value] : members()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            complain(unknownKey(where(), key, known));
    }
}

std::optional<JsonValue> JsonValue::find(std::string_view key) const
{
    if (failed() || !m_value->is_object())
        return std::nullopt;
    const auto found = m_value->find(std::string(key));
    return found == m_value->end() || found->is_null() ? std::nullopt : std::optional(at(key, *found));
}

std::optional<JsonValue> JsonValue::need(std::string_view key) const
{
    auto found = find(key);
    if (!found)
        complain({QD_WORDS("Files", "%1 lacks the key \"%2\"."), {where(), std::string(key)}});
    return found;
}

std::vector<std::pair<std::string, JsonValue>> JsonValue::members() const
{
    std::vector<std::pair<std::string, JsonValue>> all;
    if (!m_value->is_object())
        mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    else
        for (const auto &member : m_value->items())
            all.emplace_back(member.key(), at(member.key(), member.value()));
    return all;
}

std::vector<JsonValue> JsonValue::list() const
{
    std::vector<JsonValue> all;
    if (!m_value->is_array())
        mustBe(QT_TRANSLATE_NOOP("Words", "a list in brackets"));
    else
        for (std::size_t i = 0; i < m_value->size(); ++i)
            all.push_back(at('[' + std::to_string(i) + ']', (*m_value)[i]));
    return all;
}

std::optional<double> JsonValue::number() const
{
    if (m_value->is_number())
        return m_value->get<double>();
    mustBe(QT_TRANSLATE_NOOP("Words", "a number"));
    return std::nullopt;
}

std::optional<int> JsonValue::wholeNumber() const
{
    constexpr double Largest = 1e9;
    const double value = m_value->is_number() ? m_value->get<double>() : std::nan("");
    if (value == std::floor(value) && std::abs(value) <= Largest)
        return int(value);
    mustBe(QT_TRANSLATE_NOOP("Words", "a whole number"));
    return std::nullopt;
}

std::optional<std::string> JsonValue::text() const
{
    if (m_value->is_string())
        return m_value->get<std::string>();
    mustBe(QT_TRANSLATE_NOOP("Words", "a text"));
    return std::nullopt;
}

std::optional<bool> JsonValue::flag() const
{
    if (m_value->is_boolean())
        return m_value->get<bool>();
    mustBe(QT_TRANSLATE_NOOP("Words", "true or false"));
    return std::nullopt;
}

std::optional<Month> JsonValue::month() const
{
    const auto month = m_value->is_string() ? Month::fromIso(m_value->get<std::string>()) : std::nullopt;
    if (!month)
        mustBe(QT_TRANSLATE_NOOP("Words", "a month as \"YYYY-MM\""));
    return month;
}

std::optional<double> JsonValue::number(std::string_view key) const
{
    const auto value = find(key);
    return value ? value->number() : std::nullopt;
}

double JsonValue::number(std::string_view key, double otherwise) const
{
    return number(key).value_or(otherwise);
}

std::string JsonValue::text(std::string_view key, std::string otherwise) const
{
    const auto value = find(key);
    return value ? value->text().value_or(std::move(otherwise)) : otherwise;
}

bool JsonValue::flag(std::string_view key, bool otherwise) const
{
    const auto value = find(key);
    return value ? value->flag().value_or(otherwise) : otherwise;
}

std::vector<JsonValue> JsonValue::list(std::string_view key) const
{
    const auto value = find(key);
    return value ? value->list() : std::vector<JsonValue>();
}

std::vector<double> JsonValue::numbers(std::string_view key) const
{
    std::vector<double> all;
    for (const JsonValue &value : list(key))
        all.push_back(value.number().value_or(0));
    return all;
}

std::vector<std::string> JsonValue::texts(std::string_view key) const
{
    std::vector<std::string> all;
    for (const JsonValue &value : list(key))
        all.push_back(value.text().value_or(std::string()));
    return all;
}

double JsonValue::neededNumber(std::string_view key) const
{
    const auto value = need(key);
    return value ? value->number().value_or(0) : 0;
}

std::string JsonValue::neededText(std::string_view key) const
{
    const auto value = need(key);
    return value ? value->text().value_or(std::string()) : std::string();
}

} // namespace qd
