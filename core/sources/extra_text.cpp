#include "core/sources/extra_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>

namespace qd::sources {

namespace {

/// Collects the fields of an object of texts while it is parsed.
class Collector : public nlohmann::json::json_sax_t {
public:
    std::vector<ExtraField> fields;

    bool null() override { return take("null"); }
    bool boolean(bool value) override { return take(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return take(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return take(std::to_string(value)); }
    bool number_float(number_float_t, const string_t &text) override { return take(text); }
    bool string(string_t &value) override { return take(value); }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t &name) override
    {
        fields.push_back({name, {}});
        return true;
    }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return false; }
    bool end_array() override { return false; }
    bool parse_error(std::size_t, const std::string &, const nlohmann::json::exception &) override { return false; }

private:
    bool take(const std::string &text)
    {
        if (!fields.empty())
            fields.back().text = text;
        return !fields.empty();
    }
};

std::vector<ExtraField> fieldsOf(const std::string &text)
{
    Collector collector;
    nlohmann::json::sax_parse(text, &collector);
    return std::move(collector.fields);
}

/// Appends a JSON text. Nearly all are plain ASCII, for which the library's writer is slow: it is made anew for each.
void appendText(std::string &json, const std::string &text)
{
    const auto plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
    if (std::ranges::all_of(text, plain))
        ((json += '"') += text) += '"';
    else
        json += nlohmann::json(text).dump();
}

} // namespace

std::string extraText(const std::vector<ExtraField> &fields)
{
    std::string text;
    for (const ExtraField &field : fields) {
        text += text.empty() ? '{' : ',';
        appendText(text, field.name);
        text += ':';
        appendText(text, field.text);
    }
    return text.empty() ? text : text + '}';
}

std::string mergedExtra(const std::string &stored, const std::string &now)
{
    if (stored.empty() || stored == now)
        return now;
    std::vector<ExtraField> merged = fieldsOf(stored);
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < merged.size(); ++i)
        places.emplace(merged[i].name, i);
    for (ExtraField &field : fieldsOf(now)) {
        const auto found = places.find(field.name);
        if (found == places.end())
            merged.push_back(std::move(field));
        else
            merged[found->second].text = std::move(field.text);
    }
    return extraText(merged);
}

} // namespace qd::sources
