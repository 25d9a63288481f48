#pragma once
#include "core/base/calendar_text.h"
#include "core/base/date.h"
#include "core/base/figure.h"
#include "core/base/money.h"
#include "core/base/month.h"

#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace qd {

/// The English words of a message, as they stand in the program: "%1" to "%9" are its values.
struct MessageWords {
    const char *context = ""; ///< the room it comes from, for translators
    const char *text = ""; ///< where it depends on a count, its plural
    const char *singular = nullptr; ///< for a count of 1; none where it depends on no count

    bool operator==(const MessageWords &) const;
};

/// Marks the words of a message where it arises, so that lupdate finds them; both are literals.
#define QD_WORDS(context, text)                                                                                        \
    ::qd::MessageWords                                                                                                 \
    {                                                                                                                  \
        context, text                                                                                                  \
    }
/// The same with words that depend on its count, the first of its values that is one. Translators see the singular as a
/// note; a language has as many forms as it needs.
#define QD_WORDS_N(context, plural, one)                                                                               \
    ::qd::MessageWords                                                                                                 \
    {                                                                                                                  \
        context, plural, one                                                                                           \
    }

/// How many of something.
struct Count {
    std::int64_t value = 0;

    bool operator==(const Count &) const = default;
};
/// An amount whose currency the sentence says elsewhere, or not at all.
struct BareAmount {
    Money amount;

    bool operator==(const BareAmount &) const = default;
};
/// A share, 0.123 for 12.3 %.
struct Share {
    double value = 0;

    bool operator==(const Share &) const = default;
};

/// The word that a room has for one of its things: reconcile::nameOf() and its like, marked for the context "Words".
struct Word {
    const char *english = "";

    bool operator==(const Word &other) const;
};

class Message;

template <typename T, typename... Types>
concept OneOf = (std::is_same_v<T, Types> || ...);

/// Messages within a message: one, or several with a space between them.
class Sentences {
public:
    Sentences(Message one); // NOLINT: stands for it
    Sentences(std::vector<Message> all); // NOLINT
    Sentences(const Sentences &);
    Sentences(Sentences &&) noexcept;
    Sentences &operator=(const Sentences &);
    Sentences &operator=(Sentences &&) noexcept;
    ~Sentences();

    [[nodiscard]] const std::vector<Message> &all() const { return m_all; }
    bool operator==(const Sentences &) const;

private:
    std::vector<Message> m_all;
};

/// What core has to say to a person: words, and typed values that go into them. Core and `qdeck` write it in English
/// and in the fixed forms of files; the window translates the words and writes the values by its locale
/// (ui/paint/message_text.h).
class Message {
public:
    /// Texts are data: names, ids, file names. They are never translated.
    using Value = std::variant<std::string, Word, Count, Money, BareAmount, Share, Figure, Date, Day, Month, MonthName,
        Sentences>;

    Message() = default;
    Message(MessageWords words, std::vector<Value> values = {}) // NOLINT: words are a message
        : m_words(words)
        , m_values(std::move(values))
    {
    }
    /// A value alone, as it stands in the cell of a table.
    template <typename T>
    requires OneOf<T, Word, Count, Money, BareAmount, Share, Figure, Date, Day, Month, MonthName, Sentences> Message(
        T value) // NOLINT: a value can be shown
        : Message(MessageWords{"", "%1"}, {Value(std::move(value))})
    {
    }
    /// A name, an id, another program's sentence: never translated.
    [[nodiscard]] static Message data(std::string text);
    [[nodiscard]] static Message of(Value value);
    [[nodiscard]] const MessageWords &words() const { return m_words; }
    [[nodiscard]] const std::vector<Value> &values() const { return m_values; } ///< "%1" is the first
    /// What its words depend on; 0 without a count.
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool isEmpty() const { return *m_words.text == '\0'; }

    /// "stripe changed from 2000.00 USD to 3000.00 USD in the import of 2026-10-31"
    [[nodiscard]] std::string english() const;

    bool operator==(const Message &other) const;

private:
    MessageWords m_words;
    std::vector<Value> m_values;
};

/// Several sentences as one text; empty ones are left out.
[[nodiscard]] Message inARow(std::vector<Message> sentences);
/// "a, b and c"; empty of nothing.
[[nodiscard]] Message listed(const std::vector<Message> &parts);
/// "a, b, c"; empty of nothing.
[[nodiscard]] Message enumerated(const std::vector<Message> &parts);

/// `pattern` with "%1" to "%9" replaced, all at the same time, so that a "%1" in a value stays; a place without a value
/// stays as it is.
[[nodiscard]] std::string filledIn(std::string_view pattern, const std::vector<std::string> &values);

} // namespace qd
