#include "core/coverage/json_fields.h"

#include "core/base/json_text.h"
#include "core/base/unknown_key.h"

#include <algorithm>

namespace qd::coverage {

JsonFields::JsonFields(const nlohmann::json &object, Message::Value where, std::optional<Error> &failure)
    : m_object(object)
    , m_where(std::move(where))
    , m_failure(failure)
{
    if (!m_object.is_object())
        fail(QD_WORDS("Coverage", "Capacity model: %1 is no JSON object; write it in braces."));
}

void JsonFields::fail(MessageWords words, std::vector<Message::Value> values)
{
    if (m_failure)
        return;
    values.insert(values.begin(), m_where);
    m_failure = Error{ErrorCode::InvalidArgument, {words, std::move(values)}};
}

void JsonFields::allow(std::initializer_list<const char *> known)
{
    if (!m_object.is_object())
        return;
    const std::vector<std::string> names(known.begin(), known.end());
    for (const auto &[key, value] : m_object.items()) {
        if (std::find(names.begin(), names.end(), key) != names.end())
            continue;
        if (!m_failure)
            m_failure = Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Coverage", "Capacity model: %1"), {Sentences(unknownKey(m_where, key, names))}}};
    }
}

bool JsonFields::has(const char *key) const
{
    return field(key) != nullptr;
}

const nlohmann::json *JsonFields::field(const char *key) const
{
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

double JsonFields::number(const char *key, std::optional<double> fallback)
{
    const nlohmann::json *value = field(key);
    if (value && value->is_number())
        return value->get<double>();
    if (value)
        fail(QD_WORDS("Coverage", "Capacity model: %1 has a %2 that is no number: %3."),
            {std::string(key), shownJson(*value)});
    else if (!fallback)
        fail(QD_WORDS("Coverage", "Capacity model: %1 lacks %2."), {std::string(key)});
    return fallback.value_or(0);
}

std::optional<double> JsonFields::optionalNumber(const char *key)
{
    return has(key) ? std::optional(number(key)) : std::nullopt;
}

std::string JsonFields::text(const char *key, std::optional<std::string> fallback)
{
    const nlohmann::json *value = field(key);
    if (value && value->is_string())
        return value->get<std::string>();
    if (value)
        fail(QD_WORDS("Coverage", "Capacity model: %1 has a %2 that is no text: %3."),
            {std::string(key), shownJson(*value)});
    else if (!fallback)
        fail(QD_WORDS("Coverage", "Capacity model: %1 lacks %2."), {std::string(key)});
    return fallback.value_or(std::string());
}

bool JsonFields::flag(const char *key, bool fallback)
{
    const nlohmann::json *value = field(key);
    if (!value)
        return fallback;
    if (!value->is_boolean())
        fail(QD_WORDS("Coverage", "Capacity model: %1 has a %2 that is neither true nor false: %3."),
            {std::string(key), shownJson(*value)});
    return value->is_boolean() ? value->get<bool>() : fallback;
}

std::vector<double> JsonFields::numbers(const char *key)
{
    std::vector<double> read;
    const nlohmann::json *value = field(key);
    if (!value)
        return read;
    if (!value->is_array() || !std::all_of(value->begin(), value->end(), [](const auto &at) { return at.is_number(); }))
        fail(QD_WORDS("Coverage", "Capacity model: %1 has a %2 that is no list of numbers: %3."),
            {std::string(key), shownJson(*value)});
    else
        read = value->get<std::vector<double>>();
    return read;
}

std::vector<std::string> JsonFields::texts(const char *key)
{
    std::vector<std::string> read;
    const nlohmann::json *value = field(key);
    if (!value)
        return read;
    if (!value->is_array() || !std::all_of(value->begin(), value->end(), [](const auto &at) { return at.is_string(); }))
        fail(QD_WORDS("Coverage", "Capacity model: %1 has a %2 that is no list of texts: %3."),
            {std::string(key), shownJson(*value)});
    else
        read = value->get<std::vector<std::string>>();
    return read;
}

std::vector<nlohmann::json> JsonFields::objects(const char *key)
{
    const nlohmann::json *value = field(key);
    if (!value)
        return {};
    if (!value->is_array()) {
        fail(QD_WORDS("Coverage", "Capacity model: %1 has %2 that are no list: %3."),
            {std::string(key), shownJson(*value)});
        return {};
    }
    return {value->begin(), value->end()};
}

} // namespace qd::coverage
