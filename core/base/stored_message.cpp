#include "core/base/stored_message.h"

#include "core/base/json_text.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <mutex>
#include <set>

namespace qd {

namespace {

using Json = nlohmann::json;

// ---- writing

/// What JSON cannot say as it is: the whole message is kept as English then.
struct NotStorable { };

Json text(const std::string &value)
{
    if (!isUtf8(value))
        throw NotStorable();
    return value;
}

Json asJson(const Message &message);

struct ValueWriter {
    Json operator()(const std::string &value) const { return text(value); }
    Json operator()(const Word &word) const { return {{"word", text(word.english)}}; }
    Json operator()(const Count &count) const { return {{"count", count.value}}; }
    Json operator()(const Money &money) const { return {{"money", Json::array({money.minor, money.currency.code()})}}; }
    Json operator()(const BareAmount &bare) const
    {
        return {{"amount", Json::array({bare.amount.minor, bare.amount.currency.code()})}};
    }
    Json operator()(const Share &share) const { return {{"share", share.value}}; }
    Json operator()(const Date &date) const { return {{"date", date.iso()}}; }
    Json operator()(const Month &month) const { return {{"month", month.iso()}}; }
    /// What packs say is in no workspace: those values are kept as the texts they are.
    Json operator()(const Figure &figure) const { return text(figure.text()); }
    Json operator()(const Day &day) const { return text(textOf(day)); }
    Json operator()(const MonthName &month) const { return text(textOf(month)); }
    Json operator()(const Sentences &sentences) const
    {
        Json all = Json::array();
        for (const Message &message : sentences.all())
            all.push_back(asJson(message));
        return {{"sentences", all}};
    }
};

bool isFinished(const Message &message)
{
    return *message.words().context == '\0';
}

/// Context and values of a template.
Json valuesOf(const Message &message)
{
    const MessageWords &words = message.words();
    Json values = Json::array();
    values.push_back(words.singular ? Json::array({text(words.context), text(words.singular)}) : text(words.context));
    for (const Message::Value &value : message.values())
        values.push_back(std::visit(ValueWriter(), value));
    return values;
}

/// [WORDS, VALUES], of a finished sentence [WORDS].
Json asJson(const Message &message)
{
    if (isFinished(message))
        return Json::array({text(message.english())});
    return Json::array({text(message.words().text), valuesOf(message)});
}

// ---- reading

/// Texts of files, each once, for the life of the program.
class KeptTexts {
public:
    /// The text as it is kept; nothing where there is no room for it.
    const char *keep(const std::string &text)
    {
        if (text.size() > KeptTextBytes || text.find('\0') != std::string::npos)
            return nullptr;
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_texts.find(text); known != m_texts.end())
            return known->c_str();
        return m_texts.size() < KeptTextsLimit ? m_texts.insert(text).first->c_str() : nullptr;
    }

private:
    std::mutex m_mutex;
    std::set<std::string, std::less<>> m_texts;
};

const char *keep(const std::string &text)
{
    static KeptTexts texts;
    return texts.keep(text);
}

/// The values are not as stored() writes them.
struct NotStored { };

template <typename T>
T orThrow(std::optional<T> value)
{
    if (!value)
        throw NotStored();
    return *std::move(value);
}

Message fromJson(const std::string &words, const Json &values);

Money moneyFrom(const Json &json)
{
    return {json.at(0).get<std::int64_t>(), orThrow(Currency::fromCode(json.at(1).get<std::string>()))};
}

Sentences sentencesFrom(const Json &json)
{
    std::vector<Message> all;
    for (const Json &message : json) {
        const auto words = message.at(0).get<std::string>();
        all.push_back(message.size() > 1 ? fromJson(words, message.at(1)) : Message::data(words));
    }
    return all;
}

Message::Value valueFrom(const Json &json)
{
    if (json.is_string())
        return json.get<std::string>();
    if (!json.is_object() || json.size() != 1)
        throw NotStored();
    const std::string &kind = json.begin().key();
    const Json &value = json.begin().value();
    if (kind == "word") {
        const auto english = value.get<std::string>();
        const char *kept = keep(english);
        return kept ? Message::Value(Word{kept}) : Message::Value(english);
    }
    if (kind == "count")
        return Count{value.get<std::int64_t>()};
    if (kind == "money")
        return moneyFrom(value);
    if (kind == "amount")
        return BareAmount{moneyFrom(value)};
    if (kind == "share")
        return Share{value.get<double>()};
    if (kind == "date")
        return orThrow(Date::fromIso(value.get<std::string>()));
    if (kind == "month")
        return orThrow(Month::fromIso(value.get<std::string>()));
    if (kind == "sentences")
        return sentencesFrom(value);
    throw NotStored();
}

Message fromJson(const std::string &words, const Json &json)
{
    const Json &head = json.at(0);
    const auto context = (head.is_array() ? head.at(0) : head).get<std::string>();
    const auto singular = head.is_array() ? std::optional(head.at(1).get<std::string>()) : std::nullopt;
    std::vector<Message::Value> values;
    for (std::size_t i = 1; i < json.size(); ++i)
        values.push_back(valueFrom(json[i]));
    const MessageWords kept{keep(context), keep(words), singular ? keep(*singular) : nullptr};
    if (kept.context && kept.text && (kept.singular || !singular))
        return {kept, std::move(values)};
    const MessageWords passing{"", words.c_str(), singular ? singular->c_str() : nullptr};
    return Message::data(Message(passing, std::move(values)).english());
}

} // namespace

StoredMessage stored(const Message &message)
{
    if (isFinished(message))
        return {message.english(), std::nullopt};
    try {
        return {message.words().text, valuesOf(message).dump()};
    } catch (const NotStorable &) {
        return {message.english(), std::nullopt};
    }
}

Message messageFrom(std::string_view words, const std::optional<std::string> &values)
{
    const std::string text(words);
    if (!values || !checkJsonDepth(*values))
        return Message::data(text);
    try {
        return fromJson(text, Json::parse(*values));
    } catch (const Json::exception &) {
        return Message::data(text);
    } catch (const NotStored &) {
        return Message::data(text);
    }
}

} // namespace qd
