#pragma once
#include "core/base/message.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qd {

/// A value of a JSON text that a person wrote, and where it stands: profiles, capacity models and scenarios are read
/// through it, so that all say in the same words what is wrong. The values of one text share a fault: the first one
/// stays, and whatever is read after it reads as missing. Text and fault must outlive it.
///
///     segments[1] (SMB): annual_churn must be a number, not "0.1".
class JsonValue {
public:
    /// The whole of a text, which sentences about itself call `whole`: "the profile".
    JsonValue(const nlohmann::ordered_json &value, Message::Value whole, Message &fault);

    [[nodiscard]] bool isText() const { return m_value->is_string(); }
    [[nodiscard]] bool isNumber() const { return m_value->is_number(); }
    [[nodiscard]] bool isObject() const { return m_value->is_object(); }
    [[nodiscard]] bool isList() const { return m_value->is_array(); }

    /// The same value under a name of its own, with which sentences about it and what it holds begin: "segment SMB".
    [[nodiscard]] JsonValue called(Message::Value place) const;
    /// Complains unless it is an object, and of a key that is none of `known`, with the nearest of them.
    void allow(const std::vector<std::string> &known) const;
    /// The value of a key; nothing where it is missing or null.
    [[nodiscard]] std::optional<JsonValue> find(std::string_view key) const;
    /// The same; complains where there is none.
    [[nodiscard]] std::optional<JsonValue> need(std::string_view key) const;
    /// Key and value of an object, in its order; empty, and a complaint, where it is none.
    [[nodiscard]] std::vector<std::pair<std::string, JsonValue>> members() const;
    /// The values of a list; empty, and a complaint, where it is none.
    [[nodiscard]] std::vector<JsonValue> list() const;

    // What it holds; nothing, and a complaint, where it holds something else.
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::optional<int> wholeNumber() const; ///< up to a billion
    [[nodiscard]] std::optional<std::string> text() const;
    [[nodiscard]] std::optional<bool> flag() const;
    [[nodiscard]] std::optional<Month> month() const;

    // What a key holds; nothing, or `otherwise`, where it is missing, null or, with a complaint, something else.
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] double number(std::string_view key, double otherwise) const;
    [[nodiscard]] std::string text(std::string_view key, std::string otherwise = {}) const;
    [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::vector<JsonValue> list(std::string_view key) const;
    [[nodiscard]] std::vector<double> numbers(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    // The same for a key that must be there: a complaint where it is missing, and 0 or empty.
    [[nodiscard]] double neededNumber(std::string_view key) const;
    [[nodiscard]] std::string neededText(std::string_view key) const;

    /// "columns.csm_id must be a header, not 5.": `what` is marked for the context "Words".
    void mustBe(const char *what) const;
    /// A sentence of the caller's own.
    void complain(Message sentence) const;
    /// Where it stands, as the beginning of a sentence.
    [[nodiscard]] Message::Value where() const;
    /// Whether something of the text was wrong by now.
    [[nodiscard]] bool failed() const { return !m_fault->isEmpty(); }

private:
    [[nodiscard]] JsonValue at(std::string_view key, const nlohmann::ordered_json &value) const;

    const nlohmann::ordered_json *m_value;
    Message *m_fault;
    Message::Value m_place; ///< the whole, or what called() said
    std::string m_path = {}; ///< from there: "from[0].header"
    bool m_isWhole = true; ///< then the path says enough
};

} // namespace qd
