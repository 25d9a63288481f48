#pragma once
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace qd::coverage {

/// Reads the fields of one JSON object and remembers the first thing wrong with it, so that the reader of a file is a
/// list of fields and the person who wrote it is told which one to mend. After an error every read gives its fallback.
class JsonFields {
public:
    /// `where` begins the sentence: a key, or words as in "segment Enterprise"; `failure` must outlive this.
    JsonFields(const nlohmann::json &object, Message::Value where, std::optional<Error> &failure);

    /// InvalidArgument for a key not among `known`, with the nearest of them.
    void allow(std::initializer_list<const char *> known);
    [[nodiscard]] bool has(const char *key) const;
    /// nullptr when there is none or it is null.
    [[nodiscard]] const nlohmann::json *field(const char *key) const;

    [[nodiscard]] double number(const char *key, std::optional<double> fallback = std::nullopt);
    [[nodiscard]] std::optional<double> optionalNumber(const char *key);
    [[nodiscard]] std::string text(const char *key, std::optional<std::string> fallback = std::nullopt);
    [[nodiscard]] bool flag(const char *key, bool fallback);
    [[nodiscard]] std::vector<double> numbers(const char *key);
    [[nodiscard]] std::vector<std::string> texts(const char *key);
    /// Elements of an array of objects.
    [[nodiscard]] std::vector<nlohmann::json> objects(const char *key);

    /// InvalidArgument with these words: "%1" is where, from "%2" on come the `values`.
    void fail(MessageWords words, std::vector<Message::Value> values = {});
    [[nodiscard]] bool failed() const { return m_failure.has_value(); }

private:
    const nlohmann::json &m_object;
    Message::Value m_where;
    std::optional<Error> &m_failure;
};

} // namespace qd::coverage
