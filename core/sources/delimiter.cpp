#include "core/sources/delimiter.h"

#include "core/base/text.h"
#include "core/sources/csv_scan.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace qd::sources {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> Words{
    {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"pipe", '|'}, {"space", ' '}}};

constexpr std::array<std::pair<std::string_view, char>, 3> Quotes{{{"double", '"'}, {"single", '\''}, {"none", '\0'}}};

/// ASCII only, in every locale; a quote has a meaning of its own.
bool isPunctuation(char c)
{
    return c > ' ' && c < '\x7F' && !isAsciiLetter(c) && !isAsciiDigit(c) && c != '"';
}

/// Such as Hive's \x01 and the unit separator.
bool isControl(char c)
{
    return c > '\0' && c < ' ' && c != '\n' && c != '\r';
}

/// How many fields each of the first records of `sample` has, cut by `delimiter`.
std::vector<std::size_t> fieldCounts(std::string_view sample, CsvMarks marks)
{
    constexpr std::size_t RecordsLookedAt = 50;
    std::vector<std::size_t> counts;
    std::vector<std::string_view> fields;
    while (!sample.empty() && counts.size() < RecordsLookedAt) {
        const CsvScan scan = scanRecord(sample, marks, true);
        if (scan.found != CsvScan::Found::Record)
            break;
        std::string record(sample.substr(0, scan.length));
        sample.remove_prefix(scan.consumed);
        if (record.empty())
            continue;
        splitQuoted(record.data(), record.size(), marks, fields);
        counts.push_back(fields.size());
    }
    return counts;
}

/// Whether the first records, cut so, have the same width, of at least two fields. The end of a sample may be cut off.
bool isEven(std::string_view sample, CsvMarks marks)
{
    constexpr int RecordsLookedAt = 2000;
    std::size_t width = 0;
    std::vector<std::string_view> fields;
    for (int i = 0; i < RecordsLookedAt && !sample.empty(); ++i) {
        const CsvScan scan = scanRecord(sample, marks, true);
        if (scan.found != CsvScan::Found::Record)
            return false;
        std::string record(sample.substr(0, scan.length));
        sample.remove_prefix(scan.consumed);
        if (record.empty() || (sample.empty() && i > 0 && scan.unended))
            continue;
        splitQuoted(record.data(), record.size(), marks, fields);
        if (width != 0 && fields.size() != width)
            return false;
        width = fields.size();
    }
    return width >= 2;
}

bool beginsWithDouble(std::string_view sample, char delimiter)
{
    for (std::size_t i = sample.find('"'); i != std::string_view::npos; i = sample.find('"', i + 1)) {
        if (i == 0 || sample[i - 1] == delimiter || sample[i - 1] == '\n' || sample[i - 1] == '\r')
            return true;
    }
    return false;
}

} // namespace

char guessQuote(std::string_view sample, char delimiter)
{
    const CsvMarks plain{delimiter, newlineOf(sample)};
    CsvMarks single = plain;
    single.quote = '\'';
    const bool mayBe = sample.find('\'') != std::string_view::npos && !beginsWithDouble(sample, delimiter);
    return mayBe && !isEven(sample, plain) && isEven(sample, single) ? '\'' : '"';
}

char newlineOf(std::string_view sample)
{
    bool quoted = false;
    bool returns = false;
    for (const char c : sample) {
        if (c == '"')
            quoted = !quoted;
        else if (c == '\n' && !quoted)
            return '\n';
        returns = returns || (c == '\r' && !quoted);
    }
    return returns ? '\r' : '\n';
}

std::optional<char> separatorLine(std::string_view text)
{
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    const bool quoted = line.size() == 7 && line.front() == '"' && line.back() == '"';
    const auto bare = quoted ? line.substr(1, 5) : line;
    if (bare.size() != 5 || lowered(bare.substr(0, 4)) != "sep=" || line.size() == text.size())
        return std::nullopt;
    const char mark = bare.back();
    return mark == '\t' || isPunctuation(mark) ? std::optional(mark) : std::nullopt;
}

std::optional<char> delimiterFromText(std::string_view text)
{
    for (const auto &[word, mark] : Words) {
        if (lowered(text) == word)
            return mark;
    }
    if (text == "\\t")
        return '\t';
    const bool fits = text.size() == 1 && (isPunctuation(text[0]) || isControl(text[0]) || text[0] == ' ');
    return fits ? std::optional(text[0]) : std::nullopt;
}

std::string delimiterText(char delimiter)
{
    for (const auto &[word, mark] : Words) {
        if (mark == delimiter)
            return std::string(word);
    }
    return {delimiter};
}

std::optional<char> quoteFromText(std::string_view text)
{
    const auto found = std::ranges::find(Quotes, text, &std::pair<std::string_view, char>::first);
    return found == Quotes.end() ? std::nullopt : std::optional(found->second);
}

std::string quoteText(char quote)
{
    const auto found = std::ranges::find(Quotes, quote, &std::pair<std::string_view, char>::second);
    return found == Quotes.end() ? std::string() : std::string(found->first);
}

char guessDelimiter(std::string_view sample)
{
    char best = ',';
    double bestScore = 0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        const auto counts = fieldCounts(sample, {candidate, newlineOf(sample)});
        const std::size_t widest = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
        if (widest < 2)
            continue;
        // Banner rows and footers are narrow: what counts is how many records are as wide as the widest.
        const auto full = double(std::count(counts.begin(), counts.end(), widest));
        const double score = full / double(counts.size()) * (1.0 + double(std::min<std::size_t>(widest, 50)) / 100.0);
        if (score > bestScore) {
            bestScore = score;
            best = candidate;
        }
    }
    return best;
}

} // namespace qd::sources
