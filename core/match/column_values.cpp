#include "core/match/column_values.h"

#include "core/base/date.h"
#include "core/base/in_parallel.h"
#include "core/base/text.h"
#include "core/match/jaro_winkler.h"
#include "core/names/comparable_text.h"

#include <QString>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <unordered_map>

namespace qd::match {

namespace {

constexpr std::size_t MostWords = 0x7FFF; // of a name

std::optional<double> numberOf(std::string_view text)
{
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// The shortest text that reads as the same number: "12.50" and "12.5" are one value.
std::string numberText(std::string_view text)
{
    const auto value = numberOf(text);
    if (!value)
        return {};
    std::array<char, 32> digits{};
    const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), *value == 0 ? 0.0 : *value);
    return {digits.data(), done.ptr};
}

/// The date of `YYYY-MM-DD`, with a time behind it or not.
std::optional<Date> dateOf(std::string_view text)
{
    constexpr std::size_t DateLength = 10;
    if (text.size() > DateLength && text[DateLength] != 'T' && text[DateLength] != ' ')
        return std::nullopt;
    return Date::fromIso(text.substr(0, DateLength));
}

/// How many words two rising lists share.
std::size_t sharedWords(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b)
{
    std::size_t shared = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j])
            ++shared;
        const bool first = a[i] <= b[j];
        const bool second = b[j] <= a[i];
        i += first ? 1 : 0;
        j += second ? 1 : 0;
    }
    return shared;
}

/// The place of each text among the different ones, which come to `ordered` in byte order; Missing for the empty one.
std::vector<std::int32_t> placesInOrder(std::vector<std::string> &texts, std::vector<std::string> &ordered)
{
    // Most texts differ in their first eight bytes, which compare as one number.
    struct Entry {
        std::uint64_t beginning;
        std::size_t text;
    };
    std::vector<Entry> entries;
    entries.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::uint64_t beginning = 0;
        for (std::size_t byte = 0; byte < 8 && byte < texts[i].size(); ++byte)
            beginning |= std::uint64_t(static_cast<unsigned char>(texts[i][byte])) << (56 - 8 * byte);
        if (!texts[i].empty())
            entries.push_back({beginning, i});
    }
    std::sort(entries.begin(), entries.end(), [&texts](const Entry &a, const Entry &b) {
        return a.beginning != b.beginning ? a.beginning < b.beginning : texts[a.text] < texts[b.text];
    });
    std::vector<std::int32_t> places(texts.size(), ColumnValues::Missing);
    for (const Entry &entry : entries) {
        if (ordered.empty() || ordered.back() != texts[entry.text])
            ordered.push_back(texts[entry.text]);
        places[entry.text] = std::int32_t(ordered.size()) - 1;
    }
    return places;
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

std::u32string pointsOf(const std::string &text)
{
    return isAscii(text) ? std::u32string(text.begin(), text.end()) : QString::fromStdString(text).toStdU32String();
}

} // namespace

std::string normalizedValue(ColumnKind kind, std::string_view text)
{
    switch (kind) {
    case ColumnKind::Company:
        return names::comparableCompany(text);
    case ColumnKind::Person:
        return names::comparablePerson(text);
    case ColumnKind::Domain:
        return names::comparableDomain(text);
    case ColumnKind::Phone:
        return names::comparablePhone(text);
    case ColumnKind::Street:
        return names::comparableStreet(text);
    case ColumnKind::City:
        return names::comparableCity(text);
    case ColumnKind::Postcode:
        return names::comparablePostcode(text);
    case ColumnKind::Number:
        return numberText(trimmed(text));
    case ColumnKind::Date: {
        const auto date = dateOf(trimmed(text));
        return date ? date->iso() : std::string();
    }
    case ColumnKind::Exact:
        return std::string(trimmed(text));
    }
    return {};
}

ColumnValues::ColumnValues(
    ColumnKind kind, std::span<const std::string> left, std::span<const std::string> right, int threads)
    : m_kind(kind)
{
    number(left, right, threads);
    countShares();
    for (const std::string &text : m_texts)
        addText(text);
    m_wordNumbers.clear();
}

void ColumnValues::number(std::span<const std::string> left, std::span<const std::string> right, int threads)
{
    // Many records write the same: each different text is normalised once.
    std::unordered_map<std::string_view, std::int32_t> written;
    written.reserve(left.size() + right.size());
    std::vector<std::string_view> texts;
    const auto numbersOf = [&](std::span<const std::string> side) {
        std::vector<std::int32_t> numbers;
        numbers.reserve(side.size());
        for (const std::string &text : side) {
            const auto [known, isNew] = written.try_emplace(text, std::int32_t(texts.size()));
            if (isNew)
                texts.push_back(text);
            numbers.push_back(known->second);
        }
        return numbers;
    };
    m_left = numbersOf(left);
    m_right = numbersOf(right);
    std::vector<std::string> normalized(texts.size());
    constexpr std::size_t PartSize = 1024;
    Progress unheard;
    inParallel((texts.size() + PartSize - 1) / PartSize, threads, unheard, 0, [&] {
        return [&](std::size_t part) {
            for (std::size_t i = part * PartSize; i < std::min(texts.size(), (part + 1) * PartSize); ++i)
                normalized[i] = texts[i].empty() ? std::string() : normalizedValue(m_kind, texts[i]);
        };
    });
    const std::vector<std::int32_t> places = placesInOrder(normalized, m_texts);
    for (auto *side : {&m_left, &m_right}) {
        for (std::int32_t &value : *side)
            value = places[std::size_t(value)];
    }
}

