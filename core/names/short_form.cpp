#include "core/names/short_form.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace qd::names {

namespace {

constexpr std::size_t LeastLetters = 3; ///< two letters are too many companies'

bool isJoining(std::string_view word)
{
    static constexpr std::array<std::string_view, 12> words{
        "and", "of", "the", "for", "de", "du", "la", "des", "und", "et", "e", "y"};
    return std::ranges::find(words, word) != words.end();
}

/// The first letter, in UTF-8.
std::string_view letterOf(std::string_view word)
{
    std::size_t length = 1;
    while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0U) == 0x80U)
        ++length;
    return word.substr(0, length);
}

std::size_t lettersIn(std::string_view word)
{
    return std::size_t(
        std::ranges::count_if(word, [](char each) { return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U; }));
}

bool isLetter(std::string_view word)
{
    return letterOf(word).size() == word.size();
}

std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words = split(name, ' ');
    std::erase(words, std::string());
    return words;
}

std::string firstLetters(const std::vector<std::string> &words, bool joining)
{
    std::string letters;
    for (const std::string &word : words) {
        if (joining || !isJoining(word))
            letters += letterOf(word);
    }
    return letters;
}

/// The acronyms of a name of several words; one that is a single word already has none.
std::vector<std::string> acronymsOf(const std::vector<std::string> &words)
{
    std::vector<std::string> acronyms;
    if (words.size() < LeastLetters)
        return acronyms;
    for (const bool joining : {true, false}) {
        std::string letters = firstLetters(words, joining);
        if (lettersIn(letters) >= LeastLetters && std::ranges::find(acronyms, letters) == acronyms.end())
            acronyms.push_back(std::move(letters));
    }
    return acronyms;
}

bool isAcronym(const std::vector<std::string> &brief, const std::vector<std::string> &full)
{
    if (brief.size() != 1)
        return false;
    const auto acronyms = acronymsOf(full);
    return std::ranges::find(acronyms, brief.front()) != acronyms.end();
}

bool areInitials(const std::vector<std::string> &left, const std::vector<std::string> &right)
{
    if (left.size() != right.size() || left.size() < 2 || left.back() != right.back() || isLetter(left.back()))
        return false;
    bool anyShort = false;
    for (std::size_t i = 0; i + 1 < left.size(); ++i) {
        if (left[i] == right[i])
            continue;
        if (letterOf(left[i]) != letterOf(right[i]) || isLetter(left[i]) == isLetter(right[i]))
            return false;
        anyShort = true;
    }
    return anyShort;
}

} // namespace

ShortForm shortForm(std::string_view left, std::string_view right)
{
    const auto one = wordsOf(left);
    const auto other = wordsOf(right);
    if (isAcronym(one, other) || isAcronym(other, one))
        return ShortForm::Acronym;
    return areInitials(one, other) ? ShortForm::Initials : ShortForm::None;
}

std::vector<std::string> shortFormKeys(std::string_view name)
{
    const auto words = wordsOf(name);
    if (words.empty())
        return {};
    if (words.size() == 1)
        return lettersIn(words.front()) < LeastLetters ? std::vector<std::string>() : words;
    std::vector<std::string> keys = acronymsOf(words);
    if (!isLetter(words.back()))
        keys.push_back(firstLetters(words, true) + ' ' + words.back());
    return keys;
}

} // namespace qd::names
