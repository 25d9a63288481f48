#pragma once
#include "core/match/column_kind.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qd::match {

/// The values of one compared column in both tables, each different one worked out once: normalised, in code points and
/// in words. Values have numbers from 0 in an order that depends on the values alone. Read by any number of threads.
class ColumnValues {
public:
    static constexpr std::int32_t Missing = -1;

    /// Linear in the records; each different text is normalised once, on `threads` threads (0: as many as the machine
    /// has). Within one table `right` is empty.
    ColumnValues(
        ColumnKind kind, std::span<const std::string> left, std::span<const std::string> right, int threads = 1);

    [[nodiscard]] ColumnKind kind() const { return m_kind; }
    /// Value of a record; Missing where it has none that says anything.
    [[nodiscard]] const std::vector<std::int32_t> &left() const { return m_left; }
    [[nodiscard]] const std::vector<std::int32_t> &right() const { return m_right; }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    /// The normalised text of a value.
    [[nodiscard]] const std::string &text(std::int32_t value) const { return m_texts[std::size_t(value)]; }
    /// Share of a value among the values of both tables that are not missing.
    [[nodiscard]] double share(std::int32_t value) const { return m_shares[std::size_t(value)]; }

    /// The first level that holds between two values; -1 where one is missing.
    [[nodiscard]] int level(std::int32_t a, std::int32_t b) const
    {
        if (a == Missing || b == Missing)
            return -1;
        return a == b ? 0 : levelOfDifferent(std::size_t(a), std::size_t(b));
    }

    /// Fetches into the cache what level() will look at: first a value, later its text, for which the value is needed.
    void prefetch(std::int32_t value) const
    {
        if (value != Missing && !m_glances.empty())
            __builtin_prefetch(&m_glances[std::size_t(value)]);
    }
    void prefetchText(std::int32_t value) const
    {
        if (value == Missing || m_glances.empty())
            return;
        __builtin_prefetch(m_letters.data() + m_glances[std::size_t(value)].lettersFrom);
        __builtin_prefetch(m_words.data() + m_glances[std::size_t(value)].wordsFrom);
    }

private:
    /// What is known of a text at a glance; most pairs of texts are told apart by it.
    struct Glance {
        std::uint64_t letterSet = 0; ///< a bit for each letter, several letters may share one
        std::uint64_t twiceSet = 0; ///< those of them that occur more than once
        std::uint64_t wordSet = 0; ///< the same of words
        std::uint32_t lettersFrom = 0; ///< where the letters and words stand in the list of all
        std::uint32_t wordsFrom = 0;
        std::uint32_t beginning = 0; ///< a byte of each of the first four letters
        std::uint16_t letters = 0; ///< how many, at most MostComparedLetters
        std::uint16_t words : 15 = 0;
        std::uint16_t shortAscii : 1 = 0; ///< isShortAscii()
    };

    void number(std::span<const std::string> left, std::span<const std::string> right, int threads);
    void countShares();
    void addText(const std::string &text);
    [[nodiscard]] std::span<const std::uint32_t> words(const Glance &glance) const;
    [[nodiscard]] double similarity(const Glance &a, const Glance &b, double least) const;
    [[nodiscard]] int levelOfDifferent(std::size_t a, std::size_t b) const;
    [[nodiscard]] int levelOfNames(std::size_t a, std::size_t b) const;
    [[nodiscard]] int levelOfTexts(std::size_t a, std::size_t b) const;
    [[nodiscard]] int levelOfNumbers(double a, double b) const;
    [[nodiscard]] int levelOfDates(std::int32_t a, std::int32_t b) const;

    ColumnKind m_kind;
    std::vector<std::int32_t> m_left;
    std::vector<std::int32_t> m_right;
    std::vector<std::string> m_texts; ///< in byte order
    std::vector<double> m_shares;
    std::vector<double> m_numbers; ///< of numbers
    std::vector<std::int32_t> m_days; ///< of dates
    std::u32string m_letters; ///< of texts
    std::vector<Glance> m_glances; ///< of texts
    std::vector<std::uint32_t> m_words; ///< of names: numbers of the different words of each, rising
    std::unordered_map<std::string_view, std::uint32_t> m_wordNumbers; ///< while values are added
};

/// The normalised text of a value of that kind; empty where it counts as missing: a blank, a placeholder for a name, a
/// public mail provider, no number, no date.
[[nodiscard]] std::string normalizedValue(ColumnKind kind, std::string_view text);

} // namespace qd::match
