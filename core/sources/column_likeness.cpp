#include "core/sources/column_likeness.h"

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/sources/column_styles.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

namespace qd::sources {

namespace {

constexpr double LeastReadable = 0.9;
constexpr double WeightOfValues = 0.9;
constexpr double WeightOfNames = 0.6;

std::set<std::string> wordsOf(const std::string &header)
{
    std::set<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty())
            words.insert(caseFolded(word));
        word.clear();
    };
    for (const char c : header) {
        const bool isCapital = c >= 'A' && c <= 'Z';
        const bool followsSmall = !word.empty() && word.back() >= 'a' && word.back() <= 'z';
        const bool isPart = isAsciiLetter(c) || isAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80U;
        if (!isPart || (isCapital && followsSmall))
            end();
        if (isPart)
            word += c;
    }
    end();
    return words;
}

/// A number, or a day as the number of days; nothing for another text.
std::optional<double> placeOf(const std::string &text)
{
    constexpr std::size_t DateLength = 10;
    constexpr std::size_t MonthLength = 7;
    if (const auto day = Date::fromIso(text.size() == MonthLength ? text + "-01" : text.substr(0, DateLength)))
        return double(day->days());
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

struct Range {
    double least = 0;
    double most = 0;
    std::string leastText;
    std::string mostText;
};

std::optional<Range> rangeOf(const std::vector<std::string> &values)
{
    std::optional<Range> range;
    for (const std::string &text : values) {
        const auto place = placeOf(text);
        if (!place)
            continue;
        if (!range)
            range = Range{*place, *place, text, text};
        if (*place < range->least)
            range->least = *place, range->leastText = text;
        if (*place > range->most)
            range->most = *place, range->mostText = text;
    }
    return range;
}

double sharedLength(const Range &a, const Range &b)
{
    const double shared = std::min(a.most, b.most) - std::max(a.least, b.least);
    const double all = std::max(a.most, b.most) - std::min(a.least, b.least);
    if (shared < 0)
        return 0;
    return all > 0 ? shared / all : 1;
}

} // namespace

double sharedWords(const std::string &a, const std::string &b)
{
    const std::set<std::string> left = wordsOf(a);
    const std::set<std::string> right = wordsOf(b);
    std::size_t both = 0;
    for (const std::string &word : left)
        both += right.contains(word) ? 1 : 0;
    const std::size_t all = left.size() + right.size() - both;
    return all == 0 ? 0 : double(both) / double(all);
}

ColumnLikeness likenessOf(const store::Column &column, const std::string &was, const std::string &now,
    const std::vector<std::string> &before, const std::vector<std::string> &after, double readable)
{
    using enum store::ValueType;
    ColumnLikeness likeness;
    if (readable < LeastReadable || after.empty())
        return likeness;
    likeness.evidence.push_back(
        {QD_WORDS("Sources", "%1 of its values can be read as %2."), {Share{readable}, std::string(column.name)}});
    double values = 0;
    const bool hasRange = isNumeric(column.type) || column.type == Date || column.type == Time || column.type == Month;
    const auto old = hasRange ? rangeOf(before) : std::nullopt;
    const auto fresh = hasRange ? rangeOf(after) : std::nullopt;
    if (old && fresh) {
        values = sharedLength(*old, *fresh);
        const bool isAmount = column.type == Money; // stored in minor units, which nobody reads
        if (!isAmount)
            likeness.evidence.push_back(
                {QD_WORDS("Sources", "Its values run from %1 to %2, those of before from %3 to %4."),
                    {fresh->leastText, fresh->mostText, old->leastText, old->mostText}});
    } else if (!hasRange && !before.empty()) {
        const std::set<std::string> known(before.begin(), before.end());
        const std::set<std::string> distinct(after.begin(), after.end());
        const auto same =
            std::ranges::count_if(distinct, [&known](const std::string &text) { return known.contains(text); });
        values = double(same) / double(distinct.size());
        likeness.evidence.push_back({QD_WORDS_N("Sources", "%2 of its %1 different values were there before.",
                                         "%2 of its %1 different values were there before."),
            {Count{std::int64_t(distinct.size())}, Count{same}}});
    }
    const double names = std::max(sharedWords(was, now), sharedWords(std::string(column.name), now));
    likeness.evidence.push_back(names > 0 ? Message(QD_WORDS("Sources", "The names have words in common."))
                                          : Message(QD_WORDS("Sources", "The names have no word in common.")));
    likeness.value = readable * (1 - (1 - WeightOfValues * values) * (1 - WeightOfNames * names));
    return likeness;
}

} // namespace qd::sources
