#include "core/base/message.h"

#include "core/base/figure_text.h"

#include <cstring>

namespace qd {

namespace {

std::string fixedText(const Message::Value &value)
{
    struct Writer {
        std::string operator()(const std::string &text) const { return text; }
        std::string operator()(const Word &word) const { return word.english; }
        std::string operator()(const Count &count) const { return std::to_string(count.value); }
        std::string operator()(const Money &money) const { return money.text() + ' ' + money.currency.code(); }
        std::string operator()(const BareAmount &amount) const { return amount.amount.text(); }
        std::string operator()(const Share &share) const { return percentText(share.value); }
        std::string operator()(const Figure &figure) const { return figure.text(); }
        std::string operator()(const Date &date) const { return date.iso(); }
        std::string operator()(const Day &day) const { return textOf(day); }
        std::string operator()(const Month &month) const { return month.iso(); }
        std::string operator()(const MonthName &month) const { return textOf(month); }
        std::string operator()(const Sentences &sentences) const
        {
            std::string text;
            for (const Message &message : sentences.all())
                text += (text.empty() ? "" : " ") + message.english();
            return text;
        }
    };
    return std::visit(Writer(), value);
}

} // namespace

bool MessageWords::operator==(const MessageWords &other) const
{
    return std::strcmp(context, other.context) == 0 && std::strcmp(text, other.text) == 0;
}

bool Word::operator==(const Word &other) const
{
    return std::strcmp(english, other.english) == 0;
}

Sentences::Sentences(Message one)
    : m_all{std::move(one)}
{
}

Sentences::Sentences(std::vector<Message> all)
    : m_all(std::move(all))
{
}

Sentences::Sentences(const Sentences &) = default;
Sentences::Sentences(Sentences &&) noexcept = default;
Sentences &Sentences::operator=(const Sentences &) = default;
Sentences &Sentences::operator=(Sentences &&) noexcept = default;
Sentences::~Sentences() = default;
bool Sentences::operator==(const Sentences &) const = default;

// By hand: Clang 14 breaks down over a default that comes back to itself through Sentences.
bool Message::operator==(const Message &other) const
{
    return m_words == other.m_words && m_values == other.m_values;
}

Message Message::data(std::string text)
{
    return of(Value(std::move(text)));
}

Message Message::of(Value value)
{
    return Message(MessageWords{"", "%1"}, {std::move(value)});
}

std::int64_t Message::count() const
{
    for (const Value &value : m_values) {
        if (const auto *count = std::get_if<Count>(&value))
            return count->value;
    }
    return 0;
}

std::string Message::english() const
{
    std::vector<std::string> texts;
    for (const Value &value : m_values)
        texts.push_back(fixedText(value));
    return filledIn(m_words.singular && count() == 1 ? m_words.singular : m_words.text, texts);
}

Message inARow(std::vector<Message> sentences)
{
    std::erase_if(sentences, [](const Message &sentence) { return sentence.isEmpty(); });
    if (sentences.size() <= 1)
        return sentences.empty() ? Message() : std::move(sentences.front());
    return Sentences(std::move(sentences));
}

Message listed(const std::vector<Message> &parts)
{
    if (parts.size() <= 1)
        return parts.empty() ? Message() : parts.front();
    return {QD_WORDS("Lists", "%1 and %2"),
        {Sentences(enumerated({parts.begin(), parts.end() - 1})), Sentences(parts.back())}};
}

Message enumerated(const std::vector<Message> &parts)
{
    Message text;
    for (const Message &part : parts)
        text = text.isEmpty() ? part : Message(QD_WORDS("Lists", "%1, %2"), {Sentences(text), Sentences(part)});
    return text;
}

std::string filledIn(std::string_view pattern, const std::vector<std::string> &values)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
        const auto place = std::size_t(next - '1');
        if (pattern[i] == '%' && next >= '1' && next <= '9' && place < values.size()) {
            text += values[place];
            ++i;
        } else
            text += pattern[i];
    }
    return text;
}

} // namespace qd
