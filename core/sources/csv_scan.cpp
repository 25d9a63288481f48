#include "core/sources/csv_scan.h"

#include <algorithm>
#include <cstring>

namespace qd::sources {

namespace {

constexpr char Backslash = '\\';
constexpr std::size_t MostFields = 16384; ///< nobody takes more: a megabyte of commas is not split in full

std::size_t find(std::string_view text, char c, std::size_t from)
{
    const void *at = from < text.size() ? std::memchr(text.data() + from, c, text.size() - from) : nullptr;
    return at ? std::size_t(static_cast<const char *>(at) - text.data()) : std::string_view::npos;
}

/// Whether the quote at `at` is escaped: an odd number of backslashes stands before it. One that ends a field is not,
/// whatever stands before: paths end so, and not every program escapes them.
bool isEscaped(std::string_view text, std::size_t begin, std::size_t at, CsvMarks marks)
{
    std::size_t backslashes = 0;
    while (at - backslashes > begin && text[at - backslashes - 1] == Backslash)
        ++backslashes;
    if (backslashes % 2 == 0)
        return false;
    const std::string_view rest = text.substr(at + 1);
    return !(rest.size() > 1 && rest[0] == marks.delimiter && rest[1] == marks.quote);
}

/// Past the closing quote of the field whose opening quote is at `at`; npos when it stays open.
std::size_t pastQuoted(std::string_view text, std::size_t at, CsvMarks marks)
{
    for (std::size_t i = at + 1;;) {
        i = find(text, marks.quote, i);
        if (i == std::string_view::npos)
            return i;
        if (marks.backslash && isEscaped(text, at + 1, i, marks)) {
            ++i;
            continue;
        }
        if (i + 1 >= text.size() || text[i + 1] != marks.quote)
            return i + 1;
        i += 2;
    }
}

/// A quote opens a field only at its beginning; blanks before it are forgiven where they part no fields.
std::size_t openingQuote(std::string_view text, std::size_t fieldStart, CsvMarks marks)
{
    std::size_t i = fieldStart;
    while (i < text.size() && text[i] == ' ' && marks.delimiter != ' ')
        ++i;
    return i < text.size() && text[i] == marks.quote && marks.quote != '\0' ? i : std::string_view::npos;
}

CsvScan endOf(std::string_view text, std::size_t newline, CsvMarks marks, bool quoted)
{
    CsvScan scan;
    scan.found = CsvScan::Found::Record;
    scan.length = std::min(newline, text.size());
    scan.consumed = std::min(newline + 1, text.size());
    scan.unended = newline >= text.size();
    while (marks.newline == '\n' && scan.length > 0 && text[scan.length - 1] == '\r')
        --scan.length;
    scan.quoted = quoted;
    const auto covered = text.substr(0, scan.consumed);
    scan.lines = quoted ? std::count(covered.begin(), covered.end(), marks.newline) : 1;
    return scan;
}

CsvScan scanQuoted(std::string_view text, CsvMarks marks, bool atEnd)
{
    std::size_t i = 0;
    for (;;) {
        if (const std::size_t quote = openingQuote(text, i, marks); quote != std::string_view::npos) {
            i = pastQuoted(text, quote, marks);
            if (i == std::string_view::npos)
                return {atEnd ? CsvScan::Found::OpenQuote : CsvScan::Found::NeedsMore, 0, 0, 0, true};
            if (i == text.size() && !atEnd) // the quote may turn out to be the first of two
                return {};
        }
        while (i < text.size() && text[i] != marks.delimiter && text[i] != marks.newline)
            ++i;
        if (i >= text.size())
            return atEnd ? endOf(text, text.size(), marks, true) : CsvScan{};
        if (text[i] == marks.newline)
            return endOf(text, i, marks, true);
        ++i;
    }
}

} // namespace

CsvScan scanRecord(std::string_view text, CsvMarks marks, bool atEnd)
{
    const std::size_t newline = find(text, marks.newline, 0);
    const std::size_t lineEnd = newline == std::string_view::npos ? text.size() : newline;
    if (lineEnd > 0 && marks.quote != '\0' && std::memchr(text.data(), marks.quote, lineEnd))
        return scanQuoted(text, marks, atEnd);
    if (newline == std::string_view::npos)
        return atEnd ? endOf(text, text.size(), marks, false) : CsvScan{};
    return endOf(text, newline, marks, false);
}

void splitPlain(std::string_view record, char delimiter, std::vector<std::string_view> &fields)
{
    fields.clear();
    const char *begin = record.data();
    const char *const end = begin + record.size();
    for (const char *p = begin; p != end; ++p) {
        if (*p == delimiter) {
            fields.emplace_back(begin, std::size_t(p - begin));
            begin = p + 1;
            if (fields.size() > MostFields)
                return;
        }
    }
    fields.emplace_back(begin, std::size_t(end - begin));
}

void splitQuoted(char *record, std::size_t length, CsvMarks marks, std::vector<std::string_view> &fields)
{
    fields.clear();
    const std::string_view text(record, length);
    std::size_t i = 0;
    for (;;) {
        const std::size_t start = i;
        char *out = record + start;
        if (const std::size_t quote = openingQuote(text, i, marks); quote != std::string_view::npos) {
            const std::size_t past = std::min(pastQuoted(text, quote, marks), length);
            for (i = quote + 1; i + 1 < past; ++i) {
                const bool escapes = marks.backslash && record[i] == Backslash && i + 2 < past
                    && (record[i + 1] == marks.quote || record[i + 1] == Backslash);
                if (escapes)
                    ++i; // what follows stands for itself
                *out++ = record[i];
                if (!escapes && record[i] == marks.quote)
                    ++i; // a doubled quote stands for one
            }
            i = past;
        }
        while (i < length && record[i] != marks.delimiter)
            *out++ = record[i++];
        fields.emplace_back(record + start, std::size_t(out - (record + start)));
        if (i >= length || fields.size() > MostFields)
            return;
        ++i;
    }
}

bool escapesByBackslash(std::string_view sample, CsvMarks marks)
{
    if (marks.quote == '\0')
        return false;
    const auto isInside = [&](char c) {
        return c != marks.delimiter && c != marks.newline && c != '\r' && c != marks.quote;
    };
    bool found = false;
    for (std::size_t i = find(sample, marks.quote, 1); i != std::string_view::npos && i + 1 < sample.size();
         i = find(sample, marks.quote, i + 1)) {
        const char before = sample[i - 1];
        const char after = sample[i + 1];
        if (before == Backslash && isInside(after))
            found = true;
        else if (after == marks.quote && before != marks.quote && isInside(before) && i + 2 < sample.size()
            && isInside(sample[i + 2]))
            return false; // doubled within a field
    }
    return found;
}

} // namespace qd::sources
