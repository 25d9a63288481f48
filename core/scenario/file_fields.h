#pragma once
#include "core/base/text.h"
#include "core/scenario/scenario_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace qd::scenario {

/// Reads one JSON object key by key. The first fault is kept, and what is read after it stays as it was.
class Fields {
public:
    Fields(const nlohmann::ordered_json &object, std::string where, const std::vector<std::string> &known,
        std::string &fault)
        : m_object(object)
        , m_where(std::move(where))
        , m_fault(fault)
    {
        if (!object.is_object())
            complain(m_where + " must be an object in braces, not " + object.type_name() + ".");
        for (const auto &item : object.items()) {
            if (object.is_object() && std::find(known.begin(), known.end(), item.key()) == known.end())
                complain(unknownKeySentence(m_where, item.key(), known));
        }
    }

    /// The value of `key`; nullptr when missing or null.
    const nlohmann::ordered_json *find(const char *key) const
    {
        if (!m_fault.empty() || !m_object.contains(key) || m_object[key].is_null())
            return nullptr;
        return &m_object[key];
    }
    void read(const char *key, std::optional<double> &target)
    {
        if (const nlohmann::ordered_json *value = find(key);
            value && expect(value->is_number(), key, "a number", *value))
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
        if (!value || !expect(value->is_number(), key, "a whole number", *value))
            return;
        const double number = value->get<double>();
        if (expect(number == std::floor(number) && std::abs(number) < 1e6, key, "a whole number", *value))
            target = int(number);
    }
    void read(const char *key, std::string &target)
    {
        if (const nlohmann::ordered_json *value = find(key); value && expect(value->is_string(), key, "a text", *value))
            target = value->get<std::string>();
    }
    void read(const char *key, std::optional<Month> &target)
    {
        const nlohmann::ordered_json *value = find(key);
        if (!value)
            return;
        const auto month = value->is_string() ? Month::fromIso(value->get<std::string>()) : std::nullopt;
        if (expect(month.has_value(), key, "a month as \"YYYY-MM\"", *value))
            target = *month;
    }
    /// The list under `key`; nullptr when missing.
    const nlohmann::ordered_json *list(const char *key)
    {
        const nlohmann::ordered_json *value = find(key);
        return value && expect(value->is_array(), key, "a list in brackets", *value) ? value : nullptr;
    }
    void complain(std::string sentence)
    {
        if (m_fault.empty())
            m_fault = std::move(sentence);
    }
    [[nodiscard]] const std::string &where() const { return m_where; }

private:
    bool expect(bool fits, const char *key, const char *wanted, const nlohmann::ordered_json &value)
    {
        if (!fits)
            complain(m_where + ": " + key + " must be " + wanted + ", not "
                + value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace).substr(0, 60) + ".");
        return fits;
    }

    const nlohmann::ordered_json &m_object;
    std::string m_where;
    std::string &m_fault;
};

} // namespace qd::scenario
