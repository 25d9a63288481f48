#include "core/match/misspelt_pairs.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace qd::match {

namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

constexpr std::size_t LeastLetters = 4; ///< of a shorter word too little is left to go by

/// A record by one form of its name's first word.
struct Form {
    std::size_t hash = 0; ///< of the word without one letter, or as it is; equal by chance only adds a pair to weigh
    std::uint32_t record = 0;

    auto operator<=>(const Form &) const = default;
};

/// Where the letters of a word begin, and its end: a letter may have several bytes.
std::vector<std::size_t> letterBounds(std::string_view word)
{
    std::vector<std::size_t> bounds;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if ((static_cast<unsigned char>(word[at]) & 0xC0U) != 0x80)
            bounds.push_back(at);
    }
    bounds.push_back(word.size());
    return bounds;
}

void addForms(std::string_view name, std::uint32_t record, std::vector<Form> &forms)
{
    const std::string_view word = name.substr(0, name.find(' '));
    const std::vector<std::size_t> bounds = letterBounds(word);
    if (bounds.size() <= LeastLetters)
        return;
    constexpr std::hash<std::string_view> HashOf;
    forms.push_back({HashOf(word), record});
    std::string form;
    for (std::size_t letter = 0; letter + 1 < bounds.size(); ++letter) {
        form.assign(word, 0, bounds[letter]);
        form.append(word, bounds[letter + 1], std::string_view::npos);
        forms.push_back({HashOf(form), record});
    }
}

/// Rising, each once.
std::vector<Form> formsOf(
    const ColumnValues &names, const std::vector<std::int32_t> &side, const std::vector<std::uint32_t> &records)
{
    std::vector<Form> forms;
    for (const std::uint32_t record : records) {
        if (side[record] != ColumnValues::Missing)
            addForms(names.text(side[record]), record, forms);
    }
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    return forms;
}

std::span<const Form> sameFrom(const std::vector<Form> &forms, std::size_t from)
{
    std::size_t end = from;
    while (end < forms.size() && forms[end].hash == forms[from].hash)
        ++end;
    return std::span(forms).subspan(from, end - from);
}

void addPairs(std::span<const Form> left, std::span<const Form> right, bool within, Pairs &pairs)
{
    const auto size = std::int64_t(left.size());
    const std::int64_t count = within ? size * (size - 1) / 2 : size * std::int64_t(right.size());
    if (count > MostPairsOfValue)
        return;
    for (const Form &a : left) {
        for (const Form &b : right) {
            if (!within || a.record < b.record)
                pairs.emplace_back(a.record, b.record);
        }
    }
}

/// Pairs of records that have a form in common.
void addNear(const std::vector<Form> &left, const std::vector<Form> &right, Pairs &pairs)
{
    for (std::size_t l = 0, r = 0; l < left.size() && r < right.size();) {
        if (left[l].hash != right[r].hash) {
            ++(left[l].hash < right[r].hash ? l : r);
            continue;
        }
        const auto ofLeft = sameFrom(left, l);
        const auto ofRight = sameFrom(right, r);
        addPairs(ofLeft, ofRight, false, pairs);
        l += ofLeft.size();
        r += ofRight.size();
    }
}

void addNearWithin(const std::vector<Form> &forms, Pairs &pairs)
{
    for (std::size_t at = 0; at < forms.size();) {
        const auto same = sameFrom(forms, at);
        addPairs(same, same, true, pairs);
        at += same.size();
    }
}

bool shareKey(std::span<const BlockingKey> keys, std::uint32_t left, std::uint32_t right, bool within)
{
    return std::any_of(keys.begin(), keys.end(), [&](const BlockingKey &key) {
        const std::int32_t other = within ? key.left[right] : key.right[right];
        return key.left[left] != BlockingKey::None && key.left[left] == other;
    });
}

} // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> misspeltPairs(
    std::span<const ColumnValues> columns, std::span<const BlockingKey> keys, const FreeRecords &free, bool within)
{
    Pairs pairs;
    for (const ColumnValues &column : columns) {
        if (!isName(column.kind()))
            continue;
        const std::vector<Form> left = formsOf(column, column.left(), free.left);
        if (within)
            addNearWithin(left, pairs);
        else
            addNear(left, formsOf(column, column.right(), free.right), pairs);
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    std::erase_if(pairs, [&](const auto &pair) { return shareKey(keys, pair.first, pair.second, within); });
    return pairs;
}

} // namespace qd::match
