#include "core/sources/csv_scan.h"

#include <algorithm>
#include <cstring>

namespace qd::sources {

namespace {

constexpr char Quote = '"';
constexpr std::size_t MostFields = 16384; ///< nobody takes more: a megabyte of commas is not split in full

std::size_t find(std::string_view text, char c, std::size_t from)
{
    const void *at = from < text.size() ? std::memchr(text.data() + from, c, text.size() - from) : nullptr;
    return at ? std::size_t(static_cast<const char *>(at) - text.data()) : std::string_view::npos;
}

/// Past the closing quote of the field whose opening quote is at `at`; npos when it stays open.
std::size_t pastQuoted(std::string_view text, std::size_t at)
{
    for (std::size_t i = at + 1;;) {
        i = find(text, Quote, i);
        if (i == std::string_view::npos)
            return i;
        if (i + 1 >= text.size() || text[i + 1] != Quote)
            return i + 1;
        i += 2;
    }
}

/// A quote opens a field only at its beginning; blanks before it are forgiven.
std::size_t openingQuote(std::string_view text, std::size_t fieldStart)
{
    std::size_t i = fieldStart;
    while (i < text.size() && text[i] == ' ')
        ++i;
    return i < text.size() && text[i] == Quote ? i : std::string_view::npos;
}

CsvScan endOf(std::string_view text, std::size_t newline, CsvMarks marks, bool quoted)
{
    CsvScan scan;
    scan.found = CsvScan::Found::Record;
    scan.length = std::min(newline, text.size());
    scan.consumed = std::min(newline + 1, text.size());
    if (marks.newline == '\n' && scan.length > 0 && text[scan.length - 1] == '\r')
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
        if (const std::size_t quote = openingQuote(text, i); quote != std::string_view::npos) {
            i = pastQuoted(text, quote);
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
    if (lineEnd > 0 && std::memchr(text.data(), Quote, lineEnd))
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

void splitQuoted(char *record, std::size_t length, char delimiter, std::vector<std::string_view> &fields)
{
    fields.clear();
    const std::string_view text(record, length);
    std::size_t i = 0;
    for (;;) {
        const std::size_t start = i;
        char *out = record + start;
        if (const std::size_t quote = openingQuote(text, i); quote != std::string_view::npos) {
            const std::size_t past = std::min(pastQuoted(text, quote), length);
            for (i = quote + 1; i + 1 < past; ++i) {
                *out++ = record[i];
                if (record[i] == Quote)
                    ++i; // a doubled quote stands for one
            }
            i = past;
        }
        while (i < length && record[i] != delimiter)
            *out++ = record[i++];
        fields.emplace_back(record + start, std::size_t(out - (record + start)));
        if (i >= length || fields.size() > MostFields)
            return;
        ++i;
    }
}

} // namespace qd::sources