void ColumnValues::countShares()
{
    m_shares.assign(m_texts.size(), 0);
    double all = 0;
    for (const auto *side : {&m_left, &m_right}) {
        for (const std::int32_t value : *side) {
            if (value == Missing)
                continue;
            m_shares[std::size_t(value)] += 1;
            all += 1;
        }
    }
    for (double &share : m_shares)
        share /= all;
}

void ColumnValues::addText(const std::string &text)
{
    if (m_kind == ColumnKind::Number) {
        m_numbers.push_back(numberOf(text).value_or(0));
        return;
    }
    if (m_kind == ColumnKind::Date) {
        m_days.push_back(Date::fromIso(text).value_or(Date()).days());
        return;
    }
    if (m_kind == ColumnKind::Exact)
        return;
    const std::u32string points = pointsOf(text);
    Glance glance;
    glance.lettersFrom = std::uint32_t(m_letters.size());
    glance.letters = std::uint16_t(std::min(points.size(), MostComparedLetters));
    for (std::size_t i = 0; i < glance.letters; ++i) {
        const std::uint64_t letter = std::uint64_t{1} << (points[i] & 0x3F);
        glance.twiceSet |= glance.letterSet & letter;
        glance.letterSet |= letter;
        glance.beginning |= i < 4 ? (points[i] & 0xFF) << (8 * i) : 0;
    }
    glance.shortAscii = isShortAscii(points) ? 1 : 0;
    m_letters += points;
    m_glances.push_back(glance);
    if (!isName(m_kind))
        return;
    std::vector<std::uint32_t> words;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        words.push_back(m_wordNumbers.try_emplace(word, std::uint32_t(m_wordNumbers.size())).first->second);
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    m_glances.back().wordsFrom = std::uint32_t(m_words.size());
    m_glances.back().words = std::min<std::size_t>(words.size(), MostWords) & MostWords;
    for (const std::uint32_t word : words)
        m_glances.back().wordSet |= std::uint64_t{1} << (word & 0x3F);
    m_words.insert(m_words.end(), words.begin(), words.end());
}

std::span<const std::uint32_t> ColumnValues::words(const Glance &glance) const
{
    return std::span(m_words).subspan(glance.wordsFrom, glance.words);
}

/// Jaro-Winkler where it can reach `least`, else 0.
double ColumnValues::similarity(const Glance &a, const Glance &b, double least) const
{
    // A letter of one that the other lacks, or has once only where the first has it more often, is in common with none.
    const int onlyA = std::popcount(a.letterSet & ~b.letterSet) + std::popcount(a.twiceSet & ~b.twiceSet);
    const int onlyB = std::popcount(b.letterSet & ~a.letterSet) + std::popcount(b.twiceSet & ~a.twiceSet);
    const auto common = std::size_t(std::min(a.letters - onlyA, b.letters - onlyB));
    const auto beginning = std::size_t(std::countr_zero(a.beginning ^ b.beginning)) / 8;
    if (jaroWinklerBound(a.letters, b.letters, common, beginning) < least)
        return 0;
    const std::u32string_view all(m_letters);
    const auto first = all.substr(a.lettersFrom, a.letters);
    const auto second = all.substr(b.lettersFrom, b.letters);
    return a.shortAscii && b.shortAscii ? jaroWinklerOfShortAscii(first, second) : jaroWinkler(first, second);
}

int ColumnValues::levelOfDifferent(std::size_t a, std::size_t b) const
{
    switch (m_kind) {
    case ColumnKind::Company:
    case ColumnKind::Person:
        return levelOfNames(a, b);
    case ColumnKind::Number:
        return levelOfNumbers(m_numbers[a], m_numbers[b]);
    case ColumnKind::Date:
        return levelOfDates(m_days[a], m_days[b]);
    case ColumnKind::Exact:
        return 1;
    default:
        return levelOfTexts(a, b);
    }
}

int ColumnValues::levelOfNames(std::size_t a, std::size_t b) const
{
    constexpr double VeryNear = 0.95;
    constexpr double Near = 0.88;
    constexpr double Alike = 0.80;
    const Glance &first = m_glances[a];
    const Glance &second = m_glances[b];
    const std::size_t shared = (first.wordSet & second.wordSet) == 0 ? 0 : sharedWords(words(first), words(second));
    if (shared == first.words && shared == second.words)
        return 1;
    const double alike = similarity(first, second, Alike);
    if (alike >= VeryNear)
        return 1;
    if (alike >= Near)
        return 2;
    // Jaccard: shared / (all of both) >= 1/2
    const bool halfOfWords = 2 * shared >= std::size_t(first.words) + second.words - shared;
    return alike >= Alike || halfOfWords ? 3 : 4;
}

int ColumnValues::levelOfTexts(std::size_t a, std::size_t b) const
{
    constexpr double Near = 0.9;
    return similarity(m_glances[a], m_glances[b], Near) >= Near ? 1 : 2;
}

int ColumnValues::levelOfNumbers(double a, double b) const
{
    constexpr double Within = 0.1; // of the larger
    return std::abs(a - b) <= Within * std::max(std::abs(a), std::abs(b)) ? 1 : 2;
}

int ColumnValues::levelOfDates(std::int32_t a, std::int32_t b) const
{
    constexpr int Within = 31;
    const Date first(a);
    const Date second(b);
    if (std::abs(daysBetween(first, second)) <= Within)
        return 1;
    return first.year() == second.year() && first.month() == second.day() && first.day() == second.month() ? 1 : 2;
}

} // namespace qd::match
