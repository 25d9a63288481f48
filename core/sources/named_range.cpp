#include "core/sources/named_range.h"

#include "core/base/text.h"
#include "core/sources/csv_reader.h"

#include <algorithm>
#include <charconv>

namespace qd::sources {

namespace {

/// The sheet that a reference begins with, quoted or not, taken off it.
std::string takeSheet(std::string_view &reference)
{
    if (reference.starts_with('$'))
        reference.remove_prefix(1);
    std::string sheet;
    if (!reference.starts_with('\'')) {
        const std::size_t end = reference.find_first_of("!.");
        sheet = reference.substr(0, end);
        reference.remove_prefix(end + 1);
        return sheet;
    }
    std::size_t at = 1;
    for (; at < reference.size(); ++at) {
        const bool quote = reference[at] == '\'';
        if (quote && (at + 1 == reference.size() || reference[++at] != '\'')) // only a doubled one belongs to the name
            break;
        sheet += reference[at];
    }
    reference.remove_prefix(std::min(at + 1, reference.size()));
    return sheet;
}

/// `$B$3`, `B` or `3`; what is missing stays as `corner` has it. False for all else.
bool readCorner(std::string_view text, std::int64_t &row, std::size_t &column)
{
    constexpr std::size_t Letters = 3;
    std::string letters;
    std::erase_if(letters = text, [](char c) { return c == '$'; });
    const auto digit = std::ranges::find_if(letters, isAsciiDigit);
    const std::string number(digit, letters.end());
    letters.erase(digit, letters.end());
    if (letters.size() > Letters || (letters.empty() && number.empty())
        || !std::ranges::all_of(letters, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return false;
    if (!letters.empty()) {
        column = 0;
        for (const char c : letters)
            column = column * 26 + std::size_t(c - 'A' + 1);
        --column;
    }
    if (number.empty())
        return true;
    const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), row);
    return code == std::errc() && end == number.data() + number.size() && row >= 1;
}

class RangeReader final : public RecordReader {
public:
    RangeReader(NamedRange range, std::unique_ptr<RecordReader> reader)
        : m_range(std::move(range))
        , m_reader(std::move(reader))
    {
    }

    Step next(Record &record) override
    {
        for (Step step = m_reader->next(record);; step = m_reader->next(record)) {
            if (step != Step::Record || record.line > m_range.cells.lastRow)
                return step == Step::Record ? Step::End : step;
            if (record.line >= m_range.cells.firstRow && crop(record))
                return Step::Record;
        }
    }
    Result<void> rewind() override { return m_reader->rewind(); }
    const Error &error() const override { return m_reader->error(); }
    std::int64_t done() const override { return m_reader->done(); }
    std::int64_t total() const override { return m_reader->total(); }
    Message format() const override
    {
        return {QD_WORDS("Sources", "workbook, table \"%1\" of sheet \"%2\""), {m_range.name, m_range.sheet}};
    }
    bool isWorkbook() const override { return m_reader->isWorkbook(); }
    void fillTo(std::size_t width) override { m_width = std::min(width, widest()); }
    void takeAsIds(const std::vector<std::size_t> &fields) override
    {
        std::vector<std::size_t> shifted;
        for (const std::size_t field : fields)
            shifted.push_back(field + m_range.cells.firstColumn);
        m_reader->takeAsIds(shifted);
    }
    std::vector<std::string> unread() const override { return m_reader->unread(); }

private:
    std::size_t widest() const { return m_range.cells.lastColumn - m_range.cells.firstColumn + 1; }

    /// Whether something of the record lies in the range; then only that is left of it.
    bool crop(Record &record)
    {
        const std::size_t first = std::min(m_range.cells.firstColumn, record.fields.size());
        const std::size_t end = first + std::min(record.fields.size() - first, widest());
        m_fields.assign(record.fields.begin() + std::ptrdiff_t(first), record.fields.begin() + std::ptrdiff_t(end));
        std::vector<std::size_t> unsolved;
        for (const std::size_t field : record.unsolved) {
            if (field >= first && field < end)
                unsolved.push_back(field - first);
        }
        if (unsolved.empty() && std::ranges::all_of(m_fields, &std::string_view::empty))
            return false;
        m_fields.resize(std::max(m_fields.size(), m_width));
        record.fields = m_fields;
        record.unsolved = std::move(unsolved);
        m_raw = csvLine(record.fields);
        record.raw = m_raw;
        return true;
    }

    NamedRange m_range;
    std::unique_ptr<RecordReader> m_reader;
    std::vector<std::string_view> m_fields;
    std::string m_raw;
    std::size_t m_width = 0;
};

} // namespace

std::optional<NamedRange> rangeOf(const std::string &name, std::string_view reference, const std::string &sheet)
{
    NamedRange range{name, sheet, {}};
    if (sheet.empty()) {
        if (reference.find_first_of("!.") == std::string_view::npos)
            return std::nullopt;
        range.sheet = takeSheet(reference);
    }
    const std::size_t colon = reference.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string_view opposite = reference.substr(colon + 1);
    if (const std::size_t of = opposite.find_last_of('.'); of != std::string_view::npos)
        opposite.remove_prefix(of + 1); // OpenDocument names the sheet again, or leaves its point
    CellRange &cells = range.cells;
    if (!readCorner(reference.substr(0, colon), cells.firstRow, cells.firstColumn)
        || !readCorner(opposite, cells.lastRow, cells.lastColumn) || cells.firstRow > cells.lastRow
        || cells.firstColumn > cells.lastColumn)
        return std::nullopt;
    return range;
}

std::unique_ptr<RecordReader> croppedTo(const NamedRange &range, std::unique_ptr<RecordReader> reader)
{
    return std::make_unique<RangeReader>(range, std::move(reader));
}

} // namespace qd::sources
