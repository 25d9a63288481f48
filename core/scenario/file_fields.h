#pragma once
#include "core/base/unknown_key.h"
#include "core/scenario/scenario_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace qd::scenario {

/// Reads one JSON object key by key. The first fault is kept, and what is read after it stays as it was.
class Fields {
public:
    /// `where` begins the sentence: a path, or words of its own.
    Fields(const nlohmann::ordered_json &object, Message::Value where, const std::vector<std::string> &known,
        Message &fault)
        : m_object(object)
        , m_where(std::move(where))
        , m_fault(fault)
    {
        if (!object.is_object())
            complain({QD_WORDS("Scenarios", "%1 must be an object in braces, not %2."),
                {m_where, std::string(object.type_name())}});
        for (const auto &item : object.items()) {
            if (object.is_object() && std::find(known.begin(), known.end(), item.key()) == known.end())
                complain(unknownKey(m_where, item.key(), known));
        }
    }

    /// The value of `key`; nullptr when missing or null.
    const nlohmann::ordered_json *find(const char *key) const
    {
        if (!m_fault.isEmpty() || !m_object.contains(key) || m_object[key].is_null())
            return nullptr;
        return &m_object[key];
    }
    void read(const char *key, std::optional<double> &target)
    {
        if (const nlohmann::ordered_json *value = find(key);
            value && expect(value->is_number(), key, QD_WORDS("Scenarios", "%1: %2 must be a number, not %3."), *value))
            target = value->get<double>();
    }
    void read(const char *key, double &target)
    {
        std::optional<double> value;
        read(key, value);
        target = value.value_or(target);
    }
    void read(const char *key, std::optional<int> &target)
    {
        const nlohmann::ordered_json *value = find(key);
        const MessageWords words = QD_WORDS("Scenarios", "%1: %2 must be a whole number, not %3.");
        if (!value || !expect(value->is_number(), key, words, *value))
            return;
        const double number = value->get<double>();
        if (expect(number == std::floor(number) && std::abs(number) < 1e6, key, words, *value))
            target = int(number);
    }
    void read(const char *key, std::string &target)
    {
        if (const nlohmann::ordered_json *value = find(key);
            value && expect(value->is_string(), key, QD_WORDS("Scenarios", "%1: %2 must be a text, not %3."), *value))
            target = value->get<std::string>();
    }
    void read(const char *key, std::optional<Month> &target)
    {
        const nlohmann::ordered_json *value = find(key);
        if (!value)
            return;
        const auto month = value->is_string() ? Month::fromIso(value->get<std::string>()) : std::nullopt;
        if (expect(month.has_value(), key, QD_WORDS("Scenarios", "%1: %2 must be a month as \"YYYY-MM\", not %3."),
                *value))
            target = *month;
    }
    /// The list under `key`; nullptr when missing.
    const nlohmann::ordered_json *list(const char *key)
    {
        const nlohmann::ordered_json *value = find(key);
        return value
                && expect(
                    value->is_array(), key, QD_WORDS("Scenarios", "%1: %2 must be a list in brackets, not %3."), *value)
            ? value
            : nullptr;
    }
    void complain(Message sentence)
    {
        if (m_fault.isEmpty())
            m_fault = std::move(sentence);
    }
    [[nodiscard]] const Message::Value &where() const { return m_where; }

private:
    /// `words`: where, the key, what stands there.
    bool expect(bool fits, const char *key, MessageWords words, const nlohmann::ordered_json &value)
    {
        if (!fits)
            complain({words,
                {m_where, std::string(key),
                    value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace).substr(0, 60)}});
        return fits;
    }

    const nlohmann::ordered_json &m_object;
    Message::Value m_where;
    Message &m_fault;
};

} // namespace qd::scenario
